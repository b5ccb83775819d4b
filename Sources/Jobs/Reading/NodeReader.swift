import Yams

/// Reads YAML nodes as what a job wants, and collects a located mistake for each that is not.
///
/// Reading goes on after a mistake, so that the user learns of all of them at once.
package struct NodeReader {
    /// The most values a job may have, aliases counted as often as they are used.
    static let valueLimit = 100_000

    /// The mistakes so far.
    private(set) var mistakes: [JobMistake] = []
    private var values = 0

    /// Notes a mistake at a node.
    mutating func note(
        _ node: Node,
        _ place: String,
        _ found: String,
        expected: String = "",
        suggestion: String? = nil,
        offset: Int = 0
    ) {
        let mark = node.mark
        mistakes.append(
            JobMistake(
                line: mark?.line ?? 1,
                column: (mark?.column ?? 1) + offset,
                place: place,
                found: found,
                expected: expected,
                suggestion: suggestion
            )
        )
    }

    /// Whether a node says “nothing”: an empty value, `~` or `null`.
    static func isNull(_ node: Node) -> Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any else {
            return false
        }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    /// What a node is, in words.
    static func describe(_ node: Node) -> String {
        switch node {
        case .scalar(let scalar):
            if isNull(node) { return "nothing" }
            let shown = scalar.string.unicodeScalars.prefix(40).map {
                $0.properties.generalCategory == .control ? "·" : String($0)
            }
            return "“\(shown.joined())\(scalar.string.unicodeScalars.count > 40 ? "…" : "")”"
        case .mapping: return "a mapping"
        case .sequence: return "a list"
        case .alias: return "an alias"
        }
    }

    /// How far into a scalar's source its text starts: past the quote, if there is one.
    static func textOffset(_ node: Node) -> Int? {
        guard case .scalar(let scalar) = node, !scalar.string.unicodeScalars.contains("\n") else {
            return nil
        }
        switch scalar.style {
        case .plain, .any: return 0
        case .singleQuoted: return scalar.string.contains("'") ? nil : 1
        case .doubleQuoted: return scalar.string.contains { "\"\\".contains($0) } ? nil : 1
        default: return nil
        }
    }

    /// The entries of a mapping; keys that are no text are mistakes, and so are those not in `keys`.
    mutating func entries(
        _ node: Node,
        _ place: String,
        keys: [String]? = nil,
        what: String = "a mapping"
    ) -> [(key: String, keyNode: Node, value: Node)] {
        if Self.isNull(node) { return [] }
        guard case .mapping(let mapping) = node else {
            note(node, place, "\(Self.describe(node)) stands here", expected: what)
            return []
        }
        var result: [(key: String, keyNode: Node, value: Node)] = []
        for (keyNode, value) in mapping {
            guard count(keyNode, place) else { return result }
            guard case .scalar(let scalar) = keyNode else {
                note(
                    keyNode,
                    place,
                    "\(Self.describe(keyNode)) is no key",
                    expected: "a text before the colon"
                )
                continue
            }
            if let keys, !keys.contains(scalar.string) {
                note(
                    keyNode,
                    place,
                    "unknown key \(Self.describe(keyNode))",
                    expected: Self.oneOf(keys),
                    suggestion: WordSuggestion.nearest(to: scalar.string, among: keys)
                )
                continue
            }
            result.append((scalar.string, keyNode, value))
        }
        return result
    }

    /// The items of a list.
    mutating func items(_ node: Node, _ place: String, what: String) -> [Node] {
        guard case .sequence(let sequence) = node else {
            note(node, place, "\(Self.describe(node)) stands here", expected: what)
            return []
        }
        var result: [Node] = []
        for item in sequence {
            guard count(item, place) else { return result }
            result.append(item)
        }
        return result
    }

    /// A text that is not empty.
    mutating func text(_ node: Node, _ place: String, what: String = "a text") -> String? {
        guard case .scalar(let scalar) = node, !Self.isNull(node), !scalar.string.isEmpty else {
            note(node, place, "\(Self.describe(node)) stands here", expected: what)
            return nil
        }
        if scalar.string.unicodeScalars.contains("\0") {
            note(node, place, "the text holds a NUL character", expected: what)
            return nil
        }
        return scalar.string
    }

    /// A whole number in a range.
    mutating func whole(_ node: Node, _ place: String, in range: ClosedRange<Int>, what: String) -> Int? {
        if case .scalar(let scalar) = node, let value = JobNumber.whole(scalar.string), range.contains(value)
        {
            return value
        }
        note(node, place, "\(Self.describe(node)) stands here", expected: what)
        return nil
    }

    /// A number in a range.
    mutating func real(_ node: Node, _ place: String, in range: ClosedRange<Double>, what: String) -> Double?
    {
        if case .scalar(let scalar) = node, let value = JobNumber.real(scalar.string), range.contains(value) {
            return value
        }
        note(node, place, "\(Self.describe(node)) stands here", expected: what)
        return nil
    }

    /// Yes or no.
    mutating func flag(_ node: Node, _ place: String) -> Bool? {
        if case .scalar(let scalar) = node {
            switch scalar.string.lowercased() {
            case "true", "yes", "on": return true
            case "false", "no", "off": return false
            default: break
            }
        }
        note(node, place, "\(Self.describe(node)) stands here", expected: "true or false")
        return nil
    }

    /// One of the words of a vocabulary.
    mutating func word<Word: RawRepresentable & CaseIterable>(
        _ node: Node,
        _ place: String,
        _ vocabulary: Word.Type
    ) -> Word? where Word.RawValue == String {
        let words = vocabulary.allCases.map(\.rawValue)
        guard case .scalar(let scalar) = node else {
            note(node, place, "\(Self.describe(node)) stands here", expected: Self.oneOf(words))
            return nil
        }
        if let word = Word(rawValue: scalar.string) { return word }
        note(
            node,
            place,
            "unknown word \(Self.describe(node))",
            expected: Self.oneOf(words),
            suggestion: WordSuggestion.nearest(to: scalar.string, among: words)
        )
        return nil
    }

    /// Words as a sentence lists them.
    package static func oneOf(_ words: [String]) -> String {
        words.count > 1 ? "one of " + words.joined(separator: ", ") : words.joined()
    }

    /// Counts a value; false, once noted, when there are too many.
    private mutating func count(_ node: Node, _ place: String) -> Bool {
        values += 1
        if values == Self.valueLimit {
            note(node, place, "the job has more than \(Self.valueLimit) values", expected: "a shorter job")
        }
        return values < Self.valueLimit
    }
}
