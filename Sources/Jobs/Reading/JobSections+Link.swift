import Yams

extension JobSections {
    /// The keys of `link`.
    static let linkKeys = [
        "block", "pair_budget", "compare", "accept", "method", "topology", "model", "keep_weight", "labels",
        "never", "always",
    ]
    /// Weights beyond this many bits cannot come from any data.
    static let weightRange = -1000.0...1000.0

    /// How records are linked.
    mutating func link(_ node: Node, registers: [String]) -> LinkJob {
        var link = LinkJob()
        for (key, _, value) in reader.entries(node, "link", keys: Self.linkKeys) {
            let place = "link.\(key)"
            if NodeReader.isNull(value) { continue }
            switch key {
            case "block": link.block = choice(value, place, what: "auto or a list of rules", Self.rule)
            case "compare":
                link.compare = choice(value, place, what: "auto or a list of comparisons", Self.comparison)
                checkNames(link.compare, value, place)
            case "pair_budget":
                link.pairBudget = reader.whole(
                    value,
                    place,
                    in: 1...Int.max,
                    what: "a whole number of pairs such as 50_000_000 or 50M"
                )
            case "accept": link.accept = acceptance(value, place) ?? .bestF
            case "method": link.method = reader.word(value, place, LinkJob.Method.self) ?? .auto
            case "topology": link.topology = topology(value, place, registers: registers)
            case "model": link.model = reader.text(value, place, what: "a file")
            case "labels": link.labels = reader.text(value, place, what: "a file")
            case "never": link.never = pairRules(value, place)
            case "always": link.always = pairRules(value, place)
            case "keep_weight":
                link.keepWeight = reader.real(value, place, in: Self.weightRange, what: "a weight in bits")
            default: break
            }
        }
        return link
    }

    private mutating func choice<Item>(
        _ node: Node,
        _ place: String,
        what: String,
        _ read: (inout JobSections, Node, String) -> Item?
    ) -> LinkJob.Choice<Item> {
        if case .scalar(let scalar) = node {
            if scalar.string == "auto" { return .auto }
            reader.note(
                node,
                place,
                "\(NodeReader.describe(node)) stands here",
                expected: what,
                suggestion: WordSuggestion.nearest(to: scalar.string, among: ["auto"])
            )
            return .auto
        }
        let count = reader.mistakes.count
        let nodes = reader.items(node, place, what: what)
        if nodes.isEmpty, reader.mistakes.count == count {
            reader.note(node, place, "the list is empty", expected: what)
        }
        var items: [Item] = []
        for (index, item) in nodes.enumerated() {
            if let item = read(&self, item, "\(place)[\(index + 1)]") { items.append(item) }
        }
        return .given(items)
    }

    /// A rule: a text with keys between `&`, or a list of keys.
    private static func rule(_ sections: inout JobSections, _ node: Node, _ place: String)
        -> BlockingRuleSpec?
    {
        let what = "a rule such as [surname, birth_date] or surname.soundex & birth_date.year"
        if case .sequence = node {
            let nodes = sections.reader.items(node, place, what: what)
            if nodes.isEmpty { sections.reader.note(node, place, "the rule has no key", expected: what) }
            var keys: [BlockingKeySpec] = []
            for item in nodes { keys += sections.keys(item, place, what: "a feature or feature.transform") }
            return BlockingRuleSpec(keys: keys)
        }
        return BlockingRuleSpec(keys: sections.keys(node, place, what: what))
    }

    private mutating func keys(_ node: Node, _ place: String, what: String) -> [BlockingKeySpec] {
        guard let text = reader.text(node, place, what: what) else { return [] }
        do throws(BlockingRuleParser.Failure) {
            return try BlockingRuleParser.keys(text)
        } catch {
            reader.note(
                node,
                place,
                error.found,
                expected: error.expected,
                suggestion: error.suggestion,
                offset: NodeReader.textOffset(node).map { $0 + error.offset } ?? 0
            )
            return []
        }
    }

    private mutating func acceptance(_ node: Node, _ place: String) -> LinkJob.Acceptance? {
        let what = "best_f, { precision: 0.999 }, { weight: 8 } or { probability: 0.95 }"
        if case .scalar(let scalar) = node {
            if scalar.string == "best_f" { return .bestF }
            reader.note(
                node,
                place,
                "\(NodeReader.describe(node)) stands here",
                expected: what,
                suggestion: WordSuggestion.nearest(to: scalar.string, among: ["best_f"])
            )
            return nil
        }
        let count = reader.mistakes.count
        let entries = reader.entries(node, place, keys: ["precision", "weight", "probability"], what: what)
        guard entries.count == 1 else {
            if reader.mistakes.count == count {
                reader.note(node, place, "there are \(entries.count) aims", expected: what)
            }
            return nil
        }
        let here = "\(place).\(entries[0].key)"
        let share = "a number from 0 to 1"
        switch entries[0].key {
        case "precision":
            return reader.real(entries[0].value, here, in: 0...1, what: share).map { .precision($0) }
        case "weight":
            return reader.real(entries[0].value, here, in: Self.weightRange, what: "a weight in bits")
                .map { .weight($0) }
        default:
            return reader.real(entries[0].value, here, in: 0...1, what: share).map { .probability($0) }
        }
    }

    private mutating func topology(
        _ node: Node,
        _ place: String,
        registers: [String]
    ) -> [LinkJob.Topology] {
        let what = "a list such as [{ between: [a, b], link: false }, { within: a, link: true }]"
        var result: [LinkJob.Topology] = []
        for (index, item) in reader.items(node, place, what: what).enumerated() {
            let here = "\(place)[\(index + 1)]"
            var names: [String]?
            var isLinked: Bool?
            let count = reader.mistakes.count
            for (key, keyNode, value) in reader.entries(item, here, keys: ["between", "within", "link"]) {
                if key == "link" {
                    isLinked = reader.flag(value, "\(here).link")
                    continue
                }
                if names != nil {
                    reader.note(
                        keyNode,
                        here,
                        "both `between` and `within` stand here",
                        expected: "one of them"
                    )
                }
                let nodes =
                    key == "within" ? [value] : reader.items(value, "\(here).between", what: "two registers")
                if key == "between", nodes.count != 2 {
                    reader.note(
                        value,
                        "\(here).between",
                        "\(nodes.count) registers stand here",
                        expected: "two"
                    )
                }
                names = nodes.compactMap { registerName($0, "\(here).\(key)", registers) }
            }
            if reader.mistakes.count > count { continue }
            guard let names, let isLinked, let first = names.first, let last = names.last else {
                reader.note(item, here, "the entry is not complete", expected: "between or within, and link")
                continue
            }
            result.append(LinkJob.Topology(first, last, isLinked: isLinked))
        }
        return result
    }

    private mutating func registerName(_ node: Node, _ place: String, _ registers: [String]) -> String? {
        guard let name = reader.text(node, place, what: "a register's name") else { return nil }
        if registers.contains(name) { return name }
        reader.note(
            node,
            place,
            "unknown register \(NodeReader.describe(node))",
            expected: NodeReader.oneOf(registers),
            suggestion: WordSuggestion.nearest(to: name, among: registers)
        )
        return nil
    }

    private mutating func checkNames(
        _ choice: LinkJob.Choice<ComparisonSpec>,
        _ node: Node,
        _ place: String
    ) {
        guard case .given(let comparisons) = choice else { return }
        var seen: Set<String> = []
        for comparison in comparisons where !seen.insert(comparison.name).inserted {
            reader.note(
                node,
                place,
                "two comparisons are called “\(comparison.name)”",
                expected: "a `name` of its own for each"
            )
        }
    }
}
