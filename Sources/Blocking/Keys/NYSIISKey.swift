import Columns

/// The NYSIIS code, up to six letters.
struct NYSIISKey: KeyKind {
    static let word = "nysiis"
    static let meaning = "the NYSIIS code, up to six letters"
    static let suits = RoleGroup.names
    static let examples = [
        KeyExample("macintosh", "MCANT")
    ]

    init(_ numbers: [Int]) {}

    func write(_ value: Span<UInt8>, to text: inout [UInt8]) {
        NYSIIS.append(value, to: &text)
    }
}

extension KeyTransform {
    /// The NYSIIS code, up to six letters.
    public static let nysiis = KeyTransform(NYSIISKey.self)
}
