public import Comparison

/// What two comparisons of different groups still tell of each other among non-matches.
///
/// The model takes groups to be independent given the class. The mutual information of two comparisons'
/// states (best, near, different), among random pairs in which both are present, says how far that
/// fails: 0 bits is independence. Nearly all random pairs are non-matches.
public struct ResidualDependence: Sendable, Equatable {
    /// The one comparison, as an index.
    public let first: Int
    /// The other; higher than the first.
    public let second: Int
    /// The mutual information in bits, at least 0; exactly 0 within a group, whose members are modelled jointly.
    public let bits: Double
}

extension LevelTotals {
    /// The residual dependence of each pair of comparisons, by their order.
    public func residualDependence(_ groups: ComparisonGroups, layout: PatternLayout) -> [ResidualDependence]
    {
        let count = groups.levelCounts.count
        var groupOf = [Int](repeating: 0, count: count)
        for (g, members) in groups.members.enumerated() { for k in members { groupOf[k] = g } }
        var found: [ResidualDependence] = []
        for a in 0..<count {
            for b in (a + 1)..<max(count, a + 1) {
                let value = groupOf[a] == groupOf[b] ? 0 : mutualInformation(a, b, groups, layout)
                found.append(ResidualDependence(first: a, second: b, bits: value))
            }
        }
        return found
    }

    private func mutualInformation(
        _ a: Int,
        _ b: Int,
        _ groups: ComparisonGroups,
        _ layout: PatternLayout
    ) -> Double {
        var joint = [Double](repeating: 0, count: 16)
        for (pattern, n) in patterns {
            let x = groups.coarse(a, layout.level(a, in: pattern)).rawValue
            let y = groups.coarse(b, layout.level(b, in: pattern)).rawValue
            if x != 0 && y != 0 { joint[x * 4 + y] += n }
        }
        let total = joint.reduce(0, +)
        if total == 0 { return 0 }
        var information = 0.0
        for x in 1..<4 {
            let row = joint[(x * 4)..<(x * 4 + 4)].reduce(0, +)
            for y in 1..<4 where joint[x * 4 + y] > 0 {
                let column = joint[4 + y] + joint[8 + y] + joint[12 + y]
                let n = joint[x * 4 + y]
                information += n / total * logarithm(n * total / (row * column)) / logarithm(2)
            }
        }
        return max(0, information)
    }
}
