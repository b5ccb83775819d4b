import Columns

/// The numbers differ by at most so much.
enum WithinLevel: LevelKind {
    static let word = "within"
    static let meaning = "the numbers differ by at most this"
    static let suits = RoleGroup.numbers
    static let argument = LevelArgument.amount
    static let examples: [LevelExample] = [
        .like(.within("number", 1.5), "100", "101.5"), .unlike(.within("number", 1), "100", "101.5"),
        .unlike(.within("number", 1), "100", "ten"),
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
        let index = compiler.measure(test.looked, WithinMeasure(slot: slot, numbers: numbers))
        return .atMost(measure: index, Float(test.number))
    }
}

extension Agreement {
    /// The numbers differ by at most so much.
    public static func within(_ feature: String, _ distance: Double) -> Agreement {
        .test(LevelTest(WithinLevel.self, feature, .number(distance)))
    }
}

/// Difference of two numbers.
private struct WithinMeasure: PairMeasure {
    let slot: Int
    let numbers: PreparedNumbers

    func compute(
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        into values: UnsafeMutablePointer<Float>
    ) {
        let numbers = numbers
        batch.each(indices, slot) { values[$0] = Float(numbers.absoluteDifference($1, $2)) }
    }
}
