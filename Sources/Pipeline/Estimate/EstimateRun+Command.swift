import Columns
import Foundation
public import Jobs
import Population
import RunStore

extension EstimateRun {
    /// Estimates on the results of a linkage, and adds what comes of it to its run directory.
    ///
    /// The directory is replaced as a whole once everything is written; until then it stays as it was.
    /// - Parameters:
    ///   - job: What to do.
    ///   - folder: What paths in the job are relative to.
    ///   - run: The run directory.
    /// - Throws: The error of the module where it happened; the run directory is untouched then.
    static func add(to run: String, _ job: Job, in folder: String, options: LinkOptions) throws
        -> EstimateSummary
    {
        let clock = StageClock(options.progress)
        let estimate = try EstimateRun(job, in: folder, options: options, clock: clock)
        try clock.begin("read the linkage")
        // All files: those that are only taken over are signed again, too.
        let checked = try CheckedRun(run, workers: estimate.workers)
        let tables = RunTables(checked, workers: estimate.workers)
        let linked = try LinkedRun(checked, workers: estimate.workers)
        let records = try estimate.records(tables, of: linked, in: run)
        let movements = try Movements(tables, job, in: folder, run: run)
        clock.end("\(Plain.count(linked.person.count)) records")
        let directory = try RunDirectory.create(
            at: run,
            force: true,
            inputs: RunInputs(job, in: folder, options, output: run).files(keeping: checked),
            tell: { Console.note($0) }
        )
        return try Interrupt.shared.protecting(cleanup: { directory.abandon() }) {
            () throws -> EstimateSummary in
            do {
                var manifest = checked.manifest
                let output = try EstimateOutput(
                    try estimate.run(linked, records, movements),
                    clock: clock,
                    source: options.source,
                    output: run,
                    workers: estimate.workers
                )
                try clock.begin("write estimates")
                try directory.takeOver(checked)
                let store = try ResultStore(updating: directory.file(RunDirectory.databaseName))
                try store.clear(EstimateTables.names)
                for table in output.tables { try store.insert(table) }
                try store.replace(output.facts)
                try store.finish()
                try output.write(to: directory, workers: estimate.workers)
                clock.end()
                output.add(to: &manifest, output: run)
                try Interrupt.shared.check()
                try directory.finish(manifest)
                return output.summary
            } catch {
                directory.abandon()
                throw error
            }
        }
    }
}

extension EstimateRun {
    /// What the linked records of a run say.
    ///
    /// - Throws: ``JobError`` if the job names other evidence in them than the run carries.
    fileprivate func records(_ tables: RunTables, of linked: LinkedRun, in run: String) throws
        -> LinkedRecords
    {
        if try tables.fact(CarriedEvidence.key, of: .records) != CarriedEvidence.text(of: job) {
            throw options.source.mistake(
                [.key("registers")],
                "the run was linked with other evidence in its registers",
                expected: "the same `evidence` of linked registers; link again"
            )
        }
        return try LinkedRecords(
            tables,
            records: linked.person.count,
            dimensions: neededDimensions.map(\.name),
            folder: run
        )
    }
}

/// Commands that estimate.
public enum Estimates {
    /// Checks what a job asks of an estimate, without reading a register.
    ///
    /// - Throws: ``JobError`` with the mistakes.
    package static func check(_ job: Job, in folder: String, options: LinkOptions) throws {
        _ = try EstimateRun(job, in: folder, options: options, clock: StageClock(options.progress))
    }

    /// Estimates on the results of a linkage; see `EstimateRun`.
    public static func add(
        to run: String,
        _ job: Job,
        in folder: String,
        options: LinkOptions
    ) throws -> EstimateSummary {
        try EstimateRun.add(to: run, job, in: folder, options: options)
    }

    /// Links the registers of a job and estimates, into one run directory.
    public static func run(
        _ job: Job,
        in folder: String,
        output: String,
        options: LinkOptions
    ) throws -> (link: LinkSummary, estimate: EstimateSummary) {
        // Mistakes in what is asked for are told before an hour of linking.
        let clock = StageClock(options.progress)
        let estimate = try EstimateRun(job, in: folder, options: options, clock: clock)
        try EvidenceColumns.check(job, in: folder, source: options.source, workers: estimate.workers)
        return try LinkRun.run(
            job,
            in: folder,
            output: output,
            options: options,
            clock: clock,
            then: estimate
        )
    }
}
