/// The bootstrap of the stepwise estimate: the choice of the model is part of its uncertainty.
public struct StepwiseBootstrap: Sendable, Equatable {
    /// The estimate on the counts themselves.
    public let estimate: StepwiseFit
    /// Draws for which not even independent lists had an estimate.
    public let failures: Int
    /// The acceleration: how the estimate's spread changes with the population.
    public var acceleration: Double { limits.acceleration }
    /// The normal quantile of the share of draws below the estimate.
    public var bias: Double { limits.bias }
    /// Estimates on tables drawn anew, ascending; draws without an estimate are left out.
    public var populations: [Double] { limits.populations }
    private let limits: AcceleratedInterval

    fileprivate init(estimate: StepwiseFit, draws: [Double], failures: Int, acceleration: Double) {
        self.estimate = estimate
        self.failures = failures
        limits = AcceleratedInterval(draws, estimate: estimate.population, acceleration: acceleration)
    }

    /// The BCa interval (bias-corrected and accelerated); see ``AcceleratedInterval``.
    ///
    /// - Throws: ``EstimationError/Code/settingOutOfRange`` for a level outside 0…1.
    /// - SeeAlso: Efron (1987), Journal of the American Statistical Association 82.
    public func interval(level: Double = 0.95) throws(EstimationError) -> ConfidenceInterval {
        try limits.interval(level: level)
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
        return StepwiseBootstrap(
            estimate: estimate,
            draws: populations,
            failures: failures,
            acceleration: acceleration
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
        return AcceleratedInterval.acceleration(left)
    }
}
