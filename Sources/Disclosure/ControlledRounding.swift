/// A table of two axes rounded so that cells, subtotals and totals add up.
///
/// Every cell and every sum becomes the multiple of the base just below or just above it; what is a
/// multiple already stays. Of all such roundings it has the least sum of squared changes, sums included.
/// Rows may stand in groups, and groups in larger groups (districts in regions): their subtotals per
/// column and over all columns are kept too. Such roundings always exist for two axes with one of them
/// hierarchical; three axes have no such guarantee.
/// - SeeAlso: Cox and Ernst (1982); Cox and George (1989).
public struct ControlledRounding: Sendable {
    /// The rounded cells, row after row.
    public let cells: [Double]
    /// The base.
    public let base: Double

    /// Sums that were decided before, as multiples of the base; nil where they are free.
    public struct Fixed: Sendable, Equatable {
        /// The sum of all cells.
        public var total: Double?
        /// The sum of each row.
        public var rows: [Double]?
        /// The sum of each column.
        public var columns: [Double]?

        /// No sum is decided but those given.
        public init(total: Double? = nil, rows: [Double]? = nil, columns: [Double]? = nil) {
            self.total = total
            self.rows = rows
            self.columns = columns
        }
    }

    /// Fractions below this are taken for none, in units of the base.
    private static let negligible = 1e-9

    /// Rounds a table.
    ///
    /// - Parameters:
    ///   - cells: The table, row after row.
    ///   - columns: The number of columns.
    ///   - base: What cells become multiples of; above 0.
    ///   - groups: From fine to coarse, the group of each row, numbered from 0; each group must lie in one
    ///     group of the next.
    ///   - fixed: Sums decided before, for instance by another table with the same axis. With them a
    ///     rounding to neighbouring multiples may not exist.
    ///   - isWide: Whether cells and sums that are neither 0 nor fixed may go one multiple further, where they must.
    /// - Throws: ``DisclosureError``: shapes that do not fit, groups that do not nest, numbers out of range, or
    ///   fixed sums that cannot be met.
    /// - Complexity: a shortest-path search over rows and columns for each sum that the nearest rounding
    ///   misses; 100 rows by 100 columns take milliseconds.
    public init(
        cells: [Double],
        columns: Int,
        base: Double = 1,
        groups: [[Int]] = [],
        fixed: Fixed = Fixed(),
        isWide: Bool = false
    ) throws(DisclosureError) {
        let rows = try Self.validate(cells, columns, base, groups)
        try Self.validate(fixed, rows: rows, columns: columns)
        let families = RowFamilies(rows: rows, groups: groups)
        // Nodes: one per set of rows (all, groups, single rows), then one per set of rows and column
        // except the single rows, whose cells are arcs from the row to the smallest group's column.
        let sets = families.parent.count
        let wide = sets - rows
        var network = RoundingNetwork(nodes: sets + wide * columns + 1)
        let last = sets + wide * columns
        var wholes = [Int](repeating: 0, count: cells.count)
        var arcs = [[Int]](repeating: [], count: cells.count)
        var sums = [Double](repeating: 0, count: sets)
        var columnSums = [Double](repeating: 0, count: wide * columns)
        for i in cells.indices {
            let (whole, fraction) = Self.split(cells[i] / base)
            let (row, column) = (i / columns, i % columns)
            var set = families.parent[row]
            sums[row] += Double(whole) + fraction
            let head = sets + (set - rows) * columns + column
            (wholes[i], arcs[i]) = network.add(
                from: row,
                to: head,
                whole: whole,
                fraction: fraction,
                isWide: isWide
            )
            while set >= 0 {
                sums[set] += Double(whole) + fraction
                columnSums[(set - rows) * columns + column] += Double(whole) + fraction
                set = families.parent[set]
            }
        }
        for set in 0..<sets {
            let parent = families.parent[set]
            var given: Double?
            if set == sets - 1 { given = fixed.total }
            if set < rows { given = fixed.rows?[set] }
            let (whole, fraction) = Self.split(given.map { $0 / base } ?? sums[set])
            _ = network.add(
                from: parent < 0 ? last : parent,
                to: set,
                whole: whole,
                fraction: fraction,
                isWide: isWide && given == nil
            )
        }
        for set in rows..<sets {
            let parent = families.parent[set]
            for column in 0..<columns {
                let given = parent < 0 ? fixed.columns?[column] : nil
                let sum = given.map { $0 / base } ?? columnSums[(set - rows) * columns + column]
                let (whole, fraction) = Self.split(sum)
                _ = network.add(
                    from: sets + (set - rows) * columns + column,
                    to: parent < 0 ? last : sets + (parent - rows) * columns + column,
                    whole: whole,
                    fraction: fraction,
                    isWide: isWide && given == nil
                )
            }
        }
        guard let up = network.solve() else {
            throw DisclosureError(
                .infeasible,
                at: "cells",
                "found sums that do not balance; expected them to, within rounding; divide cells that are "
                    + "very large beside others"
            )
        }
        self.base = base
        self.cells = cells.indices.map { i in
            Double(wholes[i] + arcs[i].count { up[$0] }) * base
        }
    }

