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
    private var position = 0

    private init(_ text: String) { self.text = Array(text.unicodeScalars) }

    /// The keys of a rule.
    static func keys(_ text: String) throws(Failure) -> [BlockingKeySpec] {
        var parser = BlockingRuleParser(text)
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
        var transforms: [TransformSpec] = []
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

    private mutating func transform() throws(Failure) -> TransformSpec {
        let start = skipSpaces()
        let found = plainWord()
        let words = TransformSpec.Word.allCases.map(\.rawValue)
        guard let word = TransformSpec.Word(rawValue: found) else {
            throw Failure(
                offset: start,
                found: found.isEmpty ? "a transform is missing" : "unknown transform “\(found)”",
                expected: NodeReader.oneOf(words),
                suggestion: WordSuggestion.nearest(to: found, among: words)
            )
        }
        var arguments: [Int] = []
        if take("(") {
            repeat {
                let at = skipSpaces()
                let number = plainWord()
                guard let value = Int(number), (1...1000).contains(value) else {
                    throw Failure(
                        offset: at,
                        found: "“\(number)” is no argument of \(word.rawValue)",
                        expected: "a whole number of at least 1"
                    )
                }
                arguments.append(value)
            } while take(",")
            guard take(")") else { throw unexpected("“)” after the arguments") }
        }
        guard word.argumentCount.contains(arguments.count) else {
            let needed = word.argumentCount
            throw Failure(
                offset: start,
                found: "\(word.rawValue) has \(arguments.count) arguments",
                expected: needed == 0...0
                    ? "\(word.rawValue) alone"
                    : "\(word.rawValue)(3)" + (needed.upperBound > 1 ? " or \(word.rawValue)(3, 4)" : "")
            )
        }
        return TransformSpec(word, arguments)
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
