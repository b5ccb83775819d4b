import ArgumentParser
import Columns
import Jobs
import Pipeline
import Registers
import Testing

@testable import recensus

@Suite struct CommandTests {
    @Test(arguments: [
        (["--version"], CommandOutcome.done), (["--help"], .done), (["--nonsense"], .usage),
        (["nonsense"], .usage),
    ]) func exitCodesAreThePromisedOnes(_ arguments: [String], _ status: CommandOutcome) {
        #expect(Program.run(arguments) == status)
    }

    @Test func helpNamesFlagsAndExamples() {
        let texts = [
            LinkCommand.helpMessage(), ProfileCommand.helpMessage(), InitCommand.helpMessage(),
            EvaluateCommand.helpMessage(), CaptureRecaptureCommand.helpMessage(),
        ]
        for text in texts {
            #expect(text.contains("EXAMPLES") && text.contains("--json") && text.contains("--quiet"))
        }
        #expect(texts[0].contains("--pair-budget <pairs>") && texts[0].contains("one_to_one"))
    }

    @Test func linkMakesAJobOfItsArguments() throws {
        let command = try LinkCommand.parse([
            "x/people.csv.zst", "y/people.csv", "health.sqlite", "-o", "out", "--id", "no", "--block",
            "surname & birth_date.year", "--compare", "surname", "--precision", "0.99", "--method",
            "one_to_one",
            "--reference-date", "2026-06-30", "--seed", "7", "-t", "2", "--encoding", "big5", "--header",
            "no",
            "--delimiter", "tab", "--set-aside", "5%",
        ])
        let job = try command.job(try command.source())
        #expect(job.registers.map(\.name) == ["people", "people_2", "health"])
        #expect(job.registers.allSatisfy { $0.id == "no" })
        #expect(
            job.registers.allSatisfy { $0.encoding == "big5" && $0.delimiter == "\t" && $0.setAside == 0.05 }
        )
        #expect(job.registers.allSatisfy { $0.header == .absent })
        #expect(job.link.accept == .precision(0.99) && job.link.method == .oneToOne)
        #expect(job.link.compare == .given([ComparisonSpec(feature: "surname")]))
        #expect(job.seed == 7 && job.threads == 2 && job.output == "out" && job.referenceDate?.year == 2026)
    }

    @Test(arguments: [
        [], ["a.csv", "--precision", "2"], ["a.csv", "--precision", "1", "--weight", "3"],
        ["a.csv", "--method", "best"],
        ["a.csv", "--threads", "0"], ["a.csv", "--block", "surname.sondex"], ["job.yaml", "b.csv"],
        ["a.csv", "--pair-budget", "0"], ["a.csv", "--format", "xls"], ["a.csv", "--encoding", "klingon"],
        ["a.csv", "--header", "third"], ["a.csv", "--delimiter", ";;"], ["a.csv", "--set-aside", "7"],
    ]) func wrongUsageIsRefusedBeforeAnythingIsRead(_ arguments: [String]) {
        #expect(throws: (any Error).self) { _ = try LinkCommand.parse(arguments) }
    }

    @Test func settingsOfSplinkNameTheIdentifier() throws {
        let command = try InitCommand.parse(["--from-splink", "model.json", "a.csv", "b.csv"])
        #expect(command.fromSplink == "model.json" && command.files == ["a.csv", "b.csv"])
        #expect(InitCommand.helpMessage().contains("--from-splink <file>"))
        #expect(throws: (any Error).self) {
            try InitCommand.parse(["--from-splink", "model.json", "--id", "key", "a.csv"])
        }
    }

    @Test func aMissingJobFileIsAMistakeOfUsage() throws {
        let command = try LinkCommand.parse(["/nowhere/job.yaml"])
        let error = #expect(throws: JobError.self) { _ = try command.job(try command.source()) }
        #expect(error.map { CommandOutcome(for: $0) } == .usage)
    }
}
