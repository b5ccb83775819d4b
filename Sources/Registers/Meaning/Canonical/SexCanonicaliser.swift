/// How a column codes sex, as its values together tell.
enum SexCoding: Sendable {
    /// Words and letters; 1 is male and 2 female (ISO/IEC 5218), 0 and 9 unknown.
    case standard
    /// 1 is male, 0 female.
    case oneIsMale
    /// 1 is female, 0 male.
    case oneIsFemale
    /// h is male (hombre, homme), m female (mujer).
    case hombreMujer
}

/// Sex: m, f, or x for what is declared to be neither.
struct SexCanonicaliser: Canonicaliser {
    let coding: SexCoding

    private static let male = WordTable(words: [
        "m", "male", "man", "men", "boy", "mann", "mannlich", "herr", "masculin", "masculino", "homme",
        "hombre", "h", "varon", "maschio", "masc", "mr", "maennlich", "男", "男性", "1", "1 male", "m male",
    ])
    private static let female = WordTable(words: [
        "f", "female", "woman", "women", "girl", "frau", "weiblich", "w", "feminin", "femenino", "femme",
        "mujer", "femmina", "fem", "mrs", "ms", "女", "女性", "2", "2 female", "f female",
    ])
    private static let other = WordTable(words: [
        "x", "other", "diverse", "divers", "d", "non binary", "nonbinary", "nb", "intersex", "indeterminate",
        "3", "其他",
    ])

    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        TextFolding.fold(value, .separates, into: &sink)
        guard let code = Self.read(sink.scratch.view, coding) else {
            sink.kinds.insert(.sexUnreadable)
            return
        }
        if value.count != 1 || value.first != code { sink.kinds.insert(.sexCode) }
        sink.append(code)
    }

    /// The code of a folded value, or nil if it says nothing about sex.
    static func read(_ text: ByteView, _ coding: SexCoding) -> UInt8? {
        code(text, coding) ?? codeOfWords(text, coding)
    }

    /// The code of several words that say the same: “男 M”, “1 male”, “F (女)”; nil if one says something else.
    private static func codeOfWords(_ text: ByteView, _ coding: SexCoding) -> UInt8? {
        var found: UInt8?
        var agree = true
        BilingualCell.forEachWord(text) { word in
            let code = code(word, coding)
            agree = agree && code != nil && (found == nil || found == code)
            found = code
        }
        return agree ? found : nil
    }

    /// The code of a folded word, or nil if it says nothing about sex.
    private static func code(_ word: ByteView, _ coding: SexCoding) -> UInt8? {
        let m = UInt8(ascii: "m")
        let f = UInt8(ascii: "f")
        if word.count == 1 {
            switch (coding, word[0]) {
            case (.oneIsMale, 0x31), (.oneIsFemale, 0x30), (.hombreMujer, 0x68): return m
            case (.oneIsMale, 0x30), (.oneIsFemale, 0x31), (.hombreMujer, 0x6d): return f
            default: break
            }
        }
        if male.contains(word) { return m }
        if female.contains(word) { return f }
        return other.contains(word) ? UInt8(ascii: "x") : nil
    }
}
