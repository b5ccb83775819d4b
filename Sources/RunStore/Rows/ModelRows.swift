/// A comparison.
public struct ComparisonRow: ResultRow, Equatable {
    /// Its number, from 0.
    public var comparison: Int
    /// Its name.
    public var name: String
    /// The features compared, separated by commas.
    public var features: String
    /// Whether rare values weigh more.
    public var termFrequency: Bool

    /// A row of these values.
    public init(
        comparison: Int,
        name: String,
        features: String,
        termFrequency: Bool
    ) {
        self.comparison = comparison
        self.name = name
        self.features = features
        self.termFrequency = termFrequency
    }

    /// The table `comparisons`.
    public static let table = "comparisons"
    /// The columns of the table.
    public static let columns = [
        "comparison", "name", "features", "term_frequency",
    ]
    /// The row's values.
    public var values: [ResultValue] {
        [.integer(comparison), .text(name), .text(features), .flag(termFrequency)]
    }
}

/// A level of a comparison and its probabilities.
public struct ComparisonLevelRow: ResultRow, Equatable {
    /// The comparison's number.
    public var comparison: Int
    /// 0 is missing, 1 agrees best, the last differs.
    public var level: Int
    /// What the level means.
    public var label: String
    /// Its probability among matches.
    public var m: Double?
    /// Its probability among non-matches.
    public var u: Double?
    /// log₂(m/u), in bits.
    public var weight: Double?
    /// Expected matches at this level.
    public var matches: Double?
    /// Expected non-matches at this level.
    public var nonMatches: Double?
    /// `estimated`, `fixed`, `model` or `labels`.
    public var source: String

    /// A row of these values.
    public init(
        comparison: Int,
        level: Int,
        label: String,
        m: Double? = nil,
        u: Double? = nil,
        weight: Double? = nil,
        matches: Double? = nil,
        nonMatches: Double? = nil,
        source: String
    ) {
        self.comparison = comparison
        self.level = level
        self.label = label
        self.m = m
        self.u = u
        self.weight = weight
        self.matches = matches
        self.nonMatches = nonMatches
        self.source = source
    }

    /// The table `comparison_levels`.
    public static let table = "comparison_levels"
    /// The columns of the table.
    public static let columns = [
        "comparison", "level", "label", "m", "u", "weight", "matches", "non_matches", "source",
    ]
    /// The row's values.
    public var values: [ResultValue] {
        [
            .integer(comparison), .integer(level), .text(label), .optional(m), .optional(u),
            .optional(weight), .optional(matches), .optional(nonMatches), .text(source),
        ]
    }
}

/// One iteration of the estimation.
public struct EMTraceRow: ResultRow, Equatable {
    /// The start's number.
    public var start: Int
    /// The iteration, from 0.
    public var iteration: Int
    /// The log-likelihood reached.
    public var logLikelihood: Double
    /// The share of matches among candidate pairs.
    public var prior: Double
    /// Whether this start was kept.
    public var chosen: Bool

    /// A row of these values.
    public init(
        start: Int,
        iteration: Int,
        logLikelihood: Double,
        prior: Double,
        chosen: Bool
    ) {
        self.start = start
        self.iteration = iteration
        self.logLikelihood = logLikelihood
        self.prior = prior
        self.chosen = chosen
    }

    /// The table `em_trace`.
    public static let table = "em_trace"
    /// The columns of the table.
    public static let columns = [
        "start", "iteration", "log_likelihood", "prior", "chosen",
    ]
    /// The row's values.
    public var values: [ResultValue] {
        [.integer(start), .integer(iteration), .real(logLikelihood), .real(prior), .flag(chosen)]
    }
}

/// What two comparisons still share beyond the model.
public struct DependenceRow: ResultRow, Equatable {
    /// The one comparison.
    public var comparisonA: Int
    /// The other.
    public var comparisonB: Int
    /// The dependence; 0 is none.
    public var value: Double

    /// A row of these values.
    public init(
        comparisonA: Int,
        comparisonB: Int,
        value: Double
    ) {
        self.comparisonA = comparisonA
        self.comparisonB = comparisonB
        self.value = value
    }

    /// The table `residual_dependence`.
    public static let table = "residual_dependence"
    /// The columns of the table.
    public static let columns = [
        "comparison_a", "comparison_b", "value",
    ]
    /// The row's values.
    public var values: [ResultValue] {
        [.integer(comparisonA), .integer(comparisonB), .real(value)]
    }
}
