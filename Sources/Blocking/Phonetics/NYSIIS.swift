/// The name code of the New York State Identification and Intelligence System, up to six letters.
///
/// Taft's original rules; where tellings differ, the name is first rewritten at both ends, a letter joins
/// the code only if it differs from the code's last letter (Knuth is `NAT`, not `NNAT`), a W after a vowel
/// becomes that vowel, the letters S, AY and A at the end of the code are rewritten once each in that order,
/// and only then is the code cut to six letters. Bytes that are not ASCII letters are skipped.
/// - SeeAlso: Taft (1970), “Name Search Techniques”, New York State Identification and Intelligence System.
public enum NYSIIS {
    /// The code's greatest length.
    static let length = 6

    /// The code of a value, `MCANT`; empty if it has no letter.
    public static func code(of value: String) -> String {
        var text: [UInt8] = []
        let bytes = Array(value.utf8)
        append(bytes.span, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the code of a value to `text`.
    ///
    /// The name is rewritten in `text` itself, and its code written over it.
    static func append(_ value: Span<UInt8>, to text: inout [UInt8]) {
        let start = text.count
        for i in value.indices {
            let letter = value[i] & 0xdf
            if letter >= UInt8(ascii: "A") && letter <= UInt8(ascii: "Z") { text.append(letter) }
        }
        if text.count == start { return }
        rewriteStart(&text, start)
        rewriteEnd(&text, start)
        // The code is never longer than what was read, so it overwrites only letters already done with.
        var end = start + 1
        var i = start + 1
        while i < text.count {
            rewriteLetter(&text, i)
            if text[i] != text[end - 1] {
                text[end] = text[i]
                end += 1
            }
            i += 1
        }
        text.removeLast(text.count - end)
        rewriteCodeEnd(&text, start)
        if text.count > start + length { text.removeLast(text.count - start - length) }
    }

    /// Rewrites the first letters of the name that starts at `start`.
    private static func rewriteStart(_ text: inout [UInt8], _ start: Int) {
        if has("MAC", text, start) {
            text[start + 1] = UInt8(ascii: "C")
        } else if has("KN", text, start) {
            text[start] = UInt8(ascii: "N")
        } else if text[start] == UInt8(ascii: "K") {
            text[start] = UInt8(ascii: "C")
        } else if has("PH", text, start) || has("PF", text, start) {
            text[start] = UInt8(ascii: "F")
            text[start + 1] = UInt8(ascii: "F")
        } else if has("SCH", text, start) {
            text[start + 1] = UInt8(ascii: "S")
            text[start + 2] = UInt8(ascii: "S")
        }
    }

    /// Rewrites the last two letters of the name.
    private static func rewriteEnd(_ text: inout [UInt8], _ start: Int) {
        let last = text.count - 2
        guard last >= start else { return }
        let ending: UInt8
        if has("EE", text, last) || has("IE", text, last) {
            ending = UInt8(ascii: "Y")
        } else if has("DT", text, last) || has("RT", text, last) || has("RD", text, last)
            || has("NT", text, last) || has("ND", text, last)
        {
            ending = UInt8(ascii: "D")
        } else {
            return
        }
        text[last] = ending
        text.removeLast()
    }

    /// Rewrites the letter at `i`, and those after it that belong to the same sound.
    private static func rewriteLetter(_ text: inout [UInt8], _ i: Int) {
        switch text[i] {
        case UInt8(ascii: "E") where has("EV", text, i):
            text[i] = UInt8(ascii: "A")
            text[i + 1] = UInt8(ascii: "F")
        case let letter where isVowel(letter): text[i] = UInt8(ascii: "A")
        case UInt8(ascii: "Q"): text[i] = UInt8(ascii: "G")
        case UInt8(ascii: "Z"): text[i] = UInt8(ascii: "S")
        case UInt8(ascii: "M"): text[i] = UInt8(ascii: "N")
        case UInt8(ascii: "K"): text[i] = has("KN", text, i) ? UInt8(ascii: "N") : UInt8(ascii: "C")
        case UInt8(ascii: "S") where has("SCH", text, i):
            text[i + 1] = UInt8(ascii: "S")
            text[i + 2] = UInt8(ascii: "S")
        case UInt8(ascii: "P") where has("PH", text, i):
            text[i] = UInt8(ascii: "F")
            text[i + 1] = UInt8(ascii: "F")
        case UInt8(ascii: "H"):
            let isBetweenVowels = isVowel(text[i - 1]) && i + 1 < text.count && isVowel(text[i + 1])
            if !isBetweenVowels { text[i] = text[i - 1] }
        case UInt8(ascii: "W"): if isVowel(text[i - 1]) { text[i] = text[i - 1] }
        default: break
        }
    }

    /// Rewrites the end of the code: S goes, AY becomes Y, A goes; the first letter always stays.
    private static func rewriteCodeEnd(_ text: inout [UInt8], _ start: Int) {
        if text.count > start + 1, text.last == UInt8(ascii: "S") { text.removeLast() }
        if text.count > start + 2, has("AY", text, text.count - 2) {
            text.removeLast(2)
            text.append(UInt8(ascii: "Y"))
        }
        if text.count > start + 1, text.last == UInt8(ascii: "A") { text.removeLast() }
    }

    private static func isVowel(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "A"), UInt8(ascii: "E"), UInt8(ascii: "I"), UInt8(ascii: "O"), UInt8(ascii: "U"):
            true
        default: false
        }
    }

    /// Whether `text` goes on with `letters`, at most three, at `i`.
    private static func has(_ letters: Letters, _ text: [UInt8], _ i: Int) -> Bool {
        var window: UInt64 = 0
        for k in (i..<min(i + 3, text.count)).reversed() { window = (window &<< 8) | UInt64(text[k]) }
        return letters.matches(window)
    }
}
