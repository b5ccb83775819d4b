import Jobs

/// A word of SQL.
enum SQLToken: Equatable {
    /// A name; one in quotes is never a keyword.
    case name(String, isQuoted: Bool)
    case number(Double)
    case text(String)
    case sign(String)
    case end

    /// The token in messages.
    var shown: String {
        switch self {
        case .name(let name, _): "“\(name)”"
        case .number(let value): "“\(JobNumber.text(value))”"
        case .text(let text): "the text '\(text)'"
        case .sign(let sign): "“\(sign)”"
        case .end: "the end"
        }
    }
}

/// Takes a text in SQL apart into its words.
struct SQLScanner {
    /// The longest condition that is read, in words.
    static let mostTokens = 4000

    private let text: [Unicode.Scalar]
    private let hasEscapes: Bool
    private var position = 0

    private init(_ text: String, hasEscapes: Bool) {
        self.text = Array(text.unicodeScalars)
        self.hasEscapes = hasEscapes
    }

    /// The words of a text, each with its offset; the last is ``SQLToken/end``.
    ///
    /// - Parameter hasEscapes: Whether a backslash in a text makes the next character plain, as in Spark.
    static func tokens(
        _ text: String,
        hasEscapes: Bool
    ) throws(SQLFault) -> [(token: SQLToken, offset: Int)] {
        var scanner = SQLScanner(text, hasEscapes: hasEscapes)
        var tokens: [(token: SQLToken, offset: Int)] = []
        while true {
            try scanner.skipSpace()
            let offset = scanner.position
            let token = try scanner.next()
            tokens.append((token, offset))
            if token == .end { return tokens }
            if tokens.count > mostTokens {
                throw SQLFault(
                    offset: offset,
                    found: "the condition goes on and on",
                    expected: "at most \(mostTokens) words"
                )
            }
        }
    }

    private func at(_ offset: Int) -> Unicode.Scalar? {
        position + offset < text.count ? text[position + offset] : nil
    }

    /// Passes over blanks and comments.
    private mutating func skipSpace() throws(SQLFault) {
        while let scalar = at(0) {
            if scalar.properties.isWhitespace {
                position += 1
            } else if scalar == "-", at(1) == "-" {
                while let scalar = at(0), scalar != "\n" { position += 1 }
            } else if scalar == "/", at(1) == "*" {
                let start = position
                position += 2
                while at(0) != nil, !(at(0) == "*" && at(1) == "/") { position += 1 }
                if at(0) == nil {
                    throw SQLFault(offset: start, found: "a comment does not end", expected: "“*/”")
                }
                position += 2
            } else {
                return
            }
        }
    }

    private mutating func next() throws(SQLFault) -> SQLToken {
        guard let scalar = at(0) else { return .end }
        switch scalar {
        case "\"", "`": return .name(try quoted(by: scalar), isQuoted: true)
        case "'": return .text(try quoted(by: scalar))
        case "0"..."9": return try number()
        case "." where at(1).map(Self.isDigit) == true: return try number()
        case _ where Self.isNameStart(scalar): return .name(name(), isQuoted: false)
        default: return try sign()
        }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic
    }

    private mutating func name() -> String {
        let start = position
        while let scalar = at(0), Self.isNameStart(scalar) || Self.isDigit(scalar) || scalar == "$" {
            position += 1
        }
        return string(start..<position)
    }

    /// What stands between two quotes; a quote in it is written twice.
    private mutating func quoted(by quote: Unicode.Scalar) throws(SQLFault) -> String {
        let start = position
        position += 1
        var result = String.UnicodeScalarView()
        while let scalar = at(0) {
            position += 1
            if hasEscapes, quote == "'", scalar == "\\", let next = at(0) {
                result.append(next)
                position += 1
            } else if scalar != quote {
                result.append(scalar)
            } else if at(0) == quote {
                result.append(quote)
                position += 1
            } else {
                return String(result)
            }
        }
        throw SQLFault(offset: start, found: "a quote is not closed", expected: "“\(quote)”")
    }

    private mutating func number() throws(SQLFault) -> SQLToken {
        let start = position
        while let scalar = at(0), Self.isDigit(scalar) || scalar == "." { position += 1 }
        if let scalar = at(0), scalar == "e" || scalar == "E" {
            let sign = at(1) == "+" || at(1) == "-" ? 2 : 1
            if let digit = at(sign), Self.isDigit(digit) {
                position += sign
                while let scalar = at(0), Self.isDigit(scalar) { position += 1 }
            }
        }
        let digits = string(start..<position)
        guard let value = JobNumber.real(digits) else {
            throw SQLFault(offset: start, found: "“\(digits)” is no number", expected: "a number")
        }
        return .number(value)
    }

    private mutating func sign() throws(SQLFault) -> SQLToken {
        let long = [
            "<=", ">=", "<>", "!=", "==", "||", "::", "->", ":=", "~~", "~*", "!~", "^@", "@>", "<@", "&&",
        ]
        if position + 1 < text.count {
            let two = string(position..<(position + 2))
            if long.contains(two) {
                position += 2
                return .sign(two)
            }
        }
        let one = string(position..<(position + 1))
        guard "()[],.=<>+-*/%?:~^@&|".contains(one) else {
            throw SQLFault(offset: position, found: "“\(one)” stands here", expected: "a word of SQL")
        }
        position += 1
        return .sign(one)
    }

    private func string(_ range: Range<Int>) -> String {
        var result = String.UnicodeScalarView()
        result.append(contentsOf: text[range])
        return String(result)
    }
}
