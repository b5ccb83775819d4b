/// Tables of one population by one axis or two, with its total, that are protected together.
///
/// A table by sex and age group, one by sex and district, one by sex alone: they share totals, and what one
/// shows tells on the others. Sums of cells stand for margins that are not among the tables.
public struct TableFamily: Sendable {
    /// One table.
    public struct Table: Sendable, Equatable {
        /// Its axes by number, in its order: none for the total, one or two.
        public let axes: [Int]
        /// Its estimates, last axis fastest; 0 or more.
        public let values: [Double]
        /// Per cell: the records that contribute.
        public let records: [Int]

        /// A table from its axes and cells.
        public init(axes: [Int], values: [Double], records: [Int]) {
            self.axes = axes
            self.values = values
            self.records = records
        }
    }

    /// The tables, as they were given.
    public let tables: [Table]
    private let lengths: [Int]
    /// The tables of which all others are margins, those of two axes first, axes ascending.
    private let wide: [Table]

    /// A family of tables over axes of the given lengths.
    ///
    /// - Throws: ``DisclosureError`` for tables of more than two axes, or cells that do not fit or are out of range.
    public init(_ tables: [Table], lengths: [Int]) throws(DisclosureError) {
        for (t, table) in tables.enumerated() {
            if table.axes.count > 2 || Set(table.axes).count < table.axes.count {
                throw DisclosureError(
                    .unsuitableMethod,
                    at: "tables[\(t)].axes",
                    "found \(table.axes.count) axes; expected at most two different ones; use cell_key for others"
                )
            }
            let isKnown = table.axes.allSatisfy { lengths.indices.contains($0) && lengths[$0] > 0 }
            let cells = isKnown ? table.axes.reduce(1) { $0 * lengths[$1] } : -1
            if table.values.count != cells || table.records.count != cells {
                throw DisclosureError(
                    .unequalShapes,
                    at: "tables[\(t)]",
                    "found \(table.values.count) values and \(table.records.count) numbers of records; expected "
                        + "one of each per cell of axes that are there"
                )
            }
            let isFit = table.values.allSatisfy { $0 >= 0 && $0 <= 1e11 }
            let sum = table.values.reduce(0, +)
            let total = tables.first { $0.axes.isEmpty }?.values.first ?? sum
            if isFit && abs(sum - total) > 1e-6 * max(1, total) {
                throw DisclosureError(
                    .unsuitableMethod,
                    at: "tables[\(t)]",
                    "found cells that sum to \(sum), and a total of \(total); expected tables of everybody"
                )
            }
            if !isFit || table.records.contains(where: { $0 < 0 }) {
                throw DisclosureError(
                    .valueOutOfRange,
                    at: "tables[\(t)]",
                    "found a value or a number of records out of range; expected 0…1e11"
                )
            }
        }
        self.tables = tables
        self.lengths = lengths
        var wide: [Table] = []
        for size in [2, 1] {
            for table in tables where table.axes.count == size {
                let ascending = Self.ascending(table, lengths)
                let isMargin = wide.contains { other in ascending.axes.allSatisfy { other.axes.contains($0) }
                }
                if !isMargin { wide.append(ascending) }
            }
        }
        self.wide = wide
    }

    /// The table with its axes in ascending order.
    private static func ascending(_ table: Table, _ lengths: [Int]) -> Table {
        if table.axes.count < 2 || table.axes[0] < table.axes[1] { return table }
        let order = turned(rows: lengths[table.axes[0]], columns: lengths[table.axes[1]])
        return Table(
            axes: [table.axes[1], table.axes[0]],
            values: order.map { table.values[$0] },
            records: order.map { table.records[$0] }
        )
    }

    /// The places of a table's cells in the order of the same table with rows and columns exchanged.
    private static func turned(rows: Int, columns: Int) -> [Int] {
        (0..<(rows * columns)).map { $0 % rows * columns + $0 / rows }
    }

    // MARK: Parts

    /// Something about each cell of the wide tables and of their margins.
    private struct Parts<Value> {
        var total: Value
        /// Per axis; nil where no table has it.
        var margins: [[Value]?]
        /// Per wide table.
        var cells: [[Value]]
    }

    /// What parts say about the cells of the tables as they were given.
    private func read<Value>(_ parts: Parts<Value>) -> [[Value]] {
        tables.map { table in
            switch table.axes.count {
            case 0: return [parts.total]
            case 1: return parts.margins[table.axes[0]] ?? []
            default:
                let isTurned = table.axes[0] > table.axes[1]
                let axes = isTurned ? [table.axes[1], table.axes[0]] : table.axes
                guard let place = wide.firstIndex(where: { $0.axes == axes }) else { return [] }
                let cells = parts.cells[place]
                if !isTurned { return cells }
                return Self.turned(rows: lengths[axes[0]], columns: lengths[axes[1]]).map { cells[$0] }
            }
        }
    }

    // MARK: Rounding

    /// Rounds all tables to multiples of a base so that cells and totals add up, within tables and between them.
    ///
    /// Each cell and each total becomes the multiple just below or just above it. Where tables share an axis,
    /// its totals are rounded once; should another table have no neighbours that fit them, cells and sums go one
    /// multiple further.
    /// - Returns: Per table: its cells.
    /// - Throws: ``DisclosureError`` if there are no such numbers.
    /// - SeeAlso: ``ControlledRounding``
    public func rounded(base: Int) throws(DisclosureError) -> [[Double]] {
        read(try rounding(base: Double(base)))
    }

