/// How likely bytes are in an encoding of East Asia, whose characters are one byte or two.
///
/// The encodings themselves keep common characters apart from rare ones: Big5 and JIS have a first level of
/// frequent characters and a second one, GB 2312 likewise, and GBK and HKSCS put what is rarer around them. A
/// character is as likely as its class, shared evenly by the places of the class; the shares are rough figures
/// for names and addresses.
struct DoubleByteModel: Sendable {
    /// What the bytes at a place are.
    struct Reading {
        /// Bytes of the character; 1 for a byte that fits nothing.
        var length: Int
        /// The natural logarithm of its probability.
        var logProbability: Double
        /// Whether the bytes are a character of common use.
        var isPlausible: Bool
        /// Whether the bytes fit nothing.
        var isBad = false

        static let bad = Reading(length: 1, logProbability: -16, isPlausible: false, isBad: true)

        /// A character of a class that holds a share of text, spread over so many places.
        init(_ length: Int, share: Double, places: Double, isPlausible: Bool = true) {
            self.length = length
            logProbability = Logarithm.of(share / places)
            self.isPlausible = isPlausible
        }

        private init(length: Int, logProbability: Double, isPlausible: Bool, isBad: Bool) {
            self.length = length
            self.logProbability = logProbability
            self.isPlausible = isPlausible
            self.isBad = isBad
        }
    }

    let encoding: TextEncoding
    /// The natural logarithm of how usual the encoding is, beside others.
    let prior: Double
    /// Whether characters are so many that each counts once where others are in question.
    var hasManyCharacters = true
    /// Reads a character beyond ASCII: its first byte, the one after (0 at the end), and the two after that.
    let read: @Sendable (_ lead: UInt8, _ trail: UInt8, _ third: UInt8, _ fourth: UInt8) -> Reading

