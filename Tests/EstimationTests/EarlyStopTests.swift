import Testing

@testable import Estimation

/// A log-linear fit that stops where R's `glm` stops, with the variance that `glm` reports.
///
/// `glm` solves weighted least squares until the deviance changes by less than ε relative to itself plus 0.1. The
/// variance is that of the last solution's weights, which come from the means before it: one step early.
private struct EarlyStop {
    /// The standard error that each step would report, up to the one after the stop.
    private(set) var standardErrors: [Double] = []
    /// The step that stops.
    private(set) var stop = -1

    /// The fit, or nil if it does not stop in 500 steps.
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
        for step in 0..<500 {
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
            let unseen = Real.exp(solution[0])
            let variance = cholesky.firstInverseDiagonal()
            standardErrors.append((unseen + unseen * unseen * variance).squareRoot())
            if stop >= 0 { return }
            if (now - last).magnitude / (now.magnitude + 0.1) < epsilon { stop = step }
            last = now
        }
        return nil
    }
}

/// Why standard errors differ from Rcapture's by up to 7e-8, and from whose side.
@Suite struct EarlyStopTests {
    /// The reference ran `glm` with this ε.
    private static let epsilon = 1e-14

    @Test func standardErrorsStoppedAsGlmStopsAreThoseOfRcapture() throws {
        var (fits, apart, explained, atAnotherStep) = (0, 0, 0, 0)
        for (words, numbers) in rows(
            logLinearReference + "\n" + everyModelReferenceA + "\n" + everyModelReferenceB
        ) {
            let counts = try published(words[0])
            let model = try model(words[1], listCount: counts.listCount)
            guard let fit = try counts.fit(model).fit else { continue }
            fits += 1
            guard let early = EarlyStop(counts, model, epsilon: Self.epsilon) else {
                // A perfect fit, whose deviance is rounding alone.
                #expect(words[0] == "diabetes_casale" && fit.degreesOfFreedom == 0 && fit.deviance < 1e-12)
                continue
            }
            let reported = difference(early.standardErrors[early.stop], numbers[3])
            #expect(reported < 1e-8, "\(words)")
            if difference(fit.standardError, numbers[3]) > 1e-9 {
                apart += 1
                if reported < 1e-11 { explained += 1 }
            }
            // A change of 1e-14 is less than the deviance's rounding: the reference may have stopped at another step.
            let near = max(0, early.stop - 3)...min(early.standardErrors.count - 1, early.stop + 1)
            let least = near.map { difference(early.standardErrors[$0], numbers[3]) }.min() ?? .nan
            #expect(least < 1e-10, "\(words)")
            if least < 1e-10 && reported >= 1e-10 { atAnotherStep += 1 }
            // One step on, the weights are those of the solution, and the error is ours.
            if let last = early.standardErrors.last { #expect(difference(last, fit.standardError) < 1e-11) }
        }
        #expect(fits == 578)
        // Of those that are not the same to 1e-9, all but a few stop at the very step that the rule names.
        #expect(apart == 42 && explained == 39)
        #expect(atAnotherStep < 20)
    }

    @Test func withGlmsOwnEpsilonTheyWouldBeFurtherOff() throws {
        let counts = try published("australia4")
        let model = try model("[13,23,24,34]", listCount: 4)
        let fit = try #require(try counts.fit(model).fit)
        let loose = try #require(EarlyStop(counts, model, epsilon: 1e-8))
        let off = difference(loose.standardErrors[loose.stop], fit.standardError)
        #expect(off > 1e-6 && off < 1e-3)
    }
}
