public import Estimation

/// Counts of capture histories, of all cases and by group.
public struct StratifiedCounts: Sendable {
    /// A group of cases.
    public struct Stratum: Sendable {
        /// The values of the columns of groups, in their order.
        public let values: [String]
        /// The group's counts; nil if it has no case.
        public let counts: CaptureCounts?

        /// The group in words.
        public var name: String { values.joined(separator: ", ") }
    }

    /// The columns that tell groups apart; none for a table without groups.
    public let columns: [String]
    /// The counts of all groups together.
    public let whole: CaptureCounts
    /// The groups, in the order in which they occur.
    public let strata: [Stratum]
}
