import Columns

/// A level that a similarity of q-grams decides.
protocol QGramLevel: LevelKind {}

extension QGramLevel {
    static var suits: RoleGroup { .texts }
    static var argument: LevelArgument { .similarity }
    static var options: [LevelOption] {
        [
            LevelOption(
                name: "q",
                meaning: "the length of q-grams",
                shape: .whole(1...8),
                usual: .number(Double(usualQ))
            )
        ]
    }

    /// The length of q-grams where none is given.
    private static var usualQ: Int { 2 }

    static func preparations(_ test: LevelTest) -> [any Preparation] {
        let q = length(test)
        return q == 2 || q == 3 ? [QGramsPreparation(feature: test.looked, q: q)] : []
    }

    /// What a test needs; q-grams are prepared of two and three letters only.
    static func grams(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> (slot: Int, q: Int, grams: PreparedQGrams) {
        let q = length(test)
        if q != 2 && q != 3 { throw compiler.error("asks for q-grams of \(q) letters; expected 2 or 3") }
        let grams = compiler.prepared(QGramsPreparation(feature: test.looked, q: q))
        return (try compiler.slot(test.looked), q, grams)
    }

    private static func length(_ test: LevelTest) -> Int { Int(test.options["q"]?.number ?? Double(usualQ)) }
}
