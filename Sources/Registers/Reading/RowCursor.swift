/// Reads rows one by one, byte by byte: for headers and samples, where speed does not matter.
struct RowCursor {
    /// A row that is not blank.
    struct Row {
        /// The fields as values: quotes removed, blanks trimmed.
        var fields: [[UInt8]] = []
        /// Where the row starts.
        var start = 0
        /// Where the next row starts.
        var end = 0
        /// Whether the row ends with a line end.
        var isComplete = false
        /// Where a quote opened that was not closed.
        var openQuote: Int?
        /// Whether a field goes on after its closing quote.
        var hasTextAfterQuote = false
    }

    private let bytes: [UInt8]
    private let dialect: Dialect
    private(set) var offset = 0

    init(_ bytes: [UInt8], dialect: Dialect, from start: Int = 0) {
        self.bytes = bytes
        self.dialect = dialect
        offset = start
    }

    /// The next row, blank lines skipped; nil at the end.
    mutating func next() -> Row? {
        while offset < bytes.count {
            let row = readRow()
            let isBlank = !bytes[row.start..<row.end].contains {
                !Dialect.isBlank($0) || $0 == dialect.delimiter
            }
            if !isBlank { return row }
        }
        return nil
    }

    private mutating func readRow() -> Row {
        var row = Row(start: offset)
        while true {
            row.fields.append(readField(&row))
            if offset >= bytes.count { break }
            let separator = bytes[offset]
            offset += 1
            if separator == dialect.newline {
                row.isComplete = true
                break
            }
        }
        row.end = offset
        return row
    }

    private mutating func readField(_ row: inout Row) -> [UInt8] {
        if offset < bytes.count, bytes[offset] == 0x22 { return readQuotedField(&row) }
        let start = offset
        passRest()
        return Self.trimmed(bytes[start..<offset])
    }

    private mutating func readQuotedField(_ row: inout Row) -> [UInt8] {
        var value: [UInt8] = []
        let opened = offset
        offset += 1
        var isClosed = false
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            if byte != 0x22 {
                value.append(byte)
            } else if offset < bytes.count, bytes[offset] == 0x22 {
                value.append(byte)
                offset += 1
            } else {
                isClosed = true
                break
            }
        }
        if !isClosed { row.openQuote = opened }
        let behindQuote = offset
        passRest()
        if bytes[behindQuote..<offset].contains(where: { !Dialect.isBlank($0) }) {
            row.hasTextAfterQuote = true
        }
        value += bytes[behindQuote..<offset]
        return Self.trimmed(value[...])
    }

    /// Goes on to the next separator.
    private mutating func passRest() {
        let (delimiter, newline) = (dialect.delimiter, dialect.newline)
        var i = offset
        bytes.withUnsafeBufferPointer { bytes in
            while i < bytes.count, bytes[i] != delimiter, bytes[i] != newline { i += 1 }
        }
        offset = i
    }

    /// A value without the blanks at its ends.
    static func trimmed(_ value: [UInt8]) -> [UInt8] { trimmed(value[...]) }

    private static func trimmed(_ value: ArraySlice<UInt8>) -> [UInt8] {
        let range = trimmedEnd(value)
        var start = range.startIndex
        while start < range.endIndex, Dialect.isBlank(range[start]) { start += 1 }
        return Array(range[start...])
    }

    /// A value without the blanks at its end.
    static func trimmedEnd(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var end = value.endIndex
        while end > value.startIndex, Dialect.isBlank(value[end - 1]) { end -= 1 }
        return value[..<end]
    }
}
