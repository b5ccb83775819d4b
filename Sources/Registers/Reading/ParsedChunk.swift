/// The rows of one chunk of text: a column of codes for each kept field, and the rows set aside.
final class ParsedChunk: @unchecked Sendable {
    let columns: [ChunkColumn]
    private(set) var rowCount = 0
    /// Lines in the chunk, blank ones and those within quoted fields included.
    private(set) var lineCount = 0
    /// Rows set aside, in the order of `QuarantineReason.allCases`.
    private(set) var quarantined = [Int](repeating: 0, count: QuarantineReason.allCases.count)
    /// The first rows set aside; lines are counted from 0 at the start of the chunk.
    private(set) var examples: [QuarantinedRow] = []

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
        quarantined = [Int](repeating: 0, count: quarantined.count)
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
            column.rows.repairUTF8()
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
        var line = 0
        var lineOffset = 0
        for row in 0..<scan.rowCount {
            // SAFETY: rows and fields are counted by the scan, and rowFirst has room for as many rows.
            let behind = Int(rowEnds[row])
            let fields = behind &- first
            let isRegular = fields == wanted && fields > 1 && !needsLook
            let problem: QuarantineReason?
            if isRegular {
                problem = nil
            } else if fields == 1 && RowCheck.isBlank(text, scan, first) {
                first = behind
                continue
            } else {
                problem = RowCheck.problem(text, scan, first..<behind, wanted: wanted)
            }
            if let problem {
                quarantined[QuarantineReason.allCases.firstIndex(of: problem) ?? 0] += 1
                if examples.count < Self.maximumExamples {
                    let start = Int(scan.starts[first])
                    let end = Int(scan.starts[behind])
                    line += RowCheck.lines(text, lineOffset..<start, newline: dialect.newline)
                    lineOffset = start
                    let example = QuarantinedRow(
                        line: line,
                        lineCount: RowCheck.lines(text, start..<end, newline: dialect.newline),
                        byteOffset: offset + start,
                        reason: problem,
                        fieldCount: fields,
                        excerpt: RowCheck.excerpt(text, start..<end)
                    )
                    examples.append(example)
                }
            } else {
                rowFirst[kept] = UInt32(truncatingIfNeeded: first)
                kept &+= 1
            }
            first = behind
        }
        rowCount = kept
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
