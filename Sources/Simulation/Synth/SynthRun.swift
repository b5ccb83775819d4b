import Foundation
package import Pipeline
import RunStore
import Synchronization
package import Synthesis

/// How a scenario is carried out; nothing of it changes a byte of the registers.
package struct SynthOptions: Sendable {
    /// The packing of registers and of the large tables of truth.
    package enum Format: String, Sendable, CaseIterable {
        case csv, zst, sqlite
    }

    package var threads: Int
    package var force = false
    package var format = Format.csv
    package var progress: StageProgress

    package init(threads: Int, progress: StageProgress) {
        self.threads = threads
        self.progress = progress
    }
}

/// Carries out a scenario: makes shards side by side and writes them in order, so that memory holds a few
/// shards and no more, whatever the number of people.
package final class SynthRun: Sendable {
    /// What came of it.
    package struct Summary: Sendable {
        package var folder: String
        package var persons: Int
        package var residents: Int
        /// Records by register file, in the order of the scenario.
        package var records: [(name: String, rows: Int)]
    }

    private let synthesis: Synthesis
    private let options: SynthOptions
    private let directory: RunDirectory
    private let state: Mutex<State>
    private let turn = NSCondition()

    /// What has been added up, shard by shard in order.
    struct State {
        var next = 0
        var failure: (any Error)?
        var totals: SynthTotals
    }

    private init(_ synthesis: Synthesis, options: SynthOptions, directory: RunDirectory) {
        self.synthesis = synthesis
        self.options = options
        self.directory = directory
        state = Mutex(State(totals: SynthTotals(synthesis)))
    }

    /// Makes everything a scenario asks for, whole or not at all.
    ///
    /// - Parameters:
    ///   - text: The scenario as written, kept beside the results.
    ///   - source: The file that it is written in; nil for a preset.
    ///   - output: The folder; if it holds earlier synthetic registers, `force` replaces them.
    package static func run(
        _ scenario: Scenario,
        text: String,
        source: String? = nil,
        output: String,
        options: SynthOptions
    ) throws -> Summary {
        let synthesis = try Synthesis(scenario)
        let directory = try RunDirectory.create(
            at: output,
            force: options.force,
            kind: .synthetic(names: names(registers: synthesis.files.map(\.name))),
            // The scenario is kept beside the registers as it is written.
            inputs: source.map { [InputFile($0, keptAs: "scenario.yaml")] } ?? [],
            tell: { Console.note($0) }
        )
        return try Interrupt.shared.protecting(cleanup: { directory.abandon() }) {
            do {
                let run = SynthRun(synthesis, options: options, directory: directory)
                return try run.carryOut(text: text, output: output)
            } catch {
                directory.abandon()
                throw error
            }
        }
    }

    /// The names of the files that are written for registers, however they are packed.
    static func names(registers: [String]) -> Set<String> {
        var names: Set<String> = [
            RunDirectory.jobName, "scenario.yaml", "datasheet.md", "registers.sqlite", "truth/population.csv",
            "truth/rates.csv",
        ]
        let tables = registers + SynthWriters.truthNames.map { "truth/" + $0 }
        for table in tables { names.formUnion([table + ".csv", table + ".csv.zst"]) }
        return names
    }

    private func carryOut(text: String, output: String) throws -> Summary {
        let writers = try SynthWriters(synthesis, directory: directory, format: options.format)
        let scenario = synthesis.scenario
        options.progress.begin("inventing people", total: scenario.people, unit: "residents")
        let workers = options.threads
        let cursor = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(workers, synthesis.shardCount))) { _ in
            while true {
                let shard = cursor.wrappingAdd(1, ordering: .relaxed).oldValue
                if shard >= synthesis.shardCount || state.withLock({ $0.failure != nil }) { break }
                work(on: shard, writers)
            }
            turn.lock()
            turn.broadcast()
            turn.unlock()
        }
        if let failure = state.withLock({ $0.failure }) { throw failure }
        options.progress.begin("writing files")
        let totals = state.withLock { $0.totals }
        try writers.finish()
        try SynthTables(synthesis, totals: totals, format: options.format).write(
            to: directory,
            scenario: text
        )
        var counts = [
            "synthetic_people": totals.tally.people, "residents": totals.tally.residents,
            "people_asked": scenario.people, "households": totals.tally.households,
        ]
        for (index, file) in synthesis.files.enumerated() {
            counts["records.\(file.name)"] = totals.rows[index]
        }
        try directory.finish(
            Manifest(
                recensusVersion: RecensusVersion.current,
                jobSHA256: FileDigest.sha256(of: text),
                seed: scenario.seed,
                inputs: [],
                counts: counts
            )
        )
        options.progress.end()
        return Summary(
            folder: output,
            persons: totals.tally.people,
            residents: totals.tally.residents,
            records: zip(synthesis.files, totals.rows).map { ($0.name, $1) }
        )
    }

    /// Makes a shard, waits for its turn and writes it.
    private func work(on shard: Int, _ writers: SynthWriters) {
        let output = synthesis.output(ofShard: shard)
        turn.lock()
        while state.withLock({ $0.next < shard && $0.failure == nil }) { turn.wait() }
        turn.unlock()
        do {
            try Interrupt.shared.check()
            if state.withLock({ $0.failure == nil }) { try writers.write(output) }
            state.withLock { $0.totals.add(output) }
        } catch {
            state.withLock { if $0.failure == nil { $0.failure = error } }
        }
        turn.lock()
        state.withLock { $0.next = shard + 1 }
        turn.broadcast()
        turn.unlock()
        options.progress.advance(by: output.tally.residents)
    }
}
