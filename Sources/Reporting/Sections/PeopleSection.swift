import RunStore

extension Report {
    /// How many records people have, and in which registers they are found.
    var peopleSection: Section {
        var body: [Markup] = []
        if !sizes.isEmpty {
            let shown = sizes.prefix(Self.sizesShown)
            let rest = sizes.dropFirst(Self.sizesShown)
            var bars = shown.map { size in
                BarChart.Bar(
                    label: Numbers.of(size.records, "record"),
                    value: Double(size.people),
                    text: Numbers.count(size.people)
                )
            }
            if !rest.isEmpty {
                let people = rest.reduce(0) { $0 + $1.people }
                bars.append(BarChart.Bar(label: "more", value: Double(people), text: Numbers.count(people)))
            }
            body.append(
                Piece.figure(
                    "People by their number of records.",
                    BarChart(bars: bars).markup(
                        id: "chart-sizes",
                        title: "People by number of records",
                        description:
                            "The largest number of records of one person is \(sizes.last?.records ?? 0)."
                    ),
                    beside: DataTable(
                        caption: "People by number of records",
                        columns: [
                            .text("records"), .number("people"), .number("share of people"),
                            .number("records in all"),
                        ],
                        rows: sizes.map { size in
                            let all = sizes.reduce(0) { $0 + $1.people }
                            return [
                                .number(size.records), .number(size.people),
                                .text(Numbers.percent(Double(size.people) / Double(max(1, all)), 1)),
                                .number(size.records * size.people),
                            ]
                        }
                    )
                )
            )
        }
        body.append(Piece.paragraph(.text(methodInWords)))
        if registers.count > 1, !presence.isEmpty {
            body.append(Piece.heading("Registers in which people are found"))
            body.append(presenceFigure)
        }
        return Section("people", "People", body)
    }

    private static let sizesShown = 12
    private static let setsDrawn = 25
    private static let setsListed = 200

    private var methodInWords: String {
        var text = "People were made of links by the method \(facts["method"] ?? "that the job names")."
        if let proven = whole("components_proven_best") {
            let greedy = whole("components_greedy") ?? 0
            text +=
                " Of the groups of records that hang together by links, \(Numbers.count(proven)) are proven to be divided "
                + "in the best way, and \(Numbers.count(greedy)) were divided join by join. "
                + "The largest has \(Numbers.of(whole("largest_component") ?? 0, "record"))."
        }
        return text
    }

    private var presenceFigure: Markup {
        let drawn = Array(presence.prefix(Self.setsDrawn))
        let listed = presence.prefix(Self.setsListed)
        let all = presence.reduce(0) { $0 + $1.people }
        let left =
            presence.count > drawn.count ? " The \(drawn.count) most frequent of \(presence.count)." : ""
        return Piece.figure(
            "A row for each combination of registers, a dot for each register in it, a bar for the people found in "
                + "just these.\(left)",
            SetChart(names: registers.map(\.name), sets: drawn).markup(
                id: "chart-sets",
                title: "People by the registers they are found in",
                description:
                    "\(Numbers.of(all, "person", "people")) in \(Numbers.of(presence.count, "combination")) of registers."
            ),
            beside: DataTable(
                caption: "People by registers found in",
                columns: [.text("registers"), .number("people"), .number("share")],
                rows: listed.map { set in
                    [
                        .value(
                            set.registers.map { ShortText.cut(registerName($0), to: 24) }.joined(
                                separator: " + "
                            )
                        ),
                        .number(set.people),
                        .text(Numbers.percent(Double(set.people) / Double(max(1, all)), 1)),
                    ]
                }
            )
        )
    }
}
