import Blocking
import Columns
import Comparison
import Testing

@testable import Linkage

@Suite("What blocking missed")
struct BlockingRecallTests {
    private func counts(_ all: Double, proposed: Double, records: Int) -> [BlockingRecall.Count] {
        (0..<records).map { _ in
            BlockingRecall.Count(weight: 1, all: [all, all, all], proposed: [proposed, proposed, proposed])
        }
    }

    @Test("the share of proposed matches is the recall") func share() throws {
        let some = counts(1, proposed: 1, records: 400) + counts(1, proposed: 0, records: 100)
        let found = try #require(BlockingRecall(some, seed: 1))
        // A hundred missed by a prior of the 400 found are 133 by that of all: 400 of 533.
        #expect(abs(found.share - 0.75) < 2e-3)
        #expect(found.lower < 0.75 && found.upper > 0.75)
        #expect(found.upper - found.lower < 0.12)
        #expect(found.met == 500)
        #expect(BlockingRecall.share(of: 5, missing: 0) == 1 && BlockingRecall.share(of: 0, missing: 5) == 0)
        #expect(BlockingRecall.share(of: 0, missing: 0) == 1)
        for missing in [1.0, 10, 30] {
            #expect(abs(BlockingRecall.share(of: 100, missing: missing) - (1 - missing / 100)) < 0.01)
        }
    }

    @Test("records stand for those that were not probed") func weights() throws {
        var mixed = counts(1, proposed: 1, records: 100)
        mixed += (0..<100).map { _ in BlockingRecall.Count(weight: 3, all: [1, 1, 1], proposed: [0, 0, 0]) }
        let share = try #require(BlockingRecall(mixed, seed: 1)).share
        #expect(abs(share - BlockingRecall.share(of: 1, missing: 3)) < 1e-9)
    }

    @Test("where nothing was missed the interval has a width yet") func nothingMissed() throws {
        let found = try #require(BlockingRecall(counts(1, proposed: 1, records: 378), seed: 1))
        #expect(found.share == 1 && found.upper == 1)
        // Wilson's bound for 378 of 378.
        #expect(abs(found.lower - 0.98994) < 1e-4)
        #expect(BlockingRecall(counts(0, proposed: 0, records: 9), seed: 1) == nil)
    }

    @Test("an interval of 95 % holds the truth about as often") func coverage() throws {
        var held = 0
        for seed in 0..<100 as Range<UInt64> {
            var random = KeyedRandom(seed: seed, purpose: 9, entity: 0)
            let drawn = (0..<300).map { _ in
                random.nextBool(0.8)
                    ? counts(1, proposed: 1, records: 1)[0] : counts(1, proposed: 0, records: 1)[0]
            }
            let found = try #require(BlockingRecall(drawn, seed: seed))
            let truth = BlockingRecall.share(of: 0.8, missing: 0.2)
            held += found.lower <= truth && found.upper >= truth ? 1 : 0
        }
        #expect(held >= 90, "\(held)")
    }
}

@Suite("Rules learned from likely matches")
struct LearnedRulesTests {
    @Test("draws of likely matches go by weight") func draws() {
        var likely = LikelyMatches()
        likely.append(0, 1, weight: 1)
        likely.append(2, 3, weight: 3)
        let drawn = likely.drawn(400, seed: 7)
        #expect(drawn.count == 400)
        #expect(abs(drawn.count { $0 == 1 } - 300) <= 1)
        #expect(LikelyMatches().drawn(10, seed: 1).isEmpty)
    }

    /// Registers in which names are hopeless and births and streets are not.
    private var truth: SimulatedRegisters {
        SimulatedRegisters(
            persons: 1500,
            registers: [.init(same: 0.6, typo: 0.25), .init(same: 0.55, typo: 0.3, missing: 0.2)],
            seed: 31
        )
    }

