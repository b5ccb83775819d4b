import Columns

/// The year of a date.
struct YearKey: PartKeyKind {
    static let word = "year"
    static let meaning = "the year of a date"
    static let suits = RoleGroup.birthYears
    static let examples = [
        KeyExample("1980-03-04", "1980"),
        KeyExample("1980", "1980"),
        KeyExample("unknown", ""),
        KeyExample("1980/03/04", ""),
    ]

    init(_ numbers: [Int]) {}

    func part(of value: Span<UInt8>) -> Range<Int> { value.dateLength() >= 4 ? 0..<4 : 0..<0 }
}

extension KeyTransform {
    /// The year of a date.
    public static let year = KeyTransform(YearKey.self)
}
