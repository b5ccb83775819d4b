/// The population averaged over all decomposable graphs of lists, each weighted by its evidence.
///
/// Madigan and York (1997), Biometrika 84, 19–31. Each graph has a hyper-Dirichlet prior with δ in each of the 2ᵗ cells;
/// graphs are equally likely beforehand, and the population has the prior 1/N over the range asked for. With
/// α₀ = 2ᵗδ, cliques C and separators S: ln p(y, n₀|G) = Σ_C g(C) − Σ_S g(S) + (#C − #S)·[ln Γ(α₀) − ln Γ(N+α₀)]
/// + ln Γ(N+1) − ln Γ(n₀+1) − Σ ln Γ(y+1), g(A) = Σ ln Γ(y_A + δ2^{t−|A|}) − 2^{|A|} ln Γ(δ2^{t−|A|}).
///
/// The complete graph says nothing about the unseen, so that means can depend on where the range ends: read the
/// median, and see that ``massInUpperHalf`` is next to nothing. In sparse tables δ decides; vary it.
public struct GraphAveraging: Sendable {
    /// A graph and what it says.
    public struct Member: Sendable {
        /// The graph.
        public let graph: DecomposableGraph
        /// Its probability given the counts.
        public let probability: Double
        /// The expected persons if it holds.
        public let mean: Double
    }

    /// Graphs by falling probability; those below 1e-12 are left out.
    public let graphs: [Member]
    /// The expected persons.
    public let mean: Double
    /// The standard deviation of the population (persons).
    public let standardDeviation: Double
    /// The most probable population.
    public let mode: Double
    /// The probability that the unseen lie in the upper half of the range: if not next to nothing, the range is short.
    public let massInUpperHalf: Double
    /// Cases observed.
    public let observed: Int

    private let firstUnseen: Int
    private let step: Int
    /// The probability of each number of unseen in the range.
    private let masses: [Double]

    /// The least population that is not exceeded with the given probability.
    public func quantile(_ probability: Double) -> Double {
        var sum = 0.0
        for (place, mass) in masses.enumerated() {
            sum += mass
            if sum >= probability { return population(place) }
        }
        return population(masses.count - 1)
    }

    /// The median population.
    public var median: Double { quantile(0.5) }

    /// The interval with equal tails.
    public func interval(level: Double = 0.95) throws(EstimationError) -> ConfidenceInterval {
        _ = try ConfidenceInterval.multiplier(level)
        return ConfidenceInterval(lower: quantile(0.5 - level / 2), upper: quantile(0.5 + level / 2))
    }

    /// The greatest number of unseen tried by default, from the cases observed.
    private static func defaultRange(_ n: Int) -> Int {
        max(min(n, CaptureCounts.greatestCount / 20) * 10, min(n, 1250) * 200)
    }

    private func population(_ place: Int) -> Double { Double(observed) + Double(firstUnseen + place * step) }

