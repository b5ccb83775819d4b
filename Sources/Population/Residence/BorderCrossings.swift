/// Border crossings, person after person and in order of time.
public struct BorderCrossings: Sendable {
    /// What is done with a person who crosses twice in the same direction.
    public enum Repeated: Sendable {
        /// It ends in an error: a crossing is missing or doubled.
        case refuse
        /// The later crossing is taken for a doubled record and left out.
        case keepFirst
    }

    /// Where each person's crossings start; one more entry than persons.
    public let start: [UInt32]
    /// The day of each crossing.
    public let day: [Int32]
    /// True for an arrival, false for a departure.
    public let isArrival: [Bool]

    /// The number of persons.
    public var personCount: Int { start.count - 1 }

    /// Sorts crossings out by person.
    ///
    /// - Parameters:
    ///   - person: The person of each crossing, ascending.
    ///   - day: The days, ascending within a person; those of one day in their order.
    ///   - isArrival: The directions.
    ///   - personCount: The number of persons.
    /// - Throws: ``PopulationError`` for columns that do not fit, days out of range, crossings out of order,
    ///   or the same direction twice.
    /// - Complexity: O(crossings + persons).
    public init(
        person: [UInt32],
        day: [Int32],
        isArrival: [Bool],
        personCount: Int,
        repeated: Repeated = .refuse
    ) throws(PopulationError) {
        if person.count != day.count || person.count != isArrival.count || personCount < 0 {
            throw PopulationError(
                .unequalColumns,
                at: "crossings",
                "found \(person.count) persons, \(day.count) days and \(isArrival.count) directions; expected one "
                    + "of each per crossing"
            )
        }
        var start = [UInt32](repeating: 0, count: personCount + 1)
        var days: [Int32] = []
        var arrivals: [Bool] = []
        days.reserveCapacity(day.count)
        arrivals.reserveCapacity(day.count)
        for i in person.indices {
            try Day.check(day[i], or: nil, at: "crossings[\(i)].day")
            if Int(person[i]) >= personCount {
                throw PopulationError(
                    .valueOutOfRange,
                    at: "crossings[\(i)].person",
                    "found \(person[i]); expected below \(personCount), the number of persons"
                )
            }
            if i > 0 && (person[i] < person[i - 1] || (person[i] == person[i - 1] && day[i] < day[i - 1])) {
                throw PopulationError(
                    .unordered,
                    at: "crossings[\(i)]",
                    "found person \(person[i]) on \(Day.text(day[i])) after person \(person[i - 1]) on "
                        + "\(Day.text(day[i - 1])); expected crossings sorted by person and day"
                )
            }
            let isRepeat = start[Int(person[i]) + 1] > 0 && arrivals.last == isArrival[i]
            if isRepeat {
                if case .keepFirst = repeated { continue }
                throw PopulationError(
                    .repeatedCrossing,
                    at: "crossings[\(i)]",
                    "found a second \(isArrival[i] ? "arrival" : "departure") in a row on \(Day.text(day[i])); "
                        + "expected directions to alternate; complete the data or keep the first of them"
                )
            }
            start[Int(person[i]) + 1] &+= 1
            days.append(day[i])
            arrivals.append(isArrival[i])
        }
        for p in 0..<personCount { start[p + 1] &+= start[p] }
        self.start = start
        self.day = days
        self.isArrival = arrivals
    }

    /// The spells between crossings.
    ///
    /// Who leaves first was here before; who arrives first was not. Crossings do not tell about people
    /// without any.
    /// - Parameters:
    ///   - covered: The first and the last day that the data cover.
    ///   - presentWithout: Per person, whether someone without crossings is here all the time.
    /// - Throws: ``PopulationError`` for a column that does not fit or crossings outside the days covered.
    public func spells(
        covered: ClosedRange<Int32>,
        presentWithout: [Bool]
    ) throws(PopulationError) -> PresenceSpells {
        if presentWithout.count != personCount {
            throw PopulationError(
                .unequalColumns,
                at: "presentWithout",
                "found \(presentWithout.count) entries; expected \(personCount), one per person"
            )
        }
        var spellStart: [UInt32] = [0]
        var arrival: [Int32] = []
        var departure: [Int32] = []
        spellStart.reserveCapacity(personCount + 1)
        for person in 0..<personCount {
            let rows = Int(start[person])..<Int(start[person + 1])
            var since = Day.before
            var isHere = rows.isEmpty ? presentWithout[person] : !isArrival[rows.lowerBound]
            for i in rows {
                if !covered.contains(day[i]) {
                    throw PopulationError(
                        .dateOutOfRange,
                        at: "crossings[\(i)].day",
                        "found \(Day.text(day[i])); expected days that the data cover, "
                            + "\(Day.text(covered.lowerBound)) to \(Day.text(covered.upperBound))"
                    )
                }
                if isHere {
                    arrival.append(since)
                    departure.append(day[i])
                } else {
                    since = day[i]
                }
                isHere = isArrival[i]
            }
            if isHere {
                arrival.append(since)
                departure.append(Day.open)
            }
            spellStart.append(UInt32(truncatingIfNeeded: arrival.count))
        }
        return try PresenceSpells(start: spellStart, arrival: arrival, departure: departure, covered: covered)
    }
}
