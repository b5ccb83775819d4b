/// The text of a date in plain letters and digits, and the era that its year is counted in.
///
/// Chinese numerals become digits, 年月日 and other marks separators, month names of Thai, Greek and Cyrillic the English
/// ones; names of eras are taken out.
struct DateText {
    /// What a year is counted in, as the value itself says.
    enum Era: Equatable {
        case common
        case roc
        /// Before the Republic of China: 民國前3年 is 1909.
        case beforeROC
        case buddhist
        /// A Japanese era by the year before its first.
        case japanese(yearZero: Int)
    }

    /// The longest text that is read, in bytes; a date is shorter.
    static let longest = 96

    private(set) var bytes = InlineArray<104, UInt8>(repeating: 0)
    private(set) var count = 0
    private(set) var era: Era?
    /// The number of the group of digits that is the era's year; nil where the year is found by its size.
    private(set) var eraGroup: Int?
    /// Whether 年 follows the first group of digits.
    private(set) var hasYearSign = false
    /// Whether the date is of a calendar that is not read, such as the lunar one, or has words that are not known.
    private(set) var isForeign = false
    /// Whether a Thai word names the month.
    private(set) var hasThaiMonth = false
    /// Groups of digits so far, and whether the last one goes on.
    private var groups = 0
    private var isInGroup = false

    /// Makes a text plain; nil if it is too long to be a date.
    init?(_ text: ByteView) {
        if text.count > Self.longest { return nil }
        var i = 0
        while i < text.count, count < Self.longest {
            if text[i] < 0x80 {
                i = ascii(text, i)
            } else if let (word, length) = Self.words.first(in: text, at: i) {
                take(word)
                // The other alphabets have their months elsewhere.
                if case .month = word { hasThaiMonth = true }
                i += length
            } else if let numeral = ChineseNumerals.read(text, at: i) {
                append(numeral.number, digits: numeral.digits)
                i = numeral.end
            } else {
                i = other(text, i)
            }
        }
    }

    /// The plain text.
    func withBytes<R>(_ body: (ByteView) -> R) -> R {
        bytes.span.withUnsafeBufferPointer { body($0.part(0..<count)) }
    }

    // MARK: Reading

    private mutating func ascii(_ text: ByteView, _ i: Int) -> Int {
        let byte = text[i]
        if byte &- 48 < 10 {
            put(byte)
            return i + 1
        }
        guard (byte | 0x20) &- 97 < 26 else {
            put(byte)
            return i + 1
        }
        var end = i
        while end < text.count, (text[end] | 0x20) &- 97 < 26 { end += 1 }
        // “R.O.C.” and “B.E.” are one word each.
        var next = end
        var letters = EraLetters()
        for k in i..<end { letters.append(text[k]) }
        while end - i == 1, letters.count < 3, next + 1 < text.count, text[next] == 0x2e,
            (text[next + 1] | 0x20) &- 97 < 26,
            next + 2 == text.count || (text[next + 2] | 0x20) &- 97 >= 26
        {
            letters.append(text[next + 1])
            next += 2
        }
        let isBeforeDigits = next < text.count && text[next] &- 48 < 10
        if let era = letters.era(isBeforeDigits: isBeforeDigits && i == 0) {
            take(.era(era))
            return letters.count > 1 && next < text.count && text[next] == 0x2e ? next + 1 : next
        }
        for k in i..<end { put(text[k]) }
        return end
    }

    /// Letters of Latin alphabets lose their marks, Greek and Cyrillic ones make the name of a month; signs and Han
    /// characters part what is around them.
    ///
    /// Other letters may be a month, without which the day would be taken for it.
    private mutating func other(_ text: ByteView, _ i: Int) -> Int {
        let (scalar, length) = UTF8Reading.scalar(text, at: i)
        guard let scalar else {
            put(0x20)
            return i + length
        }
        if let letters = LatinFolding.fold(scalar) {
            put(letters.first)
            if letters.second != 0 { put(letters.second) }
        } else if Self.isGreekOrCyrillic(scalar) {
            return word(text, i)
        } else if !(0x300...0x36f).contains(scalar) {
            if Self.isUnknownLetter(scalar) { isForeign = true }
            put(0x20)
        }
        return i + length
    }

    private static func isGreekOrCyrillic(_ scalar: UInt32) -> Bool { (0x370...0x52f).contains(scalar) }

