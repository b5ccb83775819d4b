import Blocking
import Columns
import Comparison

@testable import Jobs
@testable import Pipeline

/// What the documentation and the schema of job files say of levels and keys, as it follows from the
/// registries.
struct VocabularyText {
    var levels = LevelRegistry.standard
    var keys = KeyRegistry.standard

    // MARK: Tables

    /// The words of levels, as a table.
    var levelTable: String {
        let rows = levels.kinds.map { kind in
            [code(kind.word), Self.argument(kind), kind.suits.rawValue, Self.meaning(kind)]
        }
        return Self.table(
            ["word", "argument", "for", "holds if"],
            rows + [
                ["`any`, `all`", "list of rules", "any", "at least one, or all of them hold"],
                ["`not`", "rule", "any", "it does not hold"],
            ]
        )
    }

    /// Pairs that levels hold for and pairs that they do not, as a table.
    var levelExamples: String {
        var rows: [[String]] = []
        for kind in levels.kinds {
            var rules: [String] = []
            for example in kind.examples where !rules.contains(Self.rule(example)) {
                rules.append(Self.rule(example))
            }
            for rule in rules {
                func pairs(_ holds: Bool) -> String {
                    let chosen = kind.examples.filter { Self.rule($0) == rule && $0.holds == holds }
                    return chosen.map(Self.pair).joined(separator: "; ")
                }
                rows.append([code(rule), pairs(true), pairs(false)])
            }
        }
        return Self.table(["level", "holds for", "not for"], rows)
    }

    /// The words of keys, as a table.
    var keyTable: String {
        let rows = keys.kinds.map { kind in
            let spellings = KeyRegistry.spellings(of: kind).map(code).joined(separator: ", ")
            let ranges = kind.parameters.map { "\($0.name) \($0.range.lowerBound)–\($0.range.upperBound)" }
            return [spellings, ([kind.meaning] + ranges).joined(separator: ", "), kind.suits.rawValue]
        }
        return Self.table(["transform", "takes", "for"], rows)
    }

    /// Values and their keys, as a table.
    var keyExamples: String {
        var rows: [[String]] = []
        for kind in keys.kinds {
            var lists: [[Int]] = []
            for example in kind.examples where !lists.contains(example.numbers) {
                lists.append(example.numbers)
            }
            for numbers in lists {
                let chosen = kind.examples.filter { $0.numbers == numbers && !$0.value.isEmpty }
                let shown = chosen.map { "\($0.value) → \($0.key.isEmpty ? "none" : code($0.key))" }
                rows.append([code("\(KeyTransform(kind, numbers))"), shown.joined(separator: "; ")])
            }
        }
        return Self.table(["transform", "value → key"], rows)
    }

    /// A condition as a level of a job, its own feature and the brackets left out.
    private static func rule(_ example: LevelExample) -> String {
        let own = example.agreement.features[0]
        let text = JobWriter.flow(example.agreement.leavingOut(own: own))
        return text.hasPrefix("{ ") ? String(text.dropFirst(2).dropLast(2)) : text
    }

    private func code(_ text: String) -> String { "`\(text)`" }

    private static func pair(_ example: LevelExample) -> String {
        func record(_ values: [String]) -> String {
            values.map { $0.isEmpty ? "(missing)" : $0 }.joined(separator: ", ")
        }
        let pair = "\(record(example.left)) – \(record(example.right))"
        switch example.others.count {
        case 0: return pair
        case 1...6: return "\(pair) beside \(example.others.joined(separator: ", "))"
        case let count: return "\(pair) beside \(count) more"
        }
    }

    private static func argument(_ kind: any LevelKind.Type) -> String {
        switch kind.argument {
        case .none: "–"
        case .otherFeature: "other feature"
        case .transform: "transform"
        case .similarity: "0…1"
        case .most: "whole number"
        case .least: "whole number, 1 if left out"
        case .amount: "number ≥ 0"
        }
    }

    private static func meaning(_ kind: any LevelKind.Type) -> String {
        var text = kind.meaning
        for option in kind.options {
            text += "; `\(option.name):` beside it is \(option.meaning)"
            text += ", \(option.usual?.description ?? "its namesake") if left out"
        }
        return text
    }

    private static func table(_ heading: [String], _ rows: [[String]]) -> String {
        let lines = [heading, heading.map { _ in "---" }] + rows
        return lines.map { line in
            line[0] == "---"
                ? "|" + line.joined(separator: "|") + "|" : "| " + line.joined(separator: " | ") + " |"
        }
        .joined(separator: "\n")
    }

    // MARK: Schema

