import Blocking
import Columns
import Comparison

/// How often each cell of each group occurs among all pairs that may be compared.
///
/// Agreement on two rare values at once is too rare to be met in random pairs, and far more frequent
/// than independence has it. So pairs are sampled by strata: for every set of members, pairs that agree
/// best on all of it are counted from the frequencies of their joint values in a sample of the records,
/// and a few thousand of them are compared to see how they stand on the other members.
struct GroupTotals {
    /// The number of pairs in each cell of each group.
    let cells: [[Double]]
    /// How many of the pairs looked at are on each level of each member in each cell of each group, as
    /// ``ComparisonGroups/forEachNear(_:_:)`` lays them out.
    let levels: [[Double]]

    /// The records whose joint values are counted.
    private static let recordSample = 120_000
    /// The pairs of a stratum that are compared.
    private static let pairSample = 5_000

    init(
        _ groups: ComparisonGroups,
        compiled: CompiledComparisons,
        totals: LevelTotals,
        records: Records,
        topology: Topology,
        seed: UInt64,
        workers: Workers
    ) {
        var cells: [[Double]] = groups.members.indices.map { g in
            var counts = [Double](repeating: 0, count: groups.cellCount(g))
            for (pattern, n) in totals.patterns {
                counts[groups.cell(g, in: pattern, compiled.layout)] += n
            }
            return counts
        }
        let scale = totals.pairs / totals.sampled
        var levels = groups.members.indices.map { g in
            var counts = [Double](repeating: 0, count: groups.cellCount(g) * groups.levelWidth(g))
            for (pattern, n) in totals.patterns {
                Self.count(pattern, n / scale, g, groups, compiled.layout, in: &counts)
            }
            return counts
        }
        if !totals.complete {
            let sample = RowSample(records, topology: topology, size: Self.recordSample, seed: seed)
            for g in groups.members.indices where groups.members[g].count > 1 {
                let strata = Self.strata(g, groups, compiled, records)
                let parts = workers.map(pieces: strata.count) { index in
                    Self.measure(strata[index], g, groups, compiled, sample, records, seed, topology)
                }
                // Random pairs speak for the cells in which no member agrees best; strata for the others.
                for cell in cells[g].indices
                where strata.contains(where: { $0 == Self.best(g, cell, groups) }) {
                    cells[g][cell] = 0
                    let width = groups.levelWidth(g)
                    for place in (cell * width)..<((cell + 1) * width) { levels[g][place] = 0 }
                }
                for part in parts {
                    for (cell, n) in part.cells { cells[g][cell] += n }
                    for (place, n) in part.levels { levels[g][place] += n }
                }
            }
        }
        self.cells = cells
        self.levels = levels
    }

    /// Counts the levels of a group's members in a pattern.
    private static func count(
        _ pattern: UInt64,
        _ n: Double,
        _ g: Int,
        _ groups: ComparisonGroups,
        _ layout: PatternLayout,
        in counts: inout [Double]
    ) {
        var offset = groups.cell(g, in: pattern, layout) * groups.levelWidth(g)
        for k in groups.members[g] {
            counts[offset + layout.level(k, in: pattern)] += n
            offset += groups.levelCounts[k]
        }
    }

    /// The pairs of a stratum: those in its cells, and the levels of those looked at.
    private struct Stratum {
        var cells: [(Int, Double)] = []
        var levels: [(Int, Double)] = []
    }

    /// The members that agree best in a cell, one bit per position.
    private static func best(_ g: Int, _ cell: Int, _ groups: ComparisonGroups) -> Int {
        var set = 0
        for position in groups.members[g].indices where groups.state(g, cell, at: position) == .best {
            set |= 1 << position
        }
        return set
    }

    /// The sets of two or more members whose best agreement is equality of one feature.
    private static func strata(
        _ g: Int,
        _ groups: ComparisonGroups,
        _ compiled: CompiledComparisons,
        _ records: Records
    ) -> [Int] {
        let members = groups.members[g]
        var usable = 0
        for (position, k) in members.enumerated() {
            let comparison = compiled.comparisons[k]
            if let feature = comparison.required.first, comparison.required.count == 1,
                comparison.levels.first?.agreement == .exact(feature)
            {
                usable |= 1 << position
            }
        }
        return (1..<(1 << members.count)).filter { $0 & ~usable == 0 && $0.nonzeroBitCount >= 2 }
    }

