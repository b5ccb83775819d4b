import Jobs
import Registers

/// Reads the members of a settings file of Splink; every mistake is told with its place.
struct SplinkReader {
    let file: String
    /// Whether texts in conditions have escapes, as in Spark.
    var hasEscapes = false

    /// Splink’s own prior, where the file has none.
    private static let usualPrior = 0.0001
    /// What Splink takes for the probability of a level that its training never met.
    private static let notObserved = 1e-6
    /// The most comparisons, rules or levels that a file may have.
    private static let mostItems = 1000

    /// A mistake in the file.
    func fault(_ node: JSONNode, _ detail: String) -> PipelineError {
        PipelineError(.usage, at: "\(file):\(node.position)", TextTable.printable(detail))
    }

    typealias Members = [(key: String, keyPosition: JSONPosition, value: JSONNode)]

    /// The members of an object.
    func members(_ node: JSONNode, _ what: String) throws(PipelineError) -> Members {
        guard case .object(let members) = node.value else {
            throw fault(node, "\(what): found \(node.kind); expected an object, as Splink writes it")
        }
        return members
    }

    private func items(_ node: JSONNode, _ what: String) throws(PipelineError) -> [JSONNode] {
        guard case .array(let items) = node.value else {
            throw fault(node, "\(what): found \(node.kind); expected an array")
        }
        if items.count > Self.mostItems {
            throw fault(node, "\(what): there are \(items.count); expected at most \(Self.mostItems)")
        }
        return items
    }

    /// A text; nil where there is none, or null.
    func text(_ node: JSONNode?, _ what: String) throws(PipelineError) -> String? {
        guard let node else { return nil }
        switch node.value {
        case .null: return nil
        case .string(let text) where !text.isEmpty: return text
        case .string: throw fault(node, "\(what): the text is empty")
        default: throw fault(node, "\(what): found \(node.kind); expected a text")
        }
    }

    /// A column’s name, without the quotes that SQL may put around it.
    func column(_ node: JSONNode?, _ what: String) throws(PipelineError) -> String? {
        guard let name = try text(node, what) else { return nil }
        for quote in ["\"", "`"] where name.hasPrefix(quote) && name.hasSuffix(quote) && name.count > 2 {
            return String(name.dropFirst().dropLast())
        }
        return name
    }

    private func number(_ node: JSONNode?, _ what: String) throws(PipelineError) -> Double? {
        guard let node else { return nil }
        switch node.value {
        case .null: return nil
        case .number(let digits):
            if let value = Double(digits), value.isFinite { return value }
            throw fault(node, "\(what): \(digits) is too large")
        default: throw fault(node, "\(what): found \(node.kind); expected a number")
        }
    }

    private func flag(_ node: JSONNode?, _ what: String) throws(PipelineError) -> Bool {
        guard let node else { return false }
        switch node.value {
        case .null: return false
        case .bool(let value): return value
        default: throw fault(node, "\(what): found \(node.kind); expected true or false")
        }
    }

    /// A probability of a level; training leaves a text where it never met the level.
    private func probability(_ node: JSONNode?, _ what: String) throws(PipelineError) -> Double? {
        guard let node else { return nil }
        if case .string = node.value { return Self.notObserved }
        guard let value = try number(node, what) else { return nil }
        if !(0...1).contains(value) { throw fault(node, "\(what) is \(value); expected 0…1") }
        return value
    }

    func linkType(_ node: JSONNode?) throws(PipelineError) -> SplinkSettings.LinkType {
        let found = try text(node, "link_type")
        if let type = found.flatMap({ SplinkSettings.LinkType(rawValue: $0) }) { return type }
        let valid = NodeReader.oneOf(SplinkSettings.LinkType.allCases.map(\.rawValue))
        let at = node.map { ":\($0.position)" } ?? ""
        throw PipelineError(.usage, at: file + at, "link_type: found “\(found ?? "null")”; expected \(valid)")
    }

    func prior(_ node: JSONNode?) throws(PipelineError) -> Double {
        let what = "probability_two_random_records_match"
        guard let node, let value = try number(node, what) else { return Self.usualPrior }
        if value > 0 && value < 1 { return value }
        throw fault(node, "\(what) is \(value); expected more than 0 and less than 1")
    }

