/// American Soundex: a letter and three digits, as the census indexes of the National Archives use it.
///
/// Letters with the same digit count once when they are neighbours or have only H or W between them; a
/// vowel or Y between them makes them count twice. The first letter takes part in this: Pfister is P236.
/// Bytes that are not ASCII letters are skipped, spaces too, and upper and lower case are the same.
/// - SeeAlso: National Archives, “Soundex System: The Soundex Indexing System” (2007).
public enum Soundex {
    /// The code's length.
    static let length = 4

    /// Digits of A to Z: 1…6, 0 for vowels and Y, which separate, 7 for H and W, which do not.
    private static let digits: [UInt8] = [
        0, 1, 2, 3, 0, 1, 2, 7, 0, 2, 2, 4, 5, 5, 0, 1, 2, 6, 2, 3, 0, 1, 7, 2, 0, 2,
    ]

    /// The code of a value, `R163`; empty if it has no letter.
    public static func code(of value: String) -> String {
        var text: [UInt8] = []
        let bytes = Array(value.utf8)
        append(bytes.span, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the code of a value to `text`.
    static func append(_ value: Span<UInt8>, to text: inout [UInt8]) {
        let digits = Self.digits
        let start = text.count
        var last: UInt8 = 0
        for i in value.indices {
            let letter = (value[i] | 0x20) &- 0x61
            if letter >= 26 { continue }
            let digit = digits[Int(letter)]
            if text.count == start {
                text.append(letter &+ 0x41)
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
