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
    /// Words and letters of a column that is known to hold sex: l, e (lelaki, erkek) are male, p, k, z, ж (perempuan,
    /// kobieta, žena) female.
    case letters
    /// The same, where v is female (vrouw).
    case manVrouw
}

/// Sex: m, f, or x for what is declared to be neither.
struct SexCanonicaliser: Canonicaliser {
    let coding: SexCoding

    private static let male = WordTable(words: [
        "m", "male", "man", "men", "boy", "mann", "mannlich", "herr", "masculin", "masculino", "homme",
        "hombre", "h", "varon", "maschio", "masc", "mr", "maennlich", "男", "男性", "1", "1 male", "m male",
        "homem", "uomo", "maschile", "monsieur", "mannelijk", "mand", "mies", "erkek", "lelaki", "laki laki",
        "laki", "pria", "lalaki", "nam", "mezczyzna", "meski", "muz", "muzsky", "muski", "ferfi", "barbat",
        "남", "남자", "남성", "男子", "男生", "ชาย", "муж", "мужской", "мужчина", "чол", "чоловік", "чоловіча",
        "чоловічий", "άνδρας", "ανδρας", "άρρεν", "αρρεν", "ذكر", "זכר", "vyras", "virietis", "mees",
        "mume", "mwanamume", "पुरुष", "পুরুষ", "مرد",
    ])
    private static let female = WordTable(words: [
        "f", "female", "woman", "women", "girl", "frau", "weiblich", "w", "feminin", "femenino", "femme",
        "mujer", "femmina", "fem", "mrs", "ms", "女", "女性", "2", "2 female", "f female",
        "mulher", "feminino", "donna", "femminile", "mme", "mlle", "madame", "vrouw", "vrouwelijk", "kvinde",
        "kvinna", "kvinne", "nainen", "kadin", "kiz", "perempuan", "wanita", "babae", "nu", "kobieta",
        "zenski",
        "zena", "zensky", "zensko", "femeie", "여", "여자", "여성", "女子", "女生", "หญิง", "жен", "женский", "женщина",
        "жін", "жінка", "жіноча", "жіночий", "γυναίκα", "γυναικα", "θήλυ", "θηλυ", "أنثى", "انثى", "נקבה",
        "moteris", "sieviete", "naine", "mke", "mwanamke", "महिला", "स्त्री", "মহিলা", "زن", "عورت",
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
            case (.oneIsMale, 0x30), (.oneIsFemale, 0x31), (.hombreMujer, 0x6d), (.manVrouw, 0x76): return f
            // l, e; p, k, z.
            case (.letters, 0x6c), (.letters, 0x65): return m
            case (.letters, 0x70), (.letters, 0x6b), (.letters, 0x7a): return f
            default: break
            }
        }
        if coding == .letters, word.count == 2 {
            if word.isSame("м") || word.isSame("ч") { return m }
            if word.isSame("ж") { return f }
        }
        if male.contains(word) { return m }
        if female.contains(word) { return f }
        return other.contains(word) ? UInt8(ascii: "x") : nil
    }
}
