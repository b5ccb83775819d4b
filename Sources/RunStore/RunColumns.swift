/// The pairs of records that a run reports, as columns of equal length.
public struct LinkColumns: Sendable {
    /// The row of one record among all records; always less than ``right``'s.
    public var left: [UInt32]
    /// The row of the other record.
    public var right: [UInt32]
    /// The evidence for a match, in bits (log₂ of the odds).
    public var weight: [Float]
    /// The probability of a match, 0…1.
    public var probability: [Float]
    /// The blocking rule that found the pair, as an index into the run's rules.
    public var rule: [UInt8]
    /// The agreement pattern: the comparisons' levels in one word.
    public var pattern: [UInt64]
    /// What was decided, as an index into the run's decisions.
    public var decision: [UInt8]

    /// Columns of equal length.
    public init(
        left: [UInt32] = [],
        right: [UInt32] = [],
        weight: [Float] = [],
        probability: [Float] = [],
        rule: [UInt8] = [],
        pattern: [UInt64] = [],
        decision: [UInt8] = []
    ) {
        let counts = [
            right.count, weight.count, probability.count, rule.count, pattern.count, decision.count,
        ]
        precondition(counts.allSatisfy { $0 == left.count }, "columns of links differ in length")
        self.left = left
        self.right = right
        self.weight = weight
        self.probability = probability
        self.rule = rule
        self.pattern = pattern
        self.decision = decision
    }

    /// The number of links.
    public var count: Int { left.count }
}

/// The person that each record belongs to.
public struct PeopleColumns: Sendable {
    /// The person's identifier, one per record.
    public var personOfRecord: [UInt64]
    /// How an identifier is written; for instance thirteen characters of Crockford's base 32.
    public var text: @Sendable (UInt64) -> String

    /// People from one identifier per record and the way to write it.
    public init(personOfRecord: [UInt64], text: @escaping @Sendable (UInt64) -> String) {
        self.personOfRecord = personOfRecord
        self.text = text
    }
}

/// The names that the codes in ``LinkColumns`` stand for.
public struct LinkNames: Sendable {
    /// The blocking rules, in the order of their codes.
    public var rules: [String]
    /// The decisions, in the order of their codes.
    public var decisions: [String]

    /// Names in the order of their codes.
    public init(rules: [String], decisions: [String]) {
        self.rules = rules
        self.decisions = decisions
    }
}
