/// What is wrong with a file of columns.
public struct ColumnFileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file.
    public var location: String
    /// What was found and what was expected.
    public var detail: String

    /// A failure at a place.
    public init(at location: String, _ detail: String) {
        self.location = location
        self.detail = detail
    }

    /// Place and detail in one line.
    public var description: String { "\(location): \(detail)" }
}