    /// Whether a scalar is a letter of a script whose months are words and whose words are not known.
    ///
    /// Han, kana and Hangul number their months; the ordinal signs º and ª stand behind a day.
    private static func isUnknownLetter(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xaa, 0xb5, 0xba, 0x3040...0x30ff, 0xac00...0xd7a3, 0x1100...0x11ff: return false
        default: break
        }
        if UTF8Reading.isHan(scalar) { return false }
        return Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
    }

    /// A word in Greek or Cyrillic letters: a month, a word that may stand beside one, or one that is not known.
    private mutating func word(_ text: ByteView, _ start: Int) -> Int {
        var letters = ""
        var i = start
        while i < text.count {
            let (scalar, length) = UTF8Reading.scalar(text, at: i)
            guard let scalar, let letter = Unicode.Scalar(scalar),
                Self.isGreekOrCyrillic(scalar) || (0x300...0x36f).contains(scalar) || scalar == 0x27
            else { break }
            letters.unicodeScalars.append(letter)
            i += length
        }
        switch MonthWords.known[MonthWords.folded(letters)] {
        case nil: isForeign = true
        case 0?: put(0x20)
        case let month?: take(.month(Self.months[month - 1]))
        }
        return i
    }

    private mutating func put(_ byte: UInt8) {
        guard count < bytes.count else { return }
        let isDigit = byte &- 48 < 10
        if isDigit, !isInGroup { groups += 1 }
        isInGroup = isDigit
        bytes[count] = byte
        count += 1
    }

    private mutating func append(_ number: Int, digits: Int) {
        // A number right behind another would make one of the two.
        if isInGroup { put(0x20) }
        let text = String(number)
        for _ in 0..<max(0, digits - text.utf8.count) { put(0x30) }
        for byte in text.utf8 { put(byte) }
    }

    private mutating func take(_ word: Word) {
        switch word {
        case .era(let era):
            self.era = era
            if era != .common && era != .buddhist { eraGroup = groups }
            put(0x20)
        case .before:
            if era == .roc { era = .beforeROC }
            put(0x20)
        case .first: append(1, digits: 1)
        case .year:
            if groups == 1 { hasYearSign = true }
            put(0x2d)
        case .mark(let byte): put(byte)
        case .month(let name):
            put(0x20)
            for byte in name.utf8 { put(byte) }
            put(0x20)
        case .foreign: isForeign = true
        }
    }

    // MARK: Words

    private enum Word {
        case era(Era)
        case before
        case first
        case year
        case mark(UInt8)
        case month(String)
        case foreign
    }

    /// Words that do not begin with ASCII, longer ones before their beginnings.
    private struct Words: Sendable {
        let list: [(text: [UInt8], word: Word)]
        /// One bit for the last two bytes of each first character, which are three bytes: most characters begin no word.
        private var starts = [UInt64](repeating: 0, count: 64)

        init(_ words: [(String, Word)]) {
            list = words.flatMap { text, word in
                text.split(separator: " ").map { (Array($0.utf8), word) }
            }.sorted { $0.text.count > $1.text.count }
            for (text, _) in list { starts[Int(text[1] & 0x3f)] |= 1 &<< UInt64(text[2] & 0x3f) }
        }

        func first(in text: ByteView, at start: Int) -> (Word, Int)? {
            guard start + 2 < text.count,
                starts[Int(text[start + 1] & 0x3f)] &>> UInt64(text[start + 2] & 0x3f) & 1 == 1
            else { return nil }
            for (word, meaning) in list where start + word.count <= text.count {
                var k = 0
                while k < word.count, text[start + k] == word[k] { k += 1 }
                if k == word.count { return (meaning, k) }
            }
            return nil
        }
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    private static let words = Words(
        [
            ("中華民國 中华民国 民國 民国", .era(.roc)), ("民前", .era(.beforeROC)), ("前", .before),
            ("西元 公元 西暦 西历 西曆 西歷 ค.ศ. ค.ศ คศ", .era(.common)),
            ("พ.ศ. พ.ศ พศ 佛曆 佛历 佛歷 仏暦", .era(.buddhist)),
            ("明治 明 ㍾", .era(.japanese(yearZero: 1867))), ("大正 大 ㍽", .era(.japanese(yearZero: 1911))),
            ("昭和 昭 ㍼", .era(.japanese(yearZero: 1925))), ("平成 平 ㍻", .era(.japanese(yearZero: 1988))),
            ("令和 令 ㋿", .era(.japanese(yearZero: 2018))),
            ("農曆 农历 農歷 农曆 陰曆 阴历 陰歷 舊曆 旧历 旧暦", .foreign),
            ("元", .first), ("年 년 ปี", .year), ("月 월", .mark(0x2d)), ("日 號 号 일", .mark(0x20)),
            ("時 时 點 点 시 分 분", .mark(0x3a)), ("秒 초", .mark(0x20)),
            (
                "วันที่ เดือน วัน ที่ พุทธศักราช จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์",
                .mark(0x20)
            ),
        ]
            + zip(
                [
                    "มกราคม ม.ค.", "กุมภาพันธ์ ก.พ.", "มีนาคม มี.ค.", "เมษายน เม.ย.", "พฤษภาคม พ.ค.",
                    "มิถุนายน มิ.ย.", "กรกฎาคม ก.ค.", "สิงหาคม ส.ค.", "กันยายน ก.ย.", "ตุลาคม ต.ค.",
                    "พฤศจิกายน พ.ย.", "ธันวาคม ธ.ค.",
                ],
                months
            ).map { ($0.0, Word.month($0.1)) }
    )
}
