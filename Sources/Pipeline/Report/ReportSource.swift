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
    private let tables: RunTables
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
                    || [RunTable.records.path, RunTable.links.path].contains(path)
            },
            workers: Workers(threads: options.threads)
        )
        manifest = run.manifest
        reader = try RunReader(run)
        tables = RunTables(run, workers: Workers(threads: options.threads))
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
        report.decisions = try tables.decisionCounts().map {
            Report.DecisionCount(name: $0.name, pairs: $0.pairs)
        }
        try Interrupt.shared.check()
        report.sizes = try reader.peopleBySize().map { Report.Size(records: $0.size, people: $0.people) }
        report.presence = try reader.peopleByRegisters().map { row in
            Report.Presence(
                registers: row.registers.filter { report.registers.indices.contains($0) },
                people: row.people
            )
        }
        report.population = try PopulationSource(reader, isRevealed: options.isRevealed).population()
        if let level = report.facts["confidence"].flatMap(Double.init), level > 0, level < 1 {
            report.population?.confidence = level
        }
        try clock.begin("draw example pairs")
        let draw = PairDraw(
            try tables.weights(),
            seed: manifest.seed,
            threshold: report.facts["threshold"].flatMap(Double.init)
        )
        let links = try tables.links(draw.bands.flatMap(\.links))
        let rows = Set(links.flatMap { [$0.rowA, $0.rowB] }).sorted()
        let pairs = PairSource(
            folder,
            report: report,
            links: links,
            rows: rows,
            identifiers: try tables.recordIdentifiers(rows),
            features: try tables.features(rows),
            veil: veil
        )
        report.pairRemark = pairs.remark
        report.bands = draw.bands.map { band in
            WeightBand(
                name: band.name,
                lower: band.lower,
                upper: band.upper,
                pairs: band.pairs,
                examples: pairs.examples(band.links)
            )
        }
        clock.end()
        if !options.isRevealed { ColumnNameMask(report, mask: veil)?.apply(to: &report) }
        return report
    }
}
