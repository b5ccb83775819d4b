import Linkage
import RunStore

/// The tables of how good the links are expected to be.
enum QualityTables {
    /// Bits between two thresholds shown.
    private static let step: Float = 0.5
    /// The highest threshold shown, in bits.
    private static let highest: Float = 40

    /// The kept pairs by weight, in bins of one bit.
    static func histogram(_ result: LinkResult) -> [WeightBinRow] {
        let weights = result.links.weight
        guard let least = weights.min(), let most = weights.max() else { return [] }
        let first = Int(least.rounded(.down))
        let count = Int(most.rounded(.down)) - first + 1
        var pairs = [Int](repeating: 0, count: count)
        var matches = [Double](repeating: 0, count: count)
        for (weight, share) in zip(weights, result.links.probability) {
            let bin = Int(weight.rounded(.down)) - first
            pairs[bin] += 1
            matches[bin] += Double(share)
        }
        return (0..<count).map { bin in
            WeightBinRow(
                bin: bin,
                lower: Double(first + bin),
                upper: Double(first + bin + 1),
                pairs: pairs[bin],
                matches: matches[bin]
            )
        }
    }

    /// What each threshold would give, the one that was used among them.
    static func thresholds(_ result: LinkResult) -> [ThresholdRow] {
        let weights = result.links.weight
        guard let least = weights.min() else { return [] }
        var bounds = Array(
            stride(from: max(-40, (least / step).rounded(.down) * step), through: highest, by: step)
        )
        let used = result.threshold.weight
        if let used, !bounds.contains(used) { bounds.append(used) }
        bounds.sort()
        // Entry k: pairs that reach the bounds below k and no more.
        var pairs = [Int](repeating: 0, count: bounds.count + 1)
        var matches = [Double](repeating: 0, count: bounds.count + 1)
        for (weight, share) in zip(weights, result.links.probability) {
            var low = 0
            var high = bounds.count
            while low < high {
                let middle = (low + high) / 2
                if bounds[middle] <= weight { low = middle + 1 } else { high = middle }
            }
            pairs[low] += 1
            matches[low] += Double(share)
        }
        var rows: [ThresholdRow] = []
        var links = 0
        var right = 0.0
        // Matches that no rule proposed are matches, too.
        let reached = max(result.quality.blocking?.share ?? 1, .leastNormalMagnitude)
        let alone = weights.reduce(0.0) { $0 + probability(ofBits: Double($1)) }
        let elsewhere = max(0, result.threshold.matches - alone)
        let all = max((matches.reduce(0, +) + elsewhere) / reached, .leastNormalMagnitude)
        for k in stride(from: bounds.count, to: 0, by: -1) {
            links += pairs[k]
            right += matches[k]
            rows.append(
                ThresholdRow(
                    weight: Double(bounds[k - 1]),
                    probability: probability(ofBits: Double(bounds[k - 1])),
                    links: links,
                    precision: links == 0 ? 1 : right / Double(links),
                    recall: right / all,
                    f: 2 * right / (Double(links) + all),
                    accepted: bounds[k - 1] == used
                )
            )
        }
        return rows.reversed()
    }
}
