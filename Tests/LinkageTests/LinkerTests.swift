import Blocking
import Columns
import Comparison
import Testing

@testable import Linkage

/// One linkage of simulated registers, run once for all tests that look at it.
struct SimulatedLinkage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let truth: SimulatedRegisters
    let outcome: Result<LinkOutcome, LinkageError>

    init(_ name: String, _ truth: SimulatedRegisters, _ change: (inout LinkSettings) -> Void = { _ in }) {
        testDescription = name
        self.truth = truth
        var settings = LinkSettings(registers: truth.records.registers.count)
        settings.workers = Workers(threads: 2)
        change(&settings)
        let linker = Linker(truth.records, settings: settings)
        do throws(LinkageError) {
            outcome = .success(try linker.link())
        } catch { outcome = .failure(error) }
    }

    static let all = [
        SimulatedLinkage(
            "two registers without duplicates",
            SimulatedRegisters(persons: 800, registers: [.init(), .init()], seed: 1)
        ) { $0.duplicates = [.none, .none] },
        SimulatedLinkage(
            "one register with duplicates",
            SimulatedRegisters(persons: 900, registers: [.init(duplicate: 0.3, coverage: 1)], seed: 2)
        ),
        SimulatedLinkage(
            "three registers, much missing",
            SimulatedRegisters(
                persons: 500,
                registers: [.init(missing: 0.25), .init(same: 0.8, missing: 0.1), .init()],
                seed: 3
            )
        ) { $0.duplicates = [.none, .none, .none] },
        SimulatedLinkage(
            "two registers of unlike size, duplicates to be found out",
            SimulatedRegisters(
                persons: 800,
                registers: [.init(coverage: 0.9), .init(duplicate: 0.2, coverage: 0.15)],
                seed: 4
            )
        ),
    ]
}

@Suite("Linkage of simulated registers", .serialized)
struct LinkerTests {
    @Test("finds the number of matches", arguments: SimulatedLinkage.all)
    func matches(of linkage: SimulatedLinkage) throws {
        let outcome = try linkage.outcome.get()
        let truth = Double(linkage.truth.matches(outcome.topology).count)
        #expect(abs(outcome.expectedMatches / truth - 1) < 0.08, "\(outcome.expectedMatches) of \(truth)")
        let prior = truth / outcome.totals.pairs
        #expect(abs(outcome.model.prior / prior - 1) < 0.1, "\(outcome.model.prior), truth \(prior)")
    }

    @Test("gives probabilities that mean what they say", arguments: SimulatedLinkage.all)
    func calibration(of linkage: SimulatedLinkage) throws {
        let outcome = try linkage.outcome.get()
        let kept = outcome.kept
        func trueShare(_ chosen: [Int]) -> Double {
            Double(chosen.count { linkage.truth.areMatch(kept.left[$0], kept.right[$0]) })
                / Double(max(1, chosen.count))
        }
        func posterior(_ i: Int) -> Double { probability(ofBits: Double(kept.weight[i])) }
        let rows = Array(0..<kept.count)
        let sure = rows.filter { posterior($0) > 0.99 }
        #expect(trueShare(sure) >= 0.97, "\(trueShare(sure)) of \(sure.count)")
        let doubtful = rows.filter { posterior($0) > 0.02 && posterior($0) < 0.5 }
        #expect(trueShare(doubtful) < 0.5, "\(trueShare(doubtful)) of \(doubtful.count)")
        let likely = rows.filter { posterior($0) > 0.5 }
        let truth = linkage.truth.matches(outcome.topology).count
        let found = Double(likely.count) * trueShare(likely) / Double(truth)
        #expect(found > 0.9, "recall \(found)")
        #expect(trueShare(likely) > 0.95, "precision \(trueShare(likely))")
    }

