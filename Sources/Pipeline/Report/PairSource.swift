import Columns
import Comparison
import Foundation
import Linkage
import Reporting
import RunStore

/// Makes pairs of the database ready to be looked at: what each comparison found, and what it is worth.
struct PairSource {
    /// Why pairs are shown without what each level adds, if they are.
    let remark: String?
    private let reader: RunReader
    private let report: Report
    /// The records of the pairs, and which of all records they are, ascending.
    private let records: (values: Records, rows: [Int])?
    private let decisions: [DecisionRow]
    private let veil: Veil
    private let parts: WeightParts?

    init(
        _ folder: String,
        reader: RunReader,
        report: Report,
        records: (values: Records, rows: [Int])?,
        decisions: [DecisionRow],
        veil: Veil
    ) throws {
        self.reader = reader
        self.report = report
        self.records = records
        self.decisions = decisions
        self.veil = veil
        do throws(PipelineError) {
            parts = try WeightParts(try ModelFile.read(folder + "/" + RunDirectory.modelName).model)
            remark = nil
        } catch {
            parts = nil
            remark = "Example pairs cannot be explained: \(error.detail)."
        }
    }

    /// The pairs of the given numbers, those of the highest weight first.
    func examples(_ numbers: [Int]) throws -> [ExamplePair] {
        guard let parts else { return [] }
        let links = try reader.links(numbers).sorted { ($1.weight, $0.link) < ($0.weight, $1.link) }
        return try links.map { try example($0, parts) }
    }

    private func example(_ link: StoredLink, _ parts: WeightParts) throws -> ExamplePair {
        let levels = parts.levels(link.pattern)
        let weights = parts.weights(levels, pattern: link.pattern)
        let lines = parts.model.comparisons.enumerated().map { k, comparison in
            ExamplePair.Line(
                comparison: comparison.name,
                level: comparison.labels[min(levels[k], comparison.labels.count - 1)],
                agreement: Self.agreement(levels[k], of: comparison.levelCount),
                values: values(comparison, link),
                bits: weights.levels[k]
            )
        }
        return ExamplePair(
            link: link.link,
            first: try record(link.rowA),
            second: try record(link.rowB),
            weight: link.weight,
            probability: link.probability,
            decision: decisions.first { $0.decision == link.decision }?.name ?? "\(link.decision)",
            rule: report.rules.first { $0.rule == link.rule }?.name ?? "rule \(link.rule)",
            prior: weights.prior,
            lines: lines,
            additions: parts.additions(weights, total: link.weight, levels: levels, pattern: link.pattern)
        )
    }

    private static func agreement(_ level: Int, of count: Int) -> ExamplePair.Agreement {
        switch level {
        case 0: .missing
        case count - 1: .differ
        case 1: .agree
        default: .near
        }
    }

    private func record(_ row: Int) throws -> ExamplePair.Record {
        let register = report.registers.last { $0.firstRow <= row && $0.records > 0 }
        return ExamplePair.Record(
            register: register?.name ?? "",
            number: row - (register?.firstRow ?? 0) + 1,
            identifier: veil.shown(try reader.recordIdentifier(row) ?? "")
        )
    }

    /// The values that a comparison needs, of both records.
    private func values(_ comparison: Comparison, _ link: StoredLink) -> (a: ComparedText, b: ComparedText)? {
        guard let records, let a = place(link.rowA, in: records.rows),
            let b = place(link.rowB, in: records.rows)
        else { return nil }
        func text(_ row: Int) -> String {
            (comparison.required.isEmpty ? comparison.features : comparison.required).compactMap {
                name -> String? in
                guard let feature = records.values.feature(name), feature.codes[row] != 0 else { return nil }
                return feature.values.string(feature.codes[row])
            }.joined(separator: " ")
        }
        return veil.shown(text(a), text(b))
    }

    /// The place of a record among those read.
    private func place(_ row: Int, in rows: [Int]) -> Int? {
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if rows[middle] < row { low = middle + 1 } else { high = middle }
        }
        return low < rows.count && rows[low] == row ? low : nil
    }
}
