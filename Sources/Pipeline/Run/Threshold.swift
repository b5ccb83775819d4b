import Jobs
import Resolution

/// The weight from which pairs are accepted, and what is expected of them.
struct Threshold: Sendable, Equatable {
    /// The weight, in bits; nil if no pair is to be accepted.
    var weight: Float?
    /// The pairs at or above it.
    var accepted: Int
    /// The expected share of them that are matches, 0…1.
    var precision: Double
    /// The expected share of all matches that are among them, 0…1.
    var recall: Double
    /// The matches expected in all.
    var matches: Double

    /// The harmonic mean of both.
    var f: Double {
        let sum = precision + recall
        return sum > 0 ? 2 * precision * recall / sum : 0
    }

    /// The weight for rules that need one.
    var bound: Float { weight ?? LinkPlan.extremeWeight }

    /// A threshold that accepts the same pairs and lies halfway to the next ones, at most an eighth of a bit below.
    ///
    /// A pair that weighs no more than the threshold is worth nothing to whoever makes people of pairs; where fields are few,
    /// most matches may weigh the same.
    private static func below(_ threshold: Float, _ weights: [Float]) -> Float {
        let next = weights.reduce(-Float.infinity) { $1 < threshold ? max($0, $1) : $0 }
        return max(threshold - 0.125, (threshold + next) / 2)
    }

    /// Chooses or measures a threshold over the weights of all kept pairs.
    ///
    /// - Parameters:
    ///   - given: The weight the job names, if it does.
    ///   - expectedMatches: The matches expected among the pairs that were compared, kept or not.
    ///   - blockingRecall: The share of all matches among those, 0…1.
    init(
        _ accept: LinkJob.Acceptance,
        given: Float?,
        weights: [Float],
        expectedMatches: Double,
        blockingRecall: Double = 1
    ) throws(ResolutionError) {
        let found = weights.reduce(0.0) { $0 + probability(ofBits: Double($1)) }
        let elsewhere = max(0, expectedMatches - found)
        matches = found + elsewhere
        var chosen = given
        if chosen == nil {
            var aim = ThresholdChoice.Aim.bestF
            if case .precision(let share) = accept { aim = .precision(share) }
            chosen = try ThresholdChoice.choose(weights: weights, matchesElsewhere: elsewhere, aim: aim)
                .map { Self.below($0.threshold, weights) }
        }
        weight = chosen
        accepted = 0
        precision = 1
        recall = 0
        guard let chosen else { return }
        var right = 0.0
        for weight in weights where weight >= chosen {
            accepted += 1
            right += probability(ofBits: Double(weight))
        }
        if accepted > 0 { precision = right / Double(accepted) }
        if matches > 0 { recall = right / matches * blockingRecall }
    }
}
