import Columns

/// The value of the first feature in one record is that of the second feature in the other.
enum CrossedWithLevel: LevelKind {
    static let word = "crossed_with"
    static let meaning = "the value of this feature is that of the other feature in the other record"
    static let suits = RoleGroup.names
    static let argument = LevelArgument.otherFeature
    static let seesMissing = true
    static let examples: [LevelExample] = [
        .like(.crossedWith("surname", "given_name"), ["chan", "wing"], ["lee", "chan"]),
        .unlike(.crossedWith("surname", "given_name"), ["chan", "wing"], ["chan", "lee"]),
    ]

    static func preparations(_ test: LevelTest) -> [any Preparation] {
        [TranslationPreparation(feature: test.looked, other: test.name)]
    }

    static func compile(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> Condition {
        .crossed(
            try compiler.slot(test.looked),
            try compiler.slot(test.name),
            compiler.prepared(TranslationPreparation(feature: test.looked, other: test.name))
        )
    }
}

extension Agreement {
    /// The value of the first feature in one record is that of the second feature in the other.
    public static func crossedWith(_ feature: String, _ other: String) -> Agreement {
        .test(LevelTest(CrossedWithLevel.self, feature, .text(other)))
    }
}
