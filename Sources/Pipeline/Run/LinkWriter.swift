import Columns
import Foundation
import Jobs
import Linkage
import Registers
import Resolution
import RunStore

/// Writes what a link run found into its run directory.
struct LinkWriter {
    let result: LinkResult
    let folder: String
    let directory: RunDirectory
    let options: LinkOptions
    let workers: Workers
    private let store: ResultStore
    /// The schemas to leave, and the job that names them.
    private let schemas: RunSchemas
    private let jobText: String

    init(
        result: LinkResult,
        job: Job,
        folder: String,
        directory: RunDirectory,
        options: LinkOptions,
        workers: Workers
    ) throws {
        self.result = result
        self.folder = folder
        self.directory = directory
        self.options = options
        self.workers = workers
        store = try ResultStore(creatingAt: directory.file(RunDirectory.databaseName))
        schemas = try RunSchemas(result.registers, output: directory.path)
        // A job that stands in the output folder is the user's own and stays as it is.
        if options.isJobAsWritten, let text = options.source.text, FilePaths.isSame(folder, directory.path) {
            jobText = text
        } else {
            jobText = RunJobFile(job, folder: folder, output: directory.path, schemas: schemas)
                .text(of: result)
        }
    }

    /// Writes all files but the times taken and the manifest; data files and database side by side.
    func write() throws {
        try directory.write(jobText, to: RunDirectory.jobName)
        for file in schemas.files {
            try directory.write(file.text, to: "\(RunDirectory.schemasName)/\(file.name)")
        }
        try directory.write(try modelText(), to: RunDirectory.modelName)
        _ = try workers.map(pieces: 2) { piece throws(RunStoreError) -> Void in
            if piece == 0 {
                try writeDataFiles()
            } else {
                try writeDatabase()
                try writeTables()
            }
        }
    }

    /// What the run was made from.
    func manifest() throws -> Manifest {
        var counts = [
            "records": result.records.count,
            "pairs_compared": result.comparedPairs,
            "pairs_kept": result.links.count,
            "links": result.resolution.counts.links,
            "people": result.resolution.counts.persons,
        ]
        counts["records_set_aside"] = result.standardised.quarantine.reduce(0) { $0 + $1.count }
        counts["rows_unreadable"] = result.registers.reduce(0) { $0 + $1.read.quarantinedCount }
        return Manifest(
            recensusVersion: RecensusVersion.current,
            jobSHA256: FileDigest.sha256(of: jobText),
            seed: result.job.seed,
            inputs: try inputs(),
            counts: counts
        )
    }

    private func inputs() throws -> [Manifest.Input] {
        var inputs: [Manifest.Input] = []
        func relative(_ path: String) -> String { FilePaths.relative(path, to: directory.path) }
        for register in result.registers {
            inputs.append(
                Manifest.Input(
                    name: register.job.name,
                    path: relative(register.path),
                    bytes: register.read.bytesRead,
                    sha256: register.read.sha256
                )
            )
        }
        return inputs
    }

    private func modelText() throws -> String {
        // As it was given, so that where it was trained stays known.
        if let text = result.givenModel { return text }
        let digests = result.registers.map(\.read.sha256) + [FileDigest.sha256(of: jobText)]
        let file = ModelFile(
            model: result.outcome.model,
            version: RecensusVersion.current,
            fingerprint: FileDigest.sha256(of: digests.joined(separator: "\n"))
        )
        return try file.text()
    }

    private func writeDataFiles() throws(RunStoreError) {
        let records = result.records
        let inBackground = workers.threads > 1
        let people = try ResultFiles.writePeople(
            result.people,
            of: records,
            into: directory.staging,
            compression: options.compression,
            inBackground: inBackground
        )
        try directory.complete(people)
        let links = try ResultFiles.writeLinks(
            result.links,
            names: result.names,
            of: records,
            into: directory.staging,
            compression: options.compression,
            inBackground: inBackground
        )
        try directory.complete(links)
    }

    /// Writes what cannot be counted in thousands, in columns.
    private func writeTables() throws(RunStoreError) {
        let own = Workers(threads: max(1, workers.threads / 2))
        try directory.writeRecords(
            result.records,
            result.people,
            result.events,
            facts: [(CarriedEvidence.key, CarriedEvidence.text(of: result.job))],
            workers: own
        )
        try directory.writePeople(result.people, workers: own)
        try directory.writeLinks(result.links, names: result.names, workers: own)
    }

    private func writeDatabase() throws(RunStoreError) {
        try store.insert(InputTables.facts(result))
        try store.insert(InputTables.registers(result, relativeTo: directory.path))
        try store.insert(InputTables.columns(result))
        try store.insert(InputTables.steps(result))
        try store.insert(InputTables.quarantine(result))
        try store.insert(InputTables.notices(result))
        try store.insert(BlockingTables.rules(result))
        try store.insert(BlockingTables.largestBlocks(result))
        try store.insert(BlockingTables.pairRules(result))
        try store.insert(ModelTables.comparisons(result))
        try store.insert(ModelTables.levels(result))
        try store.insert(ModelTables.trace(result))
        try store.insert(ModelTables.dependence(result))
        try store.insert(QualityTables.histogram(result))
        try store.insert(QualityTables.thresholds(result))
        try store.insert(PeopleTables.bySize(result.people))
        try store.insert(PeopleTables.byRegisters(result.people, result.records.registers))
    }

    /// Adds an estimate to the database.
    func insert(_ estimate: EstimateOutput) throws(RunStoreError) {
        for table in estimate.tables { try store.insert(table) }
        try store.replace(estimate.facts)
    }

    /// Closes the database.
    func finish() throws(RunStoreError) {
        try store.finish()
        try directory.complete(RunDirectory.databaseName)
    }
}
