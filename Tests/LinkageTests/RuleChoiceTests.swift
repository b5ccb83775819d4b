import Blocking
import Columns
import Comparison
import Testing

@testable import Linkage

@Suite("Choice of blocking rules")
struct RuleChoiceTests {
    private func candidates(_ rules: [BlockingRule], _ records: Records, _ topology: Topology)
        -> CandidatePairs
    {
        let workers = Workers(threads: 2)
        return CandidatePairs(
            rules: rules,
            records: records,
            keys: BlockKeys(records, parts: rules.flatMap(\.parts), workers: workers),
            topology: topology,
            limit: .max,
            refinements: [],
            workers: workers
        )
    }

    @Test("stays within the budget and finds nearly all matches", arguments: [false, true])
    func recall(duplicates: Bool) throws {
        let truth = SimulatedRegisters(
            persons: 900,
            registers: [.init(missing: 0.02), .init(missing: 0.05, duplicate: duplicates ? 0.2 : 0)],
            seed: 5
        )
        let topology = Topology(registers: 2) { duplicates || $0 != $1 }
        let budget = 60_000
        let chosen = RuleChoice(truth.records, topology: topology, budget: budget, seed: 1)
            .choose(workers: Workers(threads: 2))
        #expect(!chosen.isEmpty)
        let candidates = candidates(chosen.map(\.rule), truth.records, topology)
        // All records are in the sample; of the pairs a fifteenth is listed to see which rules share them.
        let rows = UInt32(truth.records.count)
        for (number, rule) in chosen.enumerated() {
            var new = 0
            for a in 0..<rows {
                for b in (a + 1)..<max(rows, a + 1)
                where candidates.isProposed(a, b, before: number + 1)
                    && !candidates.isProposed(a, b, before: number) && candidates.proposes(a, b)
                {
                    new += 1
                }
            }
            let error = (15 * Double(candidates.indexes[number].pairs)).squareRoot()
            #expect(abs(rule.expectedPairs - Double(new)) <= 4 * error, "\(rule.expectedPairs) of \(new)")
        }
        #expect(chosen.reduce(0) { $0 + $1.expectedPairs } <= Double(budget))
        let matches = truth.matches(topology)
        let found = matches.count { candidates.proposes($0.0, $0.1) }
        let recall = Double(found) / Double(matches.count)
        #expect(recall > 0.97, "\(recall) by \(chosen.map(\.rule))")
        for (one, next) in zip(chosen, chosen.dropFirst()) {
            #expect(one.expectedRecall < next.expectedRecall)
        }
    }

    @Test("is the same for any number of threads, and finds no rule where no budget is")
    func threads() {
        let truth = SimulatedRegisters(persons: 200, registers: [.init(), .init()], seed: 5)
        let topology = Topology(registers: 2) { $0 != $1 }
        let choice = RuleChoice(truth.records, topology: topology, budget: 5000, seed: 1)
        let one = choice.choose(workers: Workers(threads: 1)).map(\.rule)
        #expect(one == choice.choose(workers: Workers(threads: 8)).map(\.rule))
        #expect(
            RuleChoice(truth.records, topology: topology, budget: -1, seed: 1).choose(
                workers: Workers(threads: 1)
            ).isEmpty
        )
    }

    @Test("takes no rule on a feature that only one register has")
    func oneSided() {
        let truth = SimulatedRegisters(persons: 400, registers: [.init(), .init()], seed: 6)
        let first = truth.records.registers[0].rows
        let numbers = (0..<truth.records.count).map { first.contains($0) ? "A\(1_000_000 + $0)" : "" }
        var interner = ValueInterner()
        let codes = numbers.map { interner.intern($0) }
        let records = Records(
            registers: truth.records.registers,
            identifiers: truth.records.identifiers,
            features: truth.records.features + [
                Feature(name: "national_id", role: .nationalID, codes: codes, values: interner.finish())
            ]
        )
        let topology = Topology(registers: 2) { $0 != $1 }
        let chosen = RuleChoice(records, topology: topology, budget: 20_000, seed: 1)
            .choose(workers: Workers(threads: 1))
        for rule in chosen.map(\.rule) {
            #expect(!rule.parts.contains { $0.feature == "national_id" }, "\(rule) can propose no pair")
        }
    }

    @Test("gives up rules whose pairs others propose too, where there are many records")
    func worthwhile() {
        let truth = SimulatedRegisters(persons: 400, registers: [.init(), .init()], seed: 8)
        let topology = Topology(registers: 2) { $0 != $1 }
        let choice = RuleChoice(truth.records, topology: topology, budget: 20_000, seed: 1)
        let name = truth.records.features[0].name
        let other = truth.records.features[1].name
        func rule(_ parts: [KeyPart], pairs: Double = 0) -> ChosenRule {
            ChosenRule(rule: BlockingRule(parts), expectedPairs: pairs, expectedRecall: 1)
        }
        let wide = rule([KeyPart(name)], pairs: 1e6)
        // The second proposes nothing that the first does not; nor does the third, of which it is a twin.
        let part = rule([KeyPart(name), KeyPart(other)])
        let rules = [wide, part, rule([KeyPart(other)]), rule([KeyPart(other)])]
        let workers = Workers(threads: 2)
        let keys = BlockKeys(truth.records, parts: [KeyPart(name), KeyPart(other)], workers: workers)
        func kept(_ many: Int) -> [BlockingRule] {
            choice.worthwhile(rules, keys: keys, limit: 1_000_000, manyRecords: many, workers: workers).map(
                \.rule
            )
        }
        #expect(kept(truth.records.count + 1) == rules.map(\.rule))
        // One stays at least.
        let same = [ChosenRule](repeating: rule([KeyPart(name)]), count: 3)
        let left = choice.worthwhile(same, keys: keys, limit: 1_000_000, manyRecords: 1, workers: workers)
        #expect(left.count == 3, "nothing is expected of any, so that none is a small part")
        let first = [rule([KeyPart(name)], pairs: 1)] + same
        let one = choice.worthwhile(first, keys: keys, limit: 1_000_000, manyRecords: 1, workers: workers)
        #expect(one.count == 1)
        // Of the twins one stays.
        #expect(kept(1) == [wide.rule, BlockingRule([KeyPart(other)])])
    }
}