    private func rounding(base: Double) throws(DisclosureError) -> Parts<Double> {
        let given = tables.first { $0.axes.isEmpty }?.values.first ?? 0
        var parts = Parts<Double>(
            total: (given / base).rounded() * base,
            margins: [[Double]?](repeating: nil, count: lengths.count),
            cells: []
        )
        var total: Double?
        for table in wide {
            let columnAxis = table.axes[table.axes.count - 1]
            let columns = lengths[columnAxis]
            let fixed = ControlledRounding.Fixed(
                total: total,
                rows: table.axes.count == 2 ? parts.margins[table.axes[0]] : nil,
                columns: parts.margins[columnAxis]
            )
            let cells = try Self.rounded(table.values, columns, base, fixed)
            let sums = Self.sums(cells, columns, zero: 0, +)
            if table.axes.count == 2 { parts.margins[table.axes[0]] = sums.rows }
            parts.margins[columnAxis] = sums.columns
            parts.cells.append(cells)
            parts.total = sums.rows.reduce(0, +)
            total = parts.total
        }
        return parts
    }

    private static func rounded(
        _ values: [Double],
        _ columns: Int,
        _ base: Double,
        _ fixed: ControlledRounding.Fixed
    ) throws(DisclosureError) -> [Double] {
        for isWide in [false, true] {
            let rounding = try? ControlledRounding(
                cells: values,
                columns: columns,
                base: base,
                fixed: fixed,
                isWide: isWide
            )
            if let rounding { return rounding.cells }
        }
        throw DisclosureError(
            .infeasible,
            at: "disclosure",
            "found tables that cannot be rounded to multiples of \(Int(base)) and add up with each other; expected "
                + "fewer tables that share dimensions, or another method"
        )
    }

    private static func sums<Value>(
        _ cells: [Value],
        _ columns: Int,
        zero: Value,
        _ add: (Value, Value) -> Value
    ) -> (rows: [Value], columns: [Value]) {
        var rowSums = [Value](repeating: zero, count: cells.count / columns)
        var columnSums = [Value](repeating: zero, count: columns)
        for (i, cell) in cells.enumerated() {
            rowSums[i / columns] = add(rowSums[i / columns], cell)
            columnSums[i % columns] = add(columnSums[i % columns], cell)
        }
        return (rowSums, columnSums)
    }

    // MARK: Suppression

    /// Whole numbers that add up, and which of them are to be withheld.
    ///
    /// Withheld are numbers above 0 and below the threshold, those of fewer records, and as many others as sums
    /// would betray them by. Totals that several tables share are shown in any case: what is open in one table
    /// is then closed by no other, and the proof of each table holds for all together.
    /// - Returns: Per table: its cells, and whether they are withheld.
    /// - Throws: ``DisclosureError`` if a shared total is too small to be shown, or a table cannot be protected.
    /// - SeeAlso: ``Suppression``
    public func suppressed(
        threshold: Int
    ) throws(DisclosureError) -> (values: [[Double]], isWithheld: [[Bool]]) {
        let whole = try rounding(base: 1)
        var hidden = Parts<Bool>(
            total: false,
            margins: lengths.map { [Bool](repeating: false, count: $0) },
            cells: []
        )
        for (t, table) in wide.enumerated() {
            let columnAxis = table.axes[table.axes.count - 1]
            let isOneAxis = table.axes.count == 1
            let columns = lengths[columnAxis]
            let rows = isOneAxis ? 1 : lengths[table.axes[0]]
            let wider = columns + 1
            let counts = whole.cells[t].map { Int($0) }
            let records = Self.withTotals(table.records, columns, isOneAxis)
            let shape = isOneAxis ? [columns] : [rows, columns]
            let exact = try ConfidentialTable(shape: shape, counts: counts, keys: counts.map { _ in 0 })
            let confidential = try exact.withTotals()
            var isShared = [Bool](repeating: false, count: confidential.counts.count)
            if wide.count > 1 { isShared[isShared.count - 1] = true }
            if !isOneAxis {
                let uses = table.axes.map { axis in wide.count { $0.axes.contains(axis) } }
                if uses[0] > 1 { for r in 0..<rows { isShared[r * wider + columns] = true } }
                if uses[1] > 1 { for c in 0..<columns { isShared[rows * wider + c] = true } }
            }
            let suppression = try Suppression(
                confidential,
                threshold: threshold,
                alsoSmall: records.map { $0 < threshold },
                mustShow: isShared
            )
            let isWithheld = suppression.reasons.map { $0 != nil }
            if isOneAxis {
                let cells = Array(isWithheld[0..<columns])
                hidden.margins[columnAxis] = cells
                hidden.cells.append(cells)
            } else {
                hidden.cells.append(
                    (0..<(rows * columns)).map { isWithheld[$0 / columns * wider + $0 % columns] }
                )
                hidden.margins[table.axes[0]] = (0..<rows).map { isWithheld[$0 * wider + columns] }
                hidden.margins[columnAxis] = (0..<columns).map { isWithheld[rows * wider + $0] }
            }
            if isWithheld[isWithheld.count - 1] { hidden.total = true }
        }
        if wide.isEmpty {
            let records = tables.first?.records.first ?? 0
            hidden.total = whole.total > 0 && (Int(whole.total) < threshold || records < threshold)
        }
        return (read(whole), read(hidden))
    }

    private static func withTotals(_ records: [Int], _ columns: Int, _ isOneAxis: Bool) -> [Int] {
        let sums = sums(records, columns, zero: 0) { min($0 + $1, 1 << 40) }
        let total = sums.rows.reduce(0) { min($0 + $1, 1 << 40) }
        if isOneAxis { return records + [total] }
        var result: [Int] = []
        for (r, sum) in sums.rows.enumerated() {
            result += records[(r * columns)..<((r + 1) * columns)] + [sum]
        }
        return result + sums.columns + [total]
    }
}
