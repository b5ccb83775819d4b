/// The bytes that structure a file of separated values.
struct Dialect: Sendable, Equatable {
    /// The byte between fields.
    var delimiter: UInt8
    /// The byte that ends a row: a line feed, or a carriage return where there are no line feeds.
    var newline: UInt8

    /// The delimiters that are recognised, the more usual first.
    static let candidates: [UInt8] = [0x2c, 0x3b, 0x09, 0x7c]
    /// Delimiters that are looked for where none of the usual ones parts rows: `~`, `^`, and two controls that
    /// databases write, 0x01 and 0x1f.
    static let rareCandidates: [UInt8] = [0x7e, 0x5e, 0x01, 0x1f]
    /// A byte that no text has, for tables of one column.
    static let noDelimiter: UInt8 = 0x2c

    /// Rows by which delimiters are judged.
    private static let judgedRows = 200

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

    /// A delimiter for messages.
    static func show(_ delimiter: UInt8) -> String {
        switch delimiter {
        case 0x09: "tab"
        case 0x20: "space"
        case 0x00..<0x20: "0x" + String(delimiter, radix: 16)
        default: String(UnicodeScalar(delimiter))
        }
    }

    /// The byte that ends rows.
    static func newline(of sample: [UInt8]) -> UInt8 {
        !sample.contains(0x0a) && sample.contains(0x0d) ? 0x0d : 0x0a
    }

    /// Finds the dialect from the beginning of a text.
    ///
    /// A delimiter is judged by the number of fields that most rows have: the largest share of rows wins, then
    /// the most fields, then the more usual delimiter. It must part the first row, or else rows below title
    /// lines: there a row with the looks of a header must follow. If no delimiter does, the file has one column
    /// and the comma stands for no delimiter.
    /// - Parameters:
    ///   - sample: The first bytes of the text.
    ///   - start: Where the rows start in them, behind a byte order mark.
    ///   - isWhole: Whether the sample is the whole text.
    ///   - delimiter: The delimiter, if it is known.
    static func detect(
        _ sample: [UInt8],
        from start: Int = 0,
        isWhole: Bool,
        delimiter: UInt8?
    ) -> Dialect {
        let newline = newline(of: sample)
        if let delimiter { return Dialect(delimiter: delimiter, newline: newline) }
        for group in [candidates, rareCandidates] {
            var best: (dialect: Dialect, share: Double, fields: Int)?
            for candidate in group {
                let dialect = Dialect(delimiter: candidate, newline: newline)
                let rows = SampleRows(
                    sample,
                    from: start,
                    isWhole: isWhole,
                    dialect: dialect,
                    limit: judgedRows
                )
                guard let (share, fields) = judge(rows) else { continue }
                if let best, (best.share, best.fields) >= (share, fields) { continue }
                best = (dialect, share, fields)
            }
            if let best { return best.dialect }
        }
        return Dialect(delimiter: noDelimiter, newline: newline)
    }

    /// The share of rows that have as many fields as most, and how many these are; nil if a delimiter parts
    /// neither the first row nor a header below title lines.
    private static func judge(_ sample: SampleRows) -> (share: Double, fields: Int)? {
        guard let first = sample.rows.first else { return nil }
        if sample.usualWidth > 1, sample.usualWidth != first.width, let header = HeaderSearch(sample).index,
            header > 0
        {
            return (sample.share, sample.usualWidth)
        }
        if first.width < 2 { return nil }
        let same = sample.rows.count { $0.width == first.width }
        return (max(Double(same) / Double(sample.rows.count), sample.share), first.width)
    }
}
