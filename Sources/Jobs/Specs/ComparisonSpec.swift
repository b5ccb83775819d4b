public import Comparison

/// A comparison as a job writes it.
public struct ComparisonSpec: Sendable, Equatable {
    /// The comparison's name; the feature's where the job gives none.
    public var name: String
    /// The feature compared.
    public var feature: String
    /// The levels from most to least alike; nil for the ready-made ones of the feature's role.
    public var levels: [LevelSpec]?
    /// Whether rare values weigh more; nil for the role's way.
    public var termFrequency: Bool?
    /// Probabilities among matches that are given, not estimated, by level.
    public var fixedM: [FixedProbability]

    /// A probability given for a level.
    public struct FixedProbability: Sendable, Equatable {
        /// The level's name, or `else`.
        public var level: String
        /// The probability, 0…1.
        public var probability: Double

        /// A level's probability.
        public init(level: String, probability: Double) {
            self.level = level
            self.probability = probability
        }
    }

    /// The name of the level of pairs that reach no other.
    public static let elseLevel = "else"

    /// The ready-made comparison of a feature.
    public init(feature: String) {
        name = feature
        self.feature = feature
        fixedM = []
    }
}

/// A level of a comparison: what must hold between two values for a pair to reach it.
public struct LevelSpec: Sendable, Equatable {
    /// What must hold; features that are left out are the comparison's own.
    public var rule: Agreement
    /// The level's label; nil for the rule's own words.
    public var label: String?

    /// A level of a rule.
    public init(_ rule: Agreement, label: String? = nil) {
        self.rule = rule
        self.label = label
    }

    /// What the level is called in results and under `m`.
    public var name: String { label ?? rule.description }
}
