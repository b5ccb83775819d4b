/// Identifiers: upper-case letters and digits; an HKID always with its check digit.
struct IdentifierCanonicaliser: Canonicaliser {
    /// Whether the column holds Hong Kong identity card numbers.
    let isHongKongIdentity: Bool

    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        CodeFolding.fold(value, isUpper: true, keeping: 0, into: &sink)
        if CodeFolding.isPlaceholder(sink.scratch.view) {
            sink.kinds.insert(.placeholder)
            return
        }
        if isHongKongIdentity {
            switch HongKongIdentity.examine(sink.scratch.view) {
            case .valid, .notThisFormat: break
            case .wrongCheckDigit: sink.kinds.insert(.checkDigitWrong)
            case .withoutCheckDigit:
                sink.scratch.append(HongKongIdentity.checkDigit(sink.scratch.view))
                sink.kinds.insert(.checkDigitAdded)
            }
        }
        sink.appendScratch()
    }
}

/// Postcodes: upper-case letters and digits, leading zeros kept.
struct PostcodeCanonicaliser: Canonicaliser {
    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        CodeFolding.fold(value, isUpper: true, keeping: 0, into: &sink)
        if CodeFolding.isPlaceholder(sink.scratch.view) {
            sink.kinds.insert(.placeholder)
            return
        }
        sink.appendScratch()
    }
}

/// Numbers of houses, flats and floors: lower-case letters and digits, ranges kept, no leading zeros.
struct HouseNumberCanonicaliser: Canonicaliser {
    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        CodeFolding.fold(value, isUpper: false, keeping: 0x2d, into: &sink)
        let zeros = sink.scratch.view.prefix { $0 == 0x30 }.count
        let isNumber = zeros < sink.scratch.count && sink.scratch[zeros] &- 48 < 10
        let start = zeros > 0 && isNumber ? zeros : 0
        if start > 0 { sink.kinds.insert(.numberNotation) }
        var end = sink.scratch.count
        while end > start, sink.scratch[end - 1] == 0x2d { end -= 1 }
        sink.append(sink.scratch.view(start..<end))
    }
}

/// Letters and digits of codes.
enum CodeFolding {
    /// Appends the letters and digits of a value, and one kind of punctuation, to `sink.scratch`.
    static func fold(
        _ value: UnsafeBufferPointer<UInt8>,
        isUpper: Bool,
        keeping kept: UInt8,
        into sink: inout CanonicalSink
    ) {
        for byte in value {
            if byte >= 0x80 {
                foldScalars(value, isUpper: isUpper, keeping: kept, into: &sink)
                return
            }
            append(byte, isUpper, kept, &sink)
        }
    }

    private static func append(_ byte: UInt8, _ isUpper: Bool, _ kept: UInt8, _ sink: inout CanonicalSink) {
        if byte &- 48 < 10 {
            sink.scratch.append(byte)
        } else if (byte | 0x20) &- 97 < 26 {
            let folded = isUpper ? byte & 0xdf : byte | 0x20
            if folded != byte { sink.kinds.insert(.letterCase) }
            sink.scratch.append(folded)
        } else if byte == kept {
            if !sink.scratch.isEmpty { sink.scratch.append(byte) }
        } else {
            sink.kinds.insert(byte <= 0x20 ? .spaces : .punctuation)
        }
    }

    /// The same for text with other than ASCII: full-width forms become ASCII, other letters stay.
    private static func foldScalars(
        _ value: UnsafeBufferPointer<UInt8>,
        isUpper: Bool,
        keeping kept: UInt8,
        into sink: inout CanonicalSink
    ) {
        sink.scratch.removeAll()
        var i = 0
        while i < value.count {
            let (scalar, length) = UTF8Reading.scalar(value, at: i)
            i += length
            guard let scalar else {
                sink.kinds.insert(.malformedText)
                continue
            }
            switch scalar {
            case 0..<0x80: append(UInt8(scalar), isUpper, kept, &sink)
            case 0xff01...0xff5e:
                sink.kinds.insert(.width)
                append(UInt8(scalar - 0xff01 + 0x21), isUpper, kept, &sink)
            case 0x2010...0x2015, 0x2212:
                append(0x2d, isUpper, kept, &sink)
            default:
                if let unicode = Unicode.Scalar(scalar), unicode.properties.isAlphabetic {
                    UTF8Reading.append(HanFolding.representative(scalar), to: &sink.scratch)
                } else {
                    sink.kinds.insert(.punctuation)
                }
            }
        }
    }

    /// Whether a folded code is what people type where there is none: one character six times or more, or a word.
    static func isPlaceholder(_ code: ByteView) -> Bool {
        guard let first = code.first else { return true }
        if code.count >= 6, code.allSatisfy({ $0 == first }) { return true }
        if code.count > 8 || first &- 48 < 10 { return false }
        return placeholders.contains(code)
    }

    private static let placeholders = WordTable(
        words: ["NA", "NIL", "NONE", "NULL", "NAN", "UNKNOWN", "UNK", "TEST", "XX", "XXX"]
    )
}
