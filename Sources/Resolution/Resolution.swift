/// What became of a scored pair.
public enum PairDecision: UInt8, Sendable, CaseIterable, BitwiseCopyable {
    /// The pair does not reach the threshold, and other pairs did not join its records either.
    case belowThreshold = 0
    /// The pair reaches the threshold and its records are one person.
    case accepted = 1
    /// The pair does not reach the threshold, but other pairs made its records one person.
    case implied = 2
    /// The pair reaches the threshold or is to be together, but a rule or better pairs put its records into two
    /// persons.
    case conflict = 3
    /// A verdict made the records one person, whatever the pair weighs.
    case always = 4
    /// A verdict keeps the records apart, whatever the pair weighs.
    case never = 5
}

/// The people that scored pairs make of records.
public struct Resolution: Sendable {
    /// Per record: the lowest row of its person.
    public let person: [UInt32]
    /// Per pair: what became of it.
    public let decision: [PairDecision]
    /// How many persons, components and decisions there are.
    public let counts: ResolutionCounts
    /// How good the result is known to be.
    public let certificate: ResolutionCertificate
}

/// The size of a resolution.
public struct ResolutionCounts: Sendable, Equatable {
    /// Persons, those of one record included.
    public var persons = 0
    /// Sets of at least two records that chains of pairs at or above the threshold join.
    public var components = 0
    /// Records in the largest of them; 1 if there are none and 0 without records.
    public var largestComponent = 0
    /// Pairs accepted.
    public var accepted = 0
    /// Pairs implied.
    public var implied = 0
    /// Pairs below the threshold.
    public var belowThreshold = 0
    /// Pairs in conflict.
    public var conflict = 0
    /// Pairs that a verdict made one person.
    public var always = 0
    /// Pairs that a verdict keeps apart.
    public var never = 0

    /// Pairs that are links: accepted by their weight, or by a verdict.
    public var links: Int { accepted + always }
}

/// How good a resolution is known to be, by its method's own objective.
///
/// For `oneToOne` the objective is the total of weight minus threshold over the links, and ``bound`` is
/// the dual solution's value, so that a gap of 0 proves the assignment to be the best. For `consistent`
/// a component is proven where all its records became one person and no pair speaks against it; the others are
/// grown join by join. The other methods have nothing to prove and leave zeros.
public struct ResolutionCertificate: Sendable, Equatable {
    /// Components whose result is proven to be the best.
    public var proven = 0
    /// Components that were grown join by join, or too tangled for a proof.
    public var greedy = 0
    /// The objective attained (log2 odds); of `oneToOne` only.
    public var objective = 0.0
    /// A value that no result can exceed (log2 odds).
    public var bound = 0.0

    /// How far the objective may lie below the best, at most.
    public var gap: Double { max(0, bound - objective) }

    static func += (a: inout ResolutionCertificate, b: ResolutionCertificate) {
        a.proven += b.proven
        a.greedy += b.greedy
        a.objective += b.objective
        a.bound += b.bound
    }
}
