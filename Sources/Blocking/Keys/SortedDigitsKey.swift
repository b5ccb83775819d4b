import Columns

/// The digits in ascending order.
struct SortedDigitsKey: KeyKind {
    static let word = "sorted_digits"
    static let meaning = "the digits in ascending order"
    static let suits = RoleGroup.any
    static let examples = [
        KeyExample("31 2", "123"),
        KeyExample("1980-03-04", "00013489"),
    ]

    init(_ numbers: [Int]) {}

    func write(_ value: Span<UInt8>, to text: inout [UInt8]) {
        for digit in UInt8(ascii: "0")...UInt8(ascii: "9") {
            for i in value.indices where value[i] == digit { text.append(digit) }
        }
    }
}

extension KeyTransform {
    /// The digits in ascending order.
    public static let sortedDigits = KeyTransform(SortedDigitsKey.self)
}
