import Columns
import Testing

@testable import Resolution

/// Registers for `count` records: three without duplicates and one with, dealt in turn; two for an assignment.
private func mixedRules(_ count: Int, _ method: ResolutionRules.Method) -> ResolutionRules {
    let registers = method == .oneToOne ? 2 : 4
    return ResolutionRules(
        registerOf: (0..<count).map { UInt8($0 % registers) },
        duplicateFree: registers == 2 ? [true, true] : [true, true, true, false],
        threshold: 1,
        method: method,
        priorWeight: -14
    )
}

/// One pair in eight is to be together, one in eight to stay apart.
private func randomVerdicts(_ count: Int, seed: UInt64) -> [PairVerdict] {
    var random = KeyedRandom(seed: seed, purpose: 79, entity: 0)
    return (0..<count).map { _ in
        switch random.nextIndex(below: 8) {
        case 0: .together
        case 1: .apart
        default: .free
        }
    }
}

/// What was decided of pairs beforehand holds for people.
@Suite struct VerdictTests {
    private func resolved(
        _ pairs: ScoredPairs,
        _ verdicts: [PairVerdict],
        _ rules: ResolutionRules,
        threads: Int = 1
    ) throws -> Resolution {
        var rules = rules
        rules.verdicts = verdicts
        return try resolve(pairs, rules, workers: Workers(threads: threads))
    }

    @Test(arguments: ResolutionRules.Method.allCases)
    func whatIsToStayApartIsNeverOnePerson(_ method: ResolutionRules.Method) throws {
        for seed in 0..<60 as Range<UInt64> {
            // The larger ones are grown from a heap.
            let records = seed < 50 ? 24 : 150
            let pairs = randomPairs(records: records, density: seed < 50 ? 0.2 : 0.05, seed: seed)
            let verdicts = randomVerdicts(pairs.count, seed: seed)
            var rules = mixedRules(records, method)
            rules.countsRivals = seed % 2 == 0
            let result = try resolved(pairs, verdicts, rules)
            for i in 0..<pairs.count where verdicts[i] == .apart {
                #expect(result.person[Int(pairs.left[i])] != result.person[Int(pairs.right[i])])
                #expect(result.decision[i] == .never)
            }
            #expect(result.counts.never == verdicts.count { $0 == .apart })
        }
    }

    @Test(arguments: ResolutionRules.Method.allCases)
    func whatIsToBeTogetherIsOnePersonUnlessSomethingForbidsIt(_ method: ResolutionRules.Method) throws {
        for seed in 0..<60 as Range<UInt64> {
            let pairs = randomPairs(records: 24, density: 0.15, seed: seed)
            let verdicts = randomVerdicts(pairs.count, seed: seed)
            let rules = mixedRules(24, method)
            let result = try resolved(pairs, verdicts, rules)
            for i in 0..<pairs.count where verdicts[i] == .together {
                let (a, b) = (result.person[Int(pairs.left[i])], result.person[Int(pairs.right[i])])
                #expect(result.decision[i] == (a == b ? .always : .conflict))
                if a == b { continue }
                let both = result.person.indices.filter { [a, b].contains(result.person[$0]) }
                let registers = both.map { Int(rules.registerOf[$0]) }.filter { rules.duplicateFree[$0] }
                let isTwice = method != .connectedComponents && Set(registers).count < registers.count
                let isApart = (0..<pairs.count).contains {
                    verdicts[$0] == .apart && both.contains(Int(pairs.left[$0]))
                        && both.contains(Int(pairs.right[$0]))
                }
                #expect(isTwice || isApart, "seed \(seed), pair \(i)")
            }
        }
    }

    @Test(arguments: ResolutionRules.Method.allCases)
    func verdictsThatLeaveAllFreeChangeNothing(_ method: ResolutionRules.Method) throws {
        let pairs = randomPairs(records: 60, density: 0.1, seed: 4)
        let rules = mixedRules(60, method)
        let free = [PairVerdict](repeating: .free, count: pairs.count)
        let (one, other) = (try resolved(pairs, [], rules), try resolved(pairs, free, rules))
        #expect(one.person == other.person && one.decision == other.decision)
        #expect(one.certificate == other.certificate)
    }

    @Test(arguments: ResolutionRules.Method.allCases)
    func neitherTheOrderOfPairsNorWorkersMatter(_ method: ResolutionRules.Method) throws {
        for seed in 0..<20 as Range<UInt64> {
            var pairs = randomPairs(records: 40, density: 0.1, seed: seed)
            for i in 0..<pairs.count { pairs.weight[i] = pairs.weight[i].rounded() }
            let verdicts = randomVerdicts(pairs.count, seed: seed)
            let order = shuffled(pairs.count, seed: seed)
            let other = ScoredPairs(
                left: order.map { pairs.left[$0] },
                right: order.map { pairs.right[$0] },
                weight: order.map { pairs.weight[$0] }
            )
            let rules = mixedRules(40, method)
            let first = try resolved(pairs, verdicts, rules)
            let second = try resolved(other, order.map { verdicts[$0] }, rules, threads: 2)
            #expect(first.person == second.person)
            #expect(order.map { first.decision[$0] } == second.decision)
        }
    }

    @Test func aChainOfVerdictsYieldsToOneThatForbids() throws {
        let pairs = ScoredPairs(left: [0, 1, 0], right: [1, 2, 2], weight: [-3, -4, 20])
        let rules = ResolutionRules(
            registerOf: [0, 0, 0],
            duplicateFree: [false],
            method: .consistent,
            priorWeight: -14
        )
        let result = try resolved(pairs, [.together, .together, .apart], rules)
        #expect(result.person == [0, 0, 2])
        #expect(result.decision == [.always, .conflict, .never])
        #expect(result.counts.links == 1)
    }

    @Test func anAssignmentsCertificateIsFreeOfVerdicts() throws {
        // Without the verdict the two pairs of weight 5 are best.
        let pairs = ScoredPairs(left: [0, 0, 1], right: [2, 3, 2], weight: [-6, 5, 5])
        let rules = ResolutionRules(
            registerOf: [0, 0, 1, 1],
            duplicateFree: [true, true],
            method: .oneToOne,
            priorWeight: -5
        )
        let result = try resolved(pairs, [.together, .free, .free], rules)
        #expect(result.decision == [.always, .conflict, .conflict])
        #expect(abs(result.certificate.objective + 6) < 1e-6 && result.certificate.gap < 1e-6)
    }

    @Test func oneVerdictPerPairIsWanted() {
        let pairs = ScoredPairs(left: [0], right: [1], weight: [3])
        let error = #expect(throws: ResolutionError.self) {
            try resolved(pairs, [.free, .free], mixedRules(4, .consistent))
        }
        #expect(error?.code == .unequalColumns)
    }

    @Test func expectationsTakeVerdictsForTrue() throws {
        let pairs = ScoredPairs(left: [0, 1], right: [1, 2], weight: [-9, 9])
        var rules = ResolutionRules(registerOf: [0, 0, 0], duplicateFree: [false], priorWeight: -14)
        rules.verdicts = [.together, .apart]
        let result = try resolve(pairs, rules, workers: Workers(threads: 1))
        let evidence = PairEvidence(pairs, person: result.person, rules: rules)
        let expected = PeopleExpectation(pairs, evidence, person: result.person)
        #expect(expected.precision == 1 && expected.recall == 1)
    }
}