    /// Averages over graphs.
    ///
    /// - Parameters:
    ///   - counts: Counts of 2 to 6 lists.
    ///   - delta: The prior cases in each cell, above 0; nil for 2⁻ᵗ, one case in all.
    ///   - unseen: The range of unseen persons; nil for 0 up to 200 times
    ///     the observed, at most 250,000, but at least 10 times them.
    ///   - step: The distance of the numbers of unseen tried, 1 for all; nil for the least with 250,000 numbers at most.
    /// - Throws: ``EstimationError`` for too many lists, or a δ, range or step out of range.
    /// - Complexity: Evidence for each graph that matters and each number tried, at most 4,000,000 numbers.
    public init(
        _ counts: CaptureCounts,
        delta: Double? = nil,
        unseen: ClosedRange<Int>? = nil,
        step: Int? = nil
    ) throws(EstimationError) {
        let t = counts.listCount
        let delta = delta ?? 1 / Double(1 << t)
        guard delta > 0, delta.isFinite else {
            throw EstimationError(.settingOutOfRange, at: "delta", "\(delta); expected a number above 0")
        }
        let n = counts.observed
        let range = unseen ?? 0...Self.defaultRange(n)
        let step = step ?? max(1, ((range.upperBound - max(0, range.lowerBound)) / 250_000) + 1)
        guard range.lowerBound >= 0, step >= 1, (range.upperBound - range.lowerBound) / step < 4_000_000,
            range.upperBound < CaptureCounts.greatestCount
        else {
            throw EstimationError(
                .settingOutOfRange,
                at: "unseen",
                "\(range.lowerBound) to \(range.upperBound) by \(step); expected 0 or more, and at most 4,000,000 "
                    + "numbers. Take larger steps"
            )
        }
        let graphs = try DecomposableGraph.all(listCount: t)
        let evidence = GraphEvidence(counts, delta: delta)
        let places = (range.upperBound - range.lowerBound) / step + 1
        var posterior = GraphPosterior(
            evidence: evidence,
            graphs: graphs,
            first: range.lowerBound,
            step: step,
            places: places
        )
        posterior.run()

        let total = posterior.masses.reduce(0, +)
        guard !posterior.isTooCoarse, total > 0, total.isFinite else {
            throw EstimationError(
                .settingOutOfRange,
                at: "step",
                "numbers of unseen \(step) apart miss where the posterior is; give a narrower range with smaller steps"
            )
        }
        masses = posterior.masses.map { $0 / total }
        firstUnseen = range.lowerBound
        self.step = step
        observed = n
        let base = Double(n + range.lowerBound)
        var (mean, square, upper) = (0.0, 0.0, 0.0)
        var best = 0
        let half = Double(range.lowerBound) + Double(range.upperBound - range.lowerBound) / 2
        for (place, mass) in masses.enumerated() {
            let offset = Double(place * step)
            mean += mass * offset
            square += mass * offset * offset
            if Double(range.lowerBound) + offset > half { upper += mass }
            if mass > masses[best] { best = place }
        }
        self.mean = base + mean
        standardDeviation = max(0, square - mean * mean).squareRoot()
        mode = base + Double(best * step)
        massInUpperHalf = upper
        self.graphs = posterior.members(total: total, base: base)
    }
}

/// The parts of the evidence that graphs share: one term per set of lists.
struct GraphEvidence {
    /// Cases observed.
    let observed: Int
    /// For each set of lists A: y_{A,none} + δ·2^{t−|A|}, to which the unseen are added.
    let bases: [Double]
    /// For each set of lists A: the part of g(A) that does not depend on the unseen.
    let constants: [Double]

    /// The shared parts for counts.
    init(_ counts: CaptureCounts, delta: Double) {
        let size = counts.counts.count
        observed = counts.observed
        var bases = [Double](repeating: 0, count: size)
        var constants = bases
        for set in 0..<size {
            let prior = delta * Double(size >> set.nonzeroBitCount)
            var cells = [Int](repeating: 0, count: size)
            for (history, count) in counts.counts.enumerated() { cells[history & set] += count }
            bases[set] = Double(cells[0]) + prior
            // Sums over the subsets of the set, its cells.
            var constant = -Real.logGamma(prior)
            for cell in 1..<max(size, 2) where cell & set == cell {
                constant += Real.logGamma(Double(cells[cell]) + prior) - Real.logGamma(prior)
            }
            constants[set] = constant
        }
        self.bases = bases
        self.constants = constants
    }

    /// The logarithm of evidence times prior of a graph, up to a constant in graph and unseen.
    func logEvidence(_ graph: DecomposableGraph, unseen: Double) -> Double {
        let population = Double(observed) + unseen
        var sum = Real.logGamma(population + 1) - Real.logGamma(unseen + 1) - Real.log(max(population, 1))
        for (set, exponent) in graph.exponents {
            sum += exponent * (constants[set] + Real.logGamma(bases[set] + unseen))
        }
        return sum
    }
}
