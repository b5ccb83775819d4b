import Reporting
import RunStore

/// Reads what a run says about the population.
struct PopulationSource {
    private let reader: RunReader
    private let isRevealed: Bool

    /// The most models shown.
    private static let modelsShown = 40

    /// A run's database; with `isRevealed` the estimates are exact, else those that may be published.
    init(_ reader: RunReader, isRevealed: Bool) {
        self.reader = reader
        self.isRevealed = isRevealed
    }

    /// The estimates; nil if the run has none.
    func population() throws -> PopulationReport? {
        let found = try estimates()
        if found.isEmpty { return nil }
        var population = PopulationReport()
        population.isPublished = !isRevealed
        population.totals = found.filter { $0.grouping == 0 }.map(\.estimate)
        population.groupings = try groupings(found)
        population.coverage = try coverage()
        population.errorBudget = try errorBudget()
        population.sensitivity = try sensitivity()
        (population.models, population.modelsLeftOut) = try models()
        population.merged = try read("strata", "label, merged", "merged IS NOT NULL ORDER BY stratum") {
            row in
            (try row.text(0), try row.text(1))
        }
        population.residence = try residence()
        population.evidence = try evidence()
        return population
    }

    private struct Found {
        var cell: Int
        var grouping: Int
        var estimate: PopulationReport.Estimate
    }

    /// Rows of a query as what they make.
    private func read<Result>(
        _ table: String,
        _ columns: String,
        _ rest: String,
        _ make: (StoredFields) throws -> Result
    ) throws -> [Result] {
        var results: [Result] = []
        for row in try reader.fields("SELECT \(columns) FROM \(table) WHERE \(rest)", of: table) {
            results.append(try make(row))
        }
        return results
    }

    private func estimates() throws -> [Found] {
        var labels: [Int: [String]] = [:]
        let values = try read("cell_values", "cell, value", "1 ORDER BY cell, position") { row in
            (try row.whole(0), try row.text(1))
        }
        for (cell, value) in values { labels[cell, default: []].append(value) }
        let source = isRevealed ? "estimates" : "published"
        let shown = ["value", "standard_error", "lower", "upper", "flag"].map { "\(source).\($0)" }
        return try read(
            "estimates JOIN cells USING (cell)" + (isRevealed ? "" : " JOIN published USING (estimate)"),
            "cells.cell, cells.grouping, measure, method, " + shown.joined(separator: ", "),
            "1 ORDER BY estimates.estimate"
        ) { row in
            let cell = try row.whole(0)
            return Found(
                cell: cell,
                grouping: try row.whole(1),
                estimate: PopulationReport.Estimate(
                    labels: labels[cell] ?? [],
                    measure: try row.text(2),
                    method: try row.text(3),
                    value: try row.optionalReal(4),
                    standardError: try row.optionalReal(5),
                    lower: try row.optionalReal(6),
                    upper: try row.optionalReal(7),
                    flag: try row.optionalText(8)
                )
            )
        }
    }

    /// The groupings beyond the total, their cells in the order of their values; the first method of each cell.
    private func groupings(_ found: [Found]) throws -> [PopulationReport.Grouping] {
        let positions = try read(
            "cell_values JOIN cells USING (cell)",
            "cells.grouping, cells.cell, dimension, rank",
            "1 ORDER BY cells.cell, position"
        ) { row in
            (
                grouping: try row.whole(0), cell: try row.whole(1), dimension: try row.text(2),
                rank: try row.whole(3)
            )
        }
        var ranks: [Int: [Int]] = [:]
        var dimensions: [Int: [String]] = [:]
        var seen: [Int: Int] = [:]
        for place in positions {
            ranks[place.cell, default: []].append(place.rank)
            if seen[place.grouping] == nil { seen[place.grouping] = place.cell }
            if seen[place.grouping] == place.cell {
                dimensions[place.grouping, default: []].append(place.dimension)
            }
        }
        return dimensions.keys.sorted().map { grouping in
            var taken: Set<Int> = []
            let cells = found.filter {
                $0.grouping == grouping && $0.estimate.measure == "population"
                    && taken.insert($0.cell).inserted
            }.sorted { a, b in
                let (first, second) = (ranks[a.cell] ?? [], ranks[b.cell] ?? [])
                return first == second ? a.cell < b.cell : first.lexicographicallyPrecedes(second)
            }
            return PopulationReport.Grouping(
                dimensions: dimensions[grouping] ?? [],
                cells: cells.map(\.estimate)
            )
        }
    }

