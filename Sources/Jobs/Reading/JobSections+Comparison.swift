import Blocking
import Comparison
import Yams

extension JobSections {
    /// How deep `any`, `all` and `not` may be nested.
    package static let levelDepth = 8
    /// The most levels of a comparison.
    static let levelLimit = 30

    /// A comparison: a feature's name, or a mapping.
    static func comparison(_ sections: inout JobSections, _ node: Node, _ place: String) -> ComparisonSpec? {
        let what = "a feature, or { name:, feature:, levels:, tf:, m: }"
        if case .scalar = node {
            return sections.reader.text(node, place, what: what).map { ComparisonSpec(feature: $0) }
        }
        return sections.comparison(node, place, what: what)
    }

    private mutating func comparison(_ node: Node, _ place: String, what: String) -> ComparisonSpec? {
        let count = reader.mistakes.count
        var name: String?
        var comparison = ComparisonSpec(feature: "")
        var fixedNode: Node?
        for (key, _, value) in reader.entries(
            node,
            place,
            keys: ["name", "feature", "levels", "tf", "m"],
            what: what
        ) {
            let here = "\(place).\(key)"
            if NodeReader.isNull(value) { continue }
            switch key {
            case "name": name = reader.text(value, here)
            case "feature": comparison.feature = reader.text(value, here, what: "a feature's name") ?? ""
            case "levels": comparison.levels = levels(value, here)
            case "tf": comparison.termFrequency = reader.flag(value, here)
            case "m": fixedNode = value
            default: break
            }
        }
        if comparison.feature.isEmpty { comparison.feature = name ?? "" }
        comparison.name = name ?? comparison.feature
        if comparison.feature.isEmpty {
            if reader.mistakes.count == count {
                reader.note(node, place, "the comparison has no `feature`", expected: what)
            }
            return nil
        }
        if let fixedNode { comparison.fixedM = fixed(fixedNode, "\(place).m", levels: comparison.levels) }
        return comparison
    }

    private mutating func levels(_ node: Node, _ place: String) -> [LevelSpec] {
        let what = "a list of levels, the most alike first, such as [exact, jaro_winkler: 0.92]"
        let count = reader.mistakes.count
        let nodes = reader.items(node, place, what: what)
        if reader.mistakes.count == count, nodes.isEmpty || nodes.count > Self.levelLimit {
            reader.note(node, place, "there are \(nodes.count) levels", expected: "1 to \(Self.levelLimit)")
        }
        var levels: [LevelSpec] = []
        for (index, item) in nodes.enumerated() {
            let here = "\(place)[\(index + 1)]"
            guard let level = level(item, here) else { continue }
            if levels.contains(where: { $0.name == level.name }) || level.name == ComparisonSpec.elseLevel {
                reader.note(
                    item,
                    here,
                    "the level “\(level.name)” is there already",
                    expected: "each level once"
                )
            }
            levels.append(level)
        }
        return levels
    }

    /// A level: a rule, with a label if one likes.
    private mutating func level(_ node: Node, _ place: String) -> LevelSpec? {
        guard case .mapping(let mapping) = node, let label = mapping["label"] else {
            return rule(node, place, depth: Self.levelDepth).map { LevelSpec($0) }
        }
        let text = reader.text(label, "\(place).label")
        let rest = mapping.filter { $0.key.string != "label" }
        var bare = Node(rest.map { ($0.key, $0.value) })
        bare.mapping?.mark = mapping.mark
        return rule(bare, place, depth: Self.levelDepth).map { LevelSpec($0, label: text) }
    }

    /// A rule of a level: a word, a word and its argument, or rules put together.
    private mutating func rule(_ node: Node, _ place: String, depth: Int) -> Agreement? {
        let all = levels.words + ["any", "all", "not"]
        if depth == 0 {
            reader.note(
                node,
                place,
                "rules are nested too deep here",
                expected: "at most \(Self.levelDepth) deep"
            )
            return nil
        }
        if case .scalar(let scalar) = node {
            if let kind = levels.kind(scalar.string) { return bare(kind, node, place).map { .test($0) } }
            reader.note(
                node,
                place,
                "unknown level \(NodeReader.describe(node))",
                expected: NodeReader.oneOf(all),
                suggestion: WordSuggestion.nearest(to: scalar.string, among: all)
            )
            return nil
        }
        let count = reader.mistakes.count
        let found = reader.entries(
            node,
            place,
            keys: all + levels.modifiers,
            what: "a level such as exact or jaro_winkler: 0.92"
        )
        let entries = found.filter { all.contains($0.key) }
        let modifiers = found.filter { !all.contains($0.key) }
        guard let entry = entries.first, entries.count == 1 else {
            if reader.mistakes.count == count {
                reader.note(
                    node,
                    place,
                    "\(entries.count) tests stand in one level",
                    expected: "one; put several into any: [...] or all: [...]"
                )
            }
            return nil
        }
        let here = "\(place).\(entry.key)"
        if let modifier = modifiers.first, ["not", "any", "all"].contains(entry.key) {
            reader.note(
                modifier.value,
                place,
                "`\(modifier.key)` stands beside `\(entry.key)`",
                expected: "a test"
            )
            return nil
        }
        switch entry.key {
        case "not": return rule(entry.value, here, depth: depth - 1).map { .not($0) }
        case "any", "all":
            let count = reader.mistakes.count
            let nodes = reader.items(entry.value, here, what: "a list of levels")
            if nodes.isEmpty, reader.mistakes.count == count {
                reader.note(entry.value, here, "the list is empty", expected: "a list of levels")
            }
            let rules = nodes.compactMap { rule($0, here, depth: depth - 1) }
            return entry.key == "any" ? .any(rules) : .all(rules)
        default:
            guard let kind = levels.kind(entry.key) else { return nil }
            guard var test = test(kind, entry.value, here) else { return nil }
            for modifier in modifiers { modify(&test, modifier.key, modifier.value, place) }
            return .test(test)
        }
    }

