import Blocking
import Jobs

/// A value that a condition of Splink looks at: a column of one of the two records, whole or in part.
struct SplinkValue: Hashable {
    /// Which of the two records.
    enum Side: Hashable {
        case left
        case right
    }

    /// What is taken of the column.
    enum Form: Hashable {
        case whole
        case prefix(Int)
        case suffix(Int)
        /// So many characters from one on, counted from 1; nil for the rest.
        case part(from: Int, count: Int?)
        /// The value read as a date.
        case date
        /// A key of blocking: how the value sounds, its year and so on.
        case transformed(KeyTransform)
    }

    var column: String
    var side: Side
    var form: Form

    /// Whether two values are the same of the two records.
    func isPartner(of other: SplinkValue) -> Bool {
        column == other.column && form == other.form && side != other.side
    }

    /// The value that an expression stands for, if it is one of a single column.
    ///
    /// Letter case and blanks at the ends are standardised in any case, and empty values are missing ones, so
    /// that `lower`, `upper`, `trim` and `nullif(x, '')` say nothing; neither does a cast.
    init?(_ expression: SQLExpression) {
        switch expression {
        case .column(let table, let name):
            guard let (column, side) = Self.sided(table, name) else { return nil }
            self.init(column: column, side: side, form: .whole)
        case .call(let name, let parts):
            guard let first = parts.first, var value = SplinkValue(first) else { return nil }
            let rest = Array(parts.dropFirst())
            if Self.silent.contains(name) || name == "nullif" && rest == [.text("")] {
                // A date cut off from an instant is what is compared here anyway.
                if name == "cast", case .text(let type)? = rest.first, Self.dates.contains(type) {
                    value.form = value.form == .whole ? .date : value.form
                }
                self = value
                return
            }
            guard let form = Self.form(name, rest, of: value.form) else { return nil }
            self.init(column: value.column, side: value.side, form: form)
        default: return nil
        }
    }

    private init(column: String, side: Side, form: Form) {
        self.column = column
        self.side = side
        self.form = form
    }

    /// `l.surname` and `surname_l` are the left record's.
    private static func sided(_ table: String?, _ name: String) -> (String, Side)? {
        if let table {
            switch table.lowercased() {
            case "l": return (name, .left)
            case "r": return (name, .right)
            default: return nil
            }
        }
        guard name.count > 2 else { return nil }
        switch name.suffix(2).lowercased() {
        case "_l": return (String(name.dropLast(2)), .left)
        case "_r": return (String(name.dropLast(2)), .right)
        default: return nil
        }
    }

    private static let silent: Set<String> = [
        "cast", "lower", "upper", "lcase", "ucase", "trim", "ltrim", "rtrim", "to_varchar", "string",
    ]
    private static let dates: Set<String> = ["date", "timestamp", "datetime"]
    private static let dateReaders: Set<String> = [
        "try_strptime", "strptime", "try_to_date", "to_date", "try_to_timestamp", "to_timestamp", "date",
        "try_cast_date", "try_cast_timestamp", "julianday", "timestamp", "date_parse", "str_to_date",
    ]
    private static let transforms: [String: KeyTransform] = [
        "soundex": .soundex, "dmetaphone": .metaphone, "metaphone": .metaphone,
        "double_metaphone": .metaphone,
        "year": .year,
    ]

    private static func form(_ name: String, _ rest: [SQLExpression], of form: Form) -> Form? {
        if name == "year", form == .date || form == .whole { return .transformed(.year) }
        guard form == .whole else { return dateReaders.contains(name) && form == .date ? .date : nil }
        if dateReaders.contains(name) { return .date }
        if let key = transforms[name], rest.isEmpty { return .transformed(key) }
        let numbers = rest.map { $0.constant.flatMap { Int(exactly: $0) } }
        switch (name, numbers.count) {
        case ("left", 1), ("right", 1):
            guard let count = numbers[0], (1...64).contains(count) else { return nil }
            return name == "left" ? .prefix(count) : .suffix(count)
        case ("substr", 2), ("substring", 2), ("mid", 2):
            guard let start = numbers[0], let count = numbers[1], (1...64).contains(count) else { return nil }
            if start == 1 { return .prefix(count) }
            if start < 0 && -start == count { return .suffix(count) }
            return start > 1 ? .part(from: start, count: count) : nil
        case ("slice", 2):
            guard let start = numbers[0], let end = numbers[1], start > 0, (start...).contains(end),
                end - start < 64
            else { return nil }
            return start == 1 ? .prefix(end) : .part(from: start, count: end - start + 1)
        case ("substr", 1), ("substring", 1), ("slice", 1):
            guard let start = numbers[0] else { return nil }
            if start == 1 { return .whole }
            if (-64..<0).contains(start) { return .suffix(-start) }
            return start > 1 ? .part(from: start, count: nil) : nil
        case ("replace", 2): return rest == [.text(" "), .text("")] ? .transformed(.compact) : nil
        default: return nil
        }
    }
}
