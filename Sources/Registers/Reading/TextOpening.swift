/// What the beginning of a text tells: dialect, header, what its rows are like, and where they start.
struct TextOpening: Sendable {
    var dialect: Dialect
    /// The cells of the header, without blank ones at the end that no row fills; blank where there is no header.
    var headers: [String]
    /// Whether a row names the columns.
    var hasHeader: Bool
    /// The line of the header, or of the first row, from 1.
    var headerLine: Int
    var hasBOM: Bool
    /// Rows above the header that are none of the table.
    var titleRows = 0
    /// Lines of hyphens below the header.
    var ruleRows = 0
    /// Whether a line `sep=` named the delimiter.
    var namesDelimiter = false
    /// What kinds of characters columns hold, for telling whether a short row lacks its last fields.
    var kinds: CellKinds
    /// Whether short rows may be taken to lack their last fields.
    var padsShortRows = false
    /// Where the first row of data starts.
    var dataStart: Int
    /// Line ends before the first row of data.
    var linesBefore: Int

    /// Rows looked at.
    private static let sampledRows = 3000

    /// Looks at the beginning of a text.
    /// - Parameters:
    ///   - sample: The first bytes, in UTF-8.
    ///   - isWhole: Whether the sample is the whole text.
    ///   - options: What is known already.
    ///   - fallback: What is not UTF-8 is read as this.
    ///   - location: The file's name for messages.
    /// - Throws: ``RegisterError`` for an empty file or a header that cannot be used.
    init(
        _ sample: [UInt8],
        isWhole: Bool,
        options: ReadOptions,
        fallback: FallbackEncoding? = nil,
        location: String
    ) throws(RegisterError) {
        hasBOM = sample.starts(with: [0xef, 0xbb, 0xbf])
        var start = hasBOM ? 3 : 0
        var delimiter = options.delimiter ?? (options.isExact ? Dialect.noDelimiter : nil)
        if !options.isExact, let named = Self.namedDelimiter(sample, start) {
            namesDelimiter = true
            delimiter = delimiter ?? named.delimiter
            start = named.end
        }
        dialect = Dialect.detect(sample, from: start, isWhole: isWhole, delimiter: delimiter)
        let rows = SampleRows(
            sample,
            from: start,
            isWhole: isWhole,
            dialect: dialect,
            limit: Self.sampledRows
        )
        guard let first = rows.rows.first else {
            throw Self.noRows(sample, isWhole: isWhole, location)
        }
        let index = options.isExact ? 0 : try Self.headerIndex(rows, options.header, location)
        var row = rows.rows[index]
        try Self.check(first, isWhole: isWhole, sample: sample, options: options, location)
        try Self.check(row, isWhole: isWhole, sample: sample, options: options, location)

        titleRows = index
        headerLine = row.line
        let hasHeader = options.header.isInFile
        self.hasHeader = hasHeader
        let below = rows.rows[(hasHeader ? index + 1 : index)...]
        if hasHeader && !options.isExact {
            let rules = below.prefix { $0.fields.allSatisfy { $0.isEmpty || CellText.isRule($0) } }
            ruleRows = rules.count
        }
        let data = below.dropFirst(ruleRows)
        if hasHeader, !options.isExact, Self.haveRowNames(data, row) { row.fields.insert([], at: 0) }
        let width = options.isExact ? row.width : Self.width(row, data, hasHeader: hasHeader)
        headers = row.fields.prefix(width).map { cell in
            if !hasHeader { return "" }
            let text = String(validating: cell, as: UTF8.self) == nil ? fallback?.text(of: cell) : nil
            let read = text ?? cell
            return String(decoding: options.isExact ? read : TwiceEncoded.mended(read) ?? read, as: UTF8.self)
        }
        if case .names(let names) = options.header {
            if names.count != width {
                throw RegisterError(
                    .badHeader,
                    at: "\(location):\(row.line)",
                    "the row has \(width) fields, but \(names.count) columns are named; name each field"
                )
            }
            headers = names
        }
        let whole = data.filter { $0.width == width }
        kinds = CellKinds(whole.map(\.fields), width: width)
        // Where columns look alike, a writer that never leaves a last field empty tells that it drops them.
        let dropsEmpty = !whole.contains { $0.fields.last?.isEmpty == true }
        padsShortRows = width > 2 && (kinds.tellColumnsApart || dropsEmpty)
        let end = ruleRows > 0 ? below.prefix(ruleRows).last?.end : nil
        dataStart = hasHeader ? end ?? row.end : row.start
        let newline = dialect.newline
        linesBefore = sample[..<dataStart].count { $0 == newline }
    }

