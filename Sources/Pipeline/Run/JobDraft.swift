import Columns
import Foundation
public import Jobs
import RunStore

/// A job file for registers, made without linking them.
public struct JobDraft: Sendable {
    /// The job file.
    public let path: String
    /// The schemas written, in the order of the registers.
    public let schemas: [String]
    /// The model, where one was carried over.
    public let model: String?
    /// What of settings carried over has no counterpart, one line each.
    public let remarks: [String]

    /// Reads registers, says what their columns are taken for, and writes a commented job file and schemas.
    ///
    /// - Parameters:
    ///   - path: The job file to write; schemas go into a folder beside it.
    ///   - force: Whether files that are there already may be replaced.
    ///   - splink: Settings of Splink whose rules, comparisons and model are taken.
    public static func write(
        _ job: Job,
        to path: String,
        force: Bool,
        threads: Int,
        progress: StageProgress,
        splink: SplinkSettings? = nil
    ) throws -> JobDraft {
        let folder = FilePaths.folder(of: path)
        let workers = Workers(threads: threads)
        let clock = StageClock(progress)
        // Before anything is read: a refusal should not cost a minute.
        try checkVacancy(path, force: force, job, .job)
        var registers = try LoadedRegister.load(
            job.linking,
            in: ".",
            source: .arguments,
            workers: workers,
            clock: clock
        )
        var imported: SplinkImport?
        if let splink {
            try clock.begin("compare as Splink does")
            imported = try SplinkImport(splink, job, &registers, workers: workers)
            clock.end()
        }
        let schemas = try RunSchemas(registers, output: folder)
        let text = RunJobFile(imported?.job ?? job, folder: ".", output: folder, schemas: schemas)
            .text(of: registers, remarks: imported?.comments ?? [:])
        let schemaFolder = "\(folder)/\(RunDirectory.schemasName)"
        let paths = schemas.files.map { "\(schemaFolder)/\($0.name)" }
        let model = imported?.model.map { _ in "\(folder)/\(RunDirectory.modelName)" }
        for schema in paths { try checkVacancy(schema, force: force, job, .schema) }
        if let model { try checkVacancy(model, force: force, job, .model) }
        try checkVacancy(path, force: force, job, .job)
        try RunDirectory.makeFolders(at: schemaFolder)
        for (file, path) in zip(schemas.files, paths) { try RunDirectory.writeFile(file.text, at: path) }
        if let model, let file = imported?.model { try RunDirectory.writeFile(try file.text(), at: model) }
        try RunDirectory.writeFile(text, at: path)
        return JobDraft(path: path, schemas: paths, model: model, remarks: imported?.remarks ?? [])
    }

    /// What a file that is written is.
    private enum Kind: String {
        case job, schema, model

        /// Whether a file that is there is of this kind.
        func holds(_ path: String) -> Bool {
            switch self {
            case .job:
                (try? JobParser.text(of: path, what: "job", waiting: Waiting.hearer())).map(JobParser.isJob)
                    ?? false
            case .schema: (try? LoadedRegister.schema(at: path)) != nil
            case .model: (try? ModelFile.read(path)) != nil
            }
        }
    }

    /// Fails where a file may not be written: with `force` one of our own is replaced, and nothing else.
    private static func checkVacancy(_ path: String, force: Bool, _ job: Job, _ kind: Kind) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        func refusal(_ detail: String) -> PipelineError { PipelineError(.usage, at: path, detail) }
        if !force { throw refusal("is there already; replace it with --force") }
        if job.registers.contains(where: { FilePaths.isSame($0.path, path) }) {
            throw refusal("is a register that is read, and stays as it is; choose another --output")
        }
        if !kind.holds(path) {
            throw refusal("is no \(kind.rawValue) and stays as it is; choose another --output")
        }
    }
}
