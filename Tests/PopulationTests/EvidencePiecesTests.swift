import Columns
import Testing

@testable import Population

/// How evidence is attached and repaired.
@Suite struct EvidencePiecesTests {
    @Test func aSlipIsOneCharacter() {
        func near(_ a: String, _ b: String) -> Bool {
            Travellers.isOneSlip(Array(a.utf8)[...], Array(b.utf8)[...])
        }
        #expect(near("A1234563", "A1234573") && near("A123456", "A1234563") && near("A1234563", "A1243563"))
        #expect(near("1A234563", "A1234563"))
        #expect(!near("A1234563", "A1234563") && !near("A1234563", "A1243573") && !near("A12345", "A1234563"))
        #expect(near("A", "") && !near("", ""))
    }

    @Test func crossingsThatLackOneBetweenAreClosed() {
        func closed(_ directions: [Bool]) -> [Int32] {
            var day = directions.indices.map { Int32($0) }
            var isArrival = directions
            CrossingGaps.close(&day, &isArrival, from: 0)
            #expect(zip(isArrival, isArrival.dropFirst()).allSatisfy { $0 != $1 })
            return day
        }
        #expect(closed([false, true, false, true]) == [0, 1, 2, 3])
        #expect(closed([false, false, true]) == [1, 2])
        #expect(closed([true, true, false]) == [0, 2])
        #expect(closed([]).isEmpty)
    }

    @Test func codesOfOneRegisterAreReadByWhatOthersSay() throws {
        // Register 0 and 1 write 1, 2; register 2 writes 3, 4 for the same.
        var person: [UInt32] = []
        var registerOf: [UInt8] = []
        var codes: [UInt32] = []
        for register in UInt8(0)..<3 {
            for p in UInt32(0)..<40 {
                person.append(p)
                registerOf.append(register)
                let value = 1 + p % 2
                codes.append(register == 2 ? value + 2 : value)
            }
        }
        let spine = try Spine(person: person, registerOf: registerOf)
        let translated = Crosswalk.translated(codes, values: 5, spine)
        #expect(translated == codes.map { $0 > 2 ? $0 - 2 : $0 })
        // Without a common notation nothing is touched.
        let alone = registerOf.enumerated().map { UInt32($0.element) + 1 }
        #expect(Crosswalk.translated(alone, values: 5, spine) == alone)
    }

    /// The crossings of one number, as read: day, and whether it is an arrival.
    private func travellers(_ crossings: [(number: UInt32, day: Int32, isArrival: Bool?)]) -> Travellers {
        var rows = CrossingRows()
        for crossing in crossings {
            rows.identifier.append(crossing.number)
            rows.birth.append(0)
            rows.sex.append(0)
            rows.day.append(crossing.day)
            rows.isArrival.append(crossing.isArrival)
            rows.register.append(0)
        }
        return Travellers(
            Self.columns(identifiers: ["A1", "A2", "B7"], records: [1, 1, 3], crossings: rows)
        )
    }

    /// Records with identifying numbers and nothing else.
    private static func columns(identifiers: [String], records: [UInt32], crossings: CrossingRows)
        -> RecordColumns
    {
        var offsets: [UInt32] = [0, 0]
        for text in identifiers { offsets.append((offsets.last ?? 0) + UInt32(text.utf8.count)) }
        let missing = [UInt32](repeating: 0, count: records.count)
        let none = [Int32](repeating: Day.none, count: records.count)
        return RecordColumns(
            identifier: records,
            identifiers: ValueDictionary(bytes: identifiers.flatMap { Array($0.utf8) }, offsets: offsets),
            sex: missing,
            sexes: ValueDictionary(),
            birth: missing,
            birthDay: [Day.none],
            birthYear: missing,
            death: none,
            eventDay: none,
            eventEnd: none,
            attributes: [],
            address: [],
            addressValues: 1,
            crossings: crossings,
            records: 0..<records.count
        )
    }

    @Test func crossingsAreGatheredByNumberInTheOrderOfDays() {
        let found = travellers([
            (1, 30, true), (3, 5, false), (1, 10, false), (0, 1, true), (1, Day.none, true), (2, 7, nil),
        ])
        #expect(found.count == 2 && found.start == [0, 2, 3])
        #expect(found.day == [10, 30, 5] && found.isArrival == [false, true, false])
        #expect(found.row == [2, 0, 1])
        // No number, no day, no direction.
        #expect(found.unusable == [false, false, false, true, true, true])
        // Both records of the first number are its traveller.
        #expect(found.ofRecord == [0, 0, 1] && found.nearby.isEmpty)
    }

    @Test func recordsOfOneAddressMoveTogether() throws {
        // Two registers of three records; the first two of each share an address, those of the last have none.
        let households = Households(
            address: [1, 1, 0, 2, 2, 0],
            registerOf: [0, 0, 0, 1, 1, 1],
            values: 3
        )
        let apart = try Spine(person: [0, 1, 2, 3, 4, 5], registerOf: [0, 0, 0, 1, 1, 1])
        #expect((0..<6).map { households.key($0, apart) } == [0, 0, 2, 3, 3, 5])
        // An address that more than twelve share is none.
        let crowd = Households(
            address: [UInt32](repeating: 1, count: 13),
            registerOf: [UInt8](repeating: 0, count: 13),
            values: 2
        )
        let spine = try Spine(
            person: (0..<13).map { UInt32($0) },
            registerOf: [UInt8](repeating: 0, count: 13)
        )
        #expect((0..<13).map { crowd.key($0, spine) } == (0..<13).map { UInt64($0) })
    }
}
