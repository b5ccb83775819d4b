/// The right of residence that a person holds.
public enum ResidentStatus: UInt8, Sendable, CaseIterable {
    /// Visitor, or no status at all.
    case none = 0
    /// Permanent resident.
    case permanent = 1
    /// Non-permanent resident: on a visa for work, study or family.
    case nonPermanent = 2
}

/// The statuses that people held, each from a day until the next.
public struct StatusHistory: Sendable {
    /// Where each person's statuses start; one more entry than persons.
    public let start: [UInt32]
    /// The day from which each status holds, ascending within a person; ``Day/before`` for always.
    public let from: [Int32]
    /// The statuses.
    public let status: [ResidentStatus]

    /// A history from columns.
    ///
    /// - Throws: ``PopulationError`` for columns that do not fit, days out of range or not rising.
    public init(start: [UInt32], from: [Int32], status: [ResidentStatus]) throws(PopulationError) {
        if start.first != 0 || start.last.map({ Int($0) }) != from.count || from.count != status.count
            || zip(start, start.dropFirst()).contains(where: { $0 > $1 })
        {
            throw PopulationError(
                .unequalColumns,
                at: "statuses",
                "found \(from.count) days, \(status.count) statuses and starts that do not run from 0 to their "
                    + "number; expected the starts of each person's statuses, rising"
            )
        }
        for person in 0..<(start.count - 1) {
            for i in Int(start[person])..<Int(start[person + 1]) {
                try Day.check(from[i], or: Day.before, at: "statuses[\(i)].from")
                if i > Int(start[person]) && from[i] <= from[i - 1] {
                    throw PopulationError(
                        .unordered,
                        at: "statuses[\(i)].from",
                        "found \(Day.text(from[i])) after \(Day.text(from[i - 1])); expected rising days"
                    )
                }
            }
        }
        self.start = start
        self.from = from
        self.status = status
    }

    /// People whose status never changes.
    public init(always status: [ResidentStatus]) {
        start = (0...status.count).map { UInt32(truncatingIfNeeded: $0) }
        from = [Int32](repeating: Day.before, count: status.count)
        self.status = status
    }

    /// The status a person holds at the moment that begins a day: what a change on the day before made it.
    func status(of person: Int, at moment: Int32) -> ResidentStatus {
        var result = ResidentStatus.none
        for i in Int(start[person])..<Int(start[person + 1]) where from[i] < moment { result = status[i] }
        return result
    }
}
