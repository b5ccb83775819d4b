import Columns

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A scoring table laid out for the hot loop; made once and read by all workers.
///
/// It owns memory that is written before `init` returns and never again, hence unchecked sendability.
public final class ScoringPlan: @unchecked Sendable {
    /// Levels are at most this many per comparison.
    static let levels = 16

    /// What the first look at a comparison reads.
    struct Look {
        let slot: Int32
        let terms: UnsafePointer<Float>?
    }

    let start: Float
    /// The threshold less the slack for rounding in another order.
    let keep: Float
    /// The threshold on the exact weight.
    let threshold: Float
    /// The groups, in the order in which they are compared.
    let order: [Int]
    let members: [[Int]]
    let levelWeights: [Float]
    /// What a cell knows of each level of each comparison.
    let coarse: [UInt8]
    /// The corrections of cells.
    private let cellCorrections: [[Float]]
    /// The corrections of cells with the most that near levels can add to them.
    let corrections: [[Float]]
    private let near: [[Float]]
    /// The comparisons of each group that a first look tells something of.
    let looks: [[Look]]
    /// The most that each group can add, by what the first look found: a digit per look in base 3.
    let bounds: [[Float]]
    private let groups: ComparisonGroups
    private let terms: [UnsafeMutablePointer<Float>?]
    private let termShares: [[Float]]
    /// Each comparison's place among ``termed``.
    private let termOf: [Int?]
    private let likenesses: [ScoringTable.Side]

    /// Lays out a table for the given comparisons.
    public init(_ table: ScoringTable, for compiled: CompiledComparisons) {
        let comparators = compiled.comparators
        let groups = table.groups
        var weights = [Float](repeating: 0, count: comparators.count * Self.levels)
        var coarse = [UInt8](repeating: 0, count: comparators.count * Self.levels)
        var terms: [UnsafeMutablePointer<Float>?] = []
        for (k, levels) in table.strangers.levelWeights.enumerated() {
            for (level, weight) in levels.enumerated() {
                weights[k * Self.levels + level] = weight
                coarse[k * Self.levels + level] = UInt8(groups.coarse(k, level).rawValue)
            }
            let adjustments = table.termAdjustments[k]
            if adjustments.isEmpty {
                terms.append(nil)
            } else {
                let memory = UnsafeMutablePointer<Float>.allocate(capacity: adjustments.count)
                memory.initialize(from: adjustments, count: adjustments.count)
                terms.append(memory)
            }
        }
        var looks: [[Look]] = []
        var bounds: [[Float]] = []
        for (group, members) in groups.members.enumerated() {
            let seen = members.filter { comparators[$0].exactSlot != nil }
            looks.append(
                seen.map { k in
                    Look(
                        slot: Int32(comparators[k].exactSlot ?? 0),
                        terms: terms[k].map { UnsafePointer($0) }
                    )
                }
            )
            bounds.append(Self.bounds(group, table, comparators))
        }
        start = table.strangers.prior
        threshold = table.keep
        keep = table.keep - 0.01
        // Cheap groups first; among equals, those that could cost a pair most.
        let cost = groups.members.map { $0.reduce(0) { $0 + comparators[$1].measures.count } }
        let range = bounds.map { ($0.max() ?? 0) - ($0.min() ?? 0) }
        order = groups.members.indices.sorted { (cost[$0], -range[$0], $0) < (cost[$1], -range[$1], $1) }
        members = groups.members
        levelWeights = weights
        self.coarse = coarse
        cellCorrections = table.strangers.corrections
        corrections = groups.members.indices.map { Self.highest($0, table) }
        near = table.strangers.near
        self.looks = looks
        self.bounds = bounds
        self.groups = groups
        self.terms = terms
        termShares = table.termShares
        var termed: [(slot: Int, adjustments: UnsafePointer<Float>)] = []
        var termOf = [Int?](repeating: nil, count: comparators.count)
        for (k, comparator) in comparators.enumerated() {
            guard let adjustments = terms[k], let slot = comparator.exactSlot else { continue }
            termOf[k] = termed.count
            termed.append((slot, UnsafePointer(adjustments)))
        }
        self.termed = termed
        self.termOf = termOf
        likenesses = table.likenesses
    }

