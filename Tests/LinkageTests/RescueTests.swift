import Blocking
import Columns
import Comparison
import Testing

@testable import Linkage

@Suite("Records without a link, looked up by rare values")
struct RescueTests {
    private func records(_ columns: [(String, Role, [String])]) -> Records {
        Records([RegisterSpan(name: "register", rows: 0..<columns[0].2.count)], columns: columns)
    }

    private func search(_ records: Records, people: [UInt32]? = nil) -> RescueSearch {
        RescueSearch(
            records,
            topology: Topology(registers: 1) { _, _ in true },
            registerOf: records.registerOfRecord(),
            members: PeopleMembers(people ?? (0..<UInt32(records.count)).map { $0 }),
            workers: Workers(threads: 2)
        )
    }

    @Test("A name misspelt and in the other column is met by its pieces and words")
    func pieces() {
        let others = (0..<200).map { "\("bcdfghklmn".map { String($0) }[$0 % 10])o\($0)va" }
        let records = records([
            ("given_name", .givenName, others + ["QUENTIN", "TARNOWSKY"]),
            ("surname", .surname, others.reversed() + ["TARNOWSKI", "QUENTYN"]),
        ])
        let found = search(records).pairs(of: [200], budget: 1) { _, _ in false }
        #expect(found.records == 1)
        #expect(found.pairs.map { [$0.0, $0.1] } == [[200, 201]])
    }

    @Test("What the records of a person have between them counts together")
    func together() {
        var names = (0..<300).map { "NAME\($0)" }
        var dates = (0..<300).map { "19\(10 + $0 % 90)-0\(1 + $0 % 9)-1\($0 % 10)" }
        // Rows 0 and 1 are one person: the one has the name, the other the birth date; row 2 has the name alone.
        (names[0], dates[0]) = ("ZUZANNA", "")
        (names[1], dates[1]) = ("", "1999-12-31")
        (names[2], dates[2]) = ("ZUZANNA", "1950-05-05")
        (names[299], dates[299]) = ("ZUZANNA", "1999-12-31")
        var people = (0..<300).map { UInt32($0) }
        people[1] = 0
        let records = records([("given_name", .givenName, names), ("birth_date", .birthDate, dates)])
        let found = search(records, people: people).pairs(of: [299], budget: 1) { _, _ in false }
        #expect(found.pairs.map { [$0.0, $0.1] } == [[0, 299], [1, 299]])
    }

    @Test(
        "Each pair is returned once, lower row first, and none that is known",
        arguments: [1, 3] as [UInt64]
    )
    func pairs(seed: UInt64) {
        let simulated = SimulatedRegisters(persons: 400, registers: [.init(duplicate: 0.4)], seed: seed)
        let all = (0..<UInt32(simulated.records.count)).map { $0 }
        let known: @Sendable (UInt32, UInt32) -> Bool = { ($0 &+ $1) % 3 == 0 }
        let found = search(simulated.records).pairs(of: all, budget: 100_000, isKnown: known).pairs
        #expect(found.count > simulated.records.count)
        #expect(found.allSatisfy { $0.0 < $0.1 && !known($0.0, $0.1) })
        let keys = found.map { LinkedByRules.key($0.0, $0.1) }
        #expect(keys == Set(keys).sorted())
        let one = RescueSearch(
            simulated.records,
            topology: Topology(registers: 1) { _, _ in true },
            registerOf: simulated.records.registerOfRecord(),
            members: PeopleMembers(all),
            workers: Workers(threads: 1)
        )
        #expect(
            one.pairs(of: all, budget: 100_000, isKnown: known).pairs.map { [$0.0, $0.1] }
                == found.map { [$0.0, $0.1] }
        )
    }

    @Test("A smaller budget compares each record with fewer people, the best ones")
    func budget() {
        let simulated = SimulatedRegisters(persons: 300, registers: [.init(duplicate: 0.5)], seed: 4)
        let all = (0..<UInt32(simulated.records.count)).map { $0 }
        let search = search(simulated.records)
        let few = search.pairs(of: all, budget: all.count) { _, _ in false }.pairs
        let many = search.pairs(of: all, budget: 20 * all.count) { _, _ in false }.pairs
        #expect(few.count <= all.count && many.count > 4 * few.count)
        let person = simulated.personOf
        let matches = few.count { person[Int($0.0)] == person[Int($0.1)] }
        // Three in four persons are there, half of them twice; the best candidate is the same person nearly always.
        #expect(Double(matches) > 0.8 * 0.75 * 0.5 * 300, "\(matches)")
    }

    @Test("Pairs beside the rules are known by either end")
    func beside() {
        let pairs = [(2, 9), (3, 4), (3, 8)] as [(UInt32, UInt32)]
        let beside = ProposedBeside(
            linked: [LinkedByRules.key(7, 1)],
            rescued: pairs.map { LinkedByRules.key($0.0, $0.1) }
        )
        #expect(
            beside.contains(9, 2) && beside.contains(3, 4) && beside.contains(8, 3) && beside.contains(1, 7)
        )
        #expect(!beside.contains(2, 8) && !beside.contains(1, 9) && !beside.contains(3, 9))
    }
}
