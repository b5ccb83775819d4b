import ArgumentParser
import Foundation
import Pipeline
import Testing

@testable import recensus

@Suite(.serialized) struct SimulateCommandTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "simulate-command-\(UUID().uuidString)"
    ).path

    private func clean() { try? FileManager.default.removeItem(atPath: folder) }

    @Test(arguments: [
        ["simulate"], ["simulate", "easy"], ["simulate", "easy", "--output", "x", "--replicates", "0"],
        ["simulate", "easy", "--output", "x", "--replicates", "-3"],
        ["simulate", "easy", "--output", "x", "--people", "0"],
        ["simulate", "easy", "--output", "x", "--seed", "18446744073709551615"],
        ["simulate", "easy", "--output", "x", "--stress", "floods"],
        ["simulate", "easy", "--output", "x", "--job", "registers.csv"],
        ["simulate", "easy", "--output", "x", "--job", "/nowhere/job.yaml"],
        ["simulate", "eazy", "--output", "x"], ["simulate", "/nowhere/mine.yaml", "--output", "x"],
    ]) func wrongUsageIsRefused(_ arguments: [String]) {
        #expect(Program.run(arguments) == .usage)
        #expect(!FileManager.default.fileExists(atPath: "x"))
    }

    @Test func helpNamesExamples() {
        let text = SimulateCommand.helpMessage()
        #expect(text.contains("EXAMPLES") && text.contains("--json") && text.contains("--quiet"))
    }

    @Test func aStressIsToldByName() throws {
        defer { clean() }
        let arguments = [
            "simulate", "hong-kong", "--people", "2000", "--replicates", "1", "--seed", "21", "--quiet",
            "--stress", "departures_lost", "--output", folder,
        ]
        #expect(Program.run(arguments) == .done)
        let seeds = try String(contentsOfFile: folder + "/seeds.csv", encoding: .utf8)
        #expect(seeds.contains("crossings_lost_one_way"), "\(seeds)")
        let rows = try String(contentsOfFile: folder + "/replicates.csv", encoding: .utf8)
        let total = rows.split(separator: "\n").first {
            $0.contains(",estimate,repeated_sightings,total,total,")
        }
        #expect(total?.hasSuffix(",1") == true, "\(String(describing: total))")
        let kept = try String(contentsOfFile: folder + "/scenario.yaml", encoding: .utf8)
        #expect(kept.hasSuffix("stress: departures_lost\n"))
    }

    @Test func replicatesThatFailAreCountedAndTheOthersGoOn() throws {
        defer { clean() }
        // So few people that the crossings of some replicates do not cover the year.
        let arguments = [
            "simulate", "hard", "--people", "4", "--replicates", "4", "--quiet", "--output", folder,
        ]
        #expect(Program.run(arguments) == .failed)
        let failures = try String(contentsOfFile: folder + "/failures.csv", encoding: .utf8)
        #expect(failures.hasPrefix("seed,error\n") && !failures.contains(folder), "\(failures)")
        let manifest = try String(contentsOfFile: folder + "/manifest.json", encoding: .utf8)
        #expect(manifest.contains("\"failed_seeds\": [\"1\"]"))
        #expect(manifest.contains("\"seeds\": [\"2\",\"3\",\"4\"]"))
    }

    @Test func aJobThatFailsAlikeEachTimeIsAtFaultItself() throws {
        defer { clean() }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let job = """
            reference_date: 2026-06-30
            registers:
              registration: { path: registration.csv, schema: schemas/registration.schema.json }
              health: { path: health.csv, schema: schemas/health.schema.json }
            estimate: { by: [[tenure]], residence: activity, draws: 2 }
            """
        try job.write(toFile: folder + "/job.yaml", atomically: true, encoding: .utf8)
        let arguments = ["simulate", "easy", "--people", "50", "--job", folder + "/job.yaml", "--quiet"]
        let program = try ProcessTests.Program(arguments + ["--output", folder + "/out"], in: folder)
        #expect(program.wait() == 2)
        #expect(program.messages.contains("no register has “tenure”"), "\(program.messages)")
        #expect(program.messages.split(separator: "\n").count == 1)
    }

    @Test func aKilledSimulationGoesOnToTheSameBytes() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { clean() }
        let job = """
            reference_date: 2026-06-30
            registers:
              registration: { path: registration.csv, schema: schemas/registration.schema.json }
              health: { path: health.csv, schema: schemas/health.schema.json }
            estimate: { by: [[sex]], residence: activity, draws: 2, strata: [sex] }
            """
        try job.write(toFile: folder + "/job.yaml", atomically: true, encoding: .utf8)
        func arguments(_ name: String) -> [String] {
            [
                "simulate", "easy", "--people", "400", "--replicates", "12", "--job", folder + "/job.yaml",
                "--output", "\(folder)/\(name)",
            ]
        }
        let files = ["replicates.csv", "seeds.csv", "simulation.csv", "manifest.json"]
        func contents(_ name: String) -> [Data?] {
            files.map { FileManager.default.contents(atPath: "\(folder)/\(name)/\($0)") }
        }
        let whole = try ProcessTests.Program(arguments("whole") + ["--quiet"], in: folder)
        #expect(whole.wait() == 0, "\(whole.messages)")
        let killed = try ProcessTests.Program(arguments("parts"), in: folder)
        for _ in 0..<20_000 where !killed.messages.contains("replicate 1 of 12") { usleep(2000) }
        // While the first lives, a second is refused.
        let second = try ProcessTests.Program(arguments("parts") + ["--quiet"], in: folder)
        #expect(second.wait() == 1)
        #expect(second.messages.contains("another run (process \(killed.pid)) is writing here"))
        kill(killed.pid, SIGKILL)
        #expect(killed.wait() == -SIGKILL)
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/parts/manifest.json"))
        // Interrupted it ends cleanly, and keeps what is done.
        let next = try ProcessTests.Program(arguments("parts"), in: folder)
        for _ in 0..<20_000 where !next.messages.contains(" of 12") { usleep(2000) }
        kill(next.pid, SIGINT)
        #expect(next.wait() == 3, "\(next.messages)")
        #expect(next.messages.contains("kept; the same command goes on"))
        let left = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/parts")
        #expect(!left.contains(".replicate") && !left.contains("manifest.json"), "\(left)")
        let last = try ProcessTests.Program(arguments("parts") + ["--quiet", "--json"], in: folder)
        #expect(last.wait() == 0, "\(last.messages)")
        let isSame = contents("parts") == contents("whole")
        #expect(isSame)
        let json = FileManager.default.contents(atPath: folder + "/stdout.txt") ?? Data()
        let object = try JSONSerialization.jsonObject(with: json) as? [String: Any]
        #expect(object?["seeds"] as? [String] == (1...12).map(String.init))
        #expect((object?["levels"] as? [[String: Any]])?.first?["grouping"] as? String == "total")
    }
}