    /// The correction of each cell of a group with the most that its near levels can add.
    private static func highest(_ group: Int, _ table: ScoringTable) -> [Float] {
        var result = table.strangers.corrections[group]
        let near = table.strangers.near[group]
        if near.isEmpty { return result }
        table.groups.forEachNear(group) { cell, _, levels, index in
            result[cell] += max(0, levels.map { near[index + $0] }.max() ?? 0)
        }
        return result
    }

    deinit {
        for pointer in terms { pointer?.deallocate() }
    }

    /// The most that a group can add for each outcome of the first look.
    private static func bounds(_ group: Int, _ table: ScoringTable, _ comparators: [Comparator]) -> [Float] {
        let groups = table.groups
        let members = groups.members[group]
        let corrections = highest(group, table)
        let seen = members.filter { comparators[$0].exactSlot != nil }
        var outcomes = 1
        for _ in seen { outcomes *= 3 }
        var bounds = [Float](repeating: -.infinity, count: outcomes)
        for cell in 0..<groups.cellCount(group) {
            var total = corrections[cell]
            var possible = [0]
            var exists = true
            for (position, k) in members.enumerated() {
                let state = groups.state(group, cell, at: position)
                let levels = groups.levels(k, state)
                if levels.isEmpty {
                    exists = false
                    break
                }
                total += levels.map { table.strangers.levelWeights[k][$0] }.max() ?? 0
                guard comparators[k].exactSlot != nil else { continue }
                // A pair may also be missing where another feature is, or another comparison speaks for it.
                let alwaysPresent =
                    comparators[k].missingWhen == nil
                    && comparators[k].required == [comparators[k].exactSlot].compactMap { $0 }
                let digits: [Int]
                switch state {
                case .missing: digits = alwaysPresent ? [0] : [0, 1, 2]
                case .best: digits = [1]
                case .near, .different: digits = alwaysPresent ? [2] : [0, 2]
                }
                possible = possible.flatMap { value in digits.map { value * 3 + $0 } }
            }
            if !exists { continue }
            for outcome in possible { bounds[outcome] = max(bounds[outcome], total) }
        }
        return bounds
    }

    /// What a pattern weighs without the values agreed on.
    struct PatternWeight {
        /// The weight against strangers, without term adjustments, added up in the order of the comparisons.
        var strangers: Float
        /// The weight against all likenesses together; infinite if there are none.
        var likenesses: Float
    }

    /// The comparisons whose agreement weighs by the value agreed on: the slot of the value's code, and the
    /// adjustment of each code.
    let termed: [(slot: Int, adjustments: UnsafePointer<Float>)]

    /// What a pattern weighs; `shares` gets what counts of the adjustment of each of ``termed``.
    func weigh(
        _ pattern: UInt64,
        layout: PatternLayout,
        shares: UnsafeMutablePointer<Float>
    ) -> PatternWeight {
        var total = start
        for term in termed.indices { shares[term] = 0 }
        for group in members.indices {
            let cell = groups.cell(group, in: pattern, layout)
            total += cellCorrections[group][cell]
            var place = cell &* groups.levelWidth(group)
            for (position, k) in members[group].enumerated() {
                let level = layout.level(k, in: pattern)
                total += levelWeights[k &* Self.levels &+ level]
                if !near[group].isEmpty { total += near[group][place &+ level] }
                place &+= groups.levelCounts[k]
                if level == 1, let term = termOf[k] {
                    shares[term] = termShares[group][cell &* members[group].count &+ position]
                }
            }
        }
        var others = Float.infinity
        for side in likenesses {
            others = Self.together(others, weight(of: pattern, layout: layout, against: side))
        }
        return PatternWeight(strangers: total, likenesses: others)
    }

    /// The weight against two classes of non-matches together: −log₂(2^−a + 2^−b).
    @inline(__always) static func together(_ a: Float, _ b: Float) -> Float {
        // From the smaller one, so that nothing overflows.
        let low = min(a, b)
        let high = max(a, b)
        return high == .infinity ? low : low - log2(1 + exp2(low - high))
    }

    private func weight(of pattern: UInt64, layout: PatternLayout, against side: ScoringTable.Side) -> Float {
        var total = side.prior
        for group in members.indices {
            let cell = groups.cell(group, in: pattern, layout)
            total += side.corrections[group][cell]
            var place = cell &* groups.levelWidth(group)
            for k in members[group] {
                let level = layout.level(k, in: pattern)
                total += side.levelWeights[k][level]
                if !side.near[group].isEmpty { total += side.near[group][place &+ level] }
                place &+= groups.levelCounts[k]
            }
        }
        return total
    }
}
