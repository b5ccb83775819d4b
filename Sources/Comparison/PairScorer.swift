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
                detail:
                    "the levels of all comparisons need more than 64 bits; leave out comparisons or levels"
            )
        }
        for comparison in comparisons {
            if comparison.levels.isEmpty {
                throw ComparisonError(
                    comparison: comparison.name,
                    detail: "has no levels; give at least one, such as exact"
                )
            }
            if let term = comparison.termFrequency, comparison.levels.first?.agreement != .exact(term) {
                throw ComparisonError(
                    comparison: comparison.name,
                    detail:
                        "adjusts for the frequency of '\(term)'; its first level must then be exact on that feature"
                )
            }
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
        let prepared = PreparedValues(
            comparisons,
            PreparationSource(records: records, context: context, workers: workers)
        )
        var comparators: [Comparator] = []
        for comparison in comparisons {
            var compiler = ComparatorCompiler(comparison, rows: rows, prepared: prepared)
            comparators.append(try compiler.comparator())
        }
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
                    batch: BatchBuffers(
                        measures: measures,
                        depth: depth + 1,
                        groups: comparators.count,
                        codes: codes.baseAddress ?? none,
                        stride: rows.stride
                    )
                )
                return body(&worker)
            }
        }
    }
}

/// The weights by which pairs are scored, all in bits (log2).
///
/// The weight of a pair against one class of non-matches is that class's `prior`, plus for each
/// comparison the weight of its level, plus for each group the correction of its cell and of the near levels
/// in that cell. Against strangers
/// each comparison on level 1 adds the term adjustment of the value agreed on, as far as the cell lets it
/// count. The odds of a match are those against all classes together.
public struct ScoringTable: Sendable {
    /// The weights against one class of non-matches.
    public struct Side: Sendable {
        /// The log2 odds of a match against the class, before anything is compared.
        public var prior: Float
        /// The weight of each level of each comparison.
        public var levelWeights: [[Float]]
        /// For each group, what each cell adds: how far its comparisons together weigh other than one by one.
        public var corrections: [[Float]]
        /// For each group, cell and level of a member: what a near level adds in that cell beyond its own weight.
        public var near: [[Float]]

        /// A side from its parts; near levels weigh the same in all cells if nothing is said.
        public init(prior: Float, levelWeights: [[Float]], corrections: [[Float]], near: [[Float]]? = nil) {
            self.prior = prior
            self.levelWeights = levelWeights
            self.corrections = corrections
            self.near = near ?? corrections.map { _ in [] }
        }
    }

    /// The groups of comparisons.
    public var groups: ComparisonGroups
    /// The weights against strangers.
    public var strangers: Side
    /// The weights against each class of pairs that are alike without being matches.
    public var likenesses: [Side]
    /// What agreement on a value adds, by the code of the comparison's exact feature; empty for none.
    public var termAdjustments: [[Float]]
    /// For each group, cell and member: the share (0…1) of the member's term adjustment that counts.
    public var termShares: [[Float]]
    /// Pairs below this weight are not kept.
    public var keep: Float

