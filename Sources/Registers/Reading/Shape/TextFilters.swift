/// The filters that a text needs before it can be read as separated values.
struct TextFilters: Sendable, Equatable {
    /// Carriage returns end rows, too.
    var loneReturns = false
    /// Backslashes escape quotes, in fields parted by this byte.
    var escapedQuotes: UInt8?
    /// Rows are quoted as a whole.
    var wrappedRows = false
    /// Columns are aligned by blanks.
    var aligned: AlignedColumnFilter.Way?

    /// No filters.
    init() {}

    /// Whether text is read as it stands.
    var isEmpty: Bool { self == TextFilters() }

    /// The filters in the order of their work.
    private var all: [any TextFilter] {
        if isEmpty { return [] }
        var filters: [any TextFilter] = [ByteOrderMarkFilter()]
        if loneReturns { filters.append(LoneReturnFilter()) }
        if wrappedRows { filters.append(WrappedRowFilter()) }
        if let delimiter = escapedQuotes { filters.append(EscapedQuoteFilter(delimiter: delimiter)) }
        if let aligned { filters.append(AlignedColumnFilter(aligned)) }
        return filters
    }

    /// A source whose text passes through the filters.
    func applied(to source: any ByteSource) -> any ByteSource {
        all.reduce(source) { FilteredSource($0, $1) }
    }

    private func applied(to sample: [UInt8], isWhole: Bool) -> [UInt8] {
        all.reduce(sample) { $1.applied(to: $0, isWhole: isWhole) }
    }

    /// Rows by which filters are judged.
    private static let judgedRows = 500

    /// Finds the filters that the beginning of a text needs, beside those already known.
    ///
    /// A filter is taken where more rows become whole and well quoted by it.
    /// - Throws: ``RegisterError/Code/unsupportedFormat`` for columns of fixed width without a line of hyphens.
    init(
        for sample: [UInt8],
        isWhole: Bool,
        delimiter: UInt8?,
        known: TextFilters,
        location: String
    ) throws(RegisterError) {
        self = known
        func rows(_ filters: TextFilters) -> SampleRows {
            let text = filters.applied(to: sample, isWhole: isWhole)
            let start = text.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
            let dialect = Dialect.detect(text, from: start, isWhole: isWhole, delimiter: delimiter)
            return SampleRows(text, from: start, isWhole: isWhole, dialect: dialect, limit: Self.judgedRows)
        }
        var found = rows(self)
        func consider(_ change: (inout TextFilters) -> Void) {
            var candidate = self
            change(&candidate)
            if candidate == self { return }
            let other = rows(candidate)
            if other.goodRows > found.goodRows && other.usualWidth > 1 {
                self = candidate
                found = other
            }
        }
        if sample.contains(0x0a), Self.hasLoneReturn(sample) { consider { $0.loneReturns = true } }
        if Self.hasEscapedQuote(sample) {
            let mark = found.dialect.delimiter
            consider { $0.escapedQuotes = mark }
        }
        if found.usualWidth == 1, delimiter == nil, aligned == nil {
            try findShape(sample, isWhole: isWhole, found, location)
        }
    }

    /// Finds how rows that no delimiter parts are made.
    private mutating func findShape(
        _ sample: [UInt8],
        isWhole: Bool,
        _ found: SampleRows,
        _ location: String
    ) throws(RegisterError) {
        let start = sample.starts(with: ByteOrderMarkFilter.mark) ? ByteOrderMarkFilter.mark.count : 0
        var lines = sample[start...].split(separator: found.dialect.newline, omittingEmptySubsequences: false)
            .map {
                Array(RowCursor.trimmedEnd($0))
            }
        if !isWhole { lines.removeLast() }
        let filled = lines.prefix(Self.judgedRows).filter { !$0.isEmpty }
        if filled.count < 2 { return }
        if filled.allSatisfy({ $0.count > 2 && $0.first == 0x22 && $0.last == 0x22 }) {
            let text = WrappedRowFilter().applied(to: Array(sample[start...]), isWhole: isWhole)
            let dialect = Dialect.detect(text, isWhole: isWhole, delimiter: nil)
            let rows = SampleRows(text, isWhole: isWhole, dialect: dialect, limit: Self.judgedRows)
            if rows.usualWidth > 1 && rows.share > 0.9 {
                wrappedRows = true
                return
            }
        }
        if let way = AlignedColumnFilter.ruled(Array(lines)) {
            aligned = way
            return
        }
        let widths = filled.map { AlignedColumnFilter.fields($0).count }
        let parted = Set(widths).contains { width in
            width > 1 && widths.count { $0 == width } * 10 >= widths.count * 9
        }
        if parted {
            aligned = .blanks
        } else if widths.count(where: { $0 > 1 }) * 10 >= widths.count * 9 {
            throw RegisterError(
                .unsupportedFormat,
                at: location,
                "the columns seem to be of fixed width, with blanks between them; export the table with a "
                    + "delimiter, such as a comma"
            )
        }
    }

    private static func hasLoneReturn(_ sample: [UInt8]) -> Bool {
        sample.indices.dropLast().contains { sample[$0] == 0x0d && sample[$0 + 1] != 0x0a }
    }

    private static func hasEscapedQuote(_ sample: [UInt8]) -> Bool {
        sample.indices.dropLast().contains { sample[$0] == 0x5c && sample[$0 + 1] == 0x22 }
    }
}
