import CByteMask

/// Looks closely at single rows: the few that are not plainly right.
enum RowCheck {
    /// Whether a field holds nothing but blanks.
    static func isBlank(_ text: UnsafePointer<UInt8>, _ scan: ChunkScan, _ field: Int) -> Bool {
        // SAFETY: the scan's fields lie in the text.
        for i in Int(scan.starts[field])..<Int(scan.starts[field + 1]) - 1 where !Dialect.isBlank(text[i]) {
            return false
        }
        return true
    }

    /// The first reason to set a row aside, if there is one.
    static func problem(
        _ text: UnsafePointer<UInt8>,
        _ scan: ChunkScan,
        _ fields: Range<Int>,
        wanted: Int
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
        if fields.count < wanted { return .tooFewFields }
        if fields.count > wanted { return .tooManyFields }
        return nil
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
