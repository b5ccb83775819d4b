import Columns

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

/// The people, numbered in the order of their first record, and the person that each record belongs to.
public struct PeopleColumns: Sendable {
    /// The identifier of each person, written as ``Base32``.
    public let identifiers: [UInt64]
    /// The number of each record's person.
    public let personOfRecord: [UInt32]

    /// People by their numbers.
    public init(identifiers: [UInt64], personOfRecord: [UInt32]) {
        self.identifiers = identifiers
        self.personOfRecord = personOfRecord
    }

    /// People from what is known of each record.
    ///
    /// - Parameters:
    ///   - firstRow: The first row of the record's person.
    ///   - identifier: The identifier of the record's person.
    public init(firstRow: [UInt32], identifier: [UInt64]) {
        precondition(firstRow.count == identifier.count, "one identifier per record")
        var identifiers: [UInt64] = []
        var number = [UInt32](repeating: 0, count: firstRow.count)
        for (row, first) in firstRow.enumerated() {
            precondition(first <= row, "a person's first row precedes the others")
            if Int(first) == row {
                number[row] = UInt32(identifiers.count)
                identifiers.append(identifier[row])
            } else {
                number[row] = number[Int(first)]
            }
        }
        self.identifiers = identifiers
        personOfRecord = number
    }

    /// The number of records of each person.
    public var sizes: [UInt32] {
        var sizes = [UInt32](repeating: 0, count: identifiers.count)
        for person in personOfRecord { sizes[Int(person)] += 1 }
        return sizes
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
