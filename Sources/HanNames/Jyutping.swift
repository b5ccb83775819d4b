/// How Han names sound in Cantonese: Jyutping syllables without tones.
///
/// Each of the 5,329 characters in the table has one reading, its commonest; a character with several, such
/// as 樂, is read the same way everywhere.
public enum Jyutping {
    /// The syllable of a character, `can` of 陳; nil if the character is not in the table.
    public static func syllable(of character: Unicode.Scalar) -> String? {
        var text: [UInt8] = []
        let isKnown = NameCharacters.shared.appendSyllable(of: character, to: &text)
        return isKnown ? String(decoding: text, as: UTF8.self) : nil
    }

    /// The syllables of a name, `can daai man` of 陳大文.
    ///
    /// A Han character that is not in the table stands for itself; text that is not Han stays as it is.
    public static func text(of name: String) -> String {
        var text: [UInt8] = []
        let bytes = Array(name.utf8)
        append(bytes.span, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the syllables of a name to an empty `text`.
    package static func append(_ value: Span<UInt8>, to text: inout [UInt8]) {
        let characters = NameCharacters.shared
        let space: UInt8 = 0x20
        var isWordOver = false
        var i = 0
        while i < value.count {
            if value[i] == space {
                isWordOver = true
                i += 1
                continue
            }
            let han = HanBytes.character(in: value, at: i)
            if (isWordOver || han != nil) && !text.isEmpty { text.append(space) }
            guard let han else {
                text.append(value[i])
                isWordOver = false
                i += 1
                continue
            }
            if !characters.appendSyllable(of: han.scalar, to: &text) {
                for k in 0..<han.length { text.append(value[i + k]) }
            }
            isWordOver = true
            i += han.length
        }
    }
}
