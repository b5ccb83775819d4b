/// A condition on two records: the building block of comparison levels.
///
/// Conditions name features (``Columns/Feature/name``). But for ``missing(_:)`` no condition holds where a
/// feature it reads is missing in either record.
public indirect enum Agreement: Sendable, Hashable {
    /// One record or both lack the value.
    case missing(String)
    /// The values are the same.
    case exact(String)
    /// The values are the same once spaces are removed.
    case sameWithoutSpaces(String)
    /// The values have the same key under a named transform of blocking, as `soundex`.
    case sameKey(String, String)
    /// Jaro similarity of at least the threshold (0…1).
    case jaro(String, Double)
    /// Jaro–Winkler similarity of at least the threshold (0…1).
    case jaroWinkler(String, Double)
    /// At most so many insertions, deletions and substitutions.
    case levenshtein(String, Int)
    /// At most so many insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
    case damerau(String, Int)
    /// Jaccard similarity of the sets of q-grams of at least the threshold (0…1).
    case jaccard(String, q: Int, Double)
    /// Cosine similarity of the q-gram counts of at least the threshold (0…1).
    case cosine(String, q: Int, Double)
    /// At least so many words in common.
    case sharesWords(String, Int)
    /// All words of one value are among the other's.
    case wordSubset(String)
    /// A word of one value is the initial of a word of the other.
    case initial(String)
    /// The values are forms of one given name, as William and Bill.
    case nickname(String)
    /// The values of two features are exchanged between the records.
    case swapped(String, String)
    /// The values of two features are exchanged between the records and each misspelt at most so much: a Jaro–Winkler
    /// similarity of at least the threshold (0…1), and higher than that of the first feature's own values.
    case nearlySwapped(String, String, Double)
    /// The value of the first feature in one record is that of the second feature in the other.
    case crossed(String, String)
    /// At least one of the values is rare: held by at most two records, or by one in fifty thousand.
    case rare(String)
    /// Both values pass the check that their numbers carry (``CheckDigits``); never, if nearly all do not.
    case bothChecked(String)
    /// The dates lie at most so many days apart.
    case withinDays(String, Int)
    /// One date is partial, and all the parts that both have agree.
    case partialDate(String)
    /// The same date but for day and month exchanged.
    case dayMonthSwapped(String)
    /// The dates differ in one digit, or in two neighbouring digits exchanged.
    case oneDigit(String)
    /// The dates agree in the year.
    case sameYear(String)
    /// The dates agree in two of year, month and day.
    case twoDateParts(String)
    /// The dates agree in month and day.
    case sameMonthDay(String)
    /// One date is partial, and the years lie at most so many apart.
    case yearsApart(String, Int)
    /// One date is partial, a year ends in 0 or 5, and the other lies at most five from it: people round their age.
    case heapedYear(String)
    /// The numbers differ by at most so much.
    case within(String, Double)
    /// The numbers differ by at most so many per cent of the larger.
    case withinPercent(String, Double)
    /// The points of latitude and longitude features lie at most so many kilometres apart.
    case withinKilometres(latitude: String, longitude: String, Double)
    /// At least one of the conditions holds.
    case any([Agreement])
    /// All of the conditions hold.
    case all([Agreement])
    /// The condition does not hold.
    case not(Agreement)

    /// The features that the condition reads, in order of appearance.
    public var features: [String] {
        switch self {
        case .missing(let f), .exact(let f), .sameWithoutSpaces(let f), .sameKey(let f, _), .jaro(let f, _),
            .jaroWinkler(let f, _), .levenshtein(let f, _), .damerau(let f, _), .jaccard(let f, _, _),
            .cosine(let f, _, _), .sharesWords(let f, _), .wordSubset(let f), .initial(let f),
            .nickname(let f), .rare(let f), .bothChecked(let f), .withinDays(let f, _), .partialDate(let f),
            .dayMonthSwapped(let f),
            .oneDigit(let f), .sameYear(let f), .twoDateParts(let f), .sameMonthDay(let f),
            .yearsApart(let f, _), .heapedYear(let f), .within(let f, _), .withinPercent(let f, _):
            [f]
        case .swapped(let f, let g), .crossed(let f, let g), .nearlySwapped(let f, let g, _),
            .withinKilometres(let f, let g, _):
            [f, g]
        case .any(let parts), .all(let parts): unique(parts.flatMap(\.features))
        case .not(let part): part.features
        }
    }

    private func unique(_ names: [String]) -> [String] {
        var seen: [String] = []
        for name in names where !seen.contains(name) { seen.append(name) }
        return seen
    }
}

/// One level of a comparison: what must hold, and how a report calls it.
public struct ComparisonLevel: Sendable, Hashable {
    /// The level's name in reports and in the model file.
    public var label: String
    /// What must hold for a pair to be on this level, if it was on none before it.
    public var agreement: Agreement

    /// A level of a label and a condition.
    public init(_ label: String, _ agreement: Agreement) {
        self.label = label
        self.agreement = agreement
    }
}

/// How two records are compared on one matter: levels from the same to different.
///
/// A pair is on level 0, *missing*, if a feature in ``required`` is missing in either record or if
/// ``missingWhen`` holds; else on the first level 1…n whose condition holds; else on the last,
/// *different*.
public struct Comparison: Sendable, Hashable {
    /// The comparison's name, unique in a model.
    public var name: String
    /// The features without which there is nothing to compare.
    public var required: [String]
    /// A condition under which another comparison already speaks for the pair.
    public var missingWhen: Agreement?
    /// The levels, best first, without *missing* and *different*.
    public var levels: [ComparisonLevel]
    /// The feature whose value frequencies adjust the weight of the first level, if any.
    ///
    /// The first level must then be ``Agreement/exact(_:)`` on this feature.
    public var termFrequency: String?

    /// A comparison from its parts; at most 14 levels.
    public init(
        name: String,
        required: [String],
        missingWhen: Agreement? = nil,
        levels: [ComparisonLevel],
        termFrequency: String? = nil
    ) {
        precondition(levels.count <= 14, "a comparison has at most 14 levels")
        self.name = name
        self.required = required
        self.missingWhen = missingWhen
        self.levels = levels
        self.termFrequency = termFrequency
    }

    /// The number of levels, *missing* and *different* included.
    public var levelCount: Int { levels.count + 2 }

    /// The labels of all levels, from *missing* over the best to *different*.
    public var labels: [String] { ["missing"] + levels.map(\.label) + ["different"] }

    /// Every feature that the comparison reads.
    public var features: [String] {
        var names = required
        let more = levels.flatMap(\.agreement.features) + (missingWhen?.features ?? [])
        for name in more where !names.contains(name) { names.append(name) }
        return names
    }
}
