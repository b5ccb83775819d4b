import ArgumentParser

/// Shows what registers hold and what their columns are taken for.
struct ProfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile",
        abstract: "Show what registers hold and what their columns are taken for.",
        discussion: """
            For each column: its role and how sure that is, how many records have a value, how many \
            values there are, and the most frequent ones.

            EXAMPLES
              recensus profile population.csv.zst health.csv
              recensus profile population.csv --json > profile.json
            """
    )

    @Argument(help: ArgumentHelp("Registers, or one job file (.yaml).", valueName: "file"))
    var files: [String]

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
