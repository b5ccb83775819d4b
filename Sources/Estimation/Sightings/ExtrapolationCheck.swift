/// Whether classes of people predict those on fewer lists: tried where the answer is known.
///
/// The model of repeated sightings tells those on fewer than two lists from those on two or more. Fitted to
/// those on three or more, it can be asked in the same way for those on just two, who are known.
public struct ExtrapolationCheck: Sendable, Equatable {
    /// People on just two lists.
    public private(set) var seen = 0.0
    /// People on just two lists as predicted.
    public private(set) var predicted = 0.0

    /// The strata added, and of these the sums that tell how far they scatter.
    private var strata = 0
    private var squares = 0.0
    private var products = 0.0
    private var predictedSquares = 0.0

    /// Nothing checked.
    public init() {}

    /// The fewest lists with which it can be tried: there must be several ways of being on three.
    public static let fewestLists = 4

    /// Adds a stratum.
    ///
    /// - Parameters:
    ///   - counts: People by history, as for ``RepeatedSightings``; those on one list or none are not read.
    ///   - lists: The number of lists; of fewer than ``fewestLists`` nothing is added.
    ///   - classes: The numbers of classes to average over, by the Bayesian criterion.
    public mutating func add(counts: [Double], lists: Int, classes: ClosedRange<Int> = 1...3) {
        if lists < Self.fewestLists || lists > RepeatedSightings.listLimit || counts.count != 1 << lists {
            return
        }
        let known = counts.indices.filter { $0.nonzeroBitCount >= 3 }
        let n = known.reduce(0) { $0 + counts[$1] }
        if n <= 0 { return }
        let fitter = SightingFitter(lists: lists, counts: counts, least: 3)
        var fits: [(bic: Double, predicted: Double)] = []
        for k in classes {
            if k > 1 && k * lists + k - 1 >= known.count { break }
            let (model, logLikelihood) = fitter.fit(classes: k)
            let below = (0..<3).reduce(0) { $0 + model.chance(onLists: $1) }
            let bic = -2 * logLikelihood + Double(model.parameters) * Real.log(n)
            fits.append((bic, n * model.chance(onLists: 2) / max(1 - below, 1e-12)))
        }
        let least = fits.map(\.bic).min() ?? 0
        let weights = fits.map { Real.exp((least - $0.bic) / 2) }
        let sum = weights.reduce(0, +)
        let own = zip(fits, weights).reduce(0) { $0 + $1.0.predicted * $1.1 / sum }
        let difference = counts.indices.reduce(-own) { $0 + ($1.nonzeroBitCount == 2 ? counts[$1] : 0) }
        predicted += own
        seen += own + difference
        strata += 1
        squares += difference * difference
        products += difference * own
        predictedSquares += own * own
    }

    /// How far what is predicted may be off, as a share of it: root mean square.
    ///
    /// The difference at two lists; and its own variance, by how far strata scatter (that of a ratio), as chance
    /// may have made it small. Where nothing could be checked the error is 1/√3: as many as predicted may rightly
    /// be any number from none to twice as many, evenly.
    /// - SeeAlso: Cochran (1977), Sampling Techniques, section 2.11, for the variance of a ratio.
    public var relativeError: Double {
        if predicted <= 0 { return (1.0 / 3).squareRoot() }
        let difference = (seen - predicted) / predicted
        var variance = 1 / predicted
        if strata > 1 {
            let scatter = squares - 2 * difference * products + difference * difference * predictedSquares
            let n = Double(strata)
            variance = max(variance, max(0, scatter) * n / (n - 1) / (predicted * predicted))
        }
        return (difference * difference + variance).squareRoot()
    }
}
