import Columns

/// What reading a register has to tell, as notices.
struct ReadNotices {
    private let register: String
    private(set) var all: [RegisterNotice] = []

    init(register: String) { self.register = register }

    private mutating func add(
        _ kind: RegisterNotice.Kind,
        column: String? = nil,
        count: Int = 0,
        total: Int = 0,
        _ detail: String
    ) {
        all.append(
            RegisterNotice(
                register: register,
                column: column,
                kind: kind,
                count: count,
                total: total,
                detail: detail
            )
        )
    }

    /// A count and its noun: 1 row, 2 rows.
    static func count(_ count: Int, _ noun: String) -> String {
        let digits = String(count)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return "\(text) \(noun)\(count == 1 ? "" : "s")"
    }

    /// The encoding of the text, and what was done about characters, column by column.
    mutating func addText(_ plan: ReadPlan, _ columns: [MendedColumn]) {
        let encoding = plan.encoding ?? .utf8
        if encoding != .utf8, plan.encodingSource != .named {
            let how =
                plan.encodingSource == .mark
                ? "as its byte order mark says"
                : plan.rival.map { "told by its bytes, not beyond doubt: \($0.label) is possible, too" }
                    ?? "told by its bytes, which no other encoding explains as well"
            add(.encoding, "the text is \(encoding.label), \(how); `encoding` in the job names another")
        }
        for column in columns {
            let name = column.column.name
            let filled = column.filled
            if column.fallback > 0, let fallback = plan.fallback {
                add(
                    .encodingMixed,
                    column: name,
                    count: column.fallback,
                    total: filled,
                    "\(Self.count(column.fallback, "value")) of \(filled) are not \(encoding.label) and were read as "
                        + "\(fallback.encoding.label)"
                )
            }
            if column.undecodable(encoding) > 0 {
                let count = column.undecodable(encoding)
                add(
                    .undecodable,
                    column: name,
                    count: count,
                    total: filled,
                    "\(Self.count(count, "value")) of \(filled) hold bytes that are no characters of "
                        + "\(encoding.label); U+FFFD stands in their place"
                )
            }
            if column.lostBefore(encoding) > 0 {
                let count = column.lostBefore(encoding)
                add(
                    .charactersLost,
                    column: name,
                    count: count,
                    total: filled,
                    "\(Self.count(count, "value")) of \(filled) hold U+FFFD in the file: characters were lost when it "
                        + "was written"
                )
            }
            if column.mending.twiceEncoded > 0 {
                add(
                    .encodedTwice,
                    column: name,
                    count: column.mending.twiceEncoded,
                    total: filled,
                    "\(Self.count(column.mending.twiceEncoded, "value")) of \(filled) were UTF-8 encoded twice, as in "
                        + "“Ã±” for “ñ”, and were mended"
                )
            }
            if column.mending.writtenOut > 0 {
                add(
                    .charactersWrittenOut,
                    column: name,
                    count: column.mending.writtenOut,
                    total: filled,
                    "\(Self.count(column.mending.writtenOut, "value")) of \(filled) hold characters written out, as in "
                        + "“&ntilde;” or “\\u00f1” for “ñ”, and were read"
                )
            }
            if column.mending.formulas > 0 {
                add(
                    .textFormulas,
                    column: name,
                    count: column.mending.formulas,
                    total: filled,
                    "\(Self.count(column.mending.formulas, "value")) of \(filled) are text formulas (=\"…\"), of which "
                        + "the text was taken"
                )
            }
        }
    }

    /// How the text parts its rows and fields, where that is unusual.
    mutating func addShape(_ plan: ReadPlan, _ opening: TextOpening) {
        if plan.filters.loneReturns {
            add(.layout, "rows end with carriage returns in some places, with line feeds in others")
        }
        if plan.filters.wrappedRows {
            add(.layout, "each row is quoted as a whole; the quotes were taken off")
        }
        if plan.filters.escapedQuotes != nil {
            add(
                .layout,
                "quotes within values are written \\\"; they were read so, and \\\\ as one backslash"
            )
        }
        switch plan.filters.aligned {
        case .places:
            add(.layout, "columns are parted by their places, as the line of hyphens below the header shows")
        case .blanks: add(.layout, "columns are parted by two blanks or more")
        case nil: break
        }
        if opening.titleRows > 0 {
            add(
                .titleLines,
                count: opening.titleRows,
                "\(Self.count(opening.titleRows, "line")) above the header (line \(opening.headerLine)) "
                    + "\(opening.titleRows == 1 ? "was" : "were") passed over"
            )
        }
    }

