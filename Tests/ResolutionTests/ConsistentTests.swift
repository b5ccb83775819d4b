import Columns
import Testing

@testable import Resolution

@Suite struct ConsistentTests {
    private func rules(_ registers: [UInt8], free: [Bool]) -> ResolutionRules {
        ResolutionRules(registerOf: registers, duplicateFree: free, priorWeight: -14)
    }

    @Test func aChainHoldsWhereDataAreMissing() throws {
        // 1 knows everything; 0 and 2 share no field, so their pair was compared and says nothing.
        let pairs = ScoredPairs(left: [0, 1, 0], right: [1, 2, 2], weight: [9, 9, -14])
        let result = try resolve(pairs, rules([0, 0, 0], free: [false]), workers: Workers(threads: 1))
        #expect(result.person == [0, 0, 0])
        // The same where blocking never proposed the pair.
        let absent = ScoredPairs(left: [0, 1], right: [1, 2], weight: [9, 9])
        #expect(
            try resolve(absent, rules([0, 0, 0], free: [false]), workers: Workers(threads: 1)).person == [
                0, 0, 0,
            ]
        )
    }

    @Test func aChainIsCutWhereItsEndsContradict() throws {
        // Father and son share a record that lacks the birth date; the birth dates rule each other out.
        let pairs = ScoredPairs(left: [0, 1, 0], right: [1, 2, 2], weight: [9, 5, -30])
        let result = try resolve(pairs, rules([0, 0, 0], free: [false]), workers: Workers(threads: 1))
        #expect(result.person == [0, 0, 2])
    }

    @Test func oneRecordPerRegisterDecidesWhichOfTwoBelongs() throws {
        let pairs = ScoredPairs(left: [0, 0, 1], right: [1, 2, 2], weight: [4, 7, 1])
        let result = try resolve(pairs, rules([0, 1, 1], free: [true, true]), workers: Workers(threads: 1))
        #expect(result.person == [0, 1, 0])
    }

    /// The score of a partition, written as its definition says.
    private func score(_ person: [UInt32], _ pairs: ScoredPairs, _ rules: ResolutionRules) -> Double {
        let cost = PairCost(rules)
        let n = person.count
        var weight = [[Double]](repeating: [Double](repeating: cost.absentWeight, count: n), count: n)
        for i in 0..<pairs.count {
            weight[Int(pairs.left[i])][Int(pairs.right[i])] = Double(pairs.weight[i])
            weight[Int(pairs.right[i])][Int(pairs.left[i])] = Double(pairs.weight[i])
        }
        var inside: [(Double, Int, Int)] = []
        var sum = 0.0
        for a in 0..<n {
            for b in 0..<a where person[a] == person[b] {
                let free = rules.duplicateFree[Int(rules.registerOf[a])]
                if free && rules.registerOf[a] == rules.registerOf[b] { return -.infinity }
                let guarded = free || rules.duplicateFree[Int(rules.registerOf[b])]
                sum += cost.cost(weight[a][b], guarded: guarded)
                inside.append((weight[a][b], a, b))
            }
        }
        // Kruskal's tree of every person.
        var root = Array(0..<n)
        for (w, a, b) in inside.sorted(by: { $0.0 > $1.0 }) where root[a] != root[b] {
            let (old, new) = (root[a], root[b])
            for i in 0..<n where root[i] == old { root[i] = new }
            let guarded =
                rules.duplicateFree[Int(rules.registerOf[a])] || rules.duplicateFree[Int(rules.registerOf[b])]
            sum += w - cost.threshold - cost.cost(w, guarded: guarded)
        }
        return sum
    }

    /// All ways to part `count` records.
    private func partitions(_ count: Int) -> [[UInt32]] {
        var result: [[UInt32]] = [[]]
        for _ in 0..<count {
            result = result.flatMap { given in
                (0...((given.max().map { $0 + 1 }) ?? 0)).map { given + [$0] }
            }
        }
        return result
    }

    @Test func smallComponentsGetTheBestOfAllPartitions() throws {
        let all = partitions(6)
        #expect(all.count == 203)
        for seed in 0..<60 as Range<UInt64> {
            let given = rules(
                (0..<6).map { UInt8(($0 * 5 + Int(seed)) % 3) },
                free: [true, seed % 2 == 0, false]
            )
            let pairs = randomPairs(records: 6, density: 0.8, seed: seed, from: -20, to: 14)
            let result = try resolve(pairs, given, workers: Workers(threads: 1))
            let best = all.map { score($0, pairs, given) }.max() ?? 0
            #expect(abs(score(result.person, pairs, given) - best) < 1e-6)
            #expect(abs(result.certificate.objective - best) < 1e-6)
            #expect(result.certificate.gap == 0)
        }
    }

    @Test func localSearchComesCloseToTheBest() throws {
        var found = 0.0
        var best = 0.0
        for seed in 0..<60 as Range<UInt64> {
            let given = rules((0..<8).map { UInt8($0 % 3) }, free: [true, true, false])
            let pairs = randomPairs(records: 8, density: 0.7, seed: seed, from: -16, to: 12)
            let index = Components(
                pairs,
                recordCount: 8,
                threshold: 0,
                floor: -.greatestFiniteMagnitude,
                listing: true,
                workers: Workers(threads: 1)
            )
            let cost = PairCost(given)
            for component in 0..<index.count {
                var problem = ComponentProblem()
                problem.load(component, of: index, pairs, given)
                var adjacency = Adjacency()
                adjacency.load(problem)
                var greedy = GreedyClusters()
                greedy.grow(problem, adjacency, threshold: 0, cost: cost)
                var search = ClusterSearch()
                let complete = search.improve(greedy, problem, adjacency, cost)
                #expect(complete)
                var exact = ExactClusters()
                let optimum = exact.solve(problem, cost).score
                #expect(search.total <= optimum + 1e-9)
                found += search.total
                best += optimum
            }
        }
        #expect(found > 0.98 * best)
    }

    @Test func largerComponentsKeepWhatTheirScoreSays() throws {
        for seed in 0..<10 as Range<UInt64> {
            let given = rules((0..<40).map { UInt8($0 % 3) }, free: [true, false, false])
            let pairs = randomPairs(records: 40, density: 0.2, seed: seed, from: -16, to: 10)
            let result = try resolve(pairs, given, workers: Workers(threads: 1))
            #expect(abs(score(result.person, pairs, given) - result.certificate.objective) < 1e-6)
            #expect(result.certificate.bound >= result.certificate.objective)
        }
    }
}
