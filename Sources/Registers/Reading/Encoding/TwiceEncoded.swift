import Columns

/// Mends text that was UTF-8, was taken for another encoding, and written as UTF-8 again: `MuÃ±oz`.
///
/// A value is mended if all its characters beyond ASCII are bytes of the other encoding and these bytes are
/// UTF-8. Legitimate text hardly ever is: a capital such as Ã would have to stand before a symbol.
struct TwiceEncoded: Sendable {
    /// What a value is.
    enum Finding: Equatable {
        /// As it should be.
        case sound
        /// The value meant; `isCertain` unless typographic marks alone speak for it, which also stand behind
        /// capitals.
        case mended([UInt8], isCertain: Bool)
    }

    /// The byte of each scalar beyond ASCII, sorted by scalar.
    private let scalars: [UInt32]
    private let bytes: [UInt8]

    /// Windows-1252, with the control characters that its five free places stand for in practice.
    static let windows1252 = TwiceEncoded("CP1252")
    /// Mac OS Roman: `Mu√±oz`.
    static let macRoman = TwiceEncoded("MACINTOSH")

    private init(_ encoding: String) {
        let converter = EncodingConverter(from: encoding)
        var pairs: [(UInt32, UInt8)] = []
        for byte in UInt8(0x80)...0xff {
            let text = converter.map { String(decoding: $0.text(of: [byte]).text, as: UTF8.self) }
            let scalar = text?.unicodeScalars.first?.value ?? 0xfffd
            pairs.append((scalar == 0xfffd ? UInt32(byte) : scalar, byte))
        }
        pairs.sort { $0.0 < $1.0 }
        scalars = pairs.map(\.0)
        bytes = pairs.map(\.1)
    }

    private func byte(of scalar: UInt32) -> UInt8? {
        var low = 0
        var high = scalars.count
        while low < high {
            let middle = (low + high) / 2
            if scalars[middle] < scalar { low = middle + 1 } else { high = middle }
        }
        return low < scalars.count && scalars[low] == scalar ? bytes[low] : nil
    }

    /// The text of a byte of Windows-1252 beyond ASCII.
    static func windows1252Text(_ byte: UInt8) -> [UInt8]? {
        windows1252.bytes.firstIndex(of: byte).flatMap { Unicode.Scalar(windows1252.scalars[$0]) }
            .map { Array(String(Character($0)).utf8) }
    }

    /// A header cell as it was meant; nil if it is sound.
    static func mended(_ cell: [UInt8]) -> [UInt8]? {
        if let text = cell.withUnsafeBufferPointer(WrittenOutText.read) { return once(mended: text) ?? text }
        return once(mended: cell)
    }

    private static func once(mended cell: [UInt8]) -> [UInt8]? {
        for table in [windows1252, macRoman] {
            if case .mended(let text, true) = cell.withUnsafeBufferPointer({ table.finding($0) }) {
                return text
            }
        }
        return nil
    }

    /// Whether a value may be encoded twice, told by its first character beyond ASCII: those that stand for the first
    /// byte of a character are few.
    @inline(__always)
    static func isSuspect(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in value where byte >= 0x80 {
            // U+00AC to U+00F4, œ, ƒ, and the signs by which Mac OS Roman shows first bytes.
            return byte == 0xc3 || byte == 0xc2 || byte == 0xc5 || byte == 0xc6 || byte == 0xe2
        }
        return false
    }

    /// Looks at a value, and undoes as many rounds of encoding as it went through.
    func finding(_ value: UnsafeBufferPointer<UInt8>) -> Finding {
        guard case .mended(var meant, var isCertain) = once(value) else { return .sound }
        for _ in 0..<2 {
            guard case .mended(let deeper, _) = meant.withUnsafeBufferPointer({ once($0) }) else { break }
            (meant, isCertain) = (deeper, true)
        }
        // Control characters stand for letters halfway, and for nothing in the end.
        let isText = meant.withUnsafeBufferPointer { meant in
            !meant.indices.dropLast().contains { meant[$0] == 0xc2 && meant[$0 + 1] < 0xa0 }
        }
        return isText ? .mended(meant, isCertain: isCertain) : .sound
    }

    private func once(_ value: UnsafeBufferPointer<UInt8>) -> Finding {
        var meant: [UInt8] = []
        var isCertain = false
        var i = 0
        while i < value.count {
            if value[i] < 0x80 {
                meant.append(value[i])
                i += 1
                continue
            }
            let (scalar, length) = UTF8Reading.scalar(value, at: i)
            guard let scalar, let lead = byte(of: scalar), let size = Self.length(lead) else { return .sound }
            i += length
            var character = [lead]
            for _ in 1..<size {
                guard i < value.count, value[i] >= 0x80 else { return .sound }
                let (scalar, length) = UTF8Reading.scalar(value, at: i)
                guard let scalar, let next = byte(of: scalar), next & 0xc0 == 0x80 else { return .sound }
                character.append(next)
                i += length
                if !Self.isTypographic(scalar) { isCertain = true }
            }
            // Ã begins most letters of western Europe, and words do not end in it before a mark.
            if lead == 0xc3 && character[1] != 0xa0 { isCertain = true }
            guard isText(character) else { return .sound }
            meant += character
        }
        return meant.count == value.count ? .sound : .mended(meant, isCertain: isCertain)
    }

    /// The length of a character in UTF-8, told by its first byte; nil if none begins with it.
    private static func length(_ lead: UInt8) -> Int? {
        switch lead {
        case 0xc2...0xdf: 2
        case 0xe0...0xef: 3
        case 0xf0...0xf4: 4
        default: nil
        }
    }

    /// Whether bytes are a character that is written in registers: letters, Han characters, signs; or one that stands
    /// for a byte of a further round.
    private func isText(_ bytes: [UInt8]) -> Bool {
        let scalar = bytes.withUnsafeBufferPointer { UTF8Reading.scalar($0, at: 0).scalar }
        switch scalar ?? 0 {
        case 0x80...0x17f, 0x18f, 0x192, 0x1a0...0x1b0, 0x1cd...0x1dc, 0x218...0x21b, 0x300...0x323,
            0x370...0x52f, 0x590...0x6ff, 0xe00...0xe7f, 0x1e00...0x1eff, 0x2010...0x203a, 0x20ac, 0x2116,
            0x2122, 0x3000...0x30ff, 0x3400...0x9fff, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe4f,
            0xfeff, 0xff00...0xffee, 0x20000...0x323af:
            return true
        case let scalar: return byte(of: scalar) != nil
        }
    }

    /// Quotes, dashes and fixed blanks, which may stand behind any letter.
    private static func isTypographic(_ scalar: UInt32) -> Bool {
        [0x2018, 0x2019, 0x201c, 0x201d, 0x2013, 0x2014, 0x2026, 0xa0, 0xb4].contains(scalar)
    }
}
