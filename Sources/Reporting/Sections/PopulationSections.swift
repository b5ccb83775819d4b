import RunStore

extension Report {
    /// What the estimate says; nothing if the run has none.
    var populationSections: [Section] {
        guard let population else { return [] }
        var sections = [totalSection(population)]
        if let pyramid = population.pyramid { sections.append(pyramidSection(pyramid)) }
        sections += population.groupings.filter { $0.dimensions.count == 1 && !$0.cells.isEmpty }.map(
            areaSection
        )
        if !population.coverage.isEmpty { sections.append(coverageSection(population)) }
        if !population.errorBudget.isEmpty { sections.append(errorSection(population)) }
        if !population.sensitivity.isEmpty { sections.append(sensitivitySection(population)) }
        if !population.models.isEmpty { sections.append(modelsSection(population)) }
        if !population.residence.isEmpty { sections.append(residenceSection(population)) }
        return sections
    }

    // MARK: The total

    private func totalSection(_ population: PopulationReport) -> Section {
        let with = population.totals.filter { $0.measure == "population" && $0.value != nil }
        var body: [Markup] = [
            Piece.paragraph(
                .text(
                    "The total of the population, and what simpler ways would say. The first row is the estimate. "
                        + (population.isPublished
                            ? "Figures are those that disclosure control lets out."
                            : "Figures are exact, before disclosure control: they must not leave the office.")
                )
            )
        ]
        let table = DataTable(
            caption: "Totals",
            columns: [
                .text("measure"), .text("method"), .number("value"), .number("standard error"),
                .number("lower 95 %"), .number("upper 95 %"), .text("remark"),
            ],
            rows: population.totals.map { estimate in
                [.value(Self.plain(estimate.measure)), .value(Self.plain(estimate.method))]
                    + Self.cells(estimate)
            },
            marked: population.totals.isEmpty ? [] : [0]
        )
        if with.count > 1 {
            let chart = IntervalChart(
                rows: with.enumerated().map { index, estimate in
                    IntervalChart.Row(
                        label: Self.plain(estimate.method),
                        value: estimate.value ?? 0,
                        lower: estimate.lower,
                        upper: estimate.upper,
                        text: Numbers.cases(estimate.value ?? 0),
                        isMarked: index == 0
                    )
                },
                unit: "people",
                reference: with.first?.value
            )
            body.append(
                Piece.figure(
                    "The population by each method, with 95 % intervals where there are any.",
                    chart.markup(
                        id: "chart-totals",
                        title: "Total population by method",
                        description: "The estimate is \(Numbers.cases(with[0].value ?? 0))."
                    ),
                    beside: table
                )
            )
        } else {
            body.append(table.markup)
        }
        return Section("population", "Population", body)
    }

    private static func cells(_ estimate: PopulationReport.Estimate) -> [Markup] {
        [
            estimate.value.map { .text(Numbers.cases($0)) } ?? "withheld",
            Piece.number(estimate.standardError, Numbers.cases), Piece.number(estimate.lower, Numbers.cases),
            Piece.number(estimate.upper, Numbers.cases), estimate.flag.map { .value(plain($0)) } ?? .none,
        ]
    }

    /// A word of files as a word of people.
    private static func plain(_ word: String) -> String { word.replacing("_", with: " ") }

    // MARK: Pyramid and areas

    private func pyramidSection(_ pyramid: PopulationReport.Pyramid) -> Section {
        let rows = pyramid.groups.flatMap { group in
            [(pyramid.leftName, group.left), (pyramid.rightName, group.right)].compactMap { name, estimate in
                estimate.map { [Markup.value(group.label), .value(name)] + Self.cells($0) }
            }
        }
        let body = [
            Piece.figure(
                "People by age group and sex; the thin lines are 95 % intervals.",
                PyramidChart(groups: pyramid.groups, leftName: pyramid.leftName, rightName: pyramid.rightName)
                    .markup(
                        id: "chart-pyramid",
                        title: "Population pyramid",
                        description:
                            "\(pyramid.groups.count) age groups, the oldest on top; \(pyramid.leftName) to the left."
                    ),
                beside: DataTable(
                    caption: "Population by age group and sex",
                    columns: [.text("age group"), .text("sex")] + Self.estimateColumns,
                    rows: rows
                )
            )
        ]
        return Section("pyramid", "Age and sex", body)
    }

