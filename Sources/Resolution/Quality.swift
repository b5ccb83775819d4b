/// How many pairs were found, how many of them rightly, and how many there were to find.
public struct PairQuality: Sendable, Equatable {
    /// Pairs said to be one person's.
    public var claimed: Int
    /// Pairs that are one person's.
    public var real: Int
    /// Pairs that are both.
    public var both: Int

    /// Quality from counts of pairs.
    public init(claimed: Int, real: Int, both: Int) {
        self.claimed = claimed
        self.real = real
        self.both = both
    }

    /// The share of claimed pairs that are real; 1 if none is claimed.
    public var precision: Double { claimed == 0 ? 1 : Double(both) / Double(claimed) }
    /// The share of real pairs that are claimed; 1 if there is none.
    public var recall: Double { real == 0 ? 1 : Double(both) / Double(real) }
    /// The harmonic mean of precision and recall; 1 if there is nothing to claim and nothing claimed.
    public var f: Double { claimed + real == 0 ? 1 : 2 * Double(both) / Double(claimed + real) }
}

/// How well persons found agree with persons known.
public struct PartitionQuality: Sendable, Equatable {
    /// Records whose true person is known; all else is counted among these only.
    public var records: Int
    /// Pairs of records.
    public var pairs: PairQuality
    /// The mean over records of the share of its found person's records that are truly its person's.
    public var bCubedPrecision: Double
    /// The mean over records of the share of its true person's records that were found with it.
    public var bCubedRecall: Double
    /// Persons found.
    public var foundPersons: Int
    /// True persons.
    public var truePersons: Int
    /// True persons found with all their records and no other.
    public var exactPersons: Int

    /// The harmonic mean of B³ precision and recall.
    public var bCubedF: Double {
        let sum = bCubedPrecision + bCubedRecall
        return sum == 0 ? 0 : 2 * bCubedPrecision * bCubedRecall / sum
    }
    /// The share of true persons found exactly; 1 if there is none.
    public var exactRate: Double { truePersons == 0 ? 1 : Double(exactPersons) / Double(truePersons) }
}
