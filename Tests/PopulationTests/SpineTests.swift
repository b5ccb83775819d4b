import Columns
import Testing

@testable import Population

struct SpineTests {
    /// Records 0…7 in registers 0, 0, 1, 1, 2, 2, 3, 3; persons {0, 2, 4, 6}, {1, 3}, {5}, {7}.
    private func spine() throws -> Spine {
        try Spine(person: [0, 1, 0, 1, 0, 5, 0, 7], registerOf: [0, 0, 1, 1, 2, 2, 3, 3])
    }

    @Test func `there is one row per person, in the order of their lowest records`() throws {
        let spine = try spine()
        #expect(spine.rows == [0, 1, 5, 7])
        #expect(spine.registers == [0b1111, 0b11, 0b100, 0b1000])
        #expect(spine.personOf == [0, 1, 0, 1, 0, 2, 0, 3])
        #expect(spine.members == [0, 2, 4, 6, 1, 3, 5, 7])
    }

    @Test func `each criterion chooses as it says`() throws {
        let spine = try spine()
        let codes: [UInt32] = [5, 1, 6, 0, 6, 0, 9, 3]
        let updated: [Int32] = [10, 1, 20, 9, 30, 1, 40, 1]
        let majority = try spine.resolve(codes: codes, updated: updated)
        #expect(majority.codes == [6, 1, 0, 3])
        #expect(majority.sources == [4, 1, 5, 7])
        #expect(majority.support == [2, 1, 0, 1])
        #expect(majority.isDisputed == [true, false, false, false])
        let recent = try spine.resolve(codes: codes, updated: updated, rule: AttributeRule([.mostRecent]))
        #expect(recent.codes == [9, 1, 0, 3])
        let trusted = try spine.resolve(codes: codes, rule: AttributeRule([.mostTrusted], trust: [0, 3]))
        #expect(trusted.codes == [5, 1, 0, 3])
        let agreed = try spine.resolve(
            codes: codes,
            rule: AttributeRule([.majority], requiresAgreement: true)
        )
        #expect(agreed.codes == [0, 1, 0, 3])
    }

    @Test func `ties go to the next criterion and then to the lowest row`() throws {
        let spine = try Spine(person: [0, 0, 0, 0], registerOf: [0, 1, 2, 3])
        let codes: [UInt32] = [7, 8, 7, 8]
        #expect(try spine.resolve(codes: codes, updated: [1, 2, 3, 4]).codes == [8])
        #expect(try spine.resolve(codes: codes).codes == [7])
        let trust = AttributeRule([.majority, .mostTrusted], trust: [3])
        #expect(try spine.resolve(codes: codes, rule: trust).codes == [8])
    }

    @Test func `one register's duplicates vote once`() throws {
        let spine = try Spine(person: [0, 0, 0, 0, 0], registerOf: [0, 0, 0, 1, 2])
        #expect(try spine.resolve(codes: [4, 4, 4, 5, 5]).codes == [5])
    }

    @Test func `many records of a person count as few do`() throws {
        var random = KeyedRandom(seed: 1, purpose: 9, entity: 0)
        for size in 2...40 {
            let registers = (0..<size).map { _ in UInt8(random.nextIndex(below: 6)) }.sorted()
            let codes = (0..<size).map { _ in UInt32(random.nextIndex(below: 4)) }
            let spine = try Spine(person: [UInt32](repeating: 0, count: size), registerOf: registers)
            let found = try spine.resolve(codes: codes, rule: AttributeRule([.majority]))
            func votes(_ code: UInt32) -> Int {
                Set((0..<size).filter { codes[$0] == code }.map { registers[$0] }).count
            }
            let best = (1...3).map { votes($0) }.max() ?? 0
            #expect(Int(found.support[0]) == best)
            if best > 0 { #expect(votes(found.codes[0]) == best) }
            #expect(found.isDisputed[0] == (Set(codes.filter { $0 > 0 }).count > 1))
        }
    }

    @Test func `histories count by lists and stratum`() throws {
        let spine = try spine()
        let histories = try CaptureHistories(
            registers: spine.registers,
            lists: [1, 0],
            stratum: [0, 1, 1, 1],
            strata: 2,
            isCounted: [true, true, true, false]
        )
        #expect(Array(histories.counts(of: 0)) == [0, 0, 0, 1])
        #expect(Array(histories.counts(of: 1)) == [1, 0, 0, 1])
    }

    @Test func `dates are read once per value, and ages completed`() throws {
        let text = "1980-02-291980-021999-13-01xxxx-xx-xx"
        let values = ValueDictionary(bytes: Array(text.utf8), offsets: [0, 0, 10, 17, 27, 37])
        let days = values.days()
        #expect(days == [Day.none, 3711, Day.none, Day.none, Day.none])
        func age(_ y: Int, _ m: Int, _ d: Int) throws -> Int? {
            Age.completedYears(birth: 3711, on: Day.of(try #require(CivilDate(year: y, month: m, day: d))))
        }
        #expect(try age(2021, 2, 28) == 40)
        #expect(try age(2021, 3, 1) == 41)
        #expect(try age(1980, 2, 28) == nil)
    }

    @Test func `bad input ends in one error`() throws {
        #expect(throws: PopulationError.self) { try Spine(person: [1, 1], registerOf: [0, 0]) }
        #expect(throws: PopulationError.self) { try Spine(person: [0, 0, 1], registerOf: [0, 0, 0]) }
        #expect(throws: PopulationError.self) { try Spine(person: [0], registerOf: []) }
        #expect(throws: PopulationError.self) { try Spine(person: [0], registerOf: [64]) }
        let spine = try spine()
        #expect(throws: PopulationError.self) { try spine.resolve(codes: [1]) }
        func histories(_ lists: [Int], _ strata: Int, _ stratum: UInt32) throws {
            _ = try CaptureHistories(
                registers: [1],
                lists: lists,
                stratum: [stratum],
                strata: strata,
                isCounted: [true]
            )
        }
        #expect(throws: PopulationError.self) { try histories([], 1, 0) }
        #expect(throws: PopulationError.self) { try histories([0, 0], 1, 0) }
        #expect(throws: PopulationError.self) { try histories([64], 1, 0) }
        #expect(throws: PopulationError.self) { try histories([0], 1, 1) }
        #expect(throws: PopulationError.self) { try histories([0], Int.max, 0) }
        #expect(throws: Never.self) { try Spine(person: [], registerOf: []) }
    }
}