    /// Takes in what stands beside a word.
    private mutating func modify(_ test: inout LevelTest, _ key: String, _ node: Node, _ place: String) {
        let here = "\(place).\(key)"
        // A word that nothing but a feature may follow has that feature, or one beside it.
        if key == "of", test.feature == nil {
            test.feature = reader.text(node, here, what: "a feature's name")
        } else if let option = test.kind.options.first(where: { $0.name == key }) {
            test.options[key] = value(of: option, node, here)
        } else {
            reader.note(node, here, "`\(key)` says nothing to \(test.word)", expected: "the test alone")
        }
    }

    private mutating func value(of option: LevelOption, _ node: Node, _ place: String) -> LevelValue? {
        switch option.shape {
        case .feature: return reader.text(node, place, what: option.meaning).map { .text($0) }
        case .similarity: return similarity(node, place)
        case .whole(let range):
            let what = "\(option.meaning), \(range.lowerBound) to \(range.upperBound)"
            return reader.whole(node, place, in: range, what: what).map { .number(Double($0)) }
        }
    }

    /// A word without anything after it.
    private mutating func bare(_ kind: any LevelKind.Type, _ node: Node, _ place: String) -> LevelTest? {
        let example: String
        switch kind.argument {
        case .none: return LevelTest(kind)
        case .least: return LevelTest(kind, nil, .number(1))
        case .otherFeature: example = "the other feature, as in `\(kind.word): surname`"
        case .transform: example = "a transform, as in `\(kind.word): soundex`"
        case .similarity: example = "a similarity from 0 to 1, as in `\(kind.word): 0.92`"
        case .most: example = "a whole number, as in `\(kind.word): 1`"
        case .amount: example = "a number, as in `\(kind.word): 5`"
        }
        reader.note(node, place, "\(kind.word) stands alone", expected: example)
        return nil
    }

    private mutating func test(_ kind: any LevelKind.Type, _ node: Node, _ place: String) -> LevelTest? {
        if NodeReader.isNull(node) { return bare(kind, node, place) }
        let argument: LevelValue?
        switch kind.argument {
        case .none:
            return reader.text(node, place, what: "a feature's name").map { LevelTest(kind, $0) }
        case .otherFeature: argument = reader.text(node, place, what: "a feature's name").map { .text($0) }
        case .transform: argument = transform(node, place)
        case .similarity: argument = similarity(node, place)
        case .most: argument = count(node, place, least: 0)
        case .least: argument = count(node, place, least: 1)
        case .amount:
            argument = reader.real(node, place, in: 0...1e12, what: "a number of at least 0")
                .map { .number($0) }
        }
        return argument.map { LevelTest(kind, nil, $0) }
    }

    private mutating func similarity(_ node: Node, _ place: String) -> LevelValue? {
        reader.real(node, place, in: 0...1, what: "a similarity from 0 to 1").map { .number($0) }
    }

    private mutating func count(_ node: Node, _ place: String, least: Int) -> LevelValue? {
        let what = "a whole number of at least \(least)"
        return reader.whole(node, place, in: least...1_000_000, what: what).map { .number(Double($0)) }
    }

    private mutating func transform(_ node: Node, _ place: String) -> LevelValue? {
        guard let text = reader.text(node, place, what: "a transform such as soundex") else { return nil }
        guard let transform = KeyTransform(parsing: text) else {
            reader.note(
                node,
                place,
                "unknown transform \(NodeReader.describe(node))",
                expected: NodeReader.oneOf(KeyTransform.spellings),
                suggestion: WordSuggestion.nearest(to: text, among: KeyTransform.spellings)
            )
            return nil
        }
        return .text(transform.description)
    }

    private mutating func fixed(
        _ node: Node,
        _ place: String,
        levels: [LevelSpec]?
    ) -> [ComparisonSpec.FixedProbability] {
        var result: [ComparisonSpec.FixedProbability] = []
        let names = levels.map { $0.map(\.name) + [ComparisonSpec.elseLevel] }
        for (key, _, value) in reader.entries(node, place, keys: names, what: "probabilities by level") {
            if let number = reader.real(
                value,
                "\(place).\(key)",
                in: 0...1,
                what: "a probability from 0 to 1"
            ) {
                result.append(ComparisonSpec.FixedProbability(level: key, probability: number))
            }
        }
        let sum = result.reduce(0) { $0 + $1.probability }
        if sum > 1 + 1e-9 {
            reader.note(
                node,
                place,
                "the probabilities add up to \(JobNumber.text(sum))",
                expected: "at most 1"
            )
        }
        return result
    }
}
