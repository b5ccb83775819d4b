import Columns

/// The Jaro similarity is at least this.
enum JaroLevel: LevelKind {
    static let word = "jaro"
    static let meaning = "the Jaro similarity is at least this"
    static let suits = RoleGroup.texts
    static let argument = LevelArgument.similarity
    static let examples: [LevelExample] = [
        .like(.jaro("surname", 0.94), "martha", "marhta"), .unlike(.jaro("surname", 0.94), "dwayne", "duane"),
        .unlike(.jaro("surname", 0.95), "martha", "marhta"),
        .like(.jaro("surname", 0.76), "dixon", "dicksonx"),
        .unlike(.jaro("surname", 0.77), "dixon", "dicksonx"),
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
        let index = compiler.measure(test.looked, JaroMeasure(slot: slot, text: text))
        return .atLeast(measure: index, Float(test.number))
    }
}

extension Agreement {
    /// Jaro similarity of at least the threshold (0…1).
    public static func jaro(_ feature: String, _ least: Double) -> Agreement {
        .test(LevelTest(JaroLevel.self, feature, .number(least)))
    }
}

/// Jaro similarity.
private struct JaroMeasure: PairMeasure {
    let slot: Int
    let text: PreparedText

    func compute(
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        into values: UnsafeMutablePointer<Float>
    ) {
        let text = text
        batch.each(indices, slot, prefetch: text.prefetch) { values[$0] = text.jaro($1, $2) }
    }
}
