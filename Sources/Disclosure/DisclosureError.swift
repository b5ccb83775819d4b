/// Why a table could not be made safe to publish.
public struct DisclosureError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of fault.
    public enum Code: String, Sendable {
        /// Columns that describe the same cells or people differ in length, or axes do not fit.
        case unequalShapes
        /// A setting lies outside its range.
        case settingOutOfRange
        /// A count is negative or too large, or an estimate is not a number.
        case valueOutOfRange
        /// No noise satisfies the table's conditions.
        case infeasible
        /// The method does not protect tables of this kind.
        case unsuitableMethod
    }

    /// The kind of fault.
    public let code: Code
    /// Where it was found, for instance `perturbation.rows[2]`.
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
