import Columns

/// One date is partial, a year ends in 0 or 5, and the other is at most five years from it.
enum HeapedYearLevel: DateRelationLevel {
    static let word = "heaped_year"
    static let meaning =
        "one date is partial, a year ends in 0 or 5, and the other is at most five years from it"
    static let suits = RoleGroup.birthYears
    static let flag = DateRelation.heapedYear
    static let examples: [LevelExample] = [
        .like(.heapedYear("birth_year"), "1980", "1977"), .unlike(.heapedYear("birth_year"), "1979", "1977"),
        .unlike(.heapedYear("birth_year"), "1980", "1974"),
    ]
}

extension Agreement {
    /// One date is partial, a year ends in 0 or 5, and the other is at most five years from it.
    public static func heapedYear(_ feature: String) -> Agreement {
        .test(LevelTest(HeapedYearLevel.self, feature))
    }
}
