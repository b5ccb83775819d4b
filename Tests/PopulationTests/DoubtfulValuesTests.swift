import Columns
import Testing

@testable import Population

/// Sex and birth dates where records disagree or stand alone.
@Suite struct DoubtfulValuesTests {
    /// People in three registers that are wrong at given rates; a wrong value is one of nine others.
    private func world(_ rates: [Double], people: Int) throws -> (
        codes: [UInt32], spine: Spine, truth: [UInt32]
    ) {
        var codes: [UInt32] = []
        var person: [UInt32] = []
        var registerOf: [UInt8] = []
        var truth: [UInt32] = []
        for p in 0..<people {
            var random = KeyedRandom(seed: 2, purpose: 1, entity: UInt64(p))
            let value = UInt32(1 + random.nextIndex(below: 10))
            truth.append(value)
            for (register, rate) in rates.enumerated() {
                let wrong = 1 + (value + UInt32(random.nextIndex(below: 9))) % 10
                codes.append(random.nextBool(rate) ? wrong : value)
                person.append(UInt32(p * rates.count))
                registerOf.append(UInt8(register))
            }
        }
        return (codes, try Spine(person: person, registerOf: registerOf), truth)
    }

    @Test func ratesOfErrorAreLearnt() throws {
        let rates = [0.01, 0.05, 0.15]
        let (codes, spine, truth) = try world(rates, people: 8000)
        let doubt = DoubtfulValues(codes, spine, registers: 3)
        for (found, rate) in zip(doubt.errorRates, rates) { #expect(abs(found - rate) < 0.015) }
        var choice = DoubtfulValues.Choice()
        let right = (0..<spine.count).count { p in
            doubt.weigh(p, spine, &choice)
            return choice.likeliest == truth[p]
        }
        #expect(Double(right) / Double(spine.count) > 0.985)
        #expect(doubt.differences(spine).allSatisfy { $0.likelier != $0.other && $0.likelier != 0 })
    }

    @Test func drawsFollowTheOdds() throws {
        // Two registers that disagree about the last person; the first is three times as often wrong.
        let (codes, spine, _) = try world([0.15, 0.05, 0.01], people: 8000)
        let rows = UInt32(codes.count)
        let more = try Spine(
            person: spine.members.map { spine.rows[Int(spine.personOf[Int($0)])] } + [rows, rows],
            registerOf: spine.registerOf + [0, 1]
        )
        let own = DoubtfulValues(codes + [1, 2], more, registers: 3)
        let rates = own.errorRates
        var choice = DoubtfulValues.Choice()
        var first = 0
        for n in 0..<4000 {
            var random = KeyedRandom(seed: 9, purpose: 1, entity: UInt64(n))
            if own.draw(more.count - 1, more, &choice, &random).code == 1 { first += 1 }
        }
        let (a, b) = (rates[0], rates[1])
        let expected = (1 - a) * b / ((1 - a) * b + a * (1 - b))
        #expect(abs(Double(first) / 4000 - expected) < 0.03)
    }

    @Test func yearsSpeakForDatesAndLoneRecordsMayBeWrong() throws {
        // Codes 1 and 2 are dates of 1950 and 1960; the third record knows the year alone.
        let spine = try Spine(person: [0, 0, 0, 3], registerOf: [0, 1, 2, 0])
        let doubt = DoubtfulValues(
            [1, 2, 0, 1],
            hints: [1950, 1960, 1960, 1950],
            hintOf: [0, 1950, 1960],
            spine,
            registers: 3
        )
        var choice = DoubtfulValues.Choice()
        doubt.weigh(0, spine, &choice)
        #expect(choice.likeliest == 2)
        var mistaken = 0
        for n in 0..<4000 {
            var random = KeyedRandom(seed: 4, purpose: 1, entity: UInt64(n))
            let (code, isMistaken) = doubt.draw(1, spine, &choice, &random)
            #expect(code == 1)
            if isMistaken { mistaken += 1 }
        }
        #expect(abs(Double(mistaken) / 4000 - doubt.errorRates[0]) < 0.02)
    }
}