    /// Whether each row has one field more than the header, and these count the rows: R writes names of rows so, and
    /// none for their column.
    private static func haveRowNames(_ rows: ArraySlice<SampleRows.Row>, _ header: SampleRows.Row) -> Bool {
        guard rows.count > 1, header.trimmedWidth == header.width else { return false }
        return zip(rows, 1...).allSatisfy { row, number in
            row.width == header.width + 1 && CellText.number(row.fields[0]) == number
        }
    }

    /// The number of fields of a row: those of the header, blank ones at its end left out that no row fills.
    private static func width(
        _ header: SampleRows.Row,
        _ rows: ArraySlice<SampleRows.Row>,
        hasHeader: Bool
    ) -> Int {
        if !hasHeader {
            // The first row may itself lack its last fields.
            var counts: [Int: Int] = [:]
            for row in rows { counts[row.width, default: 0] += 1 }
            return counts.filter { $0.value * 50 >= rows.count }.keys.max() ?? header.width
        }
        // A column without a name in which rows have a field stays, for something may stand there later on.
        let usual = Set(rows.map(\.width)).max { a, b in
            (rows.count { $0.width == a }, a) < (rows.count { $0.width == b }, b)
        }
        return min(header.width, max(1, header.trimmedWidth, usual ?? 0))
    }

    /// The row of the header.
    private static func headerIndex(
        _ rows: SampleRows,
        _ choice: HeaderChoice,
        _ location: String
    ) throws(RegisterError) -> Int {
        switch choice {
        case .automatic: return HeaderSearch(rows).index ?? 0
        case .firstRow, .absent, .names: return 0
        case .line(let line):
            if let index = rows.rows.firstIndex(where: { $0.line == line }) { return index }
            let lines = rows.rows.prefix(5).map { "\($0.line)" }.joined(separator: ", ")
            throw RegisterError(
                .badHeader,
                at: "\(location):\(line)",
                "no row starts on this line, where the header is said to be; the first rows start on lines \(lines)"
            )
        }
    }

    /// A first line `sep=;`, as spreadsheet programs write and read it, and where the text goes on.
    private static func namedDelimiter(_ sample: [UInt8], _ start: Int) -> (delimiter: UInt8, end: Int)? {
        let newline = Dialect.newline(of: sample)
        guard let end = sample[start...].firstIndex(of: newline) else { return nil }
        var line = Array(RowCursor.trimmedEnd(sample[start..<end]))
        if line.count == 7, line.first == 0x22, line.last == 0x22 { line = Array(line[1..<6]) }
        if line.count == 4, sample[start..<end].contains(0x09) { line.append(0x09) }
        guard line.count == 5, String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep=" else {
            return nil
        }
        return Dialect.isUsable(delimiter: line[4]) ? (line[4], end + 1) : nil
    }

    private static func noRows(_ sample: [UInt8], isWhole: Bool, _ location: String) -> RegisterError {
        isWhole
            ? RegisterError(
                .emptyFile,
                at: location,
                "the file holds no rows; a header and rows of values are expected"
            )
            : RegisterError(
                .badHeader,
                at: location,
                "the first \(sample.count) bytes are blank; a header is expected there"
            )
    }

    /// Whether a row can be read as a header or a first row.
    private static func check(
        _ row: SampleRows.Row,
        isWhole: Bool,
        sample: [UInt8],
        options: ReadOptions,
        _ location: String
    ) throws(RegisterError) {
        let place = "\(location):\(row.line)"
        if let quote = row.openQuote {
            let line = row.line + sample[row.start..<quote].count { $0 == 0x0a || $0 == 0x0d }
            throw RegisterError(
                .unclosedQuote,
                at: "\(location):\(line)",
                "a quote opens in the first row and is not closed; close it or remove it"
            )
        }
        if !row.isComplete && !isWhole {
            throw RegisterError(
                .badHeader,
                at: place,
                "the first row does not end within \(sample.count) bytes; a header is expected there"
            )
        }
        if options.header.isInFile && (row.hasTextAfterQuote || sample[row.start..<row.end].contains(0)) {
            throw RegisterError(
                .badHeader,
                at: place,
                "the header has \(row.hasTextAfterQuote ? "text after a closing quote" : "a NUL byte"); "
                    + "correct the first row, or name the delimiter as `delimiter:`"
            )
        }
    }
}
