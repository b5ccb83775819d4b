/// What stands at the end of a file of columns: what the columns are and where.
struct ColumnFileFooter: Sendable {
    /// Where a column stands.
    struct Chunk: Sendable {
        var name: String
        var kind: ColumnKind
        /// Where its first page begins: that of the dictionary, if it has one.
        var start: Int
        /// Where its first page of data begins.
        var dataStart = 0
        /// Where its last page ends.
        var end = 0
        /// The size of its pages before packing.
        var unpackedSize = 0

        init(name: String, kind: ColumnKind, start: Int) {
            self.name = name
            self.kind = kind
            self.start = start
        }
    }

    var rowCount: Int
    var creator: String
    var facts: [(key: String, value: String)]
    var chunks: [Chunk] = []

    private static let zstd: Int32 = 6
    private static let version: Int32 = 2

    init(rowCount: Int, creator: String, facts: [(key: String, value: String)]) {
        self.rowCount = rowCount
        self.creator = creator
        self.facts = facts
    }

    // MARK: Writing

    /// The footer as Parquet's `FileMetaData`.
    func encoded() -> [UInt8] {
        var writer = CompactWriter()
        writer.field(1, int32: Self.version)
        writer.field(2, structures: [Chunk?.none] + chunks.map { $0 }) { element, chunk in
            if let chunk { Self.describe(chunk, &element) } else { describeRoot(&element) }
        }
        writer.field(3, int64: rowCount)
        writer.field(4, structures: [chunks]) { group, chunks in
            group.field(1, structures: chunks) { column, chunk in place(chunk, &column) }
            group.field(2, int64: chunks.reduce(0) { $0 + $1.unpackedSize })
            group.field(3, int64: rowCount)
        }
        writer.field(5, structures: facts) { fact, pair in
            fact.field(1, text: pair.key)
            fact.field(2, text: pair.value)
        }
        writer.field(6, text: creator)
        writer.end()
        return writer.bytes
    }

    private func describeRoot(_ element: inout CompactWriter) {
        element.field(4, text: "table")
        element.field(5, int32: Int32(chunks.count))
    }

    private static func describe(_ chunk: Chunk, _ element: inout CompactWriter) {
        element.field(1, int32: chunk.kind.physicalType)
        element.field(3, int32: chunk.kind.isOptional ? 1 : 0)
        element.field(4, text: chunk.name)
        switch chunk.kind {
        case .text, .distinct, .labels:
            element.field(6, int32: 0)
            element.field(10) { $0.field(1) { _ in } }
        case .days:
            element.field(6, int32: 6)
            element.field(10) { $0.field(6) { _ in } }
        case .whole:
            element.field(6, int32: 13)
            element.field(10) { integer(&$0, bits: 32) }
        case .words:
            element.field(6, int32: 14)
            element.field(10) { integer(&$0, bits: 64) }
        case .numbers:
            element.field(6, int32: 17)
            element.field(10) { integer(&$0, bits: 32, isSigned: true) }
        case .real: break
        }
    }

    private static func integer(_ type: inout CompactWriter, bits: UInt8, isSigned: Bool = false) {
        type.field(10) { own in
            own.field(1, byte: bits)
            own.field(2, flag: isSigned)
        }
    }

    private func place(_ chunk: Chunk, _ column: inout CompactWriter) {
        let hasDictionary = chunk.kind.hasDictionary
        column.field(2, int64: chunk.start)
        column.field(3) { own in
            own.field(1, int32: chunk.kind.physicalType)
            own.field(
                2,
                int32s: [chunk.kind.encoding, ColumnKind.Encoding.runs]
                    + (hasDictionary ? [ColumnKind.Encoding.plain] : [])
            )
            own.field(3, texts: [chunk.name])
            own.field(4, int32: Self.zstd)
            own.field(5, int64: rowCount)
            own.field(6, int64: chunk.unpackedSize)
            own.field(7, int64: chunk.end - chunk.start)
            own.field(9, int64: chunk.dataStart)
            if hasDictionary { own.field(11, int64: chunk.start) }
        }
    }

    // MARK: Reading

    /// The footer that bytes hold, of a file of `fileSize` bytes.
    ///
    /// - Throws: ``CompactReader/Malformed`` if they hold none, or one of a file that was not written here.
    init(reading bytes: UnsafeRawBufferPointer, fileSize: Int) throws(CompactReader.Malformed) {
        var reader = CompactReader(bytes)
        let fields = try reader.structure()
        rowCount = try fields.whole(3)
        creator = (try? fields.text(6)) ?? ""
        facts = []
        if fields[5] != nil {
            for fact in try fields.structures(5) { facts.append((try fact.text(1), try fact.text(2))) }
        }
        let elements = try fields.structures(2).dropFirst()
        let groups = try fields.structures(4)
        guard groups.count == 1, rowCount <= Int(UInt32.max) else { throw CompactReader.Malformed() }
        let columns = try groups[0].structures(1)
        guard columns.count == elements.count else { throw CompactReader.Malformed() }
        for (element, column) in zip(elements, columns) {
            let own = try column.structure(3)
            guard try own.whole(4) == Int(Self.zstd), try own.whole(5) == rowCount else {
                throw CompactReader.Malformed()
            }
            let kind = try Self.kind(element, hasDictionary: own[11] != nil)
            let dataStart = try own.whole(9)
            let start = kind.hasDictionary ? try own.whole(11) : dataStart
            let (end, isTooFar) = start.addingReportingOverflow(try own.whole(7))
            guard !isTooFar, start <= dataStart, dataStart <= end, end <= fileSize else {
                throw CompactReader.Malformed()
            }
            var chunk = Chunk(name: try element.text(4), kind: kind, start: start)
            chunk.dataStart = dataStart
            chunk.end = end
            chunk.unpackedSize = try own.whole(6)
            chunks.append(chunk)
        }
    }

    /// What a column holds, by its description.
    private static func kind(
        _ element: [Int16: CompactReader.Value],
        hasDictionary: Bool
    ) throws(CompactReader.Malformed) -> ColumnKind {
        let (type, repetition) = (try element.whole(1), try element.whole(3))
        let found = ColumnKind.allCases.first { kind in
            Int(kind.physicalType) == type && (kind.isOptional ? 1 : 0) == repetition
                && kind.hasDictionary == hasDictionary
        }
        guard let found else { throw CompactReader.Malformed() }
        return found
    }
}
