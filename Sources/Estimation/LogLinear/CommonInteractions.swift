/// A log-linear model of several groups in which lists depend on each other alike, and catch at rates of their own.
///
/// ln μ of a history in group g = a_g + Σ effects of lists in g + Σ interactions, the same in all groups. That is the
/// model with the groups as a covariate of all main effects; fitting each group by itself lets the covariate change the
/// interactions too. The difference of their deviances, on the difference of their degrees of freedom, tests whether
/// it does. Sources: Bishop, Fienberg and Holland (1975), section 6.4; Tilling and Sterne (1999), American Journal of
/// Epidemiology 149, 392–400.
public struct CommonInteractions: Sendable, Equatable {
    /// The model within each group.
    public let model: LogLinearModel
    /// Estimated persons by group.
    public let populations: [Double]
    /// Their standard errors (persons).
    public let standardErrors: [Double]
    /// Estimated persons of all groups.
    public let population: Double
    /// The variance of the sum, covariances of groups included (persons squared).
    public let variance: Double
    /// Cases observed in all groups.
    public let observed: Int
    /// Twice the log-likelihood short of a perfect fit.
    public let deviance: Double
    /// Cells less parameters.
    public let degreesOfFreedom: Int
    /// Akaike's criterion.
    public let aic: Double
    /// The Bayesian criterion, with all cases observed.
    public let bic: Double

    /// The interval in which the unseen part is log-normal; see ``ConfidenceInterval/logNormal(estimate:variance:observed:level:)``.
    public func interval(level: Double = 0.95) throws(EstimationError) -> ConfidenceInterval {
        try .logNormal(estimate: population, variance: variance, observed: observed, level: level)
    }

    /// Fits the model.
    ///
    /// - Parameters:
    ///   - model: The interactions, as many lists as each table has.
    ///   - tables: Counts by group, of the same lists.
    /// - Throws: ``EstimationError``: no table, tables of other lists, or no estimate.
    /// - Complexity: O(groups³) for the covariances of all parameters.
    public init(_ model: LogLinearModel, _ tables: [CaptureCounts]) throws(EstimationError) {
        guard let first = tables.first else {
            throw EstimationError(.noData, at: "strata", "none given; expected a table of counts per group")
        }
        for table in tables where table.lists != first.lists || table.listCount != model.listCount {
            throw EstimationError(
                .inconsistentCounts,
                at: model.name,
                "a table of the lists \(table.lists.joined(separator: ", ")); expected "
                    + "\(first.lists.joined(separator: ", "))"
            )
        }
        let common = model.terms.filter { $0.nonzeroBitCount > 1 }
        let own = model.terms.filter { $0.nonzeroBitCount < 2 }
        var design: [[Double]] = []
        var counts: [Double] = []
        for (group, table) in tables.enumerated() {
            for cell in 1..<table.counts.count {
                var row = [Double](repeating: 0, count: own.count * tables.count)
                for (place, term) in own.enumerated() where cell & term == term {
                    row[group * own.count + place] = 1
                }
                design.append(row + common.map { cell & $0 == $0 ? 1 : 0 })
                counts.append(Double(table.counts[cell]))
            }
        }
        // The intercepts come first of each group's terms.
        let exists = Existence(design: design, isPositive: counts.map { $0 > 0 }).exists
        guard exists, let fit = denseFit(design: design, counts: counts) else {
            throw EstimationError(
                .noMaximumLikelihoodEstimate,
                at: model.name,
                "with interactions common to all groups the likelihood grows for ever; the counts are too thin"
            )
        }
        self.init(model, tables, fit, counts: counts, own: own.count)
    }

    private init(
        _ model: LogLinearModel,
        _ tables: [CaptureCounts],
        _ fit: DenseFit,
        counts: [Double],
        own: Int
    ) {
        let k = fit.coefficients.count
        let unseen = tables.indices.map { Real.exp(fit.coefficients[$0 * own]) }
        var variance = unseen.reduce(0, +)
        for a in tables.indices {
            for b in tables.indices {
                variance += unseen[a] * unseen[b] * fit.covariance[a * own * k + b * own]
            }
        }
        var (deviance, logLikelihood) = (0.0, 0.0)
        for (y, mean) in zip(counts, fit.means) {
            deviance += 2 * ((y == 0 ? 0 : y * Real.log(y / mean)) - (y - mean))
            logLikelihood += Real.xlog(y, y) - y - Real.logFactorial(y)
        }
        logLikelihood -= deviance / 2
        self.model = model
        populations = zip(tables, unseen).map { Double($0.observed) + $1 }
        standardErrors = tables.indices.map { group in
            let v = fit.covariance[group * own * k + group * own]
            return (unseen[group] + unseen[group] * unseen[group] * v).squareRoot()
        }
        population = populations.reduce(0, +)
        self.variance = variance
        observed = tables.reduce(0) { $0 + $1.observed }
        self.deviance = deviance
        degreesOfFreedom = counts.count - k
        aic = -2 * logLikelihood + 2 * Double(k)
        bic = -2 * logLikelihood + Double(k) * Real.log(Double(observed))
    }
}
