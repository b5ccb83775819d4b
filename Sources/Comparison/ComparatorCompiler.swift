public import Columns

/// What compiling a comparison needs from outside the module.
public struct ComparisonContext: Sendable {
    /// The keys of a feature's values under a transform of blocking, by the transform's name; nil if unknown.
    public var keys: @Sendable (ValueDictionary, String) -> [UInt64]?

    /// A context with the given resolver of transforms.
    public init(keys: @escaping @Sendable (ValueDictionary, String) -> [UInt64]?) {
        self.keys = keys
    }
}

/// An error in a comparison's definition.
public struct ComparisonError: Error, Equatable, CustomStringConvertible {
    /// The comparison at fault.
    public let comparison: String
    /// What is wrong and what would be right.
    public let detail: String

    /// The message for the user.
    public var description: String { "comparison '\(comparison)': \(detail)" }
}

/// Turns comparisons into comparators; prepared values are shared between comparisons.
struct ComparatorCompiler {
    let records: Records
    let rows: PackedRows
    let context: ComparisonContext
    private var text: [String: PreparedText] = [:]
    private var tokens: [String: PreparedTokens] = [:]
    private var dates: [String: PreparedDates] = [:]
    private var numbers: [String: PreparedNumbers] = [:]
    private var grams: [String: PreparedQGrams] = [:]
    private var translations: [String: CodeTranslation] = [:]
    private var joined: [String: (text: PreparedText, codes: CodeTranslation)] = [:]
    private var classes: [String: [UInt32]] = [:]
    private var measures: [Measure] = []
    private var measureNames: [String] = []

    init(records: Records, rows: PackedRows, context: ComparisonContext) {
        self.records = records
        self.rows = rows
        self.context = context
    }

    /// Prepares all that the comparisons' conditions need to know of values, side by side.
    mutating func prepare(_ comparisons: [Comparison], workers: Workers) {
        var wanted: [Preparation] = []
        func visit(_ agreement: Agreement) {
            for part in Preparation.needed(by: agreement) where !wanted.contains(part) { wanted.append(part) }
            switch agreement {
            case .any(let parts), .all(let parts): for part in parts { visit(part) }
            case .not(let part): visit(part)
            default: break
            }
        }
        for comparison in comparisons {
            for level in comparison.levels { visit(level.agreement) }
            if let condition = comparison.missingWhen { visit(condition) }
        }
        // The longest first, so that the short ones fill the gaps at the end.
        let cost = wanted.map { $0.cost * values($0.feature).bytes.count }
        let order = wanted.indices.sorted { (cost[$1], $0) < (cost[$0], $1) }
        let (records, keys, preparations) = (records, context.keys, wanted)
        let made = workers.mapSideBySide(pieces: order.count) { piece in
            preparations[order[piece]].prepared(from: records, keys: keys, workers: workers)
        }
        for (index, prepared) in zip(order, made) {
            switch (preparations[index], prepared) {
            case (.text(let f), .text(let made)): text[f] = made
            case (.tokens(let f), .tokens(let made)): tokens[f] = made
            case (.dates(let f), .dates(let made)): dates[f] = made
            case (.translation(let f, let g), .translation(let made)): translations["\(f)/\(g)"] = made
            case (.joined(let f, let g), .joined(let made, let codes)): joined["\(f)/\(g)"] = (made, codes)
            case (.classes(let f, let transform), .classes(let made)):
                if let made { classes["\(f)/\(transform)"] = made }
            default: preconditionFailure("a preparation gives what it is named after")
            }
        }
    }

    /// Compiles one comparison.
    mutating func compile(_ comparison: Comparison) throws(ComparisonError) -> Comparator {
        measures = []
        measureNames = []
        var required: [Int] = []
        for name in comparison.required { required.append(try slot(name, comparison)) }
        var missingWhen: Condition?
        if let condition = comparison.missingWhen { missingWhen = try compile(condition, comparison) }
        var conditions: [Condition] = []
        for level in comparison.levels { conditions.append(try compile(level.agreement, comparison)) }
        var exactSlot: Int?
        if case .sameCode(let slot)? = conditions.first { exactSlot = slot }
        if measures.count > 63 {
            throw ComparisonError(comparison: comparison.name, detail: "has more than 63 different measures")
        }
        return Comparator(
            required: required,
            missingWhen: missingWhen,
            conditions: conditions,
            measures: measures,
            exactSlot: exactSlot,
            decidingSlot: Self.decides(exactSlot, missingWhen) ? exactSlot : nil,
            depth: ((conditions + [missingWhen].compactMap { $0 }).map(Self.depth).max() ?? 0) + 1
        )
    }

