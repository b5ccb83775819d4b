import Columns

/// The words of a full name as written.
enum NameTokens {
    /// One word, and what it looks like.
    struct Word: BitwiseCopyable {
        /// Where it stands in the value.
        var start: Int32
        var end: Int32
        /// The hash of its letters in lower case.
        var hash: UInt64 = 0
        /// The number of those letters, in bytes.
        var folded: Int32 = 0
        /// Letters.
        var letters: Int32 = 0
        /// Two or more letters, all capitals.
        var isCapital = false
        var isBeforeComma = false
        /// Titles, suffixes and Han words, which say nothing about the order.
        var isAside = false
        /// Whether it was found to belong to the surname.
        var isSurname = false

        var range: Range<Int> { Int(start)..<Int(end) }
    }

    /// Reads the words of a value into `sink.words`; their folded letters pass through `sink.spare`.
    static func read(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        sink.words.removeAll()
        var start = 0
        var i = 0
        while i <= value.count {
            let byte = i < value.count ? value[i] : 0x20
            if byte == 0x20 || byte == 0x2c || byte == 0x09 || byte == 0x28 || byte == 0x29 || byte == 0x5f {
                if i > start { add(value, start..<i, &sink) }
                if byte == 0x2c, !sink.words.isEmpty {
                    var word = sink.words.last
                    word.isBeforeComma = true
                    sink.words[sink.words.count - 1] = word
                }
                start = i + 1
            }
            i += 1
        }
        sink.spare.removeAll()
    }

    private static func add(
        _ value: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        _ sink: inout CanonicalSink
    ) {
        var word = Word(
            start: Int32(truncatingIfNeeded: range.lowerBound),
            end: Int32(truncatingIfNeeded: range.upperBound)
        )
        var lower = 0
        var upper = 0
        var isHan = false
        sink.spare.removeAll()
        var i = range.lowerBound
        while i < range.upperBound {
            let byte = value[i]
            if byte >= 0x80 {
                word.letters += 1
                if byte >= 0xe3, byte <= 0xe9 { isHan = true }
                let (scalar, length) = UTF8Reading.scalar(value, at: i)
                // Letters of both cases end with Greek; Han characters are far beyond.
                if let scalar, scalar < 0x2000, let letter = Unicode.Scalar(scalar) {
                    if letter.properties.isLowercase { lower += 1 }
                    if letter.properties.isUppercase { upper += 1 }
                }
                appendFolded(scalar, value.part(i..<(i + length)), &sink)
                i += length
                continue
            }
            i += 1
            if (byte | 0x20) &- 97 < 26 {
                word.letters += 1
                if byte >= 97 { lower += 1 } else { upper += 1 }
                sink.spare.append(byte | 0x20)
            }
        }
        let folded = sink.spare.view
        word.folded = Int32(truncatingIfNeeded: folded.count)
        word.hash = Hash64.bytes(folded)
        word.isCapital = lower == 0 && upper > 0 && word.letters > 1 && !isHan
        word.isAside =
            isHan || word.letters == 0 || NameWords.isTitle(folded) || NameWords.isSuffix(folded)
        sink.words.append(word)
    }

    /// Appends a letter beyond ASCII without its diacritics.
    private static func appendFolded(_ scalar: UInt32?, _ letter: ByteView, _ sink: inout CanonicalSink) {
        if let scalar, let (first, second) = LatinFolding.fold(scalar) {
            sink.spare.append(first)
            if second != 0 { sink.spare.append(second) }
        } else {
            sink.spare.append(letter)
        }
    }

    /// Whether a word opens a surname of several, as van, de and bin do.
    static func isParticle(_ word: Word) -> Bool {
        word.folded >= 1 && word.folded <= 4 && particles.value(word.hash) != nil
    }

    private static let particles = WordTable(words: [
        "al", "ap", "bin", "bint", "da", "das", "de", "dela", "del", "den", "der", "di", "do", "dos", "du",
        "el", "la", "las", "le", "los", "mac", "mc", "san", "st", "te", "ten", "ter", "van", "von", "zu",
        "zum",
    ])
}

/// What the words of a name look like together.
extension NameTokens {
    struct Names {
        /// Words that are not aside.
        var count = 0
        var first = -1
        var last = -1
        /// Words in capitals, and words of several letters that are not.
        var capitals = 0
        var others = 0
        /// The first word with a comma behind it, and how many words stand up to there.
        var comma = -1
        var leftOfComma = 0

        init(_ words: Room<Word>) {
            for i in 0..<words.count {
                let word = words[i]
                if word.isAside { continue }
                count += 1
                if first < 0 { first = i }
                last = i
                if word.isCapital { capitals += 1 } else if word.letters > 1 { others += 1 }
                if comma < 0 {
                    leftOfComma += 1
                    if word.isBeforeComma { comma = i }
                }
            }
        }

        /// Marks words by what they look like.
        func mark(_ words: Room<Word>, where isSurname: (Word) -> Bool) {
            for i in 0..<words.count {
                var word = words[i]
                word.isSurname = isSurname(word)
                words[i] = word
            }
        }

        /// Marks the first words that are not aside.
        func markFirst(_ length: Int, _ words: Room<Word>) {
            var left = length
            mark(words) { word in
                if word.isAside || left == 0 { return false }
                left -= 1
                return true
            }
        }

        /// Marks the last word that is not aside, and the particles before it.
        func markLast(_ words: Room<Word>) {
            var i = last
            while i >= first {
                var word = words[i]
                if !word.isAside {
                    if i != last, i == first || !NameTokens.isParticle(word) { return }
                    word.isSurname = true
                    words[i] = word
                }
                i -= 1
            }
        }

        /// How many words the surname at the start has: two for Au Yeung, otherwise one.
        func surnameLength(_ words: Room<Word>, among length: Int) -> Int {
            guard length > 2, words[first].folded <= 6 else { return 1 }
            var second = first + 1
            while words[second].isAside { second += 1 }
            return FamilyNames.isDouble(words[first], words[second]) ? 2 : 1
        }
    }
}

/// Chinese, Vietnamese and Korean surnames in Latin letters.
enum FamilyNames {
    private static let single = WordTable(
        words: (ChineseSurnameTable.names + " " + EastAsianSurnameTable.names)
            .split(whereSeparator: \.isWhitespace).filter { !$0.contains("_") }.map(String.init)
    )
    private static let double = WordTable(
        ChineseSurnameTable.names.split(separator: " ").filter { $0.contains("_") }.map { name in
            let words = name.split(separator: "_").map { Hash64.text(String($0)) }
            return (Hash64.combine(words[0], words[1]), 1)
        }
    )

    static func isKnown(_ word: NameTokens.Word) -> Bool {
        word.folded <= 8 && single.value(word.hash) != nil
    }

    /// Whether two words are one surname.
    static func isDouble(_ first: NameTokens.Word, _ second: NameTokens.Word) -> Bool {
        double.value(Hash64.combine(first.hash, second.hash)) != nil
    }
}
