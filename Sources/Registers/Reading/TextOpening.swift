/// What the beginning of a text tells: encoding, dialect, header, and where the rows start.
struct TextOpening: Sendable {
    var dialect: Dialect
    var headers: [String]
    var hasHeader: Bool
    var hasBOM: Bool
    /// Where the first row of data starts.
    var dataStart: Int
    /// Line ends before the first row of data.
    var linesBefore: Int

    /// Looks at the beginning of a text.
    /// - Parameters:
    ///   - sample: The first bytes.
    ///   - isWhole: Whether the sample is the whole text.
    ///   - options: What is known already.
    ///   - location: The file's name for messages.
    /// - Throws: ``RegisterError`` for UTF-16, an empty file or a header that cannot be used.
    init(
        _ sample: [UInt8],
        isWhole: Bool,
        options: ReadOptions,
        location: String
    ) throws(RegisterError) {
        if let encoding = Self.wideEncoding(sample) {
            throw RegisterError(
                .unsupportedEncoding,
                at: location,
                "the text is \(encoding), UTF-8 is expected; convert it, for instance with "
                    + "“iconv -f \(encoding) -t UTF-8”"
            )
        }
        hasBOM = sample.starts(with: [0xef, 0xbb, 0xbf])
        let bom = hasBOM ? 3 : 0
        let text = Array(sample[bom...])
        let dialect = Dialect.detect(text, isWhole: isWhole, delimiter: options.delimiter)
        self.dialect = dialect
        var cursor = RowCursor(text, dialect: dialect)
        guard let row = cursor.next() else {
            if isWhole {
                throw RegisterError(
                    .emptyFile,
                    at: location,
                    "the file holds no rows; a header and rows of values are expected"
                )
            }
            throw RegisterError(
                .badHeader,
                at: location,
                "the first \(sample.count) bytes are blank; a header is expected there"
            )
        }
        let lines = text[..<row.start].count { $0 == dialect.newline }
        let place = "\(location):\(lines + 1)"
        if let quote = row.openQuote {
            let line = text[..<quote].count { $0 == dialect.newline } + 1
            throw RegisterError(
                .unclosedQuote,
                at: "\(location):\(line)",
                "a quote opens in the first row and is not closed; close it or remove it"
            )
        }
        if !row.isComplete && !isWhole {
            throw RegisterError(
                .badHeader,
                at: place,
                "the first row does not end within \(sample.count) bytes; a header is expected there"
            )
        }
        let names = row.fields.map { String(decoding: $0, as: UTF8.self) }
        hasHeader = options.hasHeader ?? !Self.looksLikeData(names)
        if hasHeader && (row.hasTextAfterQuote || text[row.start..<row.end].contains(0)) {
            throw RegisterError(
                .badHeader,
                at: place,
                "the header has \(row.hasTextAfterQuote ? "text after a closing quote" : "a NUL byte"); "
                    + "correct the first row"
            )
        }
        headers = hasHeader ? names : names.map { _ in "" }
        let start = hasHeader ? row.end : row.start
        linesBefore = text[..<start].count { $0 == dialect.newline }
        dataStart = bom + start
    }

    /// The name of a UTF-16 or UTF-32 encoding, told by its byte order mark or its many zero bytes.
    private static func wideEncoding(_ sample: [UInt8]) -> String? {
        if sample.starts(with: [0xff, 0xfe, 0, 0]) { return "UTF-32LE" }
        if sample.starts(with: [0, 0, 0xfe, 0xff]) { return "UTF-32BE" }
        if sample.starts(with: [0xff, 0xfe]) { return "UTF-16LE" }
        if sample.starts(with: [0xfe, 0xff]) { return "UTF-16BE" }
        let head = sample.prefix(1024)
        if head.count < 4 { return nil }
        var zeros = [0, 0]
        for (index, byte) in head.enumerated() where byte == 0 { zeros[index & 1] += 1 }
        // Latin text has a zero in every other byte, and nowhere else.
        if zeros[1] * 4 > head.count && zeros[0] == 0 { return "UTF-16LE" }
        if zeros[0] * 4 > head.count && zeros[1] == 0 { return "UTF-16BE" }
        return nil
    }

    /// Whether a first row holds values rather than names: a third of its cells are numbers or dates.
    private static func looksLikeData(_ cells: [String]) -> Bool {
        let filled = cells.filter { !$0.isEmpty }
        let numeric = filled.count { cell in
            cell.utf8.contains { $0 >= 0x30 && $0 <= 0x39 }
                && cell.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || "+-./: ".utf8.contains($0) }
        }
        return numeric > 0 && numeric * 3 >= filled.count
    }
}
