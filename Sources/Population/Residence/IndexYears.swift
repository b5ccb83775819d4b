import Columns

/// What the residency index must know of people, year by year.
///
/// Years are the twelve months that end with the reference date and its anniversaries before it. A person
/// *arrives* in the year of birth, in the year of a first crossing that is an arrival, and in a year with a day
/// here after one without any; it *leaves* in the year of death and in a year without a day here. Days are
/// known only in years that the crossings cover from the first day to the last.
public struct IndexYears: Sendable {
    /// Per year, the earliest first: per person the sources with a sign of life, bit by source.
    public let signs: [[UInt64]]
    /// Per year: per person what happened.
    public let changes: [[ResidencyIndex.Change]]

    /// The most years.
    public static let limit = 30

    /// Years up to a reference date.
    ///
    /// - Parameters:
    ///   - years: How many, 1…30.
    ///   - referenceDate: Days since 1970.
    ///   - lives: Births and deaths.
    ///   - signs: Signs of life by source; those after the date are not looked at.
    ///   - crossings: Border crossings and the days that they cover; nil if there are none.
    /// - Throws: ``PopulationError`` for numbers out of range or columns that do not fit.
    /// - Complexity: O(years × (signs + persons + crossings)).
    public init(
        _ years: Int,
        referenceDate: Int32,
        lives: LifeSpans,
        signs: SignsOfLife,
        crossings: (all: BorderCrossings, covered: ClosedRange<Int32>)?
    ) throws(PopulationError) {
        try Day.check(referenceDate, or: nil, at: "reference_date")
        if years < 1 || years > Self.limit {
            throw PopulationError(
                .valueOutOfRange,
                at: "residency_index.years",
                "found \(years); expected 1…\(Self.limit)"
            )
        }
        if let crossings { try lives.check(crossings.all.personCount, "crossings") }
        let presence: PresenceSpells?
        if let crossings {
            let always = [Bool](repeating: true, count: lives.count)
            presence = try crossings.all.spells(covered: crossings.covered, presentWithout: always)
        } else {
            presence = nil
        }
        /// The last day of the year that ended so many years before the reference date.
        func end(_ before: Int) -> Int32 {
            var date = CivilDate(daysSince1970: Int(referenceDate))
            date.year -= before
            date.day = min(date.day, CivilDate.daysInMonth(year: date.year, month: date.month))
            return Int32(truncatingIfNeeded: date.daysSince1970)
        }
        /// Per person, whether it spent a day of a year here; nil if that is not known.
        func isHere(_ before: Int) -> [Bool]? {
            let (from, to) = (end(before + 1) + 1, end(before) + 1)
            guard let presence, presence.covered.lowerBound <= from, presence.covered.upperBound >= to - 1
            else { return nil }
            return (0..<lives.count).map { presence.days(of: $0, from: from, to: to, touched: true) > 0 }
        }
        var allSigns: [[UInt64]] = []
        var allChanges: [[ResidencyIndex.Change]] = []
        var last = isHere(years)
        for before in (0..<years).reversed() {
            let days = (end(before + 1) + 1)...end(before)
            let now = isHere(before)
            allSigns.append(
                try signs.registers(personCount: lives.count, from: days.lowerBound, to: days.upperBound)
            )
            allChanges.append(
                (0..<lives.count).map { person in
                    if days.contains(lives.death[person]) { return .left }
                    if days.contains(lives.birth[person]) { return .arrived }
                    if let now, !now[person] { return .left }
                    if let last, let now, now[person], !last[person] { return .arrived }
                    guard let all = crossings?.all else { return .none }
                    let first = Int(all.start[person])
                    if first < Int(all.start[person + 1]), all.isArrival[first], days.contains(all.day[first])
                    {
                        return .arrived
                    }
                    return .none
                }
            )
            last = now
        }
        self.signs = allSigns
        self.changes = allChanges
    }
}

extension ResidencyIndex {
    /// The index after all years.
    ///
    /// - Parameters:
    ///   - years: The years.
    ///   - start: Everybody's index before the first, 0…1.
    /// - Returns: Per person: the index at the end of the last year.
    /// - Throws: ``PopulationError`` for an index out of range or a source without weight.
    public func values(_ years: IndexYears, start: Double) throws(PopulationError) -> [Double] {
        var index = [Double](repeating: start, count: years.signs.first?.count ?? 0)
        for (signs, changes) in zip(years.signs, years.changes) {
            index = try next(previous: index, signs: signs, changes: changes)
        }
        return index
    }
}
