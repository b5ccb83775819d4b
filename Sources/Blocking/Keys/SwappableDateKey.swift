import Columns

/// A full date, the smaller of month and day first.
struct SwappableDateKey: KeyKind {
    static let word = "swappable_date"
    static let meaning = "a full date, the smaller of month and day first"
    static let suits = RoleGroup.dates
    static let examples = [
        KeyExample("1980-04-03", "1980-03-04"),
        KeyExample("1980-03-04", "1980-03-04"),
        KeyExample("1980-04-23", "1980-04-23"),
        KeyExample("1980-11-02", "1980-02-11"),
        KeyExample("1980-04", ""),
    ]

    init(_ numbers: [Int]) {}

    func write(_ value: Span<UInt8>, to text: inout [UInt8]) {
        guard value.dateLength() == 10 else { return }
        for i in 0..<5 { text.append(value[i]) }
        let isMonthFirst = (value[5], value[6]) <= (value[8], value[9])
        for i in isMonthFirst ? 5..<7 : 8..<10 { text.append(value[i]) }
        text.append(value[4])
        for i in isMonthFirst ? 8..<10 : 5..<7 { text.append(value[i]) }
    }
}

extension KeyTransform {
    /// A full date, the smaller of month and day first.
    public static let swappableDate = KeyTransform(SwappableDateKey.self)
}
