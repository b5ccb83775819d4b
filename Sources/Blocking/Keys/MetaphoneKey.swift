import Columns

/// The primary double metaphone code, up to four sounds.
struct MetaphoneKey: KeyKind {
    static let word = "metaphone"
    static let meaning = "the primary double metaphone code, up to four sounds"
    static let suits = RoleGroup.names
    static let examples = [
        KeyExample("smith", "SM0"),
        KeyExample("smyth", "SM0"),
        KeyExample("schmidt", "XMT"),
    ]

    private var encoder = DoubleMetaphone()

    init(_ numbers: [Int]) {}

    mutating func write(_ value: Span<UInt8>, to text: inout [UInt8]) {
        encoder.encode(value).primary.append(to: &text)
    }
}

extension KeyTransform {
    /// The primary double metaphone code, up to four sounds.
    public static let metaphone = KeyTransform(MetaphoneKey.self)
}
