import Blocking
import Comparison
import Jobs

/// What conditions ask of a column, from which follows what role it can have.
enum SplinkUse: Hashable, CaseIterable {
    case equality
    /// Its letters: similarities, beginnings, sounds.
    case letters
    case date
    case number
    case latitude
    case longitude
    /// It is a list of values.
    case words
}

/// Carries conditions of Splink over to conditions of comparisons.
///
/// What has no counterpart is told in ``remarks``; the nearest condition is given then, or none.
struct SplinkTranslator {
    /// The features of the columns.
    let columns: SplinkColumns
    /// The name of the database's SQL.
    let dialect: String
    /// What was left out or changed since they were last taken.
    private(set) var remarks: [String] = []
    /// What columns are asked for.
    private(set) var uses: [String: Set<SplinkUse>] = [:]

    init(columns: SplinkColumns, dialect: String) {
        self.columns = columns
        self.dialect = dialect
    }

    /// The remarks since they were last taken.
    mutating func takeRemarks() -> [String] {
        defer { remarks = [] }
        return remarks
    }

    mutating func remark(_ text: String) {
        if !remarks.contains(text) { remarks.append(text) }
    }

    mutating func feature(_ column: String, for use: SplinkUse) -> String {
        uses[column, default: []].insert(use)
        return columns.feature(column).name
    }

    /// The condition that comes nearest; nil if there is none.
    mutating func agreement(_ expression: SQLExpression) -> Agreement? {
        switch expression {
        case .all(let parts): return conjunction(parts)
        case .any(let parts): return disjunction(parts)
        case .not(let part): return negation(part)
        case .isNull(let part):
            guard let value = SplinkValue(part) else { break }
            remark("“\(expression)” asks one record alone: either record is asked instead")
            return missing(value)
        case .infix(let sign, let left, let right):
            if let found = comparison(sign, left, right) { return found }
        default: break
        }
        remark("“\(expression)” has no counterpart")
        return nil
    }

    mutating func feature(_ value: SplinkValue) -> String {
        feature(value.column, for: value.form == .date ? .date : .equality)
    }

    private mutating func missing(_ value: SplinkValue) -> Agreement {
        if value.form == .date {
            remark(
                "a date that is partial or cannot be counts as missing in Splink; its parts are compared here"
            )
        }
        return .missing(feature(value))
    }

    // MARK: Conditions put together

    private mutating func conjunction(_ parts: [SQLExpression]) -> Agreement? {
        var rest = parts
        var found: [Agreement] = []
        if let (a, b, places) = Self.exchange(in: parts) {
            found.append(.swappedWith(feature(a, for: .equality), feature(b, for: .equality)))
            rest = rest.indices.filter { !places.contains($0) }.map { rest[$0] }
        }
        var isWider = false
        for part in rest where !Self.asksLengthAlone(part) {
            if let made = agreement(part) {
                if !found.contains(made) { found.append(made) }
            } else {
                isWider = true
            }
        }
        if found.isEmpty { return nil }
        if isWider { remark("without that part the condition holds for more pairs") }
        return found.count == 1 ? found[0] : .all(found)
    }

    private mutating func disjunction(_ parts: [SQLExpression]) -> Agreement? {
        var rest: [SQLExpression] = []
        var found: [Agreement] = []
        var sides: [String: Set<SplinkValue.Side>] = [:]
        func add(_ agreement: Agreement) { if !found.contains(agreement) { found.append(agreement) } }
        for part in parts {
            guard case .isNull(let inner) = part, let value = SplinkValue(inner) else {
                rest.append(part)
                continue
            }
            sides[value.column, default: []].insert(value.side)
            add(missing(value))
        }
        for (column, asked) in sides.sorted(by: { $0.key < $1.key }) where asked.count == 1 {
            remark("“\(column)” is asked for in one record alone: either record is asked instead")
        }
        if let (a, b, places) = Self.exchange(in: rest) {
            add(.crossedWith(feature(a, for: .equality), feature(b, for: .equality)))
            rest = rest.indices.filter { !places.contains($0) }.map { rest[$0] }
        }
        var isNarrower = false
        for part in rest {
            if let made = agreement(part) { add(made) } else { isNarrower = true }
        }
        if found.isEmpty { return nil }
        if isNarrower { remark("without that part the condition holds for fewer pairs") }
        return found.count == 1 ? found[0] : .any(found)
    }

