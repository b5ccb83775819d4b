/// A table made to meet known margins by iterative proportional fitting.
///
/// Margin by margin each cell is multiplied by target over present sum, again and again. The result has
/// the seed's odds ratios and, of all tables with these margins, the smallest Kullback–Leibler divergence
/// from the seed. Cells that are 0 stay 0.
/// - SeeAlso: Deming and Stephan (1940); Ireland and Kullback (1968); Csiszár (1975).
public struct RakedTable: Sendable {
    /// The cells, last axis fastest.
    public let cells: [Double]
    /// Rounds over all margins until they were met.
    public let rounds: Int
    /// The largest relative difference between a margin and its target that is left.
    public let deviation: Double

    /// Rakes a table.
    ///
    /// - Parameters:
    ///   - seed: The cells to start from, last axis fastest; 0 or more.
    ///   - shape: The lengths of the table's axes.
    ///   - margins: Known totals; axes may overlap.
    ///   - tolerance: The relative difference to a target at which it counts as met.
    ///   - roundLimit: The most rounds.
    /// - Throws: ``CalibrationError``: shapes that do not fit, numbers out of range, margins that contradict
    ///   each other, zero cells that leave no such table, or margins not met within the limit.
    /// - Complexity: O(cells · margins) per round.
    public init(
        seed: [Double],
        shape: [Int],
        margins: [Margin],
        tolerance: Double = 1e-12,
        roundLimit: Int = 10_000
    ) throws(CalibrationError) {
        try Self.validate(seed, shape, margins)
        let indices = margins.map { margin in
            let index = MarginIndex(axes: margin.axes, shape: shape, named: Array(shape.indices))
            return seed.indices.map { index.cell(of: $0) }
        }
        try Self.refuseEmptyMargins(seed, margins, indices)
        try Self.refuseZeroPattern(seed, shape, margins)
        var cells = seed
        var worst = (deviation: 0.0, margin: 0, cell: 0)
        for round in 1...max(1, roundLimit) {
            worst = (0, 0, 0)
            for (m, margin) in margins.enumerated() {
                let sums = Self.sums(cells, indices[m], count: margin.targets.count)
                var factors = [Double](repeating: 0, count: sums.count)
                for (c, sum) in sums.enumerated() where sum > 0 {
                    factors[c] = margin.targets[c] / sum
                }
                for i in cells.indices { cells[i] *= factors[indices[m][i]] }
            }
            for (m, margin) in margins.enumerated() {
                let sums = Self.sums(cells, indices[m], count: margin.targets.count)
                for (c, sum) in sums.enumerated() {
                    let deviation =
                        abs(sum - margin.targets[c]) / max(margin.targets[c], .leastNormalMagnitude)
                    if margin.targets[c] > 0 && !(deviation <= worst.deviation) { worst = (deviation, m, c) }
                }
            }
            if worst.deviation <= tolerance {
                self.cells = cells
                rounds = round
                deviation = worst.deviation
                return
            }
        }
        throw CalibrationError(
            .notConverged,
            at: "margins[\(worst.margin)].targets[\(worst.cell)]",
            "found a relative difference of \(worst.deviation) after \(roundLimit) rounds; expected at most "
                + "\(tolerance); zero cells may leave no such table: merge categories, or start from a seed "
                + "without zeros"
        )
    }

    static func sums(_ cells: [Double], _ index: [Int], count: Int) -> [Double] {
        var sums = [Double](repeating: 0, count: count)
        for i in cells.indices { sums[index[i]] += cells[i] }
        return sums
    }

    /// A margin whose cells are all 0 can only be 0.
    private static func refuseEmptyMargins(
        _ seed: [Double],
        _ margins: [Margin],
        _ indices: [[Int]]
    ) throws(CalibrationError) {
        for (m, margin) in margins.enumerated() {
            let sums = sums(seed, indices[m], count: margin.targets.count)
            for (c, sum) in sums.enumerated() where sum == 0 && margin.targets[c] > 0 {
                throw CalibrationError(
                    .zeroCells,
                    at: "margins[\(m)].targets[\(c)]",
                    "found target \(margin.targets[c]) where all cells of the table are 0; expected a cell "
                        + "above 0, or target 0; merge the category with another"
                )
            }
        }
    }

    /// In a table of two axes with both margins, flows tell exactly whether the zeros leave a table.
    private static func refuseZeroPattern(
        _ seed: [Double],
        _ shape: [Int],
        _ margins: [Margin]
    ) throws(CalibrationError) {
        guard shape.count == 2, seed.contains(0),
            let rows = margins.firstIndex(where: { $0.axes == [0] }),
            let columns = margins.firstIndex(where: { $0.axes == [1] })
        else { return }
        let flow = TransportFlow(
            allowed: seed.map { $0 > 0 },
            supply: margins[rows].targets,
            demand: margins[columns].targets
        )
        guard let blocked = flow.blockedRows else { return }
        let need = blocked.rows.reduce(0) { $0 + margins[rows].targets[$1] }
        let room = blocked.columns.reduce(0) { $0 + margins[columns].targets[$1] }
        throw CalibrationError(
            .zeroCells,
            at: "margins[\(rows)]",
            "found rows \(list(blocked.rows)) with targets of \(need) together, whose cells above 0 lie in "
                + "columns \(list(blocked.columns)) with targets of \(room) together; expected room for the "
                + "rows; merge categories or correct the margins"
        )
    }

    private static func list(_ numbers: [Int]) -> String {
        let shown = numbers.prefix(8).map { String($0) }.joined(separator: ", ")
        return numbers.count > 8 ? "\(shown) and \(numbers.count - 8) more" : shown
    }
}
