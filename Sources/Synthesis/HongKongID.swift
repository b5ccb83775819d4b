/// The number of the Hong Kong identity card: one or two letters, six digits and a check digit.
public enum HongKongID {
    /// The check character of a number's letters and digits, or nil if they are not 7 or 8 in number.
    ///
    /// The body is padded on the left to eight places with a space worth 36; A…Z are worth 10…35; weights
    /// 9…2; the check character makes the weighted sum, with itself, divisible by 11, ten being written A.
    public static func checkCharacter(of body: some Collection<UInt8>) -> UInt8? {
        guard body.count == 7 || body.count == 8 else { return nil }
        var sum = body.count == 7 ? 36 * 9 : 0
        var weight = body.count == 7 ? 8 : 9
        for byte in body {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): sum += Int(byte - UInt8(ascii: "0")) * weight
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): sum += (Int(byte - UInt8(ascii: "A")) + 10) * weight
            default: return nil
            }
            weight -= 1
        }
        let check = (11 - sum % 11) % 11
        return check == 10 ? UInt8(ascii: "A") : UInt8(ascii: "0") + UInt8(check)
    }

    /// How many synthetic numbers there are.
    static let syntheticCount = 26_000_000

    /// Appends the letters and digits of a synthetic number: QA000000 to QZ999999.
    ///
    /// No number with Q and a second letter has been issued, so none of these belongs to a person.
    static func appendSyntheticBody(_ number: Int, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "Q"))
        bytes.append(UInt8(ascii: "A") + UInt8(number / 1_000_000))
        bytes.appendDecimal(number % 1_000_000, width: 6)
    }
}

extension [UInt8] {
    /// Appends a number that is not negative in decimal, with zeros in front up to `width`.
    mutating func appendDecimal(_ number: Int, width: Int = 1) {
        var digits = 1
        var limit = 10
        while digits < 18, number >= limit {
            digits += 1
            limit &*= 10
        }
        digits = Swift.max(digits, width)
        let start = count
        for _ in 0..<digits { append(UInt8(ascii: "0")) }
        // From the last digit on: dividing by a constant is a multiplication.
        var rest = UInt64(Swift.max(0, number))
        var place = start + digits - 1
        while rest > 0, place >= start {
            self[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
            place -= 1
        }
    }

    /// Appends ASCII text.
    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }
}
