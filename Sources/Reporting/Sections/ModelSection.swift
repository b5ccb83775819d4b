import RunStore

extension Report {
    /// What each answer is worth, and where that comes from.
    var modelSection: Section {
        var body: [Markup] = [
            Piece.paragraph(
                "Each comparison asks a question of a pair and answers with a level. m is how often matches give that "
                    + "answer, u how often other pairs do; the weight is log₂(m/u), in bits. Ten bits more make a match "
                    + "about a thousand times as likely. The weights of all answers and the prior add up to the weight "
                    + "of the pair."
            )
        ]
        if let prior = number("prior_weight") {
            let text =
                "Before anything is compared, the odds that two records are one person are "
                + "2 to the power of \(Numbers.fixed(prior, 1)): the prior. \(Numbers.cases(number("expected_matches") ?? 0)) "
                + "matches are expected in all."
            body.append(Piece.paragraph(.text(text)))
        }
        guard !levels.isEmpty else {
            return Section("model", "The model", body + [Piece.paragraph("The run has no comparisons.")])
        }
        body.append(
            Piece.figure(
                "What each level adds to the weight of a pair, taken by itself.",
                LevelChart(comparisons: comparisons, levels: levels).markup(
                    id: "chart-levels",
                    title: "Weights of the levels",
                    description:
                        "For each comparison its levels from best to worst; bars to the right speak for a match."
                ),
                beside: levelTable,
                isNarrow: true
            )
        )
        body.append(
            Piece.note(
                "Where comparisons speak of one matter, as the parts of a name do, the model corrects their sum: see "
                    + "“together” in the example pairs. Rare values weigh more where a comparison says so."
            )
        )
        body.append(Piece.heading("How the estimation went"))
        body.append(traceInWords)
        body.append(Piece.heading("What the comparisons still share"))
        body += dependenceParts
        return Section("model", "The model", body)
    }

    private var levelTable: DataTable {
        // Mostly all levels come from one source; then the caption says so once.
        let source = levels.first?.source ?? ""
        let isOne = levels.allSatisfy { $0.source == source }
        let columns: [DataTable.Column] = [
            .text("comparison"), .text("level"), .number("m"), .number("u"), .number("bits"),
            .number("matches"),
            .number("non-matches"),
        ]
        return DataTable(
            caption: "Levels and their weights" + (isOne ? "; m: \(ShortText.cut(source, to: 20))" : ""),
            columns: columns + (isOne ? [] : [.text("m from")]),
            rows: levels.map { level in
                let cells: [Markup] = [
                    .value(comparisonName(level.comparison)), .value(level.label),
                    Piece.number(level.m, Numbers.probability), Piece.number(level.u, Numbers.probability),
                    Piece.number(level.weight) { Numbers.bits($0, 2) },
                    Piece.number(level.matches, Numbers.cases),
                    Piece.number(level.nonMatches, Numbers.cases),
                ]
                return cells + (isOne ? [] : [.value(level.source)])
            }
        )
    }

    private var traceInWords: Markup {
        let chosen = trace.filter(\.chosen)
        guard let last = chosen.last, chosen.count > 1 else {
            return Piece.paragraph(
                facts["model"] == "given"
                    ? "Nothing was estimated: the model was given."
                    : "There was nothing to estimate in steps."
            )
        }
        // What is still to be gained: a straight line on this scale means steady convergence.
        let gaps = chosen.map { max(last.logLikelihood - $0.logLikelihood, 0) }
        let shown = gaps.enumerated().filter { $0.element > 0 }.map { (x: Double($0.offset), y: $0.element) }
        let words = DataTable(
            caption: "Log-likelihood by iteration",
            columns: [.text("iteration"), .number("log-likelihood"), .number("gained")],
            rows: chosen.enumerated().map { index, row in
                let gained = index == 0 ? nil : row.logLikelihood - chosen[index - 1].logLikelihood
                return [
                    .number(row.iteration), .text(Numbers.fixed(row.logLikelihood, 3)),
                    Piece.number(gained) { $0.magnitude < 0.001 ? Numbers.short($0) : Numbers.bits($0, 3) },
                ]
            }
        )
        let low = max(shown.map(\.y).min() ?? 1e-9, 1e-9)
        let chart = LineChart(
            lines: [LineChart.Line(name: "", style: "line-a", points: shown)],
            xUnit: "iteration",
            x: 0...(shown.last?.x ?? 1),
            y: low...max(low * 10, shown.map(\.y).max() ?? 1),
            isLogarithmic: true,
            isWhole: true,
            yWords: { $0 >= 1 ? Numbers.cases($0) : Numbers.probability($0) }
        )
        return Piece.figure(
            "Log-likelihood still to be gained at each iteration, on a logarithmic scale.",
            chart.markup(
                id: "chart-trace",
                title: "Course of the estimation",
                description:
                    "\(chosen.count) iterations, ending at a log-likelihood of \(Numbers.fixed(last.logLikelihood, 3)).",
                height: 240
            ),
            beside: words
        )
    }

    private var dependenceParts: [Markup] {
        let strongest = dependence.sorted {
            ($1.value, $0.comparisonA, $0.comparisonB) < ($0.value, $1.comparisonA, $1.comparisonB)
        }.prefix(Self.dependenceShown)
        guard let most = strongest.first?.value, most > 0 else {
            return [
                Piece.paragraph("Nothing: no two comparisons tell of each other beyond what the model knows.")
            ]
        }
        let chart = BarChart(
            bars: strongest.filter { $0.value > 0 }.map { row in
                BarChart.Bar(
                    label: pairName(row, 14),
                    value: row.value,
                    text: Numbers.probability(row.value),
                    isMarked: row.value > Flag.mostDependence
                )
            }
        )
        return [
            Piece.paragraph(
                .text(
                    "The model takes comparisons of different groups for independent. How far they are not is "
                        + "measured among random pairs, by their mutual information: 0 bits is none, and more than "
                        + "\(Numbers.fixed(Flag.mostDependence, 2)) means that evidence may be counted twice."
                )
            ),
            Piece.figure(
                "Mutual information of two comparisons among random pairs, in bits; the strongest first.",
                chart.markup(
                    id: "chart-dependence",
                    title: "Residual dependence",
                    description: "The largest value is \(Numbers.probability(most)) bits."
                ),
                beside: DataTable(
                    caption: "Residual dependence",
                    columns: [.text("comparison"), .text("and"), .number("bits")],
                    rows: strongest.map {
                        [
                            .value(comparisonName($0.comparisonA)), .value(comparisonName($0.comparisonB)),
                            .text(Numbers.probability($0.value)),
                        ]
                    }
                )
            ),
        ]
    }

    /// The most pairs of comparisons shown.
    private static let dependenceShown = 12

    private func pairName(_ row: DependenceRow, _ length: Int) -> String {
        ShortText.cut(comparisonName(row.comparisonA), to: length) + " · "
            + ShortText.cut(comparisonName(row.comparisonB), to: length)
    }
}