    /// Whether a pair with equal codes in a slot cannot be missing for another reason.
    private static func decides(_ slot: Int?, _ missingWhen: Condition?) -> Bool {
        switch missingWhen {
        case nil: true
        // Exchanged values differ from each other, so that neither is the same in both records.
        case .swapped(let s, let t, _)?: slot == s || slot == t
        default: false
        }
    }

    private static func depth(_ condition: Condition) -> Int {
        switch condition {
        case .any(let parts), .all(let parts): 1 + (parts.map(depth).max() ?? 0)
        case .not(let part): 1 + depth(part)
        default: 0
        }
    }

    private func slot(_ feature: String, _ comparison: Comparison) throws(ComparisonError) -> Int {
        if let slot = rows.slot(feature) { return slot }
        let known = records.features.map(\.name).joined(separator: ", ")
        throw ComparisonError(
            comparison: comparison.name,
            detail: "there is no feature '\(feature)'; there are: \(known)"
        )
    }

    private func values(_ feature: String) -> ValueDictionary {
        records.feature(feature)?.values ?? ValueDictionary()
    }

    private func translation(_ f: String, _ g: String) -> CodeTranslation {
        guard let known = translations["\(f)/\(g)"] else {
            preconditionFailure("what conditions need is prepared")
        }
        return known
    }

    private mutating func measure(_ name: String, _ make: () -> Measure) -> Int {
        if let index = measureNames.firstIndex(of: name) { return index }
        measureNames.append(name)
        measures.append(make())
        return measures.count - 1
    }

    private func preparedText(_ feature: String) -> PreparedText {
        guard let known = text[feature] else { preconditionFailure("what conditions need is prepared") }
        return known
    }

    private func preparedTokens(_ feature: String) -> PreparedTokens {
        guard let known = tokens[feature] else { preconditionFailure("what conditions need is prepared") }
        return known
    }

    private func preparedDates(_ feature: String) -> PreparedDates {
        guard let known = dates[feature] else { preconditionFailure("what conditions need is prepared") }
        return known
    }

    private mutating func preparedNumbers(_ feature: String) -> PreparedNumbers {
        if let known = numbers[feature] { return known }
        let made = PreparedNumbers(values(feature))
        numbers[feature] = made
        return made
    }

    private mutating func preparedGrams(_ feature: String, _ q: Int) -> PreparedQGrams {
        let name = "\(feature)/\(q)"
        if let known = grams[name] { return known }
        let made = PreparedQGrams(values(feature), q: q)
        grams[name] = made
        return made
    }

    /// Compiles a condition, which is to fail where a feature it reads is missing.
    private mutating func compile(
        _ agreement: Agreement,
        _ c: Comparison
    ) throws(ComparisonError) -> Condition {
        let condition = try compileTest(agreement, c)
        switch agreement {
        // These look at codes, or are made of conditions that see to it themselves.
        case .missing, .exact, .swapped, .crossed, .any, .all, .not: return condition
        default: break
        }
        var parts: [Condition] = []
        for feature in agreement.features where !c.required.contains(feature) {
            parts.append(.not(.missing(slot: try slot(feature, c))))
        }
        return parts.isEmpty ? condition : .all(parts + [condition])
    }

