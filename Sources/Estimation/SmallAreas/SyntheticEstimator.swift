/// Small-area totals from coverage factors of larger groups.
///
/// N̂ₐ = Σₕ Cₐₕ fₕ, where Cₐₕ is the area's count in group h (sex and age, say) and fₕ the group's coverage
/// factor, estimated over all areas. It assumes that a group is covered equally well everywhere; the error
/// of that assumption is not in the variance. Areas share the factors, so their errors are correlated:
/// totals of areas are estimated from summed counts, not by summing variances.
/// - SeeAlso: National Research Council (2004), “The 2000 Census: Counting Under Adversity”; Rao and
///   Molina (2015), section 3.
public struct SyntheticEstimator: Sendable {
    /// Per group: the factor counts are multiplied by.
    public let factors: [Double]
    /// Per group: the factor's variance.
    public let variances: [Double]

    /// An estimator from factors and their variances, both finite and not negative.
    ///
    /// - Throws: ``SmallAreaError`` if the two differ in length or a number is out of range.
    public init(factors: [Double], variances: [Double]) throws(SmallAreaError) {
        if factors.count != variances.count || factors.isEmpty {
            throw SmallAreaError(
                .unequalColumns,
                at: "groups",
                "found \(factors.count) factors and \(variances.count) variances; expected one of each per group"
            )
        }
        for h in factors.indices {
            for value in [factors[h], variances[h]] where !(value >= 0) || !value.isFinite {
                throw SmallAreaError(
                    .valueOutOfRange,
                    at: "groups[\(h)]",
                    "found \(value); expected a finite number, 0 or more"
                )
            }
        }
        self.factors = factors
        self.variances = variances
    }

    /// The total and its standard error for an area of the given counts, one per group.
    ///
    /// - Throws: ``SmallAreaError`` unless there is one finite count, 0 or more, per group.
    public func estimate(
        counts: [Double]
    ) throws(SmallAreaError) -> (value: Double, standardError: Double) {
        if counts.count != factors.count {
            throw SmallAreaError(
                .unequalColumns,
                at: "counts",
                "found \(counts.count) counts; expected \(factors.count), one per group"
            )
        }
        var value = 0.0
        var variance = 0.0
        for (h, count) in counts.enumerated() {
            if !(count >= 0) || !count.isFinite {
                throw SmallAreaError(
                    .valueOutOfRange,
                    at: "counts[\(h)]",
                    "found \(count); expected a finite count, 0 or more"
                )
            }
            value += count * factors[h]
            variance += count * count * variances[h]
        }
        return (value, variance.squareRoot())
    }
}
