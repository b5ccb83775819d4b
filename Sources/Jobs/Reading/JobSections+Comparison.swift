import Blocking
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
    private mutating func rule(_ node: Node, _ place: String, depth: Int) -> LevelRule? {
        let words = LevelTest.Word.allCases.map(\.rawValue)
        let all = words + ["any", "all", "not"]
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
            if let word = LevelTest.Word(rawValue: scalar.string) {
                return bare(word, node, place).map { .test($0) }
            }
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
            keys: all + LevelTest.modifiers,
            what: "a level such as exact or jaro_winkler: 0.92"
        )
        let entries = found.filter { !LevelTest.modifiers.contains($0.key) }
        let modifiers = found.filter { LevelTest.modifiers.contains($0.key) }
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
            guard let word = LevelTest.Word(rawValue: entry.key) else { return nil }
            guard var test = test(word, entry.value, here) else { return nil }
            for modifier in modifiers { modify(&test, modifier.key, modifier.value, place) }
            return .test(test)
        }
    }

    /// Takes in what stands beside a word.
    private mutating func modify(_ test: inout LevelTest, _ key: String, _ node: Node, _ place: String) {
        let here = "\(place).\(key)"
        switch (key, test.word, test.word.argument) {
        case ("q", .jaccard, _), ("q", .cosine, _):
            test.q = reader.whole(node, here, in: 1...8, what: "the length of q-grams, 1 to 8")
        case ("similarity", .nearlySwappedWith, _):
            test.similarity = reader.real(node, here, in: 0...1, what: "a similarity from 0 to 1")
        case ("with", .withinKm, _):
            test.with = reader.text(node, here, what: "the feature of longitudes")
        case ("of", _, .feature) where test.feature == nil:
            test.feature = reader.text(node, here, what: "a feature's name")
        case ("of", _, let argument) where argument != .feature:
            test.of = reader.text(node, here, what: "a feature's name")
        default:
            reader.note(
                node,
                here,
                "`\(key)` says nothing to \(test.word.rawValue)",
                expected: "the test alone"
            )
        }
    }

    /// A word without anything after it.
    private mutating func bare(_ word: LevelTest.Word, _ node: Node, _ place: String) -> LevelTest? {
        let example: String
        switch word.argument {
        case .feature: return LevelTest(word)
        case .least: return LevelTest(word, 1)
        case .otherFeature: example = "the other feature, as in `\(word.rawValue): surname`"
        case .transform: example = "a transform, as in `\(word.rawValue): soundex`"
        case .similarity: example = "a similarity from 0 to 1, as in `\(word.rawValue): 0.92`"
        case .count: example = "a whole number, as in `\(word.rawValue): 1`"
        case .amount: example = "a number, as in `\(word.rawValue): 5`"
        }
        reader.note(node, place, "\(word.rawValue) stands alone", expected: example)
        return nil
    }

    private mutating func test(_ word: LevelTest.Word, _ node: Node, _ place: String) -> LevelTest? {
        if NodeReader.isNull(node) { return bare(word, node, place) }
        switch word.argument {
        case .feature, .otherFeature:
            return reader.text(node, place, what: "a feature's name").map { LevelTest(word, feature: $0) }
        case .transform:
            return transform(word, node, place)
        case .similarity:
            return reader.real(node, place, in: 0...1, what: "a similarity from 0 to 1")
                .map { LevelTest(word, $0) }
        case .count, .least:
            let least = word.argument == .least ? 1 : 0
            return reader.whole(
                node,
                place,
                in: least...1_000_000,
                what: "a whole number of at least \(least)"
            )
            .map { LevelTest(word, Double($0)) }
        case .amount:
            return reader.real(node, place, in: 0...1e12, what: "a number of at least 0")
                .map { LevelTest(word, $0) }
        }
    }

    private mutating func transform(_ word: LevelTest.Word, _ node: Node, _ place: String) -> LevelTest? {
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
        var test = LevelTest(word)
        test.transform = transform.description
        return test
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