    /// What was passed over or filled up among the rows.
    mutating func addRows(
        _ opening: TextOpening,
        _ tally: RowTally,
        _ trim: TableTrim,
        width: Int,
        rows: Int
    ) {
        func rowsAre(_ count: Int, _ verb: String, _ plural: String) -> String {
            "\(Self.count(count, "row")) \(count == 1 ? verb : plural)"
        }
        let counts = tally.counts
        if counts.short > 0 {
            let short = counts.short - (trim.cutOff ? 1 : 0)
            if short > 0 {
                add(
                    .shortRows,
                    count: short,
                    total: rows,
                    "\(rowsAre(short, "has", "have")) fewer than \(width) fields; the last ones were taken for missing "
                        + "values"
                )
            }
        }
        if trim.cutOff {
            add(
                .cutOff,
                count: 1,
                "the last row breaks off without a line end and was set aside; the file may be incomplete"
            )
        }
        if counts.overlong > 0 {
            add(
                .overlongRows,
                count: counts.overlong,
                total: rows,
                "\(rowsAre(counts.overlong, "has", "have")) empty fields behind the \(width) of the header, which were "
                    + "passed over"
            )
        }
        if trim.repeatedHeaders > 0 {
            add(
                .headerRepeated,
                count: trim.repeatedHeaders,
                "\(rowsAre(trim.repeatedHeaders, "repeats", "repeat")) the header and "
                    + "\(trim.repeatedHeaders == 1 ? "was" : "were") passed over"
            )
        }
        if trim.hasSecondHeader {
            add(.headerRepeated, count: 1, "the row below the header is a second header and was passed over")
        }
        if trim.strayRows > 0 {
            add(
                .remarkLines,
                count: trim.strayRows,
                "\(rowsAre(trim.strayRows, "is a total or a title", "are totals or titles")) among the records and "
                    + "\(trim.strayRows == 1 ? "was" : "were") passed over"
            )
        }
        if trim.blankRows > 0 {
            add(
                .blankRows,
                count: trim.blankRows,
                "\(rowsAre(trim.blankRows, "holds", "hold")) no value at all and "
                    + "\(trim.blankRows == 1 ? "was" : "were") passed over"
            )
        }
        let remarks = counts.remarks + opening.ruleRows
        if remarks > 0 {
            add(
                .remarkLines,
                count: remarks,
                "\(Self.count(remarks, "line")) of comments or hyphens \(remarks == 1 ? "was" : "were") passed over"
            )
        }
        let footer = tally.footerRows + trim.totals
        if footer > 0 {
            add(
                .footerLines,
                count: footer,
                "\(Self.count(footer, "line")) below the last record \(footer == 1 ? "was" : "were") taken for a footer "
                    + "and passed over"
            )
        }
    }

    /// What is to be said of the header.
    mutating func addHeader(
        _ signs: HeaderSigns,
        _ opening: TextOpening,
        _ columns: [String],
        renamed: [RenamedColumn]
    ) {
        let given = renamed.filter { columns.contains($0.used) }
        if !given.isEmpty {
            let places = given.prefix(10).map { "\($0.position)" }.joined(separator: ", ")
            add(
                .headerNames,
                count: given.count,
                total: columns.count,
                "the header is blank or not unique in \(Self.count(given.count, "column")) (\(places)), which got names"
            )
        }
        if signs.isSuspect {
            add(
                .headerDoubtful,
                count: signs.valuePositions.count,
                total: columns.count,
                "the header in line \(opening.headerLine) looks like values, but is taken for names as the job says"
            )
        } else if !signs.isHeader {
            add(
                .headerDoubtful,
                total: columns.count,
                "nothing tells whether line \(opening.headerLine) holds names of columns or values; it is taken for "
                    + "the header. If it is a record, say `header: no`"
            )
        }
    }
}
