import Columns

/// At least so many words are in both values.
enum SharesValuesLevel: LevelKind {
    static let word = "shares_values"
    static let meaning = "so many words are in both values"
    static let suits = RoleGroup.texts
    static let argument = LevelArgument.least
    static let examples: [LevelExample] = [
        .like(.sharesValues("given_name", 2), "tai man peter", "peter tai"),
        .unlike(.sharesValues("given_name", 2), "tai man", "tai ming"),
    ]

    static func preparations(_ test: LevelTest) -> [any Preparation] {
        [TokensPreparation(feature: test.looked)]
    }

    static func compile(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> Condition {
        let slot = try compiler.slot(test.looked)
        let tokens = compiler.prepared(TokensPreparation(feature: test.looked))
        let index = compiler.measure(test.looked, SharedWordsMeasure(slot: slot, tokens: tokens))
        return .atLeast(measure: index, Float(test.number))
    }
}

extension Agreement {
    /// At least so many words in common.
    public static func sharesValues(_ feature: String, _ least: Int) -> Agreement {
        .test(LevelTest(SharesValuesLevel.self, feature, .number(Double(least))))
    }
}

/// The number of words in common.
private struct SharedWordsMeasure: PairMeasure {
    let slot: Int
    let tokens: PreparedTokens

    func compute(
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        into values: UnsafeMutablePointer<Float>
    ) {
        let tokens = tokens
        batch.each(indices, slot, prefetch: tokens.prefetch) {
            values[$0] = Float(tokens.intersectionCount($1, $2))
        }
    }
}
