import Foundation
import Registers
import RunStore

/// The schemas that a run leaves beside its job: one for each register, given or inferred.
struct RunSchemas {
    /// The files in the folder of schemas, in the order of the registers.
    let files: [(name: String, text: String)]

    /// The ending of a schema's file.
    private static let ending = ".schema.json"

    /// The schemas of registers as read.
    ///
    /// One that was given from within the output folder's own schemas keeps its name, because the job there
    /// goes by it.
    init(_ registers: [LoadedRegister], output: String) throws {
        let own = FilePaths.absolute(output + "/" + RunDirectory.schemasName)
        var files: [(name: String, text: String)] = []
        for register in registers {
            let taken = files.map { String($0.name.dropLast(Self.ending.count)) }
            var name = FilePaths.fileName(for: register.job.name, taken: taken) + Self.ending
            var text = register.schema.json()
            if let path = register.schemaPath {
                guard let data = FileManager.default.contents(atPath: path) else {
                    throw PipelineError(.unreadable, at: path, "the schema cannot be read any more")
                }
                text = String(decoding: data, as: UTF8.self)
                let parts = FilePaths.absolute(path)
                if Array(parts.dropLast()) == own, let last = parts.last { name = last }
            }
            files.append((name, text))
        }
        self.files = files
    }

    /// The path of a register's schema from the job's folder.
    func path(_ register: Int) -> String { "\(RunDirectory.schemasName)/\(files[register].name)" }
}
