/// Numbers as thirteen characters of Crockford's base 32: digits and capitals without I, L, O and U.
///
/// - SeeAlso: https://www.crockford.com/base32.html
public enum Base32 {
    /// The characters of a number.
    public static let length = 13

    /// A number as text; the first character is 0…F.
    public static func text(_ value: UInt64) -> String {
        String(unsafeUninitializedCapacity: length) { buffer in
            // SAFETY: a buffer of at least the capacity asked for has an address.
            write(value, to: buffer.baseAddress.unsafelyUnwrapped)
            return length
        }
    }

    /// Writes a number's ``length`` characters.
    public static func write(_ value: UInt64, to target: UnsafeMutablePointer<UInt8>) {
        let characters: StaticString = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
        for place in 0..<length {
            // SAFETY: five bits number the 32 characters.
            target[place] = characters.utf8Start[Int((value &>> UInt64(60 &- 5 &* place)) & 31)]
        }
    }

    /// The number behind a text, or nil if it is none.
    ///
    /// Lower case is read as upper, O as 0, I and L as 1.
    public static func parse(_ text: String) -> UInt64? {
        if text.utf8.count != length { return nil }
        var value: UInt64 = 0
        for (place, byte) in text.utf8.enumerated() {
            guard let digit = digit(of: byte), place > 0 || digit < 16 else { return nil }
            value = (value &<< 5) | UInt64(digit)
        }
        return value
    }

    private static func digit(of byte: UInt8) -> UInt8? {
        let letter = byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte
        switch letter {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return letter - UInt8(ascii: "0")
        case UInt8(ascii: "O"): return 0
        case UInt8(ascii: "I"), UInt8(ascii: "L"): return 1
        case UInt8(ascii: "U"): return nil
        case UInt8(ascii: "A")...UInt8(ascii: "Z"):
            let left = [UInt8(ascii: "I"), UInt8(ascii: "L"), UInt8(ascii: "O"), UInt8(ascii: "U")]
            return letter - 55 - UInt8(left.count { $0 < letter })
        default: return nil
        }
    }
}
