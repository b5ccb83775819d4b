/// How Han names sound in Mandarin: pinyin syllables without tones, or as Wade and Giles write them.
enum Mandarin {
    /// The syllables of characters, and of those that are read otherwise as surnames.
    private static let tables: (usual: [Unicode.Scalar: String], surname: [Unicode.Scalar: String]) = {
        var usual: [Unicode.Scalar: String] = [:]
        var syllable = ""
        for field in MandarinTable.syllables.split(whereSeparator: \.isWhitespace) {
            if field.last == "=" {
                syllable = String(field.dropLast())
            } else {
                for character in field.unicodeScalars { usual[character] = syllable }
            }
        }
        var surname: [Unicode.Scalar: String] = [:]
        for field in MandarinTable.surnames.split(separator: " ") {
            let parts = field.split(separator: "=")
            if parts.count == 2, let first = parts[0].unicodeScalars.first {
                surname[first] = String(parts[1])
            }
        }
        return (usual, surname)
    }()

    /// All syllables of pinyin that a character of the table has.
    static let syllables = Set(tables.usual.values).union(tables.surname.values)

    /// The pinyin syllable of a character; nil if it is not in the table.
    static func syllable(of character: Unicode.Scalar, asSurname: Bool) -> String? {
        (asSurname ? tables.surname[character] : nil) ?? tables.usual[character]
    }

    /// The syllables as Wade and Giles write them, without apostrophes and marks on vowels, which names lose.
    static let wadeGiles: [String: String] = {
        var spellings: [String: String] = [:]
        for syllable in syllables { spellings[syllable] = WadeGiles.spelling(of: syllable) }
        return spellings
    }()

    /// What a word of a name in Wade–Giles stands for.
    static let wadeGilesWords: [String: String] = {
        var words: [String: String] = ["szu": "ssu", "sze": "ssu", "tze": "tzu", "yi": "i"]
        for spelling in wadeGiles.values { words[spelling] = spelling }
        return words
    }()
}

/// Writes pinyin in the way of Wade and Giles, as passports of Taiwan do: without apostrophes and umlauts.
///
/// Syllables that differ in those alone (zhang and chang, yu and you) become one.
enum WadeGiles {
    private static let whole: [String: String] = [
        "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "ssu",
        "er": "erh", "e": "o", "yi": "i", "you": "yu", "yan": "yen", "ye": "yeh", "yue": "yueh",
        "yong": "yung",
        "he": "ho", "ge": "ko", "ke": "ko", "gui": "kuei", "kui": "kuei", "guo": "kuo", "kuo": "kuo",
        "huo": "huo",
        "shuo": "shuo",
    ]
    private static let initials: [(pinyin: String, spelling: String)] = [
        ("zh", "ch"), ("ch", "ch"), ("sh", "sh"), ("b", "p"), ("d", "t"), ("g", "k"), ("j", "ch"),
        ("q", "ch"),
        ("x", "hs"), ("r", "j"), ("z", "ts"), ("c", "ts"),
    ]
    private static let finals: [String: String] = [
        "ong": "ung", "iong": "iung", "ian": "ien", "ie": "ieh", "ue": "ueh", "uo": "o", "ui": "ui",
    ]

    /// The spelling of a pinyin syllable.
    static func spelling(of syllable: String) -> String {
        if let whole = whole[syllable] { return whole }
        for (pinyin, spelling) in initials where syllable.hasPrefix(pinyin) {
            let rest = String(syllable.dropFirst(pinyin.count))
            return spelling + (finals[rest] ?? rest)
        }
        guard let first = syllable.first, !"aeiou".contains(first), first != "y", first != "w" else {
            return syllable
        }
        let rest = String(syllable.dropFirst())
        return String(first) + (finals[rest] ?? rest)
    }
}
