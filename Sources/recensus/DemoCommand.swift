import ArgumentParser
import Foundation
import Jobs
import Pipeline
import Simulation
import Synthesis

/// Everything at once, on people who do not exist.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract:
            "Invent a Hong Kong, link its registers, estimate who lives there, and compare with the truth.",
        discussion: """
            Makes DIR/registers and DIR/run. The estimate does not see the truth; the comparison does.

            EXAMPLES
              recensus demo
              recensus demo --people 100000 --seed 7 --output large
            """
    )

    @Option(help: ArgumentHelp("Residents on the reference date.", valueName: "n"))
    var people = 20_000

    @Option(help: "What all random draws hang on.")
    var seed: UInt64?

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder to make.", valueName: "folder"))
    var output = "demo"

    @Flag(help: "Replace a demo that stands in the output folder.")
    var force = false

    @OptionGroup(title: "Machine")
    var machine: MachineOptions

    @OptionGroup(title: "Messages")
    var talk: TalkOptions

    func validate() throws {
        if !(1000...Scenario.peopleLimit).contains(people) {
            throw ValidationError(
                "--people \(people): expected a whole number from 1000 to \(Scenario.peopleLimit)"
            )
        }
    }

    func run() throws {
        let name = "hong-kong"
        var scenario = try ScenarioParser.load(name)
        scenario.people = people
        scenario.seed = seed ?? scenario.seed
        var making = SynthOptions(threads: machine.count(), progress: talk.progress)
        making.force = force
        let registers = "\(output)/registers"
        Console.tellLeftovers(around: registers, isWritten: true)
        _ = try SynthRun.run(
            scenario,
            text: try ScenarioParser.text(name),
            output: registers,
            options: making
        )
        let file = "\(registers)/job.yaml"
        var options = LinkOptions(threads: machine.count(), progress: talk.progress)
        options.force = force
        let source = try JobSource.load(file)
        options.source = source
        options.isJobAsWritten = true
        let summaries = try Estimates.run(
            try source.job(),
            in: registers,
            output: "\(output)/run",
            options: options
        )
        let report = try ReportRun.run(
            "\(output)/run",
            options: ReportOptions(threads: machine.count(), progress: talk.progress)
        )
        let comparison = try TruthComparison(summaries.estimate, registers: registers)
        if talk.json {
            let json = JSONText.object([
                ("link", summaries.link.json), ("estimate", summaries.estimate.json),
                ("truth", comparison.json),
                ("report", report.json),
            ])
            try Console.output(json.text + "\n")
        } else {
            let texts = [summaries.link.text, summaries.estimate.text, comparison.text, report.text]
            try Console.output(texts.joined(separator: "\n"))
        }
    }
}
