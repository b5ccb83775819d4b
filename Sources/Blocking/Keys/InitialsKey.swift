import Columns

/// The first character of each word.
struct InitialsKey: KeyKind {
    static let word = "initials"
    static let meaning = "the first character of each word"
    static let suits = RoleGroup.names
    static let examples = [
        KeyExample("chan tai man", "ctm")
    ]

    private var words = ValueParts()

    init(_ numbers: [Int]) {}

    mutating func write(_ value: Span<UInt8>, to text: inout [UInt8]) {
        words.findWords(value)
        for word in words.ranges {
            for i in word.lowerBound..<value.end(ofFirst: 1, from: word.lowerBound) { text.append(value[i]) }
        }
    }
}

extension KeyTransform {
    /// The first character of each word.
    public static let initials = KeyTransform(InitialsKey.self)
}
