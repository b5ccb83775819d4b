import RunStore

extension Report {
    /// The words of the report.
    var wordsSection: Section {
        Section(
            "words",
            "Words",
            [
                Piece.terms([
                    ("match", "Two records that truly are one person."),
                    ("link", "Two records that the run takes for one person."),
                    (
                        "weight",
                        "The evidence that a pair is a match, in bits: log₂ of the odds, prior included. 0 is even odds, 10 is about a thousand to one."
                    ),
                    ("m and u", "How often matches, and other pairs, give an answer to a comparison."),
                    ("prior", "The weight of a pair before anything is compared."),
                    ("precision", "The share of links that are matches."),
                    ("recall", "The share of matches that are links."),
                    ("F", "The harmonic mean of precision and recall."),
                    ("blocking", "Choosing the pairs that are compared at all."),
                ])
            ]
        )
    }

    /// How to make the run and this page again.
    var runSection: Section {
        let known: [(String, String)] = [
            ("recensus_version", "version"), ("seed", "seed"), ("reference_date", "reference date"),
            ("records", "records"), ("pairs_possible", "pairs possible"),
            ("pairs_compared", "pairs compared"),
            ("pairs_kept", "pairs kept"), ("links", "links accepted"), ("links_implied", "links implied"),
            ("links_in_conflict", "pairs in conflict"), ("people", "people"),
            ("method", "method of resolution"),
            ("threshold", "threshold, bits"), ("prior_weight", "prior, bits"),
            ("expected_matches", "expected matches"),
            ("expected_precision", "expected precision"),
            ("expected_recall", "expected recall"),
            ("expected_recall_lower", "expected recall, lower end of 95 %"),
            ("expected_recall_upper", "expected recall, upper end of 95 %"),
            ("model_recall", "of the matches compared, expected within people"),
            ("blocking_recall", "blocking recall"),
            ("blocking_recall_lower", "blocking recall, lower end of 95 %"),
            ("blocking_recall_upper", "blocking recall, upper end of 95 %"),
            ("blocking_recall_probed", "records probed"),
            ("blocking_recall_met", "matches met in the probe"),
            ("confidence", "probability of the estimate's intervals"),
            ("model", "model"),
        ]
        let names = Dictionary(known, uniquingKeysWith: { first, _ in first })
        let order = known.map(\.0) + facts.keys.filter { names[$0] == nil }.sorted()
        let rows = order.compactMap { key -> [Markup]? in
            guard let value = facts[key] else { return nil }
            return [names[key].map { .text($0) } ?? .value(key), .value(value)]
        }
        let outputs = manifest.outputs.map { output -> [Markup] in
            [.value(output.path), .text(Numbers.bytes(output.bytes)), Piece.code(output.sha256)]
        }
        var body: [Markup] = [
            Piece.paragraph(
                .text("The folder of the run holds its job, its model and its results. "),
                Piece.code("recensus link job.yaml --output AGAIN"),
                .text(
                    " there makes the same results again, to the byte, as long as the registers are what they were."
                )
            ),
            DataTable(caption: "The run", columns: [.text("what"), .text("value")], rows: rows).markup,
        ]
        if !outputs.isEmpty {
            body.append(
                DataTable(
                    caption: "Files of the run and their SHA-256",
                    columns: [.text("file"), .number("size"), .text("digest")],
                    rows: outputs
                ).markup
            )
        }
        if population == nil {
            body.append(
                Piece.paragraph(
                    .text("This run holds no estimate of the population. "),
                    Piece.code("recensus estimate"),
                    .text(
                        " makes one of a linked run; the report then shows pyramid, districts, coverage, error and models."
                    )
                )
            )
        }
        return Section("run", "The run", body)
    }
}
