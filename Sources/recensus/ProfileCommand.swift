import ArgumentParser
import Jobs
import Pipeline

/// Shows what registers hold and what their columns are taken for.
struct ProfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile",
        abstract: "Show what registers hold and what their columns are taken for.",
        discussion: """
            For each column: its role and how sure that is, how many records have a value, how many \
            values there are, and the most frequent ones. Values are masked unless --reveal is given.

            EXAMPLES
              recensus profile population.csv.zst health.csv
              recensus profile population.csv --json > profile.json
            """
    )

    @Argument(help: ArgumentHelp("Registers, or one job file (.yaml).", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("The column of record identifiers.", valueName: "column"))
    var id: String?

    @OptionGroup(title: "Reading")
    var reading: ReadingOptions
    @Flag(help: "Show values of persons as they are.")
    var reveal = false

    @OptionGroup(title: "Machine")
    var machine: MachineOptions

    @OptionGroup(title: "Messages")
    var talk: TalkOptions

    func validate() throws {
        if files.isEmpty { throw ValidationError("name at least one register") }
        if files.count > 1, let job = files.first(where: { JobFile.isNamed($0) }) {
            throw ValidationError("\(job): a job file stands alone; it names the registers itself")
        }
    }

    func run() throws {
        let isJob = JobFile.isNamed(files[0])
        let source = isJob ? try JobSource.load(files[0], waiting: Waiting.hearer()) : .arguments
        var job = isJob ? try source.job() : Job(files: files)
        if let id { for index in job.registers.indices { job.registers[index].id = id } }
        reading.choices.apply(to: &job)
        let profiles = try RegisterProfile.profiles(
            of: job,
            in: isJob ? JobFile.folder(of: files[0]) : ".",
            source: source,
            threads: machine.count(job: job.threads),
            isRevealed: reveal,
            progress: talk.progress
        )
        if talk.json {
            let registers = JSONText.array(profiles.map(\.json))
            try Console.output(JSONText.object([("registers", registers)]).text + "\n")
        } else {
            try Console.output(profiles.map(\.text).joined(separator: "\n"))
        }
    }
}
