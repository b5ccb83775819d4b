import Columns

/// A feature while the columns that feed it are added, one after another.
final class FeatureBuilder: @unchecked Sendable {
    // @unchecked: one worker at a time adds values.

    private let key: FeatureKey
    private var interner = ValueInterner()
    /// One code per record; empty until a value was found.
    private var codes: [UInt32] = []
    /// The feature's code for each code of the present column, as far as they were added.
    private var map: [UInt32] = []
    private var mapped = 1
    /// The codes of a chunk's distinct values.
    private var chunkCodes: [UInt32] = []
    /// Whether the present column has given a value.
    private var hasNewValues = false

    /// The share of distinct values from which on they are taken to go on like this.
    private static let mostlyDistinct = 0.9

    /// Rows that get their codes in one piece of work.
    private static let rowsPerPiece = 1 << 17

    init(_ key: FeatureKey) { self.key = key }

    /// Whether the feature is not compared.
    var isCarried: Bool { key.isCarried }

    /// Whether any value was found.
    var hasValues: Bool { interner.count > 1 }

    /// Begins a column of `values` codes.
    func begin(values: Int) {
        map = []
        map.enlarge(to: max(1, values), keeping: 0)
        map[0] = 0
        mapped = 1
        hasNewValues = false
    }

    /// Adds the canonical forms of the column's next values.
    func add(_ values: ChunkValues) {
        let rows = values.rowCount
        precondition(mapped + rows <= map.count)
        if values.valueCount == 1 {
            for row in 0..<rows { map[mapped + row] = 0 }
            mapped += rows
            return
        }
        hasNewValues = true
        if chunkCodes.count < values.valueCount {
            chunkCodes = [UInt32](repeating: 0, count: values.valueCount)
        }
        let known = interner.count
        chunkCodes.withUnsafeMutableBufferPointer { chunkCodes in
            // SAFETY: values after the missing one lie in the chunk's padded arena, and have room for a code.
            interner.intern(
                UnsafeBufferPointer(start: values.values + 1, count: values.valueCount - 1),
                in: values.arena,
                into: UnsafeMutableBufferPointer(rebasing: chunkCodes[1...])
            )
            map.withUnsafeMutableBufferPointer { map in
                // SAFETY: a chunk's codes are below its valueCount.
                for row in 0..<rows { map[mapped &+ row] = chunkCodes[Int(values.codes[row])] }
            }
        }
        mapped += rows
        let fresh = interner.count - known
        if Double(fresh) >= Self.mostlyDistinct * Double(rows) {
            interner.expect(values: interner.count + map.count - mapped)
        }
    }

    /// Ends the column: records of its register that have no value yet get the column's.
    ///
    /// - Parameters:
    ///   - raw: The column's code per row as read.
    ///   - kept: The rows that became records; nil if all did.
    ///   - rows: The register's records among all.
    ///   - all: The number of all records.
    func end(_ raw: [UInt32], _ kept: [UInt32]?, _ rows: Range<Int>, of all: Int, _ workers: Workers) {
        precondition(rows.upperBound <= all && mapped == map.count)
        let map = self.map
        self.map = []
        chunkCodes = []
        if !hasNewValues { return }
        if codes.isEmpty {
            codes = workers.fill(count: all, pieceSize: Self.rowsPerPiece, with: 0) { _, _ in }
        }
        let pieces = (rows.count + Self.rowsPerPiece - 1) / Self.rowsPerPiece
        codes.withUnsafeMutableBufferPointer { codes in
            // SAFETY: the workers' blocks are disjoint and lie within the register's records.
            nonisolated(unsafe) let own = UnsafeMutableBufferPointer(rebasing: codes[rows])
            workers.run(pieces: pieces) { piece in
                let start = piece * Self.rowsPerPiece
                let block = start..<min(own.count, start + Self.rowsPerPiece)
                if let kept {
                    for i in block where own[i] == 0 { own[i] = map[Int(raw[Int(kept[i])])] }
                } else {
                    for i in block where own[i] == 0 { own[i] = map[Int(raw[i])] }
                }
            }
        }
    }

    /// The feature.
    func finish() -> Feature {
        let finished = interner
        interner = ValueInterner()
        let taken = codes
        codes = []
        return Feature(name: key.name, role: key.role, codes: taken, values: finished.finish())
    }
}