    /// What a level's rule is in the schema of job files.
    var ruleSchema: SchemaNode {
        var properties: [(String, SchemaNode)] = levels.kinds.map { ($0.word, schema($0)) }
        properties.append(
            ("of", Self.text("The feature to look at, if not the comparison's own, beside another argument."))
        )
        properties += levels.options.map { ($0.name, schema($0)) }
        let rules = SchemaNode.object([
            ("type", "array"), ("minItems", .number(1)), ("items", .object([("$ref", "#/$defs/rule")])),
        ])
        properties += [
            ("any", rules.described("At least one must hold.")), ("all", rules.described("All must hold.")),
            ("not", .object([("description", "It must not hold."), ("$ref", "#/$defs/rule")])),
            ("label", Self.text("What the level is called in results.")),
        ]
        let bare = levels.kinds.filter { kind in
            switch kind.argument {
            case .none, .least: true
            default: false
            }
        }
        return .object([
            (
                "description",
                "What must hold between two values: a word, a word and its argument, or rules put together."
            ),
            (
                "oneOf",
                .list([
                    .object([("enum", .list(bare.map { .text($0.word) }))]),
                    .object([
                        ("type", "object"), ("minProperties", .number(1)),
                        ("additionalProperties", .truth(false)), ("properties", .object(properties)),
                    ]),
                ])
            ),
        ])
    }

    private static func text(_ description: String) -> SchemaNode {
        SchemaNode.object([("type", "string"), ("minLength", .number(1))]).described(description)
    }

    private func schema(_ kind: any LevelKind.Type) -> SchemaNode {
        let meaning = kind.meaning.prefix(1).uppercased() + kind.meaning.dropFirst().replacing("`", with: "")
        func described(_ what: String, _ node: [(String, SchemaNode)]) -> SchemaNode {
            SchemaNode.object(node).described("\(meaning). \(what)")
        }
        switch kind.argument {
        case .none:
            return described(
                "The feature to look at, if not the comparison's own.",
                [("type", .list(["string", "null"]))]
            )
        case .otherFeature:
            return described("The other feature.", [("type", "string"), ("minLength", .number(1))])
        case .transform:
            return described("The transform.", [("type", "string"), ("pattern", .text(pattern))])
        case .similarity:
            return described(
                "A number from 0 to 1.",
                [("type", "number"), ("minimum", .number(0)), ("maximum", .number(1))]
            )
        case .most:
            return described(
                "A whole number.",
                [("type", "integer"), ("minimum", .number(0)), ("maximum", .number(1_000_000))]
            )
        case .least:
            return described(
                "A whole number, 1 if left out.",
                [("type", .list(["integer", "null"])), ("minimum", .number(1))]
            )
        case .amount:
            return described("A number of at least 0.", [("type", "number"), ("minimum", .number(0))])
        }
    }

    private func schema(_ option: LevelOption) -> SchemaNode {
        let words = levels.kinds.filter { $0.options.contains { $0.name == option.name } }.map { $0.word }
        var description = option.meaning.prefix(1).uppercased() + option.meaning.dropFirst()
        description += ", beside \(words.joined(separator: " or "))"
        if let usual = option.usual { description += "; \(usual) if left out" }
        switch option.shape {
        case .feature: return Self.text(description + ".")
        case .similarity:
            return SchemaNode.object([("type", "number"), ("minimum", .number(0)), ("maximum", .number(1))])
                .described(description + ".")
        case .whole(let range):
            return SchemaNode.object([
                ("type", "integer"), ("minimum", .number(range.lowerBound)),
                ("maximum", .number(range.upperBound)),
            ])
            .described(description + ".")
        }
    }

    /// What the spelling of a key looks like.
    private var pattern: String {
        let ways = keys.kinds.flatMap { kind in
            kind.argumentCounts.map { count in
                let numbers = [String](repeating: "[0-9]+", count: count).joined(separator: ", ?")
                return count == 0 ? kind.word : "\(kind.word)\\(\(numbers)\\)"
            }
        }
        return "^(\(ways.joined(separator: "|")))$"
    }
}

/// A part of a schema, its keys in order.
indirect enum SchemaNode: ExpressibleByStringLiteral {
    case text(String)
    case number(Int)
    case truth(Bool)
    case list([SchemaNode])
    case object([(String, SchemaNode)])

    init(stringLiteral value: String) { self = .text(value) }

    /// An object with a description at its head.
    func described(_ text: String) -> SchemaNode {
        guard case .object(let entries) = self else { return self }
        return .object([("description", .text(text))] + entries)
    }

    /// The JSON, each entry on a line of its own.
    func json(indent: Int) -> String {
        let space = String(repeating: " ", count: indent + 2)
        let end = "\n" + String(repeating: " ", count: indent)
        func quoted(_ text: String) -> String {
            "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        switch self {
        case .text(let text): return quoted(text)
        case .number(let number): return String(number)
        case .truth(let truth): return String(truth)
        case .list(let nodes):
            let lines = nodes.map { space + $0.json(indent: indent + 2) }
            return "[\n" + lines.joined(separator: ",\n") + end + "]"
        case .object(let entries):
            let lines = entries.map { "\(space)\(quoted($0.0)): \($0.1.json(indent: indent + 2))" }
            return "{\n" + lines.joined(separator: ",\n") + end + "}"
        }
    }
}
