import Columns
import Comparison
import Jobs
import Linkage

extension LinkPlan {
    /// The rules of `never` and `always`, in this order, over the comparisons of the run.
    ///
    /// - Throws: ``JobError`` for a comparison or level that the run does not have, with those it has.
    func pairRules(_ settings: LinkSettings) throws(JobError) -> [PairRule] {
        if job.link.never.isEmpty && job.link.always.isEmpty { return [] }
        let comparisons = (settings.comparisons ?? ReadyMadeComparison.suited(to: records)).map(\.comparison)
        var rules: [PairRule] = []
        for (effect, specs) in [(PairRule.Effect.never, job.link.never), (.always, job.link.always)] {
            for (number, spec) in specs.enumerated() {
                let steps: [JobSource.Step] = [.key("link"), .key(effect.rawValue), .item(number)]
                rules.append(try pairRule(spec, effect, comparisons, steps))
            }
        }
        // Results number rules of both kinds in one byte; one number is that of pairs within people.
        let blocking = settings.rules?.count ?? 0
        if blocking + rules.count >= Self.largestRuleCount {
            throw source.mistake(
                [.key("link")],
                "there are \(blocking) blocking rules and \(rules.count) rules of `never` and `always`",
                expected: "fewer than \(Self.largestRuleCount) together"
            )
        }
        return rules
    }

    private func pairRule(
        _ spec: PairRuleSpec,
        _ effect: PairRule.Effect,
        _ comparisons: [Comparison],
        _ steps: [JobSource.Step]
    ) throws(JobError) -> PairRule {
        var conditions: [PairRule.Condition] = []
        for condition in spec.conditions {
            let here = steps + [.key(condition.comparison)]
            guard let k = comparisons.firstIndex(where: { $0.name == condition.comparison }) else {
                let names = comparisons.map(\.name)
                throw source.mistake(
                    here,
                    "there is no comparison “\(condition.comparison)”",
                    expected: NodeReader.oneOf(names),
                    suggestion: WordSuggestion.nearest(to: condition.comparison, among: names)
                )
            }
            let words = LevelWords(comparisons[k])
            do throws(LevelWords.Failure) {
                conditions.append(try words.condition(condition.levels, comparison: k))
            } catch {
                throw source.mistake(
                    here,
                    error.found,
                    expected: error.expected,
                    suggestion: error.suggestion
                )
            }
        }
        return PairRule(effect, name: spec.description, conditions: conditions)
    }
}

/// What the levels of a comparison are called in rules: their labels, and words that all comparisons know.
struct LevelWords {
    /// Why a word names no level.
    struct Failure: Error {
        var found: String
        var expected: String
        var suggestion: String?
    }

    /// The words that all comparisons know.
    enum Word: String, CaseIterable {
        /// The best level.
        case exact
        /// The last level; of numbers also the one that says of two that they differ.
        case differ
        /// One record or both lack the value.
        case missing
        /// Both numbers pass their check, and they differ.
        case validAndDifferent = "valid_and_different"
        /// Both numbers pass their check, and they are the same.
        case validAndEqual = "valid_and_equal"
        /// The same, in the word of levels, where no level has this name.
        case bothChecked = "both_checked"
    }

    /// What stands before the label of a level and means: this one, or a better one.
    private static let atLeast = "at_least_"

    let comparison: Comparison

    init(_ comparison: Comparison) { self.comparison = comparison }

    /// What some words, one of which must hold, ask of a pair.
    func condition(_ words: [String], comparison k: Int) throws(Failure) -> PairRule.Condition {
        if words.count == 1, let areSame = numbers(words[0]) {
            guard comparison.required.count == 1 else {
                throw Failure(
                    found: "“\(comparison.name)” compares more than one value, not a number",
                    expected: "a comparison of numbers that carry a check"
                )
            }
            return .numbers(feature: comparison.required[0], areSame: areSame)
        }
        var levels: UInt16 = 0
        for word in words {
            if let own = self.levels(word) {
                levels |= own
            } else if numbers(word) != nil {
                throw Failure(
                    found: "“\(word)” stands beside other levels of “\(comparison.name)”",
                    expected: "“\(word)” alone, and another rule for the others"
                )
            } else {
                throw unknown(word)
            }
        }
        return .levels(comparison: k, levels)
    }

    /// Whether a word asks for numbers that pass their check, and whether they are to be the same.
    private func numbers(_ word: String) -> Bool? {
        if levels(word) != nil { return nil }
        switch Word(rawValue: Self.plain(word)) {
        case .validAndDifferent: return false
        case .validAndEqual, .bothChecked: return true
        default: return nil
        }
    }

    /// The levels that a word names, bit by level; nil if it names none.
    private func levels(_ word: String) -> UInt16? {
        let labels = comparison.labels
        let named = labels.indices.filter { labels[$0] == word }
        let alike = labels.indices.filter { Self.plain(labels[$0]) == Self.plain(word) }
        if let own = [named, alike].first(where: { !$0.isEmpty }) { return Self.bits(own) }
        let last = labels.count - 1
        switch Word(rawValue: Self.plain(word)) {
        case .exact: return Self.bits([1])
        case .missing: return Self.bits([0])
        case .differ: return Self.bits([last] + differing)
        case .validAndDifferent, .validAndEqual, .bothChecked: return nil
        case nil: break
        }
        if word == ComparisonSpec.elseLevel { return Self.bits([last]) }
        guard Self.plain(word).hasPrefix(Self.atLeast) else { return nil }
        let label = Self.plain(word).dropFirst(Self.atLeast.count)
        guard let worst = labels.indices.first(where: { Self.plain(labels[$0]) == label }),
            worst > 0, worst < last
        else { return nil }
        return Self.bits(Array(1...worst))
    }

    /// The levels, behind that of equal values, of numbers that both pass their check: they differ, too.
    private var differing: [Int] {
        comparison.levels.indices.dropFirst().filter { comparison.levels[$0].agreement.isBothChecked }
            .map { $0 + 1 }
    }

    private func unknown(_ word: String) -> Failure {
        let labels = comparison.labels.map { Self.plain($0) }
        let words = Word.allCases.map(\.rawValue).filter {
            !labels.contains($0) && $0 != Word.bothChecked.rawValue
        }
        let bare = Self.plain(word).hasPrefix(Self.atLeast) ? word.dropFirst(Self.atLeast.count) : word[...]
        let near = WordSuggestion.nearest(to: String(bare), among: labels + words)
        return Failure(
            found: "the comparison “\(comparison.name)” has no level “\(word)”",
            expected: NodeReader.oneOf(labels + words) + ", or \(Self.atLeast) and one of them",
            suggestion: near.map { bare.count < word.count ? Self.atLeast + $0 : $0 }
        )
    }

    /// A label as one word: lower case, with _ for spaces.
    private static func plain(_ label: String) -> String {
        String(label.lowercased().map { $0 == " " || $0 == "\u{a0}" ? "_" : $0 })
    }

    private static func bits(_ levels: [Int]) -> UInt16 { levels.reduce(0) { $0 | 1 << UInt16($1) } }
}
