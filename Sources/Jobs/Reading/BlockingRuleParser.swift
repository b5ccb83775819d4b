import Blocking

/// Parses the short form of a blocking rule: `surname.soundex & birth_date.year`.
///
/// A feature whose name has a dot, an ampersand, a parenthesis or a space at its ends stands in
/// backquotes.
struct BlockingRuleParser {
    /// What is wrong with a rule, and where in its text.
    struct Failure: Error, Equatable {
        /// How many Unicode scalars stand before.
        var offset: Int
        var found: String
        var expected: String
        var suggestion: String?
    }

    /// The characters that end a plain feature name or word.
    static let special: Set<Unicode.Scalar> = [".", "&", "(", ")", "`", ","]

    private let text: [Unicode.Scalar]
    private let registry: KeyRegistry
    private var position = 0

    private init(_ text: String, _ registry: KeyRegistry) {
        self.text = Array(text.unicodeScalars)
        self.registry = registry
    }

    /// The keys of a rule.
    static func keys(_ text: String, _ registry: KeyRegistry = .standard) throws(Failure) -> [BlockingKeySpec]
    {
        var parser = BlockingRuleParser(text, registry)
        var keys = [try parser.key()]
        while parser.take("&") { keys.append(try parser.key()) }
        if parser.position < parser.text.count { throw parser.unexpected("“&”, “.” or the end of the rule") }
        return keys
    }

    private mutating func key() throws(Failure) -> BlockingKeySpec {
        let start = skipSpaces()
        let feature = try name()
        if feature.isEmpty {
            throw Failure(offset: start, found: "a feature is missing", expected: "a feature's name")
        }
        var transforms: [KeyTransform] = []
        while take(".") { transforms.append(try transform()) }
        return BlockingKeySpec(feature: feature, transforms: transforms)
    }

    private mutating func name() throws(Failure) -> String {
        let start = position
        guard take("`") else { return plainWord() }
        var name = String.UnicodeScalarView()
        while position < text.count, text[position] != "`" {
            name.append(text[position])
            position += 1
        }
        guard take("`") else {
            throw Failure(offset: start, found: "a backquote is not closed", expected: "“`” after the name")
        }
        return String(name)
    }

    private mutating func transform() throws(Failure) -> KeyTransform {
        let start = skipSpaces()
        let found = plainWord()
        guard let kind = registry.kind(found) else {
            throw Failure(
                offset: start,
                found: found.isEmpty ? "a transform is missing" : "unknown transform “\(found)”",
                expected: NodeReader.oneOf(registry.words),
                suggestion: WordSuggestion.nearest(to: found, among: registry.words)
            )
        }
        var numbers: [Int] = []
        if take("(") {
            repeat { numbers.append(try number(numbers.count, of: kind)) } while take(",")
            guard take(")") else { throw unexpected("“)” after the arguments") }
        }
        guard kind.argumentCounts.contains(numbers.count) else {
            throw Failure(
                offset: start,
                found: "\(kind.word) has \(numbers.count) arguments",
                expected: KeyRegistry.spellings(of: kind).joined(separator: " or ")
            )
        }
        return KeyTransform(kind, numbers)
    }

    /// The number at a place in the parentheses; any of at least 1 where there should be none.
    private mutating func number(_ place: Int, of kind: any KeyKind.Type) throws(Failure) -> Int {
        let at = skipSpaces()
        let text = plainWord()
        let range = place < kind.parameters.count ? kind.parameters[place].range : 1...Int.max
        if let value = Int(text), range.contains(value) { return value }
        throw Failure(
            offset: at,
            found: "“\(text)” is no argument of \(kind.word)",
            expected: "a whole number "
                + (range.upperBound < .max ? "from 1 to \(range.upperBound)" : "of at least 1")
        )
    }

    private func unexpected(_ expected: String) -> Failure {
        let found = position < text.count ? "“\(text[position])” stands here" : "the rule ends here"
        return Failure(offset: position, found: found, expected: expected)
    }

    /// A run of characters without a meaning of their own, spaces at its ends left out.
    private mutating func plainWord() -> String {
        skipSpaces()
        var word = String.UnicodeScalarView()
        while position < text.count, !Self.special.contains(text[position]) {
            word.append(text[position])
            position += 1
        }
        while let last = word.last, last == " " || last == "\t" { word.removeLast() }
        return String(word)
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        skipSpaces()
        guard position < text.count, text[position] == scalar else { return false }
        position += 1
        return true
    }

    @discardableResult
    private mutating func skipSpaces() -> Int {
        while position < text.count, text[position] == " " || text[position] == "\t" { position += 1 }
        return position
    }
}
