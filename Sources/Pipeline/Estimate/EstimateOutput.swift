import Columns
import Foundation
import Inference
import Jobs
import Population
import RunStore

/// What an estimate adds to a run directory.
struct EstimateOutput {
    /// Rows for the database.
    let tables: [TableRows]
    /// Facts for the table `run`.
    var facts: [RunFact] { [RunFact(key: "confidence", value: "\(result.request.plan.confidence)")] }
    /// Files by name.
    let files: [(name: String, text: String)]
    /// The evidence read, and the counts of what happened, for the manifest.
    let result: EstimateResult
    /// What the user is told.
    let summary: EstimateSummary

    /// Works out tables, files and summary.
    init(_ result: EstimateResult, clock: StageClock, source: JobSource, output: String, workers: Workers)
        throws
    {
        self.result = result
        try clock.begin("try other choices")
        let sensitivity = Sensitivity(
            result.population,
            result.linked,
            lists: result.lists.names,
            isCounted: result.request.job.linking.registers.map { $0.use == .link },
            workers: workers
        ).rows()
        clock.end()
        try clock.begin("protect what is published")
        let population = result.population
        let numbering = CellNumbering(
            population.computation.groupings,
            of: population.builder.dimensions
        )
        let publication = try Publication(result, numbering, source: source)
        clock.end()
        let tallies = result.tallies()
        tables =
            EstimateTables(
                result: result,
                tallies: tallies,
                checks: result.checks(tallies),
                numbering: numbering
            ).all + publication.tables
            + [Self.table(sensitivity, result)]
        files = [
            (RunDirectory.estimatesName, publication.csv), (RunDirectory.sdmxName, publication.sdmx),
        ]
        summary = EstimateSummary(result, tallies, sensitivity, publication, folder: output)
    }

    /// Writes all files but the database into a run directory, in place of those that an earlier estimate left.
    func write(to directory: RunDirectory, workers: Workers) throws {
        for file in files { try directory.replace(file.text, in: file.name) }
        let linked = result.linked
        let people = PeopleColumns(identifiers: linked.personIdentifiers, personOfRecord: linked.personNumber)
        try directory.writePeople(people, PersonTable(result).columns(), workers: workers)
        if result.movements.isStored { return }
        if result.movements.sources.isEmpty { return try directory.forget(RunTable.crossings.path) }
        try directory.writeCrossings(
            result.movements.crossings,
            facts: result.movements.facts(relativeTo: directory.path),
            workers: workers
        )
    }

    /// Adds what was estimated to a run's manifest.
    func add(to manifest: inout Manifest, output: String) {
        for register in result.evidence where register.spec.kind == .movements {
            manifest.inputs.removeAll { $0.name == register.name }
            manifest.inputs.append(
                Manifest.Input(
                    name: register.name,
                    path: FilePaths.relative(register.path, to: output),
                    bytes: register.bytes,
                    sha256: register.sha256
                )
            )
        }
        manifest.counts["people_counted"] = result.population.base.isCounted.count { $0 }
        manifest.counts["draws"] = result.population.draws.count
        manifest.counts["cells"] = result.population.cells.cells.reduce(0) { $0 + $1.count }
    }

    private static func table(_ rows: [Sensitivity.Row], _ result: EstimateResult) -> TableRows {
        var table = TableRows(
            "sensitivity",
            [
                "position", "choice", "setting", "used", "value", "standard_error", "lower", "upper",
                "difference",
                "flag",
            ]
        )
        func real(_ value: Double?) -> ResultValue { value.map { .real($0) } ?? .null }
        for (i, row) in rows.enumerated() {
            let interval = row.interval(level: result.request.plan.confidence)
            table.rows.append([
                .integer(Int64(i)), .text(row.choice), .text(row.setting), .integer(row.isUsed ? 1 : 0),
                real(row.value), real(row.standardError), real(interval?.lower), real(interval?.upper),
                real(row.value.map { $0 - result.population.accepted.total }),
                row.flag.map { .text($0) } ?? .null,
            ])
        }
        return table
    }
}
