public import Columns

/// Days since 1970-01-01, as columns hold them.
public enum Day {
    /// No date: not born on a known day, not dead.
    public static let none = Int32.min
    /// A spell that has not ended.
    public static let open = Int32.max
    /// A spell that began before the data.
    public static let before = Int32.min

    /// The days that data may name: 1800-01-01 to 2199-12-31.
    static let range: ClosedRange<Int32> = -62_091...84_005

    /// Whether all days are such that data may name them, or ``none``.
    package static func arePossible(_ days: [Int32]) -> Bool {
        days.allSatisfy { range.contains($0) || $0 == none }
    }

    /// The day of a date.
    public static func of(_ date: CivilDate) -> Int32 {
        let day = date.daysSince1970
        return Int32(clamping: day)
    }

    /// The whole months from one day to another: what data cover of which no more is known than their days.
    public static func wholeMonths(from first: Int32, to last: Int32) -> ClosedRange<Int32> {
        var from = CivilDate(daysSince1970: Int(first))
        from.day = 1
        var to = CivilDate(daysSince1970: Int(last))
        to.day = CivilDate.daysInMonth(year: to.year, month: to.month)
        return of(from)...max(of(from), of(to))
    }

    /// The same day of another month; the last day of that month if it has no such day.
    static func adding(months: Int, to day: Int32) -> Int32 {
        let date = CivilDate(daysSince1970: Int(day))
        let month = date.year * 12 + date.month - 1 + months
        let year = month >= 0 ? month / 12 : (month - 11) / 12
        let number = month - year * 12 + 1
        let last = CivilDate.daysInMonth(year: year, month: number)
        guard let result = CivilDate(year: year, month: number, day: min(date.day, last)) else { return day }
        return of(result)
    }

    /// A day as readers know it.
    static func text(_ day: Int32) -> String {
        if day == none { return "no date" }
        if day == open { return "no end" }
        return CivilDate(daysSince1970: Int(day)).iso
    }

    /// Refuses a day that is neither plausible nor one of the values allowed beside.
    static func check(_ day: Int32, or other: Int32?, at location: @autoclosure () -> String)
        throws(PopulationError)
    {
        if range.contains(day) || day == other { return }
        throw PopulationError(
            .dateOutOfRange,
            at: location(),
            "found day \(day) since 1970; expected a date in 1800…2199; correct it or leave it missing"
        )
    }
}
