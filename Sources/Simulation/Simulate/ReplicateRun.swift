import Estimation
import Foundation
import Inference
import Jobs
import Pipeline
import Population
import RunStore
import Synthesis

/// One replicate: registers are drawn, linked and estimated on, and the figures set beside the truth.
struct ReplicateRun {
    /// What came of a replicate.
    struct Result: Sendable {
        var rows: [SimulationRow]
        /// The digest of the manifest of its registers.
        var registers: String
        var settings: SimulationSettings
        /// Groupings of the job that the truth knows nothing of.
        var withoutTruth: [String]
        /// What the estimate says is wrong with it.
        var flags: [String]
    }

    let plan: SimulationPlan
    let threads: Int

    /// Carries out the replicate of a seed in a folder, which gets `registers` and `run`.
    func run(seed: UInt64, in folder: String) throws -> Result {
        var scenario = plan.scenario
        scenario.seed = seed
        let quiet = StageProgress(.silent)
        let registers = folder + "/registers"
        _ = try SynthRun.run(
            scenario,
            text: plan.text,
            output: registers,
            options: SynthOptions(threads: threads, progress: quiet)
        )
        var options = LinkOptions(threads: threads, progress: quiet)
        let job: Job
        if let own = plan.job {
            job = own.job(on: registers)
            options.source = own.source
        } else {
            options.source = try JobSource.load(registers + "/job.yaml")
            job = try JobParser.load(registers + "/job.yaml")
            options.isJobAsWritten = true
        }
        let summary = try Estimates.run(
            job,
            in: plan.job == nil ? registers : "/",
            output: folder + "/run",
            options: options
        ).estimate
        let truth = try SimulationTruth(registers + "/truth/population.csv", districts: plan.districts)
        let manifest = registers + "/" + RunDirectory.manifestName
        let (rows, withoutTruth) = Self.rows(seed: seed, summary, truth)
        return Result(
            rows: rows,
            registers: try FileDigest.sha256(ofFile: manifest).digest,
            settings: SimulationSettings(
                residence: summary.rule,
                method: summary.method,
                confidence: summary.level
            ),
            withoutTruth: withoutTruth,
            flags: summary.flags.map(\.name)
        )
    }

    /// The figures of an estimate beside the truth, and the groupings for which there is none.
    static func rows(
        seed: UInt64,
        _ summary: EstimateSummary,
        _ truth: SimulationTruth
    ) -> (rows: [SimulationRow], withoutTruth: [String]) {
        let residents = SimulationTruth.Residents(rule: summary.rule)
        var rows: [SimulationRow] = []
        var withoutTruth: [String] = []
        for table in summary.tables {
            let names = table.dimensions.map(\.name)
            let grouping = names.isEmpty ? "total" : Grouping.name(names)
            guard let known = truth.table(table.dimensions, residents) else {
                withoutTruth.append(grouping)
                continue
            }
            // Nobody is estimated where no record has the value.
            var numbers = [EstimateSummary.Number?](repeating: nil, count: known.labels.count)
            var elsewhere = 0.0
            for (cell, number) in zip(known.placeOfCell, table.cells) {
                if let cell { numbers[cell] = number } else { elsewhere += number.value }
            }
            for (cell, label) in known.labels.enumerated() {
                rows.append(
                    SimulationRow(
                        seed: seed,
                        figure: .estimate,
                        setting: summary.method,
                        grouping: grouping,
                        cell: label,
                        truth: known.people[cell],
                        value: numbers[cell]?.value ?? 0,
                        standardError: numbers[cell]?.standardError ?? 0,
                        lower: numbers[cell]?.lower ?? 0,
                        upper: numbers[cell]?.upper ?? 0
                    )
                )
            }
            if elsewhere > 0 {
                rows.append(
                    SimulationRow(
                        seed: seed,
                        figure: .elsewhere,
                        setting: "values the truth does not have",
                        grouping: grouping,
                        cell: "none",
                        truth: 0,
                        value: elsewhere
                    )
                )
            }
        }
        return (rows + others(seed: seed, summary, truth, residents), withoutTruth)
    }

    /// The totals that simpler or other ways give; their intervals know of chance in the lists alone.
    private static func others(
        seed: UInt64,
        _ summary: EstimateSummary,
        _ truth: SimulationTruth,
        _ residents: SimulationTruth.Residents
    ) -> [SimulationRow] {
        let reach = StudentT.quantile(0.5 + summary.level / 2, .infinity)
        var rows: [SimulationRow] = []
        for row in summary.sensitivity {
            guard let value = row.value else { continue }
            var target = residents
            let figure: SimulationRow.Figure
            switch row.choice {
            case "naive": figure = .naive
            case "method" where !row.isUsed: figure = .method
            case "residence" where !row.isUsed && SimulationTruth.hasOwnTruth(rule: row.setting):
                figure = .residence
                target = SimulationTruth.Residents(rule: row.setting)
            default: continue
            }
            // Without chance in it, a figure has no interval.
            let error = row.standardError.flatMap { $0 > 0 ? $0 : nil }
            rows.append(
                SimulationRow(
                    seed: seed,
                    figure: figure,
                    setting: row.setting,
                    grouping: "total",
                    cell: "total",
                    truth: truth.total(target),
                    value: value,
                    standardError: error,
                    lower: error.map { max(0, value - reach * $0) },
                    upper: error.map { value + reach * $0 }
                )
            )
        }
        return rows
    }
}

/// What replicates were estimated with.
struct SimulationSettings: Sendable, Equatable {
    var residence: String
    var method: String
    /// The probability of intervals.
    var confidence: Double
}
