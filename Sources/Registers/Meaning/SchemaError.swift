/// Why a schema cannot be read, or does not fit the register it describes.
public struct SchemaError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of fault it is.
    public enum Code: String, Sendable {
        /// The text is not JSON.
        case syntax
        /// A property is missing, or has a value of the wrong kind.
        case invalidProperty = "invalid_property"
        /// A role that does not exist.
        case unknownRole = "unknown_role"
        /// The schema names a column that the register lacks.
        case unknownColumn = "unknown_column"
        /// A column is described twice.
        case duplicateField = "duplicate_field"
        /// Two columns claim to identify the record.
        case ambiguousIdentifier = "ambiguous_identifier"
        /// Two registers have the same name.
        case duplicateRegister = "duplicate_register"
        /// Most values of a column of birth dates cannot be read.
        case unreadableDates = "unreadable_dates"
        /// Most years of a column mean one year in one calendar and another in another.
        case ambiguousCalendar = "ambiguous_calendar"
    }

    /// The kind of fault.
    public let code: Code
    /// Where: file:line:column, or register.column.
    public let location: String
    /// What was found, what was expected, what to do.
    public let detail: String
    /// The row of the register at fault, from 0; nil where it is none.
    public let row: Int?

    /// An error of its parts.
    public init(_ code: Code, at location: String, _ detail: String, row: Int? = nil) {
        self.code = code
        self.location = location
        self.detail = detail
        self.row = row
    }

    /// Where and what, in one line.
    public var description: String { "\(location): \(detail)" }
}
