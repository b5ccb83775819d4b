import RunStore

extension Report {
    /// Pairs to look at, from each band of weight.
    var pairsSection: Section {
        let number = bands.map(\.examples.count).reduce(0, +)
        var body: [Markup] = [
            Piece.paragraph(
                .text(
                    "\(Numbers.of(number, "pair")), drawn at random from each band of weight by the run’s seed. The table "
                        + "says what each comparison found; the picture how prior and levels add up to the weight. "
                        + "“Together” corrects for what comparisons of one group share. “Rare values” is what agreement "
                        + "on rare values adds, and on frequent ones takes away. “Look-alikes” takes away what relatives "
                        + "and namesakes have in common without being one person."
                )
            )
        ]
        if isRevealed {
            body.append(
                Piece.paragraph(
                    "Values are shown as they were compared, after standardisation; what differs is underlined."
                )
            )
        } else {
            body.append(
                Piece.paragraph(
                    .text("Values are masked: "),
                    Piece.code("●"),
                    " is a character that the other value has too, ",
                    Piece.code("○"),
                    " one that it has not; ",
                    Piece.code("■"),
                    " and ",
                    Piece.code("□"),
                    " the same for Han characters. Blanks, hyphens and slashes stay. A length is true."
                )
            )
        }
        if let pairRemark {
            body.append(.tag("p", .class("remark"), text: pairRemark))
        }
        if bands.isEmpty { body.append(Piece.paragraph("No pair was kept.")) }
        let threshold = self.number("threshold")
        for (index, band) in bands.enumerated() {
            let pairs = band.examples.enumerated().map {
                pair($0.element, "pair-\(index + 1)-\($0.offset + 1)", threshold)
            }
            let what =
                "\(band.name): \(Self.range(band)), \(Numbers.of(band.pairs, "pair")), \(band.examples.count) shown"
            body.append(
                .element(
                    "details",
                    Self.isNear(band, threshold)
                        ? [.class("band"), .init("open", "open")] : [.class("band")],
                    [.tag("summary", body: [.tag("h3", text: what)])]
                        + (pairs.isEmpty ? [Piece.paragraph("No pair was kept in this band.")] : pairs)
                )
            )
        }
        return Section("pairs", "Example pairs", body)
    }

    private static func range(_ band: WeightBand) -> String {
        switch (band.lower, band.upper) {
        case (let lower?, let upper?): "\(Numbers.fixed(lower, 1)) to \(Numbers.fixed(upper, 1)) bits"
        case (let lower?, nil): "\(Numbers.fixed(lower, 1)) bits and more"
        case (nil, let upper?): "below \(Numbers.fixed(upper, 1)) bits"
        case (nil, nil): "all weights"
        }
    }

    /// Whether a band touches the threshold; these are open to begin with.
    private static func isNear(_ band: WeightBand, _ threshold: Double?) -> Bool {
        guard let threshold else { return true }
        return band.lower == threshold || band.upper == threshold
    }

    private func pair(_ pair: ExamplePair, _ id: String, _ threshold: Double?) -> Markup {
        let columns: [DataTable.Column] = [
            .text("comparison"), .text("first record"), .text("second record"), .text("found"),
            .number("bits"),
        ]
        let caption =
            "What was compared: \(ShortText.cut(pair.first.register, to: 40)) and \(ShortText.cut(pair.second.register, to: 40))"
        let table = DataTable(
            caption: caption,
            columns: columns,
            rows: [Self.row("prior", pair.prior)]
                + pair.lines.map { line in
                    [
                        .value(line.comparison), Self.value(line.values?.a, line),
                        Self.value(line.values?.b, line),
                        .tag(
                            "span",
                            .class("found " + line.agreement.rawValue),
                            body: [.tag("b", text: Self.word(line.agreement)), " ", Self.level(line)]
                        ),
                        line.agreement == .missing ? Piece.dash : .text(Numbers.bits(line.bits)),
                    ]
                } + pair.additions.map { Self.row($0.name, $0.bits) } + [Self.row("weight", pair.weight)],
            endsInSum: true
        )
        let steps =
            pair.lines.filter { $0.agreement != .missing }.map {
                WaterfallChart.Step(name: $0.comparison, bits: $0.bits)
            } + pair.additions.map { WaterfallChart.Step(name: $0.name, bits: $0.bits) }
        let chart = WaterfallChart(prior: pair.prior, steps: steps, total: pair.weight, threshold: threshold)
        let words =
            "From a prior of \(Numbers.bits(pair.prior)) bits to a weight of \(Numbers.bits(pair.weight)) bits in "
            + "\(steps.count) steps."
        return .tag(
            "article",
            .class("pair"),
            .id(id),
            body: [
                .tag(
                    "h4",
                    body: [
                        .tag("span", .class("weight"), text: "\(Numbers.fixed(pair.weight, 1)) bits"), " ",
                        .tag(
                            "span",
                            .class("decision " + Self.style(pair.decision)),
                            text: Self.spoken(pair.decision)
                        ), " ",
                        .tag(
                            "span",
                            .class("chance"),
                            text: "probability \(Numbers.probability(pair.probability))"
                        ),
                    ]
                ),
                .tag(
                    "p",
                    .class("who"),
                    body: [
                        Self.record(pair.first), " and ", Self.record(pair.second), ", found by ",
                        .value(pair.rule),
                        .text(" (link \(pair.link))"),
                    ]
                ),
                Piece.figure(
                    "How the weight comes about",
                    chart.markup(
                        id: id + "-chart",
                        title: "Weight of the pair, step by step",
                        description: words
                    ),
                    beside: table
                ),
            ]
        )
    }

    /// A row of the table that no comparison stands behind.
    private static func row(_ name: String, _ bits: Double) -> [Markup] {
        [.value(name), .none, .none, .none, .text(Numbers.bits(bits))]
    }

    private static func record(_ record: ExamplePair.Record) -> Markup {
        .tag(
            "span",
            .class("record"),
            body: [
                .value(record.register), .text(" no. \(Numbers.count(record.number)) "),
                Piece.code(record.identifier),
            ]
        )
    }

    private static func value(_ text: ComparedText?, _ line: ExamplePair.Line) -> Markup {
        guard let text else { return .tag("span", .class("absent"), text: "not read") }
        if text.runs.isEmpty { return .tag("span", .class("absent"), text: "missing") }
        let runs = text.runs.map { run -> Markup in
            // Where the other value is missing there is nothing to differ from.
            run.agrees || line.agreement == .missing
                ? .text(run.text) : .tag("span", .class("off"), text: run.text)
        }
        // A row of marks says nothing to those who hear it; they are told what it shows.
        let spoken: [Markup.Attribute] =
            text.isMasked ? [.init("role", "img"), .init("aria-label", "masked value, " + text.words)] : []
        return .element("bdi", [.class(text.isMasked ? "v dots" : "v")] + spoken, runs)
    }

    private static func level(_ line: ExamplePair.Line) -> Markup {
        [ExamplePair.Agreement.differ, .missing].contains(line.agreement) ? .none : .value(line.level)
    }

    private static func word(_ agreement: ExamplePair.Agreement) -> String {
        switch agreement {
        case .agree: "agree"
        case .near: "near"
        case .differ: "differ"
        case .missing: "missing"
        }
    }

    private static func spoken(_ decision: String) -> String {
        decision == "below_threshold" ? "not accepted" : decision
    }

    /// Decisions come from the database; what is none of ours gets no style.
    private static func style(_ decision: String) -> String {
        switch decision {
        case "accepted", "implied", "conflict": decision
        case "always": "accepted"
        default: "no"
        }
    }
}
