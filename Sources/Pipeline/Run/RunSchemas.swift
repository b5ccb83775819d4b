import Foundation
import Jobs
import Registers
import RunStore

/// The schemas that a run leaves beside its job: one for each register, given or inferred.
struct RunSchemas {
    /// The files in the folder of schemas, in the order of the registers.
    let files: [(name: String, text: String)]

    /// The ending of a schema's file.
    private static let ending = RunDirectory.schemaSuffix

    /// The schemas of registers as read.
    ///
    /// One that was given from within the output folder's own schemas keeps its name, because the job there
    /// goes by it.
    init(_ registers: [LoadedRegister], output: String) throws {
        let own = FilePaths.absolute(output + "/" + RunDirectory.schemasName)
        let kept = registers.map { register -> String? in
            guard let path = register.schemaPath else { return nil }
            let parts = FilePaths.absolute(path)
            return Array(parts.dropLast()) == own ? parts.last : nil
        }
        // Names that are kept are taken from the start: no other schema may replace one of them.
        var taken = kept.compactMap { $0.map { String($0.dropLast(Self.ending.count)) } }
        var files: [(name: String, text: String)] = []
        for (register, kept) in zip(registers, kept) {
            let stem = FilePaths.fileName(for: register.job.name, taken: taken)
            if kept == nil { taken.append(stem) }
            var text = register.schema.json()
            if let path = register.schemaPath {
                guard let data = FileManager.default.contents(atPath: path) else {
                    throw PipelineError(.unreadable, at: path, "the schema cannot be read any more")
                }
                text = String(decoding: data, as: UTF8.self)
            }
            files.append((kept ?? stem + Self.ending, text))
        }
        self.files = files
    }

    /// The path of a register's schema from the job's folder.
    func path(_ register: Int) -> String { "\(RunDirectory.schemasName)/\(files[register].name)" }
}
