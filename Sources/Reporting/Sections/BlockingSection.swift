import RunStore

extension Report {
    /// Which pairs were compared at all.
    var blockingSection: Section {
        var body: [Markup] = [
            Piece.paragraph(
                "Pairs are compared only if a rule puts both records into one block. What no rule finds cannot "
                    + "become a link. A pair counts as new for the first rule that found it."
            )
        ]
        guard !rules.isEmpty else {
            return Section("blocking", "Blocking", body + [Piece.paragraph("The run has no blocking rules.")])
        }
        let chart = BarChart(
            bars: rules.map { rule in
                BarChart.Bar(
                    label: rule.name,
                    value: Double(rule.pairs),
                    text: Numbers.count(rule.newPairs),
                    part: Double(rule.newPairs)
                )
            }
        )
        let all = rules.reduce(0) { $0 + $1.newPairs }
        body.append(
            Piece.figure(
                "Pairs of each rule; the dark part, and the number, are pairs that no earlier rule found.",
                chart.markup(
                    id: "chart-rules",
                    title: "Pairs by blocking rule",
                    description:
                        "\(Numbers.of(rules.count, "rule")): \(Numbers.count(all)) different pairs of records.",
                    width: 520
                ),
                beside: DataTable(
                    caption: "Blocking rules",
                    columns: [
                        .text("rule"), .number("pairs"), .number("new pairs"), .number("blocks"),
                        .number("pairs in the largest"), .number("expected recall"),
                    ],
                    rows: rules.map { rule in
                        [
                            .value(rule.name), .number(rule.pairs), .number(rule.newPairs),
                            .number(rule.blocks),
                            .number(rule.largestBlockPairs),
                            Piece.number(rule.expectedRecall) { Numbers.percent($0) },
                        ]
                    }
                ),
                isNarrow: true
            )
        )
        body.append(
            Piece.note(
                "Expected recall: the share of all matches that this rule and those before it are expected to find; "
                    + "– if the job gave the rule."
            )
        )
        body.append(
            .tag(
                "ul",
                .class("why"),
                body: rules.map { .tag("li", body: [.value($0.name), ": ", .value($0.reason), "."]) }
            )
        )
        if !largestBlocks.isEmpty {
            body.append(Piece.heading("Largest blocks"))
            body.append(
                Piece.paragraph(
                    "Where most pairs come from. A very large block often is a default value, such as the first of "
                        + "January or an institution’s address."
                )
            )
            let names = Dictionary(rules.map { ($0.rule, $0.name) }, uniquingKeysWith: { first, _ in first })
            body.append(
                DataTable(
                    caption: "The largest blocks of each rule",
                    columns: [
                        .text("rule"), .number("rank"), .text("values of the key"), .number("records"),
                        .number("pairs"),
                    ],
                    rows: largestBlocks.filter { $0.rank <= Self.blocksShown }.map { block in
                        [
                            .value(names[block.rule] ?? "rule \(block.rule)"), .number(block.rank),
                            Piece.code(block.key), .number(block.records), .number(block.pairs),
                        ]
                    }
                ).markup
            )
        }
        return Section("blocking", "Blocking", body)
    }

    /// The largest blocks shown per rule.
    private static let blocksShown = 5
}
