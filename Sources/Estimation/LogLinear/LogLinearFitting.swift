/// Fits log-linear models to one table of counts.
struct LogLinearFitting {
    private let counts: CaptureCounts
    private let values: [Double]
    private let takesPart: [Bool]
    /// The log-likelihood of a perfect fit.
    private let perfect: Double
    private var fitter: LatticeFitter

    /// Prepares a table.
    ///
    /// - Parameter wantsErrors: Whether the standard errors of all coefficients are wanted.
    init(_ counts: CaptureCounts, wantsErrors: Bool = false) {
        self.counts = counts
        values = counts.values
        takesPart = values.indices.map { $0 > 0 }
        var perfect = 0.0
        for y in values { perfect += Real.xlog(y, y) - y - Real.logFactorial(y) }
        self.perfect = perfect
        fitter = LatticeFitter(listCount: counts.listCount)
        fitter.wantsVariances = wantsErrors
    }

    /// Tests whether the model has an estimate, and fits it.
    mutating func fit(_ model: LogLinearModel) -> LogLinearOutcome {
        let terms = model.terms
        let existence = Self.existence(counts, terms: terms)
        guard existence.exists else { return .refused(refusal(model, terms, existence)) }
        guard let fit = fitter.fit(counts: values, terms: terms, takesPart: takesPart) else {
            return .refused(
                RefusedModel(
                    model: model,
                    reason: .notConverged,
                    zeroHistories: [],
                    emptyOverlaps: [],
                    aicApproached: nil,
                    bicApproached: nil,
                    extended: nil
                )
            )
        }
        let isFinite = [Bool](repeating: true, count: terms.count)
        return .fitted(
            result(model, fit, coefficients: fit.coefficients, isFinite: isFinite, extent: .ordinary)
        )
    }

    /// A fit in full.
    ///
    /// - Parameters:
    ///   - fit: The fit to the histories that take part.
    ///   - coefficients: Of all terms of the model.
    ///   - isFinite: Whether a term was fitted; the fit's variances are of these terms, in order.
    private func result(
        _ model: LogLinearModel,
        _ fit: LatticeFitter.Fit,
        coefficients: [Double],
        isFinite: [Bool],
        extent: LogLinearFit.Extent
    ) -> LogLinearFit {
        let unseen = Real.exp(fit.coefficients[0])
        let deviance = Self.deviance(values, fit.means)
        let logLikelihood = perfect - deviance / 2
        // Infinite parameters count as parameters: Chan, Silverman and Vincent (2021).
        let k = Double(coefficients.count)
        var fitted = fit.means
        fitted[0] = unseen
        var errors = fit.variances.map { $0.squareRoot() }[...]
        return LogLinearFit(
            model: model,
            population: Double(counts.observed) + unseen,
            standardError: (unseen + unseen * unseen * fit.firstVariance).squareRoot(),
            deviance: deviance,
            degreesOfFreedom: values.count - 1 - coefficients.count,
            logLikelihood: logLikelihood,
            aic: -2 * logLikelihood + 2 * k,
            bic: -2 * logLikelihood + k * Real.log(Double(counts.observed)),
            coefficients: coefficients,
            coefficientErrors: errors.count > 1
                ? isFinite.map { $0 ? errors.popFirst() ?? .infinity : .infinity } : [],
            interceptVariance: fit.firstVariance,
            fittedCounts: fitted,
            observed: counts.observed,
            extent: extent
        )
    }

    /// The existence test for columns given as sets of lists.
    static func existence(_ counts: CaptureCounts, terms: [Int]) -> Existence {
        let cells = cells(of: counts)
        return Existence(
            design: cells.map { cell in terms.map { cell & $0 == $0 ? 1 : 0 } },
            isPositive: cells.map { counts.counts[$0] > 0 }
        )
    }

    /// The histories of the table: all but the one that no list caught and those that hold an excluded set.
    static func cells(of counts: CaptureCounts, excluding excluded: [Int] = []) -> [Int] {
        (1..<counts.counts.count).filter { cell in !excluded.contains { cell & $0 == $0 } }
    }

    /// 2 Σ y ln(y/μ) − (y − μ).
    static func deviance(_ counts: [Double], _ means: [Double]) -> Double {
        var sum = 0.0
        for h in 1..<counts.count {
            sum += (counts[h] == 0 ? 0 : counts[h] * Real.log(counts[h] / means[h])) - (counts[h] - means[h])
        }
        return 2 * sum
    }

    private mutating func refusal(_ model: LogLinearModel, _ terms: [Int], _ existence: Existence)
        -> RefusedModel
    {
        let cells = Self.cells(of: counts)
        let zero = existence.zeroCells.map { cells[$0] }
        let empty = terms.filter { counts.overlap(of: $0) == 0 }
        let reason: RefusedModel.Reason =
            switch existence.population {
            case .finite: .parametersInfinite
            case .infinite: .populationInfinite
            case .observedOnly: .populationObservedOnly
            case .undetermined: .populationUndetermined
            }
        // The limit of the likelihood: the fit to the cells that do not tend to 0.
        var remaining = takesPart
        for h in zero { remaining[h] = false }
        let identified = existence.identifiedTerms.map { terms[$0] }
        let limit = fitter.fit(counts: values, terms: identified, takesPart: remaining)
        let isFinite = terms.indices.map { existence.isDetermined[$0] }
        var extended: LogLinearFit?
        if let limit, existence.population == .finite {
            var rest = zip(identified, limit.coefficients).makeIterator()
            let coefficients = terms.indices.map { place -> Double in
                let value = existence.identifiedTerms.contains(place) ? rest.next()?.1 : nil
                if let value, isFinite[place] { return value }
                return empty.contains(terms[place]) ? -Double.infinity : .infinity
            }
            let isPlain =
                zip(isFinite, terms).allSatisfy { $0 != empty.contains($1) }
                && zero == cells.filter { cell in empty.contains { cell & $0 == $0 } }
            extended = result(
                model,
                limit,
                coefficients: coefficients,
                isFinite: terms.indices.map { existence.identifiedTerms.contains($0) },
                extent: isPlain ? .emptyOverlaps : .face
            )
        }
        let approached = limit.map { perfect - Self.deviance(values, $0.means) / 2 }
        let k = Double(terms.count)
        let n = Double(counts.observed)
        return RefusedModel(
            model: model,
            reason: reason,
            zeroHistories: zero,
            emptyOverlaps: empty.filter { set in !empty.contains { $0 != set && set & $0 == $0 } },
            aicApproached: approached.map { -2 * $0 + 2 * k },
            bicApproached: approached.map { -2 * $0 + k * Real.log(n) },
            extended: extended
        )
    }
}

extension CaptureCounts {
    /// Fits a log-linear model, after testing that its maximum-likelihood estimate exists.
    ///
    /// - Parameter model: A model of as many lists as there are here.
    /// - Returns: The fit, or the reason why there is none.
    /// - Throws: ``EstimationError/Code/inconsistentCounts`` if the model is of another number of lists.
    public func fit(_ model: LogLinearModel) throws(EstimationError) -> LogLinearOutcome {
        guard model.listCount == listCount else {
            throw EstimationError(
                .inconsistentCounts,
                at: model.name,
                "a model of \(model.listCount) lists for counts of \(listCount)"
            )
        }
        var fitting = LogLinearFitting(self, wantsErrors: true)
        return fitting.fit(model)
    }
}
