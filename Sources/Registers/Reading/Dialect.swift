/// The bytes that structure a file of separated values.
struct Dialect: Sendable, Equatable {
    /// The byte between fields.
    var delimiter: UInt8
    /// The byte that ends a row: a line feed, or a carriage return where there are no line feeds.
    var newline: UInt8

    /// The delimiters that are recognised, the more usual first.
    static let candidates: [UInt8] = [0x2c, 0x3b, 0x09, 0x7c]

    /// Whether a byte can stand between fields.
    static func isUsable(delimiter: UInt8) -> Bool {
        switch delimiter {
        case 0x00, 0x0a, 0x0d, 0x22, 0x80...0xff: false
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            false
        default: true
        }
    }

    /// Whether a byte is trimmed from the ends of values.
    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0d)
    }

    /// Finds the dialect from the beginning of a text.
    ///
    /// A delimiter is judged by the rows that have as many fields as the first one: the largest share of
    /// rows wins, then the most fields, then the more usual. A delimiter that does not occur in the first
    /// row is out; if all are, the file has one column and the comma stands for no delimiter.
    /// - Parameters:
    ///   - sample: The first bytes of the text, without its byte order mark.
    ///   - isWhole: Whether the sample is the whole text.
    ///   - delimiter: The delimiter, if it is known.
    static func detect(_ sample: [UInt8], isWhole: Bool, delimiter: UInt8?) -> Dialect {
        let newline: UInt8 = !sample.contains(0x0a) && sample.contains(0x0d) ? 0x0d : 0x0a
        if let delimiter { return Dialect(delimiter: delimiter, newline: newline) }
        var best = Dialect(delimiter: candidates[0], newline: newline)
        var bestScore = (share: 0.0, fields: 1)
        for candidate in candidates {
            let dialect = Dialect(delimiter: candidate, newline: newline)
            var counts: [Int] = []
            var cursor = RowCursor(sample, dialect: dialect)
            while counts.count < 100, let row = cursor.next() {
                // A row cut off by the end of the sample says nothing.
                if !row.isComplete && !isWhole { break }
                // Nor does a row without values: it may be a blank line with a tab.
                if row.fields.allSatisfy(\.isEmpty) { continue }
                counts.append(row.fields.count)
            }
            guard let first = counts.first, first > 1 else { continue }
            let share = Double(counts.count { $0 == first }) / Double(counts.count)
            if share > bestScore.share || (share == bestScore.share && first > bestScore.fields) {
                bestScore = (share, first)
                best = dialect
            }
        }
        return best
    }
}
