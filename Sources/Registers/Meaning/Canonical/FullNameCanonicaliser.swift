/// Full names, parted in surname, given names and Han name.
///
/// A comma ends the surname (“CHAN, Tai Man”); words in capitals among others are the surname (“Peter CHAN
/// Tai-man”); otherwise the order decided for the whole column tells. One word alone is the surname.
struct FullNameCanonicaliser: Canonicaliser {
    let order: FullNameOrder

    private static let surname = 0
    private static let given = 1
    private static let han = 2

    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        let words = NameTokens.words(value)
        let surnames = surnameWords(words)
        // Surname words first in the scratch room, then the given names.
        append(words, value, into: &sink) { surnames[$0] }
        let middle = sink.scratch.count
        append(words, value, into: &sink) { !surnames[$0] }
        if sink.scratch.isEmpty { return }
        if Placeholders.matches(sink.scratch[...])
            || Placeholders.matches(sink.scratch[..<middle]) && middle > 0
        {
            sink.kinds.insert(.placeholder)
            return
        }
        emit(0..<middle, to: Self.surname, &sink)
        emit(middle..<sink.scratch.count, to: Self.given, &sink)
        if words.count > 1 { sink.kinds.insert(.nameSplit) }
    }

    private func append(
        _ words: [NameTokens.Word],
        _ value: UnsafeBufferPointer<UInt8>,
        into sink: inout CanonicalSink,
        where isWanted: (Int) -> Bool
    ) {
        let start = sink.scratch.count
        for (i, word) in words.enumerated() where isWanted(i) {
            let before = sink.scratch.count
            if before > start { sink.scratch.append(0x20) }
            let begin = sink.scratch.count
            TextFolding.fold(UnsafeBufferPointer(rebasing: value[word.range]), .separates, into: &sink)
            if sink.scratch.count == begin { sink.scratch.removeLast(begin - before) }
        }
    }

    private func emit(_ range: Range<Int>, to output: Int, _ sink: inout CanonicalSink) {
        if range.isEmpty { return }
        var start = range.lowerBound
        var end = range.upperBound
        NameWords.trim(sink.scratch, &start, &end, &sink.kinds)
        let isASCII = sink.scratch[start..<end].allSatisfy { $0 < 0x80 }
        if isASCII {
            sink.append(sink.scratch[start..<end], to: output)
        } else {
            HanSplitting.split(start..<end, latin: output, han: Self.han, keepsHanAlone: false, in: &sink)
        }
    }

    /// For each word, whether it belongs to the surname.
    private func surnameWords(_ words: [NameTokens.Word]) -> [Bool] {
        var result = [Bool](repeating: false, count: words.count)
        let names = words.indices.filter { !words[$0].isAside }
        guard let first = names.first, let last = names.last else {
            return [Bool](repeating: true, count: words.count)
        }
        let capitals = names.filter { words[$0].isCapital }
        let others = names.filter { !words[$0].isCapital && words[$0].letters > 1 }
        if !capitals.isEmpty, !others.isEmpty {
            for i in capitals { result[i] = true }
            return result
        }
        if let comma = names.first(where: { words[$0].isBeforeComma }), comma != last {
            let left = names.filter { $0 <= comma }
            let right = names.count - left.count
            // “CHAN TAI MAN, PETER”: what follows the comma is one more given name.
            let isThree = left.count >= 3 && right == 1 && ChineseSurnames.isKnown(words[first].folded)
            if !isThree {
                for i in left { result[i] = true }
                return result
            }
            for i in left.prefix(ChineseSurnames.length(left.map { words[$0].folded })) { result[i] = true }
            return result
        }
        switch order {
        case .surnameFirst:
            for i in names.prefix(ChineseSurnames.length(names.map { words[$0].folded })) { result[i] = true }
        case .surnameLast:
            result[last] = true
            var i = names.count - 2
            while i > 0, NameTokens.isParticle(words[names[i]].folded) {
                result[names[i]] = true
                i -= 1
            }
        }
        return result
    }
}

/// The words of a full name as written.
enum NameTokens {
    struct Word {
        let range: Range<Int>
        /// Letters, bytes beyond ASCII counted as one each.
        var letters = 0
        /// Two or more ASCII letters, all capitals.
        var isCapital = false
        var isBeforeComma = false
        /// Titles, suffixes and Han words, which say nothing about the order.
        var isAside = false
        /// In lower case.
        var folded: [UInt8] = []
    }

    static func words(_ value: UnsafeBufferPointer<UInt8>) -> [Word] {
        var words: [Word] = []
        var start = 0
        var i = 0
        while i <= value.count {
            let byte = i < value.count ? value[i] : 0x20
            if byte == 0x20 || byte == 0x2c || byte == 0x09 || byte == 0x28 || byte == 0x29 {
                if i > start { words.append(word(value, start..<i)) }
                if byte == 0x2c, !words.isEmpty { words[words.count - 1].isBeforeComma = true }
                start = i + 1
            }
            i += 1
        }
        return words
    }

    private static func word(_ value: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Word {
        var word = Word(range: range)
        var lower = 0
        var isHan = false
        for i in range {
            let byte = value[i]
            if byte >= 0x80 {
                word.letters += 1
                if byte >= 0xe3, byte <= 0xe9 { isHan = true }
            } else if (byte | 0x20) &- 97 < 26 {
                word.letters += 1
                if byte >= 97 { lower += 1 }
                word.folded.append(byte | 0x20)
                continue
            }
            if byte >= 0x80 { word.folded.append(byte) }
        }
        word.isCapital = lower == 0 && word.letters > 1 && !isHan
        word.isAside =
            isHan || word.letters == 0 || NameWords.isTitle(word.folded[...])
            || NameWords.isSuffix(word.folded[...])
        return word
    }

    /// Whether a word opens a surname of several, as van, de and bin do.
    static func isParticle(_ word: [UInt8]) -> Bool {
        guard word.count >= 1, word.count <= 4, let first = word.first else { return false }
        switch first {
        case 0x61, 0x62, 0x64, 0x65, 0x6c, 0x6d, 0x73, 0x74, 0x76, 0x7a: break
        default: return false
        }
        return particles.contains(String(decoding: word, as: UTF8.self))
    }

    private static let particles: Set<String> = [
        "al", "ap", "bin", "bint", "da", "das", "de", "dela", "del", "den", "der", "di", "do", "dos", "du",
        "el", "la", "las", "le", "los", "mac", "mc", "san", "st", "te", "ten", "ter", "van", "von", "zu",
        "zum",
    ]
}

/// Chinese surnames in Latin letters.
enum ChineseSurnames {
    private static let single: Set<String> = Set(
        ChineseSurnameTable.names.split(separator: " ").filter { !$0.contains("_") }.map(String.init)
    )
    private static let double: Set<String> = Set(
        ChineseSurnameTable.names.split(separator: " ").filter { $0.contains("_") }.map(String.init)
    )

    static func isKnown(_ word: [UInt8]) -> Bool {
        word.count <= 8 && single.contains(String(decoding: word, as: UTF8.self))
    }

    /// How many words the surname at the start of a name has: two for Au Yeung, otherwise one.
    static func length(_ words: [[UInt8]]) -> Int {
        guard words.count > 2, words[0].count <= 6 else { return 1 }
        let two = String(decoding: words[0], as: UTF8.self) + "_" + String(decoding: words[1], as: UTF8.self)
        return double.contains(two) ? 2 : 1
    }
}
