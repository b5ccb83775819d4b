import Columns

/// A column of the whole table while chunks are added to it, in the order of the file.
final class ColumnBuilder: @unchecked Sendable {
    private var interner = ValueInterner()
    /// The codes of the rows so far, and room for more.
    private var codes: [UInt32] = []
    private var rowCount = 0
    private var map: [UInt32] = []
    /// Rows whose value held bytes that fit nothing and became U+FFFD.
    private(set) var repairedRows = 0
    /// Rows whose value was not UTF-8 and was read in another encoding.
    private(set) var fallbackRows = 0
    /// Whether some value holds bytes beyond ASCII.
    private(set) var isBeyondASCII = false
    /// Whether some value may be wrapped in a formula, or written out in ASCII.
    private(set) var hasMarks = false
    /// Whether the distinct values became too much for a dictionary; nothing is added from then on.
    private(set) var isFull = false

    /// The most bytes of distinct values in one column.
    static let maximumArena = Int(UInt32.max)

    /// The share of distinct values from which on they are taken to go on like this.
    private static let mostlyDistinct = 0.9

    /// Makes room for about `rows` rows of which some are at hand as chunks.
    ///
    /// Each chunk's own distinct values are more than what it will add to all others.
    func reserve(rows: Int, like chunks: [ChunkColumn]) {
        let seen = max(1, chunks.reduce(0) { $0 + $1.rows.rowCount })
        func scaled(_ count: Int) -> Int { Int(Double(count) / Double(seen) * Double(rows)) }
        codes.enlarge(to: max(rows, rowCount), keeping: rowCount)
        interner.reserve(
            values: scaled(chunks.reduce(0) { $0 + $1.rows.valueCount }),
            bytes: min(Self.maximumArena, scaled(chunks.reduce(0) { $0 + $1.rows.arenaCount }))
        )
    }

    /// Prepares for `rows` rows with a value of their own, if nearly all so far have one.
    func expect(rows: Int) {
        if Double(interner.count) >= Self.mostlyDistinct * Double(rowCount) { interner.expect(values: rows) }
    }

    /// Adds a chunk's rows.
    ///
    /// Distinct values of the chunk come in order of first appearance, so codes follow the first appearance
    /// in the file however it is cut.
    func append(_ column: ChunkColumn) {
        let chunk = column.rows
        if isFull { return }
        if interner.arenaSize + chunk.arenaCount > Self.maximumArena {
            isFull = true
            return
        }
        if map.count <= chunk.valueCount {
            map = [UInt32](repeating: 0, count: chunk.valueCount * 2 + 1)
        }
        map.withUnsafeMutableBufferPointer { map in
            // SAFETY: values after the missing one lie in the chunk's arena; map has room for every code.
            interner.intern(
                UnsafeBufferPointer(start: chunk.values + 1, count: chunk.valueCount - 1),
                in: chunk.arena,
                into: UnsafeMutableBufferPointer(rebasing: map[1...])
            )
        }
        let before = rowCount
        rowCount += chunk.rowCount
        if rowCount > codes.count { codes.enlarge(to: max(rowCount, codes.count * 2), keeping: before) }
        codes.withUnsafeMutableBufferPointer { codes in
            map.withUnsafeBufferPointer { map in
                // SAFETY: the chunk's codes are below its valueCount ≤ map.count; codes has room for its rows.
                let local = chunk.codes
                for row in 0..<chunk.rowCount { codes[before &+ row] = map[Int(local[row])] }
            }
        }
        repairedRows += chunk.repairedRows
        fallbackRows += chunk.fallbackRows
        isBeyondASCII = isBeyondASCII || chunk.isBeyondASCII
        hasMarks = hasMarks || chunk.hasMarks
    }

    /// Ends the column.
    func finish(name: String) -> CodedColumn {
        let finished = interner
        interner = ValueInterner()
        codes.removeLast(codes.count - rowCount)
        let taken = codes
        codes = []
        map = []
        return CodedColumn(name: name, codes: taken, values: finished.finish())
    }
}
