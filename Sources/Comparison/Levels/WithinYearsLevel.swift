import Columns

/// The dates lie at most so many years apart, in days rounded up.
enum WithinYearsLevel: LevelShorthand {
    static let word = "within_years"
    static let meaning = "the dates are at most so many years apart, in days: 366 for one"
    static let suits = RoleGroup.dates
    static let argument = LevelArgument.most
    static let examples: [LevelExample] = [
        .like(.withinYears("birth_date", 1), "1980-03-04", "1981-03-05"),
        .unlike(.withinYears("birth_date", 1), "1980-03-04", "1981-03-06"),
    ]

    /// Days of a year, on the average.
    private static let days = 365.25

    static func completed(_ test: LevelTest) -> Agreement {
        .withinDays(test.looked, Int((test.number * days).rounded(.up)))
    }
}

extension Agreement {
    /// The dates lie at most so many years apart, in days rounded up.
    public static func withinYears(_ feature: String, _ most: Int) -> Agreement {
        .test(LevelTest(WithinYearsLevel.self, feature, .number(Double(most))))
    }
}
