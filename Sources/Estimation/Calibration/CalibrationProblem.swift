#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The equations behind ``CalibratedWeights``.
struct CalibrationProblem {
    private let given: [Double]
    private let x: [Double]
    private let totals: [Double]
    private let distance: CalibratedWeights.Distance
    private let width: Int
    /// Per variable: the size its total is measured against, above 0.
    private var sizes: [Double]

    /// Weights at some λ, with their derivatives and how far totals are missed.
    struct State {
        var weights: [Double]
        /// dₖ F′(xₖ′λ).
        var slopes: [Double]
        /// t − Σ wₖ xₖ.
        var residuals: [Double]
    }

    init(
        _ given: [Double],
        _ x: [Double],
        _ totals: [Double],
        _ distance: CalibratedWeights.Distance
    ) throws(CalibrationError) {
        self.given = given
        self.x = x
        self.totals = totals
        self.distance = distance
        width = totals.count
        sizes = totals.map { abs($0) }
        if given.isEmpty || totals.isEmpty || x.count != given.count * width {
            throw CalibrationError(
                .unequalShapes,
                at: "auxiliaries",
                "found \(x.count) numbers for \(given.count) units and \(width) totals; expected one number "
                    + "per unit and total"
            )
        }
        try validate()
        for k in given.indices {
            for j in 0..<width { sizes[j] = max(sizes[j], given[k] * abs(x[k * width + j])) }
        }
        for j in 0..<width where sizes[j] == 0 { sizes[j] = 1 }
        try refuseUnreachable()
    }

    private func validate() throws(CalibrationError) {
        for (k, weight) in given.enumerated() where !(weight > 0) || !weight.isFinite {
            throw outOfRange("given[\(k)]", weight, "a finite weight above 0")
        }
        for (i, value) in x.enumerated() where !value.isFinite {
            throw outOfRange("auxiliaries[\(i / width)][\(i % width)]", value, "a finite number")
        }
        for (j, total) in totals.enumerated() where !total.isFinite {
            throw outOfRange("totals[\(j)]", total, "a finite number")
        }
        if case .logit(let lower, let upper) = distance,
            !(lower >= 0 && lower < 1 && upper > 1 && upper.isFinite)
        {
            throw CalibrationError(
                .valueOutOfRange,
                at: "distance",
                "found bounds \(lower) and \(upper); expected 0 ≤ lower < 1 < upper"
            )
        }
    }

    private func outOfRange(_ place: String, _ value: Double, _ expected: String) -> CalibrationError {
        CalibrationError(.valueOutOfRange, at: place, "found \(value); expected \(expected)")
    }

    /// Bounds on weights bound each total by itself; a total beyond cannot be met.
    private func refuseUnreachable() throws(CalibrationError) {
        var bounds = (lower: -Double.infinity, upper: Double.infinity)
        switch distance {
        case .linear: return
        case .raking: bounds = (0, .infinity)
        case .logit(let lower, let upper): bounds = (lower, upper)
        }
        for j in 0..<width {
            var reach = (low: 0.0, high: 0.0)
            for k in given.indices {
                let term = given[k] * x[k * width + j]
                if term > 0 {
                    reach = (reach.low + bounds.lower * term, reach.high + bounds.upper * term)
                } else if term < 0 {
                    reach = (reach.low + bounds.upper * term, reach.high + bounds.lower * term)
                }
            }
            let slack = 1e-12 * sizes[j]
            if totals[j] < reach.low - slack || totals[j] > reach.high + slack {
                throw CalibrationError(
                    .infeasible,
                    at: "totals[\(j)]",
                    "found \(totals[j]); weights within the bounds reach \(reach.low)…\(reach.high) only; "
                        + "widen the bounds, merge categories or correct the total"
                )
            }
        }
    }

    func state(_ lambda: [Double]) -> State {
        var state = State(weights: given, slopes: given, residuals: totals)
        for k in given.indices {
            var u = 0.0
            for j in 0..<width { u += x[k * width + j] * lambda[j] }
            let (value, slope) = factor(u)
            state.weights[k] = given[k] * value
            state.slopes[k] = given[k] * slope
            for j in 0..<width { state.residuals[j] -= state.weights[k] * x[k * width + j] }
        }
        return state
    }

