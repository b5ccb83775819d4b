/// Estimates by sample coverage: which share of the population's catchability the lists have seen.
///
/// Dependence between lists, and chances that differ between persons, are summed up by coefficients of covariation,
/// without a model of which list depends on which. Sources: Chao and Tsay (1998), Statistica Sinica 8; Chao, Tsay, Lin,
/// Shau and Chao (2001), Statistics in Medicine 20, 3123–3157. Needs three lists or more, and enough overlap: with a
/// coverage below 0.55 use the one-step estimate.
public struct SampleCoverage: Sendable, Equatable {
    /// The coverage below which ``highCoverage`` is unreliable.
    public static let reliableCoverage = 0.55

    /// Cases observed, less the mean of those on one list alone (D).
    public let averageOverlapping: Double
    /// The estimated sample coverage Ĉ = 1 − (1/t)·Σ Sⱼ/nⱼ, with Sⱼ the cases on list j alone.
    public let coverage: Double
    /// D/Ĉ, for independent lists (N̂₀).
    public let independent: Double
    /// The estimate for high coverage (N̂); nil if its denominator is not positive.
    public let highCoverage: Double?
    /// The one-step estimate for low coverage (N̂₁).
    public let lowCoverage: Double

    /// Whether the coverage is high enough for ``highCoverage``.
    public var isCoverageHigh: Bool { coverage >= Self.reliableCoverage }

    /// Estimates from counts.
    ///
    /// - Throws: ``EstimationError``: fewer than three lists, an empty list, or no overlap at all.
    public init(_ counts: CaptureCounts) throws(EstimationError) {
        guard counts.listCount >= 3 else {
            throw EstimationError(
                .tooFewLists,
                at: "lists",
                "\(counts.listCount) given; sample coverage needs three lists or more"
            )
        }
        let sizes = counts.lists.indices.map { Double(counts.total(of: $0)) }
        if let empty = sizes.firstIndex(of: 0) {
            throw EstimationError(.noData, at: counts.lists[empty], "the list is empty; leave it out")
        }
        let t = Double(counts.listCount)
        let alone = counts.lists.indices.map { Double(counts.counts[1 << $0]) }
        let d = Double(counts.observed) - alone.reduce(0, +) / t
        let c = 1 - zip(alone, sizes).reduce(0) { $0 + $1.0 / $1.1 } / t
        guard c > 0 else {
            throw EstimationError(
                .noOverlap,
                at: "counts",
                "nobody is on two lists; the population may have any size"
            )
        }
        // A: cases of two lists that no other list caught; B: all cases on both, over the lists' sizes.
        var singles: [Double] = []
        var ratios: [Double] = []
        for i in counts.lists.indices {
            for j in (i + 1)..<max(counts.listCount, i + 1) {
                let pair = 1 << i | 1 << j
                singles.append(alone[i] + alone[j] + 2 * Double(counts.counts[pair]))
                ratios.append(Double(counts.overlap(of: pair)) / (sizes[i] * sizes[j]))
            }
        }
        let weighted = zip(singles, ratios).reduce(0) { $0 + $1.0 * $1.1 }
        let base = d / c
        let first = base + zip(singles, ratios).reduce(0) { $0 + $1.0 * ($1.1 * base - 1) } / (t * c)
        let correction = zip(singles, ratios).reduce(0) { $0 + $1.0 * ($1.1 * first - 1) }
        let denominator = t * c - weighted
        let high = (t * d - singles.reduce(0, +)) / denominator
        averageOverlapping = d
        coverage = c
        independent = base
        highCoverage = denominator > 0 && high.isFinite ? max(high, Double(counts.observed)) : nil
        lowCoverage = base + correction / (t * c)
    }
}

/// Bootstrap standard errors of the estimates by sample coverage.
public struct SampleCoverageErrors: Sendable, Equatable {
    /// Of the estimate for independent lists (persons).
    public let independent: Double
    /// Of the estimate for high coverage (persons); nil if too few draws had one.
    public let highCoverage: Double?
    /// Of the one-step estimate for low coverage (persons).
    public let lowCoverage: Double
    /// Draws that had no estimate.
    public let failures: Int
}

extension CaptureCounts {
    /// Bootstraps the estimates by sample coverage.
    ///
    /// Each draw distributes N̂ cases, the estimate rounded, among the histories seen and the unseen. For each of the
    /// three estimates N̂ is its own.
    /// - Parameters:
    ///   - draws: Tables drawn, 2 or more.
    ///   - seed: The seed; each draw has a stream of its own.
    /// - Throws: ``EstimationError``: no estimate on the counts themselves, or on more than half of the draws.
    public func sampleCoverageErrors(draws: Int = 500, seed: UInt64) throws(EstimationError)
        -> SampleCoverageErrors
    {
        guard draws >= 2 else {
            throw EstimationError(.settingOutOfRange, at: "draws", "\(draws); expected at least 2")
        }
        let estimate = try SampleCoverage(self)
        let independent = try spread(of: estimate.independent, draws, seed, 0) { $0.independent }
        let high = try estimate.highCoverage.flatMap { (value) throws(EstimationError) in
            try spread(of: value, draws, seed, 1) { $0.highCoverage }
        }
        let low = try spread(of: estimate.lowCoverage, draws, seed, 2) { $0.lowCoverage }
        guard let independent, let low else {
            throw EstimationError(
                .noData,
                at: "bootstrap",
                "more than half of \(draws) draws have no estimate; the counts are too thin"
            )
        }
        return SampleCoverageErrors(
            independent: independent.error,
            highCoverage: high?.error,
            lowCoverage: low.error,
            failures: max(independent.failures, low.failures)
        )
    }

    /// The standard deviation of an estimate over tables drawn from a population of its size.
    private func spread(
        of population: Double,
        _ draws: Int,
        _ seed: UInt64,
        _ place: UInt64,
        _ value: (SampleCoverage) -> Double?
    ) throws(EstimationError) -> (error: Double, failures: Int)? {
        guard population < Double(Self.greatestCount) else { return nil }
        let size = max(observed, Int(population.rounded()))
        var weights = values
        weights[0] = Double(size - observed)
        var drawn: [Double] = []
        for draw in 0..<draws {
            var generator = KeyedGenerator(
                seed: seed,
                purpose: .coverageBootstrap,
                entity: place << 32 | UInt64(draw)
            )
            var table = [Int](repeating: 0, count: counts.count)
            generator.multinomial(size, weights, addingTo: &table)
            table[0] = 0
            // A draw that cannot be estimated is counted, not hidden.
            if let estimate = try? SampleCoverage(CaptureCounts(lists: lists, counts: table)),
                let estimated = value(estimate), estimated.isFinite
            {
                drawn.append(estimated)
            }
        }
        guard drawn.count > draws / 2, drawn.count > 1 else { return nil }
        let mean = drawn.reduce(0, +) / Double(drawn.count)
        let square = drawn.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return ((square / Double(drawn.count - 1)).squareRoot(), draws - drawn.count)
    }
}
