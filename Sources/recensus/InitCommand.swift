import ArgumentParser

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
        help: ArgumentHelp("The folder that gets the job.yaml.", valueName: "folder")
    )
    var output: String = "."

    @Flag(help: "Replace a job.yaml that is there already.")
    var force = false

    @Option(help: ArgumentHelp("The column of record identifiers.", valueName: "column"))
    var id: String?

    @OptionGroup(title: "Machine")
    var machine: MachineOptions

    @OptionGroup(title: "Messages")
    var talk: TalkOptions

    func validate() throws {
        if files.isEmpty { throw ValidationError("name at least one register") }
    }
}
