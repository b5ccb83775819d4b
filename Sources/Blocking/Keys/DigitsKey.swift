import Columns

/// The digits.
struct DigitsKey: KeyKind {
    static let word = "digits"
    static let meaning = "the digits"
    static let suits = RoleGroup.any
    static let examples = [
        KeyExample("flat 12 b 3", "123"),
        KeyExample("flat", ""),
    ]

    init(_ numbers: [Int]) {}

    func write(_ value: Span<UInt8>, to text: inout [UInt8]) {
        for i in value.indices where ValueParts.isDigit(value[i]) { text.append(value[i]) }
    }
}

extension KeyTransform {
    /// The digits.
    public static let digits = KeyTransform(DigitsKey.self)
}
