import Columns

@testable import Comparison

/// Agreement read off the texts of two records, condition by condition, with nothing shared or left out.
struct AgreementTwin {
    let data: RandomRecords
    private let grams: [String: PreparedQGrams]
    private let counts: [String: [String: Int]]

    init(_ data: RandomRecords) {
        self.data = data
        var grams: [String: PreparedQGrams] = [:]
        for feature in data.records.features {
            for q in 2...3 { grams["\(feature.name) \(q)"] = PreparedQGrams(feature.values, q: q) }
        }
        self.grams = grams
        counts = data.texts.mapValues { column in
            column.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
    }

    /// The level of a comparison for two rows.
    func level(_ comparison: Comparison, _ a: Int, _ b: Int) -> Int {
        if comparison.required.contains(where: { text($0, a).isEmpty || text($0, b).isEmpty }) { return 0 }
        if let missingWhen = comparison.missingWhen, holds(missingWhen, a, b) { return 0 }
        let first = comparison.levels.firstIndex { holds($0.agreement, a, b) }
        return first.map { $0 + 1 } ?? comparison.levels.count + 1
    }

    /// Where the patterns of all pairs are not what they should be.
    func differences(_ compiled: CompiledComparisons, _ patterns: [UInt64]) -> [String] {
        var found: [String] = []
        for ((a, b), pattern) in zip(data.pairs, patterns) {
            for (k, comparison) in compiled.comparisons.enumerated() {
                let level = compiled.layout.level(k, in: pattern)
                let expected = self.level(comparison, Int(a), Int(b))
                if level == expected { continue }
                found.append("\(comparison.name), rows \(a) and \(b): level \(level), not \(expected)")
            }
        }
        return found
    }

    func text(_ feature: String, _ row: Int) -> String { data.texts[feature]?[row] ?? "" }

    func holds(_ agreement: Agreement, _ a: Int, _ b: Int) -> Bool {
        switch agreement {
        case .any(let parts): parts.contains { holds($0, a, b) }
        case .all(let parts): parts.allSatisfy { holds($0, a, b) }
        case .not(let part): !holds(part, a, b)
        case .test(let test) where test.features.count == 2: holds(test, test.features, a, b)
        case .test(let test): leaf(test, test.looked, a, b)
        }
    }

    /// Conditions on two features.
    private func holds(_ test: LevelTest, _ features: [String], _ a: Int, _ b: Int) -> Bool {
        let (f, g) = (features[0], features[1])
        let (fa, fb, ga, gb) = (text(f, a), text(f, b), text(g, a), text(g, b))
        switch test.word {
        case "crossed_with": return (!fa.isEmpty && fa == gb) || (!fb.isEmpty && fb == ga)
        case "swapped_with": return !fa.isEmpty && !ga.isEmpty && fa == gb && ga == fb && fa != ga
        case "nearly_swapped_with":
            let texts = [fa, fb, ga, gb]
            if texts.contains(where: \.isEmpty) { return false }
            let s = texts.map { $0.unicodeScalars.map(\.value) }
            let crossed = min(TextTwins.jaroWinkler(s[0], s[3]), TextTwins.jaroWinkler(s[1], s[2]))
            let least = test.options["similarity"]?.number ?? 2
            return crossed >= least && crossed > TextTwins.jaroWinkler(s[0], s[1])
        default:
            guard let latA = degrees(f, a, 90), let latB = degrees(f, b, 90),
                let lonA = degrees(g, a, 180), let lonB = degrees(g, b, 180)
            else { return false }
            // Near enough on these places, none of which is close to its threshold.
            let north = (latA - latB) * 111.2
            let east = abs(latA) == 90 ? 0 : shortest(lonA - lonB) * 111.2 * 0.925
            return north * north + east * east <= test.number * test.number
        }
    }

    private func shortest(_ degrees: Double) -> Double {
        let positive = abs(degrees).truncatingRemainder(dividingBy: 360)
        return min(positive, 360 - positive)
    }

    private func degrees(_ f: String, _ row: Int, _ limit: Double) -> Double? {
        Double(text(f, row)).flatMap { abs($0) <= limit ? $0 : nil }
    }

    /// Conditions on one feature, which must be present.
    private func leaf(_ test: LevelTest, _ f: String, _ a: Int, _ b: Int) -> Bool {
        let (x, y) = (text(f, a), text(f, b))
        if x.isEmpty || y.isEmpty { return false }
        let (s, t) = (x.unicodeScalars.map(\.value), y.unicodeScalars.map(\.value))
        let q = Int(test.options["q"]?.number ?? 2)
        switch test.word {
        case "exact": return x == y
        case "same_key": return s.first == t.first
        case "jaro": return TextTwins.jaro(s, t) >= test.number
        case "jaro_winkler": return TextTwins.jaroWinkler(s, t) >= test.number
        case "levenshtein": return TextTwins.levenshtein(s, t) <= Int(test.number)
        case "damerau": return TextTwins.osa(s, t) <= Int(test.number)
        case "jaccard": return Double(gram(f, q).jaccard(code(f, a), code(f, b))) >= test.number
        case "cosine": return Double(gram(f, q).cosine(code(f, a), code(f, b))) >= test.number
        case "rare":
            return [x, y].contains { (counts[f]?[$0] ?? 0) <= 2 }
        case "within":
            guard let m = Double(x), let n = Double(y) else { return false }
            return abs(m - n) <= test.number
        case "within_percent":
            guard let m = Double(x), let n = Double(y) else { return false }
            return m == n || abs(m - n) <= test.number / 100 * max(abs(m), abs(n))
        case "same_without_spaces", "shares_values", "word_subset", "initial", "nickname":
            return words(test, x, y)
        default: return dates(test, x, y)
        }
    }

    private func gram(_ f: String, _ q: Int) -> PreparedQGrams {
        grams["\(f) \(q)"] ?? PreparedQGrams(ValueDictionary(), q: q)
    }

    private func code(_ f: String, _ row: Int) -> UInt32 { data.records.feature(f)?.codes[row] ?? 0 }

    private func words(_ test: LevelTest, _ x: String, _ y: String) -> Bool {
        let (v, w) = (x.split(separator: " "), y.split(separator: " "))
        switch test.word {
        case "same_without_spaces": return v.joined() == w.joined()
        case "shares_values": return Set(v).intersection(w).count >= Int(test.number)
        case "word_subset": return Set(v).isSubset(of: w) || Set(w).isSubset(of: v)
        case "initial":
            return v.contains { one in
                w.contains { $0.first == one.first && ($0.count == 1 || one.count == 1) }
            }
        default: return v[0] == w[0] ? isKnown(v[0]) : Set([v[0], w[0]]) == ["william", "bill"]
        }
    }

    /// The words of the pool that the nickname table knows.
    private func isKnown(_ word: Substring) -> Bool {
        let bytes = Array(word.utf8)
        return Nicknames.groups(of: bytes.span).first != 0
    }

    private func dates(_ test: LevelTest, _ x: String, _ y: String) -> Bool {
        guard let p = parts(x), let q = parts(y) else { return false }
        let full = p.count == 3 && q.count == 3
        let most = Int(test.number)
        switch test.word {
        case "partial_date": return !full && zip(p, q).allSatisfy { $0 == $1 }
        case "year_only": return p[0] == q[0]
        case "same_month_day": return full && p[1...] == q[1...]
        case "years_apart": return !full && abs(p[0] - q[0]) <= most
        case "heaped_year": return !full && p[0] % 5 * (q[0] % 5) == 0 && abs(p[0] - q[0]) <= 5
        case "two_date_parts": return full && zip(p, q).filter { $0 == $1 }.count >= 2
        case "day_month_swapped": return full && x != y && p[0] == q[0] && p[1] == q[2] && p[2] == q[1]
        case "one_digit":
            let (s, t) = (x.utf8.map(UInt32.init), y.utf8.map(UInt32.init))
            let (d, e) = (s.filter { $0 != 45 }, t.filter { $0 != 45 })
            return full && (TextTwins.differInOneSymbol(d, e) || TextTwins.differInSwappedNeighbours(d, e))
        case "within_days":
            guard full, let one = CivilDate(year: p[0], month: p[1], day: p[2]),
                let other = CivilDate(year: q[0], month: q[1], day: q[2])
            else { return false }
            return abs(one.daysSince1970 - other.daysSince1970) <= most
        default: return false
        }
    }

    /// Year, month and day as far as a date knows them; nil if it is none.
    private func parts(_ text: String) -> [Int]? {
        let parts = text.split(separator: "-").map { Int($0) ?? 0 }
        guard [4, 7, 10].contains(text.count), parts[0] > 0 else { return nil }
        if parts.count > 1 && !(1...12).contains(parts[1]) { return nil }
        return parts
    }
}
