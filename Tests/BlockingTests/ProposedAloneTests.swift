import Columns
import Testing

@testable import Blocking

@Suite("Pairs that one rule alone proposes")
struct ProposedAloneTests {
    private func keys(_ registers: RandomRegisters, _ rules: [BlockingRule]) -> BlockKeys {
        BlockKeys(registers.records, parts: rules.flatMap(\.parts), workers: Workers(threads: 2))
    }

    @Test("are as many as by the brute-force twin", arguments: BlockingCase.all)
    func twin(of setting: BlockingCase) {
        for seed in 0..<3 as Range<UInt64> {
            let registers = RandomRegisters(sizes: setting.sizes, seed: seed)
            let twin = BlockingTwin(registers, topology: setting.topology)
            for rules in BlockingCase.ruleLists {
                let pairs = twin.pairsByRule(rules, withEarlier: true)
                for place in rules.indices {
                    var others = rules
                    let rule = others.remove(at: place)
                    var shared: Set<BlockingTwin.Pair> = []
                    for other in rules.indices where other != place { shared.formUnion(pairs[other]) }
                    let found = keys(registers, rules).pairs(
                        proposedBy: rule,
                        butNotBy: others,
                        topology: setting.topology,
                        limit: .max,
                        share: 1
                    )
                    #expect(
                        found == Double(Set(pairs[place]).subtracting(shared).count),
                        "\(rules), \(place)"
                    )
                }
            }
        }
    }

    @Test("are estimated from a share of the blocks")
    func share() throws {
        let numbers = (0..<6000).map { "n\($0 % 3000)" }
        let registers = RandomRegisters(sizes: [6000], columns: [("number", .text, numbers)])
        let rule = BlockingRule([KeyPart("number")])
        let found = try #require(
            keys(registers, [rule]).pairs(
                proposedBy: rule,
                butNotBy: [],
                topology: Topology(registers: 1) { _, _ in true },
                limit: 1,
                share: 0.25
            )
        )
        // 3,000 blocks of one pair, a quarter of them looked at: four standard errors.
        #expect(abs(found - 3000) < 4 * (3000.0 * 0.75 / 0.25).squareRoot())
        #expect(found != 3000)
    }

    @Test("are not counted where a block is too large")
    func limit() {
        let registers = RandomRegisters(sizes: [5], columns: [("sex", .sex, ["m", "m", "m", "f", ""])])
        let rule = BlockingRule([KeyPart("sex")])
        func pairs(_ limit: Int) -> Double? {
            keys(registers, [rule]).pairs(
                proposedBy: rule,
                butNotBy: [],
                topology: Topology(registers: 1) { _, _ in true },
                limit: limit,
                share: 1
            )
        }
        #expect(pairs(3) == 3)
        #expect(pairs(2) == nil)
    }
}

@Suite("Small counts")
struct SmallCountsTests {
    @Test("are given back as they were added, large ones too")
    func roundTrip() {
        let values = [0, 1, 254, 255, 3, 256, 70_000, 2, 254, 1 << 40, 255, 0]
        var counts = SmallCounts()
        for value in values { counts.append(value) }
        #expect(counts.count == values.count)
        #expect(values.indices.map { counts[$0] } == values)
        #expect(counts.sum == values.reduce(0, +))
    }
}
