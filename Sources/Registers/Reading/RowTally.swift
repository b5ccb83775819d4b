/// Counts rows, lines and rows set aside, chunk after chunk in the order of the file.
struct RowTally {
    private let name: String
    private let limit: Int?
    private(set) var rows = 0
    private let linesBefore: Int
    private var lines: Int
    private(set) var counts = RowCounts()
    private(set) var examples: [QuarantinedRow] = []
    /// Rows behind the last record that have too few fields.
    private var tailCount = 0
    /// The short rows at the end, which are kept so far.
    private var shortEnd = ParsedChunk.ShortEnd()
    /// Rows at the end that were kept and belong to a footer.
    private(set) var keptFooterRows = 0
    /// Whether the last row kept lacks fields, as no other row does.
    var endsShort: Bool { shortEnd.count == 1 && counts.short == 1 }
    /// Lines below the last record that belong to no table.
    private(set) var footerRows = 0

    /// More rows behind the last record are no footer.
    private static let longestFooter = 20

    /// The line of the first record, from 1, where each line below is a record; else nil.
    var firstLine: Int? { lines - linesBefore == rows ? linesBefore + 1 : nil }

    init(name: String, limit: Int?, linesBefore: Int) {
        self.linesBefore = linesBefore
        self.name = name
        self.limit = limit
        lines = linesBefore
    }

    /// Adds a chunk.
    /// - Throws: ``RegisterError/Code/tooManyQuarantined`` beyond the limit.
    mutating func add(_ chunk: ParsedChunk, fields: Int) throws(RegisterError) {
        let before = counts.setAside
        counts += chunk.counts
        for example in chunk.examples {
            let row = QuarantinedRow(
                line: example.line + lines + 1,
                lineCount: example.lineCount,
                byteOffset: example.byteOffset,
                reason: example.reason,
                fieldCount: example.fieldCount,
                excerpt: example.excerpt
            )
            if examples.count < ParsedChunk.maximumExamples { examples.append(row) }
        }
        if let limit, counts.setAside > limit {
            // The row over the limit has a line if it is among the chunk's examples.
            let index = limit - before
            let line = index < chunk.examples.count ? ":\(chunk.examples[index].line + lines + 1)" : ""
            let first =
                examples.first.map { "; the first, line \($0.line), has \(describe($0, fields))" } ?? ""
            throw RegisterError(
                .tooManyQuarantined,
                at: name + line,
                "more than \(limit) rows cannot be read\(first). Correct the file or raise the limit"
            )
        }
        if chunk.rowCount > 0 {
            tailCount = 0
            shortEnd.add(chunk.shortEnd, isAll: chunk.shortEnd.count == chunk.rowCount)
        }
        tailCount += chunk.tailCount
        rows += chunk.rowCount
        lines += chunk.lineCount
    }

    /// Ends the file: a few short lines behind the last record, such as totals, are a footer and not set aside.
    ///
    /// Short rows at the end that would be kept are a footer, too, if no other row is short and they have half the
    /// fields at most.
    mutating func finish(fields: Int) {
        if shortEnd.count > 0, shortEnd.count == counts.short, shortEnd.count <= Self.longestFooter,
            shortEnd.mostFields * 2 <= fields, shortEnd.count < rows
        {
            keptFooterRows = shortEnd.count
            counts.short = 0
        }
        guard rows > 0, tailCount > 0, tailCount <= Self.longestFooter else { return }
        footerRows = tailCount
        counts[.tooFewFields] -= tailCount
        examples = Array(examples.prefix(counts.setAside))
    }

    /// What is wrong with a row.
    func describe(_ row: QuarantinedRow, _ fields: Int) -> String {
        switch row.reason {
        case .tooFewFields, .tooManyFields:
            "\(row.reason.text) (\(row.fieldCount), expected \(fields))"
        case .nulByte, .textAfterQuote:
            row.reason.text
        }
    }

    /// The error for a row that does not end; `lines` must count everything before it.
    func error(for wave: Wave, dialect: Dialect, tuning: ReadTuning) -> RegisterError {
        // SAFETY: the unfinished row lies in the wave's buffer.
        let tail = Array(
            UnsafeBufferPointer(start: wave.buffer.base + wave.tailStart, count: wave.count - wave.tailStart)
        )
        var cursor = RowCursor(tail, dialect: dialect)
        let quote = cursor.next()?.openQuote
        let before = tail[..<(quote ?? 0)]
        let line = lines + before.count { $0 == dialect.newline } + 1
        let lineStart = before.lastIndex(of: dialect.newline).map { $0 + 1 } ?? 0
        let place = quote.map { "\(name):\(line):\($0 - lineStart + 1)" } ?? "\(name):\(line)"
        let remedy = "close it, double it if it is part of the value, or remove it"
        if wave.problem == .rowTooLong {
            let why = quote == nil ? "check the line ends" : "a quote opens here and is not closed: \(remedy)"
            return RegisterError(
                .rowTooLong,
                at: place,
                "the row is longer than \(tuning.maximumRow) bytes; \(why)"
            )
        }
        return RegisterError(
            .unclosedQuote,
            at: place,
            "a quote opens here and is not closed before the end of the file; \(remedy)"
        )
    }
}
