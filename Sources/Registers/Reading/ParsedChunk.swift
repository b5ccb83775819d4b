/// The rows of one chunk of text: a column of codes for each kept field, and the rows set aside.
final class ParsedChunk: @unchecked Sendable {
    let columns: [ChunkColumn]
    private(set) var rowCount = 0
    /// Lines in the chunk, blank ones and those within quoted fields included.
    private(set) var lineCount = 0
    /// What became of rows that are not plainly right.
    private(set) var counts = RowCounts()
    /// The first rows set aside; lines are counted from 0 at the start of the chunk.
    private(set) var examples: [QuarantinedRow] = []
    /// Rows behind the last one kept that have too few fields: what may be a footer.
    private(set) var tailCount = 0
    /// Whether the last row kept lacks fields.
    private(set) var endsShort = false

    /// The most rows shown as examples.
    static let maximumExamples = 100

    init(columns: Int) {
        self.columns = (0..<columns).map { _ in ChunkColumn() }
    }

    /// Reads `count` bytes of whole rows; `offset` is their place in the text.
    func parse(
        _ text: UnsafePointer<UInt8>,
        count: Int,
        offset: Int,
        dialect: Dialect,
        layout: TableLayout,
        scan: ChunkScan
    ) {
        counts = RowCounts()
        examples = []
        scan.scan(text, count: count, dialect: dialect)
        lineCount = scan.lineCount
        keepRows(text, offset: offset, dialect: dialect, layout: layout, scan: scan)
        for (column, field) in zip(columns, layout.kept) {
            column.rows.reset(rows: rowCount)
            if scan.hasQuotes {
                encodeQuoted(text, field: field, scan: scan, into: &column.rows)
            } else {
                encodePlain(text, field: field, scan: scan, into: &column.rows)
            }
            column.rows.repairUTF8(layout.fallback)
        }
    }

    /// Sorts the rows into good ones, blank ones and those to set aside.
    private func keepRows(
        _ text: UnsafePointer<UInt8>,
        offset: Int,
        dialect: Dialect,
        layout: TableLayout,
        scan: ChunkScan
    ) {
        let wanted = layout.fieldCount
        let rowEnds = scan.rowEnds
        let rowFirst = scan.rowFirst
        let needsLook = scan.hasNUL || scan.irregularQuotes
        var kept = 0
        var first = 0
        var place = LinePlace()
        tailCount = 0
        var tailAt = -1
        var shortAt = -1
        for row in 0..<scan.rowCount {
            // SAFETY: rows and fields are counted by the scan, and rowFirst has room for as many rows.
            let behind = Int(rowEnds[row])
            let fields = behind &- first
            if fields == wanted && fields > 1 && !needsLook {
                rowFirst[kept] = UInt32(truncatingIfNeeded: first)
                kept &+= 1
            } else if fields > 1 || !RowCheck.isBlank(text, scan, first) {
                let verdict = RowCheck.verdict(text, scan, first..<behind, layout)
                switch verdict {
                case .whole, .overlong:
                    rowFirst[kept] = UInt32(truncatingIfNeeded: first)
                    if verdict == .overlong { counts.overlong += 1 }
                    kept &+= 1
                case .short:
                    rowFirst[kept] = UInt32(truncatingIfNeeded: scan.fill(first..<behind, to: wanted))
                    counts.short += 1
                    shortAt = kept
                    kept &+= 1
                case .remark: counts.remarks += 1
                case .setAside(let reason):
                    let range = Int(scan.starts[first])..<Int(scan.starts[behind])
                    if tailAt != kept { (tailAt, tailCount) = (kept, 0) }
                    tailCount += reason == .tooFewFields ? 1 : ParsedChunk.noFooter
                    setAside(text, range, reason, fields, offset, dialect, &place)
                }
            }
            first = behind
        }
        rowCount = kept
        if tailAt != kept { tailCount = 0 }
        endsShort = kept > 0 && shortAt == kept - 1
    }

