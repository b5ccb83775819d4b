import ArgumentParser
import Foundation
import Jobs
import Pipeline
import RunStore

/// Estimates a population on the results of a linkage.
struct EstimateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate",
        abstract: "Estimate how many people there are, from linked records.",
        discussion: """
            Takes a run directory, or a job file whose run directory is there. Decides who lives here, draws \
            uncertain links again and again, estimates who was missed, and adds estimates.csv and tables to the \
            run directory.

            EXAMPLES
              Estimate as the job of a run says:
                recensus estimate run
              Estimate on the same links as another job says:
                recensus estimate job.yaml --run run
            """
    )

    @Argument(help: ArgumentHelp("A run directory, or a job file (.yaml).", valueName: "run or job"))
    var path: String

    @Option(
        name: .customLong("run"),
        help: ArgumentHelp(
            "The run directory to estimate on, with a job file (default: its output).",
            valueName: "folder"
        )
    )
    var directory: String?

    @Option(help: ArgumentHelp("How often uncertain links are drawn.", valueName: "n"))
    var draws: Int?

    @OptionGroup(title: "Machine")
    var machine: MachineOptions

    @OptionGroup(title: "Messages")
    var talk: TalkOptions

    func validate() throws {
        if let draws, !(2...1000).contains(draws) {
            throw ValidationError("--draws \(draws): expected a whole number from 2 to 1000")
        }
        if !JobFile.isNamed(path), directory != nil {
            throw ValidationError("--run goes with a job file; \(path) is taken for a run directory")
        }
    }

    func run() throws {
        let file = JobFile.isNamed(path) ? path : path + "/" + RunDirectory.jobName
        if !JobFile.isNamed(path) { _ = try Manifest.read(from: path) }
        let source = try JobSource.load(file, waiting: Waiting.hearer())
        var job = try source.job()
        if let draws { job.setDraws(draws) }
        let folder = JobFile.folder(of: file)
        guard
            let target = JobFile.isNamed(path)
                ? directory ?? job.output.map({ JobFile.beside($0, file) }) : path
        else {
            throw ValidationError("--run: name the run directory; the job names no output")
        }
        Console.tellLeftovers(around: target, isWritten: true)
        var options = LinkOptions(threads: machine.count(job: job.threads), progress: talk.progress)
        options.source = source
        let summary = try Estimates.add(to: target, job, in: folder, options: options)
        try Console.output(talk.json ? summary.json.text + "\n" : summary.text)
    }
}
