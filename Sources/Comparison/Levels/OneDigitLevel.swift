import Columns

/// One digit differs, or two neighbours are exchanged.
enum OneDigitLevel: DateRelationLevel {
    static let word = "one_digit"
    static let meaning =
        "one digit differs, or two neighbours are exchanged"
    static let suits = RoleGroup.dates
    static let flag = DateRelation.oneDigit
    static let examples: [LevelExample] = [
        .like(.oneDigit("birth_date"), "1980-03-04", "1980-03-14"),
        .like(.oneDigit("birth_date"), "1980-03-04", "1908-03-04"),
        .unlike(.oneDigit("birth_date"), "1980-03-04", "1981-03-14"),
    ]
}

extension Agreement {
    /// One digit differs, or two neighbours are exchanged.
    public static func oneDigit(_ feature: String) -> Agreement {
        .test(LevelTest(OneDigitLevel.self, feature))
    }
}
