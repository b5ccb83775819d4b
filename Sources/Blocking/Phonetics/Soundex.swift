/// American Soundex: a letter and three digits, as the census indexes of the National Archives use it.
///
/// Letters with the same digit count once when they are neighbours or have only H or W between them; a
/// vowel or Y between them makes them count twice. The first letter takes part in this: Pfister is P236.
/// Bytes that are not ASCII letters are skipped, spaces too, and upper and lower case are the same.
/// - SeeAlso: National Archives, “Soundex System: The Soundex Indexing System” (2007).
public enum Soundex {
    /// The code's length.
    static let length = 4

    /// The digit of a letter: 1…6, 0 for vowels and Y, which separate, 7 for H and W, which do not.
    private static func digit(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "B"), UInt8(ascii: "F"), UInt8(ascii: "P"), UInt8(ascii: "V"): 1
        case UInt8(ascii: "C"), UInt8(ascii: "G"), UInt8(ascii: "J"), UInt8(ascii: "K"), UInt8(ascii: "Q"),
            UInt8(ascii: "S"), UInt8(ascii: "X"), UInt8(ascii: "Z"):
            2
        case UInt8(ascii: "D"), UInt8(ascii: "T"): 3
        case UInt8(ascii: "L"): 4
        case UInt8(ascii: "M"), UInt8(ascii: "N"): 5
        case UInt8(ascii: "R"): 6
        case UInt8(ascii: "H"), UInt8(ascii: "W"): 7
        default: 0
        }
    }

    /// The code of a value, `R163`; empty if it has no letter.
    public static func code(of value: String) -> String {
        var text: [UInt8] = []
        let bytes = Array(value.utf8)
        append(bytes.span, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the code of a value to `text`.
    static func append(_ value: Span<UInt8>, to text: inout [UInt8]) {
        let start = text.count
        var last: UInt8 = 0
        for i in value.indices {
            let letter = value[i] & 0xdf
            if letter < UInt8(ascii: "A") || letter > UInt8(ascii: "Z") { continue }
            let digit = digit(letter)
            if text.count == start {
                text.append(letter)
                last = digit
            } else if digit == 0 {
                last = 0
            } else if digit != 7 {
                if digit != last { text.append(digit &+ 0x30) }
                last = digit
                if text.count == start + length { return }
            }
        }
        if text.count == start { return }
        while text.count < start + length { text.append(0x30) }
    }
}
