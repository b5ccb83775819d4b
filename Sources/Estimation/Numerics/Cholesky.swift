/// The Cholesky factor of a small symmetric positive definite matrix, row by row.
struct Cholesky {
    /// The order of the matrix.
    private(set) var order = 0
    /// The lower triangle L with A = L Lᵀ, in rows of `order`.
    private(set) var factor: [Double] = []

    /// Factors a matrix given in rows; the storage is reused.
    ///
    /// - Returns: False if the matrix is not positive definite to working precision.
    /// - Complexity: O(n³).
    mutating func factorise(_ matrix: [Double], order n: Int) -> Bool {
        order = n
        if factor.count < n * n { factor = [Double](repeating: 0, count: n * n) }
        var isPositive = true
        matrix.withUnsafeBufferPointer { a in
            factor.withUnsafeMutableBufferPointer { l in
                for j in 0..<n {
                    var diagonal = a[j * n + j]
                    for k in 0..<j { diagonal -= l[j * n + k] * l[j * n + k] }
                    guard diagonal > a[j * n + j] * 1e-15, diagonal.isFinite else {
                        isPositive = false
                        return
                    }
                    let root = diagonal.squareRoot()
                    l[j * n + j] = root
                    let inverse = 1 / root
                    for i in (j + 1)..<max(n, j + 1) {
                        var sum = a[i * n + j]
                        for k in 0..<j { sum -= l[i * n + k] * l[j * n + k] }
                        l[i * n + j] = sum * inverse
                    }
                }
            }
        }
        return isPositive
    }

    /// Solves A x = b in place.
    func solve(_ b: inout [Double]) {
        let n = order
        for i in 0..<n {
            var sum = b[i]
            for k in 0..<i { sum -= factor[i * n + k] * b[k] }
            b[i] = sum / factor[i * n + i]
        }
        for i in stride(from: n - 1, through: 0, by: -1) {
            var sum = b[i]
            for k in (i + 1)..<max(n, i + 1) { sum -= factor[k * n + i] * b[k] }
            b[i] = sum / factor[i * n + i]
        }
    }

    /// The first diagonal elements of A⁻¹, `count` of them.
    ///
    /// - Complexity: O(count · n²).
    func inverseDiagonal(count: Int) -> [Double] {
        (0..<min(count, order)).map { place in
            // eᵀA⁻¹e is the squared length of L⁻¹e.
            var column = [Double](repeating: 0, count: order)
            column[place] = 1
            var sum = 0.0
            for i in place..<order {
                var value = column[i]
                for k in place..<max(i, place) { value -= factor[i * order + k] * column[k] }
                column[i] = value / factor[i * order + i]
                sum += column[i] * column[i]
            }
            return sum
        }
    }

    /// The first diagonal element of A⁻¹.
    func firstInverseDiagonal() -> Double { inverseDiagonal(count: 1)[0] }

    /// The inverse, in rows of `order`.
    ///
    /// - Complexity: O(n³).
    func inverse() -> [Double] {
        var result = [Double](repeating: 0, count: order * order)
        for place in 0..<order {
            var column = [Double](repeating: 0, count: order)
            column[place] = 1
            solve(&column)
            for i in 0..<order { result[i * order + place] = column[i] }
        }
        return result
    }
}
