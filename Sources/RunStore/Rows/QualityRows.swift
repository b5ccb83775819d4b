/// A bin of the histogram of match weights.
public struct WeightBinRow: ResultRow, Equatable {
    /// Its number, from 0.
    public var bin: Int
    /// Its lower end, in bits.
    public var lower: Double
    /// Its upper end, in bits.
    public var upper: Double
    /// Pairs in it.
    public var pairs: Int
    /// Expected matches in it.
    public var matches: Double

    /// A row of these values.
    public init(
        bin: Int,
        lower: Double,
        upper: Double,
        pairs: Int,
        matches: Double
    ) {
        self.bin = bin
        self.lower = lower
        self.upper = upper
        self.pairs = pairs
        self.matches = matches
    }

    /// The table `weight_histogram`.
    public static let table = "weight_histogram"
    /// The columns of the table.
    public static let columns = [
        "bin", "lower", "upper", "pairs", "matches",
    ]
    /// The row's values.
    public var values: [ResultValue] {
        [.integer(bin), .real(lower), .real(upper), .integer(pairs), .real(matches)]
    }
}

/// What accepting pairs from a weight on would give.
public struct ThresholdRow: ResultRow, Equatable {
    /// The weight, in bits.
    public var weight: Double
    /// The probability of a match at this weight.
    public var probability: Double
    /// Links accepted.
    public var links: Int
    /// Expected precision.
    public var precision: Double
    /// Expected recall among compared pairs.
    public var recall: Double
    /// Their harmonic mean.
    public var f: Double
    /// Whether this threshold was used.
    public var accepted: Bool

    /// A row of these values.
    public init(
        weight: Double,
        probability: Double,
        links: Int,
        precision: Double,
        recall: Double,
        f: Double,
        accepted: Bool
    ) {
        self.weight = weight
        self.probability = probability
        self.links = links
        self.precision = precision
        self.recall = recall
        self.f = f
        self.accepted = accepted
    }

    /// The table `thresholds`.
    public static let table = "thresholds"
    /// The columns of the table.
    public static let columns = [
        "weight", "probability", "links", "precision", "recall", "f", "accepted",
    ]
    /// The row's values.
    public var values: [ResultValue] {
        [
            .real(weight), .real(probability), .integer(links), .real(precision), .real(recall), .real(f),
            .flag(accepted),
        ]
    }
}

/// What a rule on pairs decided, whatever the pairs weigh.
public struct PairRuleRow: ResultRow, Equatable {
    /// Its number among the blocking rules.
    public var rule: Int
    /// What it does: `never` or `always`.
    public var kind: String
    /// The rule as the job writes it.
    public var name: String
    /// Pairs that it decided.
    public var pairs: Int
    /// Of these, pairs that their weight alone would have decided otherwise.
    public var otherwise: Int
    /// Pairs of a rule that links that were not, as something forbade it; of one that forbids, pairs that another links.
    public var conflicts: Int

    /// A row of these values.
    public init(
        rule: Int,
        kind: String,
        name: String,
        pairs: Int,
        otherwise: Int,
        conflicts: Int
    ) {
        self.rule = rule
        self.kind = kind
        self.name = name
        self.pairs = pairs
        self.otherwise = otherwise
        self.conflicts = conflicts
    }

    /// The table `pair_rules`.
    public static let table = "pair_rules"
    /// The columns of the table.
    public static let columns = [
        "rule", "kind", "name", "pairs", "otherwise", "conflicts",
    ]
    /// The row's values.
    public var values: [ResultValue] {
        [
            .integer(rule), .text(kind), .text(name), .integer(pairs), .integer(otherwise),
            .integer(conflicts),
        ]
    }
}
