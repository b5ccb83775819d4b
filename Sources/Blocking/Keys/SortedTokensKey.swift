import Columns

/// The words in order of their bytes.
struct SortedTokensKey: KeyKind {
    static let word = "sorted_tokens"
    static let meaning = "the words in order of their bytes"
    static let suits = RoleGroup.texts
    static let examples = [
        KeyExample("tai man", "man tai"),
        KeyExample("man tai", "man tai"),
    ]

    private var words = ValueParts()

    init(_ numbers: [Int]) {}

    mutating func write(_ value: Span<UInt8>, to text: inout [UInt8]) {
        words.findWords(value)
        words.sort(value)
        words.write(to: &text)
    }
}

extension KeyTransform {
    /// The words in order of their bytes.
    public static let sortedTokens = KeyTransform(SortedTokensKey.self)
}
