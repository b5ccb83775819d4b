/// How many people have how many records.
public struct PeopleBySizeRow: ResultRow, Equatable {
    /// Records of one person.
    public var size: Int
    /// People who have so many.
    public var people: Int

    /// A row of these values.
    public init(size: Int, people: Int) {
        self.size = size
        self.people = people
    }

    /// The table `people_by_size`.
    public static let table = "people_by_size"
    /// The columns of the table.
    public static let columns = ["size", "people"]
    /// The row's values.
    public var values: [ResultValue] { [.integer(size), .integer(people)] }
}

/// How many people are found in just some registers.
public struct PeopleByRegistersRow: ResultRow, Equatable {
    /// The row's place, the most frequent first.
    public var position: Int
    /// The numbers of the registers, ascending.
    public var registers: [Int]
    /// Their names.
    public var names: [String]
    /// People found in these and no others.
    public var people: Int

    /// A row of these values.
    public init(position: Int, registers: [Int], names: [String], people: Int) {
        self.position = position
        self.registers = registers
        self.names = names
        self.people = people
    }

    /// The table `people_by_registers`.
    public static let table = "people_by_registers"
    /// The columns of the table.
    public static let columns = ["position", "registers", "found_in", "people"]
    /// The row's values.
    public var values: [ResultValue] {
        [
            .integer(position), .text(registers.map { "\($0)" }.joined(separator: ",")),
            .text(names.joined(separator: " + ")), .integer(people),
        ]
    }
}

extension RunReader {
    /// How many people have how many records, ascending.
    public func peopleBySize() throws(RunStoreError) -> [PeopleBySizeRow] {
        try fields("SELECT size, people FROM people_by_size ORDER BY size", of: PeopleBySizeRow.table).map {
            (row) throws(RunStoreError) in
            PeopleBySizeRow(size: try row.count(0), people: try row.count(1))
        }
    }

    /// In which registers people are found, the most frequent sets first.
    public func peopleByRegisters() throws(RunStoreError) -> [PeopleByRegistersRow] {
        let sql = "SELECT position, registers, found_in, people FROM people_by_registers ORDER BY position"
        return try fields(sql, of: PeopleByRegistersRow.table).map { (row) throws(RunStoreError) in
            let numbers = try row.text(1).split(separator: ",").compactMap { Int($0) }
            return PeopleByRegistersRow(
                position: try row.count(0),
                registers: numbers,
                names: [try row.text(2)],
                people: try row.count(3)
            )
        }
    }
}
