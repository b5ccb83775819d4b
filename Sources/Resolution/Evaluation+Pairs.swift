/// The quality of the pairs at or above a threshold.
public struct ThresholdQuality: Sendable, Equatable {
    /// The threshold (log2 odds).
    public let threshold: Float
    /// The quality of the pairs that reach it.
    public let pairs: PairQuality
}

extension Evaluation {
    /// The quality of scored pairs by themselves, without resolution, at each of some thresholds.
    ///
    /// - Parameter thresholds: In any order; the result has theirs.
    /// - Returns: One quality per threshold, over pairs whose true persons are known. What blocking or a
    ///   floor kept from `pairs` counts as not found.
    /// - Throws: ``ResolutionError`` when the columns differ in length or name a row out of range.
    /// - Complexity: O(records + thresholds · log thresholds + pairs · log thresholds).
    public func curve(
        of pairs: ScoredPairs,
        at thresholds: [Float]
    ) throws(ResolutionError) -> [ThresholdQuality] {
        try check(pairs)
        let order = thresholds.indices.sorted {
            (thresholds[$0], $0) < (thresholds[$1], $1)
        }
        // Entry k: pairs that reach the k lowest thresholds and no more.
        var claimed = [Int](repeating: 0, count: order.count + 1)
        var both = claimed
        for i in 0..<pairs.count {
            let a = Int(pairs.left[i])
            let b = Int(pairs.right[i])
            if !counts(a, b) { continue }
            var low = 0
            var high = order.count
            while low < high {
                let middle = (low + high) / 2
                if thresholds[order[middle]] <= pairs.weight[i] { low = middle + 1 } else { high = middle }
            }
            claimed[low] += 1
            if truth[a] == truth[b] { both[low] += 1 }
        }
        let real = realPairs()
        var result = thresholds.map {
            ThresholdQuality(threshold: $0, pairs: PairQuality(claimed: 0, real: real, both: 0))
        }
        var claimedSoFar = 0
        var bothSoFar = 0
        for k in stride(from: order.count, to: 0, by: -1) {
            claimedSoFar += claimed[k]
            bothSoFar += both[k]
            result[order[k - 1]] = ThresholdQuality(
                threshold: thresholds[order[k - 1]],
                pairs: PairQuality(claimed: claimedSoFar, real: real, both: bothSoFar)
            )
        }
        return result
    }

    /// The share of true pairs that are among given candidates, each given once; 1 if there are none.
    ///
    /// - Throws: ``ResolutionError`` when the columns differ in length or name a row out of range.
    public func blockingRecall(of candidates: ScoredPairs) throws(ResolutionError) -> Double {
        try check(candidates)
        var found = 0
        for i in 0..<candidates.count {
            let a = Int(candidates.left[i])
            let b = Int(candidates.right[i])
            if counts(a, b) && truth[a] == truth[b] { found += 1 }
        }
        return PairQuality(claimed: 0, real: realPairs(), both: found).recall
    }

    /// The share of true pairs that a rule makes candidates; 1 if there are none.
    ///
    /// - Parameter isCandidate: Called once for each true pair, the lower row first.
    /// - Complexity: O(records + true pairs).
    public func blockingRecall(isCandidate: (UInt32, UInt32) -> Bool) -> Double {
        let real = Grouping(knownRows()) { UInt64(truth[Int($0)]) }
        var quality = PairQuality(claimed: 0, real: 0, both: 0)
        for group in real.groups {
            for i in group {
                for j in (i + 1)..<group.upperBound where counts(Int(real.rows[i]), Int(real.rows[j])) {
                    quality.real += 1
                    if isCandidate(real.rows[i], real.rows[j]) { quality.both += 1 }
                }
            }
        }
        return quality.recall
    }

    private func check(_ pairs: ScoredPairs) throws(ResolutionError) {
        if pairs.right.count != pairs.count || pairs.weight.count != pairs.count {
            throw ResolutionError(
                .unequalColumns,
                at: "pairs",
                "found \(pairs.left.count) left rows, \(pairs.right.count) right rows and "
                    + "\(pairs.weight.count) weights; expected as many of each; fill the columns together"
            )
        }
        for i in 0..<pairs.count where Int(max(pairs.left[i], pairs.right[i])) >= truth.count {
            throw ResolutionError(
                .rowOutOfRange,
                at: "pairs[\(i)]",
                "found row \(max(pairs.left[i], pairs.right[i])); expected rows below \(truth.count), "
                    + "the number of records; use pairs and truth of the same run"
            )
        }
    }
}
