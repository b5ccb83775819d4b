import Columns

/// The dates lie at most so many months apart, in days rounded up.
enum WithinMonthsLevel: LevelShorthand {
    static let word = "within_months"
    static let meaning = "the dates are at most so many months apart, in days: 31 for one"
    static let suits = RoleGroup.dates
    static let argument = LevelArgument.most
    static let examples: [LevelExample] = [
        .like(.withinMonths("birth_date", 1), "1980-03-04", "1980-04-04"),
        .unlike(.withinMonths("birth_date", 1), "1980-03-04", "1980-04-05"),
    ]

    /// Days of a month, on the average.
    private static let days = 30.4375

    static func completed(_ test: LevelTest) -> Agreement {
        .withinDays(test.looked, Int((test.number * days).rounded(.up)))
    }
}

extension Agreement {
    /// The dates lie at most so many months apart, in days rounded up.
    public static func withinMonths(_ feature: String, _ most: Int) -> Agreement {
        .test(LevelTest(WithinMonthsLevel.self, feature, .number(Double(most))))
    }
}
