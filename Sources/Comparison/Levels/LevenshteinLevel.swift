import Columns

/// At most so many insertions, deletions and substitutions.
enum LevenshteinLevel: LevelKind {
    static let word = "levenshtein"
    static let meaning = "at most so many insertions, deletions and substitutions lie between the values"
    static let suits = RoleGroup.texts
    static let argument = LevelArgument.most
    static let examples: [LevelExample] = [
        .like(.levenshtein("surname", 3), "kitten", "sitting"),
        .unlike(.levenshtein("surname", 2), "kitten", "sitting"),
        .unlike(.levenshtein("surname", 1), "martha", "marhta"),
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
        let index = compiler.measure(test.looked, LevenshteinMeasure(slot: slot, text: text, most: most)) {
            $0.most = max($0.most, most)
        }
        return .atMost(measure: index, Float(most))
    }
}

extension Agreement {
    /// At most so many insertions, deletions and substitutions.
    public static func levenshtein(_ feature: String, _ most: Int) -> Agreement {
        .test(LevelTest(LevenshteinLevel.self, feature, .number(Double(most))))
    }
}

/// Levenshtein distance, up to one more than the most that any level asks for.
private struct LevenshteinMeasure: PairMeasure {
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
            values[$0] = Float(text.levenshtein($1, $2, limit: most))
        }
    }
}
