import CByteMask
public import Columns

/// Comparisons compiled for one set of records, ready to run on pairs of rows.
public struct CompiledComparisons: Sendable {
    /// The comparisons, in the order of the pattern.
    public let comparisons: [Comparison]
    /// Where each comparison's level stands in a pattern.
    public let layout: PatternLayout
    /// The packed codes of the compared features.
    public let rows: PackedRows
    let comparators: [Comparator]

    /// Prepares the values of all features that the comparisons read.
    /// - Throws: ``ComparisonError`` for a feature or transform that does not exist, or too many levels.
    public init(
        _ comparisons: [Comparison],
        records: Records,
        context: ComparisonContext,
        workers: Workers
    ) throws(ComparisonError) {
        guard let layout = PatternLayout(levelCounts: comparisons.map(\.levelCount)) else {
            throw ComparisonError(
                comparison: comparisons.last?.name ?? "",
                detail: "the levels of all comparisons need more than 64 bits; leave out comparisons or levels")
        }
        var names: [String] = []
        for comparison in comparisons {
            for name in comparison.features where !names.contains(name) { names.append(name) }
            for name in comparison.features where records.feature(name) == nil {
                let known = records.features.map(\.name).joined(separator: ", ")
                throw ComparisonError(
                    comparison: comparison.name,
                    detail: "there is no feature '\(name)'; there are: \(known)"
                )
            }
        }
        let rows = PackedRows(records, features: names, workers: workers)
        var compiler = ComparatorCompiler(records: records, rows: rows, context: context)
        var comparators: [Comparator] = []
        for comparison in comparisons { comparators.append(try compiler.compile(comparison)) }
        self.comparisons = comparisons
        self.layout = layout
        self.rows = rows
        self.comparators = comparators
    }

    /// The agreement pattern of one pair of rows.
    public func pattern(_ left: UInt32, _ right: UInt32) -> UInt64 {
        var patterns: [UInt64] = []
        withWorker { worker in
            worker.lefts[0] = left
            worker.rights[0] = right
            worker.comparePatterns(count: 1) { patterns.append($0) }
        }
        return patterns[0]
    }

    /// Calls `body` with a worker that compares pairs of these records.
    public func withWorker<R>(_ body: (inout PairWorker) -> R) -> R {
        let measures = comparators.map(\.measures.count).max() ?? 1
        let depth = comparators.map(\.depth).max() ?? 1
        return rows.codes.withUnsafeBufferPointer { codes in
            // SAFETY: the worker does not leave this closure, within which the codes stay in place.
            var empty: UInt32 = 0
            return withUnsafePointer(to: &empty) { none in
                var worker = PairWorker(
                    comparators: comparators,
                    layout: layout,
                    batch: PairBatch(
                        measures: measures,
                        depth: depth + 1,
                        codes: codes.baseAddress ?? none,
                        stride: rows.stride
                    )
                )
                return body(&worker)
            }
        }
    }
}

/// The weights by which pairs are scored.
///
/// The weight of a pair is `prior` plus, for each comparison, the weight of its level and, on level 1,
/// the term adjustment of the value agreed on; all in bits (log2). Patterns in `corrections` get
/// that many bits more.
public struct ScoringTable: Sendable {
    /// The log2 prior odds of a match.
    public var prior: Float
    /// The weight of each level of each comparison.
    public var levelWeights: [[Float]]
    /// What agreement on a value adds, by the code of the comparison's exact feature; empty for none.
    public var termAdjustments: [[Float]]
    /// What is added for whole patterns, sorted by pattern.
    public var corrections: [(pattern: UInt64, bits: Float)]
    /// Pairs below this weight are not kept.
    public var keep: Float

    /// A table from its parts.
    public init(
        prior: Float,
        levelWeights: [[Float]],
        termAdjustments: [[Float]],
        corrections: [(pattern: UInt64, bits: Float)] = [],
        keep: Float
    ) {
        self.prior = prior
        self.levelWeights = levelWeights
        self.termAdjustments = termAdjustments
        self.corrections = corrections
        self.keep = keep
    }
}

/// The pairs that reached the keep threshold, as columns.
public struct KeptPairs: Sendable {
    /// The lower row.
    public var left: [UInt32] = []
    /// The higher row.
    public var right: [UInt32] = []
    /// The match weight: log2 posterior odds.
    public var weight: [Float] = []
    /// The agreement pattern.
    public var pattern: [UInt64] = []
    /// The blocking rule that proposed the pair.
    public var rule: [UInt8] = []

    /// No pairs.
    public init() {}

    /// The number of pairs.
    public var count: Int { left.count }

    /// Adds all pairs of another list at the end.
    public mutating func append(_ other: KeptPairs) {
        left += other.left
        right += other.right
        weight += other.weight
        pattern += other.pattern
        rule += other.rule
    }
}

