import Columns
import Testing

@testable import Comparison

@Suite("Scoring of pairs")
struct PairScoringTests {
    /// Comparisons of every shape: exact first or not, one required feature or several, missing for a reason.
    static let comparisons = [
        Comparison(
            name: "given",
            required: ["given"],
            missingWhen: .swappedWith("given", "surname"),
            levels: [
                ComparisonLevel("exact", .exact("given")),
                ComparisonLevel("near", .jaroWinkler("given", 0.847)),
                ComparisonLevel("two edits", .damerau("given", 2)),
            ],
            termFrequency: "given"
        ),
        Comparison(
            name: "surname",
            required: ["surname"],
            levels: [
                ComparisonLevel("exact", .exact("surname")),
                ComparisonLevel("exchanged", .swappedWith("surname", "given")),
                ComparisonLevel("near", .any([.jaroWinkler("surname", 0.72), .sharesValues("surname", 1)])),
            ],
            termFrequency: "surname"
        ),
        Comparison(
            name: "birth",
            required: ["birth"],
            levels: [ComparisonLevel("exact", .exact("birth")), ComparisonLevel("year", .yearOnly("birth"))],
            termFrequency: "birth"
        ),
        Comparison(
            name: "income",
            required: ["income"],
            levels: [
                ComparisonLevel("near", .within("income", 1.5)),
                ComparisonLevel("far", .within("income", 50)),
            ]
        ),
        Comparison(
            name: "place",
            required: ["lat", "lon"],
            levels: [ComparisonLevel("same", .withinKm("lat", "lon", 3))]
        ),
        Comparison(
            name: "latitude with a surname",
            required: ["lat", "surname"],
            levels: [ComparisonLevel("exact", .exact("lat"))],
            termFrequency: "lat"
        ),
        Comparison(
            name: "longitude, whatever else",
            required: [],
            levels: [ComparisonLevel("exact", .exact("lon")), ComparisonLevel("alike", .exact("lat"))],
            termFrequency: "lon"
        ),
        Comparison(
            name: "only exact",
            required: ["income"],
            levels: [ComparisonLevel("exact", .exact("income"))]
        ),
    ]

    /// Ways to group them, by sizes from one to six.
    static let groupings: [[[Int]]] = [
        [[0], [1], [2], [3], [4], [5], [6], [7]],
        [[0, 1], [2, 6], [3, 7], [4, 5]],
        [[0, 3, 5], [1, 2, 4], [6, 7]],
        [[0, 1, 2, 6], [3, 4, 5, 7]],
        [[3], [0, 1, 2, 5, 6], [4, 7]],
        [[0, 1, 2, 3, 5, 6], [4, 7]],
        [[7, 6, 5, 4, 3, 2], [1], [0]],
    ]

    /// A table of random weights and corrections.
    static func table(
        _ grouping: [[Int]],
        _ compiled: CompiledComparisons,
        _ records: Records,
        _ random: inout KeyedRandom,
        keep: Float
    ) -> ScoringTable {
        func draw(_ reach: Double) -> Float { Float((random.nextUnit() * 2 - 1) * reach) }
        let groups = ComparisonGroups(
            members: grouping,
            levelCounts: compiled.comparisons.map(\.levelCount)
        )
        let weights = compiled.comparisons.map { comparison in
            (0..<comparison.levelCount).map { $0 == 0 ? 0 : draw(9) }
        }
        let corrections = grouping.indices.map { g in
            (0..<groups.cellCount(g)).map { _ in grouping[g].count == 1 ? 0 : draw(4) }
        }
        let adjustments = compiled.comparisons.map { comparison -> [Float] in
            guard let name = comparison.termFrequency, let feature = records.feature(name) else { return [] }
            return (0..<feature.values.count).map { _ in draw(5) }
        }
        let shares = grouping.indices.map { g in
            (0..<(groups.cellCount(g) * grouping[g].count)).map { _ in Float(random.nextUnit()) }
        }
        return ScoringTable(
            groups: groups,
            strangers: .init(prior: draw(6), levelWeights: weights, corrections: corrections),
            termAdjustments: adjustments,
            termShares: shares,
            keep: keep
        )
    }

    /// The weight of a pair, added up from the table in the plainest way.
    static func weight(
        _ table: ScoringTable,
        _ compiled: CompiledComparisons,
        _ records: Records,
        _ pattern: UInt64,
        _ left: UInt32
    ) -> Double {
        var total = Double(table.strangers.prior)
        for (g, members) in table.groups.members.enumerated() {
            let cell = table.groups.cell(g, in: pattern, compiled.layout)
            total += Double(table.strangers.corrections[g][cell])
            for (position, k) in members.enumerated() {
                let level = compiled.layout.level(k, in: pattern)
                total += Double(table.strangers.levelWeights[k][level])
                guard level == 1, !table.termAdjustments[k].isEmpty,
                    let name = compiled.comparisons[k].termFrequency,
                    let code = records.feature(name)?.codes[Int(left)]
                else { continue }
                let share = table.termShares[g][cell * members.count + position]
                total += Double(table.termAdjustments[k][Int(code)] * share)
            }
        }
        return total
    }

