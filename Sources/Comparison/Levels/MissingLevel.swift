import Columns

/// One record or both lack the value.
enum MissingLevel: LevelKind {
    static let word = "missing"
    static let meaning =
        "one record or both lack the value; of use for another feature than the comparison's own, "
        + "`missing: han_name`"
    static let suits = RoleGroup.any
    static let seesMissing = true
    static let examples: [LevelExample] = [
        .like(.missing("given_name"), "mary", ""), .like(.missing("given_name"), "", ""),
        .unlike(.missing("given_name"), "mary", "ann"),
    ]

    static func compile(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> Condition {
        .missing(slot: try compiler.slot(test.looked))
    }
}

extension Agreement {
    /// One record or both lack the value.
    public static func missing(_ feature: String) -> Agreement {
        .test(LevelTest(MissingLevel.self, feature))
    }

    /// Whether the condition is that one record or both lack a value, and nothing more.
    package var isMissing: Bool { isTest(of: MissingLevel.self) }
}
