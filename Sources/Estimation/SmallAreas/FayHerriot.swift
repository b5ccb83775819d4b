#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The area-level model of Fay and Herriot: direct estimates drawn towards what covariates predict.
///
/// yᵢ = xᵢ′β + vᵢ + eᵢ with vᵢ ~ (0, σ²) and eᵢ ~ (0, ψᵢ), ψᵢ known. The estimate of an area is
/// γᵢ yᵢ + (1 − γᵢ) xᵢ′β̂ with γᵢ = σ̂²/(σ̂² + ψᵢ).
/// - SeeAlso: Fay and Herriot (1979); Prasad and Rao (1990); Datta and Lahiri (2000); Datta, Rao and
///   Smith (2005); Rao and Molina (2015), section 6.
public struct FayHerriot: Sendable {
    /// How the variance between areas is estimated.
    public enum Method: String, Sendable, CaseIterable {
        /// Restricted maximum likelihood.
        case restrictedMaximumLikelihood = "REML"
        /// Maximum likelihood.
        case maximumLikelihood = "ML"
        /// The moment equation of Fay and Herriot, which assumes no distribution.
        case moments = "FH"
    }

    /// A coefficient of the regression.
    public struct Coefficient: Sendable, Equatable {
        /// Its estimate.
        public let value: Double
        /// Its standard error.
        public let standardError: Double
    }

    /// How the variance was estimated.
    public let method: Method
    /// σ̂², the variance between areas that covariates do not explain; 0 or more.
    public let modelVariance: Double
    /// Steps until σ̂² settled.
    public let iterations: Int
    /// One coefficient per column of covariates.
    public let coefficients: [Coefficient]
    /// Per area: the empirical best linear unbiased predictor.
    public let estimates: [Double]
    /// Per area: its mean squared error, right to second order (the uncertainty of σ̂² included).
    public let meanSquaredErrors: [Double]
    /// Per area: xᵢ′β̂, what the covariates alone predict.
    public let synthetic: [Double]
    /// Per area: γᵢ, the weight of the direct estimate, 0…1.
    public let shrinkage: [Double]
    /// The log-likelihood at the estimates, normal errors assumed.
    public let logLikelihood: Double
    /// (X′V⁻¹X)⁻¹, row after row.
    let coefficientCovariance: [Double]

    /// True if σ̂² is 0: all areas then get what the covariates predict, and their errors are understated.
    public var isOnBoundary: Bool { modelVariance == 0 }
    /// −2 log-likelihood + 2 (coefficients + 1).
    public var akaike: Double { -2 * logLikelihood + 2 * Double(coefficients.count + 1) }
    /// −2 log-likelihood + log(areas) (coefficients + 1).
    public var bayesian: Double {
        -2 * logLikelihood + log(Double(estimates.count)) * Double(coefficients.count + 1)
    }

    /// Fits the model and predicts every area.
    ///
    /// - Parameters:
    ///   - direct: The direct estimate of each area.
    ///   - variances: The sampling variance of each direct estimate, taken as known; above 0.
    ///   - covariates: Area after area, as many numbers each as there are coefficients; give a column of
    ///     ones for an intercept.
    ///   - method: How σ² is estimated.
    /// - Throws: ``SmallAreaError`` for columns of unequal length, numbers out of range, no more areas than
    ///   coefficients, dependent covariates, or a variance that does not settle.
    /// - Complexity: O(areas · coefficients²) per step; about 15 steps.
    public init(
        direct: [Double],
        variances: [Double],
        covariates: [Double],
        method: Method = .restrictedMaximumLikelihood
    ) throws(SmallAreaError) {
        let areas = try AreaRegression(direct, variances, covariates)
        let solution = try areas.variance(method)
        let state = try areas.state(at: solution.variance)
        let width = areas.width
        let bias = areas.bias(of: method, state, solution.variance)
        let spread = areas.varianceOfVariance(method, solution.variance)
        self.method = method
        modelVariance = solution.variance
        iterations = solution.iterations
        coefficientCovariance = state.covariance
        coefficients = (0..<width).map {
            Coefficient(
                value: state.coefficients[$0],
                standardError: state.covariance[$0 * width + $0].squareRoot()
            )
        }
        let sigma = solution.variance
        var estimates: [Double] = []
        var errors: [Double] = []
        for i in 0..<direct.count {
            let total = sigma + variances[i]
            let pull = variances[i] / total
            estimates.append(state.fitted[i] + sigma / total * (direct[i] - state.fitted[i]))
            let sampling = variances[i] * (sigma / total)
            let regression = pull * pull * areas.quadratic(state.covariance, i)
            let estimation = pull * pull * spread / total
            let plain = sampling + regression + 2 * estimation
            let corrected = plain - bias * pull * pull
            // With few and very unequal areas the correction may exceed all it corrects.
            errors.append(corrected > 0 ? corrected : plain)
        }
        self.estimates = estimates
        meanSquaredErrors = errors
        synthetic = state.fitted
        shrinkage = variances.map { sigma / (sigma + $0) }
        logLikelihood = areas.logLikelihood(sigma, state)
    }

    /// Predicts an area without a direct estimate from its covariates.
    ///
    /// - Returns: x′β̂ and its mean squared error, σ̂² + x′(X′V⁻¹X)⁻¹x.
    /// - Throws: ``SmallAreaError`` unless there is one finite number per coefficient.
    public func synthetic(
        covariates: [Double]
    ) throws(SmallAreaError) -> (estimate: Double, meanSquaredError: Double) {
        let width = coefficients.count
        if covariates.count != width {
            throw SmallAreaError(
                .unequalColumns,
                at: "covariates",
                "found \(covariates.count) numbers; expected \(width), one per coefficient"
            )
        }
        for (j, value) in covariates.enumerated() where !value.isFinite {
            throw SmallAreaError(
                .valueOutOfRange,
                at: "covariates[\(j)]",
                "found \(value); expected a finite number"
            )
        }
        var estimate = 0.0
        var error = modelVariance
        for i in 0..<width {
            estimate += covariates[i] * coefficients[i].value
            for j in 0..<width {
                error += covariates[i] * coefficientCovariance[i * width + j] * covariates[j]
            }
        }
        return (estimate, error)
    }
}
