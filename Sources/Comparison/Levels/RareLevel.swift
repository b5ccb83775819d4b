import Columns

/// At least one of the values is rare.
enum RareLevel: LevelKind {
    static let word = "rare"
    static let meaning = "one value at least is rare: in two records or one in 50,000"
    static let suits = RoleGroup.any
    static let examples: [LevelExample] = [
        .like(.rare("surname"), "chan", "smyth", among: ["chan", "chan", "chan"]),
        .unlike(.rare("surname"), "chan", "chen", among: ["chan", "chan", "chen", "chen"]),
    ]

    static func preparations(_ test: LevelTest) -> [any Preparation] {
        [RarePreparation(feature: test.looked)]
    }

    static func compile(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> Condition {
        let slot = try compiler.slot(test.looked)
        let rare = compiler.prepared(RarePreparation(feature: test.looked))
        let index = compiler.measure("rare \(test.looked)", EitherMarkedMeasure(slot: slot, marks: rare))
        return .atLeast(measure: index, 1)
    }
}

extension Agreement {
    /// At least one of the values is rare: held by at most two records, or by one in fifty thousand.
    public static func rare(_ feature: String) -> Agreement { .test(LevelTest(RareLevel.self, feature)) }
}

/// Which values few records hold.
private struct RarePreparation: Preparation {
    let feature: String
    static let cost = 1

    func prepared(from source: PreparationSource) -> [Bool] {
        let few = max(2, UInt32(source.records.count / 50_000))
        return (source.records.feature(feature)?.counts() ?? []).map { $0 <= few }
    }
}