    // MARK: Rules and comparisons

    func rules(_ node: JSONNode?) throws(PipelineError) -> [SplinkSettings.Rule] {
        guard let node else { return [] }
        if case .null = node.value { return [] }
        let what = "blocking_rules_to_generate_predictions"
        var rules: [SplinkSettings.Rule] = []
        for item in try items(node, what) {
            if case .string(let condition) = item.value {
                let parsed = try parsed(condition, item, what)
                rules.append(.init(condition: condition, parsed: parsed, exploded: []))
                continue
            }
            let members = try members(item, what)
            func member(_ key: String) -> JSONNode? { members.first { $0.key == key }?.value }
            guard let condition = try text(member("blocking_rule"), "blocking_rule") else {
                throw fault(item, "\(what): `blocking_rule` is missing")
            }
            var exploded: [String] = []
            if let list = member("arrays_to_explode") {
                for column in try items(list, "arrays_to_explode") {
                    if let name = try self.column(column, "arrays_to_explode") { exploded.append(name) }
                }
            }
            let parsed = try parsed(condition, member("blocking_rule") ?? item, what)
            rules.append(.init(condition: condition, parsed: parsed, exploded: exploded))
        }
        return rules
    }

    /// A condition as read; what cannot be read is told with its place in the condition.
    private func parsed(
        _ condition: String,
        _ node: JSONNode,
        _ what: String
    ) throws(PipelineError) -> SQLExpression {
        do throws(SQLFault) { return try SQLParser.condition(condition, hasEscapes: hasEscapes) } catch {
            throw fault(
                node,
                "\(what): the SQL cannot be read: after \(error.offset) characters \(error.found); expected "
                    + error.expected
            )
        }
    }

    func comparisons(_ node: JSONNode?) throws(PipelineError) -> [SplinkSettings.Comparison] {
        guard let node else { return [] }
        let all = try items(node, "comparisons")
        if all.isEmpty { throw fault(node, "comparisons: there is none; expected at least one") }
        var comparisons: [SplinkSettings.Comparison] = []
        for (number, item) in all.enumerated() {
            let what = "comparisons[\(number + 1)]"
            let members = try members(item, what)
            func member(_ key: String) -> JSONNode? { members.first { $0.key == key }?.value }
            guard let list = member("comparison_levels") else {
                throw fault(item, "\(what): `comparison_levels` is missing")
            }
            var levels: [SplinkSettings.Level] = []
            for (number, item) in try items(list, "\(what).comparison_levels").enumerated() {
                levels.append(try level(item, "\(what).comparison_levels[\(number + 1)]"))
            }
            if !levels.contains(where: { !$0.isNull && $0.parsed != .otherwise }) {
                throw fault(list, "\(what): there is no level but those for missing and other values")
            }
            let name = try text(member("output_column_name"), "\(what).output_column_name")
            comparisons.append(.init(name: name ?? "comparison \(number + 1)", levels: levels))
        }
        return comparisons
    }

    private func level(_ node: JSONNode, _ what: String) throws(PipelineError) -> SplinkSettings.Level {
        let members = try members(node, what)
        func member(_ key: String) -> JSONNode? { members.first { $0.key == key }?.value }
        guard let condition = try text(member("sql_condition"), "\(what).sql_condition") else {
            throw fault(node, "\(what): `sql_condition` is missing")
        }
        return SplinkSettings.Level(
            condition: condition,
            parsed: try parsed(condition, member("sql_condition") ?? node, "\(what).sql_condition"),
            label: try text(member("label_for_charts"), "\(what).label_for_charts"),
            isNull: try flag(member("is_null_level"), "\(what).is_null_level"),
            m: try probability(member("m_probability"), "\(what).m_probability"),
            u: try probability(member("u_probability"), "\(what).u_probability"),
            termColumn: try column(member("tf_adjustment_column"), "\(what).tf_adjustment_column"),
            termWeight: try number(member("tf_adjustment_weight"), "\(what).tf_adjustment_weight") ?? 1,
            leastTermU: try number(member("tf_minimum_u_value"), "\(what).tf_minimum_u_value") ?? 0
        )
    }
}
