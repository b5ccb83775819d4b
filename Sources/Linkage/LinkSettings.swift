public import Blocking
public import Columns
public import Comparison

/// What is known of duplicates within a register.
public enum Duplicates: String, Sendable, CaseIterable {
    /// To be found out from the data.
    case auto
    /// At most one record per person; records of the register are not compared with each other.
    case none
    /// A person may have several records.
    case allowed
}

/// Two records of which it is known whether they belong to one person.
public struct LabelledPair: Sendable, Equatable {
    /// The row of the one record.
    public let left: UInt32
    /// The row of the other.
    public let right: UInt32
    /// Whether they do.
    public let isMatch: Bool

    /// A pair of rows and what is known of it.
    public init(_ left: UInt32, _ right: UInt32, isMatch: Bool) {
        self.left = left
        self.right = right
        self.isMatch = isMatch
    }
}

/// How records are to be linked.
public struct LinkSettings: Sendable {
    /// The comparisons; nil chooses them by role.
    public var comparisons: [ReadyMadeComparison]?
    /// The blocking rules; nil chooses them by role.
    public var rules: [BlockingRule]?
    /// The most candidate pairs that chosen rules may propose; nil: by the number of records.
    public var pairBudget: Int?
    /// What is known of duplicates, register by register.
    public var duplicates: [Duplicates]
    /// Pairs of registers (as indices) that are not to be compared.
    public var forbidden: [(Int, Int)] = []
    /// Pairs of this match weight (bits) or more are kept.
    public var keep: Float = -6
    /// The seed of keyed random samples.
    public var seed: UInt64 = 1
    /// A fitted model to apply instead of fitting one.
    public var model: LinkageModel?
    /// Pairs known to match or not; where some match, m is estimated from those.
    public var labels: [LabelledPair] = []
    /// Rules that decide about pairs whatever they weigh; those of one effect are asked in this order.
    public var pairRules: [PairRule] = []
    /// Makes people of scored pairs: per record the lowest row of its person; nil joins whatever is surely one.
    public var people: (@Sendable (ProvisionalLinks) throws(LinkageError) -> [UInt32])?
    /// What the keys of comparisons are made by.
    public var workers = Workers(threads: 1)

    /// Settings for so many registers, everything chosen from the data.
    public init(registers: Int) {
        duplicates = [Duplicates](repeating: .auto, count: registers)
    }
}

/// What a linkage found, up to scored pairs.
public struct LinkOutcome: Sendable {
    /// The model that scored the pairs.
    public let model: LinkageModel
    /// The compiled comparisons, for patterns and explanations.
    public let compiled: CompiledComparisons
    /// The pairs at or above the keep threshold.
    public let kept: KeptPairs
    /// The rules with what was expected of them; empty if they were given.
    public let chosen: [ChosenRule]
    /// The candidates by rule.
    public let candidates: CandidatePairs
    /// The pairs that were compared and scored, each once, by rule.
    public let scoredByRule: [Int]
    /// The pairs that were compared because they lie within one person.
    public let scoredWithinPeople: Int
    /// The number that pairs have which were compared because they lie within one person, or which a rule links.
    let withinPeopleRule: UInt8
    /// The rescue pass, whose pairs have the number behind the last blocking rule; nil where there was none.
    public let rescue: Rescue?
    /// The rules that decide about pairs whatever they weigh; nil if there are none.
    public let pairRules: CompiledPairRules?
    /// How pairs of the rules that link were looked for.
    public let pairRuleSearches: [PairRuleSearch]
    /// The share of matches that the rules propose; nil if the probe met none.
    public let blockingRecall: BlockingRecall?
    /// Which registers may be compared.
    public let topology: Topology
    /// The registers that hold at most one record per person.
    public let duplicateFree: [Bool]
    /// The expected pairs of duplicates within each register, by the model, where they were compared.
    public let expectedDuplicates: [Double?]
    /// How levels occur among all pairs.
    public let totals: LevelTotals
    /// How m was estimated; nil if the model was given.
    public let estimate: Estimate?
    /// The expected number of matches among all pairs that may be compared.
    public let expectedMatches: Double
    /// The term adjustments by comparison and code.
    public let termAdjustments: [[Float]]
    /// The m probabilities that were given, by comparison and level from the best on.
    public let givenM: [[Double?]]
}
