import Blocking
import Columns
import Comparison
import Testing

@testable import Linkage

/// Patterns drawn from known distributions of matches and non-matches.
struct SimulatedPatterns {
    let groups: ComparisonGroups
    let layout: PatternLayout
    let m: ClassDistribution
    let u: ClassDistribution

    /// Comparisons of the given numbers of levels, independent but where `change` says otherwise.
    init(
        m: [[Double]],
        u: [[Double]],
        members: [[Int]],
        change: (inout ClassDistribution, inout ClassDistribution) -> Void = { _, _ in }
    ) throws {
        groups = ComparisonGroups(members: members, levelCounts: m.map(\.count))
        layout = try #require(PatternLayout(levelCounts: m.map(\.count)))
        var matches = ClassDistribution(levels: m, groups: groups)
        var others = ClassDistribution(levels: u, groups: groups)
        change(&matches, &others)
        self.m = matches
        self.u = others
    }

    /// A table of `pairs`, of which a share are matches; each value is missing with a chance of its own.
    func table(pairs: Int, share: Double, missing: Double, seed: UInt64) -> TrainingTable {
        var random = KeyedRandom(seed: seed, purpose: 1, entity: 0)
        var counts = PatternCounts()
        for _ in 0..<pairs {
            counts.add(draw(random.nextBool(share) ? m : u, missing, &random))
        }
        return TrainingTable(
            name: "table \(seed)",
            comparisons: Array(groups.levelCounts.indices),
            patterns: counts.sorted(),
            layout: layout,
            groups: groups
        )
    }

    private func draw(_ d: ClassDistribution, _ missing: Double, _ random: inout KeyedRandom) -> UInt64 {
        var levels = [Int](repeating: 0, count: groups.levelCounts.count)
        for (g, members) in groups.members.enumerated() {
            // Cells of complete pairs only; what is missing then is forgotten afterwards.
            let full = (0..<groups.cellCount(g)).filter { groups.present(g, $0) == (1 << members.count) - 1 }
            let cell = full[Self.pick(full.map { d.joint[g][$0] }, &random)]
            for (position, k) in members.enumerated() {
                let possible = groups.levels(k, groups.state(g, cell, at: position))
                levels[k] = possible.lowerBound + Self.pick(possible.map { d.within[k][$0] }, &random)
            }
        }
        for k in levels.indices where random.nextBool(missing) { levels[k] = 0 }
        return layout.pattern(of: levels)
    }

    private static func pick(_ weights: [Double], _ random: inout KeyedRandom) -> Int {
        var left = random.nextUnit() * weights.reduce(0, +)
        for (index, weight) in weights.enumerated() {
            left -= weight
            if left < 0 { return index }
        }
        return weights.indices.last { weights[$0] > 0 } ?? 0
    }
}

@Suite("Estimation by expectation–maximisation")
struct EstimationTests {
    static let m = [
        [0, 0.85, 0.08, 0.04, 0.03], [0, 0.9, 0.04, 0.06], [0, 0.97, 0.03], [0, 0.7, 0.1, 0.2],
        [0, 0.8, 0.2],
    ]
    static let u = [
        [0, 0.01, 0.02, 0.05, 0.92], [0, 0.02, 0.03, 0.95], [0, 0.5, 0.5], [0, 0.05, 0.05, 0.9],
        [0, 0.1, 0.9],
    ]
    /// What is expected before the data are seen: not quite the truth.
    static let expected = [
        [0, 0.75, 0.1, 0.1, 0.05], [0, 0.8, 0.1, 0.1], [0, 0.9, 0.1], [0, 0.8, 0.1, 0.1], [0, 0.7, 0.3],
    ]

    private func estimate(_ world: SimulatedPatterns, _ tables: [TrainingTable], threads: Int = 1) throws
        -> Estimate
    {
        let em = ExpectationMaximisation(
            tables: tables,
            groups: world.groups,
            expectedM: Self.expected,
            others: world.u,
            given: Self.expected.map { $0.map { _ in nil } },
            relatives: Relatives([]) { _ in nil }
        )
        let start = ClassDistribution(levels: Self.expected, groups: world.groups)
        let shares = [0.02, 0.3].map { share in tables.map { _ in share } }
        return try #require(em.run(from: start, shares: shares, workers: Workers(threads: threads)))
    }

