import Columns

/// Each word of the one value is in the other.
enum WordSubsetLevel: WordRelationLevel {
    static let word = "word_subset"
    static let meaning = "each word of the one value is in the other"
    static let suits = RoleGroup.texts
    static let flag = WordRelation.wordSubset
    static let examples: [LevelExample] = [
        .like(.wordSubset("given_name"), "tai man peter", "peter"),
        .unlike(.wordSubset("given_name"), "tai man peter", "peter paul"),
    ]
}

extension Agreement {
    /// Each word of the one value is in the other.
    public static func wordSubset(_ feature: String) -> Agreement {
        .test(LevelTest(WordSubsetLevel.self, feature))
    }
}
