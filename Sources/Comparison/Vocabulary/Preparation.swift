import Columns

/// Something that levels need to know of a feature's values, worked out once per distinct value.
///
/// Two levels that ask for equal preparations share what comes of it.
package protocol Preparation: Hashable, Sendable {
    associatedtype Prepared: Sendable

    /// The feature whose values are looked at.
    var feature: String { get }
    /// Roughly what a byte of the feature's values costs, in units of the cheapest.
    static var cost: Int { get }

    /// Works it out.
    func prepared(from source: PreparationSource) -> Prepared
}

/// What preparations are made from.
package struct PreparationSource: Sendable {
    let records: Records
    /// The keys of a feature's values under a transform of blocking, by the transform's name.
    let context: ComparisonContext
    let workers: Workers

    /// The distinct values of a feature; none where there is no such feature.
    func values(_ feature: String) -> ValueDictionary {
        records.feature(feature)?.values ?? ValueDictionary()
    }
}

/// All that the levels of some comparisons need to know of values.
struct PreparedValues {
    private let source: PreparationSource
    private var made: [AnyHashable: any Sendable] = [:]

    /// Prepares what the levels ask for, side by side.
    init(_ comparisons: [Comparison], _ source: PreparationSource) {
        self.source = source
        var wanted: [any Preparation] = []
        var known: Set<AnyHashable> = []
        func visit(_ agreement: Agreement) {
            switch agreement {
            case .test(let test):
                for part in test.kind.preparations(test) where known.insert(AnyHashable(part)).inserted {
                    wanted.append(part)
                }
            case .any(let parts), .all(let parts): for part in parts { visit(part) }
            case .not(let part): visit(part)
            }
        }
        for comparison in comparisons {
            for level in comparison.levels { visit(level.agreement) }
            if let condition = comparison.missingWhen { visit(condition) }
        }
        // The longest first, so that the short ones fill the gaps at the end.
        let cost = wanted.map { type(of: $0).cost * source.values($0.feature).bytes.count }
        let order = wanted.indices.sorted { (cost[$1], $0) < (cost[$0], $1) }
        let preparations = order.map { wanted[$0] }
        let results = source.workers.mapSideBySide(pieces: preparations.count) { piece -> any Sendable in
            preparations[piece].prepared(from: source)
        }
        for (preparation, result) in zip(preparations, results) { made[AnyHashable(preparation)] = result }
    }

    /// What came of a preparation; made now if no level announced it.
    func callAsFunction<P: Preparation>(_ preparation: P) -> P.Prepared {
        made[AnyHashable(preparation)] as? P.Prepared ?? preparation.prepared(from: source)
    }
}

// MARK: - What several levels need

/// Values as letters.
struct TextPreparation: Preparation {
    let feature: String
    static let cost = 1

    func prepared(from source: PreparationSource) -> PreparedText {
        PreparedText(source.values(feature), workers: source.workers)
    }
}

/// Values as sets of words.
struct TokensPreparation: Preparation {
    let feature: String
    static let cost = 3

    func prepared(from source: PreparationSource) -> PreparedTokens { PreparedTokens(source.values(feature)) }
}

/// Values as q-grams with their counts.
struct QGramsPreparation: Preparation {
    let feature: String
    let q: Int
    static let cost = 4

    func prepared(from source: PreparationSource) -> PreparedQGrams {
        PreparedQGrams(source.values(feature), q: q)
    }
}

/// Values as dates.
struct DatesPreparation: Preparation {
    let feature: String
    static let cost = 1

    func prepared(from source: PreparationSource) -> PreparedDates { PreparedDates(source.values(feature)) }
}

/// Values as numbers.
struct NumbersPreparation: Preparation {
    let feature: String
    static let cost = 1

    func prepared(from source: PreparationSource) -> PreparedNumbers {
        PreparedNumbers(source.values(feature))
    }
}

/// The codes of another feature among those of this one.
struct TranslationPreparation: Preparation {
    let feature: String
    let other: String
    static let cost = 2

    func prepared(from source: PreparationSource) -> CodeTranslation {
        CodeTranslation(from: source.values(other), to: source.values(feature))
    }
}
