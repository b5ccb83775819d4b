import Columns

/// The values of two features are exchanged between the records, and each may be misspelt.
enum NearlySwappedWithLevel: LevelKind {
    static let word = "nearly_swapped_with"
    static let meaning =
        "the values are exchanged, and each may be misspelt, as long as they are more alike so than without the "
        + "exchange"
    static let suits = RoleGroup.names
    static let argument = LevelArgument.otherFeature
    static let options = [
        LevelOption(
            name: "similarity",
            meaning: "how similar each value must be to the other's (Jaro–Winkler)",
            shape: .similarity,
            usual: .number(0.84)
        )
    ]
    static let examples: [LevelExample] = [
        .like(.nearlySwappedWith("surname", "given_name", 0.84), ["martha", "dwayne"], ["duane", "marhta"]),
        .unlike(
            .nearlySwappedWith("surname", "given_name", 0.9),
            ["martha", "dwayne"],
            ["duane", "marhta"]
        ),
        .unlike(
            .nearlySwappedWith("surname", "given_name", 0.84),
            ["martha", "marhta"],
            ["martha", "marhta"]
        ),
    ]

    static func preparations(_ test: LevelTest) -> [any Preparation] { [both(test)] }

    static func compile(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> Condition {
        let (slot, other) = (try compiler.slot(test.looked), try compiler.slot(test.name))
        let least = Float(test.options["similarity"]?.number ?? 1)
        let both = compiler.prepared(both(test))
        let index = compiler.measure(
            "\(test.looked) \(test.name)",
            ExchangeMeasure(slot: slot, other: other, text: both.text, codes: both.codes, least: least)
        ) { $0.least = min($0.least, least) }
        return .atLeast(measure: index, least)
    }

    private static func both(_ test: LevelTest) -> JoinedPreparation {
        JoinedPreparation(feature: test.looked, other: test.name)
    }
}

extension Agreement {
    /// The values of two features are exchanged between the records and each misspelt at most so much: a
    /// Jaro–Winkler similarity of at least the threshold (0…1), and higher than that of the first feature's
    /// own values.
    public static func nearlySwappedWith(_ feature: String, _ other: String, _ least: Double) -> Agreement {
        .test(
            LevelTest(
                NearlySwappedWithLevel.self,
                feature,
                .text(other),
                options: ["similarity": .number(least)]
            )
        )
    }
}

/// The values of both features as one, and the codes of the second among them.
private struct JoinedPreparation: Preparation {
    let feature: String
    let other: String
    static let cost = 4

    struct Prepared: Sendable {
        let text: PreparedText
        let codes: CodeTranslation
    }

    func prepared(from source: PreparationSource) -> Prepared {
        let (both, codes) = CodeTranslation.joined(source.values(feature), source.values(other))
        return Prepared(text: PreparedText(both, workers: source.workers), codes: codes)
    }
}

/// How well the values of two features fit exchanged: the lower of the two Jaro–Winkler similarities.
///
/// It is 0 where it is below the least that any level asks for, or the first feature's own values are as
/// similar.
private struct ExchangeMeasure: PairMeasure {
    let slot: Int
    let other: Int
    let text: PreparedText
    let codes: CodeTranslation
    var least: Float

    func compute(
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        into values: UnsafeMutablePointer<Float>
    ) {
        let (slot, other, text, least) = (slot, other, text, least)
        codes.withCodes { codes in
            // SAFETY: translations have an entry for each code of the other slot.
            batch.eachRow(indices) { i, a, b in
                let (x, y) = (codes[Int(b[other])], codes[Int(a[other])])
                values[i] = 0
                guard text.couldReachJaroWinkler(a[slot], x, least),
                    text.couldReachJaroWinkler(b[slot], y, least)
                else { return }
                let crossed = min(text.jaroWinkler(a[slot], x), text.jaroWinkler(b[slot], y))
                if crossed >= least && crossed > text.jaroWinkler(a[slot], b[slot]) { values[i] = crossed }
            }
        }
    }
}
