/// A Poisson log-linear fit with any columns.
struct DenseFit {
    /// Coefficients, one per column.
    let coefficients: [Double]
    /// Fitted counts by row.
    let means: [Double]
    /// The variances and covariances of the coefficients, in rows.
    let covariance: [Double]
    /// The variance of the first coefficient.
    var firstVariance: Double { covariance[0] }
}

/// Maximises the Poisson likelihood of counts by Newton's method with halved steps.
///
/// - Parameters:
///   - design: A row per count, all of one length.
///   - counts: The counts.
/// - Returns: The fit, or nil if it does not converge.
func denseFit(design: [[Double]], counts: [Double]) -> DenseFit? {
    let k = design.first?.count ?? 0
    var cholesky = Cholesky()
    var means = counts.map { $0 + 0.1 }
    var response = zip(counts, means).map { Real.log($1) + ($0 - $1) / $1 }
    func solve(_ weights: [Double], _ target: [Double]) -> [Double]? {
        var matrix = [Double](repeating: 0, count: k * k)
        var right = [Double](repeating: 0, count: k)
        for (row, columns) in design.enumerated() {
            for i in 0..<k {
                right[i] += columns[i] * target[row]
                let weighted = weights[row] * columns[i]
                for j in 0..<k { matrix[i * k + j] += weighted * columns[j] }
            }
        }
        guard cholesky.factorise(matrix, order: k) else { return nil }
        cholesky.solve(&right)
        return right
    }
    func predict(_ coefficients: [Double]) -> [Double] {
        design.map { zip($0, coefficients).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    func objective(_ predictor: [Double]) -> Double {
        let value = zip(counts, predictor).reduce(0) { $0 + $1.0 * $1.1 - Real.exp($1.1) }
        return value.isNaN ? -.infinity : value
    }
    guard var coefficients = solve(means, zip(means, response).map(*)) else { return nil }
    response = predict(coefficients)
    var reached = objective(response)
    var isNear = false
    for _ in 0..<500 {
        means = response.map(Real.exp)
        let residuals = zip(counts, means).map(-)
        guard let step = solve(means, residuals) else { return nil }
        if isNear {
            return DenseFit(
                coefficients: coefficients,
                means: means,
                covariance: cholesky.inverse()
            )
        }
        let gain = zip(residuals, predict(step)).reduce(0) { $0 + $1.0 * $1.1 }
        guard gain.isFinite else { return nil }
        var share = 1.0
        while true {
            let candidate = zip(coefficients, step).map { $0 + share * $1 }
            let predictor = predict(candidate)
            let value = objective(predictor)
            if value >= reached - 1e-9 * max(1, reached.magnitude) {
                coefficients = candidate
                response = predictor
                reached = value
                break
            }
            share /= 2
            if share < 1e-10 { return nil }
        }
        isNear = share == 1 && gain < 1e-12
    }
    return nil
}
