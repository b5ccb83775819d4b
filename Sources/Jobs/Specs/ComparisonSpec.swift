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
    /// What must hold.
    public var rule: LevelRule
    /// The level's label; nil for the rule's own words.
    public var label: String?

    /// A level of a rule.
    public init(_ rule: LevelRule, label: String? = nil) {
        self.rule = rule
        self.label = label
    }

    /// What the level is called in results and under `m`.
    public var name: String { label ?? rule.description }
}

/// What must hold between two values: a test, or tests put together.
public indirect enum LevelRule: Sendable, Hashable, CustomStringConvertible {
    /// A test.
    case test(LevelTest)
    /// At least one must hold.
    case any([LevelRule])
    /// All must hold.
    case all([LevelRule])
    /// It must not hold.
    case not(LevelRule)

    /// The rule in words: `jaro_winkler(0.92)`, `any(exact, nickname)`.
    public var description: String {
        func list(_ rules: [LevelRule]) -> String { rules.map(\.description).joined(separator: ", ") }
        switch self {
        case .test(let test): return test.description
        case .any(let rules): return "any(\(list(rules)))"
        case .all(let rules): return "all(\(list(rules)))"
        case .not(let rule): return "not(\(rule))"
        }
    }
}

/// One test between two values.
public struct LevelTest: Sendable, Hashable, CustomStringConvertible {
    /// What follows a word.
    public enum Argument: Sendable {
        /// Nothing, or the feature to look at instead of the comparison's own.
        case feature
        /// The other feature, which must be named.
        case otherFeature
        /// A blocking transform, such as soundex.
        case transform
        /// A similarity, 0…1, that must be reached.
        case similarity
        /// A whole number that must not be exceeded.
        case count
        /// A whole number of at least 1 that must be reached; 1 if it is left out.
        case least
        /// A number ≥ 0 that must not be exceeded.
        case amount
    }

    /// The words for tests.
    public enum Word: String, Sendable, CaseIterable {
        /// One record or both lack the value.
        case missing
        /// The values are the same.
        case exact
        /// The same but for spaces.
        case sameWithoutSpaces = "same_without_spaces"
        /// The same under a transform of blocking.
        case sameKey = "same_key"
        /// Jaro similarity.
        case jaro
        /// Jaro–Winkler similarity.
        case jaroWinkler = "jaro_winkler"
        /// Edits: insertions, deletions, substitutions.
        case levenshtein
        /// Edits, a transposition of neighbours being one.
        case damerau
        /// Jaccard similarity of q-grams.
        case jaccard
        /// Cosine similarity of q-grams.
        case cosine
        /// Words that two values share.
        case sharesValues = "shares_values"
        /// Each word of the shorter value is in the longer.
        case wordSubset = "word_subset"
        /// A word of one value is the initial of a word of the other.
        case initial
        /// The one is a short or pet form of the other.
        case nickname
        /// The two values of this and another feature are swapped.
        case swappedWith = "swapped_with"
        /// The two values are swapped, and each may be misspelt.
        case nearlySwappedWith = "nearly_swapped_with"
        /// The value of this feature is that of another feature in the other record.
        case crossedWith = "crossed_with"
        /// At least one of the values is rare.
        case rare
        /// Both numbers pass the check they carry.
        case bothChecked = "both_checked"
        /// Days between two dates.
        case withinDays = "within_days"
        /// Months between two dates.
        case withinMonths = "within_months"
        /// Years between two dates.
        case withinYears = "within_years"
        /// One date is partial, and what both have agrees.
        case partialDate = "partial_date"
        /// The dates agree once day and month of one are swapped.
        case dayMonthSwapped = "day_month_swapped"
        /// One digit differs.
        case oneDigit = "one_digit"
        /// The years agree.
        case yearOnly = "year_only"
        /// Years and months agree.
        case yearMonthOnly = "year_month_only"
        /// Two of year, month and day agree.
        case twoDateParts = "two_date_parts"
        /// Months and days agree.
        case sameMonthDay = "same_month_day"
        /// Years between two dates of which one is partial.
        case yearsApart = "years_apart"
        /// One date is partial, a year ends in 0 or 5, and the other lies at most five from it.
        case heapedYear = "heaped_year"
        /// Difference of two numbers.
        case within
        /// Difference of two numbers in percent of the larger.
        case withinPercent = "within_percent"
        /// Kilometres between two places.
        case withinKm = "within_km"

        /// What follows the word.
        public var argument: Argument {
            switch self {
            case .jaro, .jaroWinkler, .jaccard, .cosine: return .similarity
            case .levenshtein, .damerau, .withinDays, .withinMonths, .withinYears, .yearsApart: return .count
            case .within, .withinPercent, .withinKm: return .amount
            case .sharesValues: return .least
            case .swappedWith, .nearlySwappedWith, .crossedWith: return .otherFeature
            case .sameKey: return .transform
            case .missing, .exact, .sameWithoutSpaces, .wordSubset, .initial, .nickname, .rare, .bothChecked,
                .partialDate, .dayMonthSwapped, .oneDigit, .yearOnly, .yearMonthOnly, .twoDateParts,
                .sameMonthDay,
                .heapedYear:
                return .feature
            }
        }
    }

    /// What may stand beside a word: the feature to look at, a second one, the length of q-grams, the least similarity.
    public static let modifiers = ["of", "with", "q", "similarity"]
    /// How similar values that are nearly swapped must be where nothing is said.
    public static let usualSwapSimilarity = 0.84
    /// The length of q-grams where none is given.
    public static let usualQ = 2

    /// The test.
    public var word: Word
    /// The number it goes by; nil where there is none.
    public var number: Double?
    /// The other feature, or the one to look at instead of the comparison's own.
    public var feature: String?
    /// The feature to look at instead of the comparison's own, beside another argument (`of`).
    public var of: String?
    /// The feature of longitudes, where its name does not follow from that of latitudes (`with`).
    public var with: String?
    /// The length of q-grams; nil for ``usualQ``.
    public var q: Int?
    /// How similar values that are nearly swapped must be; nil for ``usualSwapSimilarity``.
    public var similarity: Double?
    /// The transform of ``Word/sameKey``, as blocking rules spell it.
    public var transform: String?

    /// A test and what follows its word.
    public init(_ word: Word, _ number: Double? = nil, feature: String? = nil) {
        self.word = word
        self.number = number
        self.feature = feature
    }

    /// The test in words: `jaro_winkler(0.92)`.
    public var description: String {
        var arguments: [String] = []
        if let of { arguments.append(of) }
        if let number { arguments.append(JobNumber.text(number)) }
        if let feature { arguments.append(feature) }
        if let transform { arguments.append(transform) }
        if let with { arguments.append(with) }
        if let q { arguments.append("q \(q)") }
        if let similarity { arguments.append(JobNumber.text(similarity)) }
        return arguments.isEmpty ? word.rawValue : "\(word.rawValue)(\(arguments.joined(separator: ", ")))"
    }
}