    /// F(u) and F′(u).
    private func factor(_ u: Double) -> (value: Double, slope: Double) {
        switch distance {
        case .linear: return (1 + u, 1)
        case .raking:
            let value = exp(u)
            return (value, value)
        case .logit(let lower, let upper):
            let steepness = (upper - lower) / ((1 - lower) * (upper - 1))
            // With the larger exponential divided out, no u overflows.
            let below = u > 0 ? exp(-steepness * u) : 1
            let above = u > 0 ? 1 : exp(steepness * u)
            let low = (upper - 1) * below
            let high = (1 - lower) * above
            let sum = low + high
            return (
                (lower * low + upper * high) / sum, (upper - lower) * steepness * (low / sum) * (high / sum)
            )
        }
    }

    /// The total that is missed most, relative to its size.
    func deviation(_ state: State) -> (value: Double, total: Int) {
        var worst = (value: 0.0, total: 0)
        for j in 0..<width {
            let value = abs(state.residuals[j]) / sizes[j]
            if !(value <= worst.value) { worst = (value.isNaN ? .infinity : value, j) }
        }
        return worst
    }

    func residualSquare(_ state: State, _ kept: [Int]) -> Double {
        kept.reduce(0) { sum, j in
            let scaled = state.residuals[j] / sizes[j]
            return sum + scaled * scaled
        }
    }

    private func matrix(_ w: [Double], _ kept: [Int]) -> [Double] {
        let n = kept.count
        var result = [Double](repeating: 0, count: n * n)
        for k in given.indices {
            for (a, i) in kept.enumerated() where x[k * width + i] != 0 {
                let scaled = w[k] * x[k * width + i]
                for b in 0...a { result[a * n + b] += scaled * x[k * width + kept[b]] }
            }
        }
        for a in 0..<n {
            for b in 0..<a { result[b * n + a] = result[a * n + b] }
        }
        return result
    }

    /// Newton's step of λ; nil if no weight can move any more.
    func newtonStep(_ state: State, _ kept: [Int]) -> [Double]? {
        guard let system = SymmetricSystem(matrix(state.slopes, kept), order: kept.count) else { return nil }
        let moves = system.solve(kept.map { state.residuals[$0] })
        var step = [Double](repeating: 0, count: width)
        for (a, j) in kept.enumerated() { step[j] = moves[a] }
        return moves.allSatisfy { $0.isFinite } ? step : nil
    }

    /// Sorts out variables that are combinations of others, and checks that their totals are too.
    func independentVariables() throws(CalibrationError) -> (kept: [Int], redundant: [Int]) {
        var kept: [Int] = []
        var redundant: [Int] = []
        for j in 0..<width {
            if SymmetricSystem(matrix(given, kept + [j]), order: kept.count + 1) != nil {
                kept.append(j)
                continue
            }
            redundant.append(j)
            var implied = 0.0
            if !kept.isEmpty, let system = SymmetricSystem(matrix(given, kept), order: kept.count) {
                var right = [Double](repeating: 0, count: kept.count)
                for k in given.indices {
                    for (a, i) in kept.enumerated() {
                        right[a] += given[k] * x[k * width + i] * x[k * width + j]
                    }
                }
                let coefficients = system.solve(right)
                for (a, i) in kept.enumerated() { implied += coefficients[a] * totals[i] }
            }
            if abs(implied - totals[j]) > 1e-8 * sizes[j] {
                throw CalibrationError(
                    .inconsistentTotals,
                    at: "totals[\(j)]",
                    "found \(totals[j]); the totals before it imply \(implied), as the variable is a "
                        + "combination of theirs; correct the totals or leave this one out"
                )
            }
        }
        return (kept, redundant)
    }

    func notConverged(_ state: State, steps: Int) -> CalibrationError {
        let worst = deviation(state)
        var atBounds = ""
        if case .logit(let lower, let upper) = distance {
            let near = 1e-6 * (upper - lower)
            let count = given.indices.count {
                let factor = state.weights[$0] / given[$0]
                return factor < lower + near || factor > upper - near
            }
            atBounds = "; \(count) of \(given.count) weights are at a bound"
        }
        return CalibrationError(
            .notConverged,
            at: "totals[\(worst.total)]",
            "found \(totals[worst.total] - state.residuals[worst.total]) after \(steps) steps; expected "
                + "\(totals[worst.total])\(atBounds); widen the bounds, merge categories or correct the totals"
        )
    }
}
