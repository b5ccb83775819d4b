import Columns

/// Slips of the hand in text and digits.
enum TypingErrors {
    /// For each letter from A, the keys beside it on a common keyboard.
    private static let neighbours: [StaticString] = [
        "QWSZ", "VGHN", "XDFV", "SERFCX", "WRDS", "DRTGVC", "FTYHBV", "GYUJNB", "UOKJ", "HUIKNM", "JIOLM",
        "KOP", "NJK", "BHJM", "IPLK", "OL", "WA", "EDFT", "AWEDXZ", "RFGY", "YIHJ", "CFGB", "QASE", "ZSDC",
        "TUGH", "ASX",
    ]

    /// Changes one letter or two: a neighbouring key, a letter lost, doubled, or swapped with the next.
    static func slip(in text: inout [UInt8], from start: Int, _ random: inout KeyedRandom) {
        let count = text.count - start
        guard count >= 2 else { return }
        let place = start + random.nextIndex(below: count)
        let kind = random.nextIndex(below: 100)
        guard text[place].isLetter else { return }
        switch kind {
        case 0..<40:
            let isSmall = text[place] >= 97
            let keys = neighbours[Int(text[place] & 31) - 1]
            let key = random.nextIndex(below: keys.utf8CodeUnitCount)
            let letter = keys.withUTF8Buffer { $0[key] }
            text[place] = isSmall ? letter.lowercasedASCII : letter
        case 40..<65:
            text.remove(at: place)
        case 65..<80:
            text.insert(text[place], at: place)
        default:
            let next = place + 1 < text.count ? place + 1 : place - 1
            if text[next].isLetter { text.swapAt(place, next) }
        }
    }

    /// Changes one digit after `start`, or swaps two.
    static func slipDigit(in text: inout [UInt8], from start: Int, _ random: inout KeyedRandom) {
        let place = start + random.nextIndex(below: max(1, text.count - start))
        let other = UInt8(random.nextIndex(below: 9))
        guard place < text.count, text[place] >= 48, text[place] <= 57 else { return }
        if random.nextBool(0.6) {
            let digit = text[place] - 48
            text[place] = 48 + (other >= digit ? other + 1 : other)
        } else if place + 1 < text.count, text[place + 1] >= 48, text[place + 1] <= 57 {
            text.swapAt(place, place + 1)
        }
    }
}
