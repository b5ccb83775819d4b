import Columns

/// Jaccard similarity of the sets of q-grams of at least the threshold (0…1).
enum JaccardLevel: QGramLevel {
    static let word = "jaccard"
    static let meaning = "the Jaccard similarity of the values' q-grams is at least this"
    static let examples: [LevelExample] = [
        .like(.jaccard("street", q: 2, 0.5), "nathan road", "nathan rd"),
        .unlike(.jaccard("street", q: 2, 0.5), "nathan road", "jordan road"),
        .unlike(.jaccard("street", q: 3, 0.9), "nathan road", "nathan rd"),
    ]

    static func compile(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> Condition {
        let (slot, q, grams) = try grams(test, &compiler)
        let index = compiler.measure("\(q) \(test.looked)", JaccardMeasure(slot: slot, grams: grams))
        return .atLeast(measure: index, Float(test.number))
    }
}

extension Agreement {
    /// Jaccard similarity of the sets of q-grams of at least the threshold (0…1).
    public static func jaccard(_ feature: String, q: Int, _ least: Double) -> Agreement {
        .test(LevelTest(JaccardLevel.self, feature, .number(least), options: ["q": .number(Double(q))]))
    }
}

private struct JaccardMeasure: PairMeasure {
    let slot: Int
    let grams: PreparedQGrams

    func compute(
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        into values: UnsafeMutablePointer<Float>
    ) {
        let grams = grams
        batch.each(indices, slot) { values[$0] = Float(grams.jaccard($1, $2)) }
    }
}
