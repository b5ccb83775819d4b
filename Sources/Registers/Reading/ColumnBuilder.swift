import Columns

/// A column of the whole table while chunks are added to it, in the order of the file.
final class ColumnBuilder: @unchecked Sendable {
    private var interner = ValueInterner()
    private var codes: [UInt32] = []
    private var map: [UInt32] = []
    /// Rows whose value was repaired.
    private(set) var repairedRows = 0
    /// Whether the distinct values became too much for a dictionary; nothing is added from then on.
    private(set) var isFull = false

    /// The most bytes of distinct values in one column.
    static let maximumArena = Int(UInt32.max)

    /// Makes room for about `rows` rows.
    func reserve(rows: Int) { codes.reserveCapacity(rows) }

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
        let before = codes.count
        codes.append(contentsOf: repeatElement(0, count: chunk.rowCount))
        codes.withUnsafeMutableBufferPointer { codes in
            map.withUnsafeBufferPointer { map in
                // SAFETY: the chunk's codes are below its valueCount ≤ map.count.
                let local = chunk.codes
                for row in 0..<chunk.rowCount { codes[before &+ row] = map[Int(local[row])] }
            }
        }
        repairedRows += chunk.repairedRows
    }

    /// Ends the column.
    func finish(name: String) -> CodedColumn {
        let finished = interner
        interner = ValueInterner()
        return CodedColumn(name: name, codes: codes, values: finished.finish())
    }
}