    @Test(
        "gives each pair the plain sum of its table, and abandons none that reaches the threshold",
        arguments: groupings
    )
    func twin(grouping: [[Int]]) throws {
        let data = RandomRecords(count: 55, seed: UInt64(grouping.count), missing: 0.2)
        let compiled = try data.compile(Self.comparisons)
        let pairs = data.pairs
        let patterns = compiled.patterns(pairs)
        for round in 0..<6 as Range<UInt64> {
            var random = KeyedRandom(seed: round, purpose: 7, entity: UInt64(grouping[0].count))
            var table = Self.table(grouping, compiled, data.records, &random, keep: -.infinity)
            let all = compiled.score(pairs, with: table)
            try #require(all.count == pairs.count)
            let wrong = pairs.indices.filter { i in
                let expected = Self.weight(table, compiled, data.records, patterns[i], pairs[i].0)
                return abs(Double(all.weight[i]) - expected) > 1e-4
            }
            #expect(wrong.isEmpty)
            #expect(all.pattern == patterns && all.rule.allSatisfy { $0 == 3 })
            #expect(all.left == pairs.map(\.0) && all.right == pairs.map(\.1))
            let sorted = all.weight.sorted()
            for quantile in [0.1, 0.5, 0.9, 0.99] {
                table.keep = sorted[Int(Double(sorted.count - 1) * quantile)]
                let kept = compiled.score(pairs, with: table)
                let wanted = pairs.indices.filter { all.weight[$0] >= table.keep }
                #expect(
                    kept.left == wanted.map { all.left[$0] } && kept.right == wanted.map { all.right[$0] }
                )
                #expect(kept.weight == wanted.map { all.weight[$0] }, "to the last bit")
                #expect(kept.pattern == wanted.map { all.pattern[$0] })
            }
        }
    }

    @Test("keeps nothing above every weight")
    func nothing() throws {
        let data = RandomRecords(count: 30, seed: 2)
        let compiled = try data.compile(Self.comparisons)
        var random = KeyedRandom(seed: 1, purpose: 7, entity: 0)
        let table = Self.table(Self.groupings[3], compiled, data.records, &random, keep: .infinity)
        #expect(compiled.score(data.pairs, with: table).count == 0)
    }

    @Test("leaves a batch of no pairs alone")
    func noPairs() throws {
        let data = RandomRecords(count: 5, seed: 2)
        let compiled = try data.compile(Self.comparisons)
        var random = KeyedRandom(seed: 1, purpose: 7, entity: 0)
        let plan = ScoringPlan(
            Self.table(Self.groupings[0], compiled, data.records, &random, keep: -3),
            for: compiled
        )
        var kept = KeptPairs()
        let compared = compiled.withWorker { worker in
            worker.score(count: 0, with: plan, rule: 0, into: &kept)
            return worker.compared
        }
        #expect(kept.count == 0 && compared == 0)
    }
}

@Suite("Comparison groups")
struct ComparisonGroupsTests {
    @Test("cells tell missing, best, near and different of each member", arguments: 0..<10)
    func cells(seed: Int) throws {
        var random = KeyedRandom(seed: UInt64(seed), purpose: 9, entity: 0)
        let counts = (0..<6).map { _ in 3 + random.nextIndex(below: 13) }
        let groups = ComparisonGroups(members: [[4, 1, 0], [2], [5, 3]], levelCounts: counts)
        let layout = try #require(PatternLayout(levelCounts: counts))
        for _ in 0..<100 {
            let levels = counts.map { random.nextIndex(below: $0) }
            let pattern = layout.pattern(of: levels)
            for (g, members) in groups.members.enumerated() {
                let cell = groups.cell(g, in: pattern, layout)
                #expect(cell >= 0 && cell < groups.cellCount(g))
                for (position, k) in members.enumerated() {
                    let state = groups.state(g, cell, at: position)
                    let expected: ComparisonGroups.Coarse =
                        levels[k] == 0
                        ? .missing : levels[k] == 1 ? .best : levels[k] == counts[k] - 1 ? .different : .near
                    #expect(state == expected && groups.levels(k, state).contains(levels[k]))
                    let isPresent = groups.present(g, cell) & (1 << position) != 0
                    #expect(isPresent == (levels[k] != 0))
                }
            }
        }
        for k in counts.indices {
            let parts = ComparisonGroups.Coarse.allCases.flatMap { Array(groups.levels(k, $0)) }
            #expect(parts == Array(0..<counts[k]), "the states share out the levels")
        }
    }
}
