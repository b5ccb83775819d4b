import ArgumentParser
import Foundation
import Pipeline
import RunStore
import Testing

@testable import recensus

@Suite struct EstimateCommandTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "estimate-\(UUID().uuidString)"
    ).path

    @Test func aDemoCanBeEstimatedAgain() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let demo = ["demo", "--people", "1000", "--output", folder, "--quiet"]
        #expect(Program.run(demo + ["--json"]) == .done)
        let run = folder + "/run"
        let estimates = try String(contentsOfFile: run + "/estimates.csv", encoding: .utf8)
        #expect(estimates.hasPrefix("grouping,district,sex,age_group,measure,value"))
        #expect(Program.run(["estimate", run, "--quiet"]) == .done)
        #expect(try String(contentsOfFile: run + "/estimates.csv", encoding: .utf8) == estimates)
        let job = folder + "/registers/job.yaml"
        #expect(Program.run(["estimate", job, "--run", run, "--draws", "4", "--quiet"]) == .done)
        #expect(try Manifest.read(from: run).counts["draws"] == 4)
        // What stands there is not replaced without being asked.
        #expect(Program.run(demo) == .usage)
        #expect(Program.run(["run", job, "--output", run, "--quiet"]) == .usage)
        // A job without a date cannot say who lives here when.
        let text = try String(contentsOfFile: job, encoding: .utf8)
        try text.replacingOccurrences(of: "reference_date", with: "# reference_date")
            .write(toFile: job, atomically: true, encoding: .utf8)
        #expect(Program.run(["run", job, "--output", folder + "/other", "--quiet"]) == .usage)
        #expect(!FileManager.default.fileExists(atPath: folder + "/other"))
    }

    @Test(arguments: [
        ["estimate"], ["estimate", "run", "--draws", "1"], ["estimate", "run", "--run", "other"], ["run"],
        ["run", "registers.csv"], ["demo", "--people", "10"], ["estimate", "/nowhere/job.yaml"],
    ]) func wrongUsageIsRefused(_ arguments: [String]) {
        #expect(Program.run(arguments) == .usage)
    }

    @Test func aFolderThatIsNoRunIsRefused() {
        #expect(Program.run(["estimate", "/nowhere"]) == .failed)
    }

    @Test func helpNamesExamples() {
        for text in [EstimateCommand.helpMessage(), RunCommand.helpMessage(), DemoCommand.helpMessage()] {
            #expect(text.contains("EXAMPLES") && text.contains("--json") && text.contains("--quiet"))
        }
    }
}
