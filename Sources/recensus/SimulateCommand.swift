import ArgumentParser
import Pipeline
import Simulation
import Synthesis

/// Tries a design on registers drawn again and again.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Draw truth and registers again and again, estimate each time, and say how far off it is.",
        discussion: """
            Bias, error, and how often intervals hold the truth, by level and by cell, beside what simpler \
            methods say. Replicate r, counted from 0, has seed S + r. What is done is kept: the same command goes \
            on where it was stopped, and more --replicates are added to those that are there.

            EXAMPLES
              Prove a design on a hundred towns:
                recensus simulate hong-kong --people 20000 --output proof
              See what an estimate makes of evidence that fails:
                recensus simulate hong-kong --people 20000 --replicates 20 --stress departures_lost --output lost
              Another scenario and a job of one's own:
                recensus simulate mine.yaml --job job.yaml --replicates 200 --seed 1000 --output proof
            """
    )

    @Argument(help: ArgumentHelp("A preset, or a scenario file (.yaml).", valueName: "scenario"))
    var scenario: String

    @Option(help: ArgumentHelp("Residents on the reference date (default: the scenario's).", valueName: "n"))
    var people: Int?

    @Option(help: ArgumentHelp("The seed of the first replicate (default: the scenario's).", valueName: "s"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("How many replicates there shall be.", valueName: "n"))
    var replicates = 100

    @Option(
        help: ArgumentHelp(
            "A job file whose settings are used; its registers are taken by the names of their files "
                + "(default: the job that synth writes).",
            valueName: "file"
        )
    )
    var job: String?

    @Option(
        help: ArgumentHelp(
            "What goes wrong with the registers, in a way that no estimate is told of: "
                + Stress.allCases.map(\.rawValue).joined(separator: ", ") + ".",
            valueName: "word"
        )
    )
    var stress: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder of results.", valueName: "folder"))
    var output: String

    @Flag(help: "Replace a simulation of another plan that stands in the output folder.")
    var force = false

    @Flag(help: "Keep registers and run of each replicate, in replicates/SEED.")
    var keep = false

    @OptionGroup(title: "Machine")
    var machine: MachineOptions

    @OptionGroup(title: "Messages")
    var talk: TalkOptions

    /// The most replicates.
    private static let limit = 100_000

    func validate() throws {
        if !(1...Self.limit).contains(replicates) {
            throw ValidationError(
                "--replicates \(replicates): expected a whole number from 1 to \(Self.limit)"
            )
        }
        if let people, !(1...Scenario.peopleLimit).contains(people) {
            throw ValidationError(
                "--people \(people): expected a whole number from 1 to \(Scenario.peopleLimit)"
            )
        }
        if let seed, seed > UInt64.max - UInt64(Self.limit) {
            throw ValidationError("--seed \(seed): expected at most \(UInt64.max - UInt64(Self.limit))")
        }
        if let stress, Stress(rawValue: stress) == nil {
            let known = Stress.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--stress \(stress): expected one of \(known)")
        }
        if let job, !JobFile.isNamed(job) {
            throw ValidationError("--job \(job): expected a job file (.yaml)")
        }
    }

    func run() throws {
        Console.tellLeftovers(around: output)
        let plan = try SimulationPlan(
            scenario: scenario,
            people: people,
            seed: seed,
            job: job,
            stress: stress.flatMap { Stress(rawValue: $0) }
        )
        var options = SimulationOptions(threads: machine.count(job: plan.threads), progress: talk.progress)
        options.force = force
        options.keep = keep
        let summary = try SimulationRun.run(plan, replicates: replicates, output: output, options: options)
        try Console.output(talk.json ? summary.json.text + "\n" : summary.text)
        if let failure = summary.failure { throw failure }
    }
}
