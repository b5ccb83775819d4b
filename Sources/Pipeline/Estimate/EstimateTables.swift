import Columns
import Estimation
import Inference
import Jobs
import Population
import RunStore

/// The tables of an estimate in the results database.
struct EstimateTables {
    let result: EstimateResult
    /// Per register of evidence: what became of its rows.
    let tallies: [EvidenceTally]
    /// Per register of evidence: what it is worth.
    let checks: [EvidenceCheck]
    /// The cells.
    let numbering: CellNumbering

    /// The tables that an estimate fills, children before parents.
    static let names = [
        "sensitivity", "coverage", "error_budget", "published", "estimates", "cell_values", "cells",
        "groupings",
        "models", "capture_histories", "strata", "lists", "residence_counts", "residence_reasons", "evidence",
    ]

    /// All tables but those of publication.
    var all: [TableRows] {
        [
            evidence, reasons, PersonTable(result).revisions, lists, strata, histories, models, groupings,
            cells,
            cellValues,
            errorBudget,
            coverage,
        ]
    }

    private var builder: PeopleBuilder { result.population.builder }
    private var strataPlan: Strata { result.population.computation.strata }

    private var evidence: TableRows {
        var table = TableRows(
            "evidence",
            [
                "name", "kind", "path", "bytes", "sha256", "rows", "attached", "ambiguous", "unattached",
                "unusable",
                "people", "rule", "expected", "departures_lost", "arrivals_lost", "consequence", "flag",
            ]
        )
        func real(_ value: Double?) -> ResultValue { value.map { .real($0) } ?? .null }
        for ((register, tally), check) in zip(zip(result.evidence, tallies), checks) {
            let path = result.request.job.registers.first { $0.name == register.name }?.path ?? register.path
            table.rows.append([
                .text(register.name), .text(register.spec.kind.rawValue), .text(path),
                .integer(Int64(register.bytes)), .text(register.sha256), .integer(Int64(tally.rows)),
                .integer(Int64(tally.attached)), .integer(Int64(tally.ambiguous)),
                .integer(Int64(tally.unattached)), .integer(Int64(tally.unusable)),
                .integer(Int64(tally.people)),
                .text(tally.rule), check.expected.map { .integer(Int64($0)) } ?? .null,
                real(check.departuresLost), real(check.arrivalsLost), real(check.consequence),
                check.flags.isEmpty ? .null : .text(check.flags.joined(separator: " ")),
            ])
        }
        return table
    }

    private var reasons: TableRows {
        TableRows(
            "residence_reasons",
            ["reason", "name", "category", "description"],
            ResidenceReason.allCases.map { reason in
                [
                    .integer(Int64(reason.rawValue)), .text("\(reason)"), .text(Self.word(reason.category)),
                    .text(reason.explanation),
                ]
            }
        )
    }

    static func word(_ category: ResidenceCategory) -> String {
        switch category {
        case .resident: "resident"
        case .mobileResident: "mobile_resident"
        case .notResident: "not_resident"
        }
    }

    private var lists: TableRows {
        let people = result.population.accepted.onLists[0]
        return TableRows(
            "lists",
            ["list", "name", "people"],
            result.lists.names.enumerated().map {
                [.integer(Int64($0)), .text($1), .integer(Int64(people[$0]))]
            }
        )
    }

    private var strata: TableRows {
        var table = TableRows(
            "strata",
            ["stratum", "label", "cell", "merged", "lists", "people", "value", "standard_error"]
        )
        for s in 0..<strataPlan.count {
            let leader = strataPlan.cell[s]
            var set: Int64 = 0
            for list in strataPlan.lists[s] { set |= 1 << Int64(list) }
            var value = ResultValue.null
            var error = ResultValue.null
            if leader == s {
                let estimates = result.population.draws.map { $0.strata[s] }
                let combined = try? RepeatedEstimate(
                    values: estimates.map(\.value),
                    variances: estimates.map { $0.variance + $0.modelVariance }
                )
                if let combined {
                    value = .real(combined.value)
                    error = .real(combined.standardError)
                }
            }
            table.rows.append([
                .integer(Int64(s)), .text(strataPlan.labels[s]), .integer(Int64(leader)),
                strataPlan.merged[s].map { .text($0) } ?? .null, .integer(set),
                .integer(Int64(result.population.accepted.peopleOfStratum[s])), value, error,
            ])
        }
        return table
    }

