import Estimation
import Jobs
package import Pipeline
import Synthesis

/// What a simulation tells its user.
package struct SimulationSummary: Sendable {
    /// A replicate that came to nothing.
    struct Failure: Sendable, Equatable {
        var seed: UInt64
        var error: String
    }

    let folder: String
    let plan: SimulationPlan
    /// The replicates that are done, by seed.
    let entries: [SimulationJournal.Entry]
    let levels: [SimulationLevel]
    let failures: [Failure]

    /// The probability that intervals promise.
    private var nominal: Double { entries.first?.settings.confidence ?? 0.95 }

    /// What the command ends with if a replicate failed.
    package var failure: PipelineError? {
        if failures.isEmpty { return nil }
        let all = entries.count + failures.count
        let named = failures.prefix(5).map { "seed \($0.seed): \($0.error)" }
        let more = failures.count > named.count ? ["and so on; failures.csv has them all"] : []
        return PipelineError(
            .replicatesFailed,
            at: folder,
            "\(failures.count) of \(all) replicates failed\n" + (named + more).joined(separator: "\n")
        )
    }

    // MARK: As a file

    /// The table `simulation.csv`.
    var csv: String {
        func number(_ value: Double?, _ decimals: Int = 3) -> String {
            value.map { Plain.fixed($0, decimals: decimals) } ?? ""
        }
        func percent(_ share: Double?) -> String { number(share.map { $0 * 100 }, 4) }
        let header = [
            "figure", "setting", "grouping", "cell", "replicates", "cells", "figures", "truth_mean",
            "value_mean", "bias_percent", "rmse_percent", "worst_percent", "intervals", "held",
            "coverage_percent", "coverage_lower_percent", "coverage_upper_percent", "half_width_percent",
            "standard_error_ratio", "cells_off", "verdict",
        ]
        return CSVText.row(header)
            + levels.map { level in
                CSVText.row([
                    level.figure.rawValue, level.setting, level.grouping, level.cell ?? "",
                    String(level.replicates), String(level.cells), String(level.figures),
                    number(level.truth), number(level.value), percent(level.bias),
                    percent(level.rootMeanSquare), percent(level.worst), String(level.intervals),
                    level.intervals > 0 ? String(level.held) : "", percent(level.coverage),
                    percent(level.monteCarlo?.lower), percent(level.monteCarlo?.upper),
                    percent(level.halfWidth), number(level.standardErrorRatio),
                    level.cellsOff.map { String($0) } ?? "", level.verdict?.rawValue ?? "",
                ])
            }.joined()
    }

    // MARK: As text

    /// The summary for people.
    package var text: String {
        var text = heading
        let wholes = levels.filter { $0.cell == nil }
        let estimates = wholes.filter { $0.figure == .estimate }
        if estimates.isEmpty { return text + "\nno replicate is done\n" }
        text += "\n" + Self.table("level", estimates.map { ($0.grouping, $0) }).text + "\n"
        for level in estimates {
            if let sentence = sentence(level) { text += TextTable.printable(sentence) + "\n" }
        }
        text += resolution + flagsText(estimates)
        let others = wholes.filter { [.method, .residence, .naive].contains($0.figure) }
        if !others.isEmpty {
            let rows = others.map { ("\($0.figure.rawValue): \($0.setting)", $0) }
            text += "\n" + Self.table("other figures of the total", rows, of: false).text
        }
        for level in wholes where level.figure == .elsewhere {
            let mean = Plain.fixed(level.value, decimals: 1)
            text += TextTable.printable(
                "\n\(level.grouping): \(mean) people per replicate in cells that the truth does not have"
            )
        }
        let without = Set(entries.flatMap(\.withoutTruth)).sorted()
        if !without.isEmpty {
            text += TextTable.printable("\nno truth is known by " + without.joined(separator: "; by ")) + "\n"
        }
        return text + "\nresults in \(TextTable.printable(folder))\n"
    }

    private var heading: String {
        var table = TextTable([("", .left), ("", .left)])
        table.append(["scenario", "\(plan.name), \(Plain.count(plan.scenario.people)) residents"])
        if let stress = plan.scenario.stress {
            table.append(["stress", "\(stress.rawValue): \(stress.summary)"])
        }
        table.append(["replicates", Plain.count(entries.count) + seeds])
        if !failures.isEmpty { table.append(["failed", Plain.count(failures.count)]) }
        table.append(["job", plan.job?.source.file ?? "that of the registers"])
        if let settings = entries.first?.settings {
            table.append(["who counts", settings.residence])
            table.append(["method", settings.method])
            table.append(["intervals", Self.share(settings.confidence)])
        }
        return table.rowsText
    }

    /// What estimates said was wrong with them, and how many did, by name.
    private var flags: [(name: String, count: Int)] {
        let names = Set(entries.flatMap(\.flags)).sorted()
        return names.map { name in (name, entries.count { $0.flags.contains(name) }) }
    }

    /// One line that says it all: the stress, how far off the total is, and whether anybody was warned.
    private func flagsText(_ estimates: [SimulationLevel]) -> String {
        guard let total = estimates.first(where: { $0.grouping == "total" }) else { return "" }
        func percent(_ share: Double?) -> String {
            share.map { Plain.fixed($0 * 100, decimals: 2) + " %" } ?? "–"
        }
        let raised = flags.map { "\($0.name) in \(Plain.count($0.count))" }.joined(separator: ", ")
        return "\(plan.scenario.stress?.rawValue ?? "no stress"): bias \(percent(total.bias)), half-width "
            + "\(percent(total.halfWidth)), total held in \(Plain.count(total.held)) of "
            + "\(Plain.count(total.intervals)), flags: \(raised.isEmpty ? "none" : raised)\n"
    }

    private var seeds: String {
        guard let first = entries.first?.seed, let last = entries.last?.seed else { return "" }
        return first == last ? ", seed \(first)" : ", seeds \(first) to \(last)"
    }

    private static func table(
        _ title: String,
        _ rows: [(name: String, level: SimulationLevel)],
        of cells: Bool = true
    ) -> TextTable {
        var columns: [(title: String, alignment: TextTable.Alignment)] = [(title, .left)]
        columns.append((cells ? "cells" : "replicates", .right))
        columns += [
            ("people", .right), ("bias", .right), ("RMSE", .right), ("worst", .right), ("half-width", .right),
            ("holds truth", .right), ("Monte Carlo", .right),
        ]
        if cells { columns.append(("s.e./s.d.", .right)) }
        var table = TextTable(columns)
        func percent(_ share: Double?) -> String {
            share.map { Plain.fixed($0 * 100, decimals: 2) + " %" } ?? ""
        }
        for (name, level) in rows {
            var fields = [name, Plain.count(cells ? level.cells : level.replicates)]
            let range = level.monteCarlo.map { "\(short($0.lower))–\(short($0.upper)) %" }
            fields += [
                Plain.count(Int(level.truth.rounded())), percent(level.bias), percent(level.rootMeanSquare),
                percent(level.worst), percent(level.halfWidth), level.coverage.map { share($0) } ?? "",
                range ?? "",
            ]
            if cells {
                fields.append(level.standardErrorRatio.map { Plain.fixed($0, decimals: 2) } ?? "")
            }
            table.append(fields)
        }
        return table
    }

    /// Coverage in plain words.
    private func sentence(_ level: SimulationLevel) -> String? {
        guard let coverage = level.coverage, let range = level.monteCarlo, let verdict = level.verdict else {
            return nil
        }
        var text =
            "\(level.grouping): intervals hold the truth in \(Self.share(coverage)) "
            + "(\(Self.short(range.lower)) to \(Self.short(range.upper)) %): "
            + verdict.text(Self.share(nominal))
        if let off = level.cellsOff {
            let chance = (1 - CoverageInterval.level) * Double(level.cells)
            text +=
                off == 0
                ? "; no cell by itself is off"
                : "; \(Plain.count(off)) of \(Plain.count(level.cells)) cells by themselves are off (by chance up to "
                    + "about \(Plain.count(Int(chance.rounded(.up)))))"
        }
        return text
    }

    /// What so few replicates can tell: the counts at which coverage of one cell passes.
    private var resolution: String {
        let all = entries.count
        let passing = (0...all).filter {
            CoverageInterval(held: Double($0), of: Double(all)).verdict(nominal) == .compatible
        }
        guard let least = passing.first, let most = passing.last else { return "" }
        return
            "with \(Plain.count(all)) replicate\(all == 1 ? "" : "s") one number passes if \(least) to \(most) "
            + "of its intervals hold the truth; more replicates tell more\n"
    }

    private static func short(_ share: Double) -> String { Plain.fixed(share * 100, decimals: 1) }
    private static func share(_ share: Double) -> String { short(share) + " %" }

    // MARK: As JSON

    /// The summary as JSON: the levels without their cells, which `simulation.csv` has.
    package var json: JSONText {
        func number(_ value: Double?) -> JSONText { value.map { .number($0) } ?? .null }
        func object(_ level: SimulationLevel) -> JSONText {
            .object([
                ("figure", .string(level.figure.rawValue)), ("setting", .string(level.setting)),
                ("grouping", .string(level.grouping)), ("replicates", .integer(level.replicates)),
                ("cells", .integer(level.cells)), ("truth_mean", .number(level.truth)),
                ("value_mean", .number(level.value)), ("bias", number(level.bias)),
                ("rmse", number(level.rootMeanSquare)), ("worst", number(level.worst)),
                ("intervals", .integer(level.intervals)), ("coverage", number(level.coverage)),
                ("coverage_lower", number(level.monteCarlo?.lower)),
                ("coverage_upper", number(level.monteCarlo?.upper)), ("half_width", number(level.halfWidth)),
                ("standard_error_ratio", number(level.standardErrorRatio)),
                ("cells_off", level.cellsOff.map { .integer($0) } ?? .null),
                ("verdict", level.verdict.map { .string($0.rawValue) } ?? .null),
            ])
        }
        let settings = entries.first?.settings
        return .object([
            ("folder", .string(folder)), ("scenario", .string(plan.name)),
            ("people", .integer(plan.scenario.people)),
            ("stress", plan.scenario.stress.map { .string($0.rawValue) } ?? .null),
            ("flags", .object(flags.map { ($0.name, .integer($0.count)) })),
            ("plan", .string(plan.fingerprint)),
            ("job", plan.job?.source.file.map { .string($0) } ?? .null),
            ("residence", settings.map { .string($0.residence) } ?? .null),
            ("method", settings.map { .string($0.method) } ?? .null), ("confidence", .number(nominal)),
            ("seeds", .array(entries.map { .string(String($0.seed)) })),
            (
                "failures",
                .array(
                    failures.map { failure in
                        .object([
                            ("seed", .string(String(failure.seed))), ("error", .string(failure.error)),
                        ])
                    }
                )
            ),
            ("levels", .array(levels.filter { $0.cell == nil }.map(object))),
        ])
    }
}
