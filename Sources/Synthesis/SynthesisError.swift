/// Why a population could not be made.
public struct SynthesisError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: Sendable, Equatable {
        /// A reference table does not have the expected form.
        case badTable
        /// There are more people than numbers to give them.
        case tooManyPeople
    }

    /// The kind of failure.
    public let code: Code
    /// Where: a table and line, or a setting.
    public let location: String
    /// What was found, what was expected, what to do.
    public let detail: String

    init(_ code: Code, at location: String, _ detail: String) {
        self.code = code
        self.location = location
        self.detail = detail
    }

    /// The message for people.
    public var description: String { "\(location): \(detail)" }
}