    // One case per condition: which slot, which measure, which test.
    private mutating func compileTest(
        _ agreement: Agreement,
        _ c: Comparison
    ) throws(ComparisonError) -> Condition {
        switch agreement {
        case .missing(let f): return .missing(slot: try slot(f, c))
        case .exact(let f): return .sameCode(slot: try slot(f, c))
        case .swapped(let f, let g): return .swapped(try slot(f, c), try slot(g, c), translation(f, g))
        case .crossed(let f, let g): return .crossed(try slot(f, c), try slot(g, c), translation(f, g))
        case .nearlySwapped(let f, let g, let least): return try nearlySwapped(f, g, Float(least), c)
        case .sameWithoutSpaces(let f): return try wordFlag(f, Measure.sameWithoutSpaces, c)
        case .wordSubset(let f): return try wordFlag(f, Measure.wordSubset, c)
        case .initial(let f): return try wordFlag(f, Measure.initial, c)
        case .sharesWords(let f, let n):
            let s = try slot(f, c)
            let prepared = preparedTokens(f)
            return .atLeast(measure: measure("words \(f)") { .sharedWords(slot: s, prepared) }, Float(n))
        case .jaro(let f, let t):
            let s = try slot(f, c)
            let prepared = preparedText(f)
            return .atLeast(measure: measure("jaro \(f)") { .jaro(slot: s, prepared) }, Float(t))
        case .jaroWinkler(let f, let t):
            let s = try slot(f, c)
            let prepared = preparedText(f)
            let index = measure("jw \(f)") { .jaroWinkler(slot: s, prepared, least: Float(t)) }
            if case .jaroWinkler(_, _, let least) = measures[index], Float(t) < least {
                measures[index] = .jaroWinkler(slot: s, prepared, least: Float(t))
            }
            return .atLeast(measure: index, Float(t))
        case .levenshtein(let f, let n):
            let s = try slot(f, c)
            let prepared = preparedText(f)
            let index = measure("lev \(f)") { .levenshtein(slot: s, prepared, most: n) }
            if case .levenshtein(_, _, let most) = measures[index], n > most {
                measures[index] = .levenshtein(slot: s, prepared, most: n)
            }
            return .atMost(measure: index, Float(n))
        case .damerau(let f, let n):
            let s = try slot(f, c)
            let prepared = preparedText(f)
            let index = measure("osa \(f)") { .damerau(slot: s, prepared, most: n) }
            if case .damerau(_, _, let most) = measures[index], n > most {
                measures[index] = .damerau(slot: s, prepared, most: n)
            }
            return .atMost(measure: index, Float(n))
        case .jaccard(let f, let q, let t):
            try check(q, c)
            let s = try slot(f, c)
            let prepared = preparedGrams(f, q)
            return .atLeast(measure: measure("jaccard \(q) \(f)") { .jaccard(slot: s, prepared) }, Float(t))
        case .cosine(let f, let q, let t):
            try check(q, c)
            let s = try slot(f, c)
            let prepared = preparedGrams(f, q)
            return .atLeast(measure: measure("cosine \(q) \(f)") { .cosine(slot: s, prepared) }, Float(t))
        case .sameKey(let f, let transform):
            return try sameKey(f, transform, c)
        case .nickname(let f):
            let s = try slot(f, c)
            let groups = NicknameGroups(values(f))
            return .atLeast(measure: measure("nickname \(f)") { .nickname(slot: s, groups) }, 1)
        case .rare(let f):
            let s = try slot(f, c)
            let few = max(2, UInt32(records.count / 50_000))
            let rare = (records.feature(f)?.counts() ?? []).map { $0 <= few }
            return .atLeast(measure: measure("rare \(f)") { .rare(slot: s, rare) }, 1)
        case .bothChecked(let f):
            let s = try slot(f, c)
            let all = values(f)
            let scheme = CheckDigits.scheme(of: all)
            let isUnchecked = (0..<UInt32(max(1, all.count))).map { code in
                code == 0 || !(scheme.map { scheme in all.withBytes(code) { scheme.isValid($0) } } ?? false)
            }
            // “Rare” holds where either value is: here, where either fails the check.
            return .not(.atLeast(measure: measure("unchecked \(f)") { .rare(slot: s, isUnchecked) }, 1))
        case .withinDays(let f, let days):
            let s = try slot(f, c)
            let prepared = preparedDates(f)
            return .atMost(measure: measure("days \(f)") { .dayDistance(slot: s, prepared) }, Float(days))
        case .yearsApart(let f, let years):
            let s = try slot(f, c)
            let prepared = preparedDates(f)
            return .atMost(measure: measure("years \(f)") { .yearDistance(slot: s, prepared) }, Float(years))
        case .heapedYear(let f): return try dateFlag(f, DateRelation.heapedYear, c)
        case .partialDate(let f): return try dateFlag(f, DateRelation.partial, c)
        case .dayMonthSwapped(let f): return try dateFlag(f, DateRelation.dayMonthSwapped, c)
        case .oneDigit(let f): return try dateFlag(f, DateRelation.oneDigit, c)
        case .sameYear(let f): return try dateFlag(f, DateRelation.sameYear, c)
        case .twoDateParts(let f): return try dateFlag(f, DateRelation.twoParts, c)
        case .sameMonthDay(let f): return try dateFlag(f, DateRelation.sameMonthDay, c)
        case .within(let f, let distance):
            let s = try slot(f, c)
            let prepared = preparedNumbers(f)
            let m = measure("number \(f)") { .numberDistance(slot: s, prepared) }
            return .atMost(measure: m, Float(distance))
        case .withinPercent(let f, let percent):
            let s = try slot(f, c)
            let prepared = preparedNumbers(f)
            let m = measure("ratio \(f)") { .numberRatio(slot: s, prepared) }
            return .atMost(measure: m, Float(percent / 100))
        case .withinKilometres(let latitude, let longitude, let distance):
            let s = try slot(latitude, c)
            let t = try slot(longitude, c)
            let places = PreparedCoordinates(latitudes: values(latitude), longitudes: values(longitude))
            let m = measure("km \(latitude) \(longitude)") {
                .kilometres(latitude: s, longitude: t, places)
            }
            return .atMost(measure: m, Float(distance))
        case .any(let parts):
            var compiled: [Condition] = []
            for part in parts { compiled.append(try compile(part, c)) }
            return .any(compiled)
        case .all(let parts):
            var compiled: [Condition] = []
            for part in parts { compiled.append(try compile(part, c)) }
            return .all(compiled)
        case .not(let part):
            return .not(try compile(part, c))
        }
    }

