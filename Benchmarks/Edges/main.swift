import Columns
import Foundation
import Jobs
import Pipeline
import Registers
import RunStore
import Simulation
import Synthesis

// What the edges of a run cost: files in, values standardised, results out.
//
//   bench-edges                      on registers made for the purpose
//   bench-edges [--threads N] FILE…  on registers at hand
//
// Each stage is run once; run the program several times and take medians.

var threads = 1
var people = 300_000
var files: [String] = []
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
    switch argument {
    case "--threads": threads = arguments.popFirst().flatMap { Int($0) } ?? 1
    case "--people": people = arguments.popFirst().flatMap { Int($0) } ?? people
    default: files.append(argument)
    }
}

let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bench-edges-\(getpid())").path
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(atPath: folder) }

let workers = Workers(threads: threads)
if files.isEmpty {
    var scenario = try ScenarioParser.load("hong-kong")
    scenario.people = people
    scenario.registers = scenario.registers.filter { ["registration", "health"].contains($0.name) }
    let options = SynthOptions(threads: threads, progress: StageProgress(.quiet))
    _ = try SynthRun.run(scenario, text: "", output: folder + "/synthetic", options: options)
    files = scenario.registers.map { "\(folder)/synthetic/\($0.name).csv" }
}

print(
    "with \(threads) thread\(threads == 1 ? "" : "s"): seconds of wall clock, user and system time; MB in memory"
)
var inputs: [RegisterInput] = []
for file in files {
    let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    let read = try StageCost.measure("read \(name)") {
        let options = ReadOptions(workers: workers)
        let result = try RegisterReader.read(path: file, name: name, options: options)
        return (result, "\(Int(Double(result.bytesRead) / 1e6)) MB")
    } rate: {
        Double($0.bytesRead) / 1e6
    }
    inputs.append(
        RegisterInput(name: name, table: read.table, schema: RoleInference.infer(read.table))
    )
}
let standardised = try StageCost.measure("standardise") {
    (try Standardiser.standardise(exchange(&inputs, []), workers: workers), "")
} rate: { _ in
    nil
}
let records = standardised.records
let results = MadeUpResults(records)
try StageCost.measure("write") {
    (try results.write(records, into: folder, workers: workers), "")
} rate: { _ in
    nil
}

/// Takes a value, leaving another in its place.
func exchange<T>(_ value: inout T, _ other: T) -> T {
    let taken = value
    value = other
    return taken
}
