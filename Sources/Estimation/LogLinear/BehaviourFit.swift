/// A behaviour model fitted to counts.
public struct BehaviourFit: Sendable, Equatable {
    /// The model.
    public let model: BehaviourModel
    /// The estimated persons.
    public let population: Double
    /// Its standard error (persons), √(vᵀVv − N̂) with v the derivatives of N̂ by the coefficients.
    public let standardError: Double
    /// The standard error that Rcapture prints.
    ///
    /// Under Mbh its derivative by the last coefficient lacks the factor 1 + r, with r the first captures on later lists
    /// for each on the first; under Mb it is ``standardError``.
    public let rcaptureError: Double
    /// Twice the log-likelihood short of a perfect fit.
    public let deviance: Double
    /// Cells less parameters.
    public let degreesOfFreedom: Int
    /// Akaike's criterion.
    public let aic: Double
    /// The Bayesian criterion.
    public let bic: Double
    /// The names of the columns.
    public let columns: [String]
    /// The coefficients of the columns.
    public let coefficients: [Double]
    /// Their standard errors.
    public let coefficientErrors: [Double]
    /// Fitted counts by history; the first is the estimated number of the unseen.
    public let fittedCounts: [Double]

    /// The residuals of all histories, in the order of the histories.
    ///
    /// - Parameter counts: The counts that the model was fitted to.
    public func residuals(_ counts: CaptureCounts) -> [CellResidual] {
        guard counts.counts.count == fittedCounts.count else { return [] }
        return CellResidual.all(counts, fitted: fittedCounts)
    }
}

extension DenseFit {
    /// √(vᵀVv − N) for the derivatives v of a population N, by the delta method.
    ///
    /// The coefficients vary with the number seen, which N holds fixed; hence the N that is taken off.
    fileprivate func deltaError(_ gradient: [Double], less population: Double) -> Double {
        let k = gradient.count
        var variance = -population
        for i in 0..<k {
            for j in 0..<k { variance += gradient[i] * covariance[i * k + j] * gradient[j] }
        }
        return max(0, variance).squareRoot()
    }
}

extension CaptureCounts {
    /// Fits a behaviour model, lists in their order.
    ///
    /// - Throws: ``EstimationError``: fewer than three lists for Mbh, or `noMaximumLikelihoodEstimate` where the estimate
    ///   does not exist or the chance of a first capture would not be above 0.
    public func fit(_ model: BehaviourModel) throws(EstimationError) -> BehaviourFit {
        guard listCount >= 3 || model == .behaviour else {
            throw EstimationError(
                .tooFewLists,
                at: model.rawValue,
                "\(listCount) lists; expected three or more"
            )
        }
        let design = (1..<counts.count).map { model.columns($0) }
        let existence = Existence(design: design, isPositive: counts.dropFirst().map { $0 > 0 })
        guard existence.exists,
            let fit = denseFit(design: design, counts: counts.dropFirst().map(Double.init))
        else {
            throw EstimationError(
                .noMaximumLikelihoodEstimate,
                at: model.rawValue,
                "the likelihood grows for ever along some parameter; the counts are too thin for this model"
            )
        }
        guard let size = model.population(fit.coefficients, listCount: listCount),
            size.value >= Double(observed) * (1 - 1e-9)
        else {
            throw EstimationError(
                .noMaximumLikelihoodEstimate,
                at: model.rawValue,
                "first captures do not become rarer from list to list, so that their number has no end"
            )
        }
        let k = fit.coefficients.count
        let deviance = LogLinearFitting.deviance(values, [0] + fit.means)
        var logLikelihood = -deviance / 2
        for y in values { logLikelihood += Real.xlog(y, y) - y - Real.logFactorial(y) }
        return BehaviourFit(
            model: model,
            population: size.value,
            standardError: fit.deltaError(size.gradient, less: size.value),
            rcaptureError: fit.deltaError(size.rcaptureGradient, less: size.value),
            deviance: deviance,
            degreesOfFreedom: counts.count - 1 - k,
            aic: -2 * logLikelihood + 2 * Double(k),
            bic: -2 * logLikelihood + Double(k) * Real.log(Double(observed)),
            columns: model.columnNames,
            coefficients: fit.coefficients,
            coefficientErrors: (0..<k).map { fit.covariance[$0 * k + $0].squareRoot() },
            fittedCounts: [size.value - Double(observed)] + fit.means
        )
    }
}
