#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The regression behind ``FayHerriot`` for a given variance between areas, and the search for it.
struct AreaRegression {
    /// The number of covariates.
    let width: Int
    private let y: [Double]
    private let psi: [Double]
    private let x: [Double]

    /// Weighted least squares at one value of σ².
    struct State {
        /// β̂.
        var coefficients: [Double]
        /// (X′V⁻¹X)⁻¹, row after row.
        var covariance: [Double]
        /// Xβ̂.
        var fitted: [Double]
    }

    /// Steps after which the search for σ² is given up.
    private static let stepLimit = 500
    /// Relative change of σ² at which it has settled.
    private static let precision = 1e-13

    init(_ direct: [Double], _ variances: [Double], _ covariates: [Double]) throws(SmallAreaError) {
        let areas = direct.count
        if variances.count != areas || areas == 0 || covariates.isEmpty || covariates.count % areas != 0 {
            throw SmallAreaError(
                .unequalColumns,
                at: "areas",
                "found \(areas) direct estimates, \(variances.count) variances and \(covariates.count) "
                    + "covariate values; expected a variance and the same number of covariates for each area"
            )
        }
        y = direct
        psi = variances
        x = covariates
        width = covariates.count / areas
        for i in 0..<areas {
            if !direct[i].isFinite {
                throw Self.outOfRange("areas[\(i)].direct", direct[i], "a finite number")
            }
            if !(variances[i] > 0) || !variances[i].isFinite {
                throw Self.outOfRange("areas[\(i)].variance", variances[i], "a finite number above 0")
            }
        }
        for (k, value) in covariates.enumerated() where !value.isFinite {
            throw Self.outOfRange("areas[\(k / width)].covariates[\(k % width)]", value, "a finite number")
        }
        if areas <= width {
            throw SmallAreaError(
                .tooFewAreas,
                at: "areas",
                "found \(areas) areas and \(width) coefficients; expected more areas than coefficients; "
                    + "leave covariates out or use the synthetic estimator"
            )
        }
    }

    private static func outOfRange(_ place: String, _ value: Double, _ expected: String) -> SmallAreaError {
        SmallAreaError(
            .valueOutOfRange,
            at: place,
            "found \(value); expected \(expected); leave the area out of the fit and predict it from covariates"
        )
    }

    /// X′ diag(w) X, row after row.
    private func crossProduct(_ w: [Double]) -> [Double] {
        var result = [Double](repeating: 0, count: width * width)
        for i in 0..<y.count {
            for j in 0..<width {
                let scaled = w[i] * x[i * width + j]
                for k in 0...j { result[j * width + k] += scaled * x[i * width + k] }
            }
        }
        for j in 0..<width {
            for k in 0..<j { result[k * width + j] = result[j * width + k] }
        }
        return result
    }

    private func weights(_ sigma: Double) -> [Double] { psi.map { 1 / (sigma + $0) } }

    /// xᵢ′ M xᵢ.
    func quadratic(_ matrix: [Double], _ i: Int) -> Double {
        var sum = 0.0
        for j in 0..<width {
            for k in 0..<width { sum += x[i * width + j] * matrix[j * width + k] * x[i * width + k] }
        }
        return sum
    }

    func state(at sigma: Double) throws(SmallAreaError) -> State {
        let w = weights(sigma)
        let matrix = crossProduct(w)
        guard let system = SymmetricSystem(matrix, order: width) else {
            let column = SymmetricSystem.firstDependent(matrix, order: width) ?? 0
            throw SmallAreaError(
                .dependentCovariates,
                at: "covariates[\(column)]",
                "found a combination of the covariates before it; expected independent ones; leave it out"
            )
        }
        var right = [Double](repeating: 0, count: width)
        for i in 0..<y.count {
            for j in 0..<width { right[j] += w[i] * y[i] * x[i * width + j] }
        }
        let beta = system.solve(right)
        let fitted = (0..<y.count).map { i in
            (0..<width).reduce(0) { $0 + x[i * width + $1] * beta[$1] }
        }
        return State(coefficients: beta, covariance: system.inverse(), fitted: fitted)
    }

