import Columns

/// The Jaro–Winkler similarity is at least this.
enum JaroWinklerLevel: LevelKind {
    static let word = "jaro_winkler"
    static let meaning = "the Jaro–Winkler similarity is at least this"
    static let suits = RoleGroup.texts
    static let argument = LevelArgument.similarity
    static let examples: [LevelExample] = [
        .like(.jaroWinkler("surname", 0.96), "martha", "marhta"),
        .unlike(.jaroWinkler("surname", 0.96), "dwayne", "duane"),
        .unlike(.jaroWinkler("surname", 0.97), "martha", "marhta"),
        .like(.jaroWinkler("surname", 0.81), "dixon", "dicksonx"),
        .unlike(.jaroWinkler("surname", 0.82), "dixon", "dicksonx"),
    ]

    static func preparations(_ test: LevelTest) -> [any Preparation] {
        [TextPreparation(feature: test.looked)]
    }

    static func compile(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> Condition {
        let slot = try compiler.slot(test.looked)
        let text = compiler.prepared(TextPreparation(feature: test.looked))
        let least = Float(test.number)
        let index = compiler.measure(test.looked, JaroWinklerMeasure(slot: slot, text: text, least: least)) {
            $0.least = min($0.least, least)
        }
        return .atLeast(measure: index, least)
    }
}

extension Agreement {
    /// Jaro–Winkler similarity of at least the threshold (0…1).
    public static func jaroWinkler(_ feature: String, _ least: Double) -> Agreement {
        .test(LevelTest(JaroWinklerLevel.self, feature, .number(least)))
    }
}

/// Jaro–Winkler similarity; 0 where it is below the least that any level asks for.
private struct JaroWinklerMeasure: PairMeasure {
    let slot: Int
    let text: PreparedText
    var least: Float

    func compute(
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        into values: UnsafeMutablePointer<Float>
    ) {
        let (text, least) = (text, least)
        batch.each(indices, slot, prefetch: text.prefetch) { i, a, b in
            values[i] = text.couldReachJaroWinkler(a, b, least) ? text.jaroWinkler(a, b) : 0
        }
    }
}
