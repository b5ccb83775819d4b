import Columns

/// The value without its spaces.
struct CompactKey: KeyKind {
    static let word = "compact"
    static let meaning = "the value without its spaces"
    static let suits = RoleGroup.texts
    static let examples = [
        KeyExample("mary ann", "maryann")
    ]

    init(_ numbers: [Int]) {}

    func write(_ value: Span<UInt8>, to text: inout [UInt8]) {
        for i in value.indices where value[i] != ValueParts.space { text.append(value[i]) }
    }
}

extension KeyTransform {
    /// The value without its spaces.
    public static let compact = KeyTransform(CompactKey.self)
}
