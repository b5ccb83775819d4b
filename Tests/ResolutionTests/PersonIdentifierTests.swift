import Columns
import Testing

@testable import Resolution

@Suite struct PersonIdentifierTests {
    /// Records of registers given by name and identifiers, in that order.
    private func records(_ registers: [(String, [String])]) -> Records {
        var interner = ValueInterner()
        var codes: [UInt32] = []
        var spans: [RegisterSpan] = []
        for (name, identifiers) in registers {
            spans.append(RegisterSpan(name: name, rows: codes.count..<(codes.count + identifiers.count)))
            for identifier in identifiers { codes.append(interner.intern(identifier)) }
        }
        let column = CodedColumn(name: "id", codes: codes, values: interner.finish())
        return Records(registers: spans, identifiers: column, features: [])
    }

    @Test func aPersonIsNamedAfterItsLowestRecord() throws {
        let given = records([("b", ["1", "2"]), ("a", ["9", "10"])])
        let identifiers = try PersonIdentifier.ofPersons(in: given, person: [0, 1, 0, 0])
        #expect(identifiers[0] == PersonIdentifier.make(register: "a", record: "10"))
        #expect(identifiers[2] == identifiers[0] && identifiers[3] == identifiers[0])
        #expect(identifiers[1] == PersonIdentifier.make(register: "b", record: "2"))
    }

    @Test func theOrderOfRegistersAndRowsDoesNotMatter() throws {
        let one = try PersonIdentifier.ofPersons(
            in: records([("b", ["x", "y"]), ("a", ["z", "w"])]),
            person: [0, 1, 0, 1]
        )
        let other = try PersonIdentifier.ofPersons(
            in: records([("a", ["w", "z"]), ("b", ["y", "x"])]),
            person: [0, 1, 0, 1]
        )
        #expect(one[0] == other[1] && one[1] == other[0])
    }

    @Test func collisionsArePartedTheSameWayInAnyOrder() throws {
        let names = (0..<200).map { "r\($0)" }
        func identifiers(_ names: [String]) throws -> [UInt64] {
            try PersonIdentifier.ofPersons(
                in: records([("a", names)]),
                person: (0..<200).map { $0 },
                workers: Workers(threads: 2)
            ) { record, seed in Hash64.bytes(record, seed: seed) & 31 }
        }
        let forward = try identifiers(names)
        #expect(Set(forward).count == 200)
        #expect(try identifiers(names.reversed()) == forward.reversed())
    }

    @Test func personsThatDoNotFitAreRefused() {
        let given = records([("a", ["1", "2", "3"])])
        #expect(throws: ResolutionError.self) {
            try PersonIdentifier.ofPersons(in: given, person: [0, 1])
        }
        #expect(throws: ResolutionError.self) {
            try PersonIdentifier.ofPersons(in: given, person: [0, 0, 1])
        }
        #expect(throws: ResolutionError.self) {
            try PersonIdentifier.ofPersons(in: given, person: [0, 1, 7])
        }
    }
}
