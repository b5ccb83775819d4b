import Linkage
public import Registers

/// What came of a link run, for people and for programs.
public struct LinkSummary: Sendable {
    /// A register's share in the run.
    public struct Register: Sendable {
        /// Its name.
        public var name: String
        /// Its records that took part.
        public var records: Int
        /// Its rows that were set aside.
        public var setAside: Int
        /// Whether it holds at most one record per person.
        public var isDuplicateFree: Bool
    }

    /// Where the results are.
    public var folder: String
    /// The registers, in the order of their names.
    public var registers: [Register]
    /// The pairs compared.
    public var comparedPairs: Int
    /// The pairs kept in the results.
    public var keptPairs: Int
    /// The pairs accepted as links.
    public var links: Int
    /// Of these, links that the rescue pass added; nil where there was none.
    public var rescuedLinks: Int?
    /// The people found, those of one record included.
    public var people: Int
    /// The weight from which pairs were accepted, in bits; nil if none was.
    public var threshold: Double?
    /// What is expected of the people.
    var quality: ExpectedQuality
    /// The expected share of pairs of records within people that are matches, 0…1.
    public var expectedPrecision: Double { quality.precision }
    /// The expected share of all matches that are within people, 0…1.
    public var expectedRecall: Double { quality.recall }
    /// The way people were made.
    public var method: String
    /// What the rules on pairs did; empty without rules.
    var pairRules: [PairRuleUse]
    /// The stages and the seconds they took.
    public var stages: [StageClock.Stage]
    /// What was dropped, guessed, shifted or assumed about the registers.
    public var notices: [RegisterNotice]
    /// What the user should know besides.
    public var remarks: [String]

    /// The records that took part.
    public var records: Int { registers.reduce(0) { $0 + $1.records } }
    /// The seconds of all stages.
    public var seconds: Double { stages.reduce(0) { $0 + $1.seconds } }

    /// The summary for programs.
    public var json: JSONText {
        var fields: [(String, JSONText)] = [
            ("folder", .string(folder)),
            (
                "registers",
                .array(
                    registers.map {
                        .object([
                            ("name", .string($0.name)), ("records", .integer($0.records)),
                            ("set_aside", .integer($0.setAside)),
                            ("duplicate_free", .bool($0.isDuplicateFree)),
                        ])
                    }
                )
            ),
            ("records", .integer(records)), ("compared_pairs", .integer(comparedPairs)),
            ("kept_pairs", .integer(keptPairs)), ("links", .integer(links)),
            ("rescued_links", rescuedLinks.map { .integer($0) } ?? .null), ("people", .integer(people)),
            ("threshold", threshold.map { .number($0) } ?? .null),
            ("expected_precision", .number(expectedPrecision)),
            ("expected_recall", .number(expectedRecall)),
            ("expected_recall_lower", .number(quality.lower)),
            ("expected_recall_upper", .number(quality.upper)),
            ("blocking_recall", quality.blocking.map { .number($0.share) } ?? .null),
            ("blocking_recall_lower", quality.blocking.map { .number($0.lower) } ?? .null),
            ("blocking_recall_upper", quality.blocking.map { .number($0.upper) } ?? .null),
            ("method", .string(method)),
            ("seconds", .number(seconds)),
            ("stages", .array(stages.map(\.json))),
            ("notices", .array(notices.map(\.json))),
            ("remarks", .array(remarks.map { .string($0) })),
        ]
        if !pairRules.isEmpty { fields.append(("pair_rules", .array(pairRules.map(\.json)))) }
        return .object(fields)
    }

    /// Expected recall with its interval.
    private var recallInWords: String {
        "\(Plain.percent(expectedRecall)) (\(Plain.percent(quality.lower)) to \(Plain.percent(quality.upper)))"
    }

    /// The summary for people.
    public var text: String {
        var table = TextTable([("", .left), ("", .right)])
        table.append(["records", Plain.count(records)])
        table.append(["pairs compared", Plain.count(comparedPairs)])
        table.append(["links", Plain.count(links)])
        if let rescuedLinks { table.append(["of them by rare values", Plain.count(rescuedLinks)]) }
        for (effect, words) in [(PairRule.Effect.always, "linked by rules"), (.never, "kept apart by rules")]
        {
            let rules = pairRules.filter { $0.rule.effect == effect }
            if rules.isEmpty { continue }
            table.append([words, Plain.count(rules.reduce(0) { $0 + $1.pairs })])
        }
        table.append(["people", Plain.count(people)])
        table.append(["expected precision", Plain.percent(expectedPrecision)])
        table.append(["expected recall", recallInWords])
        let bits = threshold.map { Plain.fixed($0, decimals: 2) + " bits" } ?? "none reached"
        table.append(["threshold", bits])
        table.append(["time", Plain.duration(seconds)])
        var text = table.rowsText
        for remark in remarks { text += TextTable.printable(remark) + "\n" }
        return text + "results in \(TextTable.printable(folder))\n"
    }
}

extension PairRuleUse {
    /// The rule and what it did, for programs.
    var json: JSONText {
        .object([
            ("kind", .string(rule.effect.rawValue)), ("rule", .string(rule.name)), ("pairs", .integer(pairs)),
            ("otherwise", .integer(otherwise)), ("conflicts", .integer(conflicts)),
        ])
    }
}

extension RegisterNotice {
    /// The notice for programs.
    var json: JSONText {
        .object([
            ("register", .string(register)), ("column", column.map { .string($0) } ?? .null),
            ("kind", .string(kind.rawValue)), ("count", .integer(count)), ("total", .integer(total)),
            ("detail", .string(detail)),
        ])
    }
}
