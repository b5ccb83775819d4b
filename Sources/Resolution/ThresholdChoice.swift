#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A weight threshold, and what to expect of the pairs at or above it.
///
/// All expectations rest on the weights being calibrated: of pairs of weight w, 2ʷ / (1 + 2ʷ) are matches.
public struct ThresholdChoice: Sendable, Equatable {
    /// What a threshold is chosen for.
    public enum Aim: Sendable, Equatable {
        /// The greatest expected F, the harmonic mean of precision and recall.
        case bestF
        /// The greatest expected F among thresholds whose pairs are matches in at least this share, 0…1.
        case precision(Double)
    }

    /// The weight at or above which pairs are to be accepted (log2 odds).
    public let threshold: Float
    /// The pairs at or above the threshold.
    public let accepted: Int
    /// The expected share of them that are matches.
    public let expectedPrecision: Double
    /// The expected share of all matches that are among them.
    public let expectedRecall: Double
    /// The expected matches, those that are in no given pair included.
    public let expectedMatches: Double

    /// The harmonic mean of expected precision and recall.
    public var expectedF: Double {
        let found = expectedPrecision * Double(accepted)
        return 2 * found / max(Double(accepted) + expectedMatches, .leastNormalMagnitude)
    }

    /// Chooses a threshold for pairs of calibrated weights.
    ///
    /// - Parameters:
    ///   - weights: The log2 posterior odds of all pairs that were kept.
    ///   - matchesElsewhere: The matches expected among pairs that were not kept or not compared.
    ///   - aim: What to choose for.
    /// - Returns: Nil if there are no pairs, or none that reach the precision aimed at.
    /// - Throws: ``ResolutionError`` for a weight that is not finite or an aim outside its range.
    /// - Complexity: O(pairs) time; 128 KiB. Thresholds are multiples of 1/64 bit.
    public static func choose(
        weights: [Float],
        matchesElsewhere: Double = 0,
        aim: Aim = .bestF
    ) throws(ResolutionError) -> ThresholdChoice? {
        if !(matchesElsewhere >= 0 && matchesElsewhere.isFinite) {
            throw ResolutionError(
                .settingOutOfRange,
                at: "matchesElsewhere",
                "found \(matchesElsewhere); expected a finite number of matches, 0 or more; correct the estimate"
            )
        }
        if case .precision(let share) = aim, !(share >= 0 && share <= 1) {
            throw ResolutionError(
                .settingOutOfRange,
                at: "aim",
                "found a precision of \(share); expected 0…1; give a share, not per cent"
            )
        }
        var histogram = PairWeightHistogram()
        for (i, weight) in weights.enumerated() {
            if !weight.isFinite {
                throw ResolutionError(
                    .weightNotFinite,
                    at: "weights[\(i)]",
                    "found \(weight); expected finite log2 odds; bound the model's m and u away from 0 and 1"
                )
            }
            histogram.add(weight: weight, amount: 1 / (1 + exp2(-Double(weight))))
        }
        return choose(histogram, matchesElsewhere, aim)
    }

    private static func choose(
        _ histogram: PairWeightHistogram,
        _ matchesElsewhere: Double,
        _ aim: Aim
    ) -> ThresholdChoice? {
        let matches = histogram.sums.reduce(matchesElsewhere, +)
        var best: ThresholdChoice?
        var accepted = 0
        var found = 0.0
        for bin in stride(from: PairWeightHistogram.binCount - 1, through: 0, by: -1) {
            if histogram.pairs[bin] == 0 { continue }
            accepted += histogram.pairs[bin]
            found += histogram.sums[bin]
            let candidate = ThresholdChoice(
                threshold: bin == 0 ? -.greatestFiniteMagnitude : PairWeightHistogram.edge(bin),
                accepted: accepted,
                expectedPrecision: found / Double(accepted),
                expectedRecall: matches > 0 ? found / matches : 0,
                expectedMatches: matches
            )
            switch aim {
            case .bestF:
                if candidate.expectedF > (best?.expectedF ?? -1) { best = candidate }
            case .precision(let share):
                // Bins fall in probability, so precision only falls from here.
                if candidate.expectedPrecision < share { return best }
                if candidate.expectedF > (best?.expectedF ?? -1) { best = candidate }
            }
        }
        return best
    }
}
