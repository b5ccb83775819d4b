import Columns

/// The numbers differ by at most so many per cent of the larger.
enum WithinPercentLevel: LevelKind {
    static let word = "within_percent"
    static let meaning = "the numbers differ by at most so many per cent of the larger"
    static let suits = RoleGroup.numbers
    static let argument = LevelArgument.amount
    static let examples: [LevelExample] = [
        .like(.withinPercent("number", 10), "100", "110"), .unlike(.withinPercent("number", 1), "100", "110"),
    ]

    static func preparations(_ test: LevelTest) -> [any Preparation] {
        [NumbersPreparation(feature: test.looked)]
    }

    static func compile(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> Condition {
        let slot = try compiler.slot(test.looked)
        let numbers = compiler.prepared(NumbersPreparation(feature: test.looked))
        let index = compiler.measure(test.looked, WithinPercentMeasure(slot: slot, numbers: numbers))
        return .atMost(measure: index, Float(test.number / 100))
    }
}

extension Agreement {
    /// The numbers differ by at most so many per cent of the larger.
    public static func withinPercent(_ feature: String, _ percent: Double) -> Agreement {
        .test(LevelTest(WithinPercentLevel.self, feature, .number(percent)))
    }
}

/// Difference of two numbers as a share of the larger.
private struct WithinPercentMeasure: PairMeasure {
    let slot: Int
    let numbers: PreparedNumbers

    func compute(
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        into values: UnsafeMutablePointer<Float>
    ) {
        let numbers = numbers
        batch.each(indices, slot) { values[$0] = Float(numbers.relativeDifference($1, $2)) }
    }
}
