/// An estimate made on several draws of the links, with its whole error.
///
/// The estimate is the mean over draws; its variance is W + (1 + 1/M) B, W the mean of the draws' own
/// variances and B the variance between draws. The interval uses Student's t with Rubin's degrees of
/// freedom.
/// - SeeAlso: Rubin (1987), “Multiple Imputation for Nonresponse in Surveys”, section 3.3.
public struct RepeatedEstimate: Sendable, Equatable {
    /// The number of draws.
    public let draws: Int
    /// The estimate.
    public let value: Double
    /// W: the part of the variance that each draw states: sampling, or who was counted by chance.
    public let samplingVariance: Double
    /// (1 + 1/M) B: the part that linkage adds.
    public let linkageVariance: Double
    /// The degrees of freedom; infinite if draws do not differ.
    public let degreesOfFreedom: Double

    /// The standard error with both parts.
    public var standardError: Double { (samplingVariance + linkageVariance).squareRoot() }

    /// The share of the variance that linkage adds, 0…1.
    public var linkageShare: Double {
        let total = samplingVariance + linkageVariance
        return total > 0 ? linkageVariance / total : 0
    }

    /// Combines the estimates of the draws.
    ///
    /// - Parameters:
    ///   - values: The estimates.
    ///   - variances: Their variances.
    /// - Throws: ``EstimationError`` for fewer than two draws, columns of unequal length or numbers that are
    ///   not finite.
    public init(values: [Double], variances: [Double]) throws(EstimationError) {
        if values.count != variances.count || values.count < 2 {
            throw EstimationError(
                .unequalColumns,
                at: "draws",
                "found \(values.count) estimates and \(variances.count) variances; expected one of each per draw, "
                    + "from two draws at least"
            )
        }
        for i in values.indices where !values[i].isFinite || !(variances[i] >= 0) || !variances[i].isFinite {
            throw EstimationError(
                .valueOutOfRange,
                at: "draws[\(i)]",
                "found \(values[i]) with variance \(variances[i]); expected finite numbers, the variance 0 or more; "
                    + "an estimate that does not exist on one draw does not exist"
            )
        }
        let m = Double(values.count)
        // Differences from the first value keep digits that sums of large values lose.
        let mean = values[0] + values.reduce(0) { $0 + ($1 - values[0]) } / m
        let between = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (m - 1)
        draws = values.count
        value = mean
        samplingVariance = variances.reduce(0, +) / m
        linkageVariance = (1 + 1 / m) * between
        let ratio = linkageVariance > 0 ? samplingVariance / linkageVariance : .infinity
        degreesOfFreedom = (m - 1) * (1 + ratio) * (1 + ratio)
    }

    /// The interval that covers the truth with the given probability.
    public func interval(level: Double = 0.95) -> (lower: Double, upper: Double) {
        let reach = StudentT.quantile(0.5 + min(max(level, 0), 1 - 1e-12) / 2, degreesOfFreedom)
        return (value - reach * standardError, value + reach * standardError)
    }
}
