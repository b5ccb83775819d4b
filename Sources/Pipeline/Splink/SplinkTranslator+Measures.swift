import Comparison
import Jobs

/// Similarities and distances of two values, with a bound.
extension SplinkTranslator {
    /// A step above which a similarity lies that is more than a bound, and not at it.
    private static let step = 1e-6
    private static let secondsPerDay = 86_400.0
    /// Days of a month and of a year, on the average, as Splink counts them.
    private static let daysPerMonth = 30.4375
    private static let daysPerYear = 365.25

    /// The condition that a measure of two values is within a bound.
    mutating func measured(_ measure: SQLExpression, _ sign: String, _ bound: Double) -> Agreement? {
        guard bound.isFinite, ["<", "<=", ">", ">="].contains(sign) else { return nil }
        if sign.hasPrefix(">") {
            let least = sign == ">" ? bound + Self.step : bound
            return similarity(measure, least) ?? shared(measure, sign, bound)
        }
        return edits(measure, sign, bound) ?? days(measure, sign, bound) ?? difference(measure, sign, bound)
            ?? distance(measure, bound)
    }

    /// A column of which a function looks at both records.
    private mutating func pair(_ parts: [SQLExpression], for use: SplinkUse) -> String? {
        guard parts.count == 2, let a = SplinkValue(parts[0]), let b = SplinkValue(parts[1]),
            a.isPartner(of: b), a.form == .whole || a.form == .date
        else { return nil }
        return feature(a.column, for: use)
    }

    // MARK: Letters

    private mutating func similarity(_ measure: SQLExpression, _ least: Double) -> Agreement? {
        guard case .call(let name, let parts) = measure, (0...1.1).contains(least) else { return nil }
        switch name {
        case "jaro_winkler_similarity", "jaro_winkler", "jaro_winkler_sim":
            return pair(parts, for: .letters).map { jaroWinkler($0, least) }
        case "jaro_similarity", "jaro", "jaro_sim":
            return pair(parts, for: .letters).map { .jaro($0, least) }
        case "jaccard", "jaccard_sim", "jaccard_similarity":
            guard let f = pair(parts, for: .letters) else { return nil }
            remark("Splink’s jaccard is one of single letters: that of pairs of letters is taken")
            return .jaccard(f, q: 2, min(1, least))
        default: return nil
        }
    }

    /// Jaro–Winkler as databases have it.
    ///
    /// The common beginning counts only where the Jaro similarity is above 0.7. Computed in floating point, one of
    /// just 0.7 is above it too.
    private mutating func jaroWinkler(_ feature: String, _ least: Double) -> Agreement {
        let turn = 0.7
        // A common beginning of four letters lifts 0.7 to 0.82: above, the condition says nothing.
        let lifted = 0.82
        if dialect == "spark" {
            remark("Spark’s jaro_winkler lifts values of more than ten letters less")
        }
        if least <= turn { return .jaro(feature, least) }
        if least > lifted { return .jaroWinkler(feature, least) }
        return .all([.jaro(feature, turn), .jaroWinkler(feature, least)])
    }

    private mutating func edits(_ measure: SQLExpression, _ sign: String, _ bound: Double) -> Agreement? {
        guard case .call(let name, let parts) = measure, let most = Self.whole(sign, bound), most < 1000
        else {
            return nil
        }
        switch name {
        case "levenshtein", "levenshtein_distance", "editdist3", "edit_distance":
            return pair(parts, for: .letters).map { .levenshtein($0, most) }
        case "damerau_levenshtein", "damerau_levenshtein_distance":
            guard let f = pair(parts, for: .letters) else { return nil }
            if most > 1 {
                remark("a swap of neighbours with an edit between them counts one more here")
            }
            return .damerau(f, most)
        default: return nil
        }
    }

    /// The largest whole number that a bound allows; nil if it allows none.
    private static func whole(_ sign: String, _ bound: Double) -> Int? {
        let most = sign == "<" ? bound.rounded(.up) - 1 : bound.rounded(.down)
        return most >= 0 && most < 1e9 ? Int(most) : nil
    }

    // MARK: Dates

    private mutating func days(_ measure: SQLExpression, _ sign: String, _ bound: Double) -> Agreement? {
        guard case .call("abs", let inner) = measure, inner.count == 1 else { return nil }
        let seconds: Set<String> = [
            "epoch", "unix_timestamp", "time_to_unix", "to_unixtime", "unix_seconds", "epoch_s",
        ]
        switch inner[0] {
        case .infix("-", .call(let name, let left), .call(let other, let right)) where name == other:
            if seconds.contains(name), let f = left.first.flatMap({ a in right.first.map { [a, $0] } }) {
                return within(f, sign, bound / Self.secondsPerDay)
            }
            // Days since long ago, or dates that are subtracted.
            let values: [SQLExpression] = [.call(name, left), .call(other, right)]
            guard values.allSatisfy({ SplinkValue($0)?.form == .date }) else { return nil }
            return within(values, sign, bound)
        case .call("datediff", let parts), .call("date_diff", let parts):
            if parts.count == 2 { return within(parts, sign, bound) }
            guard parts.count == 3, let unit = Self.unit(parts) else { return nil }
            let values = parts.filter { SplinkValue($0) != nil }
            switch unit {
            case "day": return within(values, sign, bound)
            case "month", "year":
                remark("months and years are counted in days, not by the calendar")
                return within(values, sign, bound * (unit == "month" ? Self.daysPerMonth : Self.daysPerYear))
            default: return nil
            }
        default: return nil
        }
    }

