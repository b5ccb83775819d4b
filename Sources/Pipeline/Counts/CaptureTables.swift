import Estimation
import Foundation

/// All tables of the command as CSV files, for R, spreadsheets and others.
///
/// Numbers have all their digits; what there is not is an empty field, and an infinite coefficient is `-Inf` or `Inf`.
public struct CaptureTables: Sendable {
    /// A table: a file's name, its header and its rows.
    public struct Table: Sendable {
        /// The file's name, without a folder.
        public let name: String
        /// The names of the columns.
        public let header: [String]
        /// The rows, as many fields each as the header.
        public var rows: [[String]]

        /// The table as CSV.
        public var text: String { ([header] + rows).map { CSVText.row($0) }.joined() }
    }

    /// The tables, those without a row left out.
    public let tables: [Table]

    /// The tables of estimates, and of groups where there are some.
    public init(_ result: CaptureRecapture, groups: StratifiedRecapture?) {
        var tables = [
            Self.lists(result), Self.estimates(result), Self.models(result), Self.refused(result),
            Self.chances(result), Self.pairs(result), Self.graphs(result), Self.choices(result),
        ]
        if let named = result.named { tables += Self.model(named, result) }
        if let groups { tables += Self.groups(groups) }
        self.tables = tables.filter { !$0.rows.isEmpty }
    }

    /// Writes the tables into a folder, which is made if it is not there.
    ///
    /// - Throws: ``PipelineError/Code/unwritten`` where a file cannot be written.
    public func write(to folder: String) throws(PipelineError) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw PipelineError(
                .unwritten,
                at: folder,
                "the folder is not there and cannot be made; name one in a place that can be written to"
            )
        }
        for table in tables { try Self.write(table.text, to: folder + "/" + table.name) }
    }

    /// Writes a text to a file, whole or not at all.
    static func write(_ text: String, to path: String) throws(PipelineError) {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw PipelineError(
                .unwritten,
                at: path,
                "the file cannot be written; name one in a folder that is there and can be written to"
            )
        }
    }

    /// A number with all its digits.
    static func number(_ value: Double?) -> String {
        guard let value, !value.isNaN else { return "" }
        if value.isInfinite { return value < 0 ? "-Inf" : "Inf" }
        return value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
    }
}

extension CaptureTables {
    private static func lists(_ result: CaptureRecapture) -> Table {
        let counts = result.counts
        return Table(
            name: "lists.csv",
            header: ["list", "name", "cases"],
            rows: counts.lists.indices.map { ["\($0 + 1)", counts.lists[$0], "\(counts.total(of: $0))"] }
        )
    }

    private static func fields(_ line: CaptureRecapture.Line) -> [String] {
        [
            line.method, line.model ?? "", number(line.population), number(line.standardError),
            number(line.interval?.lower), number(line.interval?.upper), "\(line.isReliable)", line.note ?? "",
        ]
    }

    private static let lineHeader = [
        "method", "model", "population", "standard_error", "lower", "upper", "reliable", "note",
    ]

    private static func estimates(_ result: CaptureRecapture) -> Table {
        Table(name: "estimates.csv", header: lineHeader, rows: result.lines.map(fields))
    }

    private static func models(_ result: CaptureRecapture) -> Table {
        Table(
            name: "models.csv",
            header: [
                "model", "population", "standard_error", "deviance", "degrees_of_freedom", "aic", "bic",
                "extent",
                "zero_histories",
            ],
            rows: (result.family?.fits(by: .aic) ?? []).map { fit in
                [
                    fit.model.name, number(fit.population), number(fit.standardError), number(fit.deviance),
                    "\(fit.degreesOfFreedom)", number(fit.aic), number(fit.bic), fit.extent.rawValue,
                    fit.zeroHistories.map(result.digits).joined(separator: " "),
                ]
            }
        )
    }

