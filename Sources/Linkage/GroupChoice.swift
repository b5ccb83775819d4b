import Columns
import Comparison

/// Puts comparisons that depend on each other among non-matches into groups.
///
/// Who shares a building shares its street; who shares a Chinese name shares its romanisation. Two
/// comparisons are taken to depend on each other if, among random pairs, some combination of their
/// states is far more frequent than independence has it. Only combinations that matches cannot explain
/// count: with far more pairs than there are records.
struct GroupChoice {
    /// How many times more frequent than by chance a combination must be.
    private static let lift = 3.0
    /// The same in a single register: so often a bit is counted twice.
    ///
    /// Half of all pairs agree on sex, so that a given name that tells the sex has two at most. Several registers show in
    /// pairs within each how people of one name are alike; a single one does not.
    private static let liftAlone = 1.8
    /// From so many sampled pairs on a frequency is believed.
    private static let enough = 30.0
    /// Matches are at most about as many as records; this many times as many pairs are not matches.
    private static let beyondMatches = 5.0

    /// The groups; comparisons of which somebody gave m stay alone, so that it means what was given.
    static func groups(
        for comparisons: [Comparison],
        alone: [Bool],
        roles: (String) -> Role?,
        totals: LevelTotals,
        records: Int,
        isAlone: Bool,
        layout: PatternLayout
    ) -> ComparisonGroups {
        let counts = comparisons.map(\.levelCount)
        let single = ComparisonGroups(members: comparisons.indices.map { [$0] }, levelCounts: counts)
        var groupOf = Array(comparisons.indices)
        let roleOf = comparisons.map { $0.required.first.flatMap(roles) }
        let least = isAlone ? liftAlone : lift
        let pairs = sameMatter(roleOf) + dependent(single, totals, records, least, layout)
        for (a, b) in pairs {
            let (low, high) = (min(groupOf[a], groupOf[b]), max(groupOf[a], groupOf[b]))
            let size = groupOf.count { $0 == low || $0 == high }
            if alone[a] || alone[b] || low == high || size > ComparisonGroups.largest { continue }
            for k in groupOf.indices where groupOf[k] == high { groupOf[k] = low }
        }
        var members: [[Int]] = []
        for k in groupOf.indices where groupOf[k] == k {
            members.append(groupOf.indices.filter { groupOf[$0] == k })
        }
        return ComparisonGroups(members: members, levelCounts: counts)
    }

    /// Pairs of comparisons that say one thing twice: a name in two scripts, a name whole and in parts.
    private static func sameMatter(_ roles: [Role?]) -> [(Int, Int)] {
        let parts: [Role?] = [.givenName, .surname, .middleName, .fullName, .hanName]
        var found: [(Int, Int)] = []
        for (a, role) in roles.enumerated() where role == .hanName || role == .fullName {
            for (b, other) in roles.enumerated() where b != a && parts.contains(other) {
                found.append((min(a, b), max(a, b)))
            }
        }
        return found
    }

    /// Pairs of comparisons that depend on each other, the strongest dependence first.
    private static func dependent(
        _ groups: ComparisonGroups,
        _ totals: LevelTotals,
        _ records: Int,
        _ leastLift: Double,
        _ layout: PatternLayout
    ) -> [(Int, Int)] {
        let count = groups.levelCounts.count
        let scale = totals.pairs / totals.sampled
        let leastPairs = max(enough * scale, beyondMatches * Double(records))
        var found: [(lift: Double, a: Int, b: Int)] = []
        for a in 0..<count {
            for b in (a + 1)..<max(count, a + 1) {
                var joint = [Double](repeating: 0, count: 16)
                for (pattern, n) in totals.patterns {
                    let x = groups.coarse(a, layout.level(a, in: pattern)).rawValue
                    let y = groups.coarse(b, layout.level(b, in: pattern)).rawValue
                    joint[x * 4 + y] += n
                }
                var strongest = 0.0
                let present = (1..<4).reduce(0.0) { sum, x in
                    sum + joint[(x * 4 + 1)...(x * 4 + 3)].reduce(0, +)
                }
                for x in 1..<4 {
                    for y in 1..<4 where joint[x * 4 + y] >= leastPairs {
                        let rowTotal = joint[(x * 4 + 1)...(x * 4 + 3)].reduce(0, +)
                        let columnTotal = joint[4 + y] + joint[8 + y] + joint[12 + y]
                        strongest = max(strongest, joint[x * 4 + y] * present / (rowTotal * columnTotal))
                    }
                }
                if strongest > leastLift { found.append((strongest, a, b)) }
            }
        }
        found.sort { ($1.lift, $0.a, $0.b) < ($0.lift, $1.a, $1.b) }
        return found.map { ($0.a, $0.b) }
    }
}
