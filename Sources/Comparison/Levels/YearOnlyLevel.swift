import Columns

/// The years agree.
enum YearOnlyLevel: DateRelationLevel {
    static let word = "year_only"
    static let meaning =
        "the years agree"
    static let suits = RoleGroup.birthYears
    static let flag = DateRelation.sameYear
    static let examples: [LevelExample] = [
        .like(.yearOnly("birth_date"), "1980-03-04", "1980-12"),
        .unlike(.yearOnly("birth_date"), "1980-03-04", "1981-03-04"),
    ]

    static func sharedKey(_ test: LevelTest) -> String? { "year" }
}

extension Agreement {
    /// The years agree.
    public static func yearOnly(_ feature: String) -> Agreement {
        .test(LevelTest(YearOnlyLevel.self, feature))
    }
}
