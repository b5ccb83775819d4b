/// Reads conditions in the SQL that Splink writes for DuckDB, Spark, SQLite and Postgres.
///
/// It reads more than can be carried over, so that what cannot is named, and not just refused.
struct SQLParser {
    /// The deepest nesting that is read.
    static let depthLimit = 48

    private let tokens: [(token: SQLToken, offset: Int)]
    private var position = 0
    private var depth = 0

    private init(_ tokens: [(token: SQLToken, offset: Int)]) { self.tokens = tokens }

    /// The condition that a text says.
    ///
    /// - Parameter hasEscapes: Whether a backslash in a text makes the next character plain, as in Spark.
    static func condition(_ text: String, hasEscapes: Bool = false) throws(SQLFault) -> SQLExpression {
        var parser = SQLParser(try SQLScanner.tokens(text, hasEscapes: hasEscapes))
        if parser.takeWord("else") {
            try parser.expectEnd()
            return .otherwise
        }
        let condition = try parser.expression()
        try parser.expectEnd()
        return condition
    }

    // MARK: Words

    private var token: SQLToken { tokens[position].token }

    private func unexpected(_ expected: String) -> SQLFault {
        SQLFault(offset: tokens[position].offset, found: "\(token.shown) stands here", expected: expected)
    }

    private mutating func advance() { position = min(position + 1, tokens.count - 1) }

    private mutating func take(_ sign: String) -> Bool {
        guard token == .sign(sign) else { return false }
        advance()
        return true
    }

    private func isWord(_ word: String) -> Bool {
        if case .name(let name, false) = token { return name.lowercased() == word }
        return false
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard isWord(word) else { return false }
        advance()
        return true
    }

    private mutating func expect(_ sign: String) throws(SQLFault) {
        if !take(sign) { throw unexpected("“\(sign)”") }
    }

    private mutating func expectWord(_ word: String) throws(SQLFault) {
        if !takeWord(word) { throw unexpected(word.uppercased()) }
    }

    private func expectEnd() throws(SQLFault) {
        if token != .end { throw unexpected("AND, OR or the end of the condition") }
    }

    /// Goes one step down; conditions nested too deep would exhaust the stack.
    private mutating func nested(
        _ part: (inout SQLParser) throws(SQLFault) -> SQLExpression
    ) throws(SQLFault) -> SQLExpression {
        if depth == Self.depthLimit {
            throw SQLFault(
                offset: tokens[position].offset,
                found: "the condition is nested too deep here",
                expected: "at most \(Self.depthLimit) deep"
            )
        }
        depth += 1
        let result = try part(&self)
        depth -= 1
        return result
    }

    // MARK: Conditions

    private mutating func expression() throws(SQLFault) -> SQLExpression {
        try nested { (parser) throws(SQLFault) in
            var parts = [try parser.conjunction()]
            while parser.takeWord("or") { parts.append(try parser.conjunction()) }
            return parts.count == 1 ? parts[0] : .any(parts)
        }
    }

