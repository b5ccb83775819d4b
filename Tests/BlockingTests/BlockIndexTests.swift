import Columns
import Testing

@testable import Blocking

@Suite("Blocks that are too large")
struct BlockIndexTests {
    static let refinementLists: [[KeyPart]] = [
        [],
        [KeyPart("category")],
        [KeyPart("birth_date", .year)],
        [KeyPart("category"), KeyPart("sex"), KeyPart("birth_date", .year), KeyPart("surname", .initial)],
        [KeyPart("surname"), KeyPart("birth_date")],
    ]

    @Test("are refined or left out, and reported, as by the twin", arguments: BlockingCase.all)
    func twin(of setting: BlockingCase) {
        for (number, refinements) in Self.refinementLists.enumerated() {
            for limit in [0, 5, 40] {
                let registers = RandomRegisters(sizes: setting.sizes, seed: UInt64(number), missing: 0.05)
                let twin = BlockingTwin(
                    registers,
                    topology: setting.topology,
                    limit: limit,
                    refinements: refinements
                )
                for rules in BlockingCase.ruleLists {
                    let candidates = registers.candidates(
                        rules,
                        topology: setting.topology,
                        limit: limit,
                        refinements: refinements
                    )
                    #expect(candidates.collect().pairs.map { $0.sorted() } == twin.pairsByRule(rules))
                    for (index, rule) in zip(candidates.indexes, rules) {
                        let expected = twin.outcome(of: rule)
                        #expect(
                            index.oversized.sorted { $0.exampleRow < $1.exampleRow } == expected.oversized
                        )
                        #expect(index.count == expected.blocks.count)
                        #expect(Set(blocks(of: index)) == Set(expected.blocks))
                    }
                }
            }
        }
    }

    @Test("never make more pairs than the limit")
    func limit() {
        let registers = RandomRegisters(sizes: [400], seed: 3)
        let topology = Topology(registers: 1) { _, _ in true }
        let candidates = registers.candidates(
            BlockingCase.ruleLists[2],
            topology: topology,
            limit: 100,
            refinements: Self.refinementLists[3]
        )
        for index in candidates.indexes {
            #expect((0..<index.count).allSatisfy { (1...100).contains(index.pairs(ofBlock: $0)) })
            for block in index.oversized { #expect(block.pairs > 100) }
        }
    }

    @Test("give up no pair without saying so when refinement cannot split them")
    func leftOut() {
        let texts = [String](repeating: "x", count: 20)
        let registers = RandomRegisters(
            sizes: [20],
            columns: [("surname", .surname, texts), ("category", .category, texts)]
        )
        let topology = Topology(registers: 1) { _, _ in true }
        let candidates = registers.candidates(
            [BlockingRule([KeyPart("surname")])],
            topology: topology,
            limit: 189,
            refinements: [KeyPart("category")]
        )
        #expect(
            candidates.indexes[0].oversized == [
                OversizedBlock(
                    exampleRow: 0,
                    records: 20,
                    pairs: 190,
                    refinedBy: [KeyPart("category")],
                    pairsKept: 0,
                    pairsLeftOut: 190
                )
            ]
        )
        #expect(candidates.collect().pairs == [[]])
    }

    private func blocks(of index: BlockIndex) -> [[Int]] {
        (0..<index.count).map { block in
            index.rows[Int(index.starts[block])..<Int(index.starts[block + 1])].map(Int.init)
        }
    }
}
