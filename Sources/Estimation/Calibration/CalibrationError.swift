/// Why a table or weights could not be made to meet their totals.
public struct CalibrationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of fault.
    public enum Code: String, Sendable {
        /// Columns, margins or groups do not fit the table's shape.
        case unequalShapes
        /// A number is infinite, not a number, or negative where that has no meaning.
        case valueOutOfRange
        /// Totals contradict each other.
        case inconsistentTotals
        /// Cells that must stay zero leave no table with these margins.
        case zeroCells
        /// No weights within the bounds meet the totals.
        case infeasible
        /// The totals were not met within the steps allowed.
        case notConverged
    }

    /// The kind of fault.
    public let code: Code
    /// Where it was found, for instance `margins[1].targets[4]`.
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