    /// The estimating function of a method at σ², and the information its scoring step divides by.
    private func score(_ method: FayHerriot.Method, _ sigma: Double) throws(SmallAreaError) -> (
        Double, Double
    ) {
        let state = try state(at: sigma)
        let w = weights(sigma)
        var residual = 0.0
        var weighted = 0.0
        var sum = 0.0
        var squares = 0.0
        for i in 0..<y.count {
            let r = (y[i] - state.fitted[i]) * w[i]
            residual += r * r
            weighted += r * (y[i] - state.fitted[i])
            sum += w[i]
            squares += w[i] * w[i]
        }
        switch method {
        case .moments: return (weighted - Double(y.count - width), sum)
        case .maximumLikelihood: return (0.5 * (residual - sum), 0.5 * squares)
        case .restrictedMaximumLikelihood:
            // tr P and tr P² from the covariance Q: P = W − W X Q X′ W.
            let second = product(crossProduct(w.map { $0 * $0 }), state.covariance)
            let third = product(crossProduct(w.map { $0 * $0 * $0 }), state.covariance)
            let trace = sum - diagonal(second)
            let traceOfSquare = squares - 2 * diagonal(third) + diagonal(product(second, second))
            return (0.5 * (residual - trace), 0.5 * traceOfSquare)
        }
    }

    private func product(_ a: [Double], _ b: [Double]) -> [Double] {
        var result = [Double](repeating: 0, count: width * width)
        for i in 0..<width {
            for k in 0..<width {
                for j in 0..<width { result[i * width + j] += a[i * width + k] * b[k * width + j] }
            }
        }
        return result
    }

    private func diagonal(_ a: [Double]) -> Double { (0..<width).reduce(0) { $0 + a[$1 * width + $1] } }

    /// Finds σ̂² by scoring from the median sampling variance, kept at or above 0.
    ///
    /// A step that changes the estimating function's sign narrows a bracket; a step that would leave the
    /// bracket halves it instead.
    func variance(_ method: FayHerriot.Method) throws(SmallAreaError) -> (variance: Double, iterations: Int) {
        let scale = psi.sorted()[psi.count / 2]
        var sigma = scale
        var low = 0.0
        var high = Double.infinity
        for step in 1...Self.stepLimit {
            let (value, information) = try score(method, sigma)
            if value > 0 { low = max(low, sigma) } else { high = min(high, sigma) }
            if sigma == 0 && value <= 0 { return (0, step) }
            var next = sigma + value / information
            if next < 0 { next = 0 }
            if next >= high || (next <= low && (next > 0 || low > 0)) {
                next = high.isFinite ? (low + high) / 2 : max(2 * low, scale)
            }
            let change = abs(next - sigma)
            sigma = next
            if !sigma.isFinite { break }
            if change <= Self.precision * (sigma + scale) { return (sigma, step) }
        }
        throw SmallAreaError(
            .notConverged,
            at: "modelVariance",
            "found \(sigma) after \(Self.stepLimit) steps of \(method.rawValue); expected it to settle; "
                + "check the areas' variances, or use another method"
        )
    }

    /// The asymptotic variance of σ̂².
    func varianceOfVariance(_ method: FayHerriot.Method, _ sigma: Double) -> Double {
        let w = weights(sigma)
        let squares = w.reduce(0) { $0 + $1 * $1 }
        if method != .moments { return 2 / squares }
        let sum = w.reduce(0, +)
        return 2 * Double(w.count) / (sum * sum)
    }

    /// The asymptotic bias of σ̂²; 0 for REML.
    func bias(of method: FayHerriot.Method, _ state: State, _ sigma: Double) -> Double {
        let w = weights(sigma)
        let sum = w.reduce(0, +)
        let squares = w.reduce(0) { $0 + $1 * $1 }
        switch method {
        case .restrictedMaximumLikelihood: return 0
        case .maximumLikelihood:
            return -diagonal(product(state.covariance, crossProduct(w.map { $0 * $0 }))) / squares
        case .moments:
            return 2 * (Double(w.count) * squares - sum * sum) / (sum * sum * sum)
        }
    }

    func logLikelihood(_ sigma: Double, _ state: State) -> Double {
        var sum = 0.0
        for i in 0..<y.count {
            let total = sigma + psi[i]
            let r = y[i] - state.fitted[i]
            sum += log(2 * Double.pi * total) + r * r / total
        }
        return -0.5 * sum
    }
}