    private static func measure(
        _ set: Int,
        _ g: Int,
        _ groups: ComparisonGroups,
        _ compiled: CompiledComparisons,
        _ sample: RowSample,
        _ records: Records,
        _ seed: UInt64,
        _ topology: Topology
    ) -> Stratum {
        let members = groups.members[g]
        let columns = members.indices.compactMap { position -> Feature? in
            set & (1 << position) == 0
                ? nil : records.feature(compiled.comparisons[members[position]].required[0])
        }
        var keyed: [KeyedRow] = []
        for row in sample.rows {
            var key: UInt64 = 0x9e37
            for column in columns {
                let code = column.codes[Int(row)]
                key = code == 0 || key == 0 ? 0 : Hash64.combine(key, UInt64(code)) | 1
            }
            if key != 0 { keyed.append(KeyedRow(key: key, row: row)) }
        }
        RadixSort.sort(&keyed)
        let blocks = blocks(keyed, sample, topology)
        let total = blocks.reduce(0) { $0 + $1.pairs }
        if total == 0 { return Stratum() }
        var random = KeyedRandom(seed: seed, purpose: 0x6772_6f75, entity: UInt64(g) << 32 | UInt64(set))
        let step = max(1, Double(total) / Double(pairSample))
        var found = [Double](repeating: 0, count: groups.cellCount(g))
        var levels = [Double](repeating: 0, count: groups.cellCount(g) * groups.levelWidth(g))
        var compared = 0
        compiled.withWorker { worker in
            var filled = 0
            func flush() {
                worker.comparePatterns(count: filled, only: members) { pattern in
                    found[groups.cell(g, in: pattern, compiled.layout)] += 1
                    count(pattern, 1, g, groups, compiled.layout, in: &levels)
                }
                compared += filled
                filled = 0
            }
            var passed = 0.0
            var next = random.nextUnit() * step
            for block in blocks {
                passed += Double(block.pairs)
                if next >= passed { continue }
                let draw = PairDraw(block.spans, topology)
                while next < passed {
                    let (i, j) = draw.next(&random)
                    worker.lefts[filled] = keyed[min(i, j)].row
                    worker.rights[filled] = keyed[max(i, j)].row
                    filled += 1
                    if filled == PairWorker.capacity { flush() }
                    next += step
                }
            }
            flush()
        }
        let weight = Double(total) * sample.scale / Double(max(1, compared))
        var result = Stratum()
        let width = groups.levelWidth(g)
        for cell in found.indices where found[cell] > 0 && best(g, cell, groups) == set {
            result.cells.append((cell, found[cell] * weight))
            for place in (cell * width)..<((cell + 1) * width) where levels[place] > 0 {
                result.levels.append((place, levels[place]))
            }
        }
        return result
    }

    /// Records with equal keys, and how many pairs of them may be compared.
    private struct Block {
        /// Where each register's records stand in the sorted list.
        let spans: [RegisterSpan]
        let pairs: Int
    }

    /// The blocks that have pairs.
    private static func blocks(_ keyed: [KeyedRow], _ sample: RowSample, _ topology: Topology) -> [Block] {
        var blocks: [Block] = []
        var start = 0
        while start < keyed.count {
            // Most records are alone with their key.
            if start + 1 == keyed.count || keyed[start + 1].key != keyed[start].key {
                start += 1
                continue
            }
            var spans: [RegisterSpan] = []
            var end = start
            for register in 0..<topology.count {
                let first = end
                while end < keyed.count && keyed[end].key == keyed[start].key
                    && sample.register(of: keyed[end].row) == register
                {
                    end += 1
                }
                spans.append(RegisterSpan(name: "", rows: first..<end))
            }
            let pairs = topology.pairs(spans.map { $0.rows.count })
            if pairs > 0 { blocks.append(Block(spans: spans, pairs: pairs)) }
            start = end
        }
        return blocks
    }
}

/// A keyed sample of the rows of all registers.
struct RowSample: Sendable {
    /// The rows, ascending.
    let rows: [UInt32]
    /// How many pairs of all records stand behind each pair of the sample.
    let scale: Double
    private let bounds: [Int]

    init(_ records: Records, topology: Topology, size: Int, seed: UInt64) {
        let share = min(1, Double(size) / Double(max(1, records.count)))
        let bound = share >= 1 ? UInt64.max : UInt64(share * 0x1p64)
        var rows: [UInt32] = []
        var counts: [Int] = []
        for register in records.registers {
            let before = rows.count
            for row in register.rows where bound == .max || Hash64.mix(seed ^ UInt64(row)) < bound {
                rows.append(UInt32(row))
            }
            counts.append(rows.count - before)
        }
        self.rows = rows
        bounds = records.registers.map(\.rows.upperBound)
        let all = topology.pairs(records.registers.map(\.rows.count))
        scale = Double(all) / Double(max(1, topology.pairs(counts)))
    }

    /// The register of a row.
    func register(of row: UInt32) -> Int {
        var register = 0
        while Int(row) >= bounds[register] { register += 1 }
        return register
    }
}
