import Columns

/// The dates lie at most so many days apart.
enum WithinDaysLevel: LevelKind {
    static let word = "within_days"
    static let meaning = "the dates are at most so many days apart"
    static let suits = RoleGroup.dates
    static let argument = LevelArgument.most
    static let examples: [LevelExample] = [
        .like(.withinDays("birth_date", 31), "1980-03-04", "1980-04-04"),
        .unlike(.withinDays("birth_date", 30), "1980-03-04", "1980-04-04"),
        .unlike(.withinDays("birth_date", 31), "1980-03-04", "1980-03"),
    ]

    static func preparations(_ test: LevelTest) -> [any Preparation] {
        [DatesPreparation(feature: test.looked)]
    }

    static func compile(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> Condition {
        let slot = try compiler.slot(test.looked)
        let dates = compiler.prepared(DatesPreparation(feature: test.looked))
        let index = compiler.measure(test.looked, DaysMeasure(slot: slot, dates: dates))
        return .atMost(measure: index, Float(test.number))
    }
}

extension Agreement {
    /// The dates lie at most so many days apart.
    public static func withinDays(_ feature: String, _ most: Int) -> Agreement {
        .test(LevelTest(WithinDaysLevel.self, feature, .number(Double(most))))
    }
}

/// Days between two full dates.
private struct DaysMeasure: PairMeasure {
    let slot: Int
    let dates: PreparedDates

    func compute(
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        into values: UnsafeMutablePointer<Float>
    ) {
        let dates = dates
        batch.each(indices, slot) { i, a, b in
            values[i] = dates.areFull(a, b) ? Float(dates.daysBetween(a, b)) : .infinity
        }
    }
}
