/// A name in capitals with a reading position, asked what stands around the position.
///
/// Every place has its next eight letters packed in one word, so that a question costs one comparison.
/// Before the name stands nothing that any question matches, after it stand spaces.
struct MetaphoneName: Sendable {
    /// The bytes that stand for Ç and Ñ.
    static let cedilla: UInt8 = 0x1c
    static let tilde: UInt8 = 0x1d
    /// The byte before the name.
    private static let nothing: UInt8 = 0x1f
    /// How far before and behind the name questions may look.
    private static let margin = 6

    /// The reading position, from 0.
    var position = 0
    /// The number of letters and inner spaces.
    private(set) var count = 0
    /// Whether the name looks Slavic or Germanic: it has a W, a K, CZ or WITZ.
    private(set) var isSlavoGermanic = false
    /// Whether the name starts as a Dutch or German one does: VAN, VON or SCH.
    private(set) var startsGermanic = false
    /// The eight letters that start at each place.
    private var windows: [UInt64] = []

    var isAtStart: Bool { position == 0 }
    var isAtLast: Bool { position == count - 1 }
    var isAtEnd: Bool { position >= count }

    /// Takes in a name and stands at its start.
    mutating func read(_ value: Span<UInt8>) {
        windows.removeAll(keepingCapacity: true)
        for _ in 0..<Self.margin { windows.append(UInt64(Self.nothing)) }
        var i = 0
        while i < value.count {
            let byte = value[i]
            let letter = byte & 0xdf
            if letter >= UInt8(ascii: "A") && letter <= UInt8(ascii: "Z") {
                windows.append(UInt64(letter))
            } else if byte == 0x20 && windows.count > Self.margin {
                windows.append(0x20)
            } else if byte == 0xc3 && i + 1 < value.count {
                // The second bytes of Ç, ç, Ñ and ñ in UTF-8.
                switch value[i + 1] {
                case 0x87, 0xa7: windows.append(UInt64(Self.cedilla))
                case 0x91, 0xb1: windows.append(UInt64(Self.tilde))
                default: break
                }
            }
            i += 1
        }
        count = windows.count - Self.margin
        for _ in 0..<Self.margin { windows.append(0x2020_2020_2020_2020) }
        isSlavoGermanic = false
        var window: UInt64 = 0x2020_2020_2020_2020
        i = Self.margin + count - 1
        while i >= 0 {
            window = (window &<< 8) | windows[i]
            windows[i] = window
            let letter = UInt8(truncatingIfNeeded: window)
            if Self.slavoGermanic.contains(letter) {
                isSlavoGermanic =
                    isSlavoGermanic || letter != UInt8(ascii: "C") || Letters("CZ").matches(window)
            }
            i -= 1
        }
        position = 0
        startsGermanic = starts(with: "VAN ") || starts(with: "VON ") || starts(with: "SCH")
    }

    /// W, K and C; WITZ needs no look of its own, as W suffices.
    private static let slavoGermanic: LetterSet = "WKC"

    /// The letter `offset` places from the position.
    func letter(_ offset: Int = 0) -> UInt8 {
        UInt8(truncatingIfNeeded: windows[Self.margin &+ position &+ offset])
    }

    /// Whether the letter `offset` places from the position is one of a set.
    func letter(_ offset: Int, isIn set: LetterSet) -> Bool { set.contains(letter(offset)) }

    /// Whether the letter `offset` places from the position is a vowel.
    func isVowel(_ offset: Int) -> Bool { letter(offset, isIn: "AEIOUY") }

    /// Whether `letters` stand `offset` places from the position.
    func has(_ letters: Letters, _ offset: Int = 0) -> Bool {
        letters.matches(windows[Self.margin &+ position &+ offset])
    }

    /// Whether any of `choices` stands `offset` places from the position.
    func has(anyOf choices: [Letters], _ offset: Int = 0) -> Bool {
        let window = windows[Self.margin &+ position &+ offset]
        for letters in choices where letters.matches(window) { return true }
        return false
    }

    /// Whether the name starts with `letters`.
    func starts(with letters: Letters) -> Bool { letters.matches(windows[Self.margin]) }

    /// Whether the name starts with any of `choices`.
    func starts(withAnyOf choices: [Letters]) -> Bool {
        for letters in choices where letters.matches(windows[Self.margin]) { return true }
        return false
    }
}

/// Up to eight capitals or spaces, packed as the windows of a name are.
struct Letters: ExpressibleByStringLiteral, Sendable {
    private let bits: UInt64
    private let mask: UInt64

    /// Inlined, so that the literal becomes a number when compiled.
    @inline(__always) init(stringLiteral text: StaticString) {
        var bits: UInt64 = 0
        var mask: UInt64 = 0
        text.withUTF8Buffer { bytes in
            precondition(bytes.count <= 8)
            for i in 0..<bytes.count {
                bits |= UInt64(bytes[i]) &<< UInt64(8 &* i)
                mask |= 0xff &<< UInt64(8 &* i)
            }
        }
        self.bits = bits
        self.mask = mask
    }

    /// Whether the letters stand at the start of a window.
    func matches(_ window: UInt64) -> Bool { window & mask == bits }
}

/// A set of capitals and the space.
struct LetterSet: ExpressibleByStringLiteral, Sendable {
    private let bits: UInt32

    /// Inlined, so that the literal becomes a number when compiled.
    @inline(__always) init(stringLiteral text: StaticString) {
        var bits: UInt32 = 0
        text.withUTF8Buffer { bytes in
            for i in 0..<bytes.count { bits |= 1 &<< UInt32(bytes[i] & 31) }
        }
        self.bits = bits
    }

    /// Whether a letter of a name is in the set.
    ///
    /// The low five bits of capitals are 1…26 and of the space 0; the other bytes of a name take 28…31.
    func contains(_ letter: UInt8) -> Bool { (bits &>> UInt32(letter & 31)) & 1 == 1 }
}
