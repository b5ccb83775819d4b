import Columns

/// Takes out of a table the rows that are no records: headers that recur, rows without any value, totals, titles.
struct TableTrim {
    /// Rows that repeat the header.
    private(set) var repeatedHeaders = 0
    /// Rows without any value.
    private(set) var blankRows = 0
    /// Rows of totals and the like below the last record.
    private(set) var totals = 0
    /// Rows of subtotals and titles of pages among the records.
    private(set) var strayRows = 0
    /// Whether the row below the header is a second one.
    private(set) var hasSecondHeader = false
    /// Whether the last row is cut off and was taken out.
    private(set) var cutOff = false

    /// The columns without the rows that are no records.
    ///
    /// - Parameters:
    ///   - columns: All columns of the file.
    ///   - headers: What the header says of each.
    ///   - footerRows: Rows at the end that are known to be a footer.
    ///   - isCutOff: Whether the last row is known to be incomplete.
    /// - Complexity: O(rows) for a column or two; O(rows) for all columns if rows are taken out.
    mutating func trim(
        _ columns: [CodedColumn],
        headers: [String],
        footerRows: Int,
        isCutOff: Bool
    ) -> [CodedColumn] {
        guard let rowCount = columns.first?.codes.count, rowCount > 0 else { return columns }
        var drops = repeats(of: headers, in: columns)
        repeatedHeaders = drops.count
        drops += rules(behind: drops, columns)
        let blank = blank(in: columns)
        blankRows = blank.count
        drops += blank
        var dropped = Set(drops)
        for row in max(0, rowCount - footerRows)..<rowCount where dropped.insert(UInt32(row)).inserted {
            totals += 1
        }
        if isCutOff, dropped.insert(UInt32(rowCount - 1)).inserted { cutOff = true }
        let stray = StrayRows(columns)
        if !headers.isEmpty, stray.isSecondHeader(besides: dropped) {
            dropped.insert(0)
            hasSecondHeader = true
        }
        for row in stray.footer(besides: dropped) where dropped.insert(row).inserted { totals += 1 }
        for row in stray.among(headers: Array(drops.prefix(repeatedHeaders)), besides: dropped)
        where dropped.insert(row).inserted { strayRows += 1 }
        if dropped.isEmpty { return columns }
        let kept = (0..<UInt32(rowCount)).filter { !dropped.contains($0) }
        return columns.map { $0.only(kept).column }
    }

    /// The rows that say in each column what the header says.
    private func repeats(of headers: [String], in columns: [CodedColumn]) -> [UInt32] {
        guard headers.count == columns.count, headers.count(where: { !$0.isEmpty }) >= 2 else { return [] }
        var codes: [[UInt32]] = []
        for (header, column) in zip(headers, columns) {
            let text = Array(header.utf8)
            // Files that were put together keep the byte order mark of the second.
            let spellings = text.isEmpty ? [] : [text, [0xef, 0xbb, 0xbf] + text]
            let found: [UInt32] =
                text.isEmpty ? [0] : spellings.flatMap { Self.codes(of: $0, in: column.values) }
            if found.isEmpty { return [] }
            codes.append(found)
        }
        let first = headers.firstIndex { !$0.isEmpty } ?? 0
        var rows: [UInt32] = []
        for (row, code) in columns[first].codes.enumerated() where codes[first].contains(code) {
            if columns.indices.allSatisfy({ codes[$0].contains(columns[$0].codes[row]) }) {
                rows.append(UInt32(row))
            }
        }
        return rows
    }

    /// The codes of a text, in any case.
    private static func codes(of text: [UInt8], in values: ValueDictionary) -> [UInt32] {
        values.codes(ofLength: text.count) { value in
            zip(value, text).allSatisfy { a, b in
                a == b || (a ^ b) == 0x20 && (a | 0x20) &- 97 < 26
            }
        }
    }

    /// The rows of hyphens below repeated headers.
    private func rules(behind rows: [UInt32], _ columns: [CodedColumn]) -> [UInt32] {
        rows.map { $0 + 1 }.filter { row in
            guard columns[0].codes.indices.contains(Int(row)) else { return false }
            return columns.allSatisfy { column in
                let code = column.codes[Int(row)]
                return code == 0 || CellText.isRule(Array(column.values.slice(code)))
            }
        }
    }

    /// The rows without a value.
    private func blank(in columns: [CodedColumn]) -> [UInt32] {
        // In a table of one column a row says by its quotes that its value is empty.
        if columns.count < 2 { return [] }
        // A column without gaps rules them out; most registers have one among the first.
        for column in columns where !column.codes.contains(0) { return [] }
        return columns[0].codes.indices.filter { row in columns.allSatisfy { $0.codes[row] == 0 } }
            .map { UInt32($0) }
    }
}
