import Blocking
import Comparison
import Jobs

/// Between a job's words for levels and the conditions that linkage knows.
extension LevelRule {
    /// The condition the rule stands for; `own` is the comparison's feature.
    ///
    /// Months and years become days, rounded up: 31 for a month, 366 for a year.
    func agreement(own: String) -> Agreement {
        switch self {
        case .test(let test): test.agreement(own: own)
        case .any(let rules): .any(rules.map { $0.agreement(own: own) })
        case .all(let rules): .all(rules.map { $0.agreement(own: own) })
        case .not(let rule): .not(rule.agreement(own: own))
        }
    }

    /// The rule for a condition, each feature named.
    init(_ agreement: Agreement) {
        switch agreement {
        case .any(let parts): self = .any(parts.map { LevelRule($0) })
        case .all(let parts): self = .all(parts.map { LevelRule($0) })
        case .not(let part): self = .not(LevelRule(part))
        default: self = .test(LevelTest(agreement))
        }
    }
}

extension LevelTest {
    /// Days of a month and of a year, on the average.
    private static let monthDays = 30.4375
    private static let yearDays = 365.25

    fileprivate func agreement(own: String) -> Agreement {
        let f = of ?? own
        let looked = feature ?? own
        let number = number ?? 1
        let whole = Int(number)
        switch word {
        case .missing: return .missing(looked)
        case .exact: return .exact(looked)
        case .sameWithoutSpaces: return .sameWithoutSpaces(looked)
        case .sameKey: return .sameKey(f, transform ?? KeyTransform.exact.description)
        case .jaro: return .jaro(f, number)
        case .jaroWinkler: return .jaroWinkler(f, number)
        case .levenshtein: return .levenshtein(f, whole)
        case .damerau: return .damerau(f, whole)
        case .jaccard: return .jaccard(f, q: q ?? Self.usualQ, number)
        case .cosine: return .cosine(f, q: q ?? Self.usualQ, number)
        case .sharesValues: return .sharesWords(f, whole)
        case .wordSubset: return .wordSubset(looked)
        case .initial: return .initial(looked)
        case .nickname: return .nickname(looked)
        case .swappedWith: return .swapped(f, looked)
        case .nearlySwappedWith: return .nearlySwapped(f, looked, similarity ?? Self.usualSwapSimilarity)
        case .crossedWith: return .crossed(f, looked)
        case .rare: return .rare(looked)
        case .bothChecked: return .bothChecked(looked)
        case .withinDays: return .withinDays(f, whole)
        case .withinMonths: return .withinDays(f, Int((number * Self.monthDays).rounded(.up)))
        case .withinYears: return .withinDays(f, Int((number * Self.yearDays).rounded(.up)))
        case .partialDate: return .partialDate(looked)
        case .dayMonthSwapped: return .dayMonthSwapped(looked)
        case .oneDigit: return .oneDigit(looked)
        case .yearOnly: return .sameYear(looked)
        case .yearMonthOnly: return .sameKey(looked, KeyTransform.yearMonth.description)
        case .twoDateParts: return .twoDateParts(looked)
        case .sameMonthDay: return .sameMonthDay(looked)
        case .yearsApart: return .yearsApart(f, whole)
        case .heapedYear: return .heapedYear(looked)
        case .within: return .within(f, number)
        case .withinPercent: return .withinPercent(f, number)
        case .withinKm:
            let longitude = with ?? Self.longitude(for: f)
            return .withinKilometres(latitude: f, longitude: longitude, number)
        }
    }

    /// `longitude_2` for `latitude_2`.
    private static func longitude(for latitude: String) -> String {
        latitude.hasPrefix("latitude") ? "longitude" + latitude.dropFirst("latitude".count) : "longitude"
    }

    /// The test for a condition that is no combination of others.
    fileprivate init(_ agreement: Agreement) {
        func looking(_ word: Word, _ feature: String) -> LevelTest { LevelTest(word, feature: feature) }
        func counting(_ word: Word, _ feature: String, _ number: Double) -> LevelTest {
            var test = LevelTest(word, number)
            test.of = feature
            return test
        }
        switch agreement {
        case .missing(let f): self = looking(.missing, f)
        case .exact(let f): self = looking(.exact, f)
        case .sameWithoutSpaces(let f): self = looking(.sameWithoutSpaces, f)
        case .wordSubset(let f): self = looking(.wordSubset, f)
        case .initial(let f): self = looking(.initial, f)
        case .nickname(let f): self = looking(.nickname, f)
        case .rare(let f): self = looking(.rare, f)
        case .bothChecked(let f): self = looking(.bothChecked, f)
        case .partialDate(let f): self = looking(.partialDate, f)
        case .dayMonthSwapped(let f): self = looking(.dayMonthSwapped, f)
        case .oneDigit(let f): self = looking(.oneDigit, f)
        case .sameYear(let f): self = looking(.yearOnly, f)
        case .twoDateParts(let f): self = looking(.twoDateParts, f)
        case .sameMonthDay(let f): self = looking(.sameMonthDay, f)
        case .heapedYear(let f): self = looking(.heapedYear, f)
        case .jaro(let f, let t): self = counting(.jaro, f, t)
        case .jaroWinkler(let f, let t): self = counting(.jaroWinkler, f, t)
        case .levenshtein(let f, let n): self = counting(.levenshtein, f, Double(n))
        case .damerau(let f, let n): self = counting(.damerau, f, Double(n))
        case .sharesWords(let f, let n): self = counting(.sharesValues, f, Double(n))
        case .withinDays(let f, let n): self = counting(.withinDays, f, Double(n))
        case .yearsApart(let f, let n): self = counting(.yearsApart, f, Double(n))
        case .within(let f, let d): self = counting(.within, f, d)
        case .withinPercent(let f, let p): self = counting(.withinPercent, f, p)
        case .jaccard(let f, let q, let t):
            self = counting(.jaccard, f, t)
            self.q = q
        case .cosine(let f, let q, let t):
            self = counting(.cosine, f, t)
            self.q = q
        case .withinKilometres(let latitude, let longitude, let d):
            self = counting(.withinKm, latitude, d)
            with = longitude
        case .sameKey(let f, let transform):
            self = LevelTest(.sameKey)
            of = f
            self.transform = transform
        case .swapped(let f, let g):
            self = looking(.swappedWith, g)
            of = f
        case .nearlySwapped(let f, let g, let least):
            self = looking(.nearlySwappedWith, g)
            similarity = least
            of = f
        case .crossed(let f, let g):
            self = looking(.crossedWith, g)
            of = f
        case .any, .all, .not: preconditionFailure("combinations are rules, not tests")
        }
    }
}
