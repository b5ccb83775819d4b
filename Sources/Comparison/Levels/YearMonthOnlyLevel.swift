import Columns

/// Years and months agree.
enum YearMonthOnlyLevel: LevelShorthand {
    static let word = "year_month_only"
    static let meaning = "years and months agree"
    static let suits = RoleGroup.dates
    static let examples: [LevelExample] = [
        .like(.yearMonthOnly("birth_date"), "1980-03-04", "1980-03"),
        .unlike(.yearMonthOnly("birth_date"), "1980-03-04", "1980-04-04"),
    ]

    static func completed(_ test: LevelTest) -> Agreement { .sameKey(test.looked, "year_month") }
}

extension Agreement {
    /// Years and months agree.
    public static func yearMonthOnly(_ feature: String) -> Agreement {
        .test(LevelTest(YearMonthOnlyLevel.self, feature))
    }
}
