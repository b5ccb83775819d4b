/// A model chosen stepwise for sparse counts of several lists, lists without common cases included.
///
/// Chan, Silverman and Vincent (2021), Journal of the American Statistical Association 116, 1297–1306. Starting from
/// independent lists, the pair whose observed overlap is the least likely under the present fit enters, as long as its
/// probability is below a threshold and the model with it has an estimate. A pair that shares no case enters with the
/// parameter −∞: histories that hold both lists then are no cells of the table, and Akaike's criterion counts the
/// parameter all the same.
public struct StepwiseFit: Sendable, Equatable {
    /// A pair of lists that entered.
    public struct Step: Sendable, Equatable {
        /// The two lists, as bits.
        public let pair: Int
        /// The probability of an overlap as extreme, min(P(X ≤ x), P(X ≥ x)), before it entered.
        public let probability: Double
        /// Whether the lists share no case, so that the parameter is −∞.
        public let isEmpty: Bool
    }

    /// The pairs, in the order in which they entered.
    public let steps: [Step]
    /// The estimated persons.
    public let population: Double
    /// Its standard error (persons), √(e^b + e^2b·V).
    public let standardError: Double
    /// The intercept b.
    public let intercept: Double
    /// The intercept's variance V.
    public let interceptVariance: Double
    /// Twice the log-likelihood short of a perfect fit.
    public let deviance: Double
    /// Akaike's criterion, parameters of −∞ counted.
    public let aic: Double
    /// Cases observed.
    public let observed: Int

    /// The interval n + exp(b ± z·√V), which takes the chosen model for given.
    public func interval(level: Double = 0.95) throws(EstimationError) -> ConfidenceInterval {
        let spread = try ConfidenceInterval.multiplier(level) * interceptVariance.squareRoot()
        let upper = Double(observed) + Real.exp(intercept + spread)
        return ConfidenceInterval(
            lower: Double(observed) + Real.exp(intercept - spread),
            upper: upper.isFinite ? upper : nil
        )
    }
}

extension StepwiseFit {
    /// The profile-likelihood interval of the population under the chosen model, which it takes for given.
    ///
    /// - Parameters:
    ///   - counts: The counts that the model was fitted to.
    ///   - level: The probability, for instance 0.95.
    /// - Throws: ``EstimationError`` for a level outside 0…1, counts of another table, or no convergence.
    public func profileInterval(_ counts: CaptureCounts, level: Double = 0.95) throws(EstimationError)
        -> ProfileInterval
    {
        let lists = (1 << counts.listCount) - 1
        guard counts.observed == observed, steps.allSatisfy({ $0.pair & ~lists == 0 }) else {
            throw EstimationError(
                .inconsistentCounts,
                at: "profile",
                "the counts are not those the model was fitted to"
            )
        }
        let terms =
            [0] + counts.lists.indices.map { 1 << $0 } + steps.filter { !$0.isEmpty }.map(\.pair)
        return try LogLinearFit.profile(
            counts,
            terms: terms,
            cells: LogLinearFitting.cells(of: counts, excluding: steps.filter(\.isEmpty).map(\.pair)),
            start: population,
            level: level
        )
    }
}

extension CaptureCounts {
    /// The threshold of Chan, Silverman and Vincent.
    public static let stepwiseThreshold = 0.02

    /// Chooses a model stepwise; see ``StepwiseFit``.
    ///
    /// - Parameter threshold: A pair enters while its overlap's probability is below this, 0…1.
    /// - Throws: ``EstimationError/Code/noMaximumLikelihoodEstimate`` if not even the model of independent lists has
    ///   an estimate.
    public func stepwise(threshold: Double = CaptureCounts.stepwiseThreshold) throws(EstimationError)
        -> StepwiseFit
    {
        guard threshold >= 0, threshold <= 1 else {
            throw EstimationError(.settingOutOfRange, at: "threshold", "\(threshold); expected 0…1")
        }
        var search = StepwiseSearch(listCount: listCount)
        guard let fit = search.run(self, threshold: threshold) else {
            throw EstimationError(
                .noMaximumLikelihoodEstimate,
                at: "stepwise",
                "not even the model of independent lists has an estimate: some list shares nobody with the others"
            )
        }
        return fit
    }

    /// Fits the model with the given pairs of lists, those without common cases with the parameter −∞.
    ///
    /// - Parameter pairs: Pairs as bits; nil for all pairs.
    /// - Returns: The fit, or nil if the model has no estimate or is not identified.
    /// - Throws: ``EstimationError/Code/settingOutOfRange`` if a set is not a pair of the lists.
    public func sparseFit(pairs: [Int]? = nil) throws(EstimationError) -> StepwiseFit? {
        let every = StepwiseSearch.pairs(listCount: listCount)
        for pair in pairs ?? [] where !every.contains(pair) {
            throw EstimationError(.settingOutOfRange, at: "pairs", "\(pair); expected two of the lists")
        }
        var search = StepwiseSearch(listCount: listCount)
        return search.fit(self, pairs: pairs ?? every)
    }
}