    @Test("recovers m and the shares of independent comparisons", arguments: [0, 0.3])
    func independent(missing: Double) throws {
        let world = try SimulatedPatterns(m: Self.m, u: Self.u, members: Self.m.indices.map { [$0] })
        let shares = [0.05, 0.3]
        let tables = shares.enumerated().map {
            world.table(pairs: 20_000, share: $1, missing: missing, seed: UInt64($0))
        }
        let found = try estimate(world, tables)
        #expect(found.converged)
        for (share, truth) in zip(found.shares, shares) {
            #expect(abs(share - truth) < 0.1 * truth, "\(share), truth \(truth)")
        }
        for k in Self.m.indices {
            for (level, p) in found.matches.levels(k, world.groups).enumerated() {
                #expect(abs(p - Self.m[k][level]) < 0.02, "comparison \(k), level \(level): \(p)")
            }
        }
        for (before, after) in zip(found.trace, found.trace.dropFirst()) where after < before {
            // Priors may lower the plain likelihood a little, never much.
            #expect(before - after < 1e-5 * abs(before))
        }
    }

    @Test("recovers the joint cells of comparisons that depend on each other")
    func dependent() throws {
        let members = [[0, 1], [2], [3], [4]]
        let world = try SimulatedPatterns(m: Self.m, u: Self.u, members: members) { m, u in
            Self.tie(&m.joint[0], 0.6)
            Self.tie(&u.joint[0], 0.7)
        }
        let tables = [0.1, 0.25].enumerated().map {
            world.table(pairs: 25_000, share: $1, missing: 0, seed: UInt64(10 + $0))
        }
        let found = try estimate(world, tables)
        #expect(found.converged)
        for cell in 0..<world.groups.cellCount(0) where world.groups.present(0, cell) == 3 {
            let (p, truth) = (found.matches.joint[0][cell], world.m.joint[0][cell])
            #expect(abs(p - truth) < 0.02, "cell \(cell): \(p), truth \(truth)")
        }
        #expect(abs(found.shares[0] - 0.1) < 0.01 && abs(found.shares[1] - 0.25) < 0.025)
    }

    /// Moves part of what is off the diagonal of two members' cells onto it; margins stay.
    static func tie(_ joint: inout [Double], _ strength: Double) {
        let states = 1..<4
        let rows = states.map { x in states.reduce(0) { $0 + joint[x << 2 | $1] } }
        let columns = states.map { y in states.reduce(0) { $0 + joint[$1 << 2 | y] } }
        let common = zip(rows, columns).map(min)
        let (rowRest, columnRest) = (zip(rows, common).map(-), zip(columns, common).map(-))
        let rest = max(1e-12, rowRest.reduce(0, +))
        for x in states {
            for y in states {
                let tied = (x == y ? common[x - 1] : 0) + rowRest[x - 1] * columnRest[y - 1] / rest
                joint[x << 2 | y] = (1 - strength) * joint[x << 2 | y] + strength * tied
            }
        }
    }

    @Test("is the same to the bit for any number of threads", arguments: [2, 8])
    func threads(count: Int) throws {
        let world = try SimulatedPatterns(m: Self.m, u: Self.u, members: [[0, 3], [1, 2], [4]])
        let tables = (0..<5).map { world.table(pairs: 2000, share: 0.1, missing: 0.1, seed: UInt64($0)) }
        let one = try estimate(world, tables)
        let many = try estimate(world, tables, threads: count)
        #expect(one.trace == many.trace && one.shares == many.shares)
        #expect(one.matches.joint == many.matches.joint && one.matches.coarse == many.matches.coarse)
    }

    @Test("keeps what is expected where there are no data")
    func noData() throws {
        let world = try SimulatedPatterns(m: Self.m, u: Self.u, members: Self.m.indices.map { [$0] })
        let found = try estimate(world, [])
        for k in Self.m.indices {
            for (p, expected) in zip(found.matches.levels(k, world.groups), Self.expected[k]) {
                #expect(abs(p - expected) < 1e-9)
            }
        }
    }

    @Test("takes training tables of patterns that differ only in what is left out as one")
    func tables() throws {
        let world = try SimulatedPatterns(m: Self.m, u: Self.u, members: [[0], [1], [2], [3], [4]])
        var counts = PatternCounts()
        counts.add(world.layout.pattern(of: [1, 2, 1, 0, 1]), 5)
        counts.add(world.layout.pattern(of: [1, 3, 1, 0, 2]), 7)
        let table = TrainingTable(
            name: "",
            comparisons: [0, 2],
            patterns: counts.sorted(),
            layout: world.layout,
            groups: world.groups
        )
        #expect(table.pairs == 12 && table.counts == [12])
        #expect(table.levelTotals == [[0, 12, 0, 0, 0], [0, 12, 0]])
    }
}
