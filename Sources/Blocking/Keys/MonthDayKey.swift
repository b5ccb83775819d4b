import Columns

/// The month and day of a full date.
struct MonthDayKey: PartKeyKind {
    static let word = "month_day"
    static let meaning = "the month and day of a full date"
    static let suits = RoleGroup.dates
    static let examples = [
        KeyExample("1980-03-04", "03-04"),
        KeyExample("1980-03", ""),
    ]

    init(_ numbers: [Int]) {}

    func part(of value: Span<UInt8>) -> Range<Int> { value.dateLength() == 10 ? 5..<10 : 0..<0 }
}

extension KeyTransform {
    /// The month and day of a full date.
    public static let monthDay = KeyTransform(MonthDayKey.self)
}
