import Columns

/// A scoring table laid out for the hot loop; made once and read by all workers.
///
/// It owns memory that is written before `init` returns and never again, hence unchecked sendability.
public final class ScoringPlan: @unchecked Sendable {
    /// Levels are at most this many per comparison.
    static let levels = 16

    /// What the first look at a comparison adds to a pair's highest possible weight.
    struct Bound {
        let slot: Int32
        let missing: Float
        let equal: Float
        let unequal: Float
        let terms: UnsafePointer<Float>?
    }

    let start: Float
    /// The threshold less the slack for rounding in another order.
    let keep: Float
    /// The threshold on the exact weight.
    let threshold: Float
    let prior: Float
    let order: [Int]
    let levelWeights: [Float]
    let bestUnequal: [Float]
    let bounds: [Bound]
    private let terms: [UnsafeMutablePointer<Float>?]
    private let exactSlots: [Int?]
    private let corrections: [(pattern: UInt64, bits: Float)]

    /// Lays out a table for the given comparisons.
    public init(_ table: ScoringTable, for compiled: CompiledComparisons) {
        let comparators = compiled.comparators
        var weights = [Float](repeating: 0, count: comparators.count * Self.levels)
        var bestUnequal: [Float] = []
        var bounds: [Bound] = []
        var terms: [UnsafeMutablePointer<Float>?] = []
        var start = table.prior + max(0, table.corrections.map(\.bits).max() ?? 0)
        for (k, comparator) in comparators.enumerated() {
            let levels = table.levelWeights[k]
            for (level, weight) in levels.enumerated() { weights[k * Self.levels + level] = weight }
            var copy: UnsafeMutablePointer<Float>?
            let adjustments = table.termAdjustments[k]
            if !adjustments.isEmpty {
                let memory = UnsafeMutablePointer<Float>.allocate(capacity: adjustments.count)
                memory.initialize(from: adjustments, count: adjustments.count)
                copy = memory
            }
            terms.append(copy)
            if let slot = comparator.exactSlot {
                let best = levels.dropFirst(2).max() ?? 0
                bestUnequal.append(best)
                // A pair may also be on the missing level where another feature is missing or another
                // comparison speaks for it, so that equal and unequal are at least its weight.
                let mayBeMissing = comparator.required.count > 1 || comparator.missingWhen != nil
                let floor = mayBeMissing ? levels[0] : -.infinity
                bounds.append(
                    Bound(
                        slot: Int32(slot),
                        missing: comparator.required.contains(slot) ? levels[0] : max(best, levels[0]),
                        equal: max(levels[1], floor),
                        unequal: max(best, floor),
                        terms: copy.map { UnsafePointer($0) }
                    ))
            } else {
                let best = levels.max() ?? 0
                bestUnequal.append(best)
                start += best
            }
        }
        self.start = start
        threshold = table.keep
        keep = table.keep - 0.01
        prior = table.prior
        // Cheap comparisons first; among equals, those that could cost a pair most.
        let cost = comparators.map(\.measures.count)
        let range = table.levelWeights.map { ($0.dropFirst(2).max() ?? 0) - ($0.min() ?? 0) }
        order = comparators.indices.sorted { (cost[$0], -range[$0], $0) < (cost[$1], -range[$1], $1) }
        levelWeights = weights
        self.bestUnequal = bestUnequal
        self.bounds = bounds
        self.terms = terms
        exactSlots = comparators.map(\.exactSlot)
        corrections = table.corrections
    }

    deinit {
        for pointer in terms { pointer?.deallocate() }
    }

    /// The weight of a pair from its pattern, added up in the order of the comparisons.
    ///
    /// `code(k, slot)` is asked for the code that both records have where comparison k is on level 1.
    @inline(__always)
    func weight(of pattern: UInt64, layout: PatternLayout, code: (Int, Int) -> UInt32) -> Float {
        var total = prior
        for k in 0..<layout.count {
            let level = layout.level(k, in: pattern)
            total += levelWeights[k &* Self.levels &+ level]
            if level == 1, let terms = terms[k], let slot = exactSlots[k] { total += terms[Int(code(k, slot))] }
        }
        if !corrections.isEmpty { total += correction(pattern) }
        return total
    }

    private func correction(_ pattern: UInt64) -> Float {
        var low = 0
        var high = corrections.count
        while low < high {
            let middle = (low + high) / 2
            if corrections[middle].pattern < pattern { low = middle + 1 } else { high = middle }
        }
        return low < corrections.count && corrections[low].pattern == pattern ? corrections[low].bits : 0
    }
}
