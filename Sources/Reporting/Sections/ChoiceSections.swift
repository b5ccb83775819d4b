import RunStore

extension Report {
    func sensitivitySection(_ population: PopulationReport) -> Section {
        let shown = population.sensitivity.filter { !$0.isNaive }
        let with = shown.filter { $0.value != nil }
        let used = with.first { $0.isUsed }?.value ?? population.total?.value ?? 0
        let chart = IntervalChart(
            rows: with.enumerated().map { index, row in
                IntervalChart.Row(
                    label: Self.plain(row.setting),
                    value: row.value ?? 0,
                    lower: row.lower,
                    upper: row.upper,
                    text: row.difference.map { Numbers.bits($0, 0) } ?? "",
                    isMarked: row.isUsed,
                    heading: index == 0 || with[index - 1].choice != row.choice ? Self.plain(row.choice) : nil
                )
            },
            unit: "people",
            reference: used,
            window: Self.window(with, around: used)
        )
        let table = DataTable(
            caption: "The total under other choices",
            columns: [
                .text("choice"), .text("setting"), .number("total"), .number("difference"),
                .number("lower \(level)"),
                .number("upper \(level)"), .text("remark"),
            ],
            rows: shown.map { row in
                [
                    .value(Self.plain(row.choice)), .value(Self.plain(row.setting)),
                    Piece.number(row.value, Numbers.cases),
                    Piece.number(row.difference) { Numbers.bits($0, 0) },
                    Piece.number(row.lower, Numbers.cases), Piece.number(row.upper, Numbers.cases),
                    row.flag.map { .value(Self.plain($0)) } ?? (row.isUsed ? "used" : .none),
                ]
            },
            marked: Set(shown.indices.filter { shown[$0].isUsed })
        )
        var body: [Markup] = [
            Piece.paragraph(
                "The total if one choice were made otherwise and all else stayed. A choice that moves the total beyond "
                    + "its interval matters more than the interval admits. All rows take the links that were accepted, while "
                    + "the estimate draws unsure links again and again: the row in use may differ from it a little."
            )
        ]
        body.append(
            with.isEmpty
                ? table.markup
                : Piece.figure(
                    "The total under other choices; the line is the choice in use, the number the difference from it. Hollow dots at "
                        + "the edge lie beyond the axis.",
                    chart.markup(
                        id: "chart-sensitivity",
                        title: "Sensitivity of the total",
                        description: "\(Numbers.of(with.count, "choice")) beside the estimate.",
                        width: 540
                    ),
                    beside: table,
                    isNarrow: true
                )
        )
        return Section("sensitivity", "Sensitivity", body)
    }

    /// The part of the axis that most choices lie in: a far one must not press the others into one point.
    private static func window(_ rows: [PopulationReport.Alternative], around used: Double) -> ClosedRange<
        Double
    > {
        let distances = rows.compactMap { $0.value.map { ($0 - used).magnitude } }.sorted()
        let usual = distances.isEmpty ? 0 : distances[distances.count * 8 / 10]
        let half = rows.first { $0.isUsed }.map { (($0.upper ?? used) - ($0.lower ?? used)) / 2 } ?? 0
        let reach = max(1.3 * usual, 2 * half, 1)
        return (used - reach)...(used + reach)
    }

    func modelsSection(_ population: PopulationReport) -> Section {
        var body: [Markup] = [
            Piece.paragraph(
                "The models that were fitted to who was seen in which registers, the best by AIC first."
                    + (population.isPublished
                        ? " Estimates by stratum are exact, and shown with --reveal only." : "")
            ),
            DataTable(
                caption: "Models",
                columns: [
                    .text("model"), .text("stratum"), .number("parameters"), .number("deviance"),
                    .number("df"),
                    .number("AIC"), .number("BIC"), .number("estimate"), .number("standard error"),
                    .number("weight"),
                    .text("remark"),
                ],
                rows: population.models.map { model in
                    [
                        .value(model.name), .value(model.stratum), .number(model.parameters),
                        Piece.number(model.deviance) { Numbers.fixed($0, 2) },
                        model.degreesOfFreedom.map { .number($0) } ?? Piece.dash,
                        Piece.number(model.aic) { Numbers.fixed($0, 2) },
                        Piece.number(model.bic) { Numbers.fixed($0, 2) },
                        Piece.number(model.value, Numbers.cases),
                        Piece.number(model.standardError, Numbers.cases),
                        Piece.number(model.weight) { Numbers.percent($0, 1) },
                        model.note.map { .value($0) } ?? .none,
                    ]
                }
            ).markup,
        ]
        if population.modelsLeftOut > 0 {
            body.append(
                Piece.note(
                    .text(
                        "\(Numbers.count(population.modelsLeftOut)) more are in the table models of recensus.sqlite."
                    )
                )
            )
        }
        if !population.merged.isEmpty {
            body.append(
                DataTable(
                    caption: "Strata that were merged",
                    columns: [.text("stratum"), .text("why")],
                    rows: population.merged.map { [.value($0.stratum), .value($0.why)] }
                ).markup
            )
        }
        return Section("models", "Models", body)
    }

    private static func evidence(_ evidence: [PopulationReport.Evidence]) -> [Markup] {
        [
            Piece.heading("Evidence of residence"),
            Piece.paragraph(
                "Registers that are not linked, but say who left, arrived, was born or died, and whom their rows fit."
            ),
            DataTable(
                caption: "Registers of evidence",
                columns: [
                    .text("register"), .text("of"), .number("rows"), .number("attached"),
                    .number("fit several"),
                    .number("fit nobody"), .number("unusable"), .text("file"), .text("attached by"),
                ],
                rows: evidence.map { row in
                    [
                        .value(row.name), .value(plain(row.kind)), .number(row.rows), .number(row.attached),
                        .number(row.ambiguous), .number(row.unattached), .number(row.unusable),
                        .value(row.path),
                        .value(row.rule),
                    ]
                }
            ).markup,
            DataTable(
                caption: "What registers of evidence lost",
                columns: [
                    .text("register"), .number("expected to be attached"), .number("departures missing"),
                    .number("arrivals missing"), .number("people for it"), .text("remark"),
                ],
                rows: evidence.map { row in
                    [
                        .value(row.name), Piece.number(row.expected.map { Double($0) }) { Numbers.cases($0) },
                        Piece.number(row.departuresLost) { Numbers.percent($0, 1) },
                        Piece.number(row.arrivalsLost) { Numbers.percent($0, 1) },
                        Piece.number(row.consequence) { Numbers.cases($0) },
                        row.flag.map { .value(plain($0)) } ?? .none,
                    ]
                }
            ).markup,
            DataTable(
                caption: "SHA-256 of the files of evidence",
                columns: [.text("register"), .text("digest")],
                rows: evidence.map { [.value($0.name), Piece.code($0.sha256)] }
            ).markup,
        ]
    }

    func residenceSection(_ population: PopulationReport) -> Section {
        var body = [
            Piece.paragraph(
                "Why people found count as living here, or do not: first from what was known on the reference date, then "
                    + "from all that is known."
            ),
            DataTable(
                caption: "Residence, by what decided",
                columns: [.text("what decided"), .text("verdict"), .number("provisional"), .number("final")],
                rows: population.residence.map {
                    [
                        .value($0.description), .value(Self.plain($0.category)), .number($0.provisional),
                        .number($0.final),
                    ]
                }
            ).markup,
        ]
        if !population.evidence.isEmpty { body += Self.evidence(population.evidence) }
        return Section("residence", "Residence", body)
    }
}
