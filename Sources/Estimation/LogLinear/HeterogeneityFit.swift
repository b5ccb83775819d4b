/// A heterogeneity model fitted to counts.
public struct HeterogeneityFit: Sendable, Equatable {
    /// The model.
    public let model: HeterogeneityModel
    /// The estimated persons; a lower bound under Chao's form.
    public let population: Double
    /// Its standard error (persons).
    public let standardError: Double
    /// Twice the log-likelihood short of a perfect fit.
    public let deviance: Double
    /// Cells less parameters.
    public let degreesOfFreedom: Int
    /// Akaike's criterion.
    public let aic: Double
    /// The Bayesian criterion.
    public let bic: Double
    /// The names of the columns: the intercept, lists or `caught`, `tau` or `eta3` and so on.
    public let columns: [String]
    /// The coefficients of the columns.
    public let coefficients: [Double]
    /// Their standard errors.
    public let coefficientErrors: [Double]
    /// Fitted counts by history; the first is e^b of the intercept b.
    public let fittedCounts: [Double]

    /// The residuals of all histories, in the order of the histories.
    ///
    /// - Parameter counts: The counts that the model was fitted to.
    public func residuals(_ counts: CaptureCounts) -> [CellResidual] {
        guard counts.counts.count == fittedCounts.count else { return [] }
        return CellResidual.all(counts, fitted: fittedCounts)
    }
}

extension CaptureCounts {
    /// Fits a heterogeneity model.
    ///
    /// - Throws: ``EstimationError``: fewer than three lists, or `noMaximumLikelihoodEstimate` where the estimate does not
    ///   exist or the model is not identified.
    public func fit(_ model: HeterogeneityModel) throws(EstimationError) -> HeterogeneityFit {
        guard listCount >= 3 || model.form == .none else {
            throw EstimationError(
                .tooFewLists,
                at: model.name,
                "\(listCount) lists; chances that vary need three lists or more"
            )
        }
        let cells = Array(1..<counts.count)
        guard let found = Self.fit(model, cells: cells, values: values, listCount: listCount) else {
            throw EstimationError(
                .noMaximumLikelihoodEstimate,
                at: model.name,
                "the likelihood grows for ever along some parameter; the counts are too thin for this model"
            )
        }
        return heterogeneityResult(model, found.fit, knots: found.knots)
    }

    /// The profile-likelihood interval of the population under a heterogeneity model.
    ///
    /// As for ``LogLinearFit/profileInterval(_:level:)``; Chao's form drops its negative columns anew at each population.
    /// - Throws: ``EstimationError`` for a level outside 0…1, no estimate, or no convergence.
    public func profileInterval(_ fit: HeterogeneityFit, level: Double = 0.95) throws(EstimationError)
        -> ProfileInterval
    {
        let n = Double(observed)
        var completed = values
        let cells = Array(0..<counts.count)
        let means: (Double) throws(EstimationError) -> [Double] = { (population) throws(EstimationError) in
            completed[0] = population - n
            let found = Self.fit(fit.model, cells: cells, values: completed, listCount: self.listCount)
            guard let found else {
                throw EstimationError(
                    .noConvergence,
                    at: fit.model.name,
                    "no fit for a population of \(population)"
                )
            }
            return found.fit.means
        }
        let search = ProfileSearch(
            observed: n,
            logLikelihood: { (population) throws(EstimationError) in
                let means = try means(population)
                var sum = Real.logGamma(population + 1) - Real.logGamma(population - n + 1)
                for (y, mean) in zip(completed, means) where y > 0 { sum += y * Real.log(mean / population) }
                return sum
            },
            derivative: { (population) throws(EstimationError) in
                let means = try means(population)
                return Real.digamma(population + 1) - Real.digamma(population - n + 1)
                    + Real.log(means[0] / population)
            }
        )
        return try search.run(start: fit.population, level: level)
    }

    /// Fits a model to some histories, the unseen among them or not.
    ///
    /// Under Chao's form columns with negative coefficients are dropped, the first of them first, until none is left:
    /// Rivest and Baillargeon (2007), and so does Rcapture.
    private static func fit(
        _ model: HeterogeneityModel,
        cells: [Int],
        values: [Double],
        listCount: Int
    ) -> (fit: DenseFit, knots: [Int])? {
        var knots = model.form == .chao ? Array(3...listCount) : []
        let counts = cells.map { values[$0] }
        while true {
            let design = cells.map { model.columns($0, listCount: listCount, knots: knots) }
            let existence = Existence(design: design, isPositive: counts.map { $0 > 0 })
            guard existence.exists, let fit = denseFit(design: design, counts: counts) else {
                // Under Chao's form a column without an estimate is one whose coefficient falls for ever.
                guard model.form == .chao, !knots.isEmpty else { return nil }
                knots.removeLast()
                continue
            }
            let heterogeneity = Array(fit.coefficients.suffix(knots.count))
            guard let place = heterogeneity.firstIndex(where: { $0 < 0 }) else { return (fit, knots) }
            knots.remove(at: place)
        }
    }

    private func heterogeneityResult(_ model: HeterogeneityModel, _ fit: DenseFit, knots: [Int])
        -> HeterogeneityFit
    {
        let parameters = fit.coefficients.count
        let unseen = Real.exp(fit.coefficients[0])
        let deviance = LogLinearFitting.deviance(values, [0] + fit.means)
        var logLikelihood = -deviance / 2
        for y in values { logLikelihood += Real.xlog(y, y) - y - Real.logFactorial(y) }
        return HeterogeneityFit(
            model: model,
            population: Double(observed) + unseen,
            standardError: (unseen + unseen * unseen * fit.firstVariance).squareRoot(),
            deviance: deviance,
            degreesOfFreedom: counts.count - 1 - parameters,
            aic: -2 * logLikelihood + 2 * Double(parameters),
            bic: -2 * logLikelihood + Double(parameters) * Real.log(Double(observed)),
            columns: model.columnNames(lists, knots: knots),
            coefficients: fit.coefficients,
            coefficientErrors: (0..<parameters).map { fit.covariance[$0 * parameters + $0].squareRoot() },
            fittedCounts: [unseen] + fit.means
        )
    }
}
