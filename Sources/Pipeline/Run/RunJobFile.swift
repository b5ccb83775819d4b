import Blocking
import Columns
import Comparison
import Jobs
import Linkage
import Population
import Registers
import RunStore

/// The job file that a run leaves: the job as run, with remarks on all that was found out.
struct RunJobFile {
    private let job: Job
    private let schemas: RunSchemas
    private var comments: JobComments

    /// More columns than this are left to the schema.
    private static let listedColumns = 200

    /// A job file for a folder.
    ///
    /// - Parameters:
    ///   - folder: What paths in the job are relative to.
    ///   - output: The folder that the job file will stand in.
    init(_ given: Job, folder: String, output: String, schemas: RunSchemas) {
        var job = given
        func moved(_ path: String) -> String {
            FilePaths.relative(FilePaths.resolve(path, in: folder), to: output)
        }
        // Linked registers first, as the run numbers them; the schemas of others stay where they are.
        job.registers = given.linking.registers + given.registers.filter { $0.evidence?.kind == .movements }
        let linked = given.linking.registers.count
        for index in job.registers.indices {
            job.registers[index].path = moved(job.registers[index].path)
            if index < linked {
                job.registers[index].schema = schemas.path(index)
            } else {
                job.registers[index].schema = job.registers[index].schema.map(moved)
            }
        }
        // The model is copied into the run.
        if job.link.model != nil { job.link.model = RunDirectory.modelName }
        job.output = nil
        job.threads = nil
        self.job = job
        self.schemas = schemas
        comments = JobComments(heading: [
            "What recensus did, ready to edit and to run again:",
            "recensus link job.yaml --output FOLDER",
        ])
    }

    /// The file for registers that were read, but not linked.
    ///
    /// - Parameter remarks: More to say, by place; it goes before what is said by default.
    func text(of registers: [LoadedRegister], remarks: [String: [String]] = [:]) -> String {
        var copy = self
        let job = copy.describe(registers)
        copy.comments.heading = [
            "A job for recensus, ready to edit and to run:", "recensus link job.yaml --output FOLDER",
        ]
        copy.comments.byPlace["link.block"] = [
            "Which pairs are compared; auto, or a list of rules such as",
            "  - surname.soundex & birth_date.year",
        ]
        copy.comments.byPlace["link.compare"] = [
            "What is compared; auto, or a list of features or comparisons of your own."
        ]
        copy.comments.byPlace["link.accept"] = [
            "Which pairs become links: best_f, { precision: 0.999 }, { weight: 8 } or { probability: 0.95 }"
        ]
        copy.comments.byPlace.merge(remarks) { $1 }
        return JobWriter.write(job, comments: copy.comments)
    }

    /// The file for a run.
    func text(of result: LinkResult) -> String {
        var copy = self
        let job = copy.describe(result.registers)
        copy.describeDuplicates(result)
        copy.describeBlocking(result)
        if case .auto = job.link.compare {
            var lines = ["compared:"]
            for comparison in result.outcome.model.comparisons {
                lines.append("  - \(JobText.quoted(comparison.name))")
            }
            copy.comments.byPlace["link.compare"] = lines
        }
        let threshold = result.threshold
        if let weight = threshold.weight {
            copy.comments.byPlace["link.accept"] = [
                "accepted from \(Plain.fixed(Double(weight), decimals: 2)) bits on: expected precision "
                    + "\(Plain.percent(result.quality.precision)), expected recall "
                    + Plain.percent(result.quality.recall)
            ]
        } else {
            copy.comments.byPlace["link.accept"] = ["no pair reached this"]
        }
        return JobWriter.write(job, comments: copy.comments)
    }

    /// The job with the columns spelt out, remarks on each.
    private mutating func describe(_ registers: [LoadedRegister]) -> Job {
        var job = job
        for register in registers {
            guard let index = job.registers.firstIndex(where: { $0.name == register.job.name }) else {
                continue
            }
            let place = "registers.\(register.job.name)"
            let schema = register.schema
            job.registers[index].id = schema.primaryKey.first
            if schema.fields.count > Self.listedColumns {
                job.registers[index].columns = register.job.columns
                continue
            }
            job.registers[index].columns = schema.fields.filter { field in
                register.fill.contains { $0.name == field.name }
            }.map { JobRegister.ColumnRole(column: $0.name, role: $0.role, dates: .init($0)) }
            for field in schema.fields {
                guard let confidence = field.confidence else { continue }
                let reason = field.reason.map { ": \($0)" } ?? ""
                comments.byPlace["\(place).columns.\(field.name)"] = [
                    "\(Plain.fixed(confidence * 100, decimals: 0)) % sure\(reason)"
                ]
            }
        }
        return job
    }

    private mutating func describeDuplicates(_ result: LinkResult) {
        for (index, register) in result.registers.enumerated() where register.job.duplicates == .auto {
            let found = result.outcome.duplicateFree[index] ? "none" : "allowed"
            var remark = "duplicates: \(found) (found out"
            if let expected = result.outcome.expectedDuplicates[index] {
                remark += ": about \(Plain.count(Int(min(expected, 1e15).rounded()))) pairs in "
                remark += "\(Plain.count(result.records.registers[index].rows.count)) records"
            }
            comments.byPlace["registers.\(register.job.name)", default: []].append(remark + ")")
        }
    }

    private mutating func describeBlocking(_ result: LinkResult) {
        guard case .auto = result.job.link.block else { return }
        let chosen = result.outcome.chosen
        var lines: [String] = []
        if result.outcome.rules.contains(where: { $0.rule?.parts.isEmpty == true }) {
            lines.append("there are few enough pairs to compare them all; chosen to estimate by:")
        } else if !chosen.isEmpty {
            lines.append("chosen, with the pairs and the share of all matches expected so far:")
        }
        for rule in chosen {
            lines.append(
                "  - \(JobText.quoted(rule.rule.description))  # \(Plain.short(rule.expectedPairs)) pairs, "
                    + Plain.percent(rule.expectedRecall)
            )
        }
        comments.byPlace["link.block"] = lines
    }
}
