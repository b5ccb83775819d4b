import CByteMask

/// Cuts text that starts at a row into pieces of whole rows.
enum RowSplitter {
    /// Where text can be cut, and what is left over.
    struct Cuts {
        /// The ends of the pieces, each just behind a line end outside quotes.
        var ends: [Int] = []
        /// Whether the text ends within a quoted part.
        var endsQuoted = false
    }

    /// The cuts of `count` bytes of text into pieces of about `pieceSize` bytes.
    ///
    /// Behind the last cut there is at most one unfinished row.
    /// - Complexity: O(bytes), several bytes per nanosecond; no allocation but the cuts.
    static func cuts(
        of text: UnsafePointer<UInt8>,
        count: Int,
        pieceSize: Int,
        dialect: Dialect
    ) -> Cuts {
        var cuts = Cuts()
        var quotes = QuoteMask()
        var lastRowEnd = 0
        var target = pieceSize
        var i = 0
        while i < count {
            // SAFETY: a text buffer can be read 64 bytes beyond its end; such bits are cleared.
            let valid: UInt64 = count - i >= 64 ? ~0 : (1 &<< UInt64(count - i)) &- 1
            let newlines = bm_equal64(text + i, dialect.newline) & valid
            let marks = bm_equal64(text + i, 0x22) & valid
            var separators = newlines
            if marks != 0 || quotes.inside || valid != ~0 {
                separators |= bm_equal64(text + i, dialect.delimiter) & valid
            } else if text[i + 63] == dialect.delimiter {
                separators |= 1 &<< 63
            }
            var ends = newlines & ~quotes.quoted(quotes: marks, separators: separators)
            if ends != 0 {
                while i + 64 > target && ends != 0 {
                    let end = i + ends.trailingZeroBitCount + 1
                    if end >= target {
                        cuts.ends.append(end)
                        target = end + pieceSize
                    }
                    lastRowEnd = end
                    ends &= ends &- 1
                }
                if ends != 0 { lastRowEnd = i + 64 - ends.leadingZeroBitCount }
            }
            i += 64
        }
        if lastRowEnd > cuts.ends.last ?? 0 { cuts.ends.append(lastRowEnd) }
        cuts.endsQuoted = quotes.inside
        return cuts
    }
}
