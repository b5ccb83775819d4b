import Columns
import Comparison
import Foundation
import Linkage
import Reporting
import RunStore

/// Makes pairs of a run ready to be looked at: what each comparison found, and what it is worth.
struct PairSource {
    /// Why pairs are shown without what each level adds, if they are.
    let remark: String?
    private let report: Report
    private let links: [Int: StoredLink]
    /// Which of all records the pairs are of, ascending.
    private let rows: [Int]
    /// The identifiers of these records.
    private let identifiers: [String]
    /// Their values in canonical form.
    private let features: [String: Feature]
    private let veil: Veil
    private let parts: WeightParts?

    init(
        _ folder: String,
        report: Report,
        links: [StoredLink],
        rows: [Int],
        identifiers: [String],
        features: [Feature],
        veil: Veil
    ) {
        self.report = report
        self.links = Dictionary(links.map { ($0.link, $0) }) { first, _ in first }
        self.rows = rows
        self.identifiers = identifiers
        self.features = Dictionary(features.map { ($0.name, $0) }) { first, _ in first }
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
    func examples(_ numbers: [Int]) -> [ExamplePair] {
        guard let parts else { return [] }
        let links = numbers.compactMap { self.links[$0] }
            .sorted { ($1.weight, $0.link) < ($0.weight, $1.link) }
        return links.map { example($0, parts) }
    }

    private func example(_ link: StoredLink, _ parts: WeightParts) -> ExamplePair {
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
            first: record(link.rowA),
            second: record(link.rowB),
            weight: link.weight,
            probability: link.probability,
            decision: link.decision,
            rule: link.rule,
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

    private func record(_ row: Int) -> ExamplePair.Record {
        let register = report.registers.last { $0.firstRow <= row && $0.records > 0 }
        return ExamplePair.Record(
            register: register?.name ?? "",
            number: row - (register?.firstRow ?? 0) + 1,
            identifier: veil.shown(place(row).map { identifiers[$0] } ?? "")
        )
    }

    /// The values that a comparison needs, of both records.
    private func values(_ comparison: Comparison, _ link: StoredLink) -> (a: ComparedText, b: ComparedText)? {
        guard let a = place(link.rowA), let b = place(link.rowB) else { return nil }
        func text(_ row: Int) -> String {
            (comparison.required.isEmpty ? comparison.features : comparison.required).compactMap {
                name -> String? in
                guard let feature = features[name], feature.codes[row] != 0 else { return nil }
                return feature.values.string(feature.codes[row])
            }.joined(separator: " ")
        }
        return veil.shown(text(a), text(b))
    }

    /// The place of a record among those of the pairs.
    private func place(_ row: Int) -> Int? {
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if rows[middle] < row { low = middle + 1 } else { high = middle }
        }
        return low < rows.count && rows[low] == row ? low : nil
    }
}