    private var histories: TableRows {
        var table = TableRows("capture_histories", ["stratum", "history", "people", "imputed"])
        for s in 0..<strataPlan.count {
            let lists = strataPlan.lists[s]
            for history in result.population.accepted.histories[s].indices {
                let imputed =
                    result.population.draws.reduce(0) { $0 + $1.histories[s][history] }
                    / Double(result.population.draws.count)
                let people = result.population.accepted.histories[s][history]
                if people == 0 && imputed == 0 { continue }
                var set: Int64 = 0
                for (bit, list) in lists.enumerated() where history >> bit & 1 == 1 {
                    set |= 1 << Int64(list)
                }
                table.rows.append([
                    .integer(Int64(s)), .integer(set), .integer(Int64(people)), .real(imputed),
                ])
            }
        }
        return table
    }

    private var models: TableRows {
        var table = TableRows(
            "models",
            [
                "stratum", "model", "name", "parameters", "deviance", "degrees_of_freedom", "aic", "bic",
                "value",
                "standard_error", "weight",
            ]
        )
        for s in 0..<strataPlan.count where strataPlan.cell[s] == s {
            guard let sightings = result.population.accepted.strata[s].sightings else { continue }
            let histories = (0..<(1 << strataPlan.lists[s].count)).count { $0.nonzeroBitCount >= 2 }
            for (i, fit) in sightings.fits.enumerated() {
                let word = fit.classes == 1 ? "1 class" : "\(fit.classes) classes"
                table.rows.append([
                    .integer(Int64(s)), .integer(Int64(i)), .text(word), .integer(Int64(fit.parameters)),
                    .real(fit.deviance), .integer(Int64(histories - 1 - fit.parameters)), .real(fit.aic),
                    .real(fit.bic), .real(fit.population), .real(fit.variance.squareRoot()),
                    .real(fit.weight),
                ])
            }
        }
        return table
    }

    // MARK: Cells

    private var groupings: TableRows {
        TableRows(
            "groupings",
            ["grouping", "name"],
            result.population.computation.groupings.enumerated().map {
                [.integer(Int64($0)), .text($1.name(builder.dimensions))]
            }
        )
    }

    private var cells: TableRows {
        TableRows(
            "cells",
            ["cell", "grouping", "label"],
            numbering.all.map { cell in
                [.integer(Int64(cell.number)), .integer(Int64(cell.grouping)), .text(cell.label)]
            }
        )
    }

    private var cellValues: TableRows {
        var table = TableRows("cell_values", ["cell", "position", "dimension", "value", "rank"])
        for cell in numbering.all {
            for (position, value) in cell.values.enumerated() {
                table.rows.append([
                    .integer(Int64(cell.number)), .integer(Int64(position)), .text(value.dimension),
                    .text(value.value), .integer(Int64(value.rank)),
                ])
            }
        }
        return table
    }

    private var errorBudget: TableRows {
        var table = TableRows("error_budget", ["cell", "component", "variance", "share", "note"])
        for cell in numbering.all {
            let estimate = result.population.cells.cells[cell.grouping][cell.place]
            for part in estimate.parts {
                let sum = estimate.standardError * estimate.standardError
                table.rows.append([
                    .integer(Int64(cell.number)), .text(part.name), .real(part.variance),
                    .real(sum > 0 ? part.variance / sum : 0), .text(part.note),
                ])
            }
        }
        return table
    }

    private var coverage: TableRows {
        var table = TableRows("coverage", ["cell", "list", "people", "coverage", "lower", "upper"])
        let lists = result.lists.names.count
        for cell in numbering.all {
            let estimate = result.population.cells.cells[cell.grouping][cell.place]
            if estimate.value <= 0 { continue }
            for list in 0..<lists {
                let people = result.population.accepted.onLists[cell.grouping][cell.place * lists + list]
                let n = Double(people)
                table.rows.append([
                    .integer(Int64(cell.number)), .integer(Int64(list)), .integer(Int64(people)),
                    .real(min(1, n / estimate.value)),
                    estimate.upper > 0 ? .real(min(1, n / estimate.upper)) : .null,
                    estimate.lower > 0 ? .real(min(1, n / estimate.lower)) : .null,
                ])
            }
        }
        return table
    }
}