/// The stepwise search; holds storage for many runs.
struct StepwiseSearch {
    private let listCount: Int
    private let candidates: [Int]
    private var fitter: LatticeFitter

    /// A search among t lists.
    init(listCount: Int) {
        self.listCount = listCount
        candidates = Self.pairs(listCount: listCount)
        fitter = LatticeFitter(listCount: listCount)
    }

    /// All pairs of lists.
    static func pairs(listCount: Int) -> [Int] {
        (0..<listCount).flatMap { first in
            ((first + 1)..<max(listCount, first + 1)).map { 1 << first | 1 << $0 }
        }
    }

    /// Chooses a model; nil if independent lists have no estimate.
    mutating func run(_ counts: CaptureCounts, threshold: Double) -> StepwiseFit? {
        let overlaps = candidates.map(counts.overlap(of:))
        guard var present = attempt(counts, pairs: []) else { return nil }
        var pairs: [Int] = []
        var steps: [StepwiseFit.Step] = []
        while true {
            var waiting: [(probability: Double, place: Int)] = []
            for (place, pair) in candidates.enumerated() where !pairs.contains(pair) {
                // A pair of lists of which one is the other's complement: all its cells are out already.
                var expected = 0.0
                for (history, mean) in present.means.enumerated() where history & pair == pair {
                    expected += mean
                }
                let tails = Real.poissonTails(observed: overlaps[place], mean: expected)
                let probability = min(tails.atMost, tails.atLeast)
                if probability < threshold { waiting.append((probability, place)) }
            }
            waiting.sort {
                $0.probability != $1.probability ? $0.probability < $1.probability : $0.place < $1.place
            }
            var entered = false
            for (probability, place) in waiting {
                guard let next = attempt(counts, pairs: pairs + [candidates[place]]) else { continue }
                pairs.append(candidates[place])
                steps.append(
                    StepwiseFit.Step(
                        pair: candidates[place],
                        probability: probability,
                        isEmpty: overlaps[place] == 0
                    )
                )
                present = next
                entered = true
                break
            }
            if !entered { break }
        }
        return result(counts, present, steps: steps)
    }

    /// Fits given pairs; nil if there is no estimate.
    mutating func fit(_ counts: CaptureCounts, pairs: [Int]) -> StepwiseFit? {
        guard let fit = attempt(counts, pairs: pairs) else { return nil }
        let steps = pairs.map {
            StepwiseFit.Step(pair: $0, probability: .nan, isEmpty: counts.overlap(of: $0) == 0)
        }
        return result(counts, fit, steps: steps)
    }

    private mutating func attempt(_ counts: CaptureCounts, pairs: [Int]) -> LatticeFitter.Fit? {
        let empty = pairs.filter { counts.overlap(of: $0) == 0 }
        let terms = [0] + (0..<listCount).map { 1 << $0 } + pairs.filter { !empty.contains($0) }
        var takesPart = [Bool](repeating: false, count: counts.counts.count)
        let cells = LogLinearFitting.cells(of: counts, excluding: empty)
        guard cells.count >= terms.count else { return nil }
        for cell in cells { takesPart[cell] = true }
        let design = cells.map { cell in terms.map { cell & $0 == $0 ? 1.0 : 0 } }
        // Identified: with cells gone, columns may coincide.
        if !empty.isEmpty, RowEchelon(design, columns: terms.count).pivots.count < terms.count { return nil }
        let existence = Existence(design: design, isPositive: cells.map { counts.counts[$0] > 0 })
        guard existence.exists else { return nil }
        return fitter.fit(counts: counts.values, terms: terms, takesPart: takesPart)
    }

    private func result(_ counts: CaptureCounts, _ fit: LatticeFitter.Fit, steps: [StepwiseFit.Step])
        -> StepwiseFit
    {
        let values = counts.values
        let unseen = Real.exp(fit.coefficients[0])
        let deviance = LogLinearFitting.deviance(values, fit.means)
        var logLikelihood = -deviance / 2
        for y in values { logLikelihood += Real.xlog(y, y) - y - Real.logFactorial(y) }
        let parameters = 1 + listCount + steps.count
        return StepwiseFit(
            steps: steps,
            population: Double(counts.observed) + unseen,
            standardError: (unseen + unseen * unseen * fit.firstVariance).squareRoot(),
            intercept: fit.coefficients[0],
            interceptVariance: fit.firstVariance,
            deviance: deviance,
            aic: -2 * logLikelihood + 2 * Double(parameters),
            observed: counts.observed
        )
    }
}
