import Columns

/// Cosine similarity of the q-gram counts of at least the threshold (0…1).
enum CosineLevel: QGramLevel {
    static let word = "cosine"
    static let meaning = "the cosine similarity of the values' q-gram counts is at least this"
    static let examples: [LevelExample] = [
        .like(.cosine("street", q: 2, 0.7), "nathan road", "nathan rd"),
        .unlike(.cosine("street", q: 2, 0.9), "nathan road", "jordan road"),
    ]

    static func compile(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> Condition {
        let (slot, q, grams) = try grams(test, &compiler)
        let index = compiler.measure("\(q) \(test.looked)", CosineMeasure(slot: slot, grams: grams))
        return .atLeast(measure: index, Float(test.number))
    }
}

extension Agreement {
    /// Cosine similarity of the q-gram counts of at least the threshold (0…1).
    public static func cosine(_ feature: String, q: Int, _ least: Double) -> Agreement {
        .test(LevelTest(CosineLevel.self, feature, .number(least), options: ["q": .number(Double(q))]))
    }
}

private struct CosineMeasure: PairMeasure {
    let slot: Int
    let grams: PreparedQGrams

    func compute(
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        into values: UnsafeMutablePointer<Float>
    ) {
        let grams = grams
        batch.each(indices, slot) { values[$0] = Float(grams.cosine($1, $2)) }
    }
}
