import RunStore

extension Report {
    /// What came out and how sure it is, in plain words.
    var summarySection: Section {
        var body: [Markup] = [.tag("div", .class("figures"), body: keyFigures)]
        body.append(.tag("p", .class("lead"), text: foundInWords))
        if let total = population?.total {
            body.append(.tag("p", .class("lead"), text: words(of: total)))
        }
        body.append(Piece.paragraph(.text(sureInWords)))
        body.append(Piece.heading("To look at first"))
        if flags.isEmpty {
            body.append(Piece.paragraph("Nothing stood out by the rules that this report looks by."))
        } else {
            body.append(
                .tag(
                    "ul",
                    .class("flags"),
                    body: flags.map { flag in
                        .tag(
                            "li",
                            .class(flag.isGrave ? "grave" : "mild"),
                            body: [
                                .tag("strong", text: flag.isGrave ? "Warning. " : "Note. "), .text(flag.text),
                                " ", .tag("a", .link(to: flag.section), text: "See there"), ".",
                            ]
                        )
                    }
                )
            )
        }
        return Section("summary", "Summary", body)
    }

    private var records: Int { registers.reduce(0) { $0 + $1.records } }
    private var people: Int { whole("people") ?? sizes.reduce(0) { $0 + $1.people } }

    private var keyFigures: [Markup] {
        func figure(_ number: String, _ name: String, _ more: String = "") -> Markup {
            .tag(
                "div",
                body: [
                    .tag("p", .class("big"), text: number), .tag("p", .class("what"), text: name),
                    more.isEmpty ? .none : .tag("p", .class("more"), text: more),
                ]
            )
        }
        var figures: [Markup] = []
        if let total = population?.total, let value = total.value {
            var interval = ""
            if let lower = total.lower, let upper = total.upper {
                interval = "\(level) interval \(Numbers.cases(lower)) to \(Numbers.cases(upper))"
            }
            figures.append(figure(Numbers.cases(value), "estimated population", interval))
        }
        figures.append(
            figure(
                Numbers.count(people),
                "people found",
                "in \(Numbers.of(records, "record")) of \(Numbers.of(registers.count, "register"))"
            )
        )
        figures.append(figure(Numbers.count(whole("links") ?? 0), "links accepted", thresholdInWords))
        if let precision = number("expected_precision"), facts["threshold"] != nil {
            figures.append(
                figure(
                    Numbers.percent(precision),
                    "expected precision",
                    "of pairs within people that are right"
                )
            )
        }
        if let recall = number("expected_recall"), facts["threshold"] != nil {
            figures.append(
                figure(Numbers.percent(recall), "expected recall", recallInWords)
            )
        }
        return figures
    }

    private var recallInWords: String {
        guard let lower = number("expected_recall_lower"), let upper = number("expected_recall_upper") else {
            return "of true pairs that are within people"
        }
        return "of true pairs that are within people; \(Numbers.percent(lower)) to \(Numbers.percent(upper))"
    }

    private var thresholdInWords: String {
        guard let threshold = number("threshold") else { return "no pair reached a threshold" }
        return "from \(Numbers.fixed(threshold, 2)) bits on"
    }

    private var foundInWords: String {
        let names = registers.count == 1 ? "one register" : "\(registers.count) registers"
        var text = "The run took \(Numbers.of(records, "record")) from \(names) and found "
        text += "\(Numbers.of(people, "person", "people")) in them. "
        let compared = whole("pairs_compared") ?? 0
        text += "It compared \(Numbers.of(compared, "pair")) of records"
        if let possible = number("pairs_possible"), possible > 0, Double(compared) < possible {
            text += " of \(Numbers.fixed(possible, 0)) that are possible"
        }
        text += ", and accepted \(Numbers.of(whole("links") ?? 0, "pair")) as one person. "
        let several = sizes.filter { $0.records > 1 }.reduce(0) { $0 + $1.people }
        text += "\(Numbers.of(several, "person", "people")) have more than one record."
        return text
    }

    private func words(of total: PopulationReport.Estimate) -> String {
        guard let value = total.value else {
            return "The total of the population is withheld by disclosure control."
        }
        var text = "The population is estimated at \(Numbers.cases(value))"
        if let lower = total.lower, let upper = total.upper {
            text +=
                "; with \(level) confidence it lies between \(Numbers.cases(lower)) and \(Numbers.cases(upper))"
        }
        return text + ". The method is \(Report.plain(total.method))."
    }

    private var sureInWords: String {
        guard facts["threshold"] != nil else {
            return
                "No pair reached the precision asked for, so that no links were made and every record is a person "
                + "by itself."
        }
        return "Precision and recall are what the model expects of itself. They are right as far as its "
            + "probabilities are, and say nothing of matches that no blocking rule found beyond what its prior expects. "
            + "A check against known pairs (recensus evaluate) or a sample looked at by people says more; the example "
            + "pairs below are a beginning."
    }
}
