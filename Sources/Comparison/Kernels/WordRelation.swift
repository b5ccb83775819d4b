/// How two values are related as sets of words, as flags.
enum WordRelation {
    static let sameWithoutSpaces: Int32 = 1
    static let wordSubset: Int32 = 2
    static let initial: Int32 = 4

    /// All flags that hold for the values of two codes.
    @inline(__always) static func flags(_ tokens: PreparedTokens, _ a: UInt32, _ b: UInt32) -> Int32 {
        var flags: Int32 = 0
        if tokens.sameWithoutSpaces(a, b) { flags |= sameWithoutSpaces }
        if tokens.oneHoldsOther(a, b) { flags |= wordSubset }
        if tokens.initialMatches(a, b) { flags |= initial }
        return flags
    }
}

/// A level that one flag of a ``WordRelation`` decides; all of them share one measure.
protocol WordRelationLevel: LevelKind {
    static var flag: Int32 { get }
}

extension WordRelationLevel {
    static func preparations(_ test: LevelTest) -> [any Preparation] {
        [TokensPreparation(feature: test.looked)]
    }

    static func compile(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> Condition {
        let slot = try compiler.slot(test.looked)
        let tokens = compiler.prepared(TokensPreparation(feature: test.looked))
        let index = compiler.measure(test.looked, WordRelationMeasure(slot: slot, tokens: tokens))
        return .flag(measure: index, flag)
    }
}

private struct WordRelationMeasure: PairMeasure {
    let slot: Int
    let tokens: PreparedTokens

    func compute(
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        into values: UnsafeMutablePointer<Float>
    ) {
        let tokens = tokens
        batch.each(indices, slot, prefetch: tokens.prefetch) {
            values[$0] = Float(WordRelation.flags(tokens, $1, $2))
        }
    }
}
