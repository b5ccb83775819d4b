import Resolution

extension RunEvaluation {
    /// The evaluation for programs.
    public var json: JSONText {
        .object([
            ("records", .integer(records)), ("records_without_truth", .integer(unknownRecords)),
            ("truth_without_record", .integer(strangeRows)),
            ("across_registers", .bool(isAcrossRegisters)), ("pairs", Self.json(quality.pairs)),
            (
                "b_cubed",
                .object([
                    ("precision", .number(quality.bCubedPrecision)),
                    ("recall", .number(quality.bCubedRecall)),
                    ("f", .number(quality.bCubedF)),
                ])
            ),
            (
                "people",
                .object([
                    ("found", .integer(quality.foundPersons)), ("true", .integer(quality.truePersons)),
                    ("exact", .integer(quality.exactPersons)),
                ])
            ), ("kept_recall", .number(keptRecall)),
            (
                "curve",
                .array(
                    curve.map { point in
                        .object([("threshold", .number(point.threshold)), ("pairs", Self.json(point.pairs))])
                    }
                )
            ),
        ])
    }

    /// The evaluation for people.
    public var text: String {
        var table = TextTable([("", .left), ("precision", .right), ("recall", .right), ("F", .right)])
        let pairs = quality.pairs
        let what = isAcrossRegisters ? "pairs across registers" : "pairs"
        table.append([
            what, Plain.percent(pairs.precision), Plain.percent(pairs.recall), Plain.percent(pairs.f),
        ])
        table.append([
            "records (B³)", Plain.percent(quality.bCubedPrecision), Plain.percent(quality.bCubedRecall),
            Plain.percent(quality.bCubedF),
        ])
        var text = table.text + "\n"
        text +=
            "people: \(Plain.count(quality.foundPersons)) found, \(Plain.count(quality.truePersons)) true, "
        text += "\(Plain.count(quality.exactPersons)) exactly right\n"
        text +=
            "true pairs among the pairs kept: \(Plain.percent(keptRecall)); blocking found at least these\n"
        if unknownRecords > 0 {
            text += "\(Plain.count(unknownRecords)) records have no truth and do not count\n"
        }
        if strangeRows > 0 {
            text += "\(Plain.count(strangeRows)) rows of the truth name no record of the registers linked\n"
        }
        var points = TextTable([
            ("threshold", .right), ("pairs", .right), ("precision", .right), ("recall", .right),
            ("F", .right),
        ])
        for point in curve where point.threshold.truncatingRemainder(dividingBy: 2) == 0 {
            points.append([
                Plain.fixed(point.threshold, decimals: 0), Plain.count(point.pairs.claimed),
                Plain.percent(point.pairs.precision), Plain.percent(point.pairs.recall),
                Plain.percent(point.pairs.f),
            ])
        }
        return text + "\npairs by threshold in bits, before people are made of them\n" + points.text
    }

    private static func json(_ pairs: PairQuality) -> JSONText {
        .object([
            ("claimed", .integer(pairs.claimed)), ("true", .integer(pairs.real)),
            ("both", .integer(pairs.both)), ("precision", .number(pairs.precision)),
            ("recall", .number(pairs.recall)), ("f", .number(pairs.f)),
        ])
    }
}
