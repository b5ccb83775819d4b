import Columns

/// Month and day agree.
enum SameMonthDayLevel: DateRelationLevel {
    static let word = "same_month_day"
    static let meaning =
        "month and day agree"
    static let suits = RoleGroup.dates
    static let flag = DateRelation.sameMonthDay
    static let examples: [LevelExample] = [
        .like(.sameMonthDay("birth_date"), "1980-03-04", "1975-03-04"),
        .unlike(.sameMonthDay("birth_date"), "1980-03-04", "1980-03-05"),
    ]
}

extension Agreement {
    /// Month and day agree.
    public static func sameMonthDay(_ feature: String) -> Agreement {
        .test(LevelTest(SameMonthDayLevel.self, feature))
    }
}
