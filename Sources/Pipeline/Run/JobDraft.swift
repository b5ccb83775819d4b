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
        let fileManager = FileManager.default
        if !force, fileManager.fileExists(atPath: path) {
            throw PipelineError(.usage, at: path, "is there already; replace it with --force")
        }
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
        if !force, let taken = paths.first(where: { fileManager.fileExists(atPath: $0) }) {
            throw PipelineError(.usage, at: taken, "is there already; replace it with --force")
        }
        do {
            try fileManager.createDirectory(atPath: schemaFolder, withIntermediateDirectories: true)
            for (file, path) in zip(schemas.files, paths) { try Self.write(file.text, to: path) }
            try Self.write(text, to: path)
        } catch let error as CocoaError {
            throw PipelineError(
                .unreadable,
                at: folder,
                "cannot be written (code \(error.code.rawValue)); choose another folder"
            )
        }
        return JobDraft(path: path, schemas: paths)
    }

    private static func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}
