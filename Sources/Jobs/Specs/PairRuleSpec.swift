/// A rule that decides about pairs by how they agree, as a job writes it.
public struct PairRuleSpec: Sendable, Hashable, CustomStringConvertible {
    /// A comparison and the levels on one of which a pair must be.
    public struct Condition: Sendable, Hashable, CustomStringConvertible {
        /// The comparison's name.
        public var comparison: String
        /// The levels, by their labels or in general words; at least one.
        public var levels: [String]

        /// A comparison and some of its levels.
        public init(_ comparison: String, _ levels: [String]) {
            self.comparison = comparison
            self.levels = levels
        }

        /// The condition in a job's short form: `birth_date.differ | missing`.
        public var description: String {
            let isPlain = !comparison.unicodeScalars.contains { PairRuleSpec.special.contains($0) }
            return (isPlain ? comparison : "`\(comparison)`") + "." + levels.joined(separator: " | ")
        }

        /// Whether the short form can say it.
        fileprivate var isShort: Bool {
            let edges = [comparison.first, comparison.last] + levels.flatMap { [$0.first, $0.last] }
            return !comparison.contains("`") && !edges.contains { $0?.isWhitespace ?? true }
                && !levels.contains { $0.unicodeScalars.contains { "|&`".unicodeScalars.contains($0) } }
        }
    }

    /// What must hold, all of it; at least one.
    public var conditions: [Condition]

    /// A rule of conditions.
    public init(_ conditions: [Condition]) { self.conditions = conditions }

    /// The rule in a job's short form: `birth_date.differ & given_name.differ`.
    public var description: String { conditions.map(\.description).joined(separator: " & ") }

    /// Whether ``description`` reads back as the same rule.
    package var isShort: Bool { conditions.allSatisfy(\.isShort) }

    /// The characters that end a comparison's name in the short form.
    package static let special: Set<Unicode.Scalar> = [".", "&", "|", "`"]

    /// The most rules of one kind.
    package static let limit = 32
}

/// Parses the short form of a rule on pairs: `birth_date.differ | missing & given_name.differ`.
///
/// A comparison's name ends at the first dot; one that has a dot, an ampersand or a bar stands in backquotes. A level
/// goes on to the next bar or ampersand.
struct PairRuleParser {
    private let text: [Unicode.Scalar]
    private var position = 0

    private init(_ text: String) { self.text = Array(text.unicodeScalars) }

    /// The rule that a text says.
    package static func rule(_ text: String) throws(BlockingRuleParser.Failure) -> PairRuleSpec {
        var parser = PairRuleParser(text)
        var conditions: [PairRuleSpec.Condition] = []
        repeat { conditions.append(try parser.condition()) } while parser.take("&")
        return PairRuleSpec(conditions)
    }

    private mutating func condition() throws(BlockingRuleParser.Failure) -> PairRuleSpec.Condition {
        skipSpaces()
        let start = position
        let name: String
        if take("`") {
            name = word(until: ["`"])
            guard take("`") else {
                throw failure(start, "a backquote is not closed", expected: "“`” after the name")
            }
        } else {
            name = word(until: PairRuleSpec.special)
        }
        if name.isEmpty { throw failure(start, "a comparison is missing", expected: "a comparison's name") }
        skipSpaces()
        guard take(".") else {
            throw failure(start, "“\(name)” stands without a level", expected: "comparison.level")
        }
        var levels: [String] = []
        repeat {
            skipSpaces()
            let start = position
            let level = word(until: ["|", "&", "`"])
            if level.isEmpty {
                throw failure(start, "a level of “\(name)” is missing", expected: "comparison.level")
            }
            levels.append(level)
        } while take("|")
        if position < text.count, text[position] != "&" {
            throw failure(
                position,
                "“\(text[position])” stands here",
                expected: "“&”, “|” or the end of the rule"
            )
        }
        return PairRuleSpec.Condition(name, levels)
    }

    private func failure(_ offset: Int, _ found: String, expected: String) -> BlockingRuleParser.Failure {
        BlockingRuleParser.Failure(offset: offset, found: found, expected: expected)
    }

    /// What stands before one of some characters, without spaces at its ends.
    private mutating func word(until ends: Set<Unicode.Scalar>) -> String {
        var word = String.UnicodeScalarView()
        while position < text.count, !ends.contains(text[position]) {
            word.append(text[position])
            position += 1
        }
        while let last = word.last, last == " " || last == "\t" { word.removeLast() }
        return String(word)
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard position < text.count, text[position] == scalar else { return false }
        position += 1
        return true
    }

    private mutating func skipSpaces() {
        while position < text.count, text[position] == " " || text[position] == "\t" { position += 1 }
    }
}
