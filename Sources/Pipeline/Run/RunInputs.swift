import Jobs
import RunStore

/// The files that a job reads, and which of them its results leave as they are.
struct RunInputs {
    /// The files, from the working directory.
    let files: [InputFile]

    /// The files of a job.
    ///
    /// - Parameters:
    ///   - folder: What paths in the job are relative to.
    ///   - output: The run directory. A job that is run as written into its own folder stays, and so do schemas
    ///     there that registers name.
    init(_ job: Job, in folder: String, _ options: LinkOptions, output: String) {
        let schemas = output + "/" + RunDirectory.schemasName
        var files: [InputFile] = []
        func add(_ path: String, keptAs name: String? = nil) {
            files.append(InputFile(FilePaths.resolve(path, in: folder), keptAs: name))
        }
        if let file = options.source.file {
            let isKept =
                options.isJobAsWritten && FilePaths.isSame(file, output + "/" + RunDirectory.jobName)
            files.append(InputFile(file, keptAs: isKept ? RunDirectory.jobName : nil))
        }
        for register in job.registers {
            add(register.path)
            guard let schema = register.schema else { continue }
            let path = FilePaths.resolve(schema, in: folder)
            let isKept = FilePaths.isSame(FilePaths.folder(of: path), schemas)
            let name = path.split(separator: "/").last ?? ""
            add(schema, keptAs: isKept ? "\(RunDirectory.schemasName)/\(name)" : nil)
        }
        for path in [job.link.model, job.link.labels].compactMap({ $0 }) { add(path) }
        if let secret = (try? PublishJob(job, options.source))?.secret { add(secret) }
        self.files = files
    }

    /// The files, of which those that a run lists stay where they are.
    func files(keeping run: CheckedRun) -> [InputFile] {
        files.map { file in
            var file = file
            for output in run.manifest.outputs
            where FilePaths.isSame(file.path, run.folder + "/" + output.path) {
                file.keptAs = output.path
            }
            return file
        }
    }
}
