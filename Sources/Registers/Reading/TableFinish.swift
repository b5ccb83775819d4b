import Columns

/// Makes a table of what was read: mends values, takes out rows that are no records, judges the header, and says
/// what happened.
struct TableFinish {
    /// The file that was read.
    struct File {
        var name: String
        var bytes: Int
        var sha256: String
    }

    let opening: TextOpening
    let layout: TableLayout
    let plan: ReadPlan
    let tally: RowTally
    let builders: [ColumnBuilder]
    /// Whether the last row is incomplete.
    let isCutOff: Bool

    /// How the text should be read instead; nil if it was read as well as can be.
    var betterPlan: ReadPlan? {
        var better = plan
        let counts = tally.counts
        if counts.loneReturns > 0 && !plan.filters.loneReturns { better.filters.loneReturns = true }
        if counts.escapedQuotes > 0 && plan.filters.escapedQuotes == nil {
            better.filters.escapedQuotes = opening.dialect.delimiter
        }
        // Rows that break off in the middle of a value leave a rest that stands in the wrong columns.
        if counts.short > 0, counts[.tooFewFields] * 20 > counts.short { better.padsShortRows = false }
        let isSame = better.filters == plan.filters && better.padsShortRows == plan.padsShortRows
        return isSame ? nil : better
    }

    /// The result.
    /// - Throws: ``RegisterError/Code/badHeader`` for a header that looks like values.
    func result(table name: String, file: File, options: ReadOptions) throws(RegisterError) -> Finished {
        let mended = MendedColumn.finish(
            builders,
            names: layout.names,
            mends: !options.isExact,
            workers: options.workers
        )
        var trim = TableTrim()
        var columns = mended.map(\.column)
        if layout.kept.count == layout.fieldCount && !options.isExact {
            let headers = opening.hasHeader ? opening.headers : []
            columns = trim.trim(
                columns,
                headers: headers,
                footerRows: tally.keptFooterRows,
                isCutOff: isCutOff
            )
        }
        let signs = opening.hasHeader && !options.isExact ? self.signs(columns) : nil
        if let signs, signs.isSuspect, options.header == .automatic {
            throw Self.suspectHeader(signs, at: "\(file.name):\(opening.headerLine)")
        }
        let rowCount = columns.first?.codes.count ?? 0
        // A column without a name and without a value is what a delimiter at an end of rows makes.
        let nameless =
            opening.hasHeader && !options.isExact
            ? layout.renamed.filter { $0.found.isEmpty }.map(\.used) : []
        columns.removeAll { $0.values.count == 1 && nameless.contains($0.name) }
        var notices = ReadNotices(register: name)
        notices.addText(plan, mended)
        notices.addShape(plan, opening)
        if let signs {
            notices.addHeader(signs, opening, columns.map(\.name), renamed: layout.renamed)
        }
        notices.addRows(opening, tally, trim, width: layout.fieldCount, rows: rowCount)
        let encoding = plan.encoding ?? .utf8
        var result = ReadResult(
            table: Table(name: name, columns: columns, rowCount: rowCount),
            quarantined: zip(QuarantineReason.allCases, tally.counts.quarantined).map { ($0, $1) },
            examples: tally.examples,
            renamedColumns: opening.hasHeader ? layout.renamed : [],
            bytesRead: file.bytes,
            sha256: file.sha256,
            delimiter: opening.dialect.delimiter,
            hadHeader: opening.hasHeader,
            hadBOM: opening.hasBOM,
            repairedUTF8Count: mended.reduce(0) { $0 + $1.undecodable(encoding) },
            encoding: encoding,
            isHeaderDoubtful: signs.map { !$0.isHeader } ?? false,
            notices: notices.all
        )
        // Lines that filters join or take out are not those of the file.
        if plan.filters == ReadPlan().filters, tally.rows == rowCount { result.firstLine = tally.firstLine }
        return Finished(result: result, undecodable: worst(mended, encoding), better: betterPlan)
    }

