/// Why counts could not be turned into an estimate.
public struct EstimationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of fault.
    public enum Code: String, Sendable {
        /// A count is negative, or is not a number.
        case badCount
        /// Counts contradict each other, for instance more matches than records.
        case inconsistentCounts
        /// There is nothing to estimate from: no case, no list, no stratum.
        case noData
        /// There are fewer lists than the method needs.
        case tooFewLists
        /// There are more lists than the method supports.
        case tooManyLists
        /// A sum of counts cannot be held.
        case tooLarge
        /// Nobody is on two lists, so that nothing can be said of those on none.
        case noOverlap
        /// A rate lies outside 0…1, or rates together leave nothing to estimate.
        case rateOutOfRange
        /// A setting lies outside its range.
        case settingOutOfRange
        /// The maximum-likelihood estimate does not exist.
        case noMaximumLikelihoodEstimate
        /// A stratum is too thin and has no neighbour to be merged with.
        case stratumTooThin
        /// The computation did not converge.
        case noConvergence
        /// Columns that describe the same draws differ in length.
        case unequalColumns
        /// An estimate or its variance is not a finite number.
        case valueOutOfRange
    }

    /// The kind of fault.
    public let code: Code
    /// Where it was found, for instance `strata[3]` or `alpha`.
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
