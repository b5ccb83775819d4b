/// Why areas could not be estimated.
public struct SmallAreaError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of fault.
    public enum Code: String, Sendable {
        /// Columns that describe the same areas differ in length.
        case unequalColumns
        /// A number is infinite or not a number, or a variance is not positive.
        case valueOutOfRange
        /// There are not more areas than coefficients.
        case tooFewAreas
        /// A covariate is a combination of those before it.
        case dependentCovariates
        /// The variance did not settle.
        case notConverged
    }

    /// The kind of fault.
    public let code: Code
    /// Where it was found, for instance `areas[17].variance`.
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
