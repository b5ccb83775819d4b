/// A population estimated from the people on two lists or more.
///
/// A record that was not linked makes its person look like two, one of them on that list alone. Whoever is
/// on one list only is therefore not counted but estimated, like those on none: of the histories with two
/// lists or more all are kept, and lists are taken as independent within classes of people. A record that
/// fails to be linked, at random, is as if the list had missed the person; so are records of people who
/// left and of whom no other trace stayed. Then N̂ = n₂/P₂, n₂ people on two lists or more and P₂ the
/// chance of that.
/// - SeeAlso: Sanathanan (1972), Annals of Mathematical Statistics 43, 142–152 (conditional likelihood);
///   Chiu and Chao (2016), PeerJ 4, e1634 (estimating singletons instead of counting them); Agresti (1994),
///   Biometrics 50, 494–500 (latent classes).
public struct RepeatedSightings: Sendable, Equatable {
    /// A model of so many classes.
    public struct Fit: Sendable, Equatable {
        /// The number of classes.
        public let classes: Int
        /// The numbers chosen freely.
        public let parameters: Int
        /// The log-likelihood of histories, given two lists or more.
        public let logLikelihood: Double
        /// Twice the log-likelihood short of a perfect fit.
        public let deviance: Double
        /// Akaike's criterion.
        public let aic: Double
        /// The Bayesian criterion.
        public let bic: Double
        /// The estimated persons.
        public let population: Double
        /// The variance of the estimate for a given model.
        public let variance: Double
        /// Its part in the average, 0…1.
        public fileprivate(set) var weight: Double
        /// Expected persons on none of the lists, then on each of them alone.
        public let belowTwo: [Double]
        let model: SightingModel
    }

    /// The models, by number of classes.
    public let fits: [Fit]
    /// Persons on two lists or more.
    public let seenTwice: Double
    /// The estimated persons, averaged over models.
    public let population: Double
    /// The variance for given models.
    public let variance: Double
    /// The variance between models.
    public let modelVariance: Double
    /// Expected persons on none of the lists.
    public let unseen: Double
    /// Expected persons on each list alone.
    public let seenOnce: [Double]

    /// The most lists and classes.
    static let listLimit = 12
    static let classLimit = 6
    /// Models with less weight are left out when counts are fitted again.
    private static let leastWeight = 0.01

    /// Estimates from counts.
    ///
    /// - Parameters:
    ///   - counts: Persons by history, list i being bit i; those on fewer than two lists are not read.
    ///     Fractions are allowed: they are means over ways of linking.
    ///   - lists: The number of lists, 2 at least. With two there is nothing to estimate classes from.
    ///   - classes: The numbers of classes to average over, by the Bayesian criterion.
    ///   - start: An estimate from similar counts, whose models are fitted again with their weights.
    /// - Throws: ``EstimationError`` for counts that do not fit the lists, fewer than three lists, or nobody on two.
    /// - Complexity: O(steps · histories · classes · lists), and O(2^lists · parameters²) for the variance.
    public init(
        counts: [Double],
        lists: Int,
        classes: ClosedRange<Int> = 1...3,
        from start: RepeatedSightings? = nil
    ) throws(EstimationError) {
        try Self.check(counts, lists, classes)
        var n = 0.0
        for history in counts.indices where history.nonzeroBitCount >= 2 { n += counts[history] }
        if n <= 0 {
            throw EstimationError(.noOverlap, at: "counts", "nobody is on two lists; expected somebody")
        }
        let fitter = SightingFitter(lists: lists, counts: counts)
        let perfect = Self.perfect(counts, n)
        let histories = counts.indices.count { $0.nonzeroBitCount >= 2 }
        var fits: [Fit] = []
        if let start {
            for old in start.fits where old.weight >= Self.leastWeight {
                var fit = Self.fit(fitter, old.classes, n, perfect, counts, from: old.model)
                fit.weight = old.weight
                fits.append(fit)
            }
        } else {
            for k in classes {
                // A model needs fewer parameters than there are histories to tell them from.
                if k > 1 && k * lists + k - 1 >= histories { break }
                fits.append(Self.fit(fitter, k, n, perfect, counts))
            }
            let least = fits.map(\.bic).min() ?? 0
            for i in fits.indices { fits[i].weight = Real.exp((least - fits[i].bic) / 2) }
        }
        let sum = fits.reduce(0) { $0 + $1.weight }
        for i in fits.indices { fits[i].weight /= sum }
        self.fits = fits
        seenTwice = n
        let mean = fits.reduce(0) { $0 + $1.weight * $1.population }
        population = mean
        variance = fits.reduce(0) { $0 + $1.weight * $1.variance }
        modelVariance = fits.reduce(0) {
            $0 + $1.weight * ($1.population - mean) * ($1.population - mean)
        }
        unseen = fits.reduce(0) { $0 + $1.weight * $1.belowTwo[0] }
        seenOnce = (0..<lists).map { list in fits.reduce(0) { $0 + $1.weight * $1.belowTwo[list + 1] } }
    }

    private static func fit(
        _ fitter: SightingFitter,
        _ classes: Int,
        _ n: Double,
        _ perfect: Double,
        _ counts: [Double],
        from start: SightingModel? = nil
    ) -> Fit {
        let (model, logLikelihood) = fitter.fit(classes: classes, from: start)
        let below = model.chancesBelowTwo
        let seenTwice = max(1 - below.reduce(0, +), 1e-12)
        let k = Double(model.parameters)
        return Fit(
            classes: classes,
            parameters: model.parameters,
            logLikelihood: logLikelihood,
            deviance: 2 * (perfect - logLikelihood),
            aic: -2 * logLikelihood + 2 * k,
            bic: -2 * logLikelihood + k * Real.log(n),
            population: n / seenTwice,
            variance: SightingVariance(model, cases: n).variance,
            weight: 0,
            belowTwo: below.map { $0 * n / seenTwice },
            model: model
        )
    }

    /// The log-likelihood of a perfect fit.
    private static func perfect(_ counts: [Double], _ n: Double) -> Double {
        var sum = 0.0
        for history in counts.indices where history.nonzeroBitCount >= 2 {
            sum += Real.xlog(counts[history], counts[history] / n)
        }
        return sum
    }

    private static func check(_ counts: [Double], _ lists: Int, _ classes: ClosedRange<Int>)
        throws(EstimationError)
    {
        if lists < 3 {
            throw EstimationError(
                .tooFewLists,
                at: "lists",
                "\(lists) lists; expected 3 at least: with two, those on one cannot be told from those on none"
            )
        }
        if lists > listLimit {
            throw EstimationError(.tooManyLists, at: "lists", "\(lists); expected at most \(listLimit)")
        }
        if counts.count != 1 << lists {
            throw EstimationError(
                .inconsistentCounts,
                at: "counts",
                "\(counts.count) counts for \(lists) lists; expected \(1 << lists)"
            )
        }
        if classes.lowerBound < 1 || classes.upperBound > classLimit {
            throw EstimationError(
                .settingOutOfRange,
                at: "classes",
                "\(classes.lowerBound) to \(classes.upperBound); expected 1 to \(classLimit)"
            )
        }
        if let history = counts.firstIndex(where: { !($0 >= 0) || !$0.isFinite }) {
            throw EstimationError(
                .badCount,
                at: "counts[\(history)]",
                "\(counts[history]); expected a number of 0 or more"
            )
        }
    }
}
