import Columns
import HanNames

/// Han characters as Cantonese without tones, other text as it is.
struct JyutpingKey: KeyKind {
    static let word = "jyutping"
    static let meaning = "Han characters as Cantonese without tones, other text as it is"
    static let suits = RoleGroup.hanNames
    static let examples = [
        KeyExample("陳大文", "can daai man"),
        KeyExample("塵", "can"),
        KeyExample("peter", "peter"),
    ]

    init(_ numbers: [Int]) {}

    func write(_ value: Span<UInt8>, to text: inout [UInt8]) {
        Jyutping.append(value, to: &text)
    }
}

extension KeyTransform {
    /// Han characters as Cantonese without tones, other text as it is.
    public static let jyutping = KeyTransform(JyutpingKey.self)
}
