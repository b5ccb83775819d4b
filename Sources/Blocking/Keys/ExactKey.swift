import Columns

/// The value as it is.
struct ExactKey: PartKeyKind {
    static let word = "exact"
    static let meaning = "the value as it is"
    static let suits = RoleGroup.any
    static let examples = [
        KeyExample("mary ann", "mary ann"),
        KeyExample("", ""),
    ]

    init(_ numbers: [Int]) {}

    func part(of value: Span<UInt8>) -> Range<Int> { 0..<value.count }
}

extension KeyTransform {
    /// The value as it is.
    public static let exact = KeyTransform(ExactKey.self)
}
