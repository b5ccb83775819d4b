/// Why pairs could not be resolved into people.
public struct ResolutionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of fault.
    public enum Code: String, Sendable {
        /// Columns that describe the same pairs or records differ in length.
        case unequalColumns
        /// There are more records or pairs than 32 bits can number.
        case tooLarge
        /// A pair names a row that no record has.
        case rowOutOfRange
        /// A pair's left row is not below its right row.
        case unorderedPair
        /// A weight is infinite or not a number.
        case weightNotFinite
        /// The same two rows are scored twice.
        case duplicatePair
        /// A record's register is not among the rules' registers.
        case registerOutOfRange
        /// The method cannot work with these registers.
        case unsuitableMethod
        /// A setting lies outside its range.
        case settingOutOfRange
    }

    /// The kind of fault.
    public let code: Code
    /// Where it was found, for instance `pairs[17]`.
    public let location: String
    /// What was found, what was expected and what to do.
    public let detail: String

    /// An error from its parts.
    public init(_ code: Code, at location: String, _ detail: String) {
        self.code = code
        self.location = location
        self.detail = detail
    }

    /// The location and the detail on one line.
    public var description: String { "\(location): \(detail)" }
}
