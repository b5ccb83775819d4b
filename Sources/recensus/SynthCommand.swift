import ArgumentParser
import Jobs
import Pipeline
import Simulation
import Synthesis

/// Invents a population, its life, and registers that observe it.
struct SynthCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "synth",
        abstract: "Invent a population and the registers that observe it, with the truth.",
        discussion: """
            Nobody in the registers exists. The same scenario, people and seed give the same bytes for any \
            number of threads. Beside the registers stand truth/ (who is whom, what happened, every error), \
            schemas/, a datasheet, and a job.yaml to link them with.

            EXAMPLES
              recensus synth hong-kong --people 20000 --output demo
              recensus synth my-scenario.yaml --output mine --format zst
              recensus synth --list
              recensus synth check demo
            """,
        subcommands: [SynthMakeCommand.self, SynthCheckCommand.self],
        defaultSubcommand: SynthMakeCommand.self
    )
}

/// Makes what a scenario asks for.
struct SynthMakeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make",
        abstract: "Make what a scenario asks for (the default)."
    )

    @Argument(help: ArgumentHelp("A preset, or a scenario file (.yaml).", valueName: "scenario"))
    var scenario: String?

    @Flag(help: "Name the presets.")
    var list = false

    @Option(help: ArgumentHelp("Residents on the reference date.", valueName: "n"))
    var people: Int?

    @Option(help: "What all random draws hang on.")
    var seed: UInt64?

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder to make.", valueName: "folder"))
    var output: String?

    @Flag(help: "Replace synthetic registers that stand in the output folder.")
    var force = false

    @Option(help: "How tables are written: csv, zst (packed CSV) or sqlite (one database).")
    var format: SynthFormat = .csv

    @OptionGroup(title: "Machine")
    var machine: MachineOptions

    @OptionGroup(title: "Messages")
    var talk: TalkOptions

    func validate() throws {
        if list { return }
        if scenario == nil {
            throw ValidationError("name a scenario; recensus synth --list names the presets")
        }
        if output == nil { throw ValidationError("--output: name the folder to make") }
        if let people, !(1...Scenario.peopleLimit).contains(people) {
            throw ValidationError(
                "--people \(people): expected a whole number from 1 to \(Scenario.peopleLimit)"
            )
        }
    }

    func run() throws {
        guard !list, let name = scenario, let output else {
            try Console.output(try ScenarioList.text())
            return
        }
        Console.tellLeftovers(around: output, isWritten: true)
        let text = try ScenarioParser.text(name, waiting: Waiting.hearer())
        var scenario = try ScenarioParser.load(name, text: text)
        scenario.people = people ?? scenario.people
        scenario.seed = seed ?? scenario.seed
        var options = SynthOptions(threads: machine.count(), progress: talk.progress)
        options.force = force
        options.format = format.format
        let summary = try SynthRun.run(
            scenario,
            text: text,
            source: JobFile.isNamed(name) ? name : nil,
            output: output,
            options: options
        )
        try Console.output(talk.json ? summary.json.text + "\n" : summary.text)
    }
}

/// How tables are written.
enum SynthFormat: String, CaseIterable, ExpressibleByArgument {
    case csv, zst, sqlite

    var format: SynthOptions.Format {
        switch self {
        case .csv: .csv
        case .zst: .zst
        case .sqlite: .sqlite
        }
    }
}

/// Compares what was made with what was asked for.
struct SynthCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Compare synthetic registers with their targets; fails with what is off.",
        discussion: """
            Counts again, from the files, residents by district, sex and age, households by size and tenure, \
            surnames, records and errors, and compares them with the scenario and with what was drawn.
            """
    )

    @Argument(help: ArgumentHelp("A folder made by recensus synth.", valueName: "folder"))
    var folder: String

    @OptionGroup(title: "Messages")
    var talk: TalkOptions

    func run() throws {
        Console.tellLeftovers(around: folder)
        let check = try SynthCheck(folder)
        try Console.output(talk.json ? check.json.text + "\n" : check.text)
        if !check.isGood { throw check.failure }
    }
}
