import Columns

/// The last characters.
struct SuffixKey: PartKeyKind {
    static let word = "suffix"
    static let meaning = "the last characters"
    static let suits = RoleGroup.any
    static let parameters = [KeyParameter("n")]
    static let examples = [
        KeyExample("mary ann", "nn", [2]),
        KeyExample("陳大文", "大文", [2]),
    ]

    private let count: Int

    init(_ numbers: [Int]) { count = numbers[0] }

    func part(of value: Span<UInt8>) -> Range<Int> { value.start(ofLast: count)..<value.count }
}

extension KeyTransform {
    /// The last characters.
    public static func suffix(_ count: Int) -> KeyTransform { KeyTransform(SuffixKey.self, [count]) }
}
