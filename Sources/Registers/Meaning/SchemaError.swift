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
    }

    /// The kind of fault.
    public let code: Code
    /// Where: file:line:column, or register.column.
    public let location: String
    /// What was found, what was expected, what to do.
    public let detail: String

    /// An error of its parts.
    public init(_ code: Code, at location: String, _ detail: String) {
        self.code = code
        self.location = location
        self.detail = detail
    }

    /// Where and what, in one line.
    public var description: String { "\(location): \(detail)" }
}
