/// Why people could not be counted as living here, or linked records not be imputed.
public struct PopulationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of fault.
    public enum Code: String, Sendable {
        /// Columns that describe the same people, spells or records differ in length.
        case unequalColumns
        /// A date lies outside 1800…2200 or a spell ends before it begins.
        case dateOutOfRange
        /// The movement data do not cover what the rule must look at.
        case referenceOutsideData
        /// A number, a register or a status is not one that is allowed.
        case valueOutOfRange
        /// A person crosses the border twice in the same direction.
        case repeatedCrossing
        /// Spells or crossings of a person are not in order.
        case unordered
        /// The rule reads data that are not there.
        case missingSource
        /// There is no rule of that name.
        case unknownRule
        /// Scored pairs do not fit the records.
        case unsuitablePairs
    }

    /// The kind of fault.
    public let code: Code
    /// Where it was found, for instance `crossings[17].day`.
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
