/// The Han characters of names, each with its syllable and its spellings.
///
/// Read once from ``NameCharacterTable``. All characters lie in the block of unified ideographs, so that a
/// character is found by its place in the block.
struct NameCharacters: Sendable {
    /// The characters of the process.
    static let shared = NameCharacters()

    /// The first and last code points of the block.
    private static let block: ClosedRange<UInt32> = 0x4e00...0x9fff

    /// The toneless Jyutping syllables, in alphabetical order, end to end; and where each ends.
    private var syllables: [UInt8] = []
    private var syllableEnds: [Int] = [0]
    /// Lists of spellings, likeliest first: one per syllable, in their order, then one per surname.
    private var spellings: [[[UInt8]]] = []
    /// Per character of the block: one more than the syllable, and one more than the list of spellings.
    private var syllableOf = [UInt16](repeating: 0, count: block.count)
    private var spellingsOf = [UInt16](repeating: 0, count: block.count)
    /// All spellings of surnames.
    private var surnameWords: Set<String> = []

    private init() {
        for field in NameCharacterTable.syllables.split(whereSeparator: \.isWhitespace) {
            let parts = field.split(separator: "=")
            if parts.count == 2 {
                syllables.append(contentsOf: parts[0].utf8)
                syllableEnds.append(syllables.count)
                spellings.append(Self.list(parts[1]))
                continue
            }
            for place in field.unicodeScalars.compactMap(Self.place) {
                syllableOf[place] = UInt16(syllableEnds.count - 1)
                spellingsOf[place] = UInt16(syllableEnds.count - 1)
            }
        }
        for field in NameCharacterTable.surnames.split(whereSeparator: \.isWhitespace) {
            let parts = field.split(separator: "=")
            guard parts.count == 2, let place = parts[0].unicodeScalars.first.flatMap(Self.place) else {
                continue
            }
            let usual = Self.list(parts[1])
            surnameWords.formUnion(usual.map { String(decoding: $0, as: UTF8.self) })
            // A surname of two characters, such as 歐陽, says nothing of how the first is spelt alone.
            if parts[0].count > 1 { continue }
            let others = spellingsOf[place] > 0 ? spellings[Int(spellingsOf[place]) - 1] : []
            spellings.append(usual + others.filter { !usual.contains($0) })
            spellingsOf[place] = UInt16(spellings.count)
        }
    }

    private static func list(_ text: Substring) -> [[UInt8]] {
        text.split(separator: "/").map { Array($0.utf8) }
    }

    private static func place(_ character: Unicode.Scalar) -> Int? {
        block.contains(character.value) ? Int(character.value - block.lowerBound) : nil
    }

    /// Appends a character's syllable to a text; false, and nothing is appended, if it is not in the table.
    func appendSyllable(of character: Unicode.Scalar, to text: inout [UInt8]) -> Bool {
        guard let place = Self.place(character), syllableOf[place] > 0 else { return false }
        let syllable = Int(syllableOf[place])
        // Few bytes: one by one they are appended sooner than as a sequence.
        for i in syllableEnds[syllable - 1]..<syllableEnds[syllable] { text.append(syllables[i]) }
        return true
    }

    /// The spellings of each syllable, likeliest first, with the number of characters that have it.
    var syllableSpellings: [(spellings: [String], characters: Int)] {
        var counts = [Int](repeating: 0, count: syllableEnds.count)
        for syllable in syllableOf where syllable > 0 { counts[Int(syllable)] += 1 }
        return (1..<syllableEnds.count).map { syllable in
            (spellings[syllable - 1].map { String(decoding: $0, as: UTF8.self) }, counts[syllable])
        }
    }

    /// The spellings that people of a surname bear, in the order of the table.
    var surnameSpellings: [(character: Unicode.Scalar, spellings: [String])] {
        NameCharacterTable.surnames.split(whereSeparator: \.isWhitespace).compactMap { field in
            let parts = field.split(separator: "=")
            guard parts.count == 2, let first = parts[0].unicodeScalars.first, parts[0].count == 1 else {
                return nil
            }
            return (first, parts[1].split(separator: "/").map(String.init))
        }
    }

    /// Whether a word is the spelling of a surname of the table.
    func isSurname(_ word: String) -> Bool { surnameWords.contains(word) }

    /// The spellings of a character's syllable, whatever people of that surname are called.
    func syllableSpellings(of character: Unicode.Scalar) -> [[UInt8]] {
        guard let place = Self.place(character), syllableOf[place] > 0 else { return [] }
        return spellings[Int(syllableOf[place]) - 1]
    }

    /// The spellings of a character, likeliest first; none if it is not in the table.
    func spellings(of character: Unicode.Scalar) -> [[UInt8]] {
        guard let place = Self.place(character), spellingsOf[place] > 0 else { return [] }
        return spellings[Int(spellingsOf[place]) - 1]
    }
}

/// Reads the Han characters out of bytes that should be UTF-8.
enum HanBytes {
    /// The Han character that starts at `i`, or nil if none does.
    ///
    /// Only the ideographs of three bytes (U+3400 to U+9FFF) and four (from U+20000) count.
    static func character(in value: Span<UInt8>, at i: Int) -> (scalar: Unicode.Scalar, length: Int)? {
        let lead = value[i]
        let length = lead >= 0xf0 ? 4 : 3
        guard lead >= 0xe3 && lead <= 0xe9 || lead == 0xf0, i + length <= value.count else { return nil }
        var bits = UInt32(lead) & (length == 3 ? 0x0f : 0x07)
        for k in 1..<length {
            guard value[i + k] & 0xc0 == 0x80 else { return nil }
            bits = bits << 6 | UInt32(value[i + k] & 0x3f)
        }
        guard bits >= 0x3400 && bits <= 0x9fff || bits >= 0x20000, let scalar = Unicode.Scalar(bits) else {
            return nil
        }
        return (scalar, length)
    }
}
