import Columns

/// The American Soundex code, a letter and three digits.
struct SoundexKey: KeyKind {
    static let word = "soundex"
    static let meaning = "the American Soundex code, a letter and three digits"
    static let suits = RoleGroup.names
    static let examples = [
        KeyExample("robert", "R163"),
        KeyExample("rupert", "R163"),
        KeyExample("ashcraft", "A261"),
        KeyExample("陳大文", ""),
    ]

    init(_ numbers: [Int]) {}

    func write(_ value: Span<UInt8>, to text: inout [UInt8]) {
        Soundex.append(value, to: &text)
    }
}

extension KeyTransform {
    /// The American Soundex code, a letter and three digits.
    public static let soundex = KeyTransform(SoundexKey.self)
}
