import Columns

/// A word of one value is the initial of a word of the other.
enum InitialLevel: WordRelationLevel {
    static let word = "initial"
    static let meaning = "a word of one value is the initial of a word of the other"
    static let suits = RoleGroup.names
    static let flag = WordRelation.initial
    static let examples: [LevelExample] = [
        .like(.initial("given_name"), "peter", "p"), .like(.initial("given_name"), "tai man", "john m"),
        .unlike(.initial("given_name"), "peter", "j"),
    ]
}

extension Agreement {
    /// A word of one value is the initial of a word of the other.
    public static func initial(_ feature: String) -> Agreement {
        .test(LevelTest(InitialLevel.self, feature))
    }
}