    private static let estimateColumns: [DataTable.Column] = [
        .number("people"), .number("standard error"), .number("lower 95 %"), .number("upper 95 %"),
        .text("remark"),
    ]

    private func areaSection(_ grouping: PopulationReport.Grouping) -> Section {
        let dimension = Self.plain(grouping.dimensions[0])
        let shown = grouping.cells.filter { $0.value != nil }.prefix(Self.areasDrawn)
        let chart = IntervalChart(
            rows: shown.map { cell in
                IntervalChart.Row(
                    label: cell.labels.first ?? "",
                    value: cell.value ?? 0,
                    lower: cell.lower,
                    upper: cell.upper,
                    text: Numbers.cases(cell.value ?? 0)
                )
            },
            unit: "people"
        )
        let number = population?.groupings.firstIndex(of: grouping) ?? 0
        let body = [
            Piece.figure(
                "People by \(dimension), with 95 % intervals.",
                chart.markup(
                    id: "chart-grouping-\(number)",
                    title: "Population by \(dimension)",
                    description:
                        "\(Numbers.of(grouping.cells.count, "cell")), each with its estimate and interval."
                ),
                beside: DataTable(
                    caption: "Population by \(dimension)",
                    columns: [.text(dimension)] + Self.estimateColumns,
                    rows: grouping.cells.map { [.value($0.labels.first ?? "")] + Self.cells($0) }
                )
            )
        ]
        return Section("by-\(number)", "By \(dimension)", body)
    }

    /// The most areas drawn; the table has all.
    private static let areasDrawn = 60

    // MARK: Coverage and error

    private func coverageSection(_ population: PopulationReport) -> Section {
        let chart = IntervalChart(
            rows: population.coverage.map { coverage in
                IntervalChart.Row(
                    label: coverage.register,
                    value: coverage.share * 100,
                    lower: coverage.lower.map { $0 * 100 },
                    upper: coverage.upper.map { $0 * 100 },
                    text: Numbers.percent(coverage.share, 1)
                )
            },
            unit: "per cent of the estimated population"
        )
        let body = [
            Piece.figure(
                "The share of the population that each register holds, with 95 % intervals.",
                chart.markup(
                    id: "chart-coverage",
                    title: "Coverage by register",
                    description: "\(Numbers.of(population.coverage.count, "register"))."
                ),
                beside: DataTable(
                    caption: "Coverage by register",
                    columns: [
                        .text("register"), .number("people on it who count"), .number("coverage"),
                        .number("lower 95 %"), .number("upper 95 %"),
                    ],
                    rows: population.coverage.map { coverage in
                        [
                            .value(coverage.register), .number(coverage.people),
                            .text(Numbers.percent(coverage.share)),
                            Piece.number(coverage.lower) { Numbers.percent($0) },
                            Piece.number(coverage.upper) { Numbers.percent($0) },
                        ]
                    }
                )
            )
        ]
        return Section("coverage", "Coverage", body)
    }

    private func errorSection(_ population: PopulationReport) -> Section {
        let chart = BarChart(
            bars: population.errorBudget.map { part in
                BarChart.Bar(
                    label: Self.plain(part.component),
                    value: part.share,
                    text: Numbers.percent(part.share, 1)
                )
            }
        )
        let body = [
            Piece.paragraph(
                "Where the uncertainty of the total comes from. Shares are of the variance; the standard error is its root."
            ),
            Piece.figure(
                "Shares of the variance of the total.",
                chart.markup(
                    id: "chart-error",
                    title: "Error budget",
                    description: population.errorBudget.map {
                        "\(Self.plain($0.component)) \(Numbers.percent($0.share, 1))"
                    }.joined(separator: ", ") + "."
                ),
                beside: DataTable(
                    caption: "Error budget of the total",
                    columns: [
                        .text("part"), .number("variance"), .number("standard error"), .number("share"),
                        .text("what it is"),
                    ],
                    rows: population.errorBudget.map { part in
                        [
                            .value(Self.plain(part.component)), .text(Numbers.cases(part.variance)),
                            .text(Numbers.cases(max(0, part.variance).squareRoot())),
                            .text(Numbers.percent(part.share, 1)),
                            .value(part.note),
                        ]
                    }
                )
            ),
        ]
        return Section("error", "Error budget", body)
    }

