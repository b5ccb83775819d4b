import Columns

/// One date is partial, and the years lie at most so many apart.
enum YearsApartLevel: LevelKind {
    static let word = "years_apart"
    static let meaning = "one date is partial, as a year of birth, and the years are at most so far apart"
    static let suits = RoleGroup.birthYears
    static let argument = LevelArgument.most
    static let examples: [LevelExample] = [
        .like(.yearsApart("birth_year", 1), "1980", "1981"),
        .like(.yearsApart("birth_year", 1), "1980", "1981-12-31"),
        .unlike(.yearsApart("birth_year", 1), "1980", "1982"),
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
        let index = compiler.measure(test.looked, YearsMeasure(slot: slot, dates: dates))
        return .atMost(measure: index, Float(test.number))
    }
}

extension Agreement {
    /// One date is partial, and the years lie at most so many apart.
    public static func yearsApart(_ feature: String, _ most: Int) -> Agreement {
        .test(LevelTest(YearsApartLevel.self, feature, .number(Double(most))))
    }
}

/// Years between two dates of which one is partial.
private struct YearsMeasure: PairMeasure {
    let slot: Int
    let dates: PreparedDates

    func compute(
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        into values: UnsafeMutablePointer<Float>
    ) {
        let dates = dates
        batch.each(indices, slot) { i, a, b in
            let years = dates.areFull(a, b) ? Int.max : dates.yearsBetween(a, b)
            values[i] = years == .max ? .infinity : Float(years)
        }
    }
}
