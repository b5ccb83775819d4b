/// A symmetric positive definite system of linear equations, factored once and solved many times.
///
/// Cholesky's factorisation of the matrix scaled to a unit diagonal, so that columns in different units
/// do not look dependent.
struct SymmetricSystem {
    /// The number of equations.
    let order: Int
    /// The factor of the scaled matrix, row after row; the upper triangle is 0.
    private var factor: [Double]
    /// One over the square root of each diagonal element.
    private var scale: [Double]

    /// Pivots of the scaled matrix below this mean dependent columns.
    static let dependence = 1e-11

    /// Factors a matrix given row after row; nil if it is not positive definite.
    ///
    /// ``firstDependent(_:order:)`` then tells which row depends on those before it.
    init?(_ matrix: [Double], order: Int) {
        guard let (factor, scale) = Self.factor(matrix, order: order, dependentAt: nil) else { return nil }
        self.order = order
        self.factor = factor
        self.scale = scale
    }

    /// The first row that depends on those before it; nil if there is none.
    static func firstDependent(_ matrix: [Double], order: Int) -> Int? {
        var row: Int?
        _ = factor(matrix, order: order) { row = $0 }
        return row
    }

    private static func factor(
        _ matrix: [Double],
        order n: Int,
        dependentAt report: ((Int) -> Void)?
    ) -> (factor: [Double], scale: [Double])? {
        var l = [Double](repeating: 0, count: n * n)
        var scale = [Double](repeating: 0, count: n)
        for i in 0..<n {
            let diagonal = matrix[i * n + i]
            if !(diagonal > 0) || !diagonal.isFinite {
                report?(i)
                return nil
            }
            scale[i] = 1 / diagonal.squareRoot()
        }
        for i in 0..<n {
            for j in 0...i {
                var sum = matrix[i * n + j] * scale[i] * scale[j]
                for k in 0..<j { sum -= l[i * n + k] * l[j * n + k] }
                if i != j {
                    l[i * n + j] = sum / l[j * n + j]
                } else if sum > dependence {
                    l[i * n + i] = sum.squareRoot()
                } else {
                    report?(i)
                    return nil
                }
            }
        }
        return (l, scale)
    }

    /// The solution of matrix · x = right.
    func solve(_ right: [Double]) -> [Double] {
        let n = order
        var x = [Double](repeating: 0, count: n)
        for i in 0..<n {
            var sum = right[i] * scale[i]
            for k in 0..<i { sum -= factor[i * n + k] * x[k] }
            x[i] = sum / factor[i * n + i]
        }
        for i in stride(from: n - 1, through: 0, by: -1) {
            var sum = x[i]
            for k in (i + 1)..<max(n, i + 1) { sum -= factor[k * n + i] * x[k] }
            x[i] = sum / factor[i * n + i]
        }
        for i in 0..<n { x[i] *= scale[i] }
        return x
    }

    /// The inverse matrix, row after row.
    func inverse() -> [Double] {
        var result = [Double](repeating: 0, count: order * order)
        var unit = [Double](repeating: 0, count: order)
        for j in 0..<order {
            unit[j] = 1
            let column = solve(unit)
            for i in 0..<order { result[i * order + j] = column[i] }
            unit[j] = 0
        }
        return result
    }
}
