import Columns

/// Slips of hand, eye and ear in letters and digits.
///
/// Each says whether it changed anything.
enum Slips {
    /// For each letter from A, the keys beside it on a common keyboard.
    private static let neighbours: [StaticString] = [
        "QWSZ", "VGHN", "XDFV", "SERFCX", "WRDS", "DRTGVC", "FTYHBV", "GYUJNB", "UOKJ", "HUIKNM", "JIOLM",
        "KOP", "NJK", "BHJM", "IPLK", "OL", "WA", "EDFT", "AWEDXZ", "RFGY", "YIHJ", "CFGB", "QASE", "ZSDC",
        "TUGH", "ASX",
    ]
    /// For each letter from A, what a reading machine takes it for.
    private static let lookalikes: StaticString = "R8GOFECN1IX1NM0ROP5IVYVKV2"
    /// Spellings that sound alike; the first found from a drawn place on is exchanged.
    private static let sounds: [(StaticString, StaticString)] = [
        ("PH", "F"), ("CK", "K"), ("TS", "CH"), ("CH", "TS"), ("EE", "I"), ("OO", "U"), ("SH", "S"),
        ("KW", "GW"), ("NG", "N"), ("Z", "S"), ("C", "K"), ("K", "C"), ("V", "W"), ("U", "OO"),
        ("I", "EE"), ("Y", "I"), ("L", "N"), ("N", "L"), ("AU", "OW"), ("EI", "AY"), ("O", "AW"),
        ("A", "AH"), ("S", "Z"), ("B", "P"), ("E", "A"),
    ]

    /// Where a letter is, from a drawn place on.
    private static func letter(in text: [UInt8], _ random: inout KeyedRandom) -> Int? {
        guard !text.isEmpty else { return nil }
        let start = random.nextIndex(below: text.count)
        for offset in 0..<text.count {
            let place = (start + offset) % text.count
            if text[place].isLetter { return place }
        }
        return nil
    }

    /// A neighbouring key instead of the right one.
    static func keyboard(_ text: inout [UInt8], _ random: inout KeyedRandom) -> Bool {
        guard let place = letter(in: text, &random) else { return false }
        let keys = neighbours[Int(text[place] & 31) - 1]
        let key = keys.withUTF8Buffer { $0[random.nextIndex(below: $0.count)] }
        text[place] = text[place] >= 97 ? key.lowercasedASCII : key
        return true
    }

    /// A letter taken for another that looks like it.
    static func ocr(_ text: inout [UInt8], _ random: inout KeyedRandom) -> Bool {
        guard let place = letter(in: text, &random) else { return false }
        let other = lookalikes.withUTF8Buffer { $0[min($0.count - 1, Int(text[place] & 31) - 1)] }
        if other == UInt8(ascii: " ") || other | 32 == text[place] | 32 { return false }
        text[place] = text[place] >= 97 ? other.lowercasedASCII : other
        return true
    }

    static func lost(_ text: inout [UInt8], _ random: inout KeyedRandom) -> Bool {
        guard text.count > 2, let place = letter(in: text, &random) else { return false }
        text.remove(at: place)
        return true
    }

    static func doubled(_ text: inout [UInt8], _ random: inout KeyedRandom) -> Bool {
        guard let place = letter(in: text, &random) else { return false }
        text.insert(text[place], at: place)
        return true
    }

    /// Two neighbouring letters exchanged, their case staying in place.
    static func transposed(_ text: inout [UInt8], _ random: inout KeyedRandom) -> Bool {
        guard text.count > 1, let place = letter(in: text, &random) else { return false }
        let other = place + 1 < text.count ? place + 1 : place - 1
        guard text[other].isLetter, text[other] | 32 != text[place] | 32 else { return false }
        let (a, b) = (text[place], text[other])
        text[place] = (b & ~32) | (a & 32)
        text[other] = (a & ~32) | (b & 32)
        return true
    }

    static func phonetic(_ text: inout [UInt8], _ random: inout KeyedRandom) -> Bool {
        let start = random.nextIndex(below: sounds.count)
        for offset in 0..<sounds.count {
            let (from, to) = sounds[(start + offset) % sounds.count]
            if replace(from, by: to, in: &text) { return true }
        }
        return false
    }

    private static func replace(_ from: StaticString, by to: StaticString, in text: inout [UInt8]) -> Bool {
        let length = from.utf8CodeUnitCount
        guard text.count >= length else { return false }
        for place in 0...(text.count - length) {
            let isHere = from.withUTF8Buffer { letters in
                letters.indices.allSatisfy {
                    text[place + $0] & ~32 == letters[$0] && text[place + $0].isLetter
                }
            }
            if !isHere { continue }
            let isSmall = text[place] >= 97
            let replacement = to.withUTF8Buffer { letters in
                letters.enumerated().map {
                    $0.offset == 0 && !isSmall ? $0.element : $0.element.lowercasedASCII
                }
            }
            text.replaceSubrange(place..<place + length, with: replacement)
            return true
        }
        return false
    }

    /// What does not fit into the box is cut off.
    static func truncated(_ text: inout [UInt8], _ random: inout KeyedRandom) -> Bool {
        guard text.count > 4 else { return false }
        let kept = max(3, text.count - 1 - random.nextIndex(below: 3))
        text.removeSubrange(kept...)
        return true
    }

    /// One digit for another.
    static func digit(_ text: inout [UInt8], _ random: inout KeyedRandom) -> Bool {
        guard let place = digitPlace(in: text, &random) else { return false }
        let other = UInt8(random.nextIndex(below: 9))
        let digit = text[place] - 48
        text[place] = 48 + (other >= digit ? other + 1 : other)
        return true
    }

    /// Two neighbouring digits exchanged.
    static func digitsTransposed(_ text: inout [UInt8], _ random: inout KeyedRandom) -> Bool {
        guard let place = digitPlace(in: text, &random), place + 1 < text.count else { return false }
        guard (48...57).contains(text[place + 1]), text[place] != text[place + 1] else { return false }
        text.swapAt(place, place + 1)
        return true
    }

    private static func digitPlace(in text: [UInt8], _ random: inout KeyedRandom) -> Int? {
        guard !text.isEmpty else { return nil }
        let start = random.nextIndex(below: text.count)
        for offset in 0..<text.count where (48...57).contains(text[(start + offset) % text.count]) {
            return (start + offset) % text.count
        }
        return nil
    }
}
