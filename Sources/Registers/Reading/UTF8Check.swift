import CByteMask

/// Whether bytes are UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, at most U+10FFFF.
enum UTF8Check {
    /// U+FFFD, what stands for bytes that are no character.
    static let replacement: [UInt8] = [0xef, 0xbf, 0xbd]

    /// Whether no byte has its high bit set.
    static func isASCII(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var all: UInt64 = 0
        var i = 0
        while i &+ 8 <= count {
            // SAFETY: i + 8 ≤ count.
            all |= UnsafeRawPointer(p + i).loadUnaligned(as: UInt64.self)
            i &+= 8
        }
        while i < count {
            all |= UInt64(p[i])
            i &+= 1
        }
        return all & 0x8080_8080_8080_8080 == 0
    }

    /// Whether some byte has its high bit set, and whether some byte is one of `=`, `&`, `%` and a backslash, by which
    /// text formulas and characters written out in ASCII show.
    static func marks(_ p: UnsafePointer<UInt8>, _ count: Int) -> (isBeyondASCII: Bool, hasMarks: Bool) {
        var isBeyondASCII = false
        var hasMarks = false
        var i = 0
        while i &+ 16 <= count {
            // SAFETY: i + 16 ≤ count.
            let found = bm_text_marks16(p + i)
            isBeyondASCII = isBeyondASCII || found & 0xffff != 0
            hasMarks = hasMarks || found &>> 16 != 0
            i &+= 16
        }
        while i < count {
            if p[i] >= 0x80 { isBeyondASCII = true }
            if WrittenOutText.isMark(p[i]) { hasMarks = true }
            i &+= 1
        }
        return (isBeyondASCII, hasMarks)
    }

    /// Whether the bytes are UTF-8.
    static func isValid(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var i = 0
        while i < count {
            let lead = p[i]
            if lead < 0x80 {
                i &+= 1
                continue
            }
            // Most characters of East Asia: three bytes, all of which may be followed by any.
            if lead &- 0xe1 < 12, i &+ 3 <= count, p[i &+ 1] & 0xc0 == 0x80, p[i &+ 2] & 0xc0 == 0x80 {
                i &+= 3
                continue
            }
            // The range of the second byte rules out overlong forms, surrogates and what is too large.
            let (length, low, high): (Int, UInt8, UInt8) =
                switch lead {
                case 0xc2...0xdf: (2, 0x80, 0xbf)
                case 0xe0: (3, 0xa0, 0xbf)
                case 0xed: (3, 0x80, 0x9f)
                case 0xe1...0xef: (3, 0x80, 0xbf)
                case 0xf0: (4, 0x90, 0xbf)
                case 0xf1...0xf3: (4, 0x80, 0xbf)
                case 0xf4: (4, 0x80, 0x8f)
                default: (0, 0, 0)
                }
            if length == 0 || i &+ length > count || p[i &+ 1] < low || p[i &+ 1] > high { return false }
            // SAFETY: i + length ≤ count.
            var k = 2
            while k < length {
                if p[i &+ k] & 0xc0 != 0x80 { return false }
                k &+= 1
            }
            i &+= length
        }
        return true
    }
}
