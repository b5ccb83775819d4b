import Columns

/// Reads register files into tables.
public enum RegisterReader {
    /// Reads a file of separated values, plain or compressed, or a table of a SQLite database.
    ///
    /// The format is told by the file's first bytes, whatever its name: zstd, gzip, SQLite, else text. Text
    /// follows RFC 4180 with any delimiter; line ends are LF, CRLF or (without any LF) CR; quotes inside
    /// unquoted fields are ordinary bytes. Blanks (ASCII white space) at the ends of values are dropped, what
    /// is left empty is missing (code 0), blank lines are skipped. Rows with too few or too many fields, NUL
    /// bytes or text after a closing quote are set aside and reported; bytes that are not UTF-8 become U+FFFD
    /// and are counted. Codes follow the first appearance of values in the file, for any number of threads.
    /// - Parameters:
    ///   - path: The file; `-` is standard input (text or compressed text).
    ///   - name: The name of the table.
    ///   - options: How to read.
    /// - Returns: The table, the rows set aside and the file's digest.
    /// - Throws: ``RegisterError`` when the file cannot be opened, decompressed or understood; a quote that is
    ///   never closed is an error that names the line on which it opens.
    /// - Complexity: O(bytes); memory is the table, and about 50 MB for chunks at work on one or two threads.
    public static func read(
        path: String,
        name: String,
        options: ReadOptions = ReadOptions()
    ) throws(RegisterError) -> ReadResult {
        let file = try FileSource(path: path, waiting: options.waiting)
        let peeked = try PeekedSource(file, count: 64)
        let report = { if let progress = options.progress { progress(file.bytesRead, file.size) } }
        let share = { file.size.map { Double(file.bytesRead) / Double(max(1, $0)) } }
        switch FileFormat(peeked.sample) {
        case .zstd:
            let source = try ZstdSource(peeked, name: file.name)
            let reader = try DelimitedReader(
                source,
                name: file.name,
                options: options,
                digestsText: false,
                progress: report,
                shareRead: share
            )
            return try reader.read(table: name) { (file.bytesRead, source.digest.hexadecimal) }
        case .gzip:
            let source = try GzipSource(peeked, name: file.name)
            let reader = try DelimitedReader(
                source,
                name: file.name,
                options: options,
                digestsText: false,
                progress: report,
                shareRead: share
            )
            return try reader.read(table: name) { (file.bytesRead, source.digest.hexadecimal) }
        case .sqlite:
            return try SQLiteReader(path: path, options: options, size: file.size).read(table: name)
        case .unsupported(let format):
            throw RegisterError(
                .unsupportedFormat,
                at: file.name,
                "the file is \(format); text (CSV), text in zstd or gzip, or a SQLite database is expected"
            )
        case .text:
            let reader = try DelimitedReader(
                peeked,
                name: file.name,
                options: options,
                digestsText: true,
                progress: report,
                shareRead: share
            )
            return try reader.read(table: name) { (file.bytesRead, "") }
        }
    }
}

/// The format of a file, told by its first bytes.
enum FileFormat: Equatable {
    case zstd
    case gzip
    case sqlite
    case text
    /// A well-known format that is not read.
    case unsupported(String)

    init(_ head: [UInt8]) {
        if head.starts(with: [0x28, 0xb5, 0x2f, 0xfd]) || Self.isSkippableFrame(head) {
            self = .zstd
        } else if head.starts(with: [0x1f, 0x8b]) {
            self = .gzip
        } else if head.starts(with: Array("SQLite format 3\0".utf8)) {
            self = .sqlite
        } else if head.starts(with: [0x50, 0x4b, 0x03, 0x04]) {
            self = .unsupported("a ZIP archive or an Excel workbook")
        } else if head.starts(with: Array("PAR1".utf8)) {
            self = .unsupported("Parquet")
        } else if head.starts(with: Array("BZh".utf8)) {
            self = .unsupported("bzip2")
        } else if head.starts(with: [0xfd, 0x37, 0x7a, 0x58, 0x5a]) {
            self = .unsupported("xz")
        } else {
            self = .text
        }
    }

    /// Zstd files may begin with frames of user data, 0x184D2A50 to 0x184D2A5F.
    private static func isSkippableFrame(_ head: [UInt8]) -> Bool {
        head.count >= 4 && head[0] & 0xf0 == 0x50 && head[1] == 0x2a && head[2] == 0x4d && head[3] == 0x18
    }
}