    /// So many rows behind the last record are no footer any more.
    static let noFooter = 1 &<< 20

    /// How far lines were counted.
    private struct LinePlace {
        var line = 0
        var offset = 0
    }

    /// Counts a row that is set aside, and keeps it as an example.
    private func setAside(
        _ text: UnsafePointer<UInt8>,
        _ range: Range<Int>,
        _ reason: QuarantineReason,
        _ fields: Int,
        _ offset: Int,
        _ dialect: Dialect,
        _ place: inout LinePlace
    ) {
        counts[reason] += 1
        if reason == .textAfterQuote, RowCheck.hasEscapedQuote(text, range) { counts.escapedQuotes += 1 }
        if reason == .tooManyFields, RowCheck.hasLoneReturn(text, range) { counts.loneReturns += 1 }
        if examples.count >= Self.maximumExamples { return }
        place.line += RowCheck.lines(text, place.offset..<range.lowerBound, newline: dialect.newline)
        place.offset = range.lowerBound
        examples.append(
            QuarantinedRow(
                line: place.line,
                lineCount: RowCheck.lines(text, range, newline: dialect.newline),
                byteOffset: offset + range.lowerBound,
                reason: reason,
                fieldCount: fields,
                excerpt: RowCheck.excerpt(text, range)
            )
        )
    }

    private func encodePlain(
        _ text: UnsafePointer<UInt8>,
        field: Int,
        scan: ChunkScan,
        into column: inout ChunkValues
    ) {
        let starts = scan.starts
        let rowFirst = scan.rowFirst
        let rows = rowCount
        for row in 0..<rows {
            // SAFETY: kept rows have `field`, whose bytes lie in the chunk; text buffers are padded.
            let k = Int(rowFirst[row]) &+ field
            var p = text + Int(starts[k])
            var q = text + (Int(starts[k &+ 1]) &- 1)
            while p < q && Dialect.isBlank(p[0]) { p += 1 }
            while p < q && Dialect.isBlank(q[-1]) { q -= 1 }
            if p == q { column.appendMissing() } else { column.append(p, q - p) }
        }
    }

    private func encodeQuoted(
        _ text: UnsafePointer<UInt8>,
        field: Int,
        scan: ChunkScan,
        into column: inout ChunkValues
    ) {
        let starts = scan.starts
        let rowFirst = scan.rowFirst
        let rows = rowCount
        let isIrregular = scan.irregularQuotes
        let scratch = TextBuffer(capacity: isIrregular ? 256 : 0)
        for row in 0..<rows {
            // SAFETY: kept rows have `field`, whose bytes lie in the chunk; text buffers are padded.
            let k = Int(rowFirst[row]) &+ field
            var p = text + Int(starts[k])
            var q = text + (Int(starts[k &+ 1]) &- 1)
            let isQuoted = p < q && p[0] == 0x22
            while p < q && Dialect.isBlank(q[-1]) { q -= 1 }
            if isQuoted {
                p += 1
                q -= 1
                if isIrregular {
                    let count = Self.undouble(p, q - p, into: scratch)
                    if count < q - p {
                        p = UnsafePointer(scratch.base)
                        q = p + count
                    }
                }
                while p < q && Dialect.isBlank(q[-1]) { q -= 1 }
            }
            while p < q && Dialect.isBlank(p[0]) { p += 1 }
            if p >= q { column.appendMissing() } else { column.append(p, q - p) }
        }
    }

    /// Writes the bytes between quotes with doubled quotes made single, and returns how many there are.
    private static func undouble(_ p: UnsafePointer<UInt8>, _ count: Int, into scratch: TextBuffer) -> Int {
        scratch.reserve(count, keeping: 0)
        var done = 0
        var i = 0
        while i < count {
            let byte = p[i]
            scratch.base[done] = byte
            done += 1
            i += byte == 0x22 ? 2 : 1
        }
        return done
    }
}
