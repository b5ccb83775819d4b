public import RunStore

/// All that a report says, ready to be laid out: no files, no database, no personal value that is to stay masked.
public struct Report: Sendable {
    /// How many people have so many records.
    public struct Size: Sendable, Equatable {
        /// Records of one person.
        public var records: Int
        /// People who have so many.
        public var people: Int

        /// A size and its people.
        public init(records: Int, people: Int) {
            self.records = records
            self.people = people
        }
    }

    /// How many people are found in just these registers.
    public struct Presence: Sendable, Equatable {
        /// The registers, by number, in order.
        public var registers: [Int]
        /// People found in these and no others.
        public var people: Int

        /// A set of registers and its people.
        public init(registers: [Int], people: Int) {
            self.registers = registers
            self.people = people
        }
    }

    /// How many pairs there are of a decision.
    public struct DecisionCount: Sendable, Equatable {
        /// The decision, in the database's word.
        public var name: String
        /// Pairs kept.
        public var pairs: Int

        /// A decision and its pairs.
        public init(name: String, pairs: Int) {
            self.name = name
            self.pairs = pairs
        }
    }

    /// Facts of the run, by key.
    public var facts: [String: String] = [:]
    /// Versions, digests, counts.
    public var manifest: Manifest
    /// The registers, in the order of their names.
    public var registers: [RegisterRow] = []
    /// Columns and their roles.
    public var columns: [ColumnRow] = []
    /// Standardisation steps; their examples are masked.
    public var steps: [StandardisationRow] = []
    /// Examples of rows set aside; their beginnings are masked.
    public var quarantine: [QuarantineRow] = []
    /// What was dropped, guessed, shifted or assumed about registers.
    public var notices: [NoticeRow] = []
    /// Blocking rules.
    public var rules: [BlockingRuleRow] = []
    /// Rules that decided about pairs whatever they weigh.
    public var pairRules: [PairRuleRow] = []
    /// The largest blocks; their keys are masked.
    public var largestBlocks: [LargestBlockRow] = []
    /// Comparisons.
    public var comparisons: [ComparisonRow] = []
    /// Levels of comparisons.
    public var levels: [ComparisonLevelRow] = []
    /// The course of the estimation.
    public var trace: [EMTraceRow] = []
    /// What pairs of comparisons share beyond the model.
    public var dependence: [DependenceRow] = []
    /// Pairs by weight.
    public var histogram: [WeightBinRow] = []
    /// What each threshold would give.
    public var thresholds: [ThresholdRow] = []
    /// Pairs by decision.
    public var decisions: [DecisionCount] = []
    /// Bands of weight, with example pairs.
    public var bands: [WeightBand] = []
    /// Why pairs are shown without what each level adds, if they are.
    public var pairRemark: String?
    /// People by number of records.
    public var sizes: [Size] = []
    /// People by the registers they are found in, most frequent first.
    public var presence: [Presence] = []
    /// The population estimate, if there is one.
    public var population: PopulationReport?
    /// Whether personal values are shown as they are.
    public var isRevealed = false

    /// A report on a run.
    public init(manifest: Manifest) { self.manifest = manifest }

    /// A fact of the run as a number.
    func number(_ key: String) -> Double? { facts[key].flatMap { Double($0) } }

    /// A fact of the run as a whole number.
    func whole(_ key: String) -> Int? { facts[key].flatMap { Int($0) } }

    /// A register's name by its number.
    func registerName(_ number: Int) -> String {
        registers.indices.contains(number) ? registers[number].name : "register \(number)"
    }

    /// A comparison's name by its number.
    func comparisonName(_ number: Int) -> String {
        comparisons.indices.contains(number) ? comparisons[number].name : "comparison \(number)"
    }
}

/// Pairs of similar weight, and some of them to look at.
public struct WeightBand: Sendable {
    /// What the band is called.
    public var name: String
    /// The lowest weight in it, in bits; nil if it goes down to the lowest kept.
    public var lower: Double?
    /// The weight below which it lies, in bits; nil if it goes up to the highest.
    public var upper: Double?
    /// Pairs kept in it.
    public var pairs: Int
    /// The pairs drawn from it, by weight, the highest first.
    public var examples: [ExamplePair]

    /// A band from its parts.
    public init(name: String, lower: Double?, upper: Double?, pairs: Int, examples: [ExamplePair]) {
        self.name = name
        self.lower = lower
        self.upper = upper
        self.pairs = pairs
        self.examples = examples
    }
}

/// A pair of records to look at, with what each comparison said.
public struct ExamplePair: Sendable {
    /// A record of the pair.
    public struct Record: Sendable {
        /// Its register.
        public var register: String
        /// Its number among the register's records that take part, from 1.
        public var number: Int
        /// Its identifier, masked or not.
        public var identifier: String

        /// A record from its parts.
        public init(register: String, number: Int, identifier: String) {
            self.register = register
            self.number = number
            self.identifier = identifier
        }
    }

    /// How two values agree.
    public enum Agreement: String, Sendable {
        /// The best level.
        case agree
        /// A level between best and last.
        case near
        /// The last level.
        case differ
        /// There is nothing to compare.
        case missing
    }

    /// What one comparison said.
    public struct Line: Sendable {
        /// The comparison.
        public var comparison: String
        /// The level, in words.
        public var level: String
        /// How far the values agree.
        public var agreement: Agreement
        /// The values; nil where the run does not have the records.
        public var values: (a: ComparedText, b: ComparedText)?
        /// What the level adds to the weight, in bits.
        public var bits: Double

        /// A line from its parts.
        public init(
            comparison: String,
            level: String,
            agreement: Agreement,
            values: (a: ComparedText, b: ComparedText)?,
            bits: Double
        ) {
            self.comparison = comparison
            self.level = level
            self.agreement = agreement
            self.values = values
            self.bits = bits
        }
    }

    /// What adds to the weight beside the comparisons.
    public struct Addition: Sendable, Equatable {
        /// What it is, in words.
        public var name: String
        /// What it adds, in bits.
        public var bits: Double

        /// An addition and its bits.
        public init(name: String, bits: Double) {
            self.name = name
            self.bits = bits
        }
    }

    /// The number of the pair in the table `links`.
    public var link: Int
    /// The records.
    public var first: Record
    /// The other record.
    public var second: Record
    /// The weight, in bits.
    public var weight: Double
    /// The probability of a match, 0…1.
    public var probability: Double
    /// What was decided.
    public var decision: String
    /// The blocking rule that found the pair.
    public var rule: String
    /// The prior, in bits.
    public var prior: Double
    /// What each comparison said.
    public var lines: [Line]
    /// What comes on top.
    public var additions: [Addition]

    /// A pair from its parts.
    public init(
        link: Int,
        first: Record,
        second: Record,
        weight: Double,
        probability: Double,
        decision: String,
        rule: String,
        prior: Double,
        lines: [Line],
        additions: [Addition]
    ) {
        self.link = link
        self.first = first
        self.second = second
        self.weight = weight
        self.probability = probability
        self.decision = decision
        self.rule = rule
        self.prior = prior
        self.lines = lines
        self.additions = additions
    }
}
