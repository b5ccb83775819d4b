/// A log-linear model fitted to counts, and the population it estimates.
public struct LogLinearFit: Sendable, Equatable {
    /// The model.
    public let model: LogLinearModel
    /// The estimated persons: observed cases plus exp(intercept).
    public let population: Double
    /// Its standard error (persons): √(e^b + e^2b·V) with b the intercept and V its variance.
    public let standardError: Double
    /// Twice the log-likelihood short of a perfect fit.
    public let deviance: Double
    /// Cells less parameters.
    public let degreesOfFreedom: Int
    /// The Poisson log-likelihood, factorials included.
    public let logLikelihood: Double
    /// Akaike's criterion: −2ℓ + 2k with k parameters.
    public let aic: Double
    /// The Bayesian criterion: −2ℓ + k·ln n with n observed cases.
    public let bic: Double
    /// Coefficients (natural logarithms) of the model's terms, in their order.
    ///
    /// −∞ for a term whose lists share no case; ∞ for another that is infinite, or that nothing determines.
    public let coefficients: [Double]
    /// Their standard errors, infinite where a coefficient is; none where a whole family was fitted.
    public let coefficientErrors: [Double]
    /// The variance of the intercept.
    public let interceptVariance: Double
    /// Fitted counts by history; the first, of the history that no list caught, is e^b.
    public let fittedCounts: [Double]
    /// Cases observed.
    public let observed: Int
    /// Whether the estimate is an extended one, and of what kind.
    public let extent: Extent

    /// Where in the closure of the model an estimate lies.
    ///
    /// Sources: Fienberg and Rinaldo (2012), Annals of Statistics 40, 996–1023; Chan, Silverman and Vincent (2021),
    /// Journal of the American Statistical Association 116, 1297–1306.
    public enum Extent: String, Sendable, Equatable {
        /// All parameters are finite.
        case ordinary
        /// Terms whose lists share no case are −∞, their histories have fitted counts of 0, and the rest is finite.
        case emptyOverlaps = "empty_overlaps"
        /// Some other combination of parameters is infinite, and the population is finite all the same.
        case face
    }

    /// Histories whose fitted count is 0, for an extended estimate.
    public var zeroHistories: [Int] {
        extent == .ordinary ? [] : fittedCounts.indices.dropFirst().filter { fittedCounts[$0] == 0 }
    }

    /// The interval from a normal intercept: n + exp(b ± z·√V).
    ///
    /// - Parameter level: The probability, for instance 0.95.
    /// - Throws: ``EstimationError/Code/settingOutOfRange`` for a level outside 0…1.
    public func interceptInterval(level: Double = 0.95) throws(EstimationError) -> ConfidenceInterval {
        let spread = try ConfidenceInterval.multiplier(level) * interceptVariance.squareRoot()
        let upper = Double(observed) + Real.exp(coefficients[0] + spread)
        return ConfidenceInterval(
            lower: Double(observed) + Real.exp(coefficients[0] - spread),
            upper: upper.isFinite ? upper : nil
        )
    }
}

/// A model that has no estimate on given counts, and why.
public struct RefusedModel: Sendable, Equatable {
    /// Why a model has no estimate.
    public enum Reason: String, Sendable, Equatable {
        /// The likelihood grows for ever as the population does.
        case populationInfinite = "population_infinite"
        /// The likelihood grows for ever as the unseen vanish.
        case populationObservedOnly = "population_observed_only"
        /// The likelihood leaves the population open.
        case populationUndetermined = "population_undetermined"
        /// Some fitted counts tend to 0, so that parameters are infinite; the population would tend to a number.
        case parametersInfinite = "parameters_infinite"
        /// The steps did not converge although an estimate exists.
        case notConverged = "not_converged"
    }

    /// The model.
    public let model: LogLinearModel
    /// Why it is refused.
    public let reason: Reason
    /// Histories whose fitted counts would tend to 0.
    public let zeroHistories: [Int]
    /// Sets of lists of the model that share no case, the smallest ones.
    public let emptyOverlaps: [Int]
    /// The least value of Akaike's criterion that the model approaches; nil if unknown.
    public let aicApproached: Double?
    /// The least value of the Bayesian criterion that the model approaches; nil if unknown.
    public let bicApproached: Double?
    /// The extended estimate, where the population tends to a number although parameters do not.
    public let extended: LogLinearFit?

    /// The reason in a sentence, with the lists' names.
    public func explanation(_ counts: CaptureCounts) -> String {
        let empty = emptyOverlaps.map(counts.names(of:)).joined(separator: ", ")
        let cause = emptyOverlaps.isEmpty ? "too few histories occur" : "no case is on all of \(empty)"
        switch reason {
        case .populationInfinite:
            return "\(cause), and the likelihood grows for ever as the population does"
        case .populationObservedOnly:
            return "\(cause), and the likelihood grows until nobody is unseen"
        case .populationUndetermined:
            return "\(cause), and every population fits equally well"
        case .parametersInfinite:
            return "\(cause), and the likelihood grows for ever as a parameter does"
        case .notConverged:
            return "the fit did not converge"
        }
    }
}

/// What fitting a model gives: a fit, or the reason why there is none.
public enum LogLinearOutcome: Sendable, Equatable {
    /// The estimate exists.
    case fitted(LogLinearFit)
    /// The estimate does not exist.
    case refused(RefusedModel)

    /// The fit, if there is one.
    public var fit: LogLinearFit? {
        if case .fitted(let fit) = self { fit } else { nil }
    }

    /// The estimate, extended ones included.
    public var estimate: LogLinearFit? {
        switch self {
        case .fitted(let fit): fit
        case .refused(let refused): refused.extended
        }
    }

    /// The model.
    public var model: LogLinearModel {
        switch self {
        case .fitted(let fit): fit.model
        case .refused(let refused): refused.model
        }
    }
}
