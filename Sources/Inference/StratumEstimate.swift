package import Estimation

/// How many people there are of one stratum, and how they come out of those found.
package struct StratumEstimate: Sendable {
    /// The estimate.
    package var value = 0.0
    /// The people that the estimate grows from: those on two lists or more, or all found.
    var seen = 0.0
    /// The variance for a given model.
    package var variance = 0.0
    /// The variance between models.
    package var modelVariance = 0.0
    /// Of the estimate, those who are not counted one by one.
    package var estimated = 0.0
    /// People found on one list alone, less those expected there; 0 for methods that count them.
    var discrepancy = 0.0
    /// What each person on two lists or more counts for.
    package var weight = 1.0
    /// What each person on one list alone counts for, by list.
    var weightOnce: [Double] = []
    /// What each person on none of the stratum's lists counts for.
    var weightNone = 0.0
    /// The fit of repeated sightings, to start the next one from.
    package var sightings: RepeatedSightings?

    /// Estimates a stratum from its counts by history.
    ///
    /// - Parameters:
    ///   - counts: People by set of lists, list i of the stratum being bit i.
    ///   - lists: The number of lists.
    ///   - factor: What the expected people on fewer than two lists (or, for methods that count these, on
    ///     none) are multiplied by: 1 unless dependence beyond the model is tried.
    package init(
        counts: [Double],
        lists: Int,
        method: EstimationMethod,
        classes: Int,
        from start: StratumEstimate? = nil,
        factor: Double = 1
    ) throws(EstimationError) {
        var found = 0.0
        for n in counts { found += n }
        weightOnce = [Double](repeating: 1, count: lists)
        weightNone = 1
        value = found
        seen = found
        if found == 0 || method == .peopleFound || lists < 2 { return }
        switch method {
        case .repeatedSightings:
            if lists < 3 {
                try useDualSystem(counts, lists, factor)
                return
            }
            let fit = try RepeatedSightings(
                counts: counts,
                lists: lists,
                classes: 1...classes,
                from: start?.sightings
            )
            sightings = fit
            use(fit, counts, lists, factor)
        case .dualSystem: try useDualSystem(counts, lists, factor)
        case .logLinear, .chao: try useWholeTable(counts, lists, method, factor)
        case .peopleFound: return
        }
    }

    /// An empty stratum.
    package init() {}

    private mutating func use(_ fit: RepeatedSightings, _ counts: [Double], _ lists: Int, _ factor: Double) {
        let below = fit.population - fit.seenTwice
        value = fit.seenTwice + factor * below
        seen = fit.seenTwice
        variance = factor * factor * fit.variance
        modelVariance = factor * factor * fit.modelVariance
        estimated = factor * below
        // Those on one list stand for as many as are expected there; who has nobody to stand for him is
        // stood for by all on two lists.
        var spread = fit.unseen
        for list in 0..<lists {
            let seen = counts[1 << list]
            if seen > 0 {
                weightOnce[list] = factor * fit.seenOnce[list] / seen
            } else {
                spread += fit.seenOnce[list]
            }
        }
        for list in 0..<lists { discrepancy += counts[1 << list] - fit.seenOnce[list] }
        weight = 1 + factor * spread / fit.seenTwice
        weightNone = 0
    }

    private mutating func useDualSystem(_ counts: [Double], _ lists: Int, _ factor: Double)
        throws(EstimationError)
    {
        // The two lists with the most people.
        let totals = (0..<lists).map { list in
            counts.indices.reduce(0.0) { $0 + ($1 >> list & 1 == 1 ? counts[$1] : 0) }
        }
        let order = (0..<lists).sorted { (-totals[$0], $0) < (-totals[$1], $1) }
        let (a, b) = (order[0], order[1])
        var both = 0.0
        for h in counts.indices where h >> a & 1 == 1 && h >> b & 1 == 1 { both += counts[h] }
        let table = try TwoListCounts(
            first: Int(totals[a].rounded()),
            second: Int(totals[b].rounded()),
            matches: min(Int(both.rounded()), Int(min(totals[a], totals[b]).rounded()))
        )
        let estimate = table.chapman
        let unseen = max(0, estimate.population - Double(table.observed))
        let found = value
        value = Double(table.observed) + factor * unseen
        variance = factor * factor * estimate.variance
        estimated = factor * unseen
        setEqualWeights(found)
    }

    private mutating func useWholeTable(
        _ counts: [Double],
        _ lists: Int,
        _ method: EstimationMethod,
        _ factor: Double
    ) throws(EstimationError) {
        let found = value
        var whole = counts.map { Int($0.rounded()) }
        whole[0] = 0
        let table = try CaptureCounts(lists: (0..<lists).map { "\($0)" }, counts: Array(whole))
        let unseen: Double
        if method == .chao {
            unseen = table.chaoBounds.biasCorrected - Double(table.observed)
            variance = table.chaoBounds.biasCorrectedVariance
        } else {
            let fit = try table.stepwise()
            unseen = fit.population - Double(table.observed)
            variance = fit.standardError * fit.standardError
        }
        value = found + factor * unseen
        variance *= factor * factor
        estimated = factor * unseen
        setEqualWeights(found)
    }

    private mutating func setEqualWeights(_ found: Double) {
        weight = found > 0 ? value / found : 1
        weightOnce = weightOnce.map { _ in weight }
        weightNone = weight
    }
}