    /// The unit of a difference of dates, a text or a bare word.
    private static func unit(_ parts: [SQLExpression]) -> String? {
        for part in parts {
            if case .text(let unit) = part { return unit.lowercased() }
            if case .column(nil, let unit) = part, SplinkValue(part) == nil { return unit.lowercased() }
        }
        return nil
    }

    private mutating func within(_ values: [SQLExpression], _ sign: String, _ days: Double) -> Agreement? {
        guard let most = Self.whole(sign, days) else { return nil }
        return pair(values, for: .date).map { .withinDays($0, most) }
    }

    // MARK: Numbers, places and lists

    private mutating func difference(_ measure: SQLExpression, _ sign: String, _ bound: Double) -> Agreement?
    {
        let most = sign == "<" ? bound - abs(bound) * Self.step : bound
        if most < 0 || sign == "<" && bound == 0 { return nil }
        switch measure {
        case .call("abs", let inner):
            guard inner.count == 1, case .infix("-", let a, let b) = inner[0] else { return nil }
            return pair([a, b], for: .number).map { .within($0, most) }
        case .infix("/", .call("abs", let inner), .call(let name, let parts))
        where ["case", "greatest"].contains(name):
            guard inner.count == 1, case .infix("-", let a, let b) = inner[0],
                let f = pair([a, b], for: .number)
            else { return nil }
            let read = Set(parts.flatMap(\.columns).compactMap { SplinkValue($0)?.column })
            return read.count == 1 ? .withinPercent(f, most * 100) : nil
        default: return nil
        }
    }

    /// Kilometres on the globe, as Splink writes them out in sines and cosines.
    private mutating func distance(_ measure: SQLExpression, _ bound: Double) -> Agreement? {
        guard bound >= 0, let angle = Self.function("acos", in: measure) else { return nil }
        var latitudes: Set<String> = []
        var longitudes: Set<String> = []
        for argument in Self.arguments(of: "radians", in: angle) {
            if let value = SplinkValue(argument) {
                latitudes.insert(value.column)
            } else {
                longitudes.formUnion(argument.columns.compactMap { SplinkValue($0)?.column })
            }
        }
        guard latitudes.count == 1, longitudes.count == 1, let latitude = latitudes.first,
            let longitude = longitudes.first
        else { return nil }
        return .withinKm(
            feature(latitude, for: .latitude),
            feature(longitude, for: .longitude),
            bound
        )
    }

    private static func function(_ name: String, in expression: SQLExpression) -> SQLExpression? {
        switch expression {
        case .call(name, _): return expression
        case .call(_, let parts): return parts.lazy.compactMap { function(name, in: $0) }.first
        case .infix(_, let a, let b): return function(name, in: a) ?? function(name, in: b)
        default: return nil
        }
    }

    private static func arguments(of name: String, in expression: SQLExpression) -> [SQLExpression] {
        switch expression {
        case .call(name, let parts): return parts
        case .call(_, let parts), .all(let parts), .any(let parts):
            return parts.flatMap { arguments(of: name, in: $0) }
        case .infix(_, let a, let b): return arguments(of: name, in: a) + arguments(of: name, in: b)
        case .not(let part), .isNull(let part): return arguments(of: name, in: part)
        case .column, .number, .text, .null, .otherwise: return []
        }
    }

    /// What a function that counts the values of a list counts.
    static func length(of expression: SQLExpression) -> SQLExpression? {
        let names: Set<String> = ["array_length", "len", "length", "size", "cardinality", "array_size"]
        guard case .call(let name, let parts) = expression, names.contains(name) else { return nil }
        return parts.first
    }

    private mutating func intersection(_ expression: SQLExpression) -> String? {
        guard case .call(let name, let parts)? = Self.length(of: expression),
            ["list_intersect", "array_intersect", "list_intersection"].contains(name)
        else { return nil }
        return pair(parts, for: .words)
    }

    private mutating func shared(_ measure: SQLExpression, _ sign: String, _ bound: Double) -> Agreement? {
        let least = sign == ">" ? bound.rounded(.down) + 1 : bound.rounded(.up)
        guard (1...1000).contains(least) else { return nil }
        return intersection(measure).map { .sharesValues($0, Int(least)) }
    }

    /// Whether all values of the shorter list are in the longer.
    mutating func subset(_ left: SQLExpression, _ right: SQLExpression) -> Agreement? {
        guard case .call("least", let lengths) = right, lengths.count == 2,
            lengths.allSatisfy({ Self.length(of: $0) != nil })
        else { return nil }
        return intersection(left).map { .wordSubset($0) }
    }
}
