import Comparison

/// Why records could not be linked.
public struct LinkageError: Error, Equatable, CustomStringConvertible {
    /// The kind of error.
    public enum Code: Sendable {
        /// There is nothing to compare records by.
        case noComparisons
        /// No pair of records may be compared, or no rule proposes any.
        case noPairs
        /// The estimation did not come to rest.
        case notConverged
        /// A blocking rule names what is not there.
        case badRule
        /// A comparison names what is not there.
        case badComparison
        /// The model does not fit these records or comparisons.
        case modelMismatch
    }

    /// The kind of error.
    public let code: Code
    /// What was found, what was expected, what to do.
    public let detail: String

    /// An error of a kind.
    public init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    init(_ error: ComparisonError) {
        self.init(.badComparison, error.description)
    }

    /// The message for the user.
    public var description: String { detail }
}
