import Columns

/// Words among the parts of a date.
enum DateWords {
    /// The month of a word: by its first three letters in English, German, French, Spanish, Italian, Portuguese and
    /// Dutch, as a whole in other languages.
    static func month(_ word: ByteView) -> Int? {
        guard word.count >= 3, word.count <= longest else { return nil }
        if word.count <= 10, let month = byBeginning(word), !isOther(word) { return month }
        return months.value(lower(word)).map(Int.init)
    }

    /// `marraskuu` begins as March does, and is November.
    private static func isOther(_ word: ByteView) -> Bool {
        word.count > 3 && word[0] | 0x20 == 0x6d && word[2] | 0x20 == 0x72 && word[3] | 0x20 == 0x72
    }

    private static func byBeginning(_ word: ByteView) -> Int? {
        func letter(_ i: Int) -> UInt32 { UInt32(word[i] | 0x20) }
        switch (letter(0) << 16) | (letter(1) << 8) | letter(2) {
        case 0x6a_616e, 0x65_6e65, 0x67_656e: return 1  // jan, ene, gen
        case 0x66_6562, 0x66_6576: return 2  // feb, fev
        case 0x6d_6172, 0x6d_7274: return 3  // mar, mrt
        case 0x61_7072, 0x61_7672, 0x61_6272: return 4  // apr, avr, abr
        case 0x6d_6179, 0x6d_6169, 0x6d_6167, 0x6d_6569: return 5  // may, mai, mag, mei
        case 0x6a_756e, 0x67_6975: return 6  // jun, giu
        case 0x6a_756c, 0x6c_7567: return 7  // jul, lug
        case 0x6a_7569: return word.count >= 4 && letter(3) == 0x6c ? 7 : 6  // juillet, juin
        case 0x61_7567, 0x61_676f, 0x61_6f75: return 8  // aug, ago, aou
        case 0x73_6570, 0x73_6574: return 9  // sep, set
        case 0x6f_6374, 0x6f_6b74, 0x6f_7474, 0x6f_7574: return 10  // oct, okt, ott, out
        case 0x6e_6f76: return 11  // nov
        case 0x64_6563, 0x64_657a, 0x64_6963: return 12  // dec, dez, dic
        default: return nil
        }
    }

    /// The month of a Roman numeral: 1…12, or nil.
    static func roman(_ word: ByteView) -> Int? {
        guard word.count <= 4 else { return nil }
        return numerals.value(lower(word)).map(Int.init)
    }

    /// Whether a word may stand between the parts of a date: of, de, th, days of the week, Vietnamese ngày, tháng, năm.
    static func isFiller(_ word: ByteView) -> Bool {
        word.count <= longest && fillers.value(lower(word)) != nil
    }

    static func isUTC(_ word: ByteView) -> Bool {
        guard word.count == 1 || word.count == 3 else { return false }
        return ["z", "utc", "gmt"].contains(String(decoding: word.map { $0 | 0x20 }, as: UTF8.self))
    }

    private static func lower(_ word: ByteView) -> UInt64 {
        var letters = InlineArray<13, UInt8>(repeating: 0)
        for (i, byte) in word.enumerated() { letters[i] = byte | 0x20 }
        return letters.span.withUnsafeBufferPointer { Hash64.bytes($0.part(0..<word.count)) }
    }

    /// The longest word that is looked up, in bytes.
    private static let longest = 13

    private static let fillers = WordTable(words: [
        "t", "z", "st", "nd", "rd", "th", "de", "del", "of", "am", "pm", "den", "der", "le", "el", "the",
        "mon", "monday", "tue", "tues", "tuesday", "wed", "wednesday", "thu", "thur", "thurs", "thursday",
        "fri",
        "friday", "sat", "saturday", "sun", "sunday", "ngay", "thang", "nam", "er", "o", "dnia", "r", "roku",
        "ro", "rok", "dne", "tanggal", "tarikh", "yili",
    ])

    private static let numerals = WordTable(
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"].enumerated().map {
            (Hash64.text($1), UInt32($0 + 1))
        }
    )

    private static let months = WordTable(
        MonthWords.latin.enumerated().flatMap { month, words in
            words.split(separator: " ").map { (Hash64.text(String($0)), UInt32(month + 1)) }
        }
    )
}
