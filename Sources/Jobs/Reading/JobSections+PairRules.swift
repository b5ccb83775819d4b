import Yams

extension JobSections {
    /// The rules of `never` or `always`.
    mutating func pairRules(_ node: Node, _ place: String) -> [PairRuleSpec] {
        let what = "a list of rules such as [national_id.valid_and_different, { birth_date: differ }]"
        let nodes = reader.items(node, place, what: what)
        if nodes.count > PairRuleSpec.limit {
            reader.note(
                node,
                place,
                "there are \(nodes.count) rules",
                expected: "at most \(PairRuleSpec.limit)"
            )
        }
        return nodes.enumerated().compactMap { pairRule($0.element, "\(place)[\($0.offset + 1)]") }
    }

    /// A rule: a text such as `birth_date.differ & given_name.differ`, or levels by comparison.
    private mutating func pairRule(_ node: Node, _ place: String) -> PairRuleSpec? {
        let what =
            "comparison.level, or levels by comparison such as { birth_date: differ, sex: [exact, missing] }"
        guard case .mapping = node else {
            guard let text = reader.text(node, place, what: what) else { return nil }
            do throws(BlockingRuleParser.Failure) {
                return try PairRuleParser.rule(text)
            } catch {
                reader.note(
                    node,
                    place,
                    error.found,
                    expected: error.expected,
                    offset: NodeReader.textOffset(node).map { $0 + error.offset } ?? 0
                )
                return nil
            }
        }
        let count = reader.mistakes.count
        var conditions: [PairRuleSpec.Condition] = []
        for (comparison, _, value) in reader.entries(node, place, keys: nil, what: what) {
            let here = "\(place).\(comparison)"
            var levels: [String] = []
            if case .sequence = value {
                for item in reader.items(value, here, what: "levels") {
                    if let level = reader.text(item, here, what: "a level") { levels.append(level) }
                }
                if levels.isEmpty, reader.mistakes.count == count {
                    reader.note(value, here, "the list is empty", expected: "a level, or a list of levels")
                }
            } else if let level = reader.text(value, here, what: "a level, or a list of levels") {
                levels = [level]
            }
            conditions.append(PairRuleSpec.Condition(comparison, levels))
        }
        if reader.mistakes.count > count { return nil }
        if conditions.isEmpty {
            reader.note(node, place, "the rule has no condition", expected: what)
            return nil
        }
        return PairRuleSpec(conditions)
    }
}
