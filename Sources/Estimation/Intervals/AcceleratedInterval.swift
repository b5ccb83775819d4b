/// Limits from bootstrap estimates, corrected for bias and skewness (BCa).
///
/// Limits are quantiles of the draws at Φ(z₀ + (z₀+z)/(1 − a(z₀+z))), quantiles by medians of order statistics (type 8
/// of Hyndman and Fan 1996). Source: Efron (1987), Journal of the American Statistical Association 82, 171–185.
struct AcceleratedInterval: Sendable, Equatable {
    /// Estimates on tables drawn anew, ascending.
    let populations: [Double]
    /// The acceleration a: how the estimate's spread changes with the population.
    let acceleration: Double
    /// The normal quantile z₀ of the share of draws below the estimate.
    let bias: Double

    /// Limits from draws.
    ///
    /// - Parameters:
    ///   - draws: Estimates on tables drawn anew, at least one.
    ///   - estimate: The estimate on the counts themselves; draws equal to it count half.
    ///   - acceleration: As from ``acceleration(_:)``.
    init(_ draws: [Double], estimate: Double, acceleration: Double) {
        populations = draws.sorted()
        self.acceleration = acceleration
        let near = 1e-9 * estimate
        let below = draws.filter { $0 < estimate - near }.count
        let equal = draws.filter { ($0 - estimate).magnitude <= near }.count
        let share = (Double(below) + Double(equal) / 2) / Double(max(1, draws.count))
        let edge = 0.5 / Double(max(1, draws.count))
        bias = Real.normalQuantile(min(max(share, edge), 1 - edge))
    }

    /// Σ w r³ / (6 (Σ w r²)^1.5), with r the mean less the estimate when one case is left out.
    ///
    /// - Parameter left: Estimates without one case of a history, and how many cases the history has.
    static func acceleration(_ left: [(weight: Double, population: Double)]) -> Double {
        let weight = left.reduce(0) { $0 + $1.weight }
        guard weight > 0 else { return 0 }
        let mean = left.reduce(0) { $0 + $1.weight * $1.population } / weight
        var (square, cube) = (0.0, 0.0)
        for one in left {
            let r = mean - one.population
            square += one.weight * r * r
            cube += one.weight * r * r * r
        }
        return square > 0 ? cube / (6 * square * square.squareRoot()) : 0
    }

    /// The interval of a probability.
    ///
    /// - Throws: ``EstimationError/Code/settingOutOfRange`` for a level outside 0…1.
    func interval(level: Double) throws(EstimationError) -> ConfidenceInterval {
        let z = try ConfidenceInterval.multiplier(level)
        return ConfidenceInterval(lower: limit(-z), upper: limit(z))
    }

    private func limit(_ z: Double) -> Double {
        let sum = bias + z
        let adjusted = bias + sum / (1 - acceleration * sum)
        return StepwiseBootstrap.quantile(populations, Real.normalDistribution(adjusted))
    }
}
