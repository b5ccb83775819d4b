/// The rows at the beginning of a text, with the number of fields most of them have.
struct SampleRows {
    /// A row and the line it starts on, from 1.
    struct Row {
        var fields: [[UInt8]]
        var line: Int
        var start: Int
        var end: Int
        var openQuote: Int?
        var hasTextAfterQuote: Bool
        var isComplete: Bool

        var width: Int { fields.count }
        /// The fields that are not empty.
        var filled: Int { fields.count { !$0.isEmpty } }
        /// The fields without empty ones at the end.
        var trimmedWidth: Int { (fields.lastIndex { !$0.isEmpty } ?? -1) + 1 }
    }

    let dialect: Dialect
    let rows: [Row]
    /// The number of fields that most rows have, of equally frequent ones the first row's.
    let usualWidth: Int
    /// The share of rows that have it, 0…1.
    let share: Double

    /// Reads up to `limit` rows from `start` on; a last row that the sample cuts off is left out.
    init(_ text: [UInt8], from start: Int = 0, isWhole: Bool, dialect: Dialect, limit: Int) {
        self.dialect = dialect
        var rows: [Row] = []
        var cursor = RowCursor(text, dialect: dialect, from: start)
        var line = 1 + text[..<start].count { $0 == dialect.newline }
        var counted = start
        while rows.count < limit, let row = cursor.next() {
            if !row.isComplete && !isWhole && !rows.isEmpty { break }
            line += text[counted..<row.start].count { $0 == dialect.newline }
            counted = row.start
            // A row without values says nothing; it may be a blank line with a tab.
            if row.fields.allSatisfy(\.isEmpty) { continue }
            rows.append(
                Row(
                    fields: row.fields,
                    line: line,
                    start: row.start,
                    end: row.end,
                    openQuote: row.openQuote,
                    hasTextAfterQuote: row.hasTextAfterQuote,
                    isComplete: row.isComplete
                )
            )
        }
        self.rows = rows
        var counts: [Int: Int] = [:]
        for row in rows { counts[row.width, default: 0] += 1 }
        let first = rows.first?.width ?? 0
        // The widest of equally frequent ones, but the first row's before all.
        let usual = counts.max { a, b in
            (a.value, a.key == first ? 1 : 0, a.key) < (b.value, b.key == first ? 1 : 0, b.key)
        }
        usualWidth = usual?.key ?? 0
        share = Double(usual?.value ?? 0) / Double(max(1, rows.count))
    }

    /// How many rows are whole and well quoted: for comparing ways to read a text.
    var goodRows: Int {
        rows.count { $0.width == usualWidth && !$0.hasTextAfterQuote && $0.openQuote == nil }
    }
}
