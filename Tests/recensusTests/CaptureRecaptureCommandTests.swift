import ArgumentParser
import Foundation
import Pipeline
import Testing

@testable import recensus

@Suite struct CaptureRecaptureCommandTests {
    /// Writes counts to a file of their own, and runs the command on them.
    private func run(_ text: String, _ options: [String] = []) throws -> CommandOutcome {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "counts-\(UUID().uuidString).csv"
        )
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return Program.run(["capture-recapture", file.path, "--bootstrap", "0", "--draws", "0"] + options)
    }

    @Test func exitCodesSayWhatBecameOfIt() throws {
        let counts = "A,B,C,count\n0,0,1,63\n0,1,0,55\n0,1,1,18\n1,0,0,69\n1,0,1,17\n1,1,0,21\n1,1,1,28\n"
        #expect(try run(counts) == .done)
        #expect(try run(counts, ["--json", "--order", "1"]) == .done)
        #expect(try run("A,B,count\n1,0,20\n0,1,30\n1,1,6\n") == .done)
        #expect(try run("A,B,C,count\n0,0,1,20\n0,1,0,30\n1,0,0,40\n1,1,0,6\n") == .failed)
        #expect(try run("A,B,count\n1,1,-4\n") == .failed)
        #expect(try run(counts, ["--level", "1"]) == .usage)
        #expect(Program.run(["capture-recapture", "/nowhere.csv"]) == .failed)
    }

    @Test(arguments: [
        [], ["c.csv", "--level", "0"], ["c.csv", "--order", "0"], ["c.csv", "--bootstrap", "-1"],
        ["c.csv", "--bootstrap", "1"], ["c.csv", "--draws", "2"], ["c.csv", "--delta", "0"],
        ["c.csv", "--delta", "nan"], ["c.csv", "--seed", "-1"],
    ]) func wrongUsageIsRefusedBeforeAnythingIsRead(_ arguments: [String]) {
        #expect(throws: (any Error).self) { _ = try CaptureRecaptureCommand.parse(arguments) }
    }
}
