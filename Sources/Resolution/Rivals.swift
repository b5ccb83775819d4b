#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// What is left of a pair's odds where a record can have one match only, and others come into question.
///
/// Between two registers without duplicates at most one of a record's pairs is a match. Two pairs of equal weight share
/// one match between them, however high the weight; a rival that has a better partner of its own takes little. The odds
/// are those of belief propagation on the pairs (Bayati, Shah and Sharma 2008, “Max-product for maximum weight
/// matching”, in its sum-product form), exact where pairs form no circle.
///
/// The model's prior takes pairs for independent: of pairs of one weight some have better rivals and are no matches, so
/// that the others are matches more often than the weight says. Odds are therefore raised by the factor with which as
/// many matches are expected in view of rivals as the weights say without, within bounds (``ResolutionRules/mostRaised``).
enum Rivals {
    /// Rounds of messages: circles are rare, and their rest is small.
    private static let rounds = 4
    /// Odds beyond these are as good as certain, in bits.
    private static let certain: Double = 50

    /// The weights of pairs in view of their rivals; other pairs keep theirs.
    /// - Complexity: O(pairs + records · registers); some 45 bytes per pair, 8 per record and register.
    static func weights(_ pairs: ScoredPairs, _ rules: ResolutionRules) -> [Float] {
        var adjusted = pairs.weight
        let guarded = (0..<pairs.count).filter { i in
            let (a, b) = (rules.registerOf[Int(pairs.left[i])], rules.registerOf[Int(pairs.right[i])])
            return a != b && rules.duplicateFree[Int(a)] && rules.duplicateFree[Int(b)]
        }
        if guarded.isEmpty { return adjusted }
        var network = Network(guarded, pairs, rules)
        let expected = guarded.reduce(0.0) { $0 + probability(Double(pairs.weight[$1])) }
        var (low, high) = (0.0, rules.mostRaised)
        for _ in 0..<(high > 0 ? halvings : 0) {
            let middle = (low + high) / 2
            network.settle(raisedBy: middle)
            if network.expected < expected { low = middle } else { high = middle }
        }
        network.settle(raisedBy: low)
        for (n, i) in guarded.enumerated() {
            adjusted[i] = min(pairs.weight[i] + Float(low), network.weightAmongRivals(n))
        }
        return adjusted
    }

    /// What odds are raised by is found by so many halvings.
    private static let halvings = 3

    private static func probability(_ bits: Double) -> Double { 1 / (1 + exp2(-bits)) }

    /// The pairs of registers without duplicates, and what they tell each other.
    private struct Network {
        /// Per pair the place of its left record among the sums, and that of its right one.
        private let left: [Int]
        private let right: [Int]
        private let weight: [Float]
        private var odds: [Double]
        /// Messages from the left record and from the right one.
        private var fromLeft: [Double]
        private var fromRight: [Double]
        /// Per record and register of the other end the sum of messages.
        private var sums: [Double]

        init(_ guarded: [Int], _ pairs: ScoredPairs, _ rules: ResolutionRules) {
            let registers = rules.duplicateFree.count
            left = guarded.map {
                Int(pairs.left[$0]) * registers + Int(rules.registerOf[Int(pairs.right[$0])])
            }
            right = guarded.map {
                Int(pairs.right[$0]) * registers + Int(rules.registerOf[Int(pairs.left[$0])])
            }
            weight = guarded.map { pairs.weight[$0] }
            odds = [Double](repeating: 0, count: guarded.count)
            (fromLeft, fromRight) = (odds, odds)
            sums = [Double](repeating: 0, count: rules.recordCount * registers)
        }

        /// Lets the pairs tell each other for some rounds.
        mutating func settle(raisedBy bits: Double) {
            for n in odds.indices { odds[n] = exp2(max(-certain, min(certain, Double(weight[n]))) + bits) }
            (fromLeft, fromRight) = (odds, odds)
            for _ in 0..<rounds {
                for place in sums.indices { sums[place] = 0 }
                for n in odds.indices {
                    sums[left[n]] += fromRight[n]
                    sums[right[n]] += fromLeft[n]
                }
                for n in odds.indices {
                    let others = max(0, sums[left[n]] - fromRight[n])
                    let others2 = max(0, sums[right[n]] - fromLeft[n])
                    fromLeft[n] = odds[n] / (1 + others)
                    fromRight[n] = odds[n] / (1 + others2)
                }
            }
        }

        /// The weight of a pair in view of its rivals.
        func weightAmongRivals(_ n: Int) -> Float {
            Float(log2(max(1e-300, fromLeft[n])) + log2(max(1e-300, fromRight[n])) - log2(odds[n]))
        }

        /// The expected number of matches.
        var expected: Double {
            odds.indices.reduce(0.0) { sum, n in
                let odds = fromLeft[n] * fromRight[n] / self.odds[n]
                return sum + odds / (1 + odds)
            }
        }
    }
}
