import Comparison
import Jobs
import Linkage
import RunStore

/// The tables of the model.
enum ModelTables {
    static func comparisons(_ result: LinkResult) -> [ComparisonRow] {
        result.outcome.model.comparisons.enumerated().map { number, comparison in
            ComparisonRow(
                comparison: number,
                name: comparison.name,
                features: comparison.features.joined(separator: ", "),
                termFrequency: comparison.termFrequency != nil
            )
        }
    }

    static func levels(_ result: LinkResult) -> [ComparisonLevelRow] {
        let model = result.outcome.model
        let matches = expectedMatches(result)
        var rows: [ComparisonLevelRow] = []
        for (k, comparison) in model.comparisons.enumerated() {
            for (level, label) in comparison.labels.enumerated() {
                let isMissing = level == 0
                let weight = model.weight(k, level)
                rows.append(
                    ComparisonLevelRow(
                        comparison: k,
                        level: level,
                        label: label,
                        m: isMissing ? nil : model.m[k][level],
                        u: isMissing ? nil : model.u[k][level],
                        weight: isMissing || !weight.isFinite ? nil : weight,
                        matches: matches[k][level],
                        nonMatches: max(0, result.outcome.totals.totals[k][level] - matches[k][level]),
                        source: source(of: k, level, result)
                    )
                )
            }
        }
        return rows
    }

    /// Where a level's m comes from.
    private static func source(of comparison: Int, _ level: Int, _ result: LinkResult) -> String {
        if result.isModelGiven { return "model" }
        if level > 0, result.outcome.givenM[comparison][level - 1] != nil { return "fixed" }
        return result.job.link.labels != nil ? "labels" : "estimated"
    }

    /// The matches expected among the kept pairs on each level of each comparison.
    private static func expectedMatches(_ result: LinkResult) -> [[Double]] {
        let layout = result.outcome.layout
        var sums = result.outcome.model.comparisons.map { [Double](repeating: 0, count: $0.levelCount) }
        for i in 0..<result.links.count {
            let share = Double(result.links.probability[i])
            for k in sums.indices { sums[k][layout.level(k, in: result.links.pattern[i])] += share }
        }
        return sums
    }

    static func dependence(_ result: LinkResult) -> [DependenceRow] {
        let outcome = result.outcome
        return outcome.totals.residualDependence(outcome.model.groups, layout: outcome.layout).map {
            DependenceRow(comparisonA: $0.first, comparisonB: $0.second, value: $0.bits)
        }
    }

    static func trace(_ result: LinkResult) -> [EMTraceRow] {
        guard let estimate = result.outcome.estimate else { return [] }
        let found = result.links.probability.reduce(0.0) { $0 + Double($1) }
        let share = found / Double(max(1, result.comparedPairs))
        return estimate.trace.enumerated().map { iteration, value in
            EMTraceRow(
                start: estimate.bestStart,
                iteration: iteration,
                logLikelihood: value,
                prior: share,
                chosen: true
            )
        }
    }
}