    private func check(_ q: Int, _ c: Comparison) throws(ComparisonError) {
        if q == 2 || q == 3 { return }
        throw ComparisonError(comparison: c.name, detail: "asks for q-grams of \(q) letters; expected 2 or 3")
    }

    private mutating func nearlySwapped(
        _ f: String,
        _ g: String,
        _ least: Float,
        _ c: Comparison
    ) throws(ComparisonError) -> Condition {
        let (s, t) = (try slot(f, c), try slot(g, c))
        guard let (text, codes) = joined["\(f)/\(g)"] else {
            preconditionFailure("what conditions need is prepared")
        }
        let index = measure("swap \(f) \(g)") { .swap(slot: s, other: t, text, codes, least: least) }
        if case .swap(_, _, _, _, let known) = measures[index], least < known {
            measures[index] = .swap(slot: s, other: t, text, codes, least: least)
        }
        return .atLeast(measure: index, least)
    }

    private mutating func wordFlag(
        _ feature: String,
        _ flag: Int32,
        _ c: Comparison
    ) throws(ComparisonError) -> Condition {
        let s = try slot(feature, c)
        let prepared = preparedTokens(feature)
        return .flag(measure: measure("flags \(feature)") { .wordFlags(slot: s, prepared) }, flag)
    }

    private mutating func dateFlag(
        _ feature: String,
        _ flag: Int32,
        _ c: Comparison
    ) throws(ComparisonError) -> Condition {
        let s = try slot(feature, c)
        let prepared = preparedDates(feature)
        return .flag(measure: measure("date \(feature)") { .dateFlags(slot: s, prepared) }, flag)
    }

    private mutating func sameKey(
        _ feature: String,
        _ transform: String,
        _ c: Comparison
    ) throws(ComparisonError) -> Condition {
        let s = try slot(feature, c)
        guard let classes = classes["\(feature)/\(transform)"] else {
            throw ComparisonError(comparison: c.name, detail: "there is no key transform '\(transform)'")
        }
        return .atLeast(measure: measure("key \(transform) \(feature)") { .sameClass(slot: s, classes) }, 1)
    }
}
