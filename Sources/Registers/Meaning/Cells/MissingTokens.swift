import Columns

/// What programs and people write where there is no value: `\N`, `NULL`, `#N/A`, `-`, `unknown`, 不詳.
enum MissingTokens {
    /// How much of what looks like a token may be a value.
    enum Strictness: Sendable {
        /// Names: None and Na are some; only what bears marks, as `\N`, `#N/A` or `(null)`, is a token.
        case names
        /// Categories and free text: “none” and 無 are answers.
        case answers
        /// Everything else.
        case codes

        init(_ role: Role) {
            switch role {
            case .fullName, .givenName, .middleName, .surname, .hanName: self = .names
            case .category, .text: self = .answers
            default: self = .codes
            }
        }
    }

    /// The longest token, in bytes.
    private static let longest = 24
    private static let always = WordTable(words: [
        "null", "nan", "nat", "na", "unknown", "unk", "unkn", "notknown", "notstated", "notgiven",
        "notavailable", "notapplicable", "notrecorded", "undefined", "undef", "missing", "nodata", "novalue",
        "noinformation", "tbc", "tba", "tbd", "invaliddate", "unbekannt", "inconnu", "inconnue",
        "desconocido",
        "desconocida", "sconosciuto", "不詳", "不详", "未知", "未詳", "未详", "不明", "無資料", "无资料",
        "nieznane", "nieznany", "nieznana", "bilinmiyor", "bilinmeyen", "khôngrõ", "khongro", "nãoinformado",
        "naoinformado", "nãoinformada", "naoinformada", "keineangabe", "keineangaben", "nonrenseigné",
        "nonrenseigne", "sindatos", "sininformación", "sininformacion", "noconsta", "nonnoto", "neuvedeno",
        "neznámý", "neznamy", "onbekend", "okänd", "ukjent", "ukendt", "tuntematon", "tidakdiketahui",
        "неизвестно", "невідомо", "미상", "모름", "ไม่ทราบ", "ไม่ระบุ",
        "sindato", "refused", "declined", "declinedtoanswer", "withheld", "notasked", "notdisclosed",
        "prefernottosay", "tobeconfirmed", "pending", "sansobjet",
        "沒有資料", "没有资料", "無記錄", "无记录", "不適用", "不适用",
    ])
    private static let exceptAsAnswers = WordTable(words: [
        "none", "nil", "blank", "empty", "ninguno", "ninguna", "néant", "neant", "entfällt", "entfallt", "無",
        "无", "沒有", "没有", "空",
    ])
    /// Behind `#`, as spreadsheets and statistics programs write them.
    private static let errors = WordTable(words: ["na", "null", "value", "ref", "div0", "num", "name", "n"])
    /// Between brackets, or parted by marks.
    private static let marked = WordTable(words: [
        "null", "na", "nan", "nat", "none", "nil", "blank", "empty",
    ])

    /// Whether a clean value stands for no value.
    static func matches(_ value: ByteView, _ strictness: Strictness) -> Bool {
        guard let first = value.first, value.count <= longest else { return value.isEmpty }
        // Nearly all values stop here.
        if isNeverFirst(first) { return false }
        var key = InlineArray<24, UInt8>(repeating: 0)
        var length = 0
        for byte in value {
            let isLetter = (byte | 0x20) &- 97 < 26
            if isLetter || byte >= 0x80 || byte &- 48 < 10 {
                key[length] = isLetter ? byte | 0x20 : byte
                length += 1
            } else if byte == 0x2b {
                // A plus is an answer.
                return false
            }
        }
        if length == 0 { return true }
        let hasMarks = length < value.count
        return key.span.withUnsafeBufferPointer { bytes in
            let word = bytes.part(0..<length)
            if first == 0x5c { return word.isSame("n") }
            if first == 0x23 { return errors.contains(word) }
            if hasMarks, isMarked(first) || word.isSame("na"), marked.contains(word) { return true }
            switch strictness {
            case .names: return false
            case .answers: return always.contains(word)
            case .codes: return always.contains(word) || exceptAsAnswers.contains(word)
            }
        }
    }

    /// Whether no token begins with a byte: digits and most letters.
    @inline(__always)
    private static func isNeverFirst(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39: true
        case 0x41...0x5a, 0x61...0x7a: !mayBegin(byte | 0x20)
        default: false
        }
    }

    /// Whether a token may begin with a lower-case letter.
    @inline(__always)
    private static func mayBegin(_ letter: UInt8) -> Bool {
        switch letter {
        case 0x62, 0x64, 0x65, 0x69, 0x6b, 0x6d, 0x6e, 0x6f, 0x70, 0x72, 0x73, 0x74, 0x75, 0x77: true
        default: false
        }
    }

    private static func isMarked(_ first: UInt8) -> Bool { first == 0x28 || first == 0x3c || first == 0x5b }

    /// A token as it may be told: as written if it can be nobody's value, else in words.
    static func label(_ value: ArraySlice<UInt8>) -> String {
        let clean = PlainText.cleaned(value)
        return clean.withUnsafeBufferPointer { bytes in
            let isKnown = matches(bytes, .codes) || isFiller(bytes) || isPlaceholder(bytes)
            if isKnown, bytes.count <= longest { return String(decoding: bytes, as: UTF8.self) }
            return bytes.contains { $0 &- 48 < 10 } ? "other placeholders" : "no digits or known words"
        }
    }

    /// The codes of a dictionary whose values stand for no value.
    static func codes(in values: ValueDictionary, _ strictness: Strictness) -> Set<UInt32> {
        var codes: Set<UInt32> = []
        values.bytes.withUnsafeBufferPointer { bytes in
            values.offsets.withUnsafeBufferPointer { offsets in
                for code in 1..<max(1, values.count) {
                    let start = Int(offsets[code])
                    let end = Int(offsets[code + 1])
                    // A first byte stays what it is, however a value is cleaned.
                    if start < end, isNeverFirst(bytes[start]) { continue }
                    let value = bytes.part(start..<end)
                    let isMissing =
                        PlainText.isPlain(value)
                        ? matches(value, strictness)
                        : PlainText.cleaned(values.slice(UInt32(code))).withUnsafeBufferPointer {
                            matches($0, strictness)
                        }
                    if isMissing { codes.insert(UInt32(code)) }
                }
            }
        }
        return codes
    }

    /// Digits and marks alone, few different ones or in counting order: 99999999, 0000-00-00, 1900-01-01.
    private static func isFiller(_ bytes: ByteView) -> Bool {
        let digits = bytes.filter { $0 &- 48 < 10 }
        guard digits.count + bytes.count(where: { "-/.() ,:".utf8.contains($0) }) == bytes.count else {
            return false
        }
        return Set(digits).count <= 2 || zip(digits, digits.dropFirst()).allSatisfy { $1 == $0 + 1 }
            || SpikeDates.isListed(digits)
    }

    private static func isPlaceholder(_ bytes: ByteView) -> Bool {
        var sink = CanonicalSink(outputs: 0, capacity: 0)
        TextFolding.fold(bytes, .separates, into: &sink)
        if sink.scratch.view.starts(with: "baby of".utf8) { return false }
        if Placeholders.matches(sink.scratch.view) { return true }
        sink.begin()
        CodeFolding.fold(bytes, isUpper: true, keeping: 0, into: &sink)
        return CodeFolding.isPlaceholder(sink.scratch.view)
    }
}
