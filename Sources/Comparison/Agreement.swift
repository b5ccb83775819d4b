/// A condition on two records: the building block of comparison levels.
///
/// Its tests look at features (``Columns/Feature/name``). But for `missing` no test holds where a feature it
/// reads is missing in either record. Tests are written as their kinds in `Levels` offer them:
/// `.exact("surname")`, `.jaroWinkler("surname", 0.92)`.
public indirect enum Agreement: Sendable, Hashable {
    /// A word for a level, with what follows it.
    case test(LevelTest)
    /// At least one of the conditions holds.
    case any([Agreement])
    /// All of the conditions hold.
    case all([Agreement])
    /// The condition does not hold.
    case not(Agreement)

    /// The features that the condition reads, in order of appearance.
    public var features: [String] {
        switch self {
        case .test(let test): test.features
        case .any(let parts), .all(let parts): unique(parts.flatMap(\.features))
        case .not(let part): part.features
        }
    }

    private func unique(_ names: [String]) -> [String] {
        var seen: [String] = []
        for name in names where !seen.contains(name) { seen.append(name) }
        return seen
    }

    /// The condition with all features and options that were left out; `own` is the comparison's feature.
    ///
    /// Words that are short for others are written out: months and years become days, rounded up.
    public func completed(own: String) -> Agreement {
        switch self {
        case .test(let test): test.completed(own: own)
        case .any(let parts): .any(parts.map { $0.completed(own: own) })
        case .all(let parts): .all(parts.map { $0.completed(own: own) })
        case .not(let part): .not(part.completed(own: own))
        }
    }

    /// The condition with a feature left out where a comparison of it is meant anyway.
    public func leavingOut(own: String) -> Agreement {
        switch self {
        case .test(var test):
            if test.feature == own { test.feature = nil }
            return .test(test)
        case .any(let parts): return .any(parts.map { $0.leavingOut(own: own) })
        case .all(let parts): return .all(parts.map { $0.leavingOut(own: own) })
        case .not(let part): return .not(part.leavingOut(own: own))
        }
    }

    /// Whether the condition is a test of a kind, and nothing more.
    func isTest(of kind: any LevelKind.Type) -> Bool {
        if case .test(let test) = self { test.kind == kind } else { false }
    }
}

extension Agreement: CustomStringConvertible {
    /// The condition in words: `jaro_winkler(0.92)`, `any(exact, nickname)`.
    public var description: String {
        func list(_ parts: [Agreement]) -> String { parts.map(\.description).joined(separator: ", ") }
        switch self {
        case .test(let test): return test.description
        case .any(let parts): return "any(\(list(parts)))"
        case .all(let parts): return "all(\(list(parts)))"
        case .not(let part): return "not(\(part))"
        }
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
    /// The first level must then be `exact` on this feature.
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
