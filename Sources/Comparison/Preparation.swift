import Columns

/// Something that conditions need to know of a feature's values, worked out once per distinct value.
enum Preparation: Hashable, Sendable {
    case text(String)
    case tokens(String)
    case dates(String)
    case translation(String, String)
    case joined(String, String)
    case classes(String, transform: String)

    /// What came of it.
    enum Prepared: Sendable {
        case text(PreparedText)
        case tokens(PreparedTokens)
        case dates(PreparedDates)
        case translation(CodeTranslation)
        /// The values of both features as one, and the codes of the second among them.
        case joined(PreparedText, CodeTranslation)
        /// Nil where there is no such transform.
        case classes([UInt32]?)
    }

    /// The feature whose values are looked at.
    var feature: String {
        switch self {
        case .text(let f), .tokens(let f), .dates(let f), .translation(let f, _), .joined(let f, _),
            .classes(let f, _):
            f
        }
    }

    /// Roughly what a byte of the feature's values costs, in units of the cheapest.
    var cost: Int {
        switch self {
        case .text, .dates: 1
        case .translation: 2
        case .joined: 4
        case .tokens, .classes: 3
        }
    }

    /// What a condition needs, its parts left out.
    static func needed(by agreement: Agreement) -> [Preparation] {
        switch agreement {
        case .jaro(let f, _), .jaroWinkler(let f, _), .levenshtein(let f, _), .damerau(let f, _): [.text(f)]
        case .sameWithoutSpaces(let f), .wordSubset(let f), .initial(let f), .sharesWords(let f, _):
            [.tokens(f)]
        case .withinDays(let f, _), .partialDate(let f), .dayMonthSwapped(let f), .oneDigit(let f),
            .sameYear(let f), .twoDateParts(let f), .sameMonthDay(let f), .yearsApart(let f, _),
            .heapedYear(let f):
            [.dates(f)]
        case .swapped(let f, let g), .crossed(let f, let g): [.translation(f, g)]
        case .nearlySwapped(let f, let g, _): [.joined(f, g)]
        case .sameKey(let f, let transform): [.classes(f, transform: transform)]
        default: []
        }
    }

    /// Works it out.
    func prepared(
        from records: Records,
        keys: @Sendable (ValueDictionary, String) -> [UInt64]?,
        workers: Workers
    ) -> Prepared {
        func values(_ feature: String) -> ValueDictionary {
            records.feature(feature)?.values ?? ValueDictionary()
        }
        switch self {
        case .text(let f): return .text(PreparedText(values(f), workers: workers))
        case .tokens(let f): return .tokens(PreparedTokens(values(f)))
        case .dates(let f): return .dates(PreparedDates(values(f)))
        case .translation(let f, let g): return .translation(CodeTranslation(from: values(g), to: values(f)))
        case .joined(let f, let g):
            let (both, codes) = CodeTranslation.joined(values(f), values(g))
            return .joined(PreparedText(both, workers: workers), codes)
        case .classes(let f, let transform): return .classes(keys(values(f), transform).map(Self.classes))
        }
    }

    /// Half of a hash of each key, not 0 for a key.
    ///
    /// Of four billion pairs of different keys one meets in it: less than a comparison can tell.
    private static func classes(_ keys: [UInt64]) -> [UInt32] {
        keys.map { $0 == 0 ? 0 : max(1, UInt32(truncatingIfNeeded: Hash64.mix($0) &>> 32)) }
    }
}
