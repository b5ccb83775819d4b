import Columns
import Testing

@testable import Synthesis

@Suite struct MechanismTests {
    private func slips(_ word: String, _ slip: (inout [UInt8], inout KeyedRandom) -> Bool) -> Set<String> {
        var found: Set<String> = []
        for entity in 0..<200 as Range<UInt64> {
            var random = KeyedRandom(seed: 1, purpose: 1, entity: entity)
            var text = Array(word.utf8)
            if slip(&text, &random) { found.insert(String(decoding: text, as: UTF8.self)) }
        }
        return found
    }

    @Test func slipsChangeWhatTheySayTheyChange() {
        #expect(slips("ab", Slips.transposed) == ["ba"])
        #expect(slips("Ab", Slips.transposed) == ["Ba"])
        #expect(slips("aa", Slips.transposed).isEmpty)
        #expect(slips("cat", Slips.lost) == ["at", "ct", "ca"])
        #expect(slips("cat", Slips.doubled) == ["ccat", "caat", "catt"])
        #expect(slips("P", Slips.keyboard) == ["O", "L"])
        #expect(slips("123", Slips.digit).allSatisfy { $0.count == 3 && $0 != "123" })
        #expect(slips("12", Slips.digitsTransposed) == ["21"])
        #expect(slips("Chan", Slips.phonetic).contains("Tsan"))
        #expect(slips("Cheung", Slips.truncated).allSatisfy { "Cheung".hasPrefix($0) && $0.count >= 3 })
    }

    @Test(arguments: ["", "1", "陳", "-", "é"]) func slipsBearAnyText(word: String) {
        for slip in [
            Slips.keyboard, Slips.ocr, Slips.lost, Slips.doubled, Slips.transposed, Slips.phonetic,
            Slips.truncated,
            Slips.digit, Slips.digitsTransposed,
        ] { _ = slips(word, slip) }
    }

    @Test func everyMechanismHasANumberOfItsOwn() {
        #expect(Set(Mechanism.allCases.map(\.index)).count == Mechanism.allCases.count)
        for (index, field) in ErrorField.allCases.enumerated() { #expect(field.index == index) }
        for (index, channel) in Channel.allCases.enumerated() { #expect(channel.index == index) }
    }

    @Test func halfOfAllLagsAreShorterThanTheMedian() {
        #expect(LagTable.days(0, median: 100) == 0)
        #expect(LagTable.days(0.5, median: 100) == 100)
        #expect(LagTable.days(0.75, median: 100) == 200)
        #expect(LagTable.days(0.999_999, median: 0) == 0)
        #expect(LagTable.days(1, median: 1e9) == 36_500)
        var last = 0
        for step in 0...1000 {
            let days = LagTable.days(Double(step) / 1000, median: 300)
            #expect(days >= last)
            last = days
        }
    }

    @Test func anErrorTablePicksByShare() {
        var errors = ErrorSettings()
        errors.setRate(.sex, .wrongSex, 0.01)
        errors.setRate(.sex, .missing, 0.03)
        let table = ErrorTable(errors, scale: 2, channel: .web)
        #expect(abs(table.totals[ErrorField.sex.index] - 0.08) < 1e-12)
        #expect(table.pick(ErrorField.sex.index, 0.05) == .missing)
        #expect(table.pick(ErrorField.sex.index, 0.07) == .wrongSex)
    }

    /// Numbers of persons are cut by shard: one person too many would have the number of another.
    @Test func shardsLeaveRoomForThoseWhoAreNoResidents() throws {
        let world = try World(.hongKong, concentration: 1)
        var life = LifeSettings()
        for (deaths, emigrants, years) in [(0.0068, 0.15, 8), (0.02, 0.2, 30), (0, 0, 2)] {
            life.deaths = deaths
            life.emigrants = emigrants
            life.years = years
            let perShard = ShardPlan.residents(life)
            let others = deaths * Double(years) + emigrants + life.visitors
            for people in stride(from: 60_000, through: 130_000, by: 700) {
                let plan = ShardPlan(people: people, world: world, perShard: perShard)
                var sum = 0
                for number in 0..<plan.count {
                    let residents = plan.shard(number).cells.reduce(0, +)
                    sum += residents
                    #expect(Double(residents) * (1 + others) + 12 <= Double(ShardPlan.shardCapacity))
                }
                #expect(sum == people)
            }
        }
    }

    @Test func roundingKeepsSumsAndColumns() {
        #expect(ShardPlan.rounded([0.4, 0.4, 0.2], to: 1).reduce(0, +) == 1)
        #expect(ShardPlan.rounded([], to: 5).isEmpty)
        var carry = [0.0, 0, 0]
        var columns = [0, 0, 0]
        for _ in 0..<100 {
            let row = ShardPlan.rounded([1.3, 2.3, 0.4], to: 4, carry: &carry)
            #expect(row.reduce(0, +) == 4)
            for index in 0..<3 { columns[index] += row[index] }
        }
        #expect(zip(columns, [130, 230, 40]).allSatisfy { abs($0 - $1) <= 2 })
    }
}