    private func coverage() throws -> [PopulationReport.Coverage] {
        try read(
            "coverage JOIN lists USING (list)",
            "lists.name, coverage.people, coverage, lower, upper",
            "cell = 0 ORDER BY list"
        ) { row in
            PopulationReport.Coverage(
                register: try row.text(0),
                people: try row.whole(1),
                share: try row.real(2),
                lower: try row.optionalReal(3),
                upper: try row.optionalReal(4)
            )
        }
    }

    private func errorBudget() throws -> [PopulationReport.ErrorPart] {
        try read(
            "error_budget",
            "component, variance, share, note",
            "cell = 0 ORDER BY share DESC, component"
        ) { row in
            PopulationReport.ErrorPart(
                component: try row.text(0),
                variance: try row.real(1),
                share: try row.real(2),
                note: try row.text(3)
            )
        }
    }

    private func sensitivity() throws -> [PopulationReport.Alternative] {
        try read(
            "sensitivity",
            "choice, setting, used, value, lower, upper, difference, flag",
            "1 ORDER BY position"
        ) { row in
            PopulationReport.Alternative(
                choice: try row.text(0),
                setting: try row.text(1),
                isUsed: try row.flag(2),
                value: try row.optionalReal(3),
                lower: try row.optionalReal(4),
                upper: try row.optionalReal(5),
                difference: try row.optionalReal(6),
                flag: try row.optionalText(7)
            )
        }
    }

    private func models() throws -> ([PopulationReport.Model], Int) {
        let all = try read(
            "models JOIN strata USING (stratum)",
            "strata.label, models.name, parameters, deviance, degrees_of_freedom, aic, bic, models.value, "
                + "models.standard_error, weight, note",
            "1 ORDER BY stratum, aic IS NULL, aic, model"
        ) { row in
            PopulationReport.Model(
                stratum: try row.text(0),
                name: try row.text(1),
                parameters: try row.whole(2),
                deviance: try row.optionalReal(3),
                degreesOfFreedom: try row.optionalWhole(4),
                aic: try row.optionalReal(5),
                bic: try row.optionalReal(6),
                // Strata may be small, and disclosure control does not go over them.
                value: isRevealed ? try row.optionalReal(7) : nil,
                standardError: isRevealed ? try row.optionalReal(8) : nil,
                weight: try row.optionalReal(9),
                note: try row.optionalText(10)
            )
        }
        return (Array(all.prefix(Self.modelsShown)), max(0, all.count - Self.modelsShown))
    }

    private func evidence() throws -> [PopulationReport.Evidence] {
        try read(
            "evidence",
            "name, kind, path, sha256, rows, attached, ambiguous, unattached, unusable, rule, expected, "
                + "departures_lost, arrivals_lost, consequence, flag",
            "1 ORDER BY name"
        ) { row in
            PopulationReport.Evidence(
                name: try row.text(0),
                kind: try row.text(1),
                path: try row.text(2),
                sha256: try row.text(3),
                rows: try row.whole(4),
                attached: try row.whole(5),
                ambiguous: try row.whole(6),
                unattached: try row.whole(7),
                unusable: try row.whole(8),
                rule: try row.text(9),
                expected: try row.optionalWhole(10),
                departuresLost: try row.optionalReal(11),
                arrivalsLost: try row.optionalReal(12),
                consequence: isRevealed ? try row.optionalReal(13) : nil,
                flag: try row.optionalText(14)
            )
        }
    }

    private func residence() throws -> [PopulationReport.Residence] {
        let counts = try read(
            "residence_by_reason",
            "description, category, provisional, final",
            "provisional > 0 OR final > 0"
        ) { row in
            PopulationReport.Residence(
                description: try row.text(0),
                category: try row.text(1),
                provisional: try row.whole(2),
                final: try row.whole(3)
            )
        }
        return counts
    }
}
