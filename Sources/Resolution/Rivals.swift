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
enum Rivals {
    /// Rounds of messages: circles are rare, and their rest is small.
    private static let rounds = 4
    /// Odds beyond these are as good as certain, in bits.
    private static let certain: Double = 50

    /// The weights of pairs in view of their rivals; other pairs keep theirs.
    /// - Complexity: O(pairs + records); 24 bytes per pair.
    static func weights(_ pairs: ScoredPairs, _ rules: ResolutionRules) -> [Float] {
        var adjusted = pairs.weight
        let guarded = (0..<pairs.count).filter { i in
            let (a, b) = (rules.registerOf[Int(pairs.left[i])], rules.registerOf[Int(pairs.right[i])])
            return a != b && rules.duplicateFree[Int(a)] && rules.duplicateFree[Int(b)]
        }
        if guarded.isEmpty { return adjusted }
        let registers = rules.duplicateFree.count
        let odds = guarded.map { exp2(max(-certain, min(certain, Double(pairs.weight[$0])))) }
        // Messages from the left record and from the right one; sums per record and register of the other end.
        var fromLeft = odds
        var fromRight = odds
        var sums = [Double](repeating: 0, count: rules.recordCount * registers)
        for _ in 0..<rounds {
            for place in sums.indices { sums[place] = 0 }
            for (n, i) in guarded.enumerated() {
                let (a, b) = (Int(pairs.left[i]), Int(pairs.right[i]))
                sums[a * registers + Int(rules.registerOf[b])] += fromRight[n]
                sums[b * registers + Int(rules.registerOf[a])] += fromLeft[n]
            }
            for (n, i) in guarded.enumerated() {
                let (a, b) = (Int(pairs.left[i]), Int(pairs.right[i]))
                let others = max(0, sums[a * registers + Int(rules.registerOf[b])] - fromRight[n])
                let others2 = max(0, sums[b * registers + Int(rules.registerOf[a])] - fromLeft[n])
                fromLeft[n] = odds[n] / (1 + others)
                fromRight[n] = odds[n] / (1 + others2)
            }
        }
        for (n, i) in guarded.enumerated() {
            let bits = log2(max(1e-300, fromLeft[n])) + log2(max(1e-300, fromRight[n])) - log2(odds[n])
            adjusted[i] = min(pairs.weight[i], Float(bits))
        }
        return adjusted
    }
}