    private static func refused(_ result: CaptureRecapture) -> Table {
        Table(
            name: "refused_models.csv",
            header: ["model", "reason", "explanation", "aic_approached", "bic_approached"],
            rows: (result.family?.refused ?? []).map {
                [
                    $0.model.name, $0.reason.rawValue, $0.explanation(result.counts),
                    number($0.aicApproached),
                    number($0.bicApproached),
                ]
            }
        )
    }

    private static func chances(_ result: CaptureRecapture) -> Table {
        Table(
            name: "chance_models.csv",
            header: [
                "model", "population", "standard_error", "standard_error_delta", "lower", "upper", "deviance",
                "degrees_of_freedom", "aic", "bic", "note",
            ],
            rows: result.chances.map {
                [
                    $0.name, number($0.population), number($0.standardError), number($0.deltaError),
                    number($0.interval?.lower), number($0.interval?.upper), number($0.deviance),
                    $0.degreesOfFreedom.map(String.init) ?? "", number($0.aic), number($0.bic), $0.note ?? "",
                ]
            }
        )
    }

    private static func pairs(_ result: CaptureRecapture) -> Table {
        Table(
            name: "pairs.csv",
            header: [
                "first", "second", "on_first", "on_second", "on_both", "lincoln_petersen",
                "lincoln_petersen_error", "chapman", "chapman_error", "lower", "upper",
            ],
            rows: result.pairs.map { pair in
                let interval = try? pair.chapman.logNormalInterval(level: result.settings.level)
                return [
                    result.counts.lists[pair.lists.0], result.counts.lists[pair.lists.1],
                    "\(pair.table.first)", "\(pair.table.second)", "\(pair.table.both)",
                    number(pair.lincolnPetersen?.population), number(pair.lincolnPetersen?.standardError),
                    number(pair.chapman.population), number(pair.chapman.standardError),
                    number(interval?.lower), number(interval?.upper),
                ]
            }
        )
    }

    private static func graphs(_ result: CaptureRecapture) -> Table {
        Table(
            name: "graphs.csv",
            header: ["graph", "probability", "mean"],
            rows: (result.graphs?.graphs ?? []).map {
                [$0.graph.name, number($0.probability), number($0.mean)]
            }
        )
    }

    private static func choices(_ result: CaptureRecapture) -> Table {
        Table(
            name: "model_choice.csv",
            header: ["model", "share"],
            rows: (result.selection?.choices ?? []).map { [$0.model.name, number($0.share)] }
        )
    }

    private static func model(_ model: CaptureRecapture.NamedModel, _ result: CaptureRecapture) -> [Table] {
        [
            Table(
                name: "coefficients.csv",
                header: ["term", "estimate", "standard_error"],
                rows: model.coefficients.map {
                    [$0.term, number($0.estimate), $0.standardError.isFinite ? number($0.standardError) : ""]
                }
            ),
            Table(
                name: "histories.csv",
                header: ["history", "lists", "observed", "fitted", "pearson_residual", "deviance_residual"],
                rows: model.histories.map {
                    [
                        result.digits($0.history), result.counts.names(of: $0.history), "\($0.observed)",
                        number($0.fitted), number($0.pearson), number($0.deviance),
                    ]
                }
            ),
        ]
    }

    private static func groups(_ groups: StratifiedRecapture) -> [Table] {
        let sums = [
            ("method", groups.totals), ("chance model", groups.chanceTotals), ("pair", groups.pairTotals),
        ]
        return [
            Table(
                name: "strata.csv",
                header: groups.columns + ["observed"] + lineHeader,
                rows: groups.strata.flatMap { stratum in
                    stratum.result.lines.map {
                        stratum.values + ["\(stratum.result.counts.observed)"] + fields($0)
                    }
                }
            ),
            Table(
                name: "totals.csv",
                header: [
                    "kind", "name", "population", "variance", "standard_error", "lower", "upper", "note",
                ],
                rows: sums.flatMap { kind, totals in
                    totals.map {
                        [
                            kind, $0.method, number($0.population), number($0.variance),
                            number($0.standardError), number($0.interval?.lower), number($0.interval?.upper),
                            $0.note ?? "",
                        ]
                    }
                }
            ),
        ]
    }
}
