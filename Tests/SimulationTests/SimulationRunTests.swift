import Foundation
import Jobs
import RunStore
import Testing

@testable import Pipeline
@testable import Simulation

@Suite struct SimulationRunTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "simulate-\(UUID().uuidString)"
    ).path
    private let files = [
        "replicates.csv", "seeds.csv", "simulation.csv", "plan.json", "manifest.json", "scenario.yaml",
    ]

    private func clean() { try? FileManager.default.removeItem(atPath: folder) }

    /// A scenario of three registers, so that a replicate takes no time.
    private static let scenario = """
        extends: easy
        registers: { births: none, deaths: none, education: none, tax: none, housing: none, social_security: none,
          electors: none }
        """
    private static let quick = """
        reference_date: 2026-06-30
        registers:
          registration: { path: registration.csv, schema: schemas/registration.schema.json }
          health: { path: health.csv, schema: schemas/health.schema.json }
        estimate: { by: [[sex]], residence: activity, draws: 2, strata: [sex], method: dual_system }
        """

    private func plan(people: Int = 100, job: String? = nil) throws -> SimulationPlan {
        let scenario = try write(Self.scenario, to: "mine.yaml")
        return try SimulationPlan(scenario: scenario, people: people, seed: 5, job: job)
    }

    @discardableResult
    private func simulate(
        _ name: String,
        replicates: Int,
        people: Int = 100,
        threads: Int = 2,
        force: Bool = false,
        keep: Bool = false,
        job: String? = nil
    ) throws -> SimulationSummary {
        var options = SimulationOptions(threads: threads, progress: StageProgress(.quiet))
        options.force = force
        options.keep = keep
        return try SimulationRun.run(
            try plan(people: people, job: job),
            replicates: replicates,
            output: "\(folder)/\(name)",
            options: options
        )
    }

    /// Writes a file into the folder of the test; its path.
    private func write(_ text: String, to name: String = "job.yaml") throws -> String {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/" + name
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func contents(_ name: String) -> [Data?] {
        files.map { FileManager.default.contents(atPath: "\(folder)/\(name)/\($0)") }
    }

    private func append(_ text: String, to file: String) throws {
        let handle = try #require(FileHandle(forWritingAtPath: "\(folder)/\(file)"))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    @Test func threadsAndResumingChangeNoByte() throws {
        defer { clean() }
        let job = try write(Self.quick)
        let summary = try simulate("whole", replicates: 3, threads: 1, job: job)
        #expect(summary.failures.isEmpty && summary.entries.map(\.seed) == [5, 6, 7])
        let whole = contents("whole")
        #expect(!whole.contains(nil))
        try simulate("parts", replicates: 1, threads: 2, job: job)
        // As a kill leaves it: rows of a replicate that was not finished, a torn line, a working folder.
        try append("6,estimate,repeated_sightings,tot", to: "parts/replicates.csv")
        try append("6,80", to: "parts/seeds.csv")
        let work = "\(folder)/parts/.replicate/registers"
        try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
        try FileManager.default.removeItem(atPath: "\(folder)/parts/manifest.json")
        try simulate("parts", replicates: 3, keep: true, job: job)
        #expect(contents("parts") == whole)
        let left = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/parts")
        #expect(Set(left) == Set(files + ["job.yaml", "replicates"]), "\(left)")
        let kept = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/parts/replicates")
        #expect(kept.sorted() == ["6", "7"])
        // Fewer than there are: all count.
        #expect(try simulate("parts", replicates: 1, job: job).entries.count == 3)
        #expect(contents("parts") == whole)

    }

    @Test func everyGroupingOfTheJobStandsBesideItsTruth() throws {
        defer { clean() }
        let summary = try simulate("out", replicates: 1, people: 200)
        let levels = summary.levels.filter { $0.figure == .estimate && $0.cell == nil }
        let groupings = [
            "total", "district", "sex", "age_group", "sex x age_group", "district x sex x age_group",
        ]
        #expect(levels.map(\.grouping) == groupings)
        #expect(levels.map(\.cells) == [1, 18, 2, 18, 36, 648])
        for level in levels { #expect(abs(level.truth * Double(level.cells) - levels[0].truth) < 1e-6) }
        #expect(levels.allSatisfy { $0.intervals == $0.cells && $0.monteCarlo != nil })
        let naive = summary.levels.filter { $0.figure == .naive }
        #expect(naive.contains { $0.setting == "everybody found" && ($0.bias ?? 0) > 0 })
        #expect(naive.contains { $0.setting.hasPrefix("dual system of") && $0.intervals == 1 })
        #expect(summary.levels.contains { $0.figure == .method && $0.setting == "dual_system" })
        let residence = summary.levels.filter { $0.figure == .residence }
        #expect(residence.map(\.setting) == ["hong_kong_mobile_residents", "hong_kong_resident_population"])
        let totals = residence.map(\.truth)
        #expect(totals[1] - totals[0] == levels[0].truth)
        #expect(summary.text.contains("total: intervals hold the truth in"))
    }

    @Test func anotherPlanIsRefused() throws {
        defer { clean() }
        let job = try write(Self.quick)
        try simulate("a", replicates: 1, job: job)
        let before = contents("a")
        let error = #expect(throws: RunStoreError.self) {
            try simulate("a", replicates: 1, people: 110, job: job)
        }
        #expect(error?.code == .occupied)
        #expect(error?.description.contains("people 100, here 110") == true, "\(String(describing: error))")
        #expect(contents("a") == before)
        let summary = try simulate("a", replicates: 1, people: 110, force: true, job: job)
        #expect(summary.entries.count == 1 && contents("a")[0] != before[0])
        // Files of others are never touched.
        try Data().write(to: URL(fileURLWithPath: "\(folder)/a/thesis.tex"))
        #expect(throws: RunStoreError.self) {
            try simulate("a", replicates: 1, people: 110, force: true, job: job)
        }
        try FileManager.default.createDirectory(atPath: "\(folder)/b", withIntermediateDirectories: true)
        try Data("{}".utf8).write(to: URL(fileURLWithPath: "\(folder)/b/manifest.json"))
        #expect(throws: RunStoreError.self) { try simulate("b", replicates: 1, force: true, job: job) }
    }

    @Test func whatNoSimulationWroteIsNeverRemoved() throws {
        defer { clean() }
        let job = try write(Self.quick)
        try simulate("a", replicates: 1, keep: true, job: job)
        for name in ["replicates/5/run/notes.txt", "replicates/mine.csv", ".replicate/run/a.csv"] {
            let path = "\(folder)/a/\(name)"
            let parent = (path as NSString).deletingLastPathComponent
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
            try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
            if !name.hasPrefix(".replicate") {
                #expect(throws: RunStoreError.self) {
                    try simulate("a", replicates: 1, people: 110, force: true, job: job)
                }
            }
            try simulate("a", replicates: 1, job: job)
            #expect(FileManager.default.contents(atPath: path) == Data("mine".utf8), "\(name)")
            try FileManager.default.removeItem(atPath: path)
        }
        // Texts that were edited, rows that are another file's, a plan that is none.
        let outside = try write("precious", to: "precious.csv")
        let edits: [(String, () throws -> Void)] = [
            ("scenario.yaml", { try append("# mine\n", to: "a/scenario.yaml") }),
            ("job.yaml", { try append("# mine\n", to: "a/job.yaml") }),
            (
                "replicates.csv",
                { try FileManager.default.linkItem(atPath: outside, toPath: "\(folder)/a/replicates.csv") }
            ),
            ("plan.json", { _ = try write("{\"mine\": true}", to: "a/plan.json") }),
        ]
        for (name, edit) in edits {
            let path = "\(folder)/a/\(name)"
            let before = FileManager.default.contents(atPath: path)
            if name == "replicates.csv" { try FileManager.default.removeItem(atPath: path) }
            try edit()
            let edited = FileManager.default.contents(atPath: path)
            for people in name == "replicates.csv" ? [100] : [100, 110] {
                #expect(throws: (any Error).self, "\(name)") {
                    try simulate("a", replicates: 2, people: people, force: true, job: job)
                }
            }
            #expect(FileManager.default.contents(atPath: path) == edited, "\(name)")
            try FileManager.default.removeItem(atPath: path)
            try before?.write(to: URL(fileURLWithPath: path))
        }
        #expect(FileManager.default.contents(atPath: outside) == Data("precious".utf8))
    }

    // MARK: Jobs

    @Test func aJobIsTriedOnRegistersOfItsNames() throws {
        defer { clean() }
        let job = try write(
            """
            reference_date: 2026-06-30
            registers:
              people: { path: /elsewhere/registration.csv.zst, schema: schemas/registration.schema.json }
              patients: { path: health.csv }
            estimate:
              by: [[sex], [locality], [age_group]]
              age_groups: [0, 15, 65]
              residence: activity
              method: dual_system
              confidence: 0.9
              draws: 2
            """
        )
        let summary = try simulate("out", replicates: 2, job: job)
        #expect(summary.failures.isEmpty, "\(summary.failures)")
        let levels = summary.levels.filter { $0.figure == .estimate && $0.cell == nil }
        #expect(levels.map(\.grouping) == ["total", "sex", "age_group"] && levels[2].cells == 3)
        #expect(levels.allSatisfy { $0.setting == "dual_system" })
        #expect(summary.entries[0].settings.confidence == 0.9)
        #expect(summary.levels.contains { $0.setting == "records of patients" })
        #expect(FileManager.default.fileExists(atPath: folder + "/out/job.yaml"))
        // The same job under another name goes on; a changed one does not.
        let other = folder + "/other.yaml"
        try FileManager.default.copyItem(atPath: job, toPath: other)
        #expect(try simulate("out", replicates: 2, job: other).entries.count == 2)
        #expect(throws: RunStoreError.self) { try simulate("out", replicates: 2, people: 100) }
    }

    @Test(arguments: [
        ("registers: { a: { path: registr.csv } }", "job.yaml:2:25: registers.a.path", "registration.csv"),
        ("registers: { a: { path: health.csv, schema: no.json } }", "registers.a.schema", "no.json"),
        ("registers: { a: { path: health.csv } }\nlink: { labels: l.csv }", "link.labels", "no labels"),
        (
            "registers: { a: { path: health.csv } }\nestimate: { residence: hong_kong }", "residence",
            "hong_kong"
        ),
    ]) func aJobThatDoesNotFitIsToldBeforeAnythingIsDrawn(_ job: String, _ place: String, _ words: String)
        throws
    {
        defer { clean() }
        let file = try write("reference_date: 2026-06-30\n" + job)
        let error = #expect(throws: JobError.self) { try simulate("out", replicates: 1, job: file) }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.contains(place) && text.contains(words), "\(text)")
        #expect(!FileManager.default.fileExists(atPath: folder + "/out"))
    }

    @Test func aJobForAnotherDayIsRefused() throws {
        defer { clean() }
        let file = try write("reference_date: 2020-01-01\nregisters: { a: { path: health.csv } }")
        let error = #expect(throws: JobError.self) { try plan(job: file) }
        #expect(error.map { "\($0)".contains("the truth of the scenario is that of 2026-06-30") } == true)
    }
}