    /// What does not hold; a condition on a missing value is neither true nor false, as in SQL.
    private mutating func negation(_ part: SQLExpression) -> Agreement? {
        switch part {
        case .not(let inner): return agreement(inner)
        case .isNull(let inner):
            guard let value = SplinkValue(inner) else { break }
            return .not(missing(value))
        case .all(let parts), .any(let parts):
            var made: [Agreement] = []
            for part in parts {
                guard let one = negation(part) else { return nil }
                if !made.contains(one) { made.append(one) }
            }
            if made.count == 1 { return made[0] }
            if case .all = part { return .any(made) }
            return .all(made)
        default: break
        }
        guard let positive = agreement(part) else { return nil }
        return .all([.not(positive)] + positive.features.map { .not(.missing($0)) })
    }

    /// Two columns whose values are exchanged between the records, and where that stands.
    private static func exchange(in parts: [SQLExpression]) -> (String, String, Set<Int>)? {
        var seen: [(a: String, b: String, place: Int)] = []
        for (place, part) in parts.enumerated() {
            guard case .infix("=", let left, let right) = part, let x = SplinkValue(left),
                let y = SplinkValue(right), x.form == .whole, y.form == .whole, x.side != y.side,
                x.column != y.column
            else { continue }
            let (a, b) = x.side == .left ? (x.column, y.column) : (y.column, x.column)
            if let other = seen.first(where: { $0.a == b && $0.b == a }) {
                return (other.a, other.b, [other.place, place])
            }
            seen.append((a, b, place))
        }
        return nil
    }

    /// `LEAST(len(x_l), len(x_r)) <> 0`, which holds for all lists that are not empty.
    private static func asksLengthAlone(_ part: SQLExpression) -> Bool {
        guard case .not(.infix("=", .call("least", let lengths), let zero)) = part else { return false }
        return zero.constant == 0 && lengths.allSatisfy { length(of: $0) != nil }
    }

    // MARK: Equality

    private mutating func comparison(
        _ sign: String,
        _ left: SQLExpression,
        _ right: SQLExpression
    ) -> Agreement? {
        if sign == "=" {
            if let a = SplinkValue(left), let b = SplinkValue(right), a.side != b.side {
                return a.isPartner(of: b) ? equality(a) : crossing(a, b)
            }
            if let subset = subset(left, right) ?? subset(right, left) { return subset }
        }
        if let bound = right.constant { return measured(left, sign, bound) }
        let mirrored = ["<": ">", ">": "<", "<=": ">=", ">=": "<="]
        if let bound = left.constant { return measured(right, mirrored[sign] ?? sign, bound) }
        return nil
    }

    private mutating func equality(_ value: SplinkValue) -> Agreement? {
        if value.form == .whole || value.form == .date { return .exact(feature(value)) }
        guard let key = key(value), let transform = key.transforms.first else { return nil }
        return .sameKey(key.feature, transform.description)
    }

    private mutating func crossing(_ a: SplinkValue, _ b: SplinkValue) -> Agreement? {
        guard a.form == .whole, b.form == .whole, a.column != b.column else { return nil }
        remark(
            "“\(a.column)” and “\(b.column)” are crossed in one direction alone: both directions are taken"
        )
        return .crossedWith(feature(a), feature(b))
    }

    /// The blocking key that two records share where a part of a column agrees; nil if there is none.
    mutating func key(_ value: SplinkValue) -> BlockingKeySpec? {
        switch value.form {
        case .whole, .date: return BlockingKeySpec(feature: feature(value))
        case .transformed(let key):
            let use: SplinkUse = key == .year ? .date : .letters
            return BlockingKeySpec(feature: feature(value.column, for: use), transforms: [key])
        case .prefix(let count):
            return part(value.column, from: 1, count) ?? plain(value.column, .prefix(count))
        case .suffix(let count):
            return part(value.column, from: nil, count) ?? plain(value.column, .suffix(count))
        case .part(let start, let count): return part(value.column, from: start, count)
        }
    }

    /// A part of a date that has a key.
    private mutating func part(_ column: String, from start: Int?, _ count: Int?) -> BlockingKeySpec? {
        guard let key = columns.feature(column).datePart(from: start, count) else { return nil }
        return BlockingKeySpec(feature: feature(column, for: .letters), transforms: [key])
    }

    private mutating func plain(_ column: String, _ key: KeyTransform) -> BlockingKeySpec? {
        let name = feature(column, for: .letters)
        // A date is compared in another spelling than that in which its letters are counted.
        if columns.feature(column).isRespelt { return nil }
        return BlockingKeySpec(feature: name, transforms: [key])
    }
}