    /// The integer below a number and what is left, 0 if negligible.
    private static func split(_ value: Double) -> (whole: Int, fraction: Double) {
        let nearest = value.rounded()
        if abs(value - nearest) <= negligible * max(1, abs(value) * 1e-6) { return (Int(nearest), 0) }
        let below = value.rounded(.down)
        return (Int(below), value - below)
    }

    private static func validate(
        _ fixed: Fixed,
        rows: Int,
        columns: Int
    ) throws(DisclosureError) {
        for (name, sums, count) in [("rows", fixed.rows, rows), ("columns", fixed.columns, columns)] {
            guard let sums, sums.count != count else { continue }
            throw DisclosureError(
                .unequalShapes,
                at: "fixed.\(name)",
                "found \(sums.count) sums; expected \(count), one each"
            )
        }
        let all = (fixed.total.map { [$0] } ?? []) + (fixed.rows ?? []) + (fixed.columns ?? [])
        if let sum = all.first(where: { !(abs($0) <= 1e15) }) {
            throw DisclosureError(
                .valueOutOfRange,
                at: "fixed",
                "found \(sum); expected a number up to 1e15"
            )
        }
    }

    private static func validate(
        _ cells: [Double],
        _ columns: Int,
        _ base: Double,
        _ groups: [[Int]]
    ) throws(DisclosureError) -> Int {
        if columns < 1 || cells.isEmpty || cells.count % columns != 0 {
            throw DisclosureError(
                .unequalShapes,
                at: "cells",
                "found \(cells.count) cells for \(columns) columns; expected whole rows, one at least"
            )
        }
        if !(base > 0) || !base.isFinite {
            throw DisclosureError(
                .valueOutOfRange,
                at: "base",
                "found \(base); expected a finite number above 0"
            )
        }
        let limit = 1e12 / Double(cells.count)
        for (i, value) in cells.enumerated() where !(abs(value / base) <= limit) {
            throw DisclosureError(
                .valueOutOfRange,
                at: "cells[\(i)]",
                "found \(value); expected at most \(limit) times the base"
            )
        }
        let rows = cells.count / columns
        for (level, group) in groups.enumerated() {
            if group.count != rows || group.contains(where: { $0 < 0 || $0 >= rows }) {
                throw DisclosureError(
                    .unequalShapes,
                    at: "groups[\(level)]",
                    "found \(group.count) numbers; expected one per row, in 0…\(rows - 1)"
                )
            }
            if level == 0 { continue }
            var coarser = [Int](repeating: -1, count: rows)
            for row in 0..<rows {
                let inner = groups[level - 1][row]
                if coarser[inner] >= 0 && coarser[inner] != group[row] {
                    throw DisclosureError(
                        .unequalShapes,
                        at: "groups[\(level)][\(row)]",
                        "found group \(inner) of the level before in two groups; expected groups that nest"
                    )
                }
                coarser[inner] = group[row]
            }
        }
        return rows
    }
}

/// The sets of rows whose sums are kept: rows, their groups, all rows; each with the next larger one.
private struct RowFamilies {
    /// Per set: the number of the set around it; −1 for all rows, which is the last.
    private(set) var parent: [Int]

    init(rows: Int, groups: [[Int]]) {
        parent = [Int](repeating: -1, count: rows)
        var current = Array(0..<rows)
        for group in groups {
            var number = [Int](repeating: -1, count: rows)
            for row in 0..<rows {
                if number[group[row]] < 0 {
                    number[group[row]] = parent.count
                    parent.append(-1)
                }
                parent[current[row]] = number[group[row]]
            }
            current = (0..<rows).map { number[group[$0]] }
        }
        let all = parent.count
        parent.append(-1)
        for set in current { parent[set] = all }
    }
}
