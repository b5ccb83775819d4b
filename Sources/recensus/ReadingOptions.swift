import ArgumentParser
import Jobs
import Pipeline

/// How register files are read; what is said here goes for every register.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The encoding of text files (default: found by their bytes).", valueName: "name")
    )
    var encoding: String?

    @Option(
        help: ArgumentHelp(
            "Which row names the columns: \(ReadingChoices.headerWords) (default: auto).",
            valueName: "row"
        )
    )
    var header: String?

    @Option(
        help: ArgumentHelp("The character between fields, or tab (default: found).", valueName: "character")
    )
    var delimiter: String?

    @Option(
        help: ArgumentHelp(
            "Go on if at most this share of a register's rows is set aside (default: 1%).",
            valueName: "share"
        )
    )
    var setAside: String?

    /// What is said, for a job.
    var choices: ReadingChoices {
        ReadingChoices(encoding: encoding, header: header, delimiter: delimiter, setAside: setAside)
    }

    func validate() throws {
        if let mistake = choices.mistake { throw ValidationError(mistake) }
    }
}