    @Test("rules cover the errors that likely matches show") func cover() {
        let truth = truth
        let topology = Topology(registers: 2) { $0 != $1 }
        let workers = Workers(threads: 2)
        let matches = truth.matches(topology)
        var likely = LikelyMatches()
        // Every third match is known.
        for match in matches where match.0 % 3 == 0 { likely.append(match.0, match.1, weight: 3) }
        let choice = RuleChoice(truth.records, topology: topology, budget: 150_000, seed: 1)
        func recall(_ chosen: [ChosenRule]) -> Double {
            let rules = chosen.map(\.rule)
            let candidates = CandidatePairs(
                rules: rules,
                records: truth.records,
                keys: BlockKeys(truth.records, parts: rules.flatMap(\.parts), workers: workers),
                topology: topology,
                limit: .max,
                refinements: [],
                workers: workers
            )
            return Double(matches.count { candidates.proposes($0.0, $0.1) }) / Double(matches.count)
        }
        let learned = choice.choose(likely: likely, workers: workers)
        let assumed = choice.choose(workers: workers)
        #expect(recall(learned) > 0.9)
        #expect(recall(learned) >= recall(assumed) - 0.005)
        // What is expected of them is what they reach.
        #expect(abs((learned.last?.expectedRecall ?? 0) - recall(learned)) < 0.04)
        #expect(learned.reduce(0) { $0 + $1.expectedPairs } <= 150_000)
    }

    @Test("threads do not matter") func threads() {
        let truth = truth
        let topology = Topology(registers: 2) { $0 != $1 }
        var likely = LikelyMatches()
        for match in truth.matches(topology) { likely.append(match.0, match.1, weight: 1) }
        let choice = RuleChoice(truth.records, topology: topology, budget: 50_000, seed: 1)
        let one = choice.choose(likely: likely, workers: Workers(threads: 1)).map(\.rule)
        #expect(one == choice.choose(likely: likely, workers: Workers(threads: 3)).map(\.rule))
    }
}

@Suite("Relatives")
struct RelativesTests {
    /// One register of households of three; one person in eight is there twice, with a slip now and then.
    private var households: (records: Records, person: [Int]) {
        var columns = [[String]](repeating: [], count: 6)
        var person: [Int] = []
        for home in 0..<900 {
            for member in 0..<3 {
                let number = 3 * home + member
                var random = KeyedRandom(seed: 5, purpose: 40, entity: UInt64(number))
                let given = SimulatedRegisters.word(random.nextIndex(below: 300), 1)
                let birth = CivilDate(daysSince1970: random.nextIndex(below: 20_000) - 10_000).iso
                let copies = random.nextBool(0.125) ? 2 : 1
                for copy in 0..<copies {
                    let hasSlip = copy > 0 && random.nextBool(0.15)
                    columns[0].append(hasSlip ? given + "e" : given)
                    columns[1].append(SimulatedRegisters.word(home / 3, 2))
                    columns[2].append(birth)
                    columns[3].append(number % 2 == 0 ? "m" : "f")
                    columns[4].append(SimulatedRegisters.word(home % 200, 3) + " road")
                    columns[5].append("2\(1_000_000 + home * 37)")
                    person.append(number)
                }
            }
        }
        let roles: [(String, Role)] = [
            ("given_name", .givenName), ("surname", .surname), ("birth_date", .birthDate), ("sex", .sex),
            ("street", .street), ("phone", .phone),
        ]
        let spans = [RegisterSpan(name: "residents", rows: 0..<person.count)]
        return (Records(spans, columns: zip(roles, columns).map { ($0.0, $0.1, $1) }), person)
    }

    @Test("members of a household are not taken for one person") func household() throws {
        let (records, person) = households
        var settings = LinkSettings(registers: 1)
        settings.workers = Workers(threads: 2)
        let kept = try Linker(records, settings: settings).link().kept
        var right = 0
        var wrong = 0
        for i in 0..<kept.count where kept.weight[i] >= 0 {
            if person[Int(kept.left[i])] == person[Int(kept.right[i])] { right += 1 } else { wrong += 1 }
        }
        let truth = person.count - 2700
        #expect(Double(right) > 0.95 * Double(truth), "\(right) of \(truth)")
        #expect(wrong <= truth / 20, "\(wrong) beside \(right)")
    }
}