    // MARK: Choices

    private func sensitivitySection(_ population: PopulationReport) -> Section {
        let with = population.sensitivity.filter { $0.value != nil }
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
            reference: population.total?.value
        )
        let table = DataTable(
            caption: "The total under other choices",
            columns: [
                .text("choice"), .text("setting"), .number("total"), .number("difference"),
                .number("lower 95 %"),
                .number("upper 95 %"), .text("remark"),
            ],
            rows: population.sensitivity.map { row in
                [
                    .value(Self.plain(row.choice)), .value(Self.plain(row.setting)),
                    Piece.number(row.value, Numbers.cases),
                    Piece.number(row.difference) { Numbers.bits($0, 0) },
                    Piece.number(row.lower, Numbers.cases), Piece.number(row.upper, Numbers.cases),
                    row.flag.map { .value(Self.plain($0)) } ?? (row.isUsed ? "used" : .none),
                ]
            },
            marked: Set(population.sensitivity.indices.filter { population.sensitivity[$0].isUsed })
        )
        var body: [Markup] = [
            Piece.paragraph(
                "The total if one choice were made otherwise and all else stayed. A choice that moves the total beyond "
                    + "its interval matters more than the interval admits."
            )
        ]
        body.append(
            with.isEmpty
                ? table.markup
                : Piece.figure(
                    "The total under other choices; the line is the estimate, the number the difference from it.",
                    chart.markup(
                        id: "chart-sensitivity",
                        title: "Sensitivity of the total",
                        description: "\(Numbers.of(with.count, "choice")) beside the estimate."
                    ),
                    beside: table
                )
        )
        return Section("sensitivity", "Sensitivity", body)
    }

    private func modelsSection(_ population: PopulationReport) -> Section {
        var body: [Markup] = [
            Piece.paragraph(
                "The models that were fitted to who was seen in which registers, the best by AIC first."
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

    private func residenceSection(_ population: PopulationReport) -> Section {
        let body = [
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
        return Section("residence", "Residence", body)
    }
}

extension PopulationReport {
    /// A grouping by sex and age, ready to be drawn.
    struct Pyramid {
        var groups: [PyramidChart.Group]
        var leftName: String
        var rightName: String
    }

    /// The first grouping by an age and a sex of two values.
    var pyramid: Pyramid? {
        for grouping in groupings where grouping.dimensions.count == 2 {
            guard let sex = grouping.dimensions.firstIndex(of: "sex"),
                let age = grouping.dimensions.firstIndex(where: { $0.hasPrefix("age") }),
                grouping.cells.allSatisfy({ $0.labels.count == 2 })
            else { continue }
            var sexes: [String] = []
            var ages: [String] = []
            for cell in grouping.cells {
                if !sexes.contains(cell.labels[sex]) { sexes.append(cell.labels[sex]) }
                if !ages.contains(cell.labels[age]) { ages.append(cell.labels[age]) }
            }
            sexes.sort()
            guard sexes.count == 2 else { continue }
            func cell(_ age: String, _ sex: String) -> Estimate? {
                grouping.cells.first { $0.labels.contains(age) && $0.labels.contains(sex) }
            }
            return Pyramid(
                groups: ages.map {
                    PyramidChart.Group(label: $0, left: cell($0, sexes[0]), right: cell($0, sexes[1]))
                },
                leftName: Self.word(sexes[0]),
                rightName: Self.word(sexes[1])
            )
        }
        return nil
    }

    private static func word(_ sex: String) -> String {
        switch sex {
        case "f": "female"
        case "m": "male"
        default: sex
        }
    }
}
