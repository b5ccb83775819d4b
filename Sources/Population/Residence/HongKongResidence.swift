/// The resident population of Hong Kong.
///
/// Usual residents are (1) permanent residents who stayed in Hong Kong for at least three months in the six
/// months before, or for at least three months in the six months after, the reference moment, whether or
/// not they are in Hong Kong then; (2) non-permanent residents who are in Hong Kong then. Mobile residents
/// are permanent residents, not usual residents, who stayed for at least one month but less than three in
/// the six months before or in the six months after. Visitors do not count. Stays add up over spells.
///
/// The moment is the end of the reference date. Status is that of the moment; stays before it count
/// whatever the status was then. Who was born after the moment or died before it does not count; a window
/// is not shortened for those who were born or died inside it, as the definition names no such exception.
/// - SeeAlso: Census and Statistics Department, press releases of 16 August 2010 and 10 August 2017.
public struct HongKongResidence: Sendable, Equatable {
    /// What a month is.
    public enum Months: Sendable, Equatable {
        /// Those of the calendar: three months are as many days as the three next to the moment, and so on.
        case calendar
        /// Fixed numbers of days for one, three and six months.
        case days(one: Int32, three: Int32, six: Int32)
    }

    /// How stays are counted.
    public enum Stay: Sendable, Equatable {
        /// By the nights spent here.
        case nights
        /// By the days on which the person was here at all, those of arrival and departure included.
        case days
    }

    /// What a month is.
    public var months: Months
    /// How stays are counted.
    public var stay: Stay

    /// The rule; calendar months and nights unless said otherwise.
    public init(months: Months = .calendar, stay: Stay = .nights) {
        self.months = months
        self.stay = stay
    }

    /// The days around a reference moment that decide.
    struct Windows: Equatable {
        var moment: Int32
        var from: Int32
        var to: Int32
        /// Days of one and three months, before and after.
        var oneBefore: Int32
        var threeBefore: Int32
        var oneAfter: Int32
        var threeAfter: Int32
    }

    func windows(_ referenceDate: Int32) throws(PopulationError) -> Windows {
        try Day.check(referenceDate, or: nil, at: "reference_date")
        let moment = referenceDate + 1
        switch months {
        case .calendar:
            func day(_ months: Int) -> Int32 { Day.adding(months: months, to: moment) }
            return Windows(
                moment: moment,
                from: day(-6),
                to: day(6),
                oneBefore: moment - day(-1),
                threeBefore: moment - day(-3),
                oneAfter: day(1) - moment,
                threeAfter: day(3) - moment
            )
        case .days(let one, let three, let six):
            if one < 1 || three < one || six < three || six > 400 {
                throw PopulationError(
                    .valueOutOfRange,
                    at: "months",
                    "found \(one), \(three) and \(six) days; expected 1 ≤ one ≤ three ≤ six months ≤ 400 days"
                )
            }
            return Windows(
                moment: moment,
                from: moment - six,
                to: moment + six,
                oneBefore: one,
                threeBefore: three,
                oneAfter: one,
                threeAfter: three
            )
        }
    }

    /// Decides about every person.
    ///
    /// - Parameters:
    ///   - referenceDate: Days since 1970; the moment is its end.
    ///   - lives: Births and deaths.
    ///   - presence: When people were in Hong Kong.
    ///   - statuses: What right of residence they held.
    ///   - lookAhead: Whether the six months after may be used.
    /// - Returns: Per person the reason, and as evidence the days that decided (of the window in which they
    ///   were more, where neither sufficed).
    /// - Throws: ``PopulationError`` for columns that do not fit, or movement data that do not cover the
    ///   windows.
    /// - Complexity: O(persons + spells), no allocation per person.
    public func verdicts(
        referenceDate: Int32,
        lives: LifeSpans,
        presence: PresenceSpells,
        statuses: StatusHistory,
        lookAhead: LookAhead
    ) throws(PopulationError) -> ResidenceVerdicts {
        let windows = try windows(referenceDate)
        try lives.check(presence.personCount, "spells")
        try lives.check(statuses.start.count - 1, "statuses")
        let isFinal = lookAhead == .final
        try presence.check(
            covers: windows.from,
            to: isFinal ? windows.to - 1 : referenceDate,
            for: isFinal ? "six months before and after" : "six months before"
        )
        var result = ResidenceVerdicts(
            reasons: [ResidenceReason](repeating: .noResidentStatus, count: lives.count),
            evidence: [Int32](repeating: 0, count: lives.count)
        )
        for person in 0..<lives.count {
            if let obstacle = lives.obstacle(person, moment: windows.moment) {
                result.reasons[person] = obstacle
                continue
            }
            switch statuses.status(of: person, at: windows.moment) {
            case .none: continue
            case .nonPermanent:
                let isHere = presence.isPresent(person, at: windows.moment)
                result.reasons[person] = isHere ? .nonPermanentPresent : .nonPermanentAbsent
            case .permanent:
                let days = stays(of: person, windows, lives, presence, isFinal: isFinal)
                (result.reasons[person], result.evidence[person]) = Self.decide(days, windows)
            }
        }
        return result
    }

    private func stays(
        of person: Int,
        _ windows: Windows,
        _ lives: LifeSpans,
        _ presence: PresenceSpells,
        isFinal: Bool
    ) -> (before: Int32, after: Int32) {
        let isTouched = stay == .days
        // Nobody stays before birth or after death, whatever the movement records say.
        let from = max(windows.from, lives.birth[person])
        let before = presence.days(of: person, from: from, to: windows.moment, touched: isTouched)
        if !isFinal { return (before, 0) }
        let death = lives.death[person]
        let last = death == Day.none ? windows.to : min(windows.to, isTouched ? death + 1 : death)
        let after = presence.days(of: person, from: windows.moment, to: last, touched: isTouched)
        return (before, after)
    }

    private static func decide(
        _ days: (before: Int32, after: Int32),
        _ windows: Windows
    ) -> (ResidenceReason, Int32) {
        if days.before >= windows.threeBefore { return (.permanentStayedBefore, days.before) }
        if days.after >= windows.threeAfter { return (.permanentStayedAfter, days.after) }
        if days.before >= windows.oneBefore { return (.permanentMobileBefore, days.before) }
        if days.after >= windows.oneAfter { return (.permanentMobileAfter, days.after) }
        return (.permanentStayedTooLittle, max(days.before, days.after))
    }
}
