import RunStore

extension Report {
    /// What the estimate says; nothing if the run has none.
    var populationSections: [Section] {
        guard let population else { return [] }
        var sections = [totalSection(population)]
        if let pyramid = population.pyramid { sections.append(pyramidSection(pyramid)) }
        let drawn = population.pyramid == nil ? [] : PopulationReport.pyramidDimensions(population.groupings)
        sections += population.groupings.filter { grouping in
            grouping.dimensions.count == 1 && !grouping.cells.isEmpty
                && !drawn.contains(grouping.dimensions[0])
        }.map(areaSection)
        if !population.coverage.isEmpty { sections.append(coverageSection(population)) }
        if !population.errorBudget.isEmpty { sections.append(errorSection(population)) }
        if !population.sensitivity.isEmpty { sections.append(sensitivitySection(population)) }
        if !population.models.isEmpty { sections.append(modelsSection(population)) }
        if !population.residence.isEmpty { sections.append(residenceSection(population)) }
        return sections
    }

    // MARK: The total

    private func totalSection(_ population: PopulationReport) -> Section {
        let table = DataTable(
            caption: "The estimate",
            columns: [.text("measure"), .text("method")] + estimateColumns(population.totals),
            rows: population.totals.map { estimate in
                [.value(Self.plain(estimate.measure)), .value(Self.plain(estimate.method))]
                    + Self.cells(estimate, among: population.totals)
            },
            marked: population.totals.isEmpty ? [] : [0]
        )
        let control =
            population.isPublished
            ? "Figures of the estimate are those that disclosure control lets out."
            : "Figures are exact, before disclosure control: they must not leave the office."
        var body: [Markup] = [Piece.paragraph("How many people there are. " + control), table.markup]
        let naive = population.sensitivity.filter { $0.isNaive && $0.value != nil }
        if !naive.isEmpty, let total = population.total, let value = total.value {
            let chart = IntervalChart(
                rows: [Self.row("the estimate", value, total.lower, total.upper, isMarked: true)]
                    + naive.map { Self.row(Self.plain($0.setting), $0.value ?? 0, $0.lower, $0.upper) },
                unit: "people",
                reference: value
            )
            body.append(Piece.heading("What simpler counts would say"))
            body.append(
                Piece.figure(
                    "Counts of records and of people beside the estimate.",
                    chart.markup(
                        id: "chart-naive",
                        title: "Simpler counts",
                        description: "The estimate is \(Numbers.cases(value))."
                    ),
                    beside: DataTable(
                        caption: "Simpler counts",
                        columns: [
                            .text("count"), .number("people"), .number("difference from the estimate"),
                        ],
                        rows: naive.map { row in
                            [
                                .value(Self.plain(row.setting)), Piece.number(row.value, Numbers.cases),
                                Piece.number(row.value) { Numbers.bits($0 - value, 0) },
                            ]
                        }
                    )
                )
            )
        }
        return Section("population", "Population", body)
    }

    private static func row(
        _ label: String,
        _ value: Double,
        _ lower: Double?,
        _ upper: Double?,
        isMarked: Bool = false
    ) -> IntervalChart.Row {
        var text = Numbers.cases(value)
        if let lower, let upper { text += " ± " + Numbers.cases((upper - lower) / 2) }
        return IntervalChart.Row(
            label: label,
            value: value,
            lower: lower,
            upper: upper,
            text: text,
            isMarked: isMarked
        )
    }

    private static func cells(
        _ estimate: PopulationReport.Estimate,
        among all: [PopulationReport.Estimate]
    ) -> [Markup] {
        let cells: [Markup] = [
            estimate.value.map { .text(Numbers.cases($0)) } ?? "withheld",
            Piece.number(estimate.standardError, Numbers.cases), Piece.number(estimate.lower, Numbers.cases),
            Piece.number(estimate.upper, Numbers.cases),
        ]
        if all.allSatisfy({ $0.flag == nil }) { return cells }
        return cells + [estimate.flag.map { .value(plain($0)) } ?? .none]
    }

    /// The probability of the population's intervals, in per cent.
    var level: String { (population ?? PopulationReport()).level }

    /// The columns of estimates; remarks only where there are any.
    private func estimateColumns(_ all: [PopulationReport.Estimate]) -> [DataTable.Column] {
        let columns: [DataTable.Column] = [
            .number("people"), .number("standard error"), .number("lower \(level)"),
            .number("upper \(level)"),
        ]
        return all.allSatisfy { $0.flag == nil } ? columns : columns + [.text("remark")]
    }

