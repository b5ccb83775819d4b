import Columns

/// Two of year, month and day agree.
enum TwoDatePartsLevel: DateRelationLevel {
    static let word = "two_date_parts"
    static let meaning =
        "two of year, month and day agree"
    static let suits = RoleGroup.dates
    static let flag = DateRelation.twoParts
    static let examples: [LevelExample] = [
        .like(.twoDateParts("birth_date"), "1980-03-04", "1981-03-04"),
        .unlike(.twoDateParts("birth_date"), "1980-03-04", "1981-03-05"),
    ]
}

extension Agreement {
    /// Two of year, month and day agree.
    public static func twoDateParts(_ feature: String) -> Agreement {
        .test(LevelTest(TwoDatePartsLevel.self, feature))
    }
}