/// One thread's worker: compares and scores the pairs written into ``lefts`` and ``rights``.
public struct PairWorker: ~Copyable {
    /// The most pairs that fit a batch.
    public static var capacity: Int { PairBatch.capacity }

    private let comparators: [Comparator]
    private let layout: PatternLayout
    private let batch: PairBatch
    /// The pairs that were given to this worker so far.
    public private(set) var compared = 0

    init(comparators: [Comparator], layout: PatternLayout, batch: consuming PairBatch) {
        self.comparators = comparators
        self.layout = layout
        self.batch = batch
    }

    /// Where the lower rows of the next batch go; ``capacity`` of them.
    public var lefts: UnsafeMutablePointer<UInt32> { batch.left }
    /// Where the higher rows of the next batch go.
    public var rights: UnsafeMutablePointer<UInt32> { batch.right }

    /// Compares the first `count` pairs completely and hands over their patterns, in order.
    public mutating func comparePatterns(count: Int, _ sink: (UInt64) -> Void) {
        compared += count
        let pattern = batch.pattern
        for i in 0..<count {
            batch.alive[i] = Int32(truncatingIfNeeded: i)
            pattern[i] = 0
        }
        for (k, comparator) in comparators.enumerated() {
            comparator.classify(batch, aliveCount: count)
            let shift = layout.shift[k]
            let level = batch.level
            for i in 0..<count { pattern[i] |= UInt64(level[i]) &<< shift }
        }
        for i in 0..<count { sink(pattern[i]) }
    }

    /// Scores the first `count` pairs and keeps those that reach the table's threshold.
    ///
    /// A pair is abandoned as soon as the levels still open could not lift it to the threshold.
    public mutating func score(count: Int, with plan: ScoringPlan, rule: UInt8, into kept: inout KeptPairs) {
        compared += count
        var alive = bound(count: count, with: plan)
        if alive == 0 { return }
        let pattern = batch.pattern
        let weight = batch.weight
        let level = batch.level
        let indices = batch.alive
        for position in 0..<alive { pattern[Int(indices[position])] = 0 }
        for step in plan.order {
            let comparator = comparators[step]
            comparator.classify(batch, aliveCount: alive)
            let shift = layout.shift[step]
            var left = 0
            plan.levelWeights.withUnsafeBufferPointer { weights in
                let base = step &* ScoringPlan.levels
                let open = plan.bestUnequal[step]
                let keep = plan.keep
                for position in 0..<alive {
                    let index = indices[position]
                    let i = Int(index)
                    let l = level[i]
                    pattern[i] |= UInt64(l) &<< shift
                    // Levels 0 and 1 were counted by the bound already; the others replace its guess.
                    if l > 1 || comparator.exactSlot == nil {
                        weight[i] += weights[base &+ Int(l)] - open
                    }
                    indices[left] = index
                    left &+= weight[i] >= keep ? 1 : 0
                }
            }
            alive = left
            if alive == 0 { return }
        }
        for position in 0..<alive {
            let i = Int(indices[position])
            let exact = plan.weight(of: pattern[i], layout: layout) { k, slot in
                batch.codes[Int(batch.left[i]) &* batch.stride &+ slot]
            }
            if exact < plan.threshold { continue }
            kept.left.append(batch.left[i])
            kept.right.append(batch.right[i])
            kept.weight.append(exact)
            kept.pattern.append(pattern[i])
            kept.rule.append(rule)
        }
    }

    /// Sets each pair's highest possible weight from equal, unequal and missing codes alone.
    ///
    /// Returns how many pairs stay alive.
    private func bound(count: Int, with plan: ScoringPlan) -> Int {
        let weight = batch.weight
        let codes = batch.codes
        let stride = batch.stride
        var alive = 0
        for i in 0..<count {
            if i &+ 8 < count {
                bm_prefetch(codes + Int(batch.right[i &+ 8]) &* stride)
                bm_prefetch(codes + Int(batch.left[i &+ 8]) &* stride)
            }
        }
        plan.bounds.withUnsafeBufferPointer { bounds in
            for i in 0..<count {
                let a = codes + Int(batch.left[i]) &* stride
                let b = codes + Int(batch.right[i]) &* stride
                var total = plan.start
                for step in bounds {
                    let slot = Int(step.slot)
                    let x = a[slot]
                    let y = b[slot]
                    if x == 0 || y == 0 {
                        total += step.missing
                    } else if x == y {
                        total += step.equal
                        if let terms = step.terms { total += terms[Int(x)] }
                    } else {
                        total += step.unequal
                    }
                }
                weight[i] = total
                batch.alive[alive] = Int32(truncatingIfNeeded: i)
                alive &+= total >= plan.keep ? 1 : 0
            }
        }
        return alive
    }
}
