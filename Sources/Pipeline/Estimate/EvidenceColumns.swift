import Columns
import Jobs
import Registers

/// The columns that a job says its registers of evidence have.
enum EvidenceColumns {
    /// Refuses columns that are not there, before an hour of linking.
    ///
    /// Reads the beginnings of files. One that cannot be told from its beginning, such as standard input, is checked
    /// when it is read.
    /// - Throws: ``JobError`` for the first column that is not there.
    static func check(_ job: Job, in folder: String, source: JobSource, workers: Workers) throws {
        for register in job.registers {
            guard let spec = register.evidence, !spec.columns.isEmpty else { continue }
            let path = FilePaths.resolve(register.path, in: folder)
            // A pipe that was opened once gives nothing a second time.
            if FilePaths.size(of: path) == 0 { continue }
            let options = LoadedRegister.options(register, workers)
            guard let names = RegisterReader.columnNames(path: path, options: options),
                spec.columns.contains(where: { !names.contains($0.name) })
            else { continue }
            // The rest of a file may show that its encoding or its shape is another: then the whole file decides.
            let read = try RegisterReader.read(path: path, name: register.name, options: options)
            try require(spec, among: read.table.columns.map(\.name), of: register.name, source)
        }
    }

    /// Refuses columns that are not among those of a register.
    static func require(
        _ spec: EvidenceSpec,
        among names: [String],
        of register: String,
        _ source: JobSource
    ) throws(JobError) {
        for (key, column) in spec.columns where !names.contains(column) {
            throw source.mistake(
                [.key("registers"), .key(register), .key("evidence"), .key(key)],
                "the register has no column “\(column)”",
                expected: NodeReader.oneOf(names),
                suggestion: WordSuggestion.nearest(to: column, among: names)
            )
        }
    }
}
