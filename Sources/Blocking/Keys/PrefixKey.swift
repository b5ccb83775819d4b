import Columns

/// The first characters.
struct PrefixKey: PartKeyKind {
    static let word = "prefix"
    static let meaning = "the first characters"
    static let suits = RoleGroup.any
    static let parameters = [KeyParameter("n")]
    static let examples = [
        KeyExample("mary ann", "mar", [3]),
        KeyExample("li", "li", [3]),
        KeyExample("陳大文", "陳", [1]),
    ]

    private let count: Int

    init(_ numbers: [Int]) { count = numbers[0] }

    func part(of value: Span<UInt8>) -> Range<Int> { 0..<value.end(ofFirst: count) }
}

extension KeyTransform {
    /// The first characters.
    public static func prefix(_ count: Int) -> KeyTransform { KeyTransform(PrefixKey.self, [count]) }
}
