import Columns
import Foundation
import Jobs
import Pipeline
import RunStore
import Synthesis

/// A job file whose settings are tried on the registers of each replicate.
///
/// Its registers are taken by the names of their files; schemas by their paths, or else by name among those that
/// synthetic registers come with; a model by its path.
struct SimulationJob: Sendable {
    let job: Job
    let source: JobSource
    /// A digest of the job and of the files it names.
    let digest: String
    /// Per register of the job: its file among the synthetic registers.
    private let files: [String]
    /// Per register: its schema among those of the scenario; nil where the job's own is used, or none.
    private let schemas: [String?]

    /// Reads a job file and looks its registers up among those that a scenario makes.
    ///
    /// - Throws: ``JobError`` for a mistake in the job, or what cannot be simulated with it.
    init(_ file: String, _ synthesis: Synthesis) throws {
        source = try JobSource.load(file, waiting: Waiting.hearer())
        var job = try source.job()
        let folder = FilePaths.folder(of: file)
        let made = synthesis.files.map(\.name)
        var files: [String] = []
        var schemas = [String?](repeating: nil, count: job.registers.count)
        var texts = [source.text ?? ""]
        for (i, register) in job.registers.enumerated() {
            let place: [JobSource.Step] = [.key("registers"), .key(register.name)]
            let name = Self.stem(register)
            guard made.contains(name) else {
                throw source.mistake(
                    place + [.key("path")],
                    "the scenario makes no register “\(name).csv”",
                    expected: NodeReader.oneOf(made.map { $0 + ".csv" }),
                    suggestion: WordSuggestion.nearest(to: name, among: made).map { $0 + ".csv" }
                )
            }
            files.append(name + ".csv")
            job.registers[i].table = nil
            guard let schema = register.schema else { continue }
            let path = FilePaths.resolve(schema, in: folder)
            let own = schema.split(separator: "/").last.map(String.init) ?? schema
            if let data = FileManager.default.contents(atPath: path) {
                job.registers[i].schema = Self.absolute(path)
                texts.append(String(decoding: data, as: UTF8.self))
            } else if synthesis.scenario.registers.contains(where: { "\($0.name).schema.json" == own }) {
                schemas[i] = own
                texts.append(own)
            } else {
                throw source.mistake(
                    place + [.key("schema")],
                    "there is no file “\(schema)”, and the scenario makes no schema of this name",
                    expected:
                        "a file beside the job, or schemas/NAME.schema.json of a register of the scenario"
                )
            }
        }
        if let labels = job.link.labels {
            throw source.mistake(
                [.key("link"), .key("labels")],
                "“\(labels)” labels records of other registers than those that are drawn",
                expected: "no labels"
            )
        }
        if let model = job.link.model {
            let path = FilePaths.resolve(model, in: folder)
            texts.append(try FileDigest.sha256(ofFile: path).digest)
            job.link.model = Self.absolute(path)
        }
        if let date = job.referenceDate, date != synthesis.scenario.referenceDate {
            throw source.mistake(
                [.key("reference_date")],
                "the truth of the scenario is that of \(synthesis.scenario.referenceDate.iso)",
                expected: "reference_date: \(synthesis.scenario.referenceDate.iso)"
            )
        }
        // Nothing is published; a secret need not be at hand.
        job.publish = nil
        job.output = nil
        var options = LinkOptions()
        options.source = source
        try Estimates.check(job, in: folder, options: options)
        self.job = job
        self.files = files
        self.schemas = schemas
        digest = FileDigest.sha256(of: texts.joined(separator: "\u{0}"))
    }

    /// The job on the registers in a folder.
    func job(on registers: String) -> Job {
        var result = job
        for i in result.registers.indices {
            result.registers[i].path = "\(registers)/\(files[i])"
            if let schema = schemas[i] { result.registers[i].schema = "\(registers)/schemas/\(schema)" }
        }
        return result
    }

    /// The name of a register's file without its endings; of a table, the table's name.
    private static func stem(_ register: JobRegister) -> String {
        if let table = register.table { return table }
        var name = register.path.split(separator: "/").last.map(String.init) ?? register.path
        for ending in [".zst", ".gz", ".csv"] where name.hasSuffix(ending) {
            name.removeLast(ending.count)
        }
        return name
    }

    private static func absolute(_ path: String) -> String {
        "/" + FilePaths.absolute(path).joined(separator: "/")
    }
}
