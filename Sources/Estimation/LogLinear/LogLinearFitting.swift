/// Fits log-linear models to one table of counts.
struct LogLinearFitting {
    private let counts: CaptureCounts
    private let values: [Double]
    private let takesPart: [Bool]
    /// The log-likelihood of a perfect fit.
    private let perfect: Double
    private var fitter: LatticeFitter

    /// Prepares a table.
    init(_ counts: CaptureCounts) {
        self.counts = counts
        values = counts.values
        takesPart = values.indices.map { $0 > 0 }
        var perfect = 0.0
        for y in values { perfect += Real.xlog(y, y) - y - Real.logFactorial(y) }
        self.perfect = perfect
        fitter = LatticeFitter(listCount: counts.listCount)
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
                    bicApproached: nil
                )
            )
        }
        let unseen = Real.exp(fit.coefficients[0])
        let deviance = Self.deviance(values, fit.means)
        let logLikelihood = perfect - deviance / 2
        let k = Double(terms.count)
        var fitted = fit.means
        fitted[0] = unseen
        return .fitted(
            LogLinearFit(
                model: model,
                population: Double(counts.observed) + unseen,
                standardError: (unseen + unseen * unseen * fit.firstVariance).squareRoot(),
                deviance: deviance,
                degreesOfFreedom: values.count - 1 - terms.count,
                logLikelihood: logLikelihood,
                aic: -2 * logLikelihood + 2 * k,
                bic: -2 * logLikelihood + k * Real.log(Double(counts.observed)),
                coefficients: fit.coefficients,
                interceptVariance: fit.firstVariance,
                fittedCounts: fitted,
                observed: counts.observed
            )
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
        let approached = limit.map { perfect - Self.deviance(values, $0.means) / 2 }
        let k = Double(terms.count)
        let n = Double(counts.observed)
        return RefusedModel(
            model: model,
            reason: reason,
            zeroHistories: zero,
            emptyOverlaps: empty.filter { set in !empty.contains { $0 != set && set & $0 == $0 } },
            aicApproached: approached.map { -2 * $0 + 2 * k },
            bicApproached: approached.map { -2 * $0 + k * Real.log(n) }
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
        var fitting = LogLinearFitting(self)
        return fitting.fit(model)
    }
}
