import Columns

/// The dates agree once day and month of one are exchanged.
enum DayMonthSwappedLevel: DateRelationLevel {
    static let word = "day_month_swapped"
    static let meaning =
        "the dates agree once day and month of one are exchanged"
    static let suits = RoleGroup.dates
    static let flag = DateRelation.dayMonthSwapped
    static let examples: [LevelExample] = [
        .like(.dayMonthSwapped("birth_date"), "1980-03-04", "1980-04-03"),
        .unlike(.dayMonthSwapped("birth_date"), "1980-03-04", "1981-04-03"),
    ]

    static func sharedKey(_ test: LevelTest) -> String? { "swappable_date" }
}

extension Agreement {
    /// The dates agree once day and month of one are exchanged.
    public static func dayMonthSwapped(_ feature: String) -> Agreement {
        .test(LevelTest(DayMonthSwappedLevel.self, feature))
    }
}
