import Blocking
import Columns
import Testing

@Suite("Candidate pairs")
struct CandidatePairsTests {
    @Test(
        "are exactly the pairs of the brute-force twin, each under its first rule",
        arguments: BlockingCase.all
    )
    func twin(of setting: BlockingCase) {
        for seed in 0..<3 as Range<UInt64> {
            let registers = RandomRegisters(sizes: setting.sizes, seed: seed)
            let twin = BlockingTwin(registers, topology: setting.topology)
            for rules in BlockingCase.ruleLists {
                let candidates = registers.candidates(rules, topology: setting.topology)
                let expected = twin.pairsByRule(rules)
                let (found, largest) = candidates.collect()
                #expect(found.map { $0.sorted() } == expected, "\(rules), seed \(seed)")
                #expect(largest <= 16)
                let everything = twin.pairsByRule(rules, withEarlier: true)
                let again = candidates.collect(withEarlier: true).pairs
                #expect(again.map { $0.sorted() } == everything, "\(rules), seed \(seed)")
                #expect(candidates.indexes.map(\.pairs) == everything.map(\.count))
            }
        }
    }

    @Test("do not depend on the size of pieces or batches", arguments: [0, 1, 2, 7, 40, 300, 100_000])
    func pieces(size: Int) {
        for setting in BlockingCase.all {
            let registers = RandomRegisters(sizes: setting.sizes, seed: 9)
            for rules in BlockingCase.ruleLists {
                let candidates = registers.candidates(rules, topology: setting.topology)
                let whole = candidates.collect(capacity: 1000)
                let cut = candidates.collect(pieceSize: size, capacity: 1 + size % 5)
                // Pieces follow each other in the order of the pairs.
                #expect(cut.pairs == whole.pairs)
            }
        }
    }

    @Test("come from pieces that hold few more pairs than asked for")
    func pieceLoad() {
        let registers = RandomRegisters(sizes: [300], seed: 4)
        let topology = Topology(registers: 1) { _, _ in true }
        let candidates = registers.candidates([BlockingRule([KeyPart("sex")])], topology: topology)
        let size = 500
        for piece in candidates.pieces(size: size) {
            var pairs = 0
            let rows = UnsafeMutablePointer<UInt32>.allocate(capacity: 128)
            defer { rows.deallocate() }
            candidates.forEachBatch(of: piece, lefts: rows, rights: rows + 64, capacity: 64) { pairs += $0 }
            #expect(pairs <= 2 * size)
        }
    }

    @Test("of records that lack a part of the key do not exist")
    func missingKeys() {
        let registers = RandomRegisters(
            sizes: [4],
            columns: [
                ("surname", .surname, ["", "", "lee", "lee"]), ("sex", .sex, ["m", "m", "", "m"]),
                ("birth_date", .birthDate, ["", "", "", ""]),
            ]
        )
        let topology = Topology(registers: 1) { _, _ in true }
        let rules = [
            BlockingRule([KeyPart("surname"), KeyPart("sex")]), BlockingRule([KeyPart("birth_date")]),
            BlockingRule([KeyPart("surname")]),
        ]
        let candidates = registers.candidates(rules, topology: topology)
        #expect(candidates.collect().pairs == [[], [], [BlockingTwin.Pair(left: 2, right: 3)]])
        #expect(candidates.indexes.map(\.keyed) == [1, 0, 2])
    }

    @Test("are known as proposed whichever rule proposes them", arguments: BlockingCase.all)
    func proposes(setting: BlockingCase) {
        let registers = RandomRegisters(sizes: setting.sizes, seed: 21)
        let twin = BlockingTwin(registers, topology: setting.topology)
        for rules in BlockingCase.ruleLists {
            let candidates = registers.candidates(rules, topology: setting.topology)
            let proposed = Set(twin.pairsByRule(rules).flatMap { $0 })
            let rows = 0..<UInt32(registers.records.count)
            let wrong = rows.flatMap { a in rows.map { (a, $0) } }.filter { a, b in
                candidates.proposes(a, b) != proposed.contains(.init(left: min(a, b), right: max(a, b)))
            }
            #expect(wrong.isEmpty, "\(wrong.prefix(3))")
        }
    }

    @Test("under a narrower topology are those that it allows", arguments: BlockingCase.all)
    func restricted(setting: BlockingCase) {
        let registers = RandomRegisters(sizes: setting.sizes, seed: 33)
        let everyone = Topology(registers: setting.sizes.count) { _, _ in true }
        let twin = BlockingTwin(registers, topology: setting.topology)
        for rules in BlockingCase.ruleLists {
            let narrowed = registers.candidates(rules, topology: everyone).restricted(
                to: setting.topology,
                workers: Workers(threads: 2)
            )
            #expect(narrowed.collect(pieceSize: 11).pairs.map { $0.sorted() } == twin.pairsByRule(rules))
            let counts = twin.pairsByRule(rules, withEarlier: true).map(\.count)
            #expect(narrowed.indexes.map(\.pairs) == counts)
            if registers.records.count > 1 {
                #expect(
                    narrowed.proposes(0, 1)
                        == twin.pairsByRule(rules).joined().contains(.init(left: 0, right: 1))
                )
            }
        }
    }

    @Test("can be sampled by their left record")
    func sample() {
        let registers = RandomRegisters(sizes: [80], seed: 5)
        let topology = Topology(registers: 1) { _, _ in true }
        let candidates = registers.candidates(BlockingCase.ruleLists[2], topology: topology)
        let odd = candidates.collect(sample: { $0 % 2 == 1 }).pairs
        #expect(odd == candidates.collect().pairs.map { $0.filter { $0.left % 2 == 1 } })
    }

    @Test("are the same for any number of threads", arguments: [2, 8])
    func threads(count: Int) {
        let registers = RandomRegisters(sizes: [200, 150], seed: 8)
        let topology = Topology(registers: 2) { _, _ in true }
        for rules in BlockingCase.ruleLists {
            let one = registers.candidates(
                rules,
                topology: topology,
                limit: 300,
                refinements: [KeyPart("sex")]
            )
            let many = registers.candidates(
                rules,
                topology: topology,
                limit: 300,
                refinements: [KeyPart("sex")],
                threads: count
            )
            #expect(one.collect().pairs == many.collect().pairs)
            #expect(one.indexes.map(\.oversized) == many.indexes.map(\.oversized))
        }
    }
}

@Suite("Topology")
struct TopologyTests {
    @Test("counts the pairs that it allows", arguments: BlockingCase.all)
    func pairs(setting: BlockingCase) {
        let registers = RandomRegisters(sizes: setting.sizes, seed: 1)
        let twin = BlockingTwin(registers, topology: setting.topology)
        let expected = twin.pairs(among: Array(0..<registers.records.count)).count
        #expect(setting.topology.pairs(setting.sizes) == expected)
    }

    @Test("asks its rule with the lower register first and is symmetric")
    func symmetric() {
        let topology = Topology(registers: 3) { a, b in
            #expect(a <= b)
            return (a, b) == (0, 2)
        }
        #expect(topology.allows(0, 2) && topology.allows(2, 0) && !topology.allows(1, 1))
    }
}