    /// A table from its parts.
    public init(
        groups: ComparisonGroups,
        strangers: Side,
        likenesses: [Side] = [],
        termAdjustments: [[Float]],
        termShares: [[Float]],
        keep: Float
    ) {
        self.groups = groups
        self.strangers = strangers
        self.likenesses = likenesses
        self.termAdjustments = termAdjustments
        self.termShares = termShares
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

    /// Makes room for so many pairs in all.
    public mutating func reserveCapacity(_ count: Int) {
        left.reserveCapacity(count)
        right.reserveCapacity(count)
        weight.reserveCapacity(count)
        pattern.reserveCapacity(count)
        rule.reserveCapacity(count)
    }

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
    public static var capacity: Int { BatchBuffers.capacity }

    private let comparators: [Comparator]
    private let layout: PatternLayout
    private let batch: BatchBuffers
    /// Made for the plan that pairs were last scored with.
    private var weights: PatternWeights?
    /// The pairs that were given to this worker so far.
    public private(set) var compared = 0

    init(comparators: [Comparator], layout: PatternLayout, batch: consuming BatchBuffers) {
        self.comparators = comparators
        self.layout = layout
        self.batch = batch
    }

    /// Where the lower rows of the next batch go; ``capacity`` of them.
    public var lefts: UnsafeMutablePointer<UInt32> { batch.left }
    /// Where the higher rows of the next batch go.
    public var rights: UnsafeMutablePointer<UInt32> { batch.right }

    /// Compares the first `count` pairs completely and hands over their patterns, in order.
    ///
    /// With `only`, other comparisons are left on level 0.
    public mutating func comparePatterns(count: Int, only: [Int]? = nil, _ sink: (UInt64) -> Void) {
        compared += count
        let pattern = batch.pattern
        for i in 0..<count {
            batch.lookUp(i)
            batch.alive[i] = Int32(truncatingIfNeeded: i)
            pattern[i] = 0
        }
        for k in only ?? Array(comparators.indices) {
            comparators[k].classify(batch, aliveCount: count)
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
        let weights = weights(for: plan)
        var alive = bound(count: count, with: plan)
        if alive == 0 { return }
        let pattern = batch.pattern
        let weight = batch.weight
        let level = batch.level
        let cell = batch.cell
        let sum = batch.sum
        let indices = batch.alive
        for position in 0..<alive { pattern[Int(indices[position])] = 0 }
        for group in plan.order {
            for position in 0..<alive {
                let i = Int(indices[position])
                cell[i] = 0
                sum[i] = 0
            }
            for member in plan.members[group] {
                comparators[member].classify(batch, aliveCount: alive)
                let shift = layout.shift[member]
                let base = member &* ScoringPlan.levels
                plan.levelWeights.withUnsafeBufferPointer { weights in
                    plan.coarse.withUnsafeBufferPointer { coarse in
                        // SAFETY: indices are below `count`, levels below ScoringPlan.levels.
                        for position in 0..<alive {
                            let i = Int(indices[position])
                            let l = Int(level[i])
                            pattern[i] |= UInt64(l) &<< shift
                            sum[i] += weights[base &+ l]
                            cell[i] = (cell[i] &<< 2) | UInt16(coarse[base &+ l])
                        }
                    }
                }
            }
            let bounds = batch.groupBounds + group &* BatchBuffers.capacity
            var left = 0
            plan.corrections[group].withUnsafeBufferPointer { corrections in
                for position in 0..<alive {
                    let index = indices[position]
                    let i = Int(index)
                    weight[i] += sum[i] + corrections[Int(cell[i])] - bounds[i]
                    indices[left] = index
                    left &+= weight[i] >= plan.keep ? 1 : 0
                }
            }
            alive = left
            if alive == 0 { return }
        }
        for position in 0..<alive {
            let i = Int(indices[position])
            let exact = weights.weight(
                of: pattern[i],
                codes: batch.rows(i).0
            )
            if exact < plan.threshold { continue }
            kept.left.append(batch.left[i])
            kept.right.append(batch.right[i])
            kept.weight.append(exact)
            kept.pattern.append(pattern[i])
            kept.rule.append(rule)
        }
    }

    private mutating func weights(for plan: ScoringPlan) -> PatternWeights {
        if let weights, weights.plan === plan { return weights }
        let made = PatternWeights(plan, layout: layout)
        weights = made
        return made
    }

    /// Sets each pair's highest possible weight from equal, unequal and missing codes alone.
    ///
    /// Returns how many pairs stay alive.
    private func bound(count: Int, with plan: ScoringPlan) -> Int {
        let weight = batch.weight
        for i in 0..<count {
            batch.lookUp(i)
            weight[i] = plan.start
        }
        for (group, table) in plan.bounds.enumerated() {
            let bounds = batch.groupBounds + group &* BatchBuffers.capacity
            plan.looks[group].withUnsafeBufferPointer { looks in
                table.withUnsafeBufferPointer { table in
                    // SAFETY: rows are below the number of records, slots below `stride`.
                    for i in 0..<count {
                        let (a, b) = batch.rows(i)
                        var state = 0
                        var terms: Float = 0
                        for look in looks {
                            let x = a[Int(look.slot)]
                            let y = b[Int(look.slot)]
                            state = state &* 3
                            if x == y {
                                state &+= x == 0 ? 0 : 1
                                if let adjustments = look.terms { terms += max(0, adjustments[Int(x)]) }
                            } else {
                                state &+= x == 0 || y == 0 ? 0 : 2
                            }
                        }
                        bounds[i] = table[state]
                        weight[i] += table[state] + terms
                    }
                }
            }
        }
        var alive = 0
        for i in 0..<count {
            batch.alive[alive] = Int32(truncatingIfNeeded: i)
            alive &+= weight[i] >= plan.keep ? 1 : 0
        }
        return alive
    }
}
