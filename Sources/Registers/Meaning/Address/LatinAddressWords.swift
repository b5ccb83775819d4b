import Columns

/// Reads the words of an address in Latin letters.
enum LatinAddressWords {
    /// A word of the address in `sink.scratch`.
    struct Token: BitwiseCopyable {
        var start: Int32
        var end: Int32
        var segment: Int32
        var kind: AddressWord?
        var hasDigit = false
        var isNumber = false
        /// Whether a slash follows at once, as in 12/F and 3/45.
        var isBeforeSlash = false
        var hash: UInt64

        var range: Range<Int> { Int(start)..<Int(end) }
        var count: Int { Int(end &- start) }
    }

    /// Appends the words of a value to `sink.scratch` and describes them in `sink.address.latin`.
    static func read(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        sink.address.latin.begin()
        sink.scratch.reserve(value.count * 2)
        var segment: Int32 = 0
        var start = 0
        var i = 0
        while i <= value.count {
            let byte = i < value.count ? value[i] : 0x2c
            let isSeparator: Bool
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x27, 0x60, 0x80...: isSeparator = false
            case 0x2e: isSeparator = !isInnerStop(value, i, wordStart: start)
            case 0x2d:
                // A range of numbers stays one word.
                isSeparator =
                    !(i > start && value[i - 1] &- 48 < 10 && i + 1 < value.count
                    && value[i + 1] &- 48 < 10)
            default: isSeparator = true
            }
            if !isSeparator {
                i &+= 1
                continue
            }
            if i > start { add(value, start..<i, segment, isBeforeSlash: byte == 0x2f, &sink) }
            if byte == 0x2c || byte == 0x3b || byte == 0x0a { segment &+= 1 }
            i &+= 1
            start = i
        }
    }

    /// Whether a stop stands within a word, as in “N.T.”; the one behind it and behind “St.” ends a word.
    private static func isInnerStop(_ value: UnsafeBufferPointer<UInt8>, _ i: Int, wordStart: Int) -> Bool {
        guard i + 1 < value.count, (value[i + 1] | 0x20) &- 97 < 26 else { return false }
        return i == wordStart + 1 || (i >= wordStart + 2 && i >= 2 && value[i - 2] == 0x2e)
    }

    private static func add(
        _ value: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        _ segment: Int32,
        isBeforeSlash: Bool,
        _ sink: inout CanonicalSink
    ) {
        if !sink.scratch.isEmpty { sink.scratch.append(0x20) }
        let begin = sink.scratch.count
        if let word = LatinLetters(value, range) {
            sink.scratch.append(word: word.lowerCase, count: range.count)
            if word.hasCapitals { sink.kinds.insert(.letterCase) }
            let hash = PaddedText.hash(ofWord: word.lowerCase, range.count)
            let token = Token(
                start: Int32(truncatingIfNeeded: begin),
                end: Int32(truncatingIfNeeded: begin + range.count),
                segment: segment,
                kind: AddressWords.kind(hash),
                isBeforeSlash: isBeforeSlash,
                hash: hash
            )
            sink.address.latin.tokens.append(token)
            return
        }
        var isNumber = true
        var hasDigit = false
        var isASCII = true
        for i in range {
            let byte = value[i]
            if byte >= 0x80 {
                isASCII = false
                break
            }
            if byte &- 48 < 10 {
                hasDigit = true
                sink.scratch.append(byte)
            } else if (byte | 0x20) &- 97 < 26 {
                isNumber = false
                if byte < 97 { sink.kinds.insert(.letterCase) }
                sink.scratch.append(byte | 0x20)
            } else if byte == 0x2d {
                sink.scratch.append(byte)
            }
        }
        if !isASCII {
            sink.scratch.truncate(to: begin)
            TextFolding.fold(value.part(range), .separates, into: &sink)
            isNumber = false
            hasDigit = sink.scratch.view(begin..<sink.scratch.count).contains { $0 &- 48 < 10 }
        }
        let end = sink.scratch.count
        if end == begin {
            if begin > 0 { sink.scratch.truncate(to: begin - 1) }
            return
        }
        // SAFETY: rooms can be read eight bytes beyond their end.
        let hash = PaddedText.hash(sink.scratch.base + begin, end - begin)
        let token = Token(
            start: Int32(truncatingIfNeeded: begin),
            end: Int32(truncatingIfNeeded: end),
            segment: segment,
            kind: hasDigit ? nil : AddressWords.kind(hash),
            hasDigit: hasDigit,
            isNumber: isNumber && hasDigit,
            isBeforeSlash: isBeforeSlash,
            hash: hash
        )
        sink.address.latin.tokens.append(token)
    }
}

/// Up to seven letters in one word, the first in the lowest byte.
private struct LatinLetters {
    /// The letters in lower case; zeros behind them.
    let lowerCase: UInt64
    let hasCapitals: Bool

    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// Nil if these are more, or other characters are among them, or the value ends so soon that they cannot be read
    /// at once.
    @inline(__always)
    init?(_ value: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        guard range.count < 8, range.lowerBound + 8 <= value.count, let base = value.baseAddress else {
            return nil
        }
        // SAFETY: eight bytes from the beginning of the range lie in the value.
        let raw = UnsafeRawPointer(base + range.lowerBound).loadUnaligned(as: UInt64.self)
        let inside = (1 &<< UInt64(truncatingIfNeeded: range.count &* 8)) &- 1
        let word = UInt64(littleEndian: raw) & inside
        let lower = word | (Self.ones &* 0x20)
        let high = Self.ones &* 0x80
        // Per byte below 0x80: its highest bit tells whether it is `a` or more, and whether it is beyond `z`.
        let isLetter = (lower &+ Self.ones &* (0x80 - 0x61)) & ~(lower &+ Self.ones &* (0x80 - 0x7b))
        if word & high != 0 || isLetter & high & inside != high & inside { return nil }
        lowerCase = lower & inside
        hasCapitals = word != lowerCase
    }
}
