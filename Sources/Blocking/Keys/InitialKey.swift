import Columns

/// The first character.
struct InitialKey: PartKeyKind {
    static let word = "initial"
    static let meaning = "the first character"
    static let suits = RoleGroup.texts
    static let examples = [
        KeyExample("peter", "p"),
        KeyExample("陳大文", "陳"),
    ]

    init(_ numbers: [Int]) {}

    func part(of value: Span<UInt8>) -> Range<Int> { 0..<value.end(ofFirst: 1) }
}

extension KeyTransform {
    /// The first character.
    public static let initial = KeyTransform(InitialKey.self)
}
