import Columns

/// The values are the same but for spaces.
enum SameWithoutSpacesLevel: WordRelationLevel {
    static let word = "same_without_spaces"
    static let meaning = "the values are the same but for spaces"
    static let suits = RoleGroup.texts
    static let flag = WordRelation.sameWithoutSpaces
    static let examples: [LevelExample] = [
        .like(.sameWithoutSpaces("given_name"), "mary ann", "maryann"),
        .unlike(.sameWithoutSpaces("given_name"), "mary ann", "mary anne"),
    ]

    static func sharedKey(_ test: LevelTest) -> String? { "compact" }
}

extension Agreement {
    /// The values are the same but for spaces.
    public static func sameWithoutSpaces(_ feature: String) -> Agreement {
        .test(LevelTest(SameWithoutSpacesLevel.self, feature))
    }
}
