/// The greatest value of a linear function under inequalities that hold at the origin.
///
/// Maximises c·x over free x with A x ≤ b, b ≥ 0, by the simplex method with Bland's rule, which cannot cycle.
/// Meant for the small programs of the existence test, whose coefficients are small whole numbers or ratios.
struct LinearProgram {
    /// Differences below this count as none; coefficients are of order 1.
    static let tolerance = 1e-9

    /// Rows of A, each with a coefficient for each variable.
    let rows: [[Double]]
    /// The right-hand sides, at least 0.
    let bounds: [Double]

    /// Solves the program.
    ///
    /// - Parameter objective: The coefficients of the function.
    /// - Returns: A maximising point, or nil if the function is unbounded.
    func maximise(_ objective: [Double]) -> [Double]? {
        let variables = objective.count
        // Free variables as differences of two: columns 0..<v and v..<2v. Dictionary form: slacks are implicit.
        let columns = 2 * variables
        let width = columns + 1
        var table = [Double](repeating: 0, count: (rows.count + 1) * width)
        for (i, row) in rows.enumerated() {
            for j in 0..<variables {
                table[i * width + j] = row[j]
                table[i * width + variables + j] = -row[j]
            }
            table[i * width + columns] = bounds[i]
        }
        let last = rows.count
        for j in 0..<variables {
            table[last * width + j] = objective[j]
            table[last * width + variables + j] = -objective[j]
        }
        var columnName = Array(0..<columns)
        var rowName = (0..<rows.count).map { columns + $0 }
        while let entering = Self.entering(table, last * width, columns, columnName) {
            guard let leaving = Self.leaving(table, width, rows.count, entering, rowName) else { return nil }
            Self.pivot(&table, width, rows.count + 1, leaving, entering)
            swap(&columnName[entering], &rowName[leaving])
        }
        var point = [Double](repeating: 0, count: variables)
        for (i, name) in rowName.enumerated() where name < columns {
            let value = table[i * width + columns]
            point[name % variables] += name < variables ? value : -value
        }
        return point
    }

    private static func entering(_ table: [Double], _ start: Int, _ columns: Int, _ names: [Int]) -> Int? {
        var best: Int?
        for j in 0..<columns where table[start + j] > tolerance {
            if best.map({ names[j] < names[$0] }) ?? true { best = j }
        }
        return best
    }

    private static func leaving(_ table: [Double], _ width: Int, _ count: Int, _ column: Int, _ names: [Int])
        -> Int?
    {
        var best: Int?
        var bestRatio = Double.infinity
        for i in 0..<count where table[i * width + column] > tolerance {
            let ratio = table[i * width + width - 1] / table[i * width + column]
            let isTie = (ratio - bestRatio).magnitude <= tolerance
            if ratio < bestRatio - tolerance || (isTie && best.map { names[i] < names[$0] } ?? true) {
                best = i
                bestRatio = min(bestRatio, ratio)
            }
        }
        return best
    }

    private static func pivot(_ table: inout [Double], _ width: Int, _ count: Int, _ row: Int, _ column: Int)
    {
        let inverse = 1 / table[row * width + column]
        for j in 0..<width where j != column { table[row * width + j] *= inverse }
        for i in 0..<count where i != row {
            let factor = table[i * width + column]
            if factor == 0 { continue }
            for j in 0..<width where j != column { table[i * width + j] -= factor * table[row * width + j] }
            table[i * width + column] = -factor * inverse
        }
        table[row * width + column] = inverse
    }
}
