/// One standardised attribute of all records of a job, whichever register they come from.
///
/// Values are canonical text, so that equal codes mean equal values in all registers:
/// dates are `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; numbers are decimal; names are lower-case words
/// separated by single spaces; sex is `m` or `f`.
public struct Feature: Sendable {
    /// The feature's name, unique in a job: the role's name, or the column's where a role recurs.
    public let name: String
    /// What the feature says about a person.
    public let role: Role
    /// One code per record over all registers; 0 is missing.
    public let codes: [UInt32]
    /// The canonical values behind the codes.
    public let values: ValueDictionary

    /// A feature from its parts.
    public init(name: String, role: Role, codes: [UInt32], values: ValueDictionary) {
        self.name = name
        self.role = role
        self.codes = codes
        self.values = values
    }

    /// How often each code occurs; as many entries as the dictionary has codes.
    public func counts() -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: values.count)
        for code in codes { counts[Int(code)] &+= 1 }
        return counts
    }
}

/// A register's place among all records.
public struct RegisterSpan: Sendable {
    /// The register's name.
    public let name: String
    /// Its records' rows among all records.
    public let rows: Range<Int>

    /// A register of the given rows.
    public init(name: String, rows: Range<Int>) {
        self.name = name
        self.rows = rows
    }
}

/// All records of a job, register after register, with their standardised features.
public struct Records: Sendable {
    /// The registers, in the order of their names; their rows are contiguous and cover all records.
    public let registers: [RegisterSpan]
    /// The record identifiers.
    ///
    /// One code per record; identifiers are unique within a register.
    public let identifiers: CodedColumn
    /// The standardised features.
    public let features: [Feature]

    /// Records from their parts.
    public init(registers: [RegisterSpan], identifiers: CodedColumn, features: [Feature]) {
        self.registers = registers
        self.identifiers = identifiers
        self.features = features
    }

    /// The number of records in all registers.
    public var count: Int { identifiers.codes.count }

    /// The feature of a name, if there is one.
    public func feature(_ name: String) -> Feature? {
        features.first { $0.name == name }
    }

    /// The register of each record, as an index into ``registers``.
    public func registerOfRecord() -> [UInt8] {
        var result = [UInt8](repeating: 0, count: count)
        for (index, register) in registers.enumerated() {
            for row in register.rows { result[row] = UInt8(index) }
        }
        return result
    }
}