    /// A word of files as a word of people.
    static func plain(_ word: String) -> String { word.replacing("_", with: " ") }

    // MARK: Pyramid and areas

    private func pyramidSection(_ pyramid: PopulationReport.Pyramid) -> Section {
        let all = pyramid.groups.flatMap { [$0.left, $0.right] }.compactMap { $0 }
        let rows = pyramid.groups.flatMap { group in
            [(pyramid.leftName, group.left), (pyramid.rightName, group.right)].compactMap { name, estimate in
                estimate.map { [Markup.value(group.label), .value(name)] + Self.cells($0, among: all) }
            }
        }
        var body = [
            Piece.figure(
                "People by age group and sex; the thin lines are \(level) intervals.",
                PyramidChart(groups: pyramid.groups, leftName: pyramid.leftName, rightName: pyramid.rightName)
                    .markup(
                        id: "chart-pyramid",
                        title: "Population pyramid",
                        description:
                            "\(pyramid.groups.count) age groups, the oldest on top; \(pyramid.leftName) to the left."
                    ),
                beside: DataTable(
                    caption: "Population by age group and sex",
                    columns: [.text("age group"), .text("sex")] + estimateColumns(all),
                    rows: rows
                ),
                isNarrow: true
            )
        ]
        let dimensions = PopulationReport.pyramidDimensions(population?.groupings ?? [])
        for grouping in population?.groupings ?? []
        where grouping.dimensions.count == 1 && dimensions.contains(grouping.dimensions[0]) {
            let name = Self.plain(grouping.dimensions[0])
            body.append(
                Piece.fold(
                    .text("By \(name) alone"),
                    Numbers.of(grouping.cells.count, "cell"),
                    DataTable(
                        caption: "Population by \(name)",
                        columns: [.text(name)] + estimateColumns(grouping.cells),
                        rows: grouping.cells.map { cell in
                            [.value(PopulationReport.word(cell.labels.first ?? ""))]
                                + Self.cells(cell, among: grouping.cells)
                        }
                    )
                )
            )
        }
        return Section("pyramid", "Age and sex", body)
    }

    private func areaSection(_ grouping: PopulationReport.Grouping) -> Section {
        let dimension = Self.plain(grouping.dimensions[0])
        let shown = grouping.cells.filter { $0.value != nil }.prefix(Self.areasDrawn)
        let chart = IntervalChart(
            rows: shown.map { Self.row($0.labels.first ?? "", $0.value ?? 0, $0.lower, $0.upper) },
            unit: "people"
        )
        let number = population?.groupings.firstIndex(of: grouping) ?? 0
        let body = [
            Piece.figure(
                "People by \(dimension); the numbers are the estimate and half its \(level) interval.",
                chart.markup(
                    id: "chart-grouping-\(number)",
                    title: "Population by \(dimension)",
                    description:
                        "\(Numbers.of(grouping.cells.count, "cell")), each with its estimate and interval."
                ),
                beside: DataTable(
                    caption: "Population by \(dimension)",
                    columns: [.text(dimension)] + estimateColumns(grouping.cells),
                    rows: grouping.cells.map { cell in
                        [.value(cell.labels.first ?? "")] + Self.cells(cell, among: grouping.cells)
                    }
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
                "The share of the population that each register holds, with \(level) intervals; people are those on it who count.",
                chart.markup(
                    id: "chart-coverage",
                    title: "Coverage by register",
                    description: "\(Numbers.of(population.coverage.count, "register"))."
                ),
                beside: DataTable(
                    caption: "Coverage by register",
                    columns: [
                        .text("register"), .number("people"), .number("coverage"),
                        .number("lower \(level)"), .number("upper \(level)"),
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
        for grouping in groupings where Self.isPyramid(grouping) {
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

    /// The dimensions of the first grouping by age and sex.
    static func pyramidDimensions(_ groupings: [Grouping]) -> [String] {
        groupings.first { isPyramid($0) }?.dimensions ?? []
    }

    private static func isPyramid(_ grouping: Grouping) -> Bool {
        grouping.dimensions.count == 2 && grouping.dimensions.contains("sex")
            && grouping.dimensions.contains { $0.hasPrefix("age") }
    }

    /// A code of sex as a word; other values stay.
    static func word(_ sex: String) -> String {
        switch sex {
        case "f": "female"
        case "m": "male"
        default: sex
        }
    }
}
