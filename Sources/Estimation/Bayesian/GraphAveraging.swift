/// The population averaged over all decomposable graphs of lists, each weighted by its evidence.
///
/// Madigan and York (1997), Biometrika 84, 19–31. Each graph has a hyper-Dirichlet prior with δ in each of the 2ᵗ cells;
/// graphs are equally likely beforehand, and the population has a ``GraphPrior``, 1/N by default, over the range asked for. With
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

    /// The range of unseen persons tried.
    public let range: ClosedRange<Int>
    /// The numbers of unseen at which the evidence was computed.
    let unseen: [Int]
    /// The probability that the unseen are above the number before in ``unseen``, and at most this one.
    private let masses: [Double]

    /// The least population that is not exceeded with the given probability.
    public func quantile(_ probability: Double) -> Double { quantile(probability, in: cumulative) }

    /// The probability that the unseen are at most each of ``unseen``.
    var cumulative: [Double] {
        var sum = 0.0
        return masses.map {
            sum += $0
            return sum
        }
    }

    /// A quantile from the cumulative probabilities.
    func quantile(_ probability: Double, in ends: [Double]) -> Double {
        var (low, high) = (0, ends.count)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] < probability { low = middle + 1 } else { high = middle }
        }
        guard low < ends.count else { return Double(observed) + Double(unseen.last ?? 0) }
        let gap = low == 0 ? 1 : unseen[low] - unseen[low - 1]
        // Within a gap the probability is spread evenly over its whole numbers.
        let share = gap > 1 && masses[low] > 0 ? (ends[low] - probability) / masses[low] : 0
        return Double(observed) + Double(unseen[low]) - (share * Double(gap)).rounded(.down)
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

    /// Averages over graphs.
    ///
    /// - Parameters:
    ///   - counts: Counts of 2 to 6 lists.
    ///   - delta: The prior cases in each cell, above 0; nil for 2⁻ᵗ, one case in all.
    ///   - unseen: The range of unseen persons; nil for 1, as in dga's examples, up to 200 times the observed, at most
    ///     250,000, but at least 10 times them.
    ///   - prior: The prior of the population.
    ///   - step: A fixed distance of the numbers of unseen tried; nil for all of up to 300,000, and in a longer range as
    ///     many as the posterior needs.
    /// - Throws: ``EstimationError`` for too many lists, or a δ, prior, range or step out of range.
    /// - Complexity: Evidence for each graph that matters and each number tried, at most 4,000,000 numbers.
    public init(
        _ counts: CaptureCounts,
        delta: Double? = nil,
        unseen: ClosedRange<Int>? = nil,
        prior: GraphPrior = .inverse,
        step: Int? = nil
    ) throws(EstimationError) {
        let t = counts.listCount
        let delta = delta ?? 1 / Double(1 << t)
        guard delta > 0, delta.isFinite else {
            throw EstimationError(.settingOutOfRange, at: "delta", "\(delta); expected a number above 0")
        }
        guard prior.isInRange else {
            throw EstimationError(
                .settingOutOfRange,
                at: "prior",
                "\(prior); expected finite parameters, and a shape, scale and deviation above 0"
            )
        }
        let n = counts.observed
        let range = unseen ?? 1...Self.defaultRange(n)
        guard range.lowerBound >= 0, step ?? 1 >= 1, range.upperBound < CaptureCounts.greatestCount,
            step.map({ (range.upperBound - range.lowerBound) / $0 < 4_000_000 }) ?? true
        else {
            throw EstimationError(
                .settingOutOfRange,
                at: "unseen",
                "\(range.lowerBound) to \(range.upperBound) by \(step ?? 1); expected 0 or more, and at most 4,000,000 "
                    + "numbers. Take larger steps"
            )
        }
        let graphs = try DecomposableGraph.all(listCount: t)
        var posterior = GraphPosterior(
            evidence: GraphEvidence(counts, delta: delta, prior: prior),
            graphs: graphs,
            range: range,
            step: step
        )
        posterior.run()
        try self.init(posterior, observed: n, range: range)
    }

    /// What the sums over graphs say.
    private init(_ posterior: GraphPosterior, observed n: Int, range: ClosedRange<Int>)
        throws(EstimationError)
    {
        let (grid, heights) = (posterior.grid, posterior.heights)
        let weights = grid.weights
        let total = zip(heights, weights).reduce(0) { $0 + $1.0 * $1.1 }
        guard !posterior.isTooCoarse, total > 0, total.isFinite else {
            throw EstimationError(
                .settingOutOfRange,
                at: "step",
                "numbers of unseen so far apart miss where the posterior is; give a narrower range with smaller steps"
            )
        }
        masses = grid.unseen.indices.map { place in
            let gap = Double(grid.gap(before: place))
            let before = place > 0 ? heights[place - 1] * (gap - 1) / 2 : 0
            return (before + heights[place] * (gap + 1) / 2) / total
        }
        unseen = grid.unseen
        self.range = range
        observed = n
        let base = Double(n + range.lowerBound)
        let half = Double(range.lowerBound) + Double(range.upperBound - range.lowerBound) / 2
        var (mean, square, upper) = (0.0, 0.0, 0.0)
        var best = 0
        for (place, height) in heights.enumerated() {
            let mass = height * weights[place] / total
            let offset = Double(grid.unseen[place] - range.lowerBound)
            mean += mass * offset
            square += mass * offset * offset
            if Double(grid.unseen[place]) > half { upper += mass }
            if height > heights[best] { best = place }
        }
        self.mean = base + mean
        standardDeviation = max(0, square - mean * mean).squareRoot()
        mode = Double(n + grid.unseen[best])
        massInUpperHalf = upper
        self.graphs = posterior.members(total: total, base: base)
    }
}

/// The parts of the evidence that graphs share: one term per set of lists.
struct GraphEvidence {
    /// Cases observed.
    let observed: Int
    /// The prior of the population.
    let prior: GraphPrior
    /// For each set of lists A: y_{A,none} + δ·2^{t−|A|}, to which the unseen are added.
    let bases: [Double]
    /// For each set of lists A: the part of g(A) that does not depend on the unseen.
    let constants: [Double]

    /// The shared parts for counts.
    init(_ counts: CaptureCounts, delta: Double, prior: GraphPrior) {
        let size = counts.counts.count
        self.prior = prior
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
        var sum = Real.logGamma(population + 1) - Real.logGamma(unseen + 1) + prior.logarithm(population)
        for (set, exponent) in graph.exponents {
            sum += exponent * (constants[set] + Real.logGamma(bases[set] + unseen))
        }
        return sum
    }
}
