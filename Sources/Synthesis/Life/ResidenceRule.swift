package import Columns

/// What a person is to the resident population.
package enum Residence: UInt8, Sendable, CaseIterable {
    /// No resident.
    case none
    /// A usual resident.
    case usual
    /// A mobile resident.
    case mobile
}

/// The rule by which Hong Kong counts its residents, applied to spells to the day.
///
/// Usual residents are permanent residents who stay at least three months in the six months before, or in the
/// six months after, the reference time, wherever they are at that time; and non-permanent residents who are
/// here at that time. Mobile residents are permanent residents who are not usual residents and stay at least
/// one month, but less than three, before or after. Census and Statistics Department (2000), “resident
/// population” approach. Days are counted by where a person is at their end; the reference time is the end
/// of the reference day.
package struct ResidenceRule: Sendable {
    /// The reference day.
    package let reference: Int32
    /// The last day before the window before, whose days are `start + 1 ... reference`.
    package let start: Int32
    /// The last day of the window after, whose days are `reference + 1 ... end`.
    package let end: Int32
    private let usualDays: Int32
    private let mobileDays: Int32

    /// The rule at a date; months of windows are those of the calendar.
    package init(at date: CivilDate, settings: ResidenceSettings) {
        reference = Int32(date.daysSince1970)
        start = Int32(Self.shifted(date, by: -settings.months).daysSince1970)
        end = Int32(Self.shifted(date, by: settings.months).daysSince1970)
        usualDays = Int32(settings.usualDays)
        mobileDays = Int32(settings.mobileDays)
    }

    /// What a person is.
    ///
    /// - Parameters:
    ///   - isPermanent: Whether the person is a permanent resident on the reference date.
    ///   - since: The day of birth or first arrival.
    ///   - until: The day of death; `Int32.max` if that does not come.
    ///   - absences: Stays outside, in order and apart from each other.
    package func residence(
        isPermanent: Bool,
        since: Int32,
        until: Int32,
        absences: some Sequence<Absence>
    ) -> Residence {
        // Nobody counts who is not born, has not come, or has died by the reference time.
        if since > reference || until <= reference { return .none }
        let days = daysHere(since: since, until: until, absences: absences)
        if !isPermanent { return days.isHere ? .usual : .none }
        if max(days.before, days.after) >= usualDays { return .usual }
        return max(days.before, days.after) >= mobileDays ? .mobile : .none
    }

    /// The days a person is here in either window, and whether at the reference time.
    package func daysHere(
        since: Int32,
        until: Int32,
        absences: some Sequence<Absence>
    ) -> (before: Int32, after: Int32, isHere: Bool) {
        // Stretches are half open: from the first day to the day after the last.
        var before = Self.overlap(since, until, start + 1, reference + 1)
        var after = Self.overlap(since, until, reference + 1, min(end, Int32.max - 1) + 1)
        var isHere = since <= reference && until > reference
        for absence in absences {
            let out = max(absence.out, since)
            let back = min(absence.back, until)
            before -= Self.overlap(out, back, start + 1, reference + 1)
            after -= Self.overlap(out, back, reference + 1, end + 1)
            if absence.out <= reference, absence.back > reference { isHere = false }
        }
        return (before, after, isHere)
    }

    private static func overlap(_ a: Int32, _ b: Int32, _ c: Int32, _ d: Int32) -> Int32 {
        max(0, min(b, d) - max(a, c))
    }

    /// The date so many months later, or the last day of the month if it is shorter.
    static func shifted(_ date: CivilDate, by months: Int) -> CivilDate {
        let month = date.year * 12 + date.month - 1 + months
        let year = month >= 0 ? month / 12 : (month - 11) / 12
        let number = month - year * 12 + 1
        let day = min(date.day, CivilDate.daysInMonth(year: year, month: number))
        return CivilDate(year: year, month: number, day: day) ?? date
    }
}
