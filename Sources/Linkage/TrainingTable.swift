import Comparison

/// The agreement patterns of pairs that share a block, as the estimation reads them.
///
/// Comparisons that read a feature of the blocking rule agree by construction and are left out; the
/// rest of their group then takes part comparison by comparison.
public struct TrainingTable: Sendable {
    /// What a pattern is seen as: the cell of a whole group, or the state of one comparison.
    enum Factor: Sendable {
        case group(Int)
        case single(Int)
    }

    /// The rule's description.
    public let name: String
    /// The comparisons that take part.
    public let comparisons: [Int]
    /// The factors, in the order of the groups.
    let factors: [Factor]
    /// The cell of each factor in each pattern: row p has `factors.count` of them.
    let cells: [UInt16]
    /// The level of each taking part in each pattern: row p has `comparisons.count` of them.
    let levels: [UInt8]
    /// How many pairs have each pattern.
    let counts: [Double]
    /// The number of pairs.
    public let pairs: Double
    /// The pairs in each cell of each factor.
    let cellTotals: [[Double]]
    /// The pairs on each level of each comparison that takes part.
    let levelTotals: [[Double]]

    /// A table of the given comparisons from whole patterns; patterns that become equal are joined.
    init(
        name: String,
        comparisons: [Int],
        patterns: [(pattern: UInt64, count: UInt64)],
        layout: PatternLayout,
        groups: ComparisonGroups
    ) {
        var mask: UInt64 = 0
        for k in comparisons { mask |= layout.mask[k] << layout.shift[k] }
        var joined = PatternCounts()
        for (pattern, count) in patterns { joined.add(pattern & mask, count) }
        var factors: [Factor] = []
        for (g, members) in groups.members.enumerated() {
            if members.allSatisfy({ comparisons.contains($0) }) {
                factors.append(.group(g))
            } else {
                for k in members where comparisons.contains(k) { factors.append(.single(k)) }
            }
        }
        var cells: [UInt16] = []
        var levels: [UInt8] = []
        var counts: [Double] = []
        var cellTotals = factors.map { factor -> [Double] in
            switch factor {
            case .group(let g): [Double](repeating: 0, count: groups.cellCount(g))
            case .single: [Double](repeating: 0, count: 4)
            }
        }
        var levelTotals = comparisons.map { [Double](repeating: 0, count: layout.levelCounts[$0]) }
        for (pattern, count) in joined.sorted() {
            for (f, factor) in factors.enumerated() {
                let cell: Int
                switch factor {
                case .group(let g): cell = groups.cell(g, in: pattern, layout)
                case .single(let k): cell = groups.coarse(k, layout.level(k, in: pattern)).rawValue
                }
                cells.append(UInt16(cell))
                cellTotals[f][cell] += Double(count)
            }
            for (position, k) in comparisons.enumerated() {
                let level = layout.level(k, in: pattern)
                levels.append(UInt8(level))
                levelTotals[position][level] += Double(count)
            }
            counts.append(Double(count))
        }
        self.name = name
        self.comparisons = comparisons
        self.factors = factors
        self.cells = cells
        self.levels = levels
        self.counts = counts
        pairs = counts.reduce(0, +)
        self.cellTotals = cellTotals
        self.levelTotals = levelTotals
    }
}
