/// A blocking rule and what it gave.
public struct BlockingRuleRow: ResultRow, Equatable {
    /// Its number, from 0.
    public var rule: Int
    /// The rule, as the job writes it.
    public var name: String
    /// Pairs in its blocks.
    public var pairs: Int
    /// Pairs found by no earlier rule.
    public var newPairs: Int
    /// Its blocks of two records and more.
    public var blocks: Int
    /// Pairs in its largest block.
    public var largestBlockPairs: Int
    /// The share of true matches it should reach, 0…1.
    public var expectedRecall: Double?
    /// Why it was chosen.
    public var reason: String

    /// A row of these values.
    public init(
        rule: Int,
        name: String,
        pairs: Int,
        newPairs: Int,
        blocks: Int,
        largestBlockPairs: Int,
        expectedRecall: Double? = nil,
        reason: String
    ) {
        self.rule = rule
        self.name = name
        self.pairs = pairs
        self.newPairs = newPairs
        self.blocks = blocks
        self.largestBlockPairs = largestBlockPairs
        self.expectedRecall = expectedRecall
        self.reason = reason
    }

    /// The table `blocking_rules`.
    public static let table = "blocking_rules"
    /// The columns of the table.
    public static let columns = [
        "rule", "name", "pairs", "new_pairs", "blocks", "largest_block_pairs", "expected_recall", "reason",
    ]
    /// The row's values.
    public var values: [ResultValue] {
        [
            .integer(rule), .text(name), .integer(pairs), .integer(newPairs), .integer(blocks),
            .integer(largestBlockPairs), .optional(expectedRecall), .text(reason),
        ]
    }
}

/// One of the largest blocks of a rule.
public struct LargestBlockRow: ResultRow, Equatable {
    /// The rule's number.
    public var rule: Int
    /// 1 is the largest.
    public var rank: Int
    /// The block's key.
    public var key: String
    /// Its records.
    public var records: Int
    /// Its pairs.
    public var pairs: Int

    /// A row of these values.
    public init(
        rule: Int,
        rank: Int,
        key: String,
        records: Int,
        pairs: Int
    ) {
        self.rule = rule
        self.rank = rank
        self.key = key
        self.records = records
        self.pairs = pairs
    }

    /// The table `largest_blocks`.
    public static let table = "largest_blocks"
    /// The columns of the table.
    public static let columns = [
        "rule", "rank", "key", "records", "pairs",
    ]
    /// The row's values.
    public var values: [ResultValue] {
        [.integer(rule), .integer(rank), .text(key), .integer(records), .integer(pairs)]
    }
}
