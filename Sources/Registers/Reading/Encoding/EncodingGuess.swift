/// In which encoding a text is, told by its bytes.
struct EncodingGuess: Sendable, Equatable {
    /// The encoding of the text.
    var encoding: TextEncoding
    /// What words that are not in the encoding are read as, where another one explains them.
    var fallback: TextEncoding?
    /// Whether the next best encoding is out of the question.
    var isSure: Bool
    /// The next best encoding under which the text would read differently, if it is not out of the question.
    var rival: TextEncoding?

    /// From this share of words that are UTF-8 on, a text is UTF-8 with some words of another encoding.
    ///
    /// In text of other encodings up to a quarter of words look like UTF-8 by chance.
    private static let mostlyUTF8 = 0.7
    /// From this share on, a text that no other encoding explains is UTF-8 mixed with another encoding.
    private static let partlyUTF8 = 0.3
    /// Odds, as natural logarithms, from which on a guess is sure, and below which there is none.
    private static let sureOdds = 12.0
    private static let leastOdds = 1.5
    /// No guess is made where more characters than this share are not what one would expect.
    private static let mostImplausible = 0.12

    init(_ encoding: TextEncoding, fallback: TextEncoding? = nil, isSure: Bool = true) {
        self.encoding = encoding
        self.fallback = fallback
        self.isSure = isSure
    }

    /// The guess from what a text holds beyond ASCII; nil where nothing explains it.
    init?(_ evidence: EncodingEvidence) {
        if evidence.badCount == 0 {
            self.init(.utf8)
            return
        }
        if evidence.shareUTF8 < Self.mostlyUTF8, let found = Self.best(evidence.words) {
            self = found
            return
        }
        // A few words say little: what they are read as must be beyond doubt, or the most usual.
        let mixed = Self.best(evidence.badWords).flatMap {
            $0.isSure || $0.encoding == .windows1252 ? $0 : nil
        }
        if evidence.shareUTF8 < (mixed == nil ? Self.mostlyUTF8 : Self.partlyUTF8) { return nil }
        self.init(.utf8, fallback: mixed?.encoding)
    }

    /// The encoding other than UTF-8 that explains words best; nil if none does, or several do.
    private static func best(_ words: [[UInt8]]) -> EncodingGuess? {
        let double = DoubleByteModel.all.map { model in
            var score = model.score(words)
            if score.shareImplausible <= mostImplausible {
                let forHeaders = headerOdds * Double(headers(words, model.encoding))
                score.logProbability += forHeaders
                score.ofDistinct? += forHeaders
            }
            return score
        }
        let scores = double + SingleByteModel.all.map { $0.score(words) }
        guard let best = scores.max(by: { $0.logProbability < $1.logProbability }),
            best.shareImplausible <= mostImplausible
        else { return nil }
        var guess = EncodingGuess(best.encoding)
        let rivals = scores.filter {
            $0.encoding != best.encoding && best.odds(over: $0) < sureOdds
        }.sorted { best.odds(over: $0) < best.odds(over: $1) }
        for rival in rivals where reads(words, best.encoding) != reads(words, rival.encoding) {
            if best.odds(over: rival) < leastOdds { return nil }
            guess.isSure = false
            guess.rival = rival.encoding
            break
        }
        return guess
    }

    /// What a word that is known as a header adds to the logarithm of an encoding's probability, and how many of the first
    /// words may be headers.
    private static let headerOdds = 4.0
    private static let headerWords = 40

    /// How many of the first words an encoding reads as known headers: 姓, 生年月日.
    private static func headers(_ words: [[UInt8]], _ encoding: TextEncoding) -> Int {
        guard let converter = EncodingConverter(from: encoding.name) else { return 0 }
        return words.prefix(headerWords).count { word in
            let text = String(decoding: converter.text(of: word).text, as: UTF8.self)
            return HeaderVocabulary.role(of: text).map { $0.confidence >= 0.7 } ?? false
        }
    }

    /// Words as an encoding reads them; encodings that agree on all of them are one for this text.
    private static func reads(_ words: [[UInt8]], _ encoding: TextEncoding) -> [UInt8]? {
        guard let converter = EncodingConverter(from: encoding.name) else { return nil }
        return converter.text(of: Array(words.prefix(2000).joined(separator: [0x0a]))).text
    }

    // MARK: Marks and code units of several bytes

    /// The encoding that the first bytes of a text tell by a byte order mark, and the length of the mark.
    static func mark(_ sample: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
        let marks: [([UInt8], TextEncoding)] = [
            ([0xff, 0xfe, 0, 0], .utf32LittleEndian), ([0, 0, 0xfe, 0xff], .utf32BigEndian),
            ([0xef, 0xbb, 0xbf], .utf8), ([0xff, 0xfe], .utf16LittleEndian),
            ([0xfe, 0xff], .utf16BigEndian), ([0x84, 0x31, 0x95, 0x33], .gb18030),
        ]
        return marks.first { sample.starts(with: $0.0) }.map { ($0.1, $0.0.count) }
    }

    /// UTF-16 or UTF-32 without a mark, told by zero bytes at the same place of each code unit.
    ///
    /// Line ends, delimiters and digits have such zeros in any language; other text has none.
    static func wide(_ sample: [UInt8]) -> TextEncoding? {
        let head = sample.prefix(1 &<< 16)
        if head.count < 8 { return nil }
        var zeros = [0, 0, 0, 0]
        for (index, byte) in head.enumerated() where byte == 0 { zeros[index & 3] += 1 }
        let units = head.count / 4
        // All characters are below U+110000: one byte is zero throughout, the next one nearly.
        if zeros[3] >= units && zeros[2] * 10 > units * 9 && zeros[0] * 4 < units {
            return .utf32LittleEndian
        }
        if zeros[0] >= units && zeros[1] * 10 > units * 9 && zeros[3] * 4 < units { return .utf32BigEndian }
        let (even, odd) = (zeros[0] + zeros[2], zeros[1] + zeros[3])
        func isMany(_ zeros: Int, beside others: Int) -> Bool {
            zeros >= 4 && zeros * 20 >= head.count && others * 20 < zeros
        }
        if isMany(odd, beside: even) { return .utf16LittleEndian }
        return isMany(even, beside: odd) ? .utf16BigEndian : nil
    }
}
