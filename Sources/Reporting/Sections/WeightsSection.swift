import RunStore

extension Report {
    /// Where the threshold lies among the pairs, and what others would give.
    var weightsSection: Section {
        var body: [Markup] = [
            Piece.paragraph(
                .text(
                    "Pairs kept, by weight. Above the threshold a pair is accepted, unless a rule or better pairs speak "
                        + "against it. Where pairs and expected matches part, the model is unsure."
                )
            )
        ]
        let threshold = number("threshold")
        if histogram.isEmpty {
            body.append(Piece.paragraph("No pair was kept."))
        } else {
            let marked = histogram.indices.filter { index in
                threshold.map { histogram[index].lower <= $0 && $0 < histogram[index].upper } ?? false
            }
            body.append(
                Piece.figure(
                    "Pairs kept per bit of weight, on a logarithmic scale.",
                    HistogramChart(bins: histogram, threshold: threshold).markup(
                        id: "chart-weights",
                        title: "Match weights",
                        description: histogramInWords
                    ),
                    beside: DataTable(
                        caption: "Pairs by weight",
                        columns: [
                            .text("bits"), .number("pairs"), .number("expected matches"), .number("share"),
                        ],
                        rows: histogram.map { bin in
                            [
                                .text(
                                    "\(Numbers.fixed(bin.lower, 0))\u{a0}to\u{a0}\(Numbers.fixed(bin.upper, 0))"
                                ),
                                .number(bin.pairs), .text(Numbers.cases(bin.matches)),
                                bin.pairs == 0
                                    ? Piece.dash
                                    : .text(Numbers.percent(min(1, bin.matches / Double(bin.pairs)), 1)),
                            ]
                        },
                        marked: Set(marked)
                    )
                )
            )
        }
        if !thresholds.isEmpty {
            body.append(Piece.heading("Other thresholds"))
            body.append(thresholdFigure(threshold))
        }
        if !decisions.isEmpty {
            body.append(Piece.heading("What became of the pairs"))
            body.append(decisionsTable)
        }
        if !pairRules.isEmpty {
            body.append(Piece.heading("Rules on pairs"))
            body.append(pairRulesTable)
        }
        return Section("weights", "Weights and threshold", body)
    }

    private var decisionsTable: Markup {
        DataTable(
            caption: "Pairs kept, by decision",
            columns: [.text("decision"), .number("pairs"), .text("meaning")],
            rows: decisions.map { decision in
                [.value(decision.name), .number(decision.pairs), .text(meaning(decision.name))]
            }
        ).markup
    }

    /// What the job's rules on pairs decided.
    private var pairRulesTable: Markup {
        DataTable(
            caption: "Rules that decide about pairs whatever they weigh",
            columns: [
                .text("rule"), .text("its pairs are"), .number("pairs"),
                .number("otherwise by their weight"), .number("in conflict"),
            ],
            rows: pairRules.map { rule in
                [
                    .value(rule.name),
                    .text(rule.kind == "never" ? "kept apart (never)" : "linked (always)"),
                    .number(rule.pairs), .number(rule.otherwise), .number(rule.conflicts),
                ]
            }
        ).markup
    }

    private var histogramInWords: String {
        let pairs = histogram.reduce(0) { $0 + $1.pairs }
        let matches = histogram.reduce(0) { $0 + $1.matches }
        let low = histogram.first?.lower ?? 0
        let high = histogram.last?.upper ?? 0
        return
            "\(Numbers.of(pairs, "pair")) from \(Numbers.fixed(low, 0)) to \(Numbers.fixed(high, 0)) bits, "
            + "\(Numbers.cases(matches)) of them expected to be matches."
    }

    private func thresholdFigure(_ used: Double?) -> Markup {
        let low = thresholds.first?.weight ?? 0
        let high = max(thresholds.last { $0.links > 0 }?.weight ?? 1, low + 1)
        // What lacks to 1, on a logarithmic scale: 99 % and 99.9 % are as far apart as 90 % and 99 %.
        func lacking(_ share: Double) -> Double { min(1, max(Self.leastLacking, 1 - share)) }
        func line(_ name: String, _ style: String, _ share: (ThresholdRow) -> Double) -> LineChart.Line {
            LineChart.Line(
                name: name,
                style: style,
                points: thresholds.filter { $0.links > 0 }.map { ($0.weight, lacking(share($0))) }
            )
        }
        let chart = LineChart(
            lines: [
                line("precision", "line-a", \.precision), line("recall", "line-b", \.recall),
                line("F", "line-c", \.f),
            ],
            xUnit: "threshold, bits",
            x: low...high,
            y: Self.leastLacking...1,
            isLogarithmic: true,
            isTurned: true,
            mark: used.map { ($0, "used \(Numbers.fixed($0, 1))") },
            yWords: { Numbers.percent(1 - $0, $0 > 0.005 ? 0 : $0 > 0.0005 ? 1 : $0 > 0.00005 ? 2 : 3) }
        )
        let marked = thresholds.indices.filter { thresholds[$0].accepted }
        return Piece.figure(
            "What is expected of the pairs accepted, if the threshold were elsewhere; the scale widens towards 100 %.",
            chart.markup(
                id: "chart-thresholds",
                title: "Precision, recall and F by threshold",
                description: "As the threshold rises, expected precision rises and expected recall falls."
            ),
            beside: DataTable(
                caption: "Thresholds",
                columns: [
                    .text("bits"), .number("pairs accepted"), .number("precision"), .number("recall"),
                    .number("F"),
                ],
                rows: thresholds.map { row in
                    [
                        .text(Numbers.fixed(row.weight, row.accepted ? 2 : 1)), .number(row.links),
                        .text(Numbers.percent(row.precision)), .text(Numbers.percent(row.recall)),
                        .text(Numbers.percent(row.f)),
                    ]
                },
                marked: Set(marked)
            )
        )
    }

    /// What lacks to 1 is drawn from here on.
    private static let leastLacking = 1e-5

    /// What a decision means.
    private func meaning(_ decision: String) -> String {
        switch decision {
        case "accepted": "the weight reaches the threshold, and the two are one person"
        case "implied": "the weight does not reach the threshold; other pairs made them one person"
        case "conflict" where !pairRules.isEmpty:
            "the weight reaches the threshold or a rule would link them; a rule or better pairs put them into two persons"
        case "conflict": "the weight reaches the threshold; a rule or better pairs put them into two persons"
        case "always": "a rule of the job made the two one person, whatever the weight"
        case "never": "a rule of the job keeps the two apart, whatever the weight"
        case "below_threshold": "the weight does not reach the threshold, and they are two persons"
        default: ""
        }
    }
}
