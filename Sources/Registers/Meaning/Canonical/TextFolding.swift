/// Folds text to lower-case words between single spaces.
///
/// ASCII goes one byte at a time; other scripts are decoded, Latin letters lose their diacritics, full-width
/// forms become ASCII, Han variants one representative, and letters of other scripts their lower case.
enum TextFolding {
    /// What becomes of ASCII characters that are neither letters nor digits.
    enum Punctuation {
        /// Apostrophes vanish, the rest separates words: names and places.
        case separates
        /// Kept as it is, runs of spaces folded: categories and free text.
        case kept
    }

    /// Appends the folded text to `sink.scratch` and records what was folded.
    static func fold(
        _ text: UnsafeBufferPointer<UInt8>,
        _ punctuation: Punctuation,
        into sink: inout CanonicalSink
    ) {
        guard let base = text.baseAddress else { return }
        var pendingSpace = false
        var i = 0
        let start = sink.scratch.count
        var sawUpper = false
        var sawPunctuation = false
        var sawSpaces = false
        // An ASCII character becomes one byte and perhaps a space before it; others make room themselves.
        sink.scratch.reserve(2 &* text.count)
        while i < text.count {
            // SAFETY: i < text.count.
            let byte = base[i]
            if byte < 0x80 {
                i &+= 1
                let isUpper = byte &- 65 < 26
                if isUpper || byte &- 97 < 26 || byte &- 48 < 10 {
                    if pendingSpace {
                        if sink.scratch.count > start { sink.scratch.append(0x20) }
                        pendingSpace = false
                    }
                    sawUpper = sawUpper || isUpper
                    sink.scratch.append(isUpper ? byte | 0x20 : byte)
                } else if byte <= 0x20 || byte == 0x7f {
                    sawSpaces = sawSpaces || pendingSpace || byte != 0x20 || sink.scratch.count == start
                    pendingSpace = true
                } else if punctuation == .kept {
                    if pendingSpace {
                        if sink.scratch.count > start { sink.scratch.append(0x20) }
                        pendingSpace = false
                    }
                    sink.scratch.append(byte)
                } else {
                    sawPunctuation = true
                    if byte != 0x27 && byte != 0x60 { pendingSpace = true }
                }
            } else {
                let (scalar, length) = UTF8Reading.scalar(text, at: i)
                i += length
                guard let scalar else {
                    sink.kinds.insert(.malformedText)
                    continue
                }
                foldScalar(scalar, punctuation, start, &pendingSpace, into: &sink)
            }
        }
        if sawUpper { sink.kinds.insert(.letterCase) }
        if sawPunctuation { sink.kinds.insert(.punctuation) }
        if sawSpaces || (pendingSpace && !sawPunctuation) { sink.kinds.insert(.spaces) }
    }

    private static func foldScalar(
        _ scalar: UInt32,
        _ punctuation: Punctuation,
        _ start: Int,
        _ pendingSpace: inout Bool,
        into sink: inout CanonicalSink
    ) {
        func flush() {
            if pendingSpace, sink.scratch.count > start { sink.scratch.append(0x20) }
            pendingSpace = false
        }
        switch scalar {
        case 0xff01...0xff5e:
            // Full-width forms of the printable ASCII characters.
            sink.kinds.insert(.width)
            let byte = UInt8(scalar - 0xff01 + 0x21)
            let isUpper = byte &- 65 < 26
            if isUpper || byte &- 97 < 26 || byte &- 48 < 10 || punctuation == .kept {
                flush()
                sink.scratch.append(isUpper ? byte | 0x20 : byte)
            } else if byte != 0x27 && byte != 0x60 {
                pendingSpace = true
            }
            return
        case 0x3000, 0xa0, 0x2000...0x200a, 0x202f, 0x205f:
            sink.kinds.insert(.spaces)
            pendingSpace = true
            return
        case 0x300...0x36f, 0x200b...0x200f, 0xfeff, 0xfe00...0xfe0f, 0xad:
            // Combining marks, joiners and variation selectors carry no letter of their own.
            sink.kinds.insert(.diacritics)
            return
        case 0x2018, 0x2019, 0x2bc, 0xb4, 0x2032:
            sink.kinds.insert(.punctuation)
            if punctuation == .kept {
                flush()
                sink.scratch.append(0x27)
            }
            return
        default: break
        }
        if let (first, second) = LatinFolding.fold(scalar) {
            flush()
            sink.kinds.insert(.diacritics)
            sink.scratch.append(first)
            if second != 0 { sink.scratch.append(second) }
            return
        }
        if UTF8Reading.isHan(scalar) {
            flush()
            let representative = HanFolding.representative(scalar)
            if representative != scalar { sink.kinds.insert(.hanVariant) }
            UTF8Reading.append(representative, to: &sink.scratch)
            return
        }
        guard let unicode = Unicode.Scalar(scalar) else { return }
        let properties = unicode.properties
        if properties.isAlphabetic || properties.numericType != nil || punctuation == .kept {
            flush()
            let lower = properties.lowercaseMapping
            if lower.unicodeScalars.count > 1 || lower.unicodeScalars.first != unicode {
                sink.kinds.insert(.letterCase)
            }
            for byte in lower.utf8 { sink.scratch.append(byte) }
        } else {
            sink.kinds.insert(.punctuation)
            pendingSpace = true
        }
    }
}
