import Columns

/// One date is partial, and what both have agrees.
enum PartialDateLevel: DateRelationLevel {
    static let word = "partial_date"
    static let meaning =
        "one date is partial, and what both have agrees"
    static let suits = RoleGroup.dates
    static let flag = DateRelation.partial
    static let examples: [LevelExample] = [
        .like(.partialDate("birth_date"), "1980-03-04", "1980-03"),
        .like(.partialDate("birth_date"), "1980", "1980-03"),
        .unlike(.partialDate("birth_date"), "1980-03-04", "1980-04"),
        .unlike(.partialDate("birth_date"), "1980-03-04", "1980-03-04"),
    ]
}

extension Agreement {
    /// One date is partial, and what both have agrees.
    public static func partialDate(_ feature: String) -> Agreement {
        .test(LevelTest(PartialDateLevel.self, feature))
    }
}
