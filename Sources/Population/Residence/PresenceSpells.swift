/// When people were in the territory, as spells from arrival to departure.
///
/// A spell holds the nights from the day of arrival to the day before departure. The spells of a person
/// are in order and do not overlap.
public struct PresenceSpells: Sendable {
    /// Where each person's spells start; one more entry than persons.
    public let start: [UInt32]
    /// The days of arrival; ``Day/before`` for who was here before the data begin.
    public let arrival: [Int32]
    /// The days of departure; ``Day/open`` for who has not left.
    public let departure: [Int32]
    /// The first and the last day that the data cover.
    public let covered: ClosedRange<Int32>

    /// The number of persons.
    public var personCount: Int { start.count - 1 }

    /// Spells from columns; `start` has one more entry than there are persons.
    ///
    /// - Throws: ``PopulationError`` for columns that do not fit, days out of range, or spells out of order.
    public init(
        start: [UInt32],
        arrival: [Int32],
        departure: [Int32],
        covered: ClosedRange<Int32>
    ) throws(PopulationError) {
        try Day.check(covered.lowerBound, or: nil, at: "movement.covered")
        try Day.check(covered.upperBound, or: nil, at: "movement.covered")
        if start.first != 0 || start.last.map({ Int($0) }) != arrival.count
            || arrival.count != departure.count
            || zip(start, start.dropFirst()).contains(where: { $0 > $1 })
        {
            throw PopulationError(
                .unequalColumns,
                at: "spells",
                "found \(arrival.count) arrivals, \(departure.count) departures and starts that do not run from 0 "
                    + "to their number; expected the starts of each person's spells, rising"
            )
        }
        for person in 0..<(start.count - 1) {
            var last = Int32.min
            for i in Int(start[person])..<Int(start[person + 1]) {
                try Day.check(arrival[i], or: Day.before, at: "spells[\(i)].arrival")
                try Day.check(departure[i], or: Day.open, at: "spells[\(i)].departure")
                if departure[i] < arrival[i] || (i > Int(start[person]) && arrival[i] < last) {
                    throw PopulationError(
                        .unordered,
                        at: "spells[\(i)]",
                        "found \(Day.text(arrival[i])) to \(Day.text(departure[i])) after a spell until "
                            + "\(Day.text(last)); expected spells in order that do not overlap"
                    )
                }
                last = departure[i]
            }
        }
        self.start = start
        self.arrival = arrival
        self.departure = departure
        self.covered = covered
    }

    /// How a person's nights are counted within the days `from` up to, not including, `to`, while alive.
    ///
    /// - Parameters:
    ///   - touched: True to count every day on which the person was here at all, false to count nights.
    func days(of person: Int, from: Int32, to: Int32, touched: Bool) -> Int32 {
        var total: Int32 = 0
        var next = from
        for i in Int(start[person])..<Int(start[person + 1]) {
            // On a touched day the departure counts too; what an earlier spell counted is not counted again.
            let end = departure[i] == Day.open ? to : min(to, touched ? departure[i] &+ 1 : departure[i])
            let begin = max(next, arrival[i])
            if end > begin {
                total &+= end &- begin
                next = end
            }
            if arrival[i] >= to { break }
        }
        return total
    }

    /// Whether a person is here at the moment that begins a day.
    func isPresent(_ person: Int, at moment: Int32) -> Bool {
        for i in Int(start[person])..<Int(start[person + 1]) {
            if arrival[i] >= moment { return false }
            if departure[i] >= moment { return true }
        }
        return false
    }

    /// Refuses a period that the data do not cover.
    func check(covers from: Int32, to: Int32, for purpose: String) throws(PopulationError) {
        if covered.lowerBound <= from && to <= covered.upperBound { return }
        throw PopulationError(
            .referenceOutsideData,
            at: "reference_date",
            "found movement data from \(Day.text(covered.lowerBound)) to \(Day.text(covered.upperBound)); expected "
                + "them to cover \(Day.text(from)) to \(Day.text(to)), \(purpose); choose another reference date, "
                + "supply more data, or ask for a provisional result"
        )
    }
}
