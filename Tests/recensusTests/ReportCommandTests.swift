import ArgumentParser
import Foundation
import Pipeline
import Testing

@testable import recensus

@Suite(.serialized) struct ReportCommandTests {
    private func folder() throws -> String {
        var template = Array((NSTemporaryDirectory() + "recensus-report-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    @Test func aRunIsLinkedAndReportedOnAsUsersDo() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let made = ["synth", "no-identifiers", "--people", "300", "--output", folder + "/made", "--quiet"]
        #expect(Program.run(made) == .done)
        let files = ["registration", "health"].map { "\(folder)/made/\($0).csv" }
        let run = folder + "/out"
        #expect(Program.run(["link"] + files + ["--output", run, "--quiet"]) == .done)

        let program = try ProcessTests.Program(["report", run, "--json"], in: folder)
        #expect(program.wait() == 0)
        let output = try Data(contentsOf: URL(fileURLWithPath: folder + "/stdout.txt"))
        let summary = try #require(try JSONSerialization.jsonObject(with: output) as? [String: Any])
        #expect(summary["path"] as? String == run + "/report/index.html")
        #expect(summary["revealed"] as? Bool == false)
        let sections = try #require(summary["sections"] as? [[String: String]])
        #expect(sections.contains { $0["id"] == "pairs" && $0["title"] == "Example pairs" })

        #expect(Program.run(["report", run, "--quiet"]) == .usage, "a report is there already")
        #expect(Program.run(["report", run, "--quiet", "--force", "--reveal"]) == .done)
        #expect(Program.run(["report", run, "--quiet", "--output", folder + "/page.html"]) == .done)
        #expect(FileManager.default.fileExists(atPath: folder + "/page.html"))
        #expect(Program.run(["report", folder + "/nowhere", "--quiet"]) == .failed)
        #expect(Program.run(["report", folder, "--quiet"]) == .failed, "no run directory")
        #expect(Program.run(["report"]) == .usage)
    }

    @Test func helpNamesWhatItDoes() {
        let help = ReportCommand.helpMessage()
        for word in ["--reveal", "--output <path>", "--force", "--json", "--quiet", "EXAMPLES"] {
            #expect(help.contains(word), "\(word)")
        }
    }
}
