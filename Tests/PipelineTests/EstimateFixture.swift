import Fixtures
import Foundation
import Jobs
import RunStore
import Simulation
import Synthesis

@testable import Pipeline

/// Registers of a small synthetic place, linked once, on which a test estimates in several ways.
struct EstimateFixture {
    let folder: RunFolder
    /// The job file that comes with the registers.
    let text: String

    /// Makes registers below `registers/`.
    init(people: Int, seed: UInt64 = 11, preset: String = "hong-kong") throws {
        folder = try RunFolder()
        try folder.makeRegisters(people: people, seed: seed, preset: preset)
        text = try folder.text("registers/job.yaml")
    }

    /// The job with other sections from `estimate` on.
    func job(_ sections: String) -> String {
        String(text.prefix(upTo: text.range(of: "estimate:")?.lowerBound ?? text.endIndex)) + sections
    }

    private func load(_ text: String) throws -> (Job, LinkOptions) {
        let file = try folder.write(text, to: "registers/job.yaml")
        var options = LinkOptions(threads: 2)
        options.source = JobSource(file: file, text: text)
        options.isJobAsWritten = true
        options.compression = .none
        return (try JobParser.load(file), options)
    }

    /// Links into a run directory.
    func link(_ text: String? = nil, into run: String = "run") throws {
        let (job, options) = try load(text ?? self.text)
        _ = try LinkRun.run(job, in: folder("registers"), output: folder(run), options: options)
    }

    /// Estimates on what was linked.
    func estimate(_ text: String, on run: String = "run") throws -> EstimateSummary {
        let (job, options) = try load(text)
        return try Estimates.add(to: folder(run), job, in: folder("registers"), options: options)
    }

    func rows(_ sql: String, of run: String = "run") throws -> [[ResultValue]] {
        try RunReader(run: folder(run)).rows(sql)
    }

    /// The first column of a query, as texts; nothing for NULL.
    func texts(_ sql: String, of run: String = "run") throws -> [String] {
        try rows(sql, of: run).map { row in
            switch row[0] {
            case .integer(let n): "\(n)"
            case .real(let x): "\(x)"
            case .text(let text): text
            default: ""
            }
        }
    }
}

extension RunFolder {
    /// Makes the registers of a small synthetic place below `registers/`, with the job that comes with them.
    func makeRegisters(people: Int, seed: UInt64 = 11, preset: String = "hong-kong") throws {
        var scenario = try ScenarioParser.load(preset)
        scenario.people = people
        scenario.seed = seed
        let options = SynthOptions(threads: 2, progress: StageProgress(.quiet))
        _ = try SynthRun.run(
            scenario,
            text: try ScenarioParser.text(preset),
            output: self("registers"),
            options: options
        )
    }
}
