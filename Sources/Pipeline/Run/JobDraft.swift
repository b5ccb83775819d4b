import Columns
import Foundation
import RunStore

/// A job file for registers, made without linking them.
public struct JobDraft: Sendable {
    /// The job file.
    public let path: String
    /// The schemas written, in the order of the registers.
    public let schemas: [String]

    /// Reads registers, says what their columns are taken for, and writes a commented job file and schemas.
    ///
    /// - Parameters:
    ///   - path: The job file to write; schemas go into a folder beside it.
    ///   - force: Whether files that are there already may be replaced.
    public static func write(
        _ job: Job,
        to path: String,
        force: Bool,
        threads: Int,
        progress: StageProgress
    ) throws -> JobDraft {
        let folder = FilePaths.folder(of: path)
        // Before anything is read: a refusal should not cost a minute.
        try checkVacancy(path, force: force, job, isJob: true)
        let registers = try LoadedRegister.load(
            job.linking,
            in: ".",
            source: .arguments,
            workers: Workers(threads: threads),
            clock: StageClock(progress)
        )
        let schemas = try RunSchemas(registers, output: folder)
        let text = RunJobFile(job, folder: ".", output: folder, schemas: schemas).text(of: registers)
        let schemaFolder = "\(folder)/\(RunDirectory.schemasName)"
        let paths = schemas.files.map { "\(schemaFolder)/\($0.name)" }
        for schema in paths { try checkVacancy(schema, force: force, job, isJob: false) }
        try checkVacancy(path, force: force, job, isJob: true)
        try RunDirectory.makeFolders(at: schemaFolder)
        for (file, path) in zip(schemas.files, paths) { try RunDirectory.writeFile(file.text, at: path) }
        try RunDirectory.writeFile(text, at: path)
        return JobDraft(path: path, schemas: paths)
    }

    /// Fails where a file may not be written: with `force` a job or a schema is replaced, and nothing else.
    private static func checkVacancy(_ path: String, force: Bool, _ job: Job, isJob: Bool) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        func refusal(_ detail: String) -> PipelineError { PipelineError(.usage, at: path, detail) }
        if !force { throw refusal("is there already; replace it with --force") }
        if job.registers.contains(where: { FilePaths.isSame($0.path, path) }) {
            throw refusal("is a register that is read, and stays as it is; choose another --output")
        }
        let isOurs =
            isJob
            ? (try? JobParser.text(of: path, what: "job")).map(JobParser.isJob) ?? false
            : (try? LoadedRegister.schema(at: path)) != nil
        if !isOurs {
            throw refusal(
                "is no \(isJob ? "job" : "schema") and stays as it is; choose another --output"
            )
        }
    }
}
