public import Columns

/// A register to standardise: its rows as read and what its columns mean.
public struct RegisterInput: Sendable {
    /// The register's name, unique in a job.
    public var name: String
    /// The rows as read.
    public var table: Table
    /// What the columns mean.
    public var schema: RegisterSchema

    /// A register of its parts.
    public init(name: String, table: Table, schema: RegisterSchema) {
        self.name = name
        self.table = table
        self.schema = schema
    }
}

/// What one kind of change did to one column.
public struct StandardisationStep: Sendable, Equatable {
    /// One value before and after.
    public struct Example: Sendable, Equatable {
        /// The value as read.
        public let before: String
        /// The canonical form; empty where the value became missing.
        public let after: String
    }

    /// The register's name.
    public let register: String
    /// The column, or the columns joined by `+`.
    public let column: String
    /// The column's role.
    public let role: Role
    /// The kind of change.
    public let kind: StandardisationKind
    /// Distinct values changed.
    public let valuesChanged: Int
    /// Records changed.
    public let recordsChanged: Int
    /// The first few values changed, in the order of the records.
    public let examples: [Example]

    /// The step in a few words.
    public var name: String { kind.name }
}

/// A row that was set aside because its identifier does not tell it from the others.
public struct QuarantinedRecord: Sendable, Equatable {
    /// Why a row was set aside.
    public enum Reason: String, Sendable {
        case duplicateIdentifier = "duplicate_identifier"
    }

    /// The row in the register as read, counted from 0.
    public let row: UInt32
    /// The identifier.
    public let identifier: String
    /// Why.
    public let reason: Reason
}

/// The rows of one register that were set aside.
public struct Quarantine: Sendable, Equatable {
    /// The register's name.
    public let register: String
    /// Rows whose identifier an earlier row has.
    public let duplicates: Int
    /// Rows without an identifier, which are kept and called “row N”.
    public let missing: Int
    /// The column of identifiers; nil where the register has none.
    public let column: String?
    /// Rows whose identifier was brought into plain form: full-width letters and digits, fixed blanks and the like.
    public let folded: Int
    /// Identifiers that differ from another one in case or white space alone; their rows are kept.
    public let alike: Int
    /// The first rows set aside.
    public let examples: [QuarantinedRecord]
    /// The row of each record, in the order of the records; nil when all rows are records in their order.
    public let keptRows: [UInt32]?

    /// The number of rows set aside.
    public var count: Int { duplicates }

    /// No rows set aside.
    public static func none(of register: String) -> Quarantine {
        Quarantine(
            register: register,
            duplicates: 0,
            missing: 0,
            column: nil,
            folded: 0,
            alike: 0,
            examples: [],
            keptRows: nil
        )
    }
}

/// The registers of a job in canonical form, and what was done to get there.
public struct Standardised: Sendable {
    /// All records with their features.
    public let records: Records
    /// Columns of days that are not compared, named by ``RegisterSchema/carriedName(_:)``.
    package let carried: [Feature]
    /// What was done, by register, column and kind; kinds that changed nothing are left out.
    public let steps: [StandardisationStep]
    /// The rows set aside, one entry per register.
    public let quarantine: [Quarantine]
    /// What was dropped, guessed or shifted, in the order of registers and columns.
    public package(set) var notices: [RegisterNotice]
}
