#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// How many pairs of records the people found are expected to have right, and how many they miss.
///
/// Within a person of k records the k − 1 links of its best tree carry the evidence: where two clusters of a and b
/// records are joined by a link of probability p, a · b pairs are right with that probability. Between people a pair
/// is missed with its own probability, less where a register without duplicates holds the right record already.
/// Verdicts are taken for true: pairs that are to be together are right, pairs that are to stay apart no matches.
public struct PeopleExpectation: Sendable, Equatable {
    /// The pairs of records within people.
    public private(set) var pairs = 0.0
    /// Of these, the expected number of matches.
    public private(set) var right = 0.0
    /// The expected number of matches among the kept pairs between people.
    public private(set) var missed = 0.0

    /// The same if the odds of all those pairs are so many times as high: first by ``doubts``' first, then by its second.
    public private(set) var missedInDoubt = [0.0, 0]

    /// What the odds of pairs between people may be off by, in bits, either way.
    ///
    /// On data of unlike kinds (`Benchmarks/kinds`) the pairs left apart held between a sixth and three times as many
    /// matches as their weights said.
    public static let doubts: [Float] = [2, -3]

    /// The expected share of pairs within people that are matches, 0…1; 1 without pairs.
    public var precision: Double { pairs > 0 ? right / pairs : 1 }
    /// The expected share of the matches among all compared pairs that are within people, 0…1; 1 without matches.
    public var recall: Double { recall(missing: missed) }
    /// The lower and the upper end of that share, by ``doubts``.
    public var recallInDoubt: (lower: Double, upper: Double) {
        (recall(missing: missedInDoubt[0]), recall(missing: missedInDoubt[1]))
    }

    private func recall(missing: Double) -> Double { right + missing > 0 ? right / (right + missing) : 1 }

    /// What to expect of people made of scored pairs of calibrated weights.
    /// - Parameters:
    ///   - evidence: What all pairs and these people say of each pair.
    ///   - person: Per record: the lowest row of its person.
    /// - Complexity: O(pairs + records).
    public init(_ given: ScoredPairs, _ evidence: PairEvidence, person: [UInt32]) {
        var scored = given
        scored.weight = evidence.afterRivals
        var size = [UInt32](repeating: 0, count: person.count)
        for top in person { size[Int(top)] &+= 1 }
        for count in size where count > 1 { pairs += Double(count) * Double(count - 1) / 2 }
        for i in 0..<scored.count {
            let (a, b) = (Int(scored.left[i]), Int(scored.right[i]))
            if person[a] == person[b], size[Int(person[a])] == 2 {
                right += Self.probability(scored.weight[i])
            }
        }
        for join in evidence.joins { right += Self.probability(join.weight) * join.pairs }
        addMissed(scored, person)
    }

    /// Adds the matches expected between people.
    private mutating func addMissed(_ scored: ScoredPairs, _ person: [UInt32]) {
        for i in 0..<scored.count where person[Int(scored.left[i])] != person[Int(scored.right[i])] {
            missed += Self.probability(scored.weight[i])
            for (place, doubt) in Self.doubts.enumerated() {
                missedInDoubt[place] += Self.probability(scored.weight[i] + doubt)
            }
        }
    }

    private static func probability(_ weight: Float) -> Double { 1 / (1 + exp2(-Double(weight))) }
}
