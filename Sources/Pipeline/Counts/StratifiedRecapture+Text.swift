import Estimation

/// What the command prints of groups.
extension StratifiedRecapture {
    /// The estimates of groups for programs.
    public var json: JSONText {
        .object([
            ("columns", .array(columns.map { .string($0) })),
            (
                "strata",
                .array(
                    strata.map { stratum in
                        .object([
                            (
                                "values",
                                .object(zip(columns, stratum.values).map { ($0, .string($1)) })
                            ), ("result", stratum.result.json),
                        ])
                    }
                )
            ), ("empty", .array(empty.map { .string($0) })),
            ("totals", .array(totals.map(Self.json))),
            ("chance_totals", .array(chanceTotals.map(Self.json))),
            ("pair_totals", .array(pairTotals.map(Self.json))),
            ("common_interactions", common.map(json) ?? .null),
        ])
    }

    private static func json(_ total: Total) -> JSONText {
        .object([
            ("method", .string(total.method)), ("population", number(total.population)),
            ("variance", number(total.variance)), ("standard_error", number(total.standardError)),
            ("lower", number(total.interval?.lower)), ("upper", number(total.interval?.upper)),
            ("note", total.note.map { .string($0) } ?? .null),
        ])
    }

    private func json(_ model: CommonInteractions) -> JSONText {
        .object([
            ("model", .string(model.model.name)), ("population", .number(model.population)),
            ("standard_error", .number(model.variance.squareRoot())),
            ("populations", .array(model.populations.map { .number($0) })),
            ("standard_errors", .array(model.standardErrors.map { .number($0) })),
            ("deviance", .number(model.deviance)), ("degrees_of_freedom", .integer(model.degreesOfFreedom)),
            ("aic", .number(model.aic)), ("bic", .number(model.bic)),
            ("deviance_separate", Self.number(separate?.deviance)),
            ("degrees_of_freedom_separate", separate.map { .integer($0.degreesOfFreedom) } ?? .null),
        ])
    }

    private static func number(_ value: Double?) -> JSONText { value.map { .number($0) } ?? .null }

    /// The estimates of groups for people: for each method a line per group, and the sum.
    public var text: String {
        guard let first = strata.first?.result else { return "" }
        var table = TextTable([
            ("estimate", .left), (columns.joined(separator: ", "), .left), ("observed", .right),
            ("persons", .right), ("SE", .right), (first.limitTitles.from, .right),
            (first.limitTitles.to, .right), ("model", .left), ("note", .left),
        ])
        func row(_ cells: [String], _ population: Double?, _ error: Double?, _ interval: ConfidenceInterval?)
            -> [String]
        {
            cells + [
                population.map(first.number) ?? "none", error.map(first.number) ?? "",
                interval.map { first.number($0.lower) } ?? "",
                interval.map { $0.upper.map(first.number) ?? "no limit" } ?? "",
            ]
        }
        for total in totals {
            for stratum in strata {
                guard let line = stratum.result.lines.first(where: { $0.method == total.method }) else {
                    continue
                }
                let cells = [total.method, stratum.name, Plain.count(stratum.result.counts.observed)]
                table.append(
                    row(cells, line.population, line.standardError, line.interval) + [
                        line.model ?? "", line.note ?? "",
                    ]
                )
            }
            let observed = strata.reduce(0) { $0 + $1.result.counts.observed }
            table.append(
                row(
                    [total.method, "all", Plain.count(observed)],
                    total.population,
                    total.standardError,
                    total.interval
                )
                    + ["", total.note ?? ""]
            )
        }
        var text = table.text
        if let common, let separate {
            text +=
                "\n\(common.model.name) with interactions common to all groups: \(first.number(common.population)) persons, "
                + "SE \(first.number(common.variance.squareRoot())); its deviance is "
                + "\(Plain.fixed(common.deviance - separate.deviance, decimals: 2)) above that of groups by themselves, on "
                + "\(common.degreesOfFreedom - separate.degreesOfFreedom) df\n"
        }
        for stratum in strata {
            guard let refusal = stratum.result.refusal else { continue }
            text += "note: \(TextTable.printable(stratum.name)): \(TextTable.printable(refusal.detail))\n"
        }
        for name in empty { text += "note: \(TextTable.printable(name)): no case\n" }
        return text
    }
}
