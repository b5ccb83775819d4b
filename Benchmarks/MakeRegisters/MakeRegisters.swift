import ArgumentParser
import Columns
import Foundation
import Synthesis

/// Writes sample registers and their truth, for benchmarks.
@main
struct MakeRegisters: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make-registers",
        abstract: "Writes sample registers of an invented Hong Kong, and the truth behind them."
    )

    @Option(help: "People who live here.")
    var people = 100_000

    @Option(help: "What all random draws hang on.")
    var seed: UInt64 = 1

    @Option(help: "The registers to write, by name and separated by commas; all five if not given.")
    var registers = SampleRegister.allCases.map(\.rawValue).joined(separator: ",")

    @Flag(help: "Withhold identity card numbers.")
    var noIdentifiers = false

    @Flag(help: "Let no register hold a person twice.")
    var noDuplicates = false

    @Option(help: "Threads; as many as there are cores if not given.")
    var threads = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: "The folder to write to.")
    var output: String

    func run() throws {
        let names = registers.split(separator: ",").map(String.init)
        let chosen = try names.map { name in
            guard let register = SampleRegister(rawValue: name) else {
                let known = SampleRegister.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--registers: found “\(name)”, expected one of \(known)")
            }
            return register
        }
        let sample = SampleRegisters(
            people: people,
            seed: seed,
            registers: chosen,
            withIdentifier: !noIdentifiers,
            duplicates: noDuplicates ? 0 : 0.005
        )
        let clock = ContinuousClock()
        let start = clock.now
        let summary = try sample.generate(to: output, workers: Workers(threads: threads))
        let elapsed = clock.now - start
        for (register, count) in zip(chosen, summary.records) {
            FileHandle.standardError.write(Data("\(register.rawValue): \(count) records\n".utf8))
        }
        let total = summary.records.reduce(0, +)
        FileHandle.standardError.write(
            Data("\(total) records of \(summary.persons) persons in \(elapsed)\n".utf8)
        )
    }
}
