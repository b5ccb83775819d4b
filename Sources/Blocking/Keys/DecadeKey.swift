import Columns

/// The decade of a date's year.
struct DecadeKey: KeyKind {
    static let word = "decade"
    static let meaning = "the decade of a date's year"
    static let suits = RoleGroup.birthYears
    static let examples = [
        KeyExample("1980-03-04", "1980s"),
        KeyExample("2009", "2000s"),
        KeyExample("199x", ""),
    ]

    init(_ numbers: [Int]) {}

    func write(_ value: Span<UInt8>, to text: inout [UInt8]) {
        guard value.dateLength() > 0 else { return }
        for i in 0..<3 { text.append(value[i]) }
        text.append(UInt8(ascii: "0"))
        text.append(UInt8(ascii: "s"))
    }
}

extension KeyTransform {
    /// The decade of a date's year.
    public static let decade = KeyTransform(DecadeKey.self)
}
