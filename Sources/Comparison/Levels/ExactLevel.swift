import Columns

/// The values are the same.
enum ExactLevel: LevelKind {
    static let word = "exact"
    static let meaning = "the values are the same"
    static let suits = RoleGroup.any
    static let seesMissing = true
    static let examples: [LevelExample] = [
        .like(.exact("surname"), "chan", "chan"), .unlike(.exact("surname"), "chan", "chen"),
        .unlike(.exact("surname"), "", ""),
    ]

    static func sharedKey(_ test: LevelTest) -> String? { "exact" }

    static func compile(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> Condition {
        .sameCode(slot: try compiler.slot(test.looked))
    }
}

extension Agreement {
    /// The values are the same.
    public static func exact(_ feature: String) -> Agreement { .test(LevelTest(ExactLevel.self, feature)) }
}
