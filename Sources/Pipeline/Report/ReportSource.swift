import Columns
import Foundation
import Reporting
import RunStore

/// Reads of a run what its report says.
struct ReportSource {
    private let folder: String
    private let options: ReportOptions
    private let clock: StageClock
    private let manifest: Manifest
    private let reader: RunReader
    private let veil: Veil

    /// A run to be reported on.
    init(_ folder: String, options: ReportOptions, clock: StageClock) throws(RunStoreError) {
        self.folder = folder
        self.options = options
        self.clock = clock
        let run = try CheckedRun(
            folder,
            reading: { path in
                [RunDirectory.databaseName, RunDirectory.modelName, RunDirectory.jobName].contains(path)
                    || path.hasPrefix(RunDirectory.schemasName + "/")
            },
            workers: Workers(threads: options.threads)
        )
        manifest = run.manifest
        reader = try RunReader(run)
        veil = Veil(isRevealed: options.isRevealed)
    }

    /// The report.
    func report() throws -> Report {
        try clock.begin("read the results")
        var report = Report(manifest: manifest)
        report.isRevealed = options.isRevealed
        report.facts = Dictionary(
            try reader.all(RunFact.self).map { ($0.key, $0.value) },
            uniquingKeysWith: { first, _ in first }
        )
        report.registers = try reader.all()
        report.columns = try reader.all()
        report.steps = try reader.all(StandardisationRow.self).map { step in
            var step = step
            step.exampleBefore = step.exampleBefore.map(veil.shown)
            step.exampleAfter = step.exampleAfter.map(veil.shown)
            return step
        }
        report.quarantine = try reader.all(QuarantineRow.self).map { row in
            var row = row
            row.excerpt = veil.shown(row.excerpt)
            return row
        }
        report.notices = try reader.all()
        report.rules = try reader.all()
        report.pairRules = try reader.all()
        report.largestBlocks = try reader.all(LargestBlockRow.self).map { block in
            var block = block
            if block.key != BlockingTables.allRecords { block.key = veil.shown(block.key) }
            return block
        }
        report.comparisons = try reader.all()
        report.levels = try reader.all()
        report.trace = try reader.all()
        report.dependence = try reader.all()
        report.histogram = try reader.all()
        report.thresholds = try reader.all()
        let decisions = try reader.all(DecisionRow.self)
        report.decisions = try decisionCounts(decisions)
        try Interrupt.shared.check()
        try addPeople(to: &report)
        report.population = try PopulationSource(reader, isRevealed: options.isRevealed).population()
        try clock.begin("draw example pairs")
        let draw = try PairDraw(
            reader,
            seed: manifest.seed,
            threshold: report.facts["threshold"].flatMap(Double.init)
        )
        clock.end()
        let links = try reader.links(draw.bands.flatMap(\.links))
        let rows = Set(links.flatMap { [$0.rowA, $0.rowB] }).sorted()
        let values = RegisterValues(
            folder,
            registers: report.registers,
            rows: rows,
            options: options
        )
        let found = try values.read(clock: clock)
        report.sources = found.states
        report.pairRemark = found.remark
        let pairs = try PairSource(
            folder,
            reader: reader,
            report: report,
            records: found.records.map { ($0, rows) },
            decisions: decisions,
            veil: veil
        )
        report.bands = try draw.bands.map { band in
            WeightBand(
                name: band.name,
                lower: band.lower,
                upper: band.upper,
                pairs: band.pairs,
                examples: try pairs.examples(band.links)
            )
        }
        report.pairRemark = pairs.remark ?? report.pairRemark
        if !options.isRevealed { ColumnNameMask(report, mask: veil)?.apply(to: &report) }
        return report
    }

    private func decisionCounts(_ names: [DecisionRow]) throws(RunStoreError) -> [Report.DecisionCount] {
        let counts = try reader.rows(
            "SELECT decision, count(*) FROM links GROUP BY decision ORDER BY decision"
        )
        return names.map { name in
            let count = counts.first { $0[0] == .integer(Int64(name.decision)) }
            guard case .integer(let pairs)? = count?[1] else {
                return Report.DecisionCount(name: name.name, pairs: 0)
            }
            return Report.DecisionCount(name: name.name, pairs: Int(pairs))
        }
    }

    /// Counts people by their records and by the registers they are found in, in one pass.
    private func addPeople(to report: inout Report) throws {
        let counted = try reader.rows("SELECT count(*) FROM people")
        guard case .integer(let stored)? = counted.first?.first, stored <= Int64(UInt32.max) else {
            throw PipelineError(.malformed, at: folder, "the results database was changed; run the job again")
        }
        let people = Int(stored)
        let words = max(1, (report.registers.count + 63) / 64)
        var sets = [UInt64](repeating: 0, count: people * words)
        var records = [UInt32](repeating: 0, count: people)
        var isTorn = false
        try reader.forEachRecord { person, register in
            guard person >= 0, person < people, register >= 0, register < words * 64 else {
                isTorn = true
                return
            }
            sets[person * words + register / 64] |= 1 << UInt64(register % 64)
            records[person] += 1
        }
        if isTorn {
            throw PipelineError(.malformed, at: folder, "the results database was changed; run the job again")
        }
        var sizes: [Int: Int] = [:]
        var presence: [[UInt64]: Int] = [:]
        for person in 0..<people {
            sizes[Int(records[person]), default: 0] += 1
            presence[Array(sets[person * words..<(person + 1) * words]), default: 0] += 1
        }
        report.sizes = sizes.map { Report.Size(records: $0.key, people: $0.value) }.sorted {
            $0.records < $1.records
        }
        report.presence = presence.map { words, people in
            let registers = report.registers.indices.filter { words[$0 / 64] >> UInt64($0 % 64) & 1 == 1 }
            return Report.Presence(registers: Array(registers), people: people)
        }.sorted { a, b in
            a.people != b.people
                ? a.people > b.people : a.registers.lexicographicallyPrecedes(b.registers)
        }
    }
}
