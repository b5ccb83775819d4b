package import Estimation
package import Population

/// How much more or less than their strata say the areas of a dimension hold, by their own lists.
///
/// Each area's own estimate, made from its people alone, is compared with the synthetic one. Fay and Herriot's
/// model takes of the ratio what its precision deserves; the areas are then made to sum to the total again.
package struct AreaFactors: Sendable, Equatable {
    /// The dimension.
    package let dimension: Int
    /// Per area: what its synthetic estimate is multiplied by.
    package let factors: [Double]
    /// Per area: the variance of the factor.
    package let variances: [Double]

    /// The fewest areas with an estimate of their own.
    private static let fewestAreas = 5

    /// Estimates areas from a result without factors; nil if too few have an estimate of their own.
    package init?(
        _ computation: EstimateComputation,
        _ view: PeopleView,
        _ result: DrawResult,
        grouping: Int
    ) throws(SmallAreaError) {
        guard let dimension = computation.groupings[grouping].dimensions.first else { return nil }
        let synthetic = result.totals[grouping]
        let lists = computation.listCount
        let values = computation.completed(view, draw: 0)
        var counts = synthetic.map { _ in [Double](repeating: 0, count: 1 << lists) }
        for person in 0..<view.count where view.isCounted[person] {
            let area = values[dimension][person]
            if Int(area) < counts.count { counts[Int(area)][Int(view.lists[person])] += 1 }
        }
        var areas: [Int] = []
        var direct: [Double] = []
        var errors: [Double] = []
        for area in synthetic.indices where synthetic[area] > 0 {
            guard
                let own = try? StratumEstimate(
                    counts: counts[area],
                    lists: lists,
                    method: computation.method,
                    classes: computation.classes
                ), own.variance > 0
            else { continue }
            areas.append(area)
            direct.append(own.value / synthetic[area])
            errors.append((own.variance + own.modelVariance) / (synthetic[area] * synthetic[area]))
        }
        if areas.count < Self.fewestAreas { return nil }
        let fit = try FayHerriot(
            direct: direct,
            variances: errors,
            covariates: [Double](repeating: 1, count: areas.count)
        )
        var factors = [Double](repeating: 1, count: synthetic.count)
        var variances = [Double](repeating: 0, count: synthetic.count)
        for (i, area) in areas.enumerated() {
            factors[area] = fit.estimates[i]
            variances[area] = fit.meanSquaredErrors[i]
        }
        let before = synthetic.reduce(0, +)
        let after = zip(synthetic, factors).reduce(0) { $0 + $1.0 * $1.1 }
        self.dimension = dimension
        self.factors = factors.map { $0 * before / after }
        self.variances = variances
    }
}