    @Test("finds how often matches agree exactly", arguments: SimulatedLinkage.all)
    func agreement(of linkage: SimulatedLinkage) throws {
        let outcome = try linkage.outcome.get()
        let matches = linkage.truth.matches(outcome.topology)
        var counts = outcome.compiled.comparisons.map { [Double](repeating: 0, count: $0.levelCount) }
        for (a, b) in matches {
            let pattern = outcome.compiled.pattern(a, b)
            for k in counts.indices { counts[k][outcome.compiled.layout.level(k, in: pattern)] += 1 }
        }
        for (k, comparison) in outcome.compiled.comparisons.enumerated() {
            let present = counts[k][1...].reduce(0, +)
            let truth = counts[k][1] / present
            #expect(
                abs(outcome.model.m[k][1] - truth) < 0.05,
                "\(comparison.name): \(outcome.model.m[k][1]), truth \(truth)"
            )
            #expect(abs(outcome.model.m[k].reduce(0, +) - 1) < 1e-6)
            #expect(abs(outcome.model.u[k].reduce(0, +) - 1) < 1e-6)
        }
    }

    @Test(
        "scores only candidates, each once, and keeps what reaches the threshold",
        arguments: SimulatedLinkage.all
    )
    func kept(of linkage: SimulatedLinkage) throws {
        let outcome = try linkage.outcome.get()
        let kept = outcome.kept
        var seen: Set<UInt64> = []
        let registerOf = linkage.truth.records.registerOfRecord()
        for i in 0..<kept.count {
            seen.insert(UInt64(kept.left[i]) << 32 | UInt64(kept.right[i]))
            let (a, b) = (Int(registerOf[Int(kept.left[i])]), Int(registerOf[Int(kept.right[i])]))
            if !outcome.topology.allows(a, b) { Issue.record("a pair of registers \(a) and \(b)") }
        }
        #expect(seen.count == kept.count)
        // Pairs within people are kept whatever they weigh; they follow those of the rules.
        let rules = UInt8(outcome.scoredByRule.count)
        #expect((0..<kept.count).allSatisfy { kept.rule[$0] == rules || kept.weight[$0] >= -6 })
        #expect((0..<kept.count).allSatisfy { kept.left[$0] < kept.right[$0] })
        #expect(Double(outcome.scoredByRule.reduce(0, +)) == outcome.totals.pairs, "few records: all pairs")
        for i in stride(from: 0, to: kept.count, by: 97) {
            #expect(outcome.compiled.pattern(kept.left[i], kept.right[i]) == kept.pattern[i])
        }
    }

    @Test("finds out how many duplicates registers hold")
    func duplicates() throws {
        let outcome = try SimulatedLinkage.all[3].outcome.get()
        let truth = SimulatedLinkage.all[3].truth
        #expect(outcome.topology.allows(1, 1) && !outcome.duplicateFree[1])
        for register in 0..<2 {
            let within = Topology(registers: 2) { ($0, $1) == (register, register) }
            let expected = Double(truth.matches(within).count)
            let found = outcome.expectedDuplicates[register] ?? 0
            #expect(abs(found - expected) < 0.1 * expected + 2, "\(found), truth \(expected)")
        }
    }

    @Test("is the same to the bit for any number of threads", arguments: [2, 8])
    func threads(count: Int) throws {
        let truth = SimulatedRegisters(
            persons: 250,
            registers: [.init(duplicate: 0.1), .init(missing: 0.2)],
            seed: 7
        )
        func run(_ threads: Int) throws -> LinkOutcome {
            var settings = LinkSettings(registers: 2)
            settings.workers = Workers(threads: threads)
            return try Linker(truth.records, settings: settings).link()
        }
        let one = try run(1)
        let many = try run(count)
        #expect(one.model == many.model)
        #expect(one.estimate?.trace == many.estimate?.trace)
        #expect(one.kept.left == many.kept.left && one.kept.right == many.kept.right)
        #expect(one.kept.weight.map(\.bitPattern) == many.kept.weight.map(\.bitPattern))
        #expect(one.kept.pattern == many.kept.pattern && one.kept.rule == many.kept.rule)
        #expect(one.chosen.map(\.rule) == many.chosen.map(\.rule))
        #expect(one.expectedMatches.bitPattern == many.expectedMatches.bitPattern)
    }

    @Test("with a given model scores as the linkage that fitted it")
    func model() throws {
        let fitted = try SimulatedLinkage.all[0].outcome.get()
        let again = SimulatedLinkage("again", SimulatedLinkage.all[0].truth) {
            $0.duplicates = [.none, .none]
            $0.model = fitted.model
        }
        let applied = try again.outcome.get()
        #expect(applied.kept.weight == fitted.kept.weight && applied.kept.right == fitted.kept.right)
        #expect(applied.estimate == nil && applied.model == fitted.model)
        let other = SimulatedLinkage("other", SimulatedLinkage.all[0].truth) {
            $0.model = fitted.model
            $0.comparisons = [.exact("sex", 0.98)]
        }
        #expect {
            try other.outcome.get()
        } throws: { ($0 as? LinkageError)?.code == .modelMismatch }
    }

    @Test("does not compare registers that must not be")
    func forbidden() throws {
        let truth = SimulatedRegisters(persons: 200, registers: [.init(), .init(), .init()], seed: 11)
        let linkage = SimulatedLinkage("forbidden", truth) {
            $0.forbidden = [(2, 0)]
            $0.duplicates = [.none, .none, .none]
        }
        let outcome = try linkage.outcome.get()
        let registerOf = truth.records.registerOfRecord()
        let pairs = (0..<outcome.kept.count).map {
            [registerOf[Int(outcome.kept.left[$0])], registerOf[Int(outcome.kept.right[$0])]]
        }
        #expect(pairs.allSatisfy { $0 == [0, 1] || $0 == [1, 2] } && !pairs.isEmpty)
    }
}
