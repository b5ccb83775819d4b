import Columns
import Testing

@testable import Resolution

/// Registers for `count` records: three without duplicates and one with, dealt in turn.
private func mixedRules(_ count: Int, _ method: ResolutionRules.Method) -> ResolutionRules {
    ResolutionRules(
        registerOf: (0..<count).map { UInt8($0 % 4) },
        duplicateFree: [true, true, true, false],
        method: method,
        priorWeight: -14
    )
}

private let anyRegisters: [ResolutionRules.Method] = [.connectedComponents, .mutualBest, .consistent]

@Suite struct ResolveTests {
    @Test func nothingResolvesToNothing() throws {
        for method in anyRegisters {
            let none = try resolve(ScoredPairs(), mixedRules(0, method), workers: Workers(threads: 2))
            #expect(none.person.isEmpty && none.counts.persons == 0)
            let alone = try resolve(ScoredPairs(), mixedRules(3, method), workers: Workers(threads: 2))
            #expect(alone.person == [0, 1, 2] && alone.counts.persons == 3)
        }
    }

    @Test func everyPairIsJudged() throws {
        // 0–1 strong, 1–2 strong, 0–2 weak; 4 and 8 share a register without duplicates.
        let pairs = ScoredPairs(left: [0, 1, 0, 4, 5], right: [1, 2, 2, 8, 6], weight: [9, 8, -1, 7, -3])
        let result = try resolve(pairs, mixedRules(9, .consistent), workers: Workers(threads: 1))
        #expect(result.person == [0, 0, 0, 3, 4, 5, 6, 7, 8])
        #expect(result.decision == [.accepted, .accepted, .implied, .conflict, .belowThreshold])
        #expect(result.counts.persons == 7 && result.counts.components == 2)
        #expect(result.counts.largestComponent == 3 && result.counts.conflict == 1)
    }

    @Test func aPairAtTheThresholdIsAccepted() throws {
        for method in ResolutionRules.Method.allCases {
            let rules = ResolutionRules(
                registerOf: [0, 1, 0],
                duplicateFree: [true, true],
                threshold: 2,
                method: method,
                priorWeight: -5
            )
            let pairs = ScoredPairs(left: [0, 1], right: [1, 2], weight: [2, 1.99])
            let result = try resolve(pairs, rules, workers: Workers(threads: 1))
            #expect(result.person == [0, 0, 2])
        }
    }

    @Test(arguments: anyRegisters) func theOrderOfPairsDoesNotMatter(_ method: ResolutionRules.Method) throws
    {
        for seed in 0..<20 as Range<UInt64> {
            var pairs = randomPairs(records: 40, density: 0.1, seed: seed)
            // Ties, too, are broken by rows and not by place.
            for i in 0..<pairs.count { pairs.weight[i] = pairs.weight[i].rounded() }
            let order = shuffled(pairs.count, seed: seed)
            let other = ScoredPairs(
                left: order.map { pairs.left[$0] },
                right: order.map { pairs.right[$0] },
                weight: order.map { pairs.weight[$0] }
            )
            let rules = mixedRules(40, method)
            let first = try resolve(pairs, rules, workers: Workers(threads: 1))
            let second = try resolve(other, rules, workers: Workers(threads: 2))
            #expect(first.person == second.person)
            #expect(order.map { first.decision[$0] } == second.decision)
        }
    }

    @Test(arguments: anyRegisters) func recordNumbersDoNotMatter(_ method: ResolutionRules.Method) throws {
        for seed in 0..<20 as Range<UInt64> {
            let pairs = randomPairs(records: 30, density: 0.15, seed: seed)
            let newRow = shuffled(30, seed: seed)
            var renamed = ScoredPairs()
            for i in 0..<pairs.count {
                renamed.append(
                    UInt32(newRow[Int(pairs.left[i])]),
                    UInt32(newRow[Int(pairs.right[i])]),
                    weight: pairs.weight[i]
                )
            }
            let rules = mixedRules(30, method)
            var renamedRules = rules
            for row in 0..<30 { renamedRules.registerOf[newRow[row]] = rules.registerOf[row] }
            let first = try resolve(pairs, rules, workers: Workers(threads: 1))
            let second = try resolve(renamed, renamedRules, workers: Workers(threads: 1))
            #expect(samePartition(first.person, newRow.map { second.person[$0] }))
        }
    }

