import Columns

/// The values of two features are exchanged between the records.
enum SwappedWithLevel: LevelKind {
    static let word = "swapped_with"
    static let meaning = "the values of the two features are exchanged between the records"
    static let suits = RoleGroup.names
    static let argument = LevelArgument.otherFeature
    static let seesMissing = true
    static let examples: [LevelExample] = [
        .like(.swappedWith("surname", "given_name"), ["chan", "wing"], ["wing", "chan"]),
        .unlike(.swappedWith("surname", "given_name"), ["chan", "wing"], ["chan", "wing"]),
        .unlike(.swappedWith("surname", "given_name"), ["chan", "wing"], ["wing", "chen"]),
    ]

    static func preparations(_ test: LevelTest) -> [any Preparation] {
        [TranslationPreparation(feature: test.looked, other: test.name)]
    }

    static func compile(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> Condition {
        .swapped(
            try compiler.slot(test.looked),
            try compiler.slot(test.name),
            compiler.prepared(TranslationPreparation(feature: test.looked, other: test.name))
        )
    }
}

extension Agreement {
    /// The values of two features are exchanged between the records.
    public static func swappedWith(_ feature: String, _ other: String) -> Agreement {
        .test(LevelTest(SwappedWithLevel.self, feature, .text(other)))
    }

    /// Whether the condition is that the values of two features are exchanged, and nothing more.
    package var isSwappedWith: Bool { isTest(of: SwappedWithLevel.self) }
}
