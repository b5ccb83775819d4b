#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Weights near given ones whose weighted totals of auxiliary variables equal known totals.
///
/// wₖ = dₖ F(xₖ′λ), with λ such that Σ wₖ xₖ = t.
/// - SeeAlso: Deville and Särndal (1992); Deville, Särndal and Sautory (1993).
public struct CalibratedWeights: Sendable {
    /// How distance from the given weights is measured.
    public enum Distance: Sendable, Equatable {
        /// F(u) = 1 + u, the generalised regression estimator; weights may become negative.
        case linear
        /// F(u) = exp(u): weights stay positive, and some may become very large.
        case raking
        /// The logit function: every weight stays between `lower` and `upper` times the given one.
        ///
        /// 0 ≤ lower < 1 < upper.
        case logit(lower: Double, upper: Double)
    }

    /// The weights.
    public let weights: [Double]
    /// Newton steps until the totals were met.
    public let iterations: Int
    /// The largest relative difference between a weighted total and its target that is left.
    public let deviation: Double
    /// Auxiliary variables that say nothing beyond those before them; their totals are met as well.
    public let redundant: [Int]

    /// The number of weights below 0, which only ``Distance/linear`` can give.
    public var negativeCount: Int { weights.count { $0 < 0 } }

    /// Calibrates weights.
    ///
    /// - Parameters:
    ///   - given: The weights to start from; above 0.
    ///   - auxiliaries: Unit after unit, one number per auxiliary variable.
    ///   - totals: The known total of each auxiliary variable.
    ///   - distance: How far weights may go, and how.
    ///   - tolerance: The relative difference to a total at which it counts as met.
    ///   - stepLimit: The most Newton steps.
    /// - Throws: ``CalibrationError``: shapes that do not fit, numbers out of range, totals that contradict
    ///   each other, totals out of the bounds' reach, or totals not met within the limit.
    /// - Complexity: O(units · variables²) per step; about 5 steps.
    public init(
        given: [Double],
        auxiliaries: [Double],
        totals: [Double],
        distance: Distance = .linear,
        tolerance: Double = 1e-12,
        stepLimit: Int = 200
    ) throws(CalibrationError) {
        let problem = try CalibrationProblem(given, auxiliaries, totals, distance)
        let (kept, redundant) = try problem.independentVariables()
        var lambda = [Double](repeating: 0, count: totals.count)
        var state = problem.state(lambda)
        var steps = 0
        while problem.deviation(state).value > tolerance {
            if steps == stepLimit { throw problem.notConverged(state, steps: steps) }
            steps += 1
            guard let step = problem.newtonStep(state, kept) else {
                throw problem.notConverged(state, steps: steps)
            }
            // The residual must shrink: along Newton's direction a short enough step makes it.
            var length = 1.0
            var next = problem.state(zip(lambda, step).map { $0 + length * $1 })
            while !(problem.residualSquare(next, kept) < problem.residualSquare(state, kept)) {
                length /= 2
                if length < 1e-12 { break }
                next = problem.state(zip(lambda, step).map { $0 + length * $1 })
            }
            if length < 1e-12 {
                // Rounding stops what is as good as met; anything else has no solution.
                if problem.deviation(state).value <= 1e-9 { break }
                throw problem.notConverged(state, steps: steps)
            }
            lambda = zip(lambda, step).map { $0 + length * $1 }
            state = next
        }
        weights = state.weights
        iterations = steps
        deviation = problem.deviation(state).value
        self.redundant = redundant
    }
}
