/// Who is on two lists, and on which.
public struct TwoListCounts: Sendable, Equatable {
    /// Persons on both lists.
    public let both: Int
    /// Persons on the first list alone.
    public let onlyFirst: Int
    /// Persons on the second list alone.
    public let onlySecond: Int

    /// Counts of three cells (persons).
    ///
    /// - Throws: ``EstimationError/Code/badCount`` for negative counts, `tooLarge` for sums beyond 2^53.
    public init(both: Int, onlyFirst: Int, onlySecond: Int) throws(EstimationError) {
        for (name, count) in [("both", both), ("only the first", onlyFirst), ("only the second", onlySecond)]
        {
            guard count >= 0 else {
                throw EstimationError(.badCount, at: name, "\(count); expected a whole number of 0 or more")
            }
            guard count <= CaptureCounts.greatestCount / 4 else {
                throw EstimationError(.tooLarge, at: name, "\(count) is more than can be counted exactly")
            }
        }
        self.both = both
        self.onlyFirst = onlyFirst
        self.onlySecond = onlySecond
    }

    /// Counts from the sizes of the lists and their matches (persons).
    ///
    /// - Throws: ``EstimationError/Code/inconsistentCounts`` if there are more matches than a list has persons.
    public init(first: Int, second: Int, matches: Int) throws(EstimationError) {
        guard matches <= min(first, second) else {
            throw EstimationError(
                .inconsistentCounts,
                at: "matches",
                "\(matches) matches of lists with \(first) and \(second) persons; expected at most the smaller"
            )
        }
        try self.init(
            both: matches,
            onlyFirst: first &- max(0, matches),
            onlySecond: second &- max(0, matches)
        )
    }

    /// The persons on the first list, n₁.
    public var first: Int { both + onlyFirst }
    /// The persons on the second list, n₂.
    public var second: Int { both + onlySecond }
    /// The persons on either list, M.
    public var observed: Int { both + onlyFirst + onlySecond }

    /// The sums of two sets of counts.
    func adding(_ other: TwoListCounts) throws(EstimationError) -> TwoListCounts {
        try TwoListCounts(
            both: both + other.both,
            onlyFirst: onlyFirst + other.onlyFirst,
            onlySecond: onlySecond + other.onlySecond
        )
    }
}

/// An estimated population.
public struct PopulationEstimate: Sendable, Equatable {
    /// Estimated persons.
    public let population: Double
    /// The variance of the estimate (persons squared).
    public let variance: Double
    /// Persons seen; an estimate of those and the unseen is never below it, a corrected one may be.
    public let observed: Int

    /// The standard error (persons).
    public var standardError: Double { max(0, variance).squareRoot() }

    /// The interval in which the unseen part is log-normal; see ``ConfidenceInterval/logNormal``.
    public func logNormalInterval(level: Double = 0.95) throws(EstimationError) -> ConfidenceInterval {
        try .logNormal(estimate: population, variance: variance, observed: observed, level: level)
    }

    /// The interval estimate ± z standard errors.
    ///
    /// - Throws: ``EstimationError/Code/settingOutOfRange`` for a level outside 0…1.
    public func normalInterval(level: Double = 0.95) throws(EstimationError) -> ConfidenceInterval {
        let spread = try ConfidenceInterval.multiplier(level) * standardError
        return ConfidenceInterval(lower: population - spread, upper: population + spread)
    }
}

extension CaptureCounts {
    /// The counts of two of the lists, whatever the others did.
    ///
    /// - Parameters:
    ///   - first: The place of a list.
    ///   - second: The place of another.
    public func pair(_ first: Int, _ second: Int) throws(EstimationError) -> TwoListCounts {
        guard lists.indices.contains(first), lists.indices.contains(second), first != second else {
            throw EstimationError(
                .settingOutOfRange,
                at: "pair",
                "(\(first), \(second)); expected two of \(listCount) lists"
            )
        }
        return try TwoListCounts(
            first: total(of: first),
            second: total(of: second),
            matches: overlap(of: 1 << first | 1 << second)
        )
    }
}
