import Disclosure
package import Inference
import Jobs
import Population

/// What an estimate tells its user.
public struct EstimateSummary: Sendable {
    /// One number of the summary.
    public struct Number: Sendable, Equatable {
        /// Whose number it is.
        public let label: String
        /// The estimate.
        public let value: Double
        /// Its standard error.
        public let standardError: Double
        /// The limits of its interval.
        public let lower: Double
        /// The limits of its interval.
        public let upper: Double
        /// People found.
        public let found: Int
    }

    /// A grouping: its dimensions with their values, and its cells, the last dimension fastest.
    package struct Table: Sendable {
        /// The dimensions, each with its values in order.
        package let dimensions: [(name: String, values: [String])]
        /// The cells.
        package let cells: [Number]
    }

    /// The total.
    public let total: Number
    /// The cells of each grouping of one dimension, exact.
    public var cells: [(grouping: String, cells: [Number])] {
        tables.filter { $0.dimensions.count == 1 }.map { table in
            let (name, values) = table.dimensions[0]
            return (name, Array(table.cells.prefix(values.count)))
        }
    }
    /// All groupings with all their cells, the total first.
    package let tables: [Table]
    /// The parts of the total's variance.
    public let parts: [(name: String, variance: Double)]
    /// The residence rule.
    public let rule: String
    /// The estimator.
    public let method: String
    /// The probability of intervals.
    public let level: Double
    /// People by the reason that decided about them.
    public let reasons: [(reason: String, people: Int)]
    /// What became of evidence.
    public let evidence: [String]
    /// What is wrong with the estimate as a whole: a name, and a sentence.
    public let flags: [(name: String, text: String)]
    /// Other choices.
    package let sensitivity: [Sensitivity.Row]
    /// What is done to published numbers.
    public let disclosure: String
    /// The run directory.
    public let folder: String
    /// What the user should know besides.
    public let remarks: [String]

    init(
        _ result: EstimateResult,
        _ tallies: [EvidenceTally],
        _ sensitivity: [Sensitivity.Row],
        _ publication: Publication,
        folder: String
    ) {
        func number(_ label: String, _ cell: CellEstimates.Cell) -> Number {
            Number(
                label: label,
                value: cell.value,
                standardError: cell.standardError,
                lower: cell.lower,
                upper: cell.upper,
                found: cell.found
            )
        }
        total = number("total", result.population.total)
        tables = result.population.computation.groupings.enumerated().map { g, grouping in
            Table(
                dimensions: grouping.dimensions.map {
                    (
                        result.population.builder.dimensions[$0].name,
                        result.population.builder.dimensions[$0].values
                    )
                },
                cells: result.population.cells.cells[g].enumerated().map { place, cell in
                    let values =
                        grouping.dimensions.count == 1
                        ? result.population.builder.dimensions[grouping.dimensions[0]].values : []
                    return number(place < values.count ? values[place] : "", cell)
                }
            )
        }
        parts = result.population.total.parts.map { ($0.name, $0.variance) }
        rule = result.population.builder.residence.rule.rawValue
        method = result.request.plan.method.rawValue
        level = result.request.plan.confidence
        reasons = result.population.base.verdicts.countsByReason.map { ($0.reason.explanation, $0.persons) }
        flags = result.flags
        evidence = zip(zip(result.evidence, tallies), result.checks(tallies)).map { entry, check in
            let (register, tally) = entry
            return
                "\(register.name): \(Plain.count(tally.rows)) rows, \(Plain.count(tally.attached)) attached to "
                + "\(Plain.count(tally.people)) people, \(Plain.count(tally.ambiguous)) to several, "
                + "\(Plain.count(tally.unattached)) to nobody, \(Plain.count(tally.unusable)) of no use"
                + check.text
        }
        self.sensitivity = sensitivity
        disclosure = publication.control.statement
        self.folder = folder
        remarks = Self.remarks(result, sensitivity)
    }

    private static func remarks(_ result: EstimateResult, _ sensitivity: [Sensitivity.Row]) -> [String] {
        var remarks: [String] = []
        remarks += result.flags.map { "\($0.text) (\($0.name))" }
        let merged = result.population.computation.strata.merged.count { $0 != nil }
        if merged > 0 {
            remarks.append("\(Plain.count(merged)) thin strata were merged; the table strata says with what")
        }
        let far = sensitivity.filter { $0.flag == "beyond_interval" }
        for row in far {
            remarks.append("\(row.choice) “\(row.setting)” moves the total beyond its interval")
        }
        return remarks
    }

    /// The summary as JSON.
    public var json: JSONText {
        func object(_ number: Number) -> JSONText {
            .object([
                ("label", .string(number.label)), ("value", .number(number.value)),
                ("standard_error", .number(number.standardError)), ("lower", .number(number.lower)),
                ("upper", .number(number.upper)), ("found", .integer(number.found)),
            ])
        }
        return .object([
            ("run", .string(folder)), ("residence", .string(rule)), ("method", .string(method)),
            ("confidence", .number(level)), ("total", object(total)),
            ("error", .object(parts.map { ($0.name, .number($0.variance)) })),
            ("cells", .object(cells.map { ($0.grouping, .array($0.cells.map(object))) })),
            (
                "sensitivity",
                .array(
                    sensitivity.map { row in
                        .object([
                            ("choice", .string(row.choice)), ("setting", .string(row.setting)),
                            ("used", .bool(row.isUsed)), ("value", row.value.map { .number($0) } ?? .null),
                            ("flag", row.flag.map { .string($0) } ?? .null),
                        ])
                    }
                )
            ),
            ("evidence", .array(evidence.map { .string($0) })),
            (
                "flags",
                .array(flags.map { .object([("name", .string($0.name)), ("text", .string($0.text))]) })
            ),
            ("remarks", .array(remarks.map { .string($0) })),
        ])
    }

    /// The summary for people.
    public var text: String {
        func whole(_ value: Double) -> String { Plain.count(Int(value.rounded())) }
        var table = TextTable([("", .left), ("", .right)])
        table.append(["population", whole(total.value)])
        table.append([Plain.percent(level) + " interval", "\(whole(total.lower)) to \(whole(total.upper))"])
        table.append(["people found who count", Plain.count(total.found)])
        table.append(["rule", rule])
        table.append(["method", method])
        var text = table.rowsText + "\n"
        let sum = parts.reduce(0) { $0 + $1.variance }
        let budget = parts.map { part in
            "\(part.name) \(Plain.percent(sum > 0 ? part.variance / sum : 0))"
        }
        text +=
            "error: ± \(whole(total.standardError)) (standard error), of which "
            + budget.joined(separator: ", ") + "\n\n"
        for entry in evidence { text += TextTable.printable(entry) + "\n" }
        for (grouping, cells) in cells where cells.count <= 40 {
            var table = TextTable([
                (grouping, .left), ("population", .right), ("from", .right), ("to", .right),
            ])
            for cell in cells {
                table.append([
                    TextTable.printable(cell.label), whole(cell.value), whole(cell.lower), whole(cell.upper),
                ])
            }
            text += "\n" + table.text
        }
        var other = TextTable([("other choices", .left), ("", .left), ("total", .right), ("", .left)])
        for row in sensitivity {
            other.append([
                row.choice, TextTable.printable(row.setting), row.value.map { whole($0) } ?? "none",
                row.isUsed ? "used" : row.flag ?? "",
            ])
        }
        text += "\n" + other.text + "\n"
        for remark in remarks { text += TextTable.printable(remark) + "\n" }
        text += "published: \(disclosure)\n"
        return text + "results in \(TextTable.printable(folder))\n"
    }
}