    /// A result, and whether the text should be read in another way.
    struct Finished {
        var result: ReadResult
        /// The column with the largest share of values that hold bytes of no character, if there are any.
        var undecodable: (column: String, count: Int, filled: Int)?
        /// How the text should be read instead.
        var better: ReadPlan?
    }

    private func worst(_ columns: [MendedColumn], _ encoding: TextEncoding) -> (String, Int, Int)? {
        let bad = columns.filter { $0.undecodable(encoding) > 0 }
        func share(_ column: MendedColumn) -> Double {
            Double(column.undecodable(encoding)) / Double(max(1, column.filled))
        }
        return bad.max { share($0) < share($1) }.map { ($0.column.name, $0.undecodable(encoding), $0.filled) }
    }

    /// What the header says about being one, in view of all values.
    private func signs(_ columns: [CodedColumn]) -> HeaderSigns {
        let cells = layout.kept.map { Array(opening.headers[$0].utf8) }
        return HeaderSigns(cells, zip(columns, cells).map { ColumnLook($0, header: $1) })
    }

    /// The error for a header that looks like values; it names positions, for the cells may be of a person.
    static func suspectHeader(_ signs: HeaderSigns, at place: String) -> RegisterError {
        func list(_ positions: [Int]) -> String {
            positions.prefix(8).map(String.init).joined(separator: ", ") + (positions.count > 8 ? ", …" : "")
        }
        var found: [String] = []
        if !signs.valuePositions.isEmpty {
            let words = signs.valuePositions.count == 1 ? "field %: a value" : "fields %: values"
            found.append(words.replacing("%", with: list(signs.valuePositions)))
        }
        if !signs.blankPositions.isEmpty {
            let words = signs.blankPositions.count == 1 ? "field % is blank" : "fields % are blank"
            found.append(words.replacing("%", with: list(signs.blankPositions)))
        }
        if found.isEmpty { found.append("fields recur") }
        return RegisterError(
            .badHeader,
            at: place,
            "the header looks like a record (\(found.joined(separator: "; "))); names of columns are expected. "
                + "If the file has no header, say `header: no` for the register (--header no); if the header is "
                + "elsewhere, `header: line N`; if these are names, `header: yes`"
        )
    }
}

/// A column read to its end, its values mended.
struct MendedColumn: Sendable {
    var column: CodedColumn
    var mending = ColumnMending()
    /// Rows whose value was not UTF-8 and became U+FFFD in part.
    var repaired = 0
    /// Rows whose value was not UTF-8 and was read in another encoding.
    var fallback = 0
    /// Rows with a value in the file, where something was mended, lost or repaired.
    var filled = 0

    /// Ends the columns, side by side.
    static func finish(
        _ builders: [ColumnBuilder],
        names: [String],
        mends: Bool = true,
        workers: Workers
    ) -> [MendedColumn] {
        workers.map(pieces: builders.count) { index in
            let builder = builders[index]
            let read = builder.finish(name: names[index])
            var mended = MendedColumn(column: read)
            mended.repaired = builder.repairedRows
            mended.fallback = builder.fallbackRows
            if mends {
                mended.column = mended.mending.mend(
                    mended.column,
                    isBeyondASCII: builder.isBeyondASCII,
                    hasMarks: builder.hasMarks,
                    repairedRows: builder.repairedRows
                )
            }
            let touched = mended.repaired + mended.fallback + mended.mending.rows
            if touched > 0 { mended.filled = read.codes.count { $0 != 0 } }
            return mended
        }
    }

    /// Rows whose value holds bytes that are no character of the encoding.
    ///
    /// Text of other encodings gets U+FFFD before it is parted, where it cannot be told from U+FFFD in the text.
    func undecodable(_ encoding: TextEncoding) -> Int {
        encoding == .utf8 ? repaired : repaired + mending.lost
    }

    /// Rows whose value holds U+FFFD in the file itself.
    func lostBefore(_ encoding: TextEncoding) -> Int { encoding == .utf8 ? mending.lost : 0 }
}
