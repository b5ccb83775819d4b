import Columns

/// The year and month of a date.
struct YearMonthKey: PartKeyKind {
    static let word = "year_month"
    static let meaning = "the year and month of a date"
    static let suits = RoleGroup.dates
    static let examples = [
        KeyExample("1980-03-04", "1980-03"),
        KeyExample("1980-03", "1980-03"),
        KeyExample("1980", ""),
    ]

    init(_ numbers: [Int]) {}

    func part(of value: Span<UInt8>) -> Range<Int> { value.dateLength() >= 7 ? 0..<7 : 0..<0 }
}

extension KeyTransform {
    /// The year and month of a date.
    public static let yearMonth = KeyTransform(YearMonthKey.self)
}
