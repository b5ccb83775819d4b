import ArgumentParser

/// Compares a run's people with the truth.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Compare a run's people with the truth.",
        discussion: """
            The truth is a table with the columns register, record_id and person_id, as recensus synth \
            writes it. Precision is the share of found pairs that are true; recall is the share of true \
            pairs that were found.

            EXAMPLES
              recensus evaluate out --truth truth.csv
              recensus evaluate out --truth truth.csv --json
            """
    )

    @Argument(help: ArgumentHelp("A run directory.", valueName: "folder"))
    var folder: String

    @Option(help: ArgumentHelp("Who is truly whom: register,record_id,person_id.", valueName: "file"))
    var truth: String

    @OptionGroup(title: "Messages")
    var talk: TalkOptions
}
