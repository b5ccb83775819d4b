/// The bootstrap of the stepwise estimate: the choice of the model is part of its uncertainty.
public struct StepwiseBootstrap: Sendable, Equatable {
    /// The estimate on the counts themselves.
    public let estimate: StepwiseFit
    /// Estimates on tables drawn anew, ascending; draws without an estimate are left out.
    public let populations: [Double]
    /// Draws for which not even independent lists had an estimate.
    public let failures: Int
    /// The acceleration: how the estimate's spread changes with the population.
    public let acceleration: Double
    /// The normal quantile of the share of draws below the estimate.
    public let bias: Double

    /// The BCa interval (bias-corrected and accelerated).
    ///
    /// Limits are quantiles of the draws at Φ(z₀ + (z₀+z)/(1 − a(z₀+z))), quantiles by medians of order statistics
    /// (type 8 of Hyndman and Fan 1996). Source: Efron (1987), Journal of the American Statistical Association 82.
    /// - Throws: ``EstimationError/Code/settingOutOfRange`` for a level outside 0…1.
    public func interval(level: Double = 0.95) throws(EstimationError) -> ConfidenceInterval {
        let z = try ConfidenceInterval.multiplier(level)
        return ConfidenceInterval(lower: limit(-z), upper: limit(z))
    }

    private func limit(_ z: Double) -> Double {
        let sum = bias + z
        let adjusted = bias + sum / (1 - acceleration * sum)
        return Self.quantile(populations, Real.normalDistribution(adjusted))
    }

    /// A quantile of ascending values, type 8 of Hyndman and Fan.
    static func quantile(_ values: [Double], _ probability: Double) -> Double {
        guard let first = values.first, let last = values.last else { return .nan }
        let n = Double(values.count)
        let position = 1.0 / 3 + probability * (n + 1.0 / 3)
        guard position > 1 else { return first }
        guard position < n else { return last }
        let below = Int(position)
        let share = position - Double(below)
        return values[below - 1] + share * (values[below] - values[below - 1])
    }
}

extension CaptureCounts {
    /// Bootstraps the stepwise estimate.
    ///
    /// Each draw distributes the n observed cases anew among the histories seen, and chooses a model from the start. The
    /// acceleration is Σ w r³ / (6 (Σ w r²)^1.5), with r the mean less the estimate when one case of a history is left
    /// out, and w the history's count.
    /// - Parameters:
    ///   - draws: Tables drawn, 1 or more; 1,000 for limits.
    ///   - seed: The seed; each draw has a stream of its own.
    ///   - threshold: As for ``stepwise(threshold:)``.
    /// - Throws: ``EstimationError``: no estimate on the counts themselves, or on more than half of the draws.
    public func stepwiseBootstrap(
        draws: Int = 1000,
        seed: UInt64,
        threshold: Double = CaptureCounts.stepwiseThreshold
    ) throws(EstimationError) -> StepwiseBootstrap {
        guard draws >= 1 else {
            throw EstimationError(.settingOutOfRange, at: "draws", "\(draws); expected at least 1")
        }
        let estimate = try stepwise(threshold: threshold)
        var search = StepwiseSearch(listCount: listCount)
        let acceleration = try stepwiseAcceleration(&search, threshold)
        var populations: [Double] = []
        populations.reserveCapacity(draws)
        let weights = values
        for draw in 0..<draws {
            var generator = KeyedGenerator(seed: seed, purpose: .sparseBootstrap, entity: UInt64(draw))
            var drawn = [Int](repeating: 0, count: counts.count)
            generator.multinomial(observed, weights, addingTo: &drawn)
            let table = try CaptureCounts(lists: lists, counts: drawn)
            if let fit = search.run(table, threshold: threshold) { populations.append(fit.population) }
        }
        let failures = draws - populations.count
        guard populations.count > failures else {
            throw EstimationError(
                .noMaximumLikelihoodEstimate,
                at: "bootstrap",
                "\(failures) of \(draws) draws have no estimate; the counts are too thin for a bootstrap"
            )
        }
        populations.sort()
        // Ties with the estimate, as of draws equal to the counts, count half.
        let near = 1e-9 * estimate.population
        let below = populations.filter { $0 < estimate.population - near }.count
        let equal = populations.filter { ($0 - estimate.population).magnitude <= near }.count
        let share = (Double(below) + Double(equal) / 2) / Double(populations.count)
        let edge = 0.5 / Double(populations.count)
        return StepwiseBootstrap(
            estimate: estimate,
            populations: populations,
            failures: failures,
            acceleration: acceleration,
            bias: Real.normalQuantile(min(max(share, edge), 1 - edge))
        )
    }

    private func stepwiseAcceleration(_ search: inout StepwiseSearch, _ threshold: Double)
        throws(EstimationError) -> Double
    {
        var left: [(weight: Double, population: Double)] = []
        for (history, count) in counts.enumerated() where count > 0 && observed > 1 {
            var fewer = counts
            fewer[history] -= 1
            let table = try CaptureCounts(lists: lists, counts: fewer)
            // A case without which there is no estimate tells nothing of the curvature.
            if let fit = search.run(table, threshold: threshold) {
                left.append((Double(count), fit.population))
            }
        }
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
}
