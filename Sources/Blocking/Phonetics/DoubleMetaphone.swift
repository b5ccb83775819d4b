/// Lawrence Philips' double metaphone: how a name sounds to English ears, and how else it may sound.
///
/// Codes have up to four sounds: consonants, `0` for th, `X` for sh, `A` for any vowel at the start. The
/// secondary code follows the name's Slavic, Germanic, Romance or other reading, and is the primary one
/// where there is none. Spaces end words, other bytes that are not letters are skipped; Ç and Ñ count as
/// letters. An encoder keeps its buffer, so that one serves a whole column.
/// - SeeAlso: Philips (2000), “The Double Metaphone Search Algorithm”, C/C++ Users Journal 18(6).
public struct DoubleMetaphone: Sendable {
    /// The name being encoded.
    var name = MetaphoneName()
    /// What has been heard so far.
    var primary = MetaphoneCode()
    var secondary = MetaphoneCode()

    /// An encoder.
    public init() {}

    /// The primary and the secondary code of a value; both empty if it has no letter that sounds.
    public static func codes(of value: String) -> (primary: String, secondary: String) {
        var encoder = DoubleMetaphone()
        let bytes = Array(value.utf8)
        let codes = encoder.encode(bytes.span)
        return (codes.primary.text, codes.secondary.text)
    }

    /// Encodes a value.
    mutating func encode(_ value: Span<UInt8>) -> (primary: MetaphoneCode, secondary: MetaphoneCode) {
        primary = MetaphoneCode()
        secondary = MetaphoneCode()
        name.read(value)
        if Self.silentStarts.contains(where: { name.has($0) }) { name.position = 1 }
        if name.letter() == UInt8(ascii: "X") && name.isAtStart {
            say(.s)
            name.position = 1
        }
        while !name.isAtEnd && !(primary.isFull && secondary.isFull) {
            name.position += hear()
        }
        return (primary, secondary)
    }

    /// Says the sounds of the letters at the position and returns how many letters they take.
    private mutating func hear() -> Int {
        switch name.letter() {
        case UInt8(ascii: "A"), UInt8(ascii: "E"), UInt8(ascii: "I"), UInt8(ascii: "O"), UInt8(ascii: "U"),
            UInt8(ascii: "Y"):
            if name.isAtStart { say(.a) }
            return 1
        case UInt8(ascii: "B"): return plain(.p, doubledBy: "B")
        case UInt8(ascii: "C"): return hearC()
        case MetaphoneName.cedilla: return plain(.s)
        case UInt8(ascii: "D"): return hearD()
        case UInt8(ascii: "F"): return plain(.f, doubledBy: "F")
        case UInt8(ascii: "G"): return hearG()
        case UInt8(ascii: "H"): return hearH()
        case UInt8(ascii: "J"): return hearJ()
        case UInt8(ascii: "K"): return plain(.k, doubledBy: "K")
        case UInt8(ascii: "L"): return hearL()
        case UInt8(ascii: "M"): return hearM()
        case UInt8(ascii: "N"): return plain(.n, doubledBy: "N")
        case MetaphoneName.tilde: return plain(.n)
        case UInt8(ascii: "P"): return name.has("PH") ? plain(.f) + 1 : plain(.p, doubledBy: "PB")
        case UInt8(ascii: "Q"): return plain(.k, doubledBy: "Q")
        case UInt8(ascii: "R"): return hearR()
        case UInt8(ascii: "S"): return hearS()
        case UInt8(ascii: "T"): return hearT()
        case UInt8(ascii: "V"): return plain(.f, doubledBy: "V")
        case UInt8(ascii: "W"): return hearW()
        case UInt8(ascii: "X"): return hearX()
        case UInt8(ascii: "Z"): return hearZ()
        default: return 1
        }
    }

    /// Starts whose first letter is silent.
    private static let silentStarts: [Letters] = ["GN", "KN", "PN", "WR", "PS"]
}

// MARK: - Saying sounds

extension DoubleMetaphone {
    /// Adds a sound to both codes.
    mutating func say(_ sound: MetaphoneCode.Sound) {
        primary.append(sound)
        secondary.append(sound)
    }

    /// Adds a sound to the primary code and another, or none, to the secondary.
    mutating func say(_ sound: MetaphoneCode.Sound?, or other: MetaphoneCode.Sound?) {
        if let sound { primary.append(sound) }
        if let other { secondary.append(other) }
    }

    /// Says a sound that one letter makes; a next letter out of `doubling` belongs to it.
    mutating func plain(_ sound: MetaphoneCode.Sound, doubledBy doubling: LetterSet = "") -> Int {
        say(sound)
        return name.letter(1, isIn: doubling) ? 2 : 1
    }
}

/// Up to four sounds of double metaphone.
struct MetaphoneCode: Sendable, Equatable {
    /// The sounds, written as the algorithm's author writes them.
    enum Sound: UInt8 {
        case a = 0x41
        case f = 0x46
        case h = 0x48
        case j = 0x4a
        case k = 0x4b
        case l = 0x4c
        case m = 0x4d
        case n = 0x4e
        case p = 0x50
        case r = 0x52
        case s = 0x53
        case t = 0x54
        case sh = 0x58
        case th = 0x30
    }

    /// The sounds' bytes, the first in the lowest.
    private var bytes: UInt32 = 0
    private var count: UInt32 = 0

    var isEmpty: Bool { count == 0 }
    var isFull: Bool { count == 4 }

    /// Adds a sound; a full code ignores it.
    mutating func append(_ sound: Sound) {
        if isFull { return }
        bytes |= UInt32(sound.rawValue) &<< (count &* 8)
        count += 1
    }

    /// Appends the code to a text.
    func append(to text: inout [UInt8]) {
        for i in 0..<count { text.append(UInt8(truncatingIfNeeded: bytes &>> (i &* 8))) }
    }

    /// The code as text.
    var text: String {
        var letters: [UInt8] = []
        append(to: &letters)
        return String(decoding: letters, as: UTF8.self)
    }
}
