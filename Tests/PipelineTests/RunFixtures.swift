import Columns
import Fixtures
import Foundation
import Jobs
import Registers
import RunStore
import Simulation
import Synthesis

@testable import Pipeline

extension RunFolder {
    /// A job that links synthetic registers without identifiers and addresses, made below `registers/`.
    func sampleJob(
        people: Int,
        _ registers: [String] = ["registration", "health"],
        duplicates: Double? = nil
    ) throws -> Job {
        var scenario = try ScenarioParser.load("no-identifiers")
        scenario.people = people
        scenario.seed = 5
        scenario.registers = scenario.registers.filter { registers.contains($0.name) }
        for index in scenario.registers.indices {
            scenario.registers[index].duplicates = duplicates ?? scenario.registers[index].duplicates
            scenario.registers[index].columns.removeAll {
                [.identifier, .address, .buildingID, .registeredOn].contains($0.value)
            }
        }
        let options = SynthOptions(threads: 2, progress: StageProgress(.quiet))
        _ = try SynthRun.run(scenario, text: "", output: self("registers"), options: options)
        return Job(files: registers.map { self("registers/\($0).csv") })
    }

    func link(
        _ job: Job,
        to name: String = "out",
        in folder: String? = nil,
        threads: Int = 2,
        _ change: (inout LinkOptions) -> Void = { _ in }
    ) throws -> LinkSummary {
        var options = LinkOptions(threads: threads)
        options.compression = .none
        change(&options)
        return try LinkRun.run(job, in: folder ?? path, output: self(name), options: options)
    }

    func table(_ name: String) throws -> Table {
        try RegisterReader.read(path: self(name), name: name, options: ReadOptions(isExact: true)).table
    }
}

extension Table {
    /// The texts of a column.
    func texts(_ name: String) -> [String] {
        guard let column = columns.first(where: { $0.name == name }) else { return [] }
        return column.codes.map { column.values.string($0) }
    }
}
