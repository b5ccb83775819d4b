public import Columns

/// Writes a table as a Parquet file: columns one after another, in pages packed by zstd.
///
/// Of the format's ways it takes the plainest that keep a file small: one group of rows; texts by their place in a
/// dictionary, or end to end where most differ; whole numbers and days by differences; missing values by levels. DuckDB,
/// Arrow and pandas read it. The same columns give the same bytes, for any number of threads.
/// - SeeAlso: Apache Parquet, format version 2.
public enum ColumnFileWriter {
    /// A column and its name.
    public typealias Column = (name: String, content: ColumnContent)

    /// The level of zstd: above it, files get little smaller and writing much slower.
    private static let level: Int32 = 1
    /// The four letters that files begin and end with.
    static let magic = Array("PAR1".utf8)
    /// The most bytes of a dictionary, whose size stands in 31 bits.
    private static let mostDictionaryBytes = 1 << 30
    /// Pages that are made before they are written, per thread.
    private static let pagesPerThread = 2

    /// Writes a table.
    ///
    /// - Parameters:
    ///   - columns: Columns of equal length; each is let go once it is written if the caller keeps none.
    ///   - facts: Texts by key, for the file's footer.
    ///   - creator: The program and its version, for the file's footer.
    ///   - write: Takes the file's bytes, in their order.
    /// - Throws: What `write` throws.
    public static func write<Failure: Error>(
        _ columns: consuming [Column],
        facts: [(key: String, value: String)] = [],
        creator: String,
        workers: Workers,
        to write: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let rows = columns.first?.content.count ?? 0
        precondition(columns.allSatisfy { $0.content.count == rows }, "columns differ in length")
        var footer = ColumnFileFooter(rowCount: rows, creator: creator, facts: facts)
        var place = magic.count
        try write(magic)
        for i in columns.indices {
            let name = columns[i].name
            let encoder = PageEncoder(content: plain(columns[i].content), level: level)
            columns[i].content = .whole([])
            var chunk = ColumnFileFooter.Chunk(name: name, kind: encoder.content.kind, start: place)
            if let page = encoder.dictionary() {
                try write(page.bytes)
                place += page.bytes.count
                chunk.unpackedSize += page.unpackedSize
            }
            chunk.dataStart = place
            let wave = workers.threads * pagesPerThread
            for first in stride(from: 0, to: encoder.pageCount, by: wave) {
                let count = min(wave, encoder.pageCount - first)
                for page in workers.map(pieces: count, { encoder.page(first + $0) }) {
                    try write(page.bytes)
                    place += page.bytes.count
                    chunk.unpackedSize += page.unpackedSize
                }
            }
            chunk.end = place
            footer.chunks.append(chunk)
        }
        let text = footer.encoded()
        try write(text)
        try write(
            withUnsafeBytes(of: UInt32(truncatingIfNeeded: text.count).littleEndian) { Array($0) } + magic
        )
    }

    /// A column as it can be written: texts too large for a dictionary stand end to end if none is missing.
    private static func plain(_ content: ColumnContent) -> ColumnContent {
        guard case .text(let codes, let values) = content,
            values.bytes.count + 4 * values.count > mostDictionaryBytes
        else { return content }
        precondition(!codes.contains(0), "a dictionary of over a gigabyte cannot have missing values")
        return .distinct(codes, values)
    }
}
