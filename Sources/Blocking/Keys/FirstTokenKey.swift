import Columns

/// The first word.
struct FirstTokenKey: PartKeyKind {
    static let word = "first_token"
    static let meaning = "the first word"
    static let suits = RoleGroup.texts
    static let examples = [
        KeyExample("tai man peter", "tai")
    ]

    init(_ numbers: [Int]) {}

    func part(of value: Span<UInt8>) -> Range<Int> { value.word(after: 0) }
}

extension KeyTransform {
    /// The first word.
    public static let firstToken = KeyTransform(FirstTokenKey.self)
}
