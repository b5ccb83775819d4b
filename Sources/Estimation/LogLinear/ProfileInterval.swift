/// The multinomial likelihood of the population's size, all other parameters at their best.
///
/// ℓ(N) = ln Γ(N+1) − ln Γ(N−n+1) + Σ y ln p + (N−n) ln p₀, with p fitted to the table completed by N − n unseen cases;
/// constants in N are left out. N need not be whole. Source: Cormack (1992), Biometrics 48, 567–576.
public struct ProfileInterval: Sendable, Equatable {
    /// The population with the greatest likelihood (persons); a little below the Poisson estimate.
    public let population: Double
    /// The interval of all N with 2(ℓmax − ℓ(N)) below the χ² quantile.
    public let interval: ConfidenceInterval
    /// The greatest log-likelihood, constants in N left out.
    public let logLikelihood: Double
}

/// A likelihood of N with its maximum and its limits sought.
struct ProfileSearch {
    /// Cases observed.
    let observed: Double
    /// ℓ(N) for N > observed.
    let logLikelihood: (Double) throws(EstimationError) -> Double
    /// Its derivative.
    let derivative: (Double) throws(EstimationError) -> Double

    /// Finds the maximum and the limits, on the scale of the unseen, N − n.
    ///
    /// - Parameters:
    ///   - start: A population near the maximum.
    ///   - level: The interval's probability.
    func run(start: Double, level: Double) throws(EstimationError) -> ProfileInterval {
        let z = try ConfidenceInterval.multiplier(level)
        let least = 1e-9 * max(1, observed) * 1e-3
        var high = max(start - observed, 1)
        while try derivative(observed + high) > 0 {
            high *= 2
            guard high < 1e15 else {
                throw EstimationError(
                    .noMaximumLikelihoodEstimate,
                    at: "profile",
                    "the likelihood grows with every population"
                )
            }
        }
        var low = min(high / 2, max(start - observed, 1) / 2)
        while low > least, try derivative(observed + low) < 0 { low /= 2 }
        let best: Double
        if low <= least {
            best = 0
        } else {
            best =
                try brentRoot(from: low, to: high) { (unseen) throws(EstimationError) in
                    try derivative(observed + unseen)
                } ?? low
        }
        let top = try logLikelihood(observed + max(best, least))
        let floor = top - z * z / 2
        let drop: (Double) throws(EstimationError) -> Double = { (unseen) throws(EstimationError) in
            try logLikelihood(observed + unseen) - floor
        }
        var lower = 0.0
        if best > least, try drop(least) < 0 {
            lower = try brentRoot(from: least, to: best, drop) ?? 0
        }
        var outer = max(best, 1) * 2
        while outer < 1e15, try drop(outer) > 0 { outer *= 2 }
        let upper = outer < 1e15 ? try brentRoot(from: max(best, least), to: outer, drop) : nil
        return ProfileInterval(
            population: observed + best,
            interval: ConfidenceInterval(lower: observed + lower, upper: upper.map { observed + $0 }),
            logLikelihood: top
        )
    }
}

extension LogLinearFit {
    /// The profile-likelihood interval of the population under this model.
    ///
    /// - Parameters:
    ///   - counts: The counts that the model was fitted to.
    ///   - level: The probability, for instance 0.95.
    /// - Returns: The likelihood's maximum and limits; the upper limit is nil if the likelihood never falls enough.
    /// - Throws: ``EstimationError`` for a level outside 0…1, counts of another table, or no convergence.
    /// - Complexity: Some forty fits.
    public func profileInterval(_ counts: CaptureCounts, level: Double = 0.95) throws(EstimationError)
        -> ProfileInterval
    {
        guard counts.listCount == model.listCount, counts.observed == observed else {
            throw EstimationError(
                .inconsistentCounts,
                at: model.name,
                "the counts are not those the model was fitted to"
            )
        }
        var terms = model.terms
        var cells = Array(1..<counts.counts.count)
        if extent != .ordinary {
            // On the face: the histories that can occur, and the terms they tell apart.
            cells = cells.filter { fittedCounts[$0] > 0 }
            let design = ([0] + cells).map { cell in terms.map { cell & $0 == $0 ? 1.0 : 0 } }
            terms = RowEchelon(design, columns: terms.count).pivots.map { terms[$0] }
        }
        return try Self.profile(counts, terms: terms, cells: cells, start: population, level: level)
    }

    /// The profile interval for columns given as sets of lists, over the given histories.
    static func profile(
        _ counts: CaptureCounts,
        terms: [Int],
        cells: [Int],
        start: Double,
        level: Double
    ) throws(EstimationError) -> ProfileInterval {
        let n = Double(counts.observed)
        var takesPart = [Bool](repeating: false, count: counts.counts.count)
        takesPart[0] = true
        for cell in cells { takesPart[cell] = true }
        var values = counts.values
        var fitter = LatticeFitter(listCount: counts.listCount)
        let means: (Double) throws(EstimationError) -> [Double] = { (population) throws(EstimationError) in
            values[0] = population - n
            guard let fit = fitter.fit(counts: values, terms: terms, takesPart: takesPart) else {
                throw EstimationError(
                    .noConvergence,
                    at: "profile",
                    "no fit for a population of \(population)"
                )
            }
            return fit.means
        }
        let search = ProfileSearch(
            observed: n,
            logLikelihood: { (population) throws(EstimationError) in
                let means = try means(population)
                var sum = Real.logGamma(population + 1) - Real.logGamma(population - n + 1)
                for (y, mean) in zip(values, means) where y > 0 { sum += y * Real.log(mean / population) }
                return sum
            },
            derivative: { (population) throws(EstimationError) in
                let means = try means(population)
                return Real.digamma(population + 1) - Real.digamma(population - n + 1)
                    + Real.log(means[0] / population)
            }
        )
        return try search.run(start: start, level: level)
    }
}
