import Testing

@testable import Estimation

/// A log-linear fit that stops where R's `glm` stops, with the variance that `glm` reports.
///
/// `glm` solves weighted least squares until the deviance changes by less than ε relative to itself plus 0.1. The
/// variance is that of the last solution's weights, which come from the means before it: one step early.
private struct EarlyStop {
    var population: Double
    var standardError: Double
    var steps = 0

    /// The fit, or nil if it does not stop.
    init?(_ counts: CaptureCounts, _ model: LogLinearModel, epsilon: Double) {
        let terms = model.terms
        let cells = LogLinearFitting.cells(of: counts)
        let design = cells.map { cell in terms.map { cell & $0 == $0 ? 1.0 : 0 } }
        let y = cells.map { counts.values[$0] }
        let k = terms.count
        func deviance(_ means: [Double]) -> Double {
            2
                * zip(y, means).reduce(0) { sum, pair in
                    sum + (pair.0 > 0 ? pair.0 * Real.log(pair.0 / pair.1) : 0) - (pair.0 - pair.1)
                }
        }
        var means = y.map { $0 + 0.1 }
        var predictor = means.map(Real.log)
        var last = deviance(means)
        var cholesky = Cholesky()
        for step in 1...500 {
            var matrix = [Double](repeating: 0, count: k * k)
            var solution = [Double](repeating: 0, count: k)
            for (row, columns) in design.enumerated() {
                let target = predictor[row] + (y[row] - means[row]) / means[row]
                for i in 0..<k where columns[i] != 0 {
                    solution[i] += means[row] * target
                    for j in 0..<k where columns[j] != 0 { matrix[i * k + j] += means[row] }
                }
            }
            guard cholesky.factorise(matrix, order: k) else { return nil }
            cholesky.solve(&solution)
            predictor = design.map { columns in zip(columns, solution).reduce(0) { $0 + $1.0 * $1.1 } }
            means = predictor.map(Real.exp)
            let now = deviance(means)
            if (now - last).magnitude / (now.magnitude + 0.1) < epsilon {
                let unseen = Real.exp(solution[0])
                population = Double(counts.observed) + unseen
                standardError = (unseen + unseen * unseen * cholesky.firstInverseDiagonal()).squareRoot()
                steps = step
                return
            }
            last = now
        }
        return nil
    }
}

/// Where standard errors differ from Rcapture's, and why.
@Suite struct EarlyStopTests {
    @Test func probe() throws {
        for epsilon in [1e-8, 1e-14] {
            for table in [logLinearReference, everyModelReferenceA + "\n" + everyModelReferenceB] {
                var (exact, early, n) = (0.0, 0.0, 0)
                var worst = ""
                for (words, numbers) in rows(table) {
                    let counts = try published(words[0])
                    let model = try model(words[1], listCount: counts.listCount)
                    guard let fit = try counts.fit(model).fit else { continue }
                    guard let stopped = EarlyStop(counts, model, epsilon: epsilon) else {
                        print("none", words); continue
                    }
                    exact = max(exact, difference(fit.standardError, numbers[3]))
                    let d = difference(stopped.standardError, numbers[3])
                    if d > early { worst = "\(words) \(stopped.steps)" }
                    early = max(early, d)
                    n += 1
                }
                print("PROBE", epsilon, n, exact, early, worst)
            }
        }
    }
}
