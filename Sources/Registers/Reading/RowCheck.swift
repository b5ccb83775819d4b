import CByteMask

/// Looks closely at single rows: the few that are not plainly right.
enum RowCheck {
    /// What becomes of a row.
    enum Verdict: Equatable {
        /// It is read as it stands.
        case whole
        /// It lacks its last fields, which are taken for missing values.
        case short
        /// It has more fields than the header, but these are empty.
        case overlong
        /// It is a line that is no record: a comment, or hyphens.
        case remark
        /// It cannot be read.
        case setAside(QuarantineReason)
    }

    /// Whether a field holds nothing but blanks.
    static func isBlank(_ text: UnsafePointer<UInt8>, _ scan: ChunkScan, _ field: Int) -> Bool {
        // SAFETY: the scan's fields lie in the text.
        for i in Int(scan.starts[field])..<Int(scan.starts[field + 1]) - 1 where !Dialect.isBlank(text[i]) {
            return false
        }
        return true
    }

    /// What becomes of a row of fields.
    static func verdict(
        _ text: UnsafePointer<UInt8>,
        _ scan: ChunkScan,
        _ fields: Range<Int>,
        _ layout: TableLayout
    ) -> Verdict {
        if let problem = problem(text, scan, fields) { return .setAside(problem) }
        let wanted = layout.fieldCount
        if fields.count == wanted { return .whole }
        if isRemark(text, scan, fields) { return .remark }
        if fields.count > wanted {
            let areEmpty = (fields.lowerBound + wanted..<fields.upperBound).allSatisfy { field in
                isBlank(text, scan, field)
            }
            return areEmpty ? .overlong : .setAside(.tooManyFields)
        }
        if let kinds = layout.kinds, fields.count >= 2, stand(text, scan, fields, kinds) { return .short }
        return .setAside(.tooFewFields)
    }

    /// A reason to set a row aside that has nothing to do with the number of its fields.
    private static func problem(
        _ text: UnsafePointer<UInt8>,
        _ scan: ChunkScan,
        _ fields: Range<Int>
    ) -> QuarantineReason? {
        // SAFETY: the scan's fields lie in the text.
        if scan.hasNUL {
            for i in Int(scan.starts[fields.lowerBound])..<Int(scan.starts[fields.upperBound])
            where text[i] == 0 { return .nulByte }
        }
        if scan.irregularQuotes {
            for field in fields {
                let start = Int(scan.starts[field])
                let end = Int(scan.starts[field + 1]) - 1
                if start < end && text[start] == 0x22 && !endsWithQuote(text, start + 1, end) {
                    return .textAfterQuote
                }
            }
        }
        return nil
    }

    /// Whether a row of another width than the header is a comment or a line of hyphens.
    private static func isRemark(
        _ text: UnsafePointer<UInt8>,
        _ scan: ChunkScan,
        _ fields: Range<Int>
    ) -> Bool {
        // SAFETY: the scan's fields lie in the text.
        let start = Int(scan.starts[fields.lowerBound])
        let end = Int(scan.starts[fields.upperBound]) - 1
        if start < end && text[start] == UInt8(ascii: "#") { return true }
        var marks = 0
        for i in start..<end {
            switch text[i] {
            case UInt8(ascii: "-"), UInt8(ascii: "="): marks += 1
            case UInt8(ascii: "+"), UInt8(ascii: "|"), UInt8(ascii: "_"): break
            case let byte where Dialect.isBlank(byte): break
            default: return false
            }
        }
        return marks >= 3
    }

    /// Whether the fields of a short row stand in their own columns.
    private static func stand(
        _ text: UnsafePointer<UInt8>,
        _ scan: ChunkScan,
        _ fields: Range<Int>,
        _ kinds: CellKinds
    ) -> Bool {
        for (column, field) in fields.enumerated() {
            // SAFETY: the scan's fields lie in the text.
            let start = Int(scan.starts[field])
            let count = Int(scan.starts[field + 1]) - 1 - start
            let kind = CellText.kind(UnsafeBufferPointer(start: text + start, count: count))
            if !kinds.fits(kind, column) { return false }
        }
        return true
    }

    /// Whether a row holds a quote behind a backslash.
    static func hasEscapedQuote(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
        range.dropLast().contains { text[$0] == UInt8(ascii: "\\") && text[$0 + 1] == 0x22 }
    }

    /// Whether a carriage return stands within a row, not before its end.
    static func hasLoneReturn(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
        range.dropLast().contains { text[$0] == 0x0d && text[$0 + 1] != 0x0a && text[$0 + 1] != 0x0d }
    }

    /// Whether nothing but blanks follows the closing quote of a field that opened before `start`.
    private static func endsWithQuote(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var i = start
        while i < end {
            if text[i] == 0x22 {
                guard i + 1 < end && text[i + 1] == 0x22 else { break }
                i += 1
            }
            i += 1
        }
        i += 1
        while i < end {
            if !Dialect.isBlank(text[i]) { return false }
            i += 1
        }
        return true
    }

    /// The number of line ends in a range.
    static func lines(_ text: UnsafePointer<UInt8>, _ range: Range<Int>, newline: UInt8) -> Int {
        var count = 0
        for i in range where text[i] == newline { count += 1 }
        return count
    }

    /// The beginning of a row as printable text.
    static func excerpt(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> String {
        let limit = 120
        var shown = String(
            decoding: UnsafeBufferPointer(start: text + range.lowerBound, count: min(limit, range.count)),
            as: UTF8.self
        )
        while let last = shown.last, last.isNewline || last.isWhitespace { shown.removeLast() }
        let scalars = shown.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? " " : String($0) }
        return scalars.joined() + (range.count > limit ? "…" : "")
    }
}
