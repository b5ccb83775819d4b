import Estimation

/// The limits of a cell, of parts with limits of their own.
///
/// People who were missed cannot be fewer than none: their limits are those of a gamma distribution; a share that is
/// assumed has those of its beta distribution; all else is symmetrical, by Student's t. Distances from the estimate to
/// the limits of independent parts add by their squares.
/// - SeeAlso: Zou and Donner (2008), Statistics in Medicine 27, 1693–1702: limits of a sum from those of its parts.
struct CellLimits {
    /// The limits.
    let lower: Double
    let upper: Double

    /// Limits from parts.
    ///
    /// - Parameters:
    ///   - combined: The estimate over draws, with its whole variance.
    ///   - unseen: Expected people who are not counted one by one.
    ///   - unseenVariance: Their variance.
    ///   - others: The variance of what is symmetrical.
    ///   - prior: The share that is assumed; nil if none is.
    ///   - assumed: The variance that comes of it.
    ///   - level: The probability.
    init(
        _ combined: RepeatedEstimate,
        unseen: Double,
        unseenVariance: Double,
        others: Double,
        prior: SharePrior?,
        assumed: Double,
        level: Double
    ) {
        let level = min(max(level, 0), 1 - 1e-12)
        let reach = StudentT.quantile(0.5 + level / 2, combined.degreesOfFreedom)
        var (below, above) = (reach * reach * others, reach * reach * others)
        if unseen > 0 && unseenVariance > 0 {
            let limits = GammaDistribution.unseenLimits(unseen, variance: unseenVariance, level: level)
            let stretch = reach / ConfidenceInterval.normalReach(level: level)
            let (down, up) = (stretch * (unseen - limits.lower), stretch * (limits.upper - unseen))
            (below, above) = (below + down * down, above + up * up)
        } else {
            (below, above) = (below + reach * reach * unseenVariance, above + reach * reach * unseenVariance)
        }
        if let prior, prior.deviation > 0 {
            // Per standard deviation: a higher share, fewer people.
            let stretch = assumed.squareRoot() / prior.deviation
            let down = stretch * (prior.quantile(0.5 + level / 2) - prior.share)
            let up = stretch * (prior.share - prior.quantile(0.5 - level / 2))
            (below, above) = (below + down * down, above + up * up)
        }
        lower = combined.value - max(0, below).squareRoot()
        upper = combined.value + max(0, above).squareRoot()
    }
}
