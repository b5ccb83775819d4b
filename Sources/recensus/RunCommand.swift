import ArgumentParser
import Foundation
import Jobs
import Pipeline

/// Links, estimates and reports in one.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Carry out a job: link, estimate, and write the report.",
        discussion: """
            The report is written with values of persons masked; recensus report writes it in other ways.

            EXAMPLES
              recensus run job.yaml --output run
            """
    )

    @Argument(help: ArgumentHelp("A job file (.yaml).", valueName: "job"))
    var job: String

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Machine")
    var machine: MachineOptions

    @OptionGroup(title: "Messages")
    var talk: TalkOptions

    func validate() throws {
        if !JobFile.isNamed(job) { throw ValidationError("\(job): expected a job file (.yaml)") }
    }

    func run() throws {
        let source = try JobSource.load(job, waiting: Waiting.hearer())
        let parsed = try source.job()
        guard let folder = output.output ?? parsed.output.map({ JobFile.beside($0, job) }) else {
            throw ValidationError("--output: name the folder that gets the results")
        }
        Console.tellLeftovers(around: folder, isWritten: true)
        var options = LinkOptions(threads: machine.count(job: parsed.threads), progress: talk.progress)
        options.force = output.force
        options.compression = output.format.compression
        options.source = source
        options.isJobAsWritten = true
        let summaries = try Estimates.run(
            parsed,
            in: JobFile.folder(of: job),
            output: folder,
            options: options
        )
        let report = try ReportRun.run(
            folder,
            options: ReportOptions(threads: options.threads, progress: talk.progress)
        )
        if talk.json {
            let json = JSONText.object([
                ("link", summaries.link.json), ("estimate", summaries.estimate.json), ("report", report.json),
            ])
            try Console.output(json.text + "\n")
        } else {
            try Console.output(summaries.link.text + "\n" + summaries.estimate.text + "\n" + report.text)
        }
    }
}
