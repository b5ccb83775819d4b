import Columns

/// At most so many insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
enum DamerauLevel: LevelKind {
    static let word = "damerau"
    static let meaning =
        "at most so many insertions, deletions, substitutions and swaps of neighbours lie between the values"
    static let suits = RoleGroup.texts
    static let argument = LevelArgument.most
    static let examples: [LevelExample] = [
        .like(.damerau("surname", 1), "martha", "marhta"),
        .like(.damerau("national_id", 1), "a1234563", "a1235463"),
        .unlike(.damerau("surname", 2), "kitten", "sitting"),
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
        let most = Int(test.number)
        let index = compiler.measure(test.looked, DamerauMeasure(slot: slot, text: text, most: most)) {
            $0.most = max($0.most, most)
        }
        return .atMost(measure: index, Float(most))
    }
}

extension Agreement {
    /// At most so many insertions, deletions, substitutions and swaps of neighbours (optimal string
    /// alignment).
    public static func damerau(_ feature: String, _ most: Int) -> Agreement {
        .test(LevelTest(DamerauLevel.self, feature, .number(Double(most))))
    }
}

/// Optimal string alignment distance, up to one more than the most that any level asks for.
private struct DamerauMeasure: PairMeasure {
    let slot: Int
    let text: PreparedText
    var most: Int

    func compute(
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        into values: UnsafeMutablePointer<Float>
    ) {
        let (text, most) = (text, most)
        batch.each(indices, slot, prefetch: text.prefetch) {
            values[$0] = Float(text.osa($1, $2, limit: most))
        }
    }
}