    static let all: [DoubleByteModel] = [
        DoubleByteModel(encoding: .big5, prior: 0) { lead, trail, _, _ in
            guard (0x40...0x7e).contains(trail) || (0xa1...0xfe).contains(trail) else { return .bad }
            return switch (lead, trail) {
            case (0xa4...0xc5, _), (0xc6, 0x40...0x7e): Reading(2, share: 0.9, places: 5401)
            case (0xc9...0xf8, _), (0xf9, 0x40...0xd5): Reading(2, share: 0.05, places: 7652)
            case (0xa1...0xa3, _): Reading(2, share: 0.02, places: 408)
            case (0x87...0xa0, _), (0xc6...0xc8, _), (0xf9...0xfe, _):
                Reading(2, share: 0.02, places: 5000)
            default: .bad
            }
        },
        DoubleByteModel(encoding: .gb18030, prior: 0) { lead, trail, third, fourth in
            guard (0x81...0xfe).contains(lead) else { return .bad }
            if (0x30...0x39).contains(trail), (0x81...0xfe).contains(third), (0x30...0x39).contains(fourth) {
                return Reading(4, share: 0.002, places: 1.5e6, isPlausible: false)
            }
            guard (0x40...0x7e).contains(trail) || (0x80...0xfe).contains(trail) else { return .bad }
            return switch (lead, trail) {
            case (0xb0...0xd7, 0xa1...0xfe): Reading(2, share: 0.8, places: 3755)
            case (0xd8...0xf7, 0xa1...0xfe): Reading(2, share: 0.07, places: 3008)
            case (0xa1...0xa9, 0xa1...0xfe): Reading(2, share: 0.02, places: 720)
            case (0x81...0xa0, _): Reading(2, share: 0.06, places: 6080)
            case (0xaa...0xfe, 0x40...0xa0): Reading(2, share: 0.045, places: 8160)
            default: Reading(2, share: 0.0005, places: 2000, isPlausible: false)
            }
        },
        DoubleByteModel(encoding: .shiftJIS, prior: -1) { lead, trail, _, _ in
            if (0xa1...0xdf).contains(lead) { return Reading(1, share: 0.05, places: 63) }
            guard (0x40...0x7e).contains(trail) || (0x80...0xfc).contains(trail) else { return .bad }
            return switch (lead, trail) {
            case (0x82, 0x9f...0xf1), (0x83, 0x40...0x96): Reading(2, share: 0.35, places: 170)
            case (0x88, 0x9f...0xfc), (0x89...0x97, _), (0x98, 0x40...0x72):
                Reading(2, share: 0.5, places: 2965)
            case (0x81...0x84, _): Reading(2, share: 0.04, places: 500)
            case (0x98...0x9f, _), (0xe0...0xea, _): Reading(2, share: 0.05, places: 3390)
            case (0x87, _), (0xed...0xee, _), (0xfa...0xfc, _):
                Reading(2, share: 0.005, places: 900, isPlausible: false)
            default: .bad
            }
        },
        // Registers of older systems write names in half-width kana, each voiced one with a mark behind it.
        DoubleByteModel(encoding: .shiftJIS, prior: -2, hasManyCharacters: false) { lead, trail, _, _ in
            if let share = HalfWidthKana.share(lead) { return Reading(1, share: share, places: 1) }
            guard (0x40...0x7e).contains(trail) || (0x80...0xfc).contains(trail) else { return .bad }
            return switch (lead, trail) {
            case (0x82, 0x9f...0xf1), (0x83, 0x40...0x96): Reading(2, share: 0.05, places: 170)
            case (0x88, 0x9f...0xfc), (0x89...0x97, _), (0x98, 0x40...0x72):
                Reading(2, share: 0.12, places: 2965)
            case (0x81...0x84, _): Reading(2, share: 0.01, places: 500)
            case (0x98...0x9f, _), (0xe0...0xea, _): Reading(2, share: 0.02, places: 3390)
            default: .bad
            }
        },
        DoubleByteModel(encoding: .eucKR, prior: -1) { lead, trail, _, _ in
            switch (lead, trail) {
            case (0xb0...0xc8, 0xa1...0xfe): Reading(2, share: 0.9, places: 2350)
            case (0xca...0xfd, 0xa1...0xfe): Reading(2, share: 0.03, places: 4888)
            case (0xa1...0xac, 0xa1...0xfe): Reading(2, share: 0.02, places: 1000)
            case (0x81...0xc6, 0x41...0x5a), (0x81...0xc6, 0x61...0x7a), (0x81...0xc6, 0x81...0xfe):
                Reading(2, share: 0.02, places: 8822, isPlausible: false)
            default: .bad
            }
        },
        DoubleByteModel(encoding: .eucJP, prior: -2) { lead, trail, _, _ in
            switch (lead, trail) {
            case (0xa4, 0xa1...0xf3), (0xa5, 0xa1...0xf6): Reading(2, share: 0.35, places: 170)
            case (0xb0...0xcf, 0xa1...0xfe): Reading(2, share: 0.5, places: 2965)
            case (0xd0...0xf4, 0xa1...0xfe): Reading(2, share: 0.05, places: 3390)
            case (0xa1...0xa8, 0xa1...0xfe): Reading(2, share: 0.04, places: 500)
            case (0x8e, 0xa1...0xdf): Reading(2, share: 0.02, places: 63)
            default: .bad
            }
        },
        // Registers whose names have no kana: the first level of kanji ends where that of GB 2312 goes on.
        DoubleByteModel(encoding: .eucJP, prior: -3) { lead, trail, _, _ in
            switch (lead, trail) {
            case (0xb0...0xcf, 0xa1...0xfe): Reading(2, share: 0.9, places: 2965)
            case (0xd0...0xf4, 0xa1...0xfe): Reading(2, share: 0.06, places: 3390)
            case (0xa1...0xa8, 0xa1...0xfe): Reading(2, share: 0.03, places: 670)
            default: .bad
            }
        },
    ]

    /// How likely words are, and how many of their characters are not what one would expect.
    func score(_ words: [[UInt8]]) -> EncodingScore {
        var score = EncodingScore(encoding: encoding, logProbability: prior)
        var known: Set<UInt32> = []
        var ofDistinct = prior
        for word in words {
            var state = WordState.boundary
            var i = 0
            func at(_ k: Int) -> UInt8 { i + k < word.count ? word[i + k] : 0 }
            while i < word.count {
                if word[i] < 0x80 {
                    score.logProbability += Self.steps.step(&state, to: .ascii) + EncodingScore.asciiCost
                    i += 1
                    continue
                }
                let found = read(word[i], at(1), at(2), at(3))
                score.logProbability += Self.steps.step(&state, to: .beyond) + found.logProbability
                score.add(isPlausible: found.isPlausible, isBad: found.isBad)
                var character: UInt32 = 0
                for k in 0..<found.length { character = character &<< 8 | UInt32(at(k)) }
                if known.insert(character).inserted { ofDistinct += found.logProbability }
                i += min(found.length, word.count - i)
            }
            score.logProbability += Self.steps.step(&state, to: .boundary)
        }
        if hasManyCharacters { score.ofDistinct = ofDistinct }
        return score
    }

    /// Characters of East Asia stand together; Latin letters beside them are rare.
    private static let steps = WordSteps(first: 0.9, stay: 0.75, leave: 0.03, enter: 0.05)
}
