import ArgumentParser
import Jobs
import Pipeline
import RunStore

/// Writes a commented job file for registers.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a commented job file for registers, ready to edit.",
        discussion: """
            Says of each column what it is taken for and why. Nothing is linked.

            With --from-splink the blocking rules, comparisons and probabilities of a settings file of \
            Splink 4 or 5 are carried over, the latter to model.json beside the job. What has no \
            counterpart is told and noted in the job.

            EXAMPLES
              recensus init population.csv.zst health.csv --output out
              recensus link out/job.yaml --output out
              recensus init --from-splink model.json a.csv b.csv --output out
            """
    )

    @Argument(help: ArgumentHelp("Registers.", valueName: "file"))
    var files: [String]

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The folder that gets job.yaml, or the file (.yaml).", valueName: "path")
    )
    var output: String = "."

    @Flag(help: "Replace a job.yaml that is there already.")
    var force = false

    @Option(help: ArgumentHelp("The column of record identifiers.", valueName: "column"))
    var id: String?

    @Option(
        help: ArgumentHelp("What Splink’s save_model_to_json wrote, or its settings.", valueName: "file")
    )
    var fromSplink: String?

    @OptionGroup(title: "Reading")
    var reading: ReadingOptions

    @OptionGroup(title: "Machine")
    var machine: MachineOptions

    @OptionGroup(title: "Messages")
    var talk: TalkOptions

    func validate() throws {
        if files.isEmpty { throw ValidationError("name at least one register") }
        if let job = files.first(where: { JobFile.isNamed($0) }) {
            throw ValidationError("\(job) is a job file already; name registers")
        }
        if fromSplink != nil && id != nil {
            throw ValidationError("--id: with --from-splink the settings name the column")
        }
    }

    func run() throws {
        Console.tellLeftovers(around: output)
        let splink = try fromSplink.map { try SplinkSettings.read($0) }
        var job = Job(files: files)
        if let id { for index in job.registers.indices { job.registers[index].id = id } }
        reading.choices.apply(to: &job)
        let draft = try JobDraft.write(
            job,
            to: JobFile.isNamed(output) ? output : output + "/" + RunDirectory.jobName,
            force: force,
            threads: machine.count(),
            progress: talk.progress,
            splink: splink
        )
        for remark in draft.remarks { Console.note(remark) }
        if talk.json {
            var members: [(String, JSONText)] = [
                ("job", .string(draft.path)), ("schemas", .array(draft.schemas.map { .string($0) })),
            ]
            if splink != nil {
                members.append(("model", draft.model.map { .string($0) } ?? .null))
                members.append(("remarks", .array(draft.remarks.map { .string($0) })))
            }
            try Console.output(JSONText.object(members).text + "\n")
        } else {
            try Console.output(
                "\(Console.printable(draft.path)) is ready; then: recensus link \(draft.path) --output FOLDER\n"
            )
        }
    }
}
