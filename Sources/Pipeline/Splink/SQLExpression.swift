import Jobs

/// A condition or a value in SQL, as far as conditions of Splink go.
///
/// `and` and `or` hold all their parts side by side, so that a long condition is not a deep one.
indirect enum SQLExpression: Hashable, Sendable {
    /// A column, with the name before its dot if there is one: `l.surname`.
    case column(table: String?, name: String)
    case number(Double)
    case text(String)
    case null
    /// A function by its name in lower case. `cast`, `case`, `array` and `index` stand for those constructs.
    case call(String, [SQLExpression])
    /// An arithmetic or comparing operator between two values.
    case infix(String, SQLExpression, SQLExpression)
    case all([SQLExpression])
    case any([SQLExpression])
    case not(SQLExpression)
    case isNull(SQLExpression)
    /// `ELSE`: what is left.
    case otherwise

    /// The number that the expression comes to, if it is made of numbers alone.
    var constant: Double? {
        switch self {
        case .number(let value): return value
        case .call("floor", let parts) where parts.count == 1: return parts[0].constant?.rounded(.down)
        case .call("ceil", let parts) where parts.count == 1: return parts[0].constant?.rounded(.up)
        case .call("cast", let parts): return parts.first?.constant
        case .infix(let sign, let left, let right):
            guard let a = left.constant, let b = right.constant else { return nil }
            switch sign {
            case "+": return a + b
            case "-": return a - b
            case "*": return a * b
            case "/": return b == 0 ? nil : a / b
            default: return nil
            }
        default: return nil
        }
    }

    /// The columns that the expression reads, in order of appearance.
    var columns: [SQLExpression] {
        switch self {
        case .column: return [self]
        case .number, .text, .null, .otherwise: return []
        case .call(_, let parts), .all(let parts), .any(let parts): return parts.flatMap(\.columns)
        case .infix(_, let left, let right): return left.columns + right.columns
        case .not(let part), .isNull(let part): return part.columns
        }
    }
}

/// Why a text could not be read as SQL, and where.
struct SQLFault: Error, Equatable {
    /// How many Unicode scalars stand before.
    let offset: Int
    let found: String
    let expected: String
}

/// How messages show an expression.
extension SQLExpression: CustomStringConvertible {
    /// The expression in SQL, cut off where it is long.
    var description: String {
        let text = spelt(depth: 0)
        return text.count > Self.shownLength ? text.prefix(Self.shownLength) + "…" : text
    }

    private static let shownLength = 120
    private static let shownDepth = 8

    private func spelt(depth: Int) -> String {
        if depth > Self.shownDepth { return "…" }
        func list(_ parts: [SQLExpression], _ separator: String) -> String {
            parts.prefix(Self.shownDepth).map { $0.spelt(depth: depth + 1) }.joined(separator: separator)
        }
        switch self {
        case .column(let table, let name): return (table.map { "\($0)." } ?? "") + name
        case .number(let value): return JobNumber.text(value)
        case .text(let text): return "'\(text)'"
        case .null: return "NULL"
        case .call(let name, let parts): return "\(name)(\(list(parts, ", ")))"
        case .infix(let sign, let a, let b): return list([a, b], " \(sign) ")
        case .all(let parts): return "(\(list(parts, " AND ")))"
        case .any(let parts): return "(\(list(parts, " OR ")))"
        case .not(let part): return "NOT \(list([part], ""))"
        case .isNull(let part): return "\(list([part], "")) IS NULL"
        case .otherwise: return "ELSE"
        }
    }
}
