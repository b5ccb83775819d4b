import Foundation
import Jobs
package import Pipeline
import RunStore
import Synthesis

/// How a simulation is carried out; nothing of it changes a byte of the results.
package struct SimulationOptions: Sendable {
    package var threads: Int
    package var progress: StageProgress
    /// Whether a simulation of another plan may be replaced.
    package var force = false
    /// Whether registers and runs of replicates stay.
    package var keep = false

    package init(threads: Int, progress: StageProgress) {
        self.threads = threads
        self.progress = progress
    }
}

/// Draws truth and registers again and again, estimates each time, and sums up how far off the estimates are.
///
/// Replicates are carried out one after the other, each on all threads; each is on the disk before the next
/// begins. What a simulation has done is never done again.
package final class SimulationRun {
    /// The files of a simulation.
    enum Name {
        static let plan = "plan.json"
        static let scenario = "scenario.yaml"
        static let job = "job.yaml"
        static let rows = "replicates.csv"
        static let seeds = "seeds.csv"
        static let summary = "simulation.csv"
        static let failures = "failures.csv"
        static let kept = "replicates"
        static let work = ".replicate"

        static let files: Set<String> = [
            plan, scenario, job, rows, seeds, summary, failures, RunDirectory.manifestName,
        ]
        static let folders: Set<String> = [kept, work]
    }

    private let plan: SimulationPlan
    private let options: SimulationOptions
    private let folder: GrowingFolder
    private let shown: String
    private var journal = SimulationJournal()
    private var failures: [SimulationSummary.Failure] = []
    private static let header = CSVText.row(SimulationRow.columns)

    /// Carries out a plan, or what is left of it, and sums up.
    ///
    /// - Parameters:
    ///   - replicates: How many are wanted, those that are there already included (from 1).
    ///   - output: The folder; it may hold replicates of the same plan.
    /// - Throws: ``RunStoreError`` if the folder holds something else, ``JobError`` if the job is at fault,
    ///   ``Interrupted``; replicates done by then are kept.
    package static func run(
        _ plan: SimulationPlan,
        replicates: Int,
        output: String,
        options: SimulationOptions
    ) throws -> SimulationSummary {
        let folder = try GrowingFolder(
            at: output,
            files: Name.files,
            folders: Name.folders,
            kind: "simulation"
        )
        return try Interrupt.shared.protecting(cleanup: {
            folder.removeRuns(Name.work, registers: plan.registerFiles)
            folder.release()
            Console.note("replicates that are done are kept; the same command goes on from there")
        }) {
            defer { folder.release() }
            let run = SimulationRun(plan, options, folder, output)
            try run.resume()
            defer { run.clearWork() }
            try run.carryOut(replicates)
            return try run.finish()
        }
    }

    private init(
        _ plan: SimulationPlan,
        _ options: SimulationOptions,
        _ folder: GrowingFolder,
        _ shown: String
    ) {
        self.plan = plan
        self.options = options
        self.folder = folder
        self.shown = shown
    }

    // MARK: Before

    /// Takes up what stands in the folder, or begins anew.
    private func resume() throws {
        if folder.hasFolder(Name.work) {
            Console.note("\(shown)/\(Name.work) is what a replicate had written when it was killed; removed")
        }
        clearWork()
        if let kept = folder.bytes(of: Name.plan) {
            guard let kept = SimulationPlan.Kept(kept) else {
                throw occupied(
                    "“\(Name.plan)”, which no simulation has written; choose a new or empty folder"
                )
            }
            if let difference = plan.difference(from: kept) {
                if !options.force {
                    throw occupied(
                        "a simulation of another plan (\(difference)); choose another --output, or "
                            + "replace it with --force"
                    )
                }
                try clear(kept)
            }
        } else if let name = Name.files.sorted().first(where: folder.holds) {
            throw occupied("“\(name)” and no \(Name.plan): no simulation; choose a new or empty folder")
        }
        for (name, text) in [(Name.scenario, plan.text), (Name.job, plan.job?.source.text ?? "")] {
            if let bytes = folder.bytes(of: name), bytes != Array(text.utf8) {
                throw occupied("“\(name)”, which was edited; keep it elsewhere, or choose another --output")
            }
        }
        for name in [RunDirectory.manifestName, Name.summary, Name.failures] { folder.remove(name) }
        if !folder.holds(Name.plan) { try folder.write(plan.json.text + "\n", to: Name.plan) }
        try folder.write(plan.text, to: Name.scenario)
        if let text = plan.job?.source.text { try folder.write(text, to: Name.job) }
        if let seeds = folder.bytes(of: Name.seeds) {
            let size = FilePaths.size(of: folder.file(Name.rows))
            journal = try SimulationJournal(
                seeds,
                path: shown + "/" + Name.seeds,
                size: size,
                header: Self.header.utf8.count
            )
        }
        // What was torn is written over by the next replicate; the files are good without it now.
        if journal.entries.isEmpty {
            let header = Array(Self.header.utf8)
            if let rows = folder.bytes(of: Name.rows), !rows.starts(with: header), !header.starts(with: rows)
            {
                throw occupied("“\(Name.rows)”, which no simulation has written; choose another --output")
            }
            try folder.append(header, to: Name.rows, at: 0)
        }
        let text = Array(journal.text.utf8)
        if folder.bytes(of: Name.seeds) != text { try folder.write(journal.text, to: Name.seeds) }
    }

    /// Removes what stands in the folder, if all of it is a simulation's.
    private func clear(_ kept: SimulationPlan.Kept) throws {
        let seeds = try folder.names(in: Name.kept).map { "\(Name.kept)/\($0)" }
        for name in seeds {
            if let foreign = try folder.foreignFile(inRuns: name, registers: plan.registerFiles) {
                throw occupied("“\(foreign)”, which no simulation has written; choose another --output")
            }
        }
        // A text that was edited is the user's, unless it is the one that is now simulated, which stays.
        for (name, digest, text) in [
            (Name.scenario, kept.parts["scenario"], plan.text),
            (Name.job, kept.job, plan.job?.source.text),
        ] {
            guard let bytes = folder.bytes(of: name), bytes != text.map({ Array($0.utf8) }) else { continue }
            if FileDigest.sha256(of: String(decoding: bytes, as: UTF8.self)) != digest {
                throw occupied("“\(name)”, which was edited; keep it elsewhere, or choose another --output")
            }
        }
        for name in seeds { folder.removeRuns(name, registers: plan.registerFiles) }
        folder.removeEmpty(Name.kept)
        let texts = [Name.scenario: plan.text, Name.job: plan.job?.source.text]
        for name in Name.files {
            if let text = texts[name] ?? nil, folder.bytes(of: name) == Array(text.utf8) { continue }
            folder.remove(name)
        }
    }

    private func clearWork() {
        if let left = folder.removeRuns(Name.work, registers: plan.registerFiles) {
            Console.note("\(shown)/\(left) was not removed: no simulation has written it")
        }
    }

    private func occupied(_ detail: String) -> RunStoreError {
        RunStoreError(.occupied, at: shown, "holds " + detail)
    }

    // MARK: Replicates

    private func carryOut(_ replicates: Int) throws {
        let done = Set(journal.entries.map(\.seed))
        let seeds = (0..<replicates).map { plan.seed(ofReplicate: $0) }
        let missing = seeds.indices.filter { !done.contains(seeds[$0]) }
        if !done.isEmpty { options.progress.note("\(Self.replicates(done.count)) there already") }
        let start = Console.seconds()
        for (position, number) in missing.enumerated() {
            try check()
            var title =
                "replicate \(Plain.count(number + 1)) of \(Plain.count(replicates)), seed \(seeds[number])"
            if position > 0 {
                let each = (Console.seconds() - start) / Double(position)
                title += " · \(Plain.duration(each * Double(missing.count - position))) left"
            }
            options.progress.begin(title)
            do {
                try options.progress.end(replicate(seeds[number]))
            } catch {
                let words = Self.words(error, without: folder.file(Name.work) + "/")
                if isFatal(error, words) { throw error }
                failures.append(SimulationSummary.Failure(seed: seeds[number], error: words))
                options.progress.end("failed: \(words)")
            }
        }
    }

    /// Carries out a replicate and puts its rows on the disk; tells what came of it.
    private func replicate(_ seed: UInt64) throws -> String {
        clearWork()
        defer { clearWork() }
        let work = folder.file(Name.work)
        let result = try ReplicateRun(plan: plan, threads: options.threads).run(seed: seed, in: work)
        if options.keep { try folder.move(Name.work, to: "\(Name.kept)/\(seed)") }
        let rows = Array(result.rows.map(\.text).joined().utf8)
        let start = journal.entries.isEmpty ? Self.header.utf8.count : journal.bytes
        try folder.append(rows, to: Name.rows, at: start)
        let before = journal.text.utf8.count
        journal.append(
            SimulationJournal.Entry(
                seed: seed,
                rows: result.rows.count,
                bytes: start + rows.count,
                registers: result.registers,
                settings: result.settings,
                withoutTruth: result.withoutTruth,
                flags: result.flags
            )
        )
        try folder.append(Array(journal.text.utf8.dropFirst(before)), to: Name.seeds, at: before)
        guard let total = result.rows.first(where: { $0.figure == .estimate && $0.grouping == "total" })
        else {
            return ""
        }
        let truth = Double(max(1, total.truth))
        let off = Plain.fixed((total.value / truth - 1) * 100, decimals: 2)
        return "total off by \(off) %" + (total.holds == false ? ", outside its interval" : "")
            + (result.flags.isEmpty ? "" : " (\(result.flags.joined(separator: ", ")))")
    }

    private func check() throws {
        do {
            try Interrupt.shared.check()
        } catch {
            tellWhatIsKept()
            throw error
        }
    }

    private func tellWhatIsKept() {
        options.progress.end("interrupted")
        options.progress.note(
            "\(Self.replicates(journal.entries.count)) kept; the same command goes on from there"
        )
    }

    private static func replicates(_ count: Int) -> String {
        count == 1 ? "1 replicate is" : "\(Plain.count(count)) replicates are"
    }

    /// Whether nothing would be gained by going on: the user's wish, the disk, or a job that is at fault as such,
    /// since the first two replicates fail alike.
    private func isFatal(_ error: any Error, _ words: String) -> Bool {
        switch error {
        case is Interrupted:
            tellWhatIsKept()
            return true
        case is JobError: return journal.entries.isEmpty && failures.map(\.error) == [words]
        case let error as RunStoreError:
            return [.diskFull, .notWritable, .inUse, .closed].contains(error.code)
        default: return false
        }
    }

    /// What went wrong, in one line that is the same in every folder.
    private static func words(_ error: any Error, without folder: String) -> String {
        let text = "\(error)".replacing(folder, with: "").replacing("\n", with: "; ")
        return TextTable.printable(text)
    }

    // MARK: After

    private func finish() throws -> SimulationSummary {
        let ordered = journal.entries.map(\.seed)
        if ordered != ordered.sorted() {
            // Some were left out before: all in the order of seeds, as if they had come so.
            let rows = folder.bytes(of: Name.rows) ?? []
            let sorted = journal.sorted(rows, header: Self.header.utf8.count)
            journal = sorted.journal
            // Without seeds nothing counts as done: better than rows that belong to others.
            folder.remove(Name.seeds)
            try folder.write(String(decoding: sorted.rows, as: UTF8.self), to: Name.rows)
            try folder.write(journal.text, to: Name.seeds)
        }
        var tally = SimulationTally(nominal: journal.entries.first?.settings.confidence ?? 0.95)
        let bytes = folder.bytes(of: Name.rows) ?? []
        for (index, line) in bytes.prefix(journal.bytes).split(separator: UInt8(ascii: "\n")).enumerated() {
            if index == 0 { continue }
            guard let row = SimulationRow(String(decoding: line, as: UTF8.self)) else {
                throw PipelineError(
                    .malformed,
                    at: "\(shown)/\(Name.rows):\(index + 1)",
                    "is no row of a simulation; remove the folder to begin again"
                )
            }
            tally.add(row)
        }
        let summary = SimulationSummary(
            folder: shown,
            plan: plan,
            entries: journal.entries,
            levels: tally.results,
            failures: failures
        )
        try folder.write(summary.csv, to: Name.summary)
        if !failures.isEmpty {
            let rows = failures.map { CSVText.row([String($0.seed), $0.error]) }
            try folder.write("seed,error\n" + rows.joined(), to: Name.failures)
        }
        try folder.write(try manifest(), to: RunDirectory.manifestName)
        return summary
    }

    /// What was simulated, and the digests of all files but this.
    private func manifest() throws -> String {
        var files: [JSONText] = []
        for name in Name.files.sorted() where folder.holds(name) {
            let (digest, bytes) = try FileDigest.sha256(ofFile: folder.file(name))
            files.append(
                .object([
                    ("path", .string(name)), ("bytes", .integer(bytes)), ("sha256", .string(digest)),
                ])
            )
        }
        let members: [(name: String, value: JSONText)] = [
            ("recensus_version", .string(RecensusVersion.current)),
            ("plan", .string(plan.fingerprint)),
            ("scenario", .string(plan.name)),
            ("people", .integer(plan.scenario.people)),
            // As texts: not all readers of JSON can hold so large a number.
            ("seeds", .array(journal.entries.map { .string(String($0.seed)) })),
            ("failed_seeds", .array(failures.map { .string(String($0.seed)) })),
            ("outputs", .array(files)),
        ]
        let lines = members.map { JSONText.string($0.name).text + ": " + $0.value.text }
        return "{\n  " + lines.joined(separator: ",\n  ") + "\n}\n"
    }
}
