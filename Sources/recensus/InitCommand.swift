import ArgumentParser
import Pipeline
import RunStore

/// Writes a commented job file for registers.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a commented job file for registers, ready to edit.",
        discussion: """
            Says of each column what it is taken for and why. Nothing is linked.

            EXAMPLES
              recensus init population.csv.zst health.csv --output out
              recensus link out/job.yaml --output out
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
    }

    func run() throws {
        Console.tellLeftovers(around: output)
        var job = Job(files: files)
        if let id { for index in job.registers.indices { job.registers[index].id = id } }
        reading.choices.apply(to: &job)
        let draft = try JobDraft.write(
            job,
            to: JobFile.isNamed(output) ? output : output + "/" + RunDirectory.jobName,
            force: force,
            threads: machine.count(),
            progress: talk.progress
        )
        if talk.json {
            let schemas = JSONText.array(draft.schemas.map { .string($0) })
            try Console.output(
                JSONText.object([("job", .string(draft.path)), ("schemas", schemas)]).text + "\n"
            )
        } else {
            try Console.output(
                "\(Console.printable(draft.path)) is ready; then: recensus link \(draft.path) --output FOLDER\n"
            )
        }
    }
}
