/// One row per person, and the records behind it.
///
/// Persons are numbered by their lowest record, so that the order depends on the records alone.
public struct Spine: Sendable {
    /// Per person: the lowest row of its records.
    public let rows: [UInt32]
    /// Per record: the number of its person; empty in a part of another spine.
    public let personOf: [UInt32]
    /// Per person: the registers it was seen in, bit by register.
    public let registers: [UInt64]
    /// Where each person's records start in ``members``; one more entry than persons.
    public let memberStart: [UInt32]
    /// The rows of each person's records, ascending.
    public let members: [UInt32]
    /// Per record: its register.
    public let registerOf: [UInt8]

    /// The number of persons.
    public var count: Int { rows.count }

    /// Makes persons of records.
    ///
    /// - Parameters:
    ///   - person: Per record: the lowest row of its person, as in `Resolution.person`.
    ///   - registerOf: Per record: its register, below 64.
    /// - Throws: ``PopulationError`` for columns of unequal length, a register above 63, or a person that is
    ///   not its own lowest row.
    /// - Complexity: O(records) time, 13 bytes per record and 16 per person.
    public init(person: [UInt32], registerOf: [UInt8]) throws(PopulationError) {
        if person.count != registerOf.count || person.count >= Int(UInt32.max) {
            throw PopulationError(
                .unequalColumns,
                at: "records",
                "found \(person.count) persons and \(registerOf.count) registers; expected one of each per record, "
                    + "fewer than \(UInt32.max)"
            )
        }
        var rows: [UInt32] = []
        var number = [UInt32](repeating: 0, count: person.count)
        for row in person.indices {
            let lowest = Int(person[row])
            if lowest > row || person[lowest] != person[row] {
                throw PopulationError(
                    .valueOutOfRange,
                    at: "records[\(row)].person",
                    "found \(person[row]); expected the lowest row of the person's records"
                )
            }
            if registerOf[row] > 63 {
                throw PopulationError(
                    .valueOutOfRange,
                    at: "records[\(row)].register",
                    "found register \(registerOf[row]); expected at most 64 registers"
                )
            }
            if lowest == row {
                number[row] = UInt32(truncatingIfNeeded: rows.count)
                rows.append(UInt32(truncatingIfNeeded: row))
            } else {
                number[row] = number[lowest]
            }
        }
        var start = [UInt32](repeating: 0, count: rows.count + 1)
        var registers = [UInt64](repeating: 0, count: rows.count)
        for row in number.indices {
            let p = Int(number[row])
            start[p + 1] &+= 1
            registers[p] |= 1 &<< UInt64(registerOf[row])
        }
        for p in rows.indices { start[p + 1] &+= start[p] }
        var next = start
        var members = [UInt32](repeating: 0, count: number.count)
        for row in number.indices {
            let p = Int(number[row])
            members[Int(next[p])] = UInt32(truncatingIfNeeded: row)
            next[p] &+= 1
        }
        self.rows = rows
        personOf = number
        self.registers = registers
        memberStart = start
        self.members = members
        self.registerOf = registerOf
    }

    /// Some persons alone, ascending; records keep their rows.
    func part(_ persons: [Int]) -> Spine {
        var start: [UInt32] = [0]
        var own: [UInt32] = []
        for p in persons {
            own += members[Int(memberStart[p])..<Int(memberStart[p + 1])]
            start.append(UInt32(truncatingIfNeeded: own.count))
        }
        return Spine(
            rows: persons.map { rows[$0] },
            registers: persons.map { registers[$0] },
            memberStart: start,
            members: own,
            registerOf: registerOf
        )
    }

    /// Some of the persons of another spine; which person other records have is not known.
    private init(
        rows: [UInt32],
        registers: [UInt64],
        memberStart: [UInt32],
        members: [UInt32],
        registerOf: [UInt8]
    ) {
        self.rows = rows
        self.registers = registers
        self.memberStart = memberStart
        self.members = members
        self.registerOf = registerOf
        personOf = []
    }
}
