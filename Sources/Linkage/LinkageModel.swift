import Columns
public import Comparison

/// A fitted linkage model: two distributions over agreement patterns, and the prior between them.
///
/// M is the distribution among matches, U among non-matches (Fellegi and Sunter 1969). Here both are
/// products over the comparisons; ``corrections`` can make them any other distribution pattern by
/// pattern, and scoring reads nothing else.
public struct LinkageModel: Sendable {
    /// The comparisons, in the order of the pattern.
    public var comparisons: [Comparison]
    /// The probability of each level among matches, given that it is not missing; entry 0 is 0.
    public var m: [[Double]]
    /// The probability of each level among non-matches, given that it is not missing; entry 0 is 0.
    public var u: [[Double]]
    /// The probability that two records that may be compared belong to one person.
    public var prior: Double
    /// Bits to add to the weight of whole patterns, sorted by pattern.
    public var corrections: [(pattern: UInt64, bits: Float)] = []

    /// A model from its parts.
    public init(comparisons: [Comparison], m: [[Double]], u: [[Double]], prior: Double) {
        self.comparisons = comparisons
        self.m = m
        self.u = u
        self.prior = prior
    }

    /// The weight of a level, log2(m / u) in bits; 0 for *missing*.
    public func weight(_ comparison: Int, _ level: Int) -> Double {
        level == 0 ? 0 : bits(m[comparison][level] / u[comparison][level])
    }

    /// The log2 prior odds.
    public var priorWeight: Double { bits(prior / (1 - prior)) }

    /// The weights of all levels of all comparisons.
    var levelWeights: [[Float]] {
        comparisons.indices.map { k in m[k].indices.map { Float(weight(k, $0)) } }
    }

    /// The log2 posterior odds of a pattern, without term adjustments.
    func patternWeight(_ pattern: UInt64, _ layout: PatternLayout) -> Double {
        var total = priorWeight
        for k in comparisons.indices { total += weight(k, layout.level(k, in: pattern)) }
        return total
    }
}
