internal import Resolution

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One component: its records, and what each way of making people of them weighs.
///
/// A person of k records weighs what its best tree of links weighs, plus the doubt that all other pairs
/// raise, as in ``Resolution/ResolutionRules/Method/consistent``; people weigh independently. Of two
/// registers without duplicates it is the product of the links' odds over all one-to-one matchings.
struct PartitionProblem {
    /// The number of records.
    private(set) var count = 0
    /// Per record: its register if that has no duplicates, −1 otherwise.
    private(set) var exclusive: [Int16] = []
    /// Where each record's pairs start; one more entry than records.
    private(set) var start: [Int] = []
    /// The records at the other end, ascending.
    private(set) var other: [Int] = []
    /// The weight of each pair; −∞ if its records are never one person.
    private var weight: [Double] = []
    private let doubt: Doubt
    private let absentWeight: Double

    /// Weights beyond this are as good as certain.
    private static let certain: Double = 60

    init(_ rules: ResolutionRules) {
        doubt = rules.doubt
        absentWeight = Double(rules.priorWeight) + Double(rules.doubt.absentEvidence)
    }

    /// Takes one component out of the index.
    mutating func load(
        _ component: Int,
        _ index: UncertainComponents,
        _ scored: ScoredPairs,
        _ rules: ResolutionRules
    ) {
        let rows = Int(index.memberStart[component])..<Int(index.memberStart[component + 1])
        count = rows.count
        exclusive = rows.map { slot in
            let register = rules.registerOf[Int(index.members[slot])]
            return rules.duplicateFree[Int(register)] ? Int16(register) : -1
        }
        var links: [(Int, Int, Double)] = []
        for slot in Int(index.pairStart[component])..<Int(index.pairStart[component + 1]) {
            let i = Int(index.pairs[slot])
            let a = Int(index.place[Int(scored.left[i])])
            let b = Int(index.place[Int(scored.right[i])])
            let isApart = !rules.verdicts.isEmpty && rules.verdicts[i] == .apart
            let w = isApart ? -.infinity : max(-Self.certain, min(Self.certain, Double(scored.weight[i])))
            links.append((a, b, w))
            links.append((b, a, w))
        }
        links.sort { ($0.0, $0.1) < ($1.0, $1.1) }
        start = [Int](repeating: 0, count: count + 1)
        for link in links { start[link.0 + 1] += 1 }
        for i in 0..<count { start[i + 1] += start[i] }
        other = links.map { $0.1 }
        weight = links.map { $0.2 }
    }

    /// The probability that two records, the whole component, are one person.
    var linkProbability: Double { 1 / (1 + exp2(-logWeight([0, 1]))) }

    /// The weight of a pair; nil if it was not scored.
    private func weight(_ a: Int, _ b: Int) -> Double? {
        var low = start[a]
        var high = start[a + 1]
        while low < high {
            let middle = (low + high) / 2
            if other[middle] < b { low = middle + 1 } else { high = middle }
        }
        return low < start[a + 1] && other[low] == b ? weight[low] : nil
    }

    private func cost(_ w: Double, _ a: Int, _ b: Int) -> Double {
        if w >= 0 { return 0 }
        let isGuarded = exclusive[a] >= 0 || exclusive[b] >= 0
        return -min(Double(doubt.limit), Double(isGuarded ? doubt.guardedShare : doubt.share) * -w)
    }

    /// The log2 weight of a person of these records; −∞ if they cannot be one.
    ///
    /// - Complexity: O(k² log degree) for k records (Prim's algorithm).
    func logWeight(_ records: [Int]) -> Double {
        let k = records.count
        if k < 2 { return 0 }
        if k == 2 {
            let (a, b) = (records[0], records[1])
            if exclusive[a] >= 0 && exclusive[a] == exclusive[b] { return -.infinity }
            return weight(a, b) ?? -.infinity
        }
        var reach = [Double](repeating: -.infinity, count: k)
        var isIn = [Bool](repeating: false, count: k)
        var newest = 0
        isIn[0] = true
        var tree = 0.0
        var doubts = 0.0
        for _ in 1..<k {
            for i in 0..<k where !isIn[i] {
                let (a, b) = (records[newest], records[i])
                if exclusive[a] >= 0 && exclusive[a] == exclusive[b] { return -.infinity }
                let scored = weight(a, b)
                if scored == -.infinity { return -.infinity }
                doubts += cost(scored ?? absentWeight, a, b)
                if let scored { reach[i] = max(reach[i], scored) }
            }
            var next = -1
            for i in 0..<k where !isIn[i] && (next < 0 || reach[i] > reach[next]) { next = i }
            if reach[next] == -.infinity { return -.infinity }
            // The tree's links carry evidence, not doubt.
            tree += reach[next]
            doubts -= costOfLink(reach[next], next, records, isIn)
            isIn[next] = true
            newest = next
        }
        return tree + doubts
    }

    /// What the link into the tree was charged as doubt when it was met.
    private func costOfLink(_ w: Double, _ i: Int, _ records: [Int], _ isIn: [Bool]) -> Double {
        if w >= 0 { return 0 }
        for j in records.indices where isIn[j] && weight(records[i], records[j]) == w {
            return cost(w, records[i], records[j])
        }
        return 0
    }
}
