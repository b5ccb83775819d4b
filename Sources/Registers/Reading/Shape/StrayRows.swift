import Columns

/// Finds rows of a table that are no records by their looks: totals with what stands below them, subtotals and titles of
/// pages among the records, a second header.
///
/// Such rows have few values, and the first cell has another shape than the identifiers of the register.
struct StrayRows {
    private let columns: [CodedColumn]
    private let rowCount: Int
    /// The shapes of the first column's values, runs of one kind of character as one; empty where they are of all kinds.
    private let shapes: Set<[UInt8]>
    /// Whether nearly every row has a value in the first column.
    private let isFirstFilled: Bool

    /// A footer is looked for in so many rows at the end, titles in so many rows above a header that recurs.
    private static let longestFooter = 20
    private static let longestTitle = 3
    private static let sampleSize = 2000
    /// Titles of groups stand above so many rows at least, themselves included.
    private static let fewestPerTitle = 4
    /// A shape must have this share of the values looked at, and all such shapes together the other.
    private static let leastShape = 0.1
    private static let mostShapes = 0.9

    init(_ columns: [CodedColumn]) {
        self.columns = columns
        rowCount = columns.first?.codes.count ?? 0
        guard let first = columns.first, rowCount > 0 else {
            (shapes, isFirstFilled) = ([], false)
            return
        }
        var counts: [[UInt8]: Int] = [:]
        var examined = 0
        let step = max(1, first.values.count / Self.sampleSize)
        for code in stride(from: 1, to: first.values.count, by: step) {
            counts[Self.shape(Array(first.values.slice(UInt32(code)))), default: 0] += 1
            examined += 1
        }
        let frequent = counts.filter { Double($0.value) >= Self.leastShape * Double(examined) }
        let covered = Double(frequent.values.reduce(0, +))
        shapes = covered >= Self.mostShapes * Double(examined) ? Set(frequent.keys) : []
        isFirstFilled = first.codes.count { $0 == 0 } * 50 <= rowCount
    }

    /// The rows at the end that are a footer: those of other shapes than records, and what stands below a total.
    func footer(besides dropped: Set<UInt32>) -> [UInt32] {
        guard columns.count >= 3, rowCount > 0 else { return [] }
        var found: [UInt32] = []
        var below: [UInt32] = []
        for row in stride(from: rowCount - 1, through: max(0, rowCount - Self.longestFooter), by: -1) {
            if dropped.contains(UInt32(row)) { continue }
            guard isSparse(row) else { break }
            below.append(UInt32(row))
            if isTotals(row) || hasOtherShape(row) {
                found += below
                below = []
            }
        }
        return found
    }

    /// Rows of subtotals and titles of pages among the records, and titles above headers that recur.
    func among(headers: [UInt32], besides dropped: Set<UInt32>) -> [UInt32] {
        guard columns.count >= 3, let first = columns.first else { return [] }
        var rows = titles(besides: dropped)
        for header in headers {
            for row in stride(from: Int(header) - 1, through: max(0, Int(header) - Self.longestTitle), by: -1)
            {
                if rows.contains(UInt32(row)) { continue }
                if dropped.contains(UInt32(row)) { continue }
                guard isSparse(row), hasOtherShape(row) else { break }
                rows.append(UInt32(row))
            }
        }
        let marks = (1..<UInt32(max(1, first.values.count))).filter { code in
            first.values.withBytes(code) { Self.mayBeWord($0) }
                && CellText.isBreak(Array(first.values.slice(code)))
        }
        if marks.isEmpty || shapes.isEmpty { return rows }
        let wanted = Set(marks)
        let known = dropped.union(rows)
        for (row, code) in first.codes.enumerated() where code != 0 && wanted.contains(code) {
            if !known.contains(UInt32(row)), isSparse(row), hasOtherShape(row) { rows.append(UInt32(row)) }
        }
        return rows
    }

    /// Rows with a first cell alone that is no identifier: titles of groups of records.
    private func titles(besides dropped: Set<UInt32>) -> [UInt32] {
        guard columns.count > 3, !shapes.isEmpty else { return [] }
        var rows: [UInt32] = []
        for (row, code) in columns[1].codes.enumerated() where code == 0 && columns[0].codes[row] != 0 {
            if columns.dropFirst(2).contains(where: { $0.codes[row] != 0 }) { continue }
            if !dropped.contains(UInt32(row)), hasOtherShape(row) { rows.append(UInt32(row)) }
        }
        // So many are no titles, but records of which little is known.
        return rows.count * Self.fewestPerTitle <= rowCount ? rows : []
    }

    /// Whether the first row is a second header: names of columns in other words, or the types of their values.
    func isSecondHeader(besides dropped: Set<UInt32>) -> Bool {
        guard columns.count >= 3, rowCount > 1, !dropped.contains(0) else { return false }
        var (filled, names, types) = (0, 0, 0)
        for column in columns {
            let code = column.codes[0]
            if code == 0 { continue }
            filled += 1
            let cell = Array(column.values.slice(code))
            let isType = CellText.isType(cell)
            let text = String(decoding: cell, as: UTF8.self)
            let isName = HeaderVocabulary.role(of: text).map { $0.confidence >= 0.7 } ?? false
            // A value that recurs is none of a header's.
            if !isType && !isName || column.codes.dropFirst().contains(code) { continue }
            if isType { types += 1 }
            if isName { names += 1 }
        }
        // Several columns of text are of one type each.
        return filled >= 3 && (names * 4 >= filled * 3 || types * 4 >= filled * 3)
    }

    // MARK: One row

    private func isSparse(_ row: Int) -> Bool {
        columns.count { $0.codes[row] != 0 } * 2 <= columns.count
    }

    private func isTotals(_ row: Int) -> Bool {
        guard let first = columns.first(where: { $0.codes[row] != 0 }) else { return false }
        return CellText.isTotals(Array(first.values.slice(first.codes[row])))
    }

    /// Whether the first cell is no identifier, by its shape.
    private func hasOtherShape(_ row: Int) -> Bool {
        if shapes.isEmpty { return false }
        let code = columns[0].codes[row]
        if code == 0 { return isFirstFilled }
        return !shapes.contains(Self.shape(Array(columns[0].values.slice(code))))
    }

    /// The shape of a cell, a run of digits or of letters as one of them.
    private static func shape(_ cell: [UInt8]) -> [UInt8] {
        var runs: [UInt8] = []
        for byte in CellText.shape(cell) where runs.last != byte { runs.append(byte) }
        return runs
    }

    /// Whether a value begins with three letters, as words for totals and pages do.
    private static func mayBeWord(_ value: ByteView) -> Bool {
        value.count >= 3 && (0..<3).allSatisfy { value[$0] >= 0x80 || (value[$0] | 0x20) &- 97 < 26 }
    }
}
