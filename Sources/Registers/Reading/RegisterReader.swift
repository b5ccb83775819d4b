import Columns

/// Reads register files into tables.
public enum RegisterReader {
    /// Reads a file of separated values, plain or compressed, or a table of a SQLite database.
    ///
    /// The format is told by the file's first bytes, whatever its name: zstd, gzip, SQLite, else text. Text is
    /// in UTF-8 or another encoding, told by its bytes, and follows RFC 4180 with any delimiter; line ends are LF,
    /// CRLF or (without any LF) CR; quotes inside unquoted fields are ordinary bytes. Blanks (ASCII white space)
    /// at the ends of values are dropped, what is left empty is missing (code 0), blank lines are skipped. Rows
    /// with too many fields or too few for their columns, NUL bytes or text after a closing quote are set aside
    /// and reported; whatever else is mended, assumed or passed over is told by a notice. Codes follow the first
    /// appearance of values in the file, for any number of threads.
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
        let format = FileFormat(peeked.sample)
        switch format {
        case .sqlite:
            return try SQLiteReader(path: path, options: options, size: file.size).read(table: name)
        case .unsupported(let format):
            throw RegisterError(
                .unsupportedFormat,
                at: file.name,
                "the file is \(format); text (CSV), text in zstd or gzip, or a SQLite database is expected"
            )
        case .zstd, .gzip, .text: break
        }
        var first: (FileSource, PeekedSource)? = (file, peeked)
        let reading = TextReading(name: file.name, options: options, canReopen: file.size != nil) {
            () throws(RegisterError) -> OpenedText in
            let (file, peeked): (FileSource, PeekedSource)
            if let first { (file, peeked) = first } else { (file, peeked) = try reopened(path) }
            first = nil
            return try opened(file, peeked, format, options)
        }
        return try reading.read(table: name)
    }

    private static func reopened(_ path: String) throws(RegisterError) -> (FileSource, PeekedSource) {
        let file = try FileSource(path: path)
        return (file, try PeekedSource(file, count: 64))
    }

    private static func opened(
        _ file: FileSource,
        _ peeked: PeekedSource,
        _ format: FileFormat,
        _ options: ReadOptions
    ) throws(RegisterError) -> OpenedText {
        let report = { if let progress = options.progress { progress(file.bytesRead, file.size) } }
        let share = { file.size.map { Double(file.bytesRead) / Double(max(1, $0)) } }
        func text(
            _ source: any ByteSource,
            isAsStored: Bool,
            _ sha256: @escaping () -> String
        ) -> OpenedText {
            OpenedText(
                source: source,
                isAsStored: isAsStored,
                stored: { (file.bytesRead, sha256()) },
                progress: report,
                shareRead: share
            )
        }
        switch format {
        case .zstd:
            let source = try ZstdSource(peeked, name: file.name)
            return text(source, isAsStored: false) { source.digest.hexadecimal }
        case .gzip:
            let source = try GzipSource(peeked, name: file.name)
            return text(source, isAsStored: false) { source.digest.hexadecimal }
        default: return text(peeked, isAsStored: true) { "" }
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
        } else if head.starts(with: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
            self = .unsupported("an Excel workbook of old (XLS) or another Office file")
        } else if head.starts(with: Array("%PDF-".utf8)) {
            self = .unsupported("a PDF document")
        } else if head.starts(with: Array("{\\rtf".utf8)) {
            self = .unsupported("an RTF document")
        } else if let markup = Self.markup(head) {
            self = .unsupported(markup)
        } else {
            self = .text
        }
    }

    /// Markup and JSON, told by their first characters; programs give them names that end in `.xls` or `.csv`.
    private static func markup(_ head: [UInt8]) -> String? {
        let start = head.starts(with: [0xef, 0xbb, 0xbf]) ? head.dropFirst(3) : head[...]
        let text = String(decoding: start.drop(while: Dialect.isBlank).prefix(20), as: UTF8.self).lowercased()
        if ["<!doctype", "<html", "<table", "<head", "<body"].contains(where: text.hasPrefix) {
            return "an HTML page"
        }
        if text.hasPrefix("<?xml") { return "XML" }
        let pairs = text.filter { !$0.isWhitespace }
        return ["{\"", "[{", "[["].contains(where: pairs.hasPrefix) ? "JSON" : nil
    }

    /// Zstd files may begin with frames of user data, 0x184D2A50 to 0x184D2A5F.
    private static func isSkippableFrame(_ head: [UInt8]) -> Bool {
        head.count >= 4 && head[0] & 0xf0 == 0x50 && head[1] == 0x2a && head[2] == 0x4d && head[3] == 0x18
    }
}
