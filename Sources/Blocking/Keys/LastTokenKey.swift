import Columns

/// The last word.
struct LastTokenKey: PartKeyKind {
    static let word = "last_token"
    static let meaning = "the last word"
    static let suits = RoleGroup.texts
    static let examples = [
        KeyExample("tai man peter", "peter"),
        KeyExample("mary", "mary"),
    ]

    init(_ numbers: [Int]) {}

    func part(of value: Span<UInt8>) -> Range<Int> { value.lastWord() }
}

extension KeyTransform {
    /// The last word.
    public static let lastToken = KeyTransform(LastTokenKey.self)
}
