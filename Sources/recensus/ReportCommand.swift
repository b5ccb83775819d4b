import ArgumentParser
import Pipeline

/// Writes the report of a run.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write a run's report: one page of HTML that needs no network.",
        discussion: """
            The page says what was found and how sure it is: registers, columns, blocking, the model, weights and \
            threshold, example pairs with what each comparison found, people; and the population, if it was \
            estimated. Values of persons are masked unless --reveal is given. The same run makes the same page.

            EXAMPLES
              recensus report out
              recensus report out --output page.html
              recensus report out --force --json
            """
    )

    @Argument(help: ArgumentHelp("A run directory.", valueName: "folder"))
    var folder: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The folder that gets index.html, or the page (.html) (default: report in the run directory).",
            valueName: "path"
        )
    )
    var output: String?

    @Flag(help: "Replace a report that is there already. Other files are never replaced.")
    var force = false

    @Flag(help: "Show values of persons as they are. Keep such a page as you keep the registers.")
    var reveal = false

    @OptionGroup(title: "Machine")
    var machine: MachineOptions

    @OptionGroup(title: "Messages")
    var talk: TalkOptions

    func run() throws {
        Console.tellLeftovers(around: folder)
        var options = ReportOptions(threads: machine.count(), progress: talk.progress)
        options.output = output
        options.force = force
        options.isRevealed = reveal
        let summary = try ReportRun.run(folder, options: options)
        try Console.output(talk.json ? summary.json.text + "\n" : summary.text)
    }
}
