import Columns

extension RegisterReader {
    /// Bytes of a text that are read to learn its columns.
    private static let headBytes = 1 << 20

    /// The names of a file's columns, learnt from its beginning; nil where that does not tell them.
    ///
    /// They are those that ``read(path:name:options:)`` gives the columns, unless the rest of the file shows that its
    /// encoding or its shape is another.
    /// - Parameters:
    ///   - path: The file; of standard input nothing is told, as it can be read once only.
    ///   - options: How to read.
    /// - Complexity: O(1): reads 1 MB of text at most.
    package static func columnNames(path: String, options: ReadOptions = ReadOptions()) -> [String]? {
        if path == "-" { return nil }
        do throws(RegisterError) {
            let file = try FileSource(path: path, waiting: options.waiting)
            if file.size == nil { return nil }
            let peeked = try PeekedSource(file, count: 64)
            var source: any ByteSource = peeked
            switch FileFormat(peeked.sample) {
            case .sqlite: return try SQLiteReader(path: path, options: options, size: file.size).columnNames()
            case .unsupported: return nil
            case .zstd: source = try ZstdSource(peeked, name: file.name)
            case .gzip: source = try GzipSource(peeked, name: file.name)
            case .text: break
            }
            let head = try PeekedSource(source, count: headBytes)
            // The last row is cut off.
            let end =
                head.isWhole ? head.sample.endIndex : head.sample.lastIndex(of: 0x0a) ?? head.sample.endIndex
            let text = Array(head.sample[..<end])
            var quiet = options
            quiet.progress = nil
            quiet.columns = nil
            quiet.requiredColumns = []
            let reading = TextReading(name: file.name, options: quiet, canReopen: true) {
                OpenedText(source: MemorySource(text), isAsStored: true, stored: { (text.count, "") })
            }
            return try reading.read(table: file.name).table.columns.map(\.name)
        } catch {
            return nil
        }
    }
}

extension SQLiteReader {
    /// The names of the table's columns.
    func columnNames() throws(RegisterError) -> [String] {
        let database = try SQLiteFile(path: path, waiting: options.waiting)
        let table = try chosenTable(database).name
        let headers = try database.statement("SELECT * FROM \(Self.quoted(table))").columnNames
        return try TableLayout(headers: headers, options: ReadOptions(), location: path).names
    }
}
