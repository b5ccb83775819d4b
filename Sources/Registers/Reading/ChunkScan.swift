import CByteMask

/// Where the fields and rows of one chunk of text lie.
///
/// Field `k` of the chunk is `starts[k]..<starts[k + 1] - 1`; row `r` ends with the field before
/// `rowEnds[r]`. Reused from chunk to chunk.
final class ChunkScan: @unchecked Sendable {
    // @unchecked: one worker at a time parses a chunk.
    private(set) var starts: UnsafeMutablePointer<UInt32>
    private(set) var rowEnds: UnsafeMutablePointer<UInt32>
    /// The first field of each row that is kept; filled by the row checks.
    private(set) var rowFirst: UnsafeMutablePointer<UInt32>
    private var capacity: Int
    private var startsCapacity: Int
    private(set) var fieldCount = 0
    /// Where the next row that was filled up gets its fields, behind those of the text.
    private var nextFilled = 0
    private(set) var rowCount = 0
    /// Line ends, those within quoted fields included.
    private(set) var lineCount = 0
    private(set) var hasQuotes = false
    private(set) var hasNUL = false
    /// Whether some quoted field needs a closer look: doubled quotes, or bytes behind its closing quote.
    private(set) var irregularQuotes = false

    init() {
        capacity = 1024
        startsCapacity = capacity
        starts = .allocate(capacity: capacity + 1)
        rowEnds = .allocate(capacity: capacity + 1)
        rowFirst = .allocate(capacity: capacity)
    }

    deinit {
        starts.deallocate()
        rowEnds.deallocate()
        rowFirst.deallocate()
    }

    private func reserve(_ wanted: Int) {
        if wanted <= capacity { return }
        capacity = wanted
        startsCapacity = wanted
        starts.deallocate()
        rowEnds.deallocate()
        rowFirst.deallocate()
        starts = .allocate(capacity: capacity + 1)
        rowEnds = .allocate(capacity: capacity + 1)
        rowFirst = .allocate(capacity: capacity)
    }

    /// Finds the fields of `count` bytes that start at a row and end behind a row.
    /// - Complexity: O(bytes + fields); pages of the index are only touched as fields are found.
    func scan(_ text: UnsafePointer<UInt8>, count: Int, dialect: Dialect) {
        // Every byte could be a separator.
        reserve(count)
        let starts = self.starts
        let rowEnds = self.rowEnds
        var fields = 0
        var rows = 0
        // Line ends within quoted fields.
        var lines = 0
        var anyQuote: UInt64 = 0
        var anyNUL: UInt64 = 0
        var quotes = QuoteMask()
        let delimiter = dialect.delimiter
        let newline = dialect.newline
        starts[0] = 0
        var i = 0
        while i < count {
            // SAFETY: a text buffer can be read 64 bytes beyond its end; such bits are cleared.
            let valid: UInt64 = count &- i >= 64 ? ~0 : (1 &<< UInt64(count &- i)) &- 1
            let newlines = bm_equal64(text + i, newline) & valid
            let separators = newlines | (bm_equal64(text + i, delimiter) & valid)
            let marks = bm_equal64(text + i, 0x22) & valid
            anyQuote |= marks
            anyNUL |= bm_equal64(text + i, 0) & valid
            let quoted = quotes.quoted(quotes: marks, separators: separators)
            let hidden = newlines & quoted
            if hidden != 0 { lines &+= hidden.nonzeroBitCount }
            var found = separators & ~quoted
            // SAFETY: at most `count` separators are found, and the index has room for as many.
            while found != 0 {
                let bit = found.trailingZeroBitCount
                fields &+= 1
                starts[fields] = UInt32(truncatingIfNeeded: i &+ bit &+ 1)
                rowEnds[rows] = UInt32(truncatingIfNeeded: fields)
                rows &+= Int(truncatingIfNeeded: (newlines &>> UInt64(bit)) & 1)
                found &= found &- 1
            }
            i &+= 64
        }
        fieldCount = fields
        nextFilled = fields + 1
        rowCount = rows
        lineCount = rows + lines
        hasQuotes = anyQuote != 0
        hasNUL = anyNUL != 0
        irregularQuotes = quotes.irregular
    }

    /// Fills up a row that lacks its last fields with empty ones, and returns its new first field.
    ///
    /// Its fields are listed once more behind all others; an empty field starts where the one before ends.
    func fill(_ fields: Range<Int>, to wanted: Int) -> Int {
        let first = nextFilled
        nextFilled += wanted + 1
        if nextFilled > startsCapacity {
            startsCapacity = max(nextFilled, startsCapacity * 2)
            let fresh = UnsafeMutablePointer<UInt32>.allocate(capacity: startsCapacity + 1)
            fresh.update(from: starts, count: first)
            starts.deallocate()
            starts = fresh
        }
        // SAFETY: the starts of `fields` and the one behind are known, and there is room from `first` on.
        for k in 0...fields.count { starts[first + k] = starts[fields.lowerBound + k] }
        let end = starts[fields.upperBound]
        for k in fields.count..<wanted { starts[first + k + 1] = end &+ UInt32(k - fields.count + 1) }
        return first
    }
}