    @Test func workersDoNotMatter() throws {
        let data = Simulation(seed: 3, households: 500)
        for method in anyRegisters {
            let rules = ResolutionRules(
                registerOf: data.registerOf,
                duplicateFree: data.duplicateFree,
                method: method,
                priorWeight: data.priorWeight
            )
            let one = try resolve(data.pairs, rules, workers: Workers(threads: 1))
            for threads in [2, 8] {
                let many = try resolve(data.pairs, rules, workers: Workers(threads: threads))
                #expect(one.person == many.person && one.decision == many.decision)
                #expect(one.certificate == many.certificate && one.counts == many.counts)
            }
        }
    }

    @Test func noPersonHasTwoRecordsOfARegisterWithoutDuplicates() throws {
        for method in [ResolutionRules.Method.mutualBest, .consistent] {
            for seed in 0..<30 as Range<UInt64> {
                let rules = mixedRules(60, method)
                let pairs = randomPairs(records: 60, density: 0.08, seed: seed, from: -4)
                let result = try resolve(pairs, rules, workers: Workers(threads: 1))
                var seen = Set<UInt32>()
                for row in 0..<60 where rules.duplicateFree[Int(rules.registerOf[row])] {
                    let key = result.person[row] * 4 + UInt32(rules.registerOf[row])
                    let isFirst = seen.insert(key).inserted
                    #expect(isFirst)
                }
            }
        }
    }

    @Test func aHigherThresholdOnlyPartsConnectedComponents() throws {
        let pairs = randomPairs(records: 80, density: 0.05, seed: 5)
        var last: [UInt32]?
        for threshold in stride(from: -12 as Float, through: 12, by: 2) {
            var rules = mixedRules(80, .connectedComponents)
            rules.threshold = threshold
            let person = try resolve(pairs, rules, workers: Workers(threads: 1)).person
            if let last {
                for row in 0..<80 { #expect(last[row] == last[Int(person[row])]) }
            }
            last = person
        }
    }

    @Test func mutualBestLinksAreWhatTheirIterationFinds() throws {
        for seed in 0..<20 as Range<UInt64> {
            let rules = mixedRules(30, .mutualBest)
            let pairs = randomPairs(records: 30, density: 0.2, seed: seed, from: -2)
            let result = try resolve(pairs, rules, workers: Workers(threads: 1))
            #expect(result.person == iterateMutualBest(pairs, rules))
        }
    }

    @Test func aHugeComponentIsResolvedWithoutSquareWork() throws {
        // A chain of 60,000 records and a hub with as many.
        let count = 60_000
        var pairs = ScoredPairs()
        for row in 1..<UInt32(count) { pairs.append(row - 1, row, weight: Float(row % 97) / 10) }
        for row in 2..<UInt32(count) { pairs.append(0, row, weight: Float(row % 89) / 9) }
        for method in anyRegisters {
            let result = try resolve(pairs, mixedRules(count, method), workers: Workers(threads: 2))
            #expect(result.counts.largestComponent == count)
        }
    }
}

/// The slow twin: joins clusters that are each other's best allowed neighbour, until none are.
private func iterateMutualBest(_ pairs: ScoredPairs, _ rules: ResolutionRules) -> [UInt32] {
    var person = (0..<UInt32(rules.recordCount)).map { $0 }
    func allowed(_ a: UInt32, _ b: UInt32) -> Bool {
        for i in person.indices where person[i] == a && rules.duplicateFree[Int(rules.registerOf[i])] {
            for j in person.indices where person[j] == b && rules.registerOf[i] == rules.registerOf[j] {
                return false
            }
        }
        return a != b
    }
    while true {
        var best = [Int](repeating: -1, count: person.count)
        for i in 0..<pairs.count where pairs.weight[i] >= rules.threshold {
            let ends = [person[Int(pairs.left[i])], person[Int(pairs.right[i])]]
            if !allowed(ends[0], ends[1]) { continue }
            for end in ends where best[Int(end)] < 0 || pairs.weight[i] > pairs.weight[best[Int(end)]] {
                best[Int(end)] = i
            }
        }
        var joined = false
        for i in 0..<pairs.count {
            let a = person[Int(pairs.left[i])]
            let b = person[Int(pairs.right[i])]
            if a == b || best[Int(a)] != i || best[Int(b)] != i { continue }
            for row in person.indices where person[row] == max(a, b) { person[row] = min(a, b) }
            joined = true
            break
        }
        if !joined { return person }
    }
}
