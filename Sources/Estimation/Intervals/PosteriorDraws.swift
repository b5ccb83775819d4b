/// Draws of a population from a posterior, and what they say.
public struct PosteriorDraws: Sendable, Equatable {
    /// The draws, ascending (persons).
    private let sorted: [Double]
    /// Their mean (persons).
    public let mean: Double
    /// Their variance (persons squared); 0 for a single draw.
    public let variance: Double

    /// Draws in any order.
    public init(_ draws: [Double]) {
        sorted = draws.sorted()
        let n = Double(max(1, draws.count))
        let mean = draws.reduce(0, +) / n
        self.mean = mean
        variance = draws.count > 1 ? draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1) : 0
    }

    /// The median.
    public var median: Double { StepwiseBootstrap.quantile(sorted, 0.5) }

    /// The interval with equal tails; quantiles of type 8 of Hyndman and Fan (1996).
    ///
    /// - Throws: ``EstimationError/Code/settingOutOfRange`` for a level outside 0…1.
    public func interval(level: Double = 0.95) throws(EstimationError) -> ConfidenceInterval {
        _ = try ConfidenceInterval.multiplier(level)
        return ConfidenceInterval(
            lower: StepwiseBootstrap.quantile(sorted, 0.5 - level / 2),
            upper: StepwiseBootstrap.quantile(sorted, 0.5 + level / 2)
        )
    }
}
