import ArgumentParser
import Foundation
import Jobs
import Pipeline

/// Links the records of registers, or of one register with itself.
struct LinkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Find which records are one person.",
        discussion: """
            Takes registers, or a job file that names them. Columns are recognised by their headers \
            and values; the run directory gets a commented job.yaml, ready to edit and to run again.

            EXAMPLES
              Link two registers:
                recensus link population.csv.zst health.csv --output out
              Find duplicates in one:
                recensus link population.csv --output out
              Run a job, as edited:
                recensus link out/job.yaml --output out2
              Be strict about what is linked:
                recensus link a.csv b.csv --precision 0.999 --output out
              Compare only where surname and year of birth agree, or the number does:
                recensus link a.csv b.csv --block 'surname & birth_date.year' --block national_id
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Registers (CSV, CSV packed by zstd or gzip, SQLite), or one job file (.yaml).",
            valueName: "file"
        )
    )
    var files: [String]

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @Option(help: ArgumentHelp("The column of record identifiers, in every register.", valueName: "column"))
    var id: String?

    @Option(help: ArgumentHelp("The day the population is asked for.", valueName: "yyyy-mm-dd"))
    var referenceDate: String?

    @Option(help: ArgumentHelp("A blocking rule; may be repeated (default: chosen).", valueName: "rule"))
    var block: [String] = []

    @Option(help: ArgumentHelp("A feature to compare; may be repeated (default: all).", valueName: "feature"))
    var compare: [String] = []

    @Option(
        help: ArgumentHelp(
            "Accept links as long as their expected precision is at least this.",
            valueName: "share"
        )
    )
    var precision: Double?

    @Option(help: ArgumentHelp("Accept links of at least this weight, in bits.", valueName: "bits"))
    var weight: Double?

    @Option(help: ArgumentHelp("Accept links of at least this probability.", valueName: "share"))
    var probability: Double?

    @Option(help: ArgumentHelp("How people are made of links: \(Self.methods).", valueName: "method"))
    var method: String?

    @Option(help: ArgumentHelp("The most pairs to compare, such as 50000000.", valueName: "pairs"))
    var pairBudget: Int?

    @Option(
        help: ArgumentHelp(
            "Keep pairs of at least this weight in the results, links or not.",
            valueName: "bits"
        )
    )
    var keepWeight: Double?

    @Option(help: ArgumentHelp("A model to use instead of estimating one.", valueName: "file"))
    var model: String?

    @Option(help: ArgumentHelp("Pairs known to match or not.", valueName: "file"))
    var labels: String?

    @Option(help: "The seed of all random draws.")
    var seed: UInt64?

    @OptionGroup(title: "Reading")
    var reading: ReadingOptions

    @OptionGroup(title: "Machine")
    var machine: MachineOptions

    @OptionGroup(title: "Messages")
    var talk: TalkOptions

    private static let methods = LinkJob.Method.allCases.map(\.rawValue).joined(separator: ", ")

    /// Whether the only file is a job.
    var isJob: Bool {
        files.count == 1 && JobFile.isNamed(files[0])
    }

    func validate() throws {
        if files.isEmpty { throw ValidationError("name the registers, or a job file") }
        if !isJob, let job = files.first(where: { JobFile.isNamed($0) }) {
            throw ValidationError("\(job): a job file stands alone; it names the registers itself")
        }
        if [precision, weight, probability].compactMap({ $0 }).count > 1 {
            throw ValidationError("--precision, --weight and --probability: give one of them")
        }
        for (name, share) in [("precision", precision), ("probability", probability)] {
            if let share, !(0...1).contains(share) {
                throw ValidationError("--\(name) \(share): expected a number from 0 to 1")
            }
        }
        if let method, LinkJob.Method(rawValue: method) == nil {
            throw ValidationError("--method \(method): expected one of \(Self.methods)")
        }
        if let pairBudget, pairBudget < 1 {
            throw ValidationError("--pair-budget \(pairBudget): expected at least 1")
        }
        // So that a mistake in a rule is one of usage, before anything is read.
        for rule in block { _ = try parsed(rule) }
    }

    func run() throws {
        let source = try source()
        let job = try job(source)
        guard
            let folder = job.output.map({ isJob && output.output == nil ? JobFile.beside($0, files[0]) : $0 })
        else {
            throw ValidationError("--output: name the folder that gets the results")
        }
        Console.tellLeftovers(around: folder, isWritten: true)
        var options = LinkOptions(threads: machine.count(job: job.threads), progress: talk.progress)
        options.force = output.force
        options.compression = output.format.compression
        options.source = source
        options.isJobAsWritten = isJob && !changesJob
        let summary = try LinkRun.run(job, in: isJob ? jobFolder : ".", output: folder, options: options)
        if talk.json {
            try Console.output(summary.json.text + "\n")
        } else {
            try Console.output(summary.text)
        }
    }

    private var jobFolder: String { JobFile.folder(of: files[0]) }

    /// Whether arguments say anything about the job.
    private var changesJob: Bool {
        let texts = [id, referenceDate, method, model, labels]
        let numbers: [Any?] = [precision, weight, probability, pairBudget, keepWeight, seed]
        return texts.contains { $0 != nil } || numbers.contains { $0 != nil } || !block.isEmpty
            || !compare.isEmpty || reading.choices.isGiven
    }

    /// Where the job stands: in its file, or in the arguments alone.
    func source() throws(JobError) -> JobSource {
        isJob ? try JobSource.load(files[0], waiting: Waiting.hearer()) : .arguments
    }

    /// The job that the arguments ask for; what they say goes before what a job file says.
    func job(_ source: JobSource) throws -> Job {
        var job = isJob ? try source.job() : Job(files: files)
        if let referenceDate {
            // Written and read as a job would be, so that both say the same about a wrong date.
            let text = "registers: { a: a }\nreference_date: \(referenceDate)\n"
            job.referenceDate = try JobParser.parse(text, file: "--reference-date").referenceDate
        }
        if let id { for index in job.registers.indices { job.registers[index].id = id } }
        reading.choices.apply(to: &job)
        if !block.isEmpty { job.link.block = .given(try block.map(parsed)) }
        if !compare.isEmpty { job.link.compare = .given(compare.map { ComparisonSpec(feature: $0) }) }
        if let precision { job.link.accept = .precision(precision) }
        if let weight { job.link.accept = .weight(weight) }
        if let probability { job.link.accept = .probability(probability) }
        if let method { job.link.method = LinkJob.Method(rawValue: method) ?? .auto }
        if let pairBudget { job.link.pairBudget = pairBudget }
        if let keepWeight { job.link.keepWeight = keepWeight }
        // What an argument names is meant from the working directory, not from the job's folder.
        job.link.model = model.map(fromHere) ?? job.link.model
        job.link.labels = labels.map(fromHere) ?? job.link.labels
        job.seed = seed ?? job.seed
        job.output = output.output ?? job.output
        job.threads = machine.threads ?? job.threads
        return job
    }

    private func fromHere(_ path: String) -> String {
        isJob && !path.hasPrefix("/") ? FileManager.default.currentDirectoryPath + "/" + path : path
    }

    private func parsed(_ rule: String) throws -> BlockingRuleSpec {
        do throws(JobError) {
            return try BlockingRuleSpec(parsing: rule)
        } catch {
            throw ValidationError("--block \(error)")
        }
    }
}
