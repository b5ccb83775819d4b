/// The reduced echelon form of a small matrix: its rank, its pivot columns and its null space.
struct RowEchelon {
    /// The columns that are not combinations of columns before them.
    let pivots: [Int]
    /// Vectors that span the null space, one per column that is no pivot.
    let nullSpace: [[Double]]

    /// Eliminates by Gauss and Jordan with partial pivoting; entries are taken to be of order 1.
    init(_ matrix: [[Double]], columns: Int) {
        var rows = matrix
        var pivots: [Int] = []
        var isPivot = [Bool](repeating: false, count: columns)
        for column in 0..<columns {
            let top = pivots.count
            if top == rows.count { break }
            var best = top
            for i in top..<rows.count where rows[i][column].magnitude > rows[best][column].magnitude {
                best = i
            }
            guard rows[best][column].magnitude > 1e-9 else { continue }
            rows.swapAt(top, best)
            let inverse = 1 / rows[top][column]
            for j in column..<columns { rows[top][j] *= inverse }
            for i in rows.indices where i != top && rows[i][column] != 0 {
                let factor = rows[i][column]
                for j in column..<columns { rows[i][j] -= factor * rows[top][j] }
                rows[i][column] = 0
            }
            pivots.append(column)
            isPivot[column] = true
        }
        self.pivots = pivots
        nullSpace = (0..<columns).filter { !isPivot[$0] }.map { free in
            var vector = [Double](repeating: 0, count: columns)
            vector[free] = 1
            for (row, pivot) in pivots.enumerated() { vector[pivot] = -rows[row][free] }
            return vector
        }
    }
}
