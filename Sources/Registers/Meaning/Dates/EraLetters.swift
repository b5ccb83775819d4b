/// The letters of a word that may name an era, the last the lowest byte.
struct EraLetters {
    private var letters: UInt64 = 0
    private(set) var count = 0

    init() {}

    private init(_ word: StaticString) {
        word.withUTF8Buffer { bytes in
            for byte in bytes { append(byte) }
        }
    }

    /// Adds a letter, in either case.
    mutating func append(_ letter: UInt8) {
        letters = letters &<< 8 | UInt64(letter | 0x20)
        count += 1
    }

    /// The era that the letters name; single letters name one before digits alone, as in `S60.3.5`.
    func era(isBeforeDigits: Bool) -> DateText.Era? {
        if count == 1 {
            if !isBeforeDigits { return nil }
            return Self.japanese.first { $0.letter == UInt8(truncatingIfNeeded: letters) }
                .map { .japanese(yearZero: $0.yearZero) }
        }
        // The longest has seven letters, which with their number are one word.
        if count > 7 { return nil }
        return Self.words.first { $0.word.letters == letters && $0.word.count == count }?.era
    }

    private static let japanese: [(letter: UInt8, yearZero: Int)] = [
        (UInt8(ascii: "m"), 1867), (UInt8(ascii: "t"), 1911), (UInt8(ascii: "s"), 1925),
        (UInt8(ascii: "h"), 1988), (UInt8(ascii: "r"), 2018),
    ]

    private static let words: [(word: EraLetters, era: DateText.Era)] = [
        (EraLetters("roc"), .roc), (EraLetters("minguo"), .roc), (EraLetters("be"), .buddhist),
        (EraLetters("ad"), .common), (EraLetters("ce"), .common),
        (EraLetters("meiji"), .japanese(yearZero: 1867)), (EraLetters("taisho"), .japanese(yearZero: 1911)),
        (EraLetters("showa"), .japanese(yearZero: 1925)), (EraLetters("heisei"), .japanese(yearZero: 1988)),
        (EraLetters("reiwa"), .japanese(yearZero: 2018)),
    ]
}
