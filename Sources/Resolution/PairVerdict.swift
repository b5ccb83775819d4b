/// What was decided of a pair before people are made, whatever it weighs.
public enum PairVerdict: UInt8, Sendable, BitwiseCopyable {
    /// Nothing: the weights decide.
    case free = 0
    /// The two records are one person, unless something forbids it.
    case together = 1
    /// The two records are never one person.
    case apart = 2
}

extension ScoredPairs {
    /// What a verdict adds to a weight or takes from it, in bits: beyond all that weights and penalties come to.
    ///
    /// A power of two, so that weights keep their order and 64ths of a bit.
    static let verdictWeight: Float = 131_072

    /// The pairs with weights that verdicts have raised beyond all others, or lowered below all others.
    ///
    /// - Parameter verdicts: One per pair, or none at all.
    public func judged(by verdicts: [PairVerdict]) -> ScoredPairs {
        var judged = self
        judged.take(verdicts, from: self)
        return judged
    }

    /// Gives pairs of a verdict the weight that follows from it; `given` holds the weights before any verdict.
    mutating func take(_ verdicts: [PairVerdict], from given: ScoredPairs) {
        for (i, verdict) in verdicts.enumerated() {
            switch verdict {
            case .free: continue
            case .together:
                // Among pairs of this verdict the heavier one goes first.
                let bounded = max(-Self.orderedWeight, min(Self.orderedWeight, given.weight[i]))
                weight[i] = Self.verdictWeight + bounded
            case .apart: weight[i] = -Self.verdictWeight
            }
        }
    }

    /// Weights beyond this are no longer told apart where a verdict raises them.
    private static let orderedWeight: Float = 1000
}

/// The pairs with the weights that people are made by: verdicts go before all else, also where rivals are counted.
func judged(_ given: ScoredPairs, _ rules: ResolutionRules, countingRivals: Bool) -> ScoredPairs {
    var pairs = given.judged(by: rules.verdicts)
    if !countingRivals { return pairs }
    // A pair that is to be together takes its records' places from their other pairs.
    pairs.weight = Rivals.weights(pairs, rules)
    pairs.take(rules.verdicts, from: given)
    return pairs
}

extension ResolutionCertificate {
    /// Takes from objective and bound what verdicts added to the pairs that were taken.
    mutating func discount(
        _ verdicts: [PairVerdict],
        _ given: ScoredPairs,
        judged: ScoredPairs,
        _ person: [UInt32]
    ) {
        for (i, verdict) in verdicts.enumerated() where verdict == .together {
            if person[Int(given.left[i])] != person[Int(given.right[i])] { continue }
            let added = Double(judged.weight[i]) - Double(given.weight[i])
            objective -= added
            bound -= added
        }
    }
}
