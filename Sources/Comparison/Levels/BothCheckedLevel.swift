import Columns

/// Both values pass the check that their numbers carry.
enum BothCheckedLevel: LevelKind {
    static let word = "both_checked"
    static let meaning =
        "both numbers pass the check they carry, where nearly all values do (identity cards of Hong Kong and "
        + "Spain, Luhn, modulo 11)"
    static let suits = RoleGroup.identifiers
    static let examples: [LevelExample] = [
        .like(.bothChecked("national_id"), "12345678z", "87654321x", among: numbers),
        .unlike(.bothChecked("national_id"), "12345678z", "12345679z", among: numbers),
        .unlike(.bothChecked("national_id"), "12345678z", "87654321x"),
    ]

    /// Thirty Spanish identity numbers.
    private static let numbers = (0..<30).map { index in
        let number = 10_000_000 + index * 7919
        return "\(number)\(Array("trwagmyfpdxbnjzsqvhlcke")[number % 23])"
    }

    static func preparations(_ test: LevelTest) -> [any Preparation] {
        [UncheckedPreparation(feature: test.looked)]
    }

    static func compile(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> Condition {
        let slot = try compiler.slot(test.looked)
        let unchecked = compiler.prepared(UncheckedPreparation(feature: test.looked))
        let measure = EitherMarkedMeasure(slot: slot, marks: unchecked)
        return .not(.atLeast(measure: compiler.measure("unchecked \(test.looked)", measure), 1))
    }
}

extension Agreement {
    /// Both values pass the check that their numbers carry (``CheckDigits``); never, if nearly all do not.
    public static func bothChecked(_ feature: String) -> Agreement {
        .test(LevelTest(BothCheckedLevel.self, feature))
    }

    /// Whether the condition is that both values pass their check, and nothing more.
    package var isBothChecked: Bool { isTest(of: BothCheckedLevel.self) }
}

/// Which values fail the check of their feature's numbers.
private struct UncheckedPreparation: Preparation {
    let feature: String
    static let cost = 2

    func prepared(from source: PreparationSource) -> [Bool] {
        let values = source.values(feature)
        let scheme = CheckDigits.scheme(of: values)
        return (0..<UInt32(max(1, values.count))).map { code in
            code == 0
                || !(scheme.map { scheme in values.withBytes(code) { scheme.isValid($0) } } ?? false)
        }
    }
}