    private mutating func conjunction() throws(SQLFault) -> SQLExpression {
        var parts = [try negation()]
        while takeWord("and") { parts.append(try negation()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func negation() throws(SQLFault) -> SQLExpression {
        guard takeWord("not") else { return try comparison() }
        return .not(try nested { (parser) throws(SQLFault) in try parser.negation() })
    }

    /// Operators between two values; those of patterns and lists are read to be named.
    private static let comparing = [
        "<=", ">=", "<>", "!=", "==", "=", "<", ">", "->", "~", "~~", "~*", "!~", "^@", "@>", "<@", "&&",
    ]

    private mutating func comparison() throws(SQLFault) -> SQLExpression {
        let left = try sum()
        for sign in Self.comparing where take(sign) {
            let right = sign == "->" ? try expression() : try sum()
            switch sign {
            case "==": return .infix("=", left, right)
            case "<>", "!=": return .not(.infix("=", left, right))
            default: return .infix(sign, left, right)
            }
        }
        if takeWord("is") {
            let isNegated = takeWord("not")
            for (word, value) in [("null", nil), ("true", true), ("false", false)] as [(String, Bool?)]
            where takeWord(word) {
                let test = value.map { $0 ? left : .not(left) } ?? .isNull(left)
                return isNegated ? .not(test) : test
            }
            throw unexpected("NULL")
        }
        let isNegated = takeWord("not")
        for word in ["like", "ilike", "in", "between", "similar", "rlike"] where takeWord(word) {
            var parts = [left, try sum()]
            if word == "between" {
                try expectWord("and")
                parts.append(try sum())
            }
            return isNegated ? .not(.call(word, parts)) : .call(word, parts)
        }
        if isNegated { throw unexpected("LIKE, IN or BETWEEN") }
        return left
    }

    // MARK: Values

    private mutating func sum() throws(SQLFault) -> SQLExpression {
        var left = try product()
        while true {
            guard let sign = ["+", "-", "||"].first(where: { token == .sign($0) }) else { return left }
            advance()
            left = .infix(sign, left, try product())
        }
    }

    private mutating func product() throws(SQLFault) -> SQLExpression {
        var left = try signed()
        while true {
            guard let sign = ["*", "/", "%"].first(where: { token == .sign($0) }) else { return left }
            advance()
            left = .infix(sign, left, try signed())
        }
    }

    private mutating func signed() throws(SQLFault) -> SQLExpression {
        if take("+") { return try nested { (parser) throws(SQLFault) in try parser.signed() } }
        guard take("-") else { return try suffixed() }
        let value = try nested { (parser) throws(SQLFault) in try parser.signed() }
        return value.constant.map { .number(-$0) } ?? .infix("-", .number(0), value)
    }

    /// A value with what may follow it: `x::text`, `x[1]`, `x[1:3]`, `x.part`.
    private mutating func suffixed() throws(SQLFault) -> SQLExpression {
        var value = try primary()
        while true {
            if take("::") {
                value = .call("cast", [value, .text(try typeName())])
            } else if take("[") {
                value = try indexed(value)
            } else if take(".") {
                guard case .name(let part, _) = token else { throw unexpected("a part’s name") }
                advance()
                value = .call("member", [value, .text(part)])
            } else {
                return value
            }
        }
    }

    /// A value of a list, or a part of a value from one place to another; the bracket is read.
    private mutating func indexed(_ value: SQLExpression) throws(SQLFault) -> SQLExpression {
        let start = token == .sign(":") ? .number(1) : try expression()
        guard take(":") else {
            try expect("]")
            return .call("index", [value, start])
        }
        if take("]") { return .call("slice", [value, start]) }
        let end = try expression()
        try expect("]")
        return .call("slice", [value, start, end])
    }

    private mutating func primary() throws(SQLFault) -> SQLExpression {
        switch token {
        case .number(let value):
            advance()
            return .number(value)
        case .text(let text):
            advance()
            return .text(text)
        case .sign("("): return try parenthesis()
        case .sign("["):
            advance()
            return .call("array", try list(until: "]"))
        case .name(let name, let isQuoted): return try named(name, isQuoted)
        default: throw unexpected("a column, a function or a number")
        }
    }

    /// A value in parentheses, or several with commas between them.
    private mutating func parenthesis() throws(SQLFault) -> SQLExpression {
        advance()
        let parts = try list(until: ")")
        return parts.count == 1 ? parts[0] : .call("list", parts)
    }

    private mutating func list(until end: String) throws(SQLFault) -> [SQLExpression] {
        if take(end) { return [] }
        var parts = [try expression()]
        while take(",") { parts.append(try expression()) }
        try expect(end)
        return parts
    }

    private mutating func named(_ name: String, _ isQuoted: Bool) throws(SQLFault) -> SQLExpression {
        let word = isQuoted ? "" : name.lowercased()
        let start = position
        advance()
        switch word {
        case "null": return .null
        case "true": return .number(1)
        case "false": return .number(0)
        case "case": return try choice()
        case "and", "or", "then", "when", "end", "is", "from", "for":
            position = start
            throw unexpected("a column, a function or a number")
        default: break
        }
        if token == .sign("("), !isQuoted {
            advance()
            return try call(word)
        }
        guard take(".") else { return .column(table: nil, name: name) }
        guard case .name(let column, _) = token else { throw unexpected("a column's name") }
        advance()
        return .column(table: name, name: column)
    }

    /// A function's arguments, the opening parenthesis being read.
    private mutating func call(_ name: String) throws(SQLFault) -> SQLExpression {
        switch name {
        case "cast", "try_cast":
            let value = try expression()
            try expectWord("as")
            let type = try typeName()
            try expect(")")
            return .call("cast", [value, .text(type)])
        case "extract":
            guard case .name(let part, _) = token else { throw unexpected("EPOCH, YEAR or another part") }
            advance()
            try expectWord("from")
            let value = try expression()
            try expect(")")
            return .call(part.lowercased(), [value])
        case "substr", "substring":
            let value = try expression()
            if takeWord("from") {
                var parts = [value, try expression()]
                if takeWord("for") { parts.append(try expression()) }
                try expect(")")
                return .call("substring", parts)
            }
            if take(",") { return .call("substring", [value] + (try list(until: ")"))) }
            try expect(")")
            return .call("substring", [value])
        default: return .call(name, try list(until: ")"))
        }
    }

    private mutating func choice() throws(SQLFault) -> SQLExpression {
        var parts: [SQLExpression] = []
        while takeWord("when") {
            parts.append(try expression())
            try expectWord("then")
            parts.append(try expression())
        }
        if takeWord("else") { parts.append(try expression()) }
        try expectWord("end")
        return .call("case", parts)
    }

    /// A type such as `varchar`, `double precision` or `decimal(10, 2)`.
    private mutating func typeName() throws(SQLFault) -> String {
        guard case .name(let name, _) = token else { throw unexpected("a type") }
        advance()
        var words = name.lowercased()
        while case .name(let more, false) = token, ["precision", "varying"].contains(more.lowercased()) {
            words += " " + more.lowercased()
            advance()
        }
        if take("(") { _ = try list(until: ")") }
        return words
    }
}
