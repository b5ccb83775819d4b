/// A probability, and how well it is known.
public struct ErrorRate: Sendable, Equatable {
    /// The probability, 0…1.
    public let value: Double
    /// Its variance; 0 if it is known.
    public let variance: Double

    /// A rate that is known exactly.
    ///
    /// - Throws: ``EstimationError/Code/rateOutOfRange`` outside 0…1.
    public static func known(_ value: Double) throws(EstimationError) -> ErrorRate {
        try ErrorRate(value: value, variance: 0)
    }

    /// A rate estimated by an audit: k of n sampled cases, with variance p(1−p)/n.
    ///
    /// - Throws: ``EstimationError`` for an empty sample or more hits than cases.
    public static func audited(_ hits: Int, of cases: Int) throws(EstimationError) -> ErrorRate {
        guard cases > 0, hits >= 0, hits <= cases else {
            throw EstimationError(
                .inconsistentCounts,
                at: "audit",
                "\(hits) of \(cases); expected 0 to n of at least one case"
            )
        }
        let p = Double(hits) / Double(cases)
        return try ErrorRate(value: p, variance: p * (1 - p) / Double(cases))
    }

    /// A rate and its variance.
    ///
    /// - Throws: ``EstimationError/Code/rateOutOfRange`` outside 0…1 or for a negative variance.
    public init(value: Double, variance: Double) throws(EstimationError) {
        guard value >= 0, value <= 1, variance >= 0, variance.isFinite else {
            throw EstimationError(
                .rateOutOfRange,
                at: "rate",
                "\(value) with variance \(variance); expected a probability and a variance of 0 or more"
            )
        }
        self.value = value
        self.variance = variance
    }
}

/// How often linkage errs between two lists.
public enum LinkageErrorRates: Sendable, Equatable {
    /// False links only of unmatched records of the first list: Ding and Fienberg (1994).
    ///
    /// `linked` is α, the chance that a true match is linked; `falselyLinked` is β, the chance that a record of the
    /// first list whose person is not on the second is linked all the same.
    case dingFienberg(linked: ErrorRate, falselyLinked: ErrorRate)
    /// Unmatched records of either list have the same chance β of a false link: Di Consiglio and Tuoto (2015).
    case diConsiglioTuoto(linked: ErrorRate, falselyLinked: ErrorRate)
    /// Chances of false links differ between the lists: de Wolf, van der Laan and Zult (2019).
    case deWolf(linked: ErrorRate, falselyLinkedFirst: ErrorRate, falselyLinkedSecond: ErrorRate)

    /// α, β₁ and β₂.
    var rates: (linked: ErrorRate, first: ErrorRate, second: ErrorRate?) {
        switch self {
        case .dingFienberg(let a, let b): (a, b, nil)
        case .diConsiglioTuoto(let a, let b): (a, b, b)
        case .deWolf(let a, let b1, let b2): (a, b1, b2)
        }
    }
}

/// A dual system estimate corrected for linkage error, and what its variance is made of.
public struct LinkageCorrectedEstimate: Sendable, Equatable {
    /// The corrected estimate with its whole variance.
    public let estimate: PopulationEstimate
    /// The estimated persons truly on both lists.
    public let trueMatches: Double
    /// The variance from which persons the lists caught.
    public let samplingVariance: Double
    /// The variance from which links went wrong.
    public let linkageVariance: Double
    /// The variance from error rates that an audit estimated.
    public let auditVariance: Double
}

extension TwoListCounts {
    /// The dual system estimate corrected for links missed and false links.
    ///
    /// Of x true matches, links are expected to number E m* = αx + β₁(n₁−x) + β₂(n₂−x), so that
    /// x̂ = (m* − β₁n₁ − β₂n₂)/g with g = α − β₁ − β₂, and N̂ = n₁n₂/x̂. The variance, by the delta method, is that of
    /// Sekar and Deming at x̂; plus N̂²·[x̂α(1−α) + (n₁−x̂)β₁(1−β₁) + (n₂−x̂)β₂(1−β₂)]/(g x̂)²; plus, for rates that were
    /// estimated, N̂²/g²·[Var α + ((x̂−n₁)/x̂)² Var β₁ + ((x̂−n₂)/x̂)² Var β₂] (one β: ((2x̂−n₁−n₂)/x̂)² Var β).
    /// - Parameter rates: The model and its error rates; independent of each other.
    /// - Throws: ``EstimationError``: rates with α ≤ β₁ + β₂, or no true match left.
    /// - SeeAlso: Ding and Fienberg (1994), Survey Methodology 20; Di Consiglio and Tuoto (2015), Journal of Official
    ///   Statistics 31, 415–429; de Wolf, van der Laan and Zult (2019), Journal of Official Statistics 35.
    public func linkageCorrected(_ rates: LinkageErrorRates) throws(EstimationError)
        -> LinkageCorrectedEstimate
    {
        let (alpha, beta1, beta2) = rates.rates
        let (a, b1, b2) = (alpha.value, beta1.value, beta2?.value ?? 0)
        let g = a - b1 - b2
        guard g > 0 else {
            throw EstimationError(
                .rateOutOfRange,
                at: "rates",
                "α = \(a) is not above β₁ + β₂ = \(b1 + b2): links then tell nothing of matches"
            )
        }
        let (n1, n2) = (Double(first), Double(second))
        let implied = (Double(both) - b1 * n1 - b2 * n2) / g
        // Rates that imply all of a list, to rounding, are no contradiction.
        let x = implied <= min(n1, n2) * (1 + 1e-9) ? min(implied, n1, n2) : implied
        guard x > 0 else {
            throw EstimationError(
                .noOverlap,
                at: "both",
                "\(both) links are no more than false links alone would give; no match is left to estimate from"
            )
        }
        guard x <= min(n1, n2) else {
            throw EstimationError(
                .inconsistentCounts,
                at: "rates",
                "the rates imply \(x) matches of lists with \(first) and \(second) persons; check α and β"
            )
        }
        let n = n1 * n2 / x
        let sampling = n1 * n2 * (n1 - x) * (n2 - x) / (x * x * x)
        let binomial = x * a * (1 - a) + (n1 - x) * b1 * (1 - b1) + (n2 - x) * b2 * (1 - b2)
        let linkage = n * n * binomial / (g * x * g * x)
        var audited = alpha.variance
        func square(_ value: Double) -> Double { value * value }
        switch rates {
        case .dingFienberg: audited += square((x - n1) / x) * beta1.variance
        case .diConsiglioTuoto: audited += square((2 * x - n1 - n2) / x) * beta1.variance
        case .deWolf:
            audited += square((x - n1) / x) * beta1.variance
            audited += square((x - n2) / x) * (beta2?.variance ?? 0)
        }
        let audit = n * n * audited / (g * g)
        return LinkageCorrectedEstimate(
            estimate: PopulationEstimate(
                population: n,
                variance: sampling + linkage + audit,
                observed: observed
            ),
            trueMatches: x,
            samplingVariance: sampling,
            linkageVariance: linkage,
            auditVariance: audit
        )
    }
}
