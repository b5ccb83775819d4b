import Blocking
import Columns
import Comparison

/// How often each level of each comparison occurs among *all* pairs that may be compared.
///
/// Agreement on the best level and missing values are counted exactly from the frequencies of values;
/// so is every level where all pairs are few enough to be looked at. Otherwise the levels between are
/// measured on keyed random pairs and scaled to the exact rest.
public struct LevelTotals: Sendable {
    /// The number of pairs that may be compared.
    public let pairs: Double
    /// The pairs on each level of each comparison, *missing* first.
    public let totals: [[Double]]
    /// The pairs that were looked at.
    public let sampled: Double
    /// Whether those were all.
    public let complete: Bool
    /// The patterns of the pairs that were looked at.
    let patterns: [(pattern: UInt64, count: UInt64)]

    /// Pairs up to this number are all looked at.
    static let exhaustive = 600_000
    /// So many random pairs are looked at otherwise.
    static let sampleSize = 600_000

    init(
        _ compiled: CompiledComparisons,
        records: Records,
        topology: Topology,
        seed: UInt64,
        workers: Workers
    ) {
        let registers = records.registers
        let allowedPairs = topology.pairs(registers.map(\.rows.count))
        pairs = Double(allowedPairs)
        complete = allowedPairs <= Self.exhaustive
        let counts =
            complete
            ? Self.countAll(compiled, records, topology, workers)
            : Self.countSample(compiled, records, topology, seed, workers)
        var sums = compiled.comparisons.map { [Double](repeating: 0, count: $0.levelCount) }
        patterns = counts.sorted()
        for (pattern, count) in patterns {
            for k in sums.indices { sums[k][compiled.layout.level(k, in: pattern)] += Double(count) }
        }
        sampled = max(1, sums.first?.reduce(0, +) ?? 1)
        let scale = pairs / sampled
        for k in sums.indices {
            for level in sums[k].indices { sums[k][level] *= scale }
            if complete { continue }
            let comparison = compiled.comparisons[k]
            guard comparison.required.count == 1, let feature = records.feature(comparison.required[0]) else {
                continue
            }
            let exact = Self.exactCounts(feature, registers, topology)
            let others = sums[k][2...].reduce(0, +)
            let isExactFirst = comparison.levels.first?.agreement == .exact(feature.name)
            guard isExactFirst, others > 0 else { continue }
            sums[k][0] = pairs - exact.present
            sums[k][1] = exact.agreeing
            let rest = max(0, exact.present - exact.agreeing)
            for level in 2..<sums[k].count { sums[k][level] *= rest / others }
        }
        totals = sums
    }

    /// The pairs in which both records have the feature, and those in which they agree on it.
    static func exactCounts(
        _ feature: Feature,
        _ registers: [RegisterSpan],
        _ topology: Topology
    ) -> (present: Double, agreeing: Double) {
        let values = feature.values.count
        var byRegister = [[Int32]](repeating: [Int32](repeating: 0, count: values), count: registers.count)
        for (r, register) in registers.enumerated() {
            for row in register.rows { byRegister[r][Int(feature.codes[row])] += 1 }
        }
        var agreeing = 0.0
        var counts = [Int](repeating: 0, count: registers.count)
        for value in 1..<max(1, values) {
            for r in counts.indices { counts[r] = Int(byRegister[r][value]) }
            agreeing += Double(topology.pairs(counts))
        }
        for r in counts.indices { counts[r] = registers[r].rows.count - Int(byRegister[r][0]) }
        return (Double(topology.pairs(counts)), agreeing)
    }

    private static func countAll(
        _ compiled: CompiledComparisons,
        _ records: Records,
        _ topology: Topology,
        _ workers: Workers
    ) -> PatternCounts {
        let registerOf = records.registerOfRecord()
        let count = records.count
        let rowsPerPiece = 64
        let parts = workers.map(pieces: (count + rowsPerPiece - 1) / rowsPerPiece) { piece in
            var counts = PatternCounts()
            compiled.withWorker { worker in
                var filled = 0
                for left in (piece * rowsPerPiece)..<min(count, (piece + 1) * rowsPerPiece) {
                    for right in (left + 1)..<max(count, left + 1) {
                        if !topology.allows(Int(registerOf[left]), Int(registerOf[right])) { continue }
                        worker.lefts[filled] = UInt32(left)
                        worker.rights[filled] = UInt32(right)
                        filled += 1
                        if filled == PairWorker.capacity {
                            worker.comparePatterns(count: filled) { counts.add($0) }
                            filled = 0
                        }
                    }
                }
                worker.comparePatterns(count: filled) { counts.add($0) }
            }
            return counts
        }
        var total = PatternCounts()
        for part in parts { total.add(part) }
        return total
    }

    private static func countSample(
        _ compiled: CompiledComparisons,
        _ records: Records,
        _ topology: Topology,
        _ seed: UInt64,
        _ workers: Workers
    ) -> PatternCounts {
        let draw = PairDraw(records.registers, topology)
        let pieces = 64
        let parts = workers.map(pieces: pieces) { piece in
            var counts = PatternCounts()
            var random = KeyedRandom(seed: seed, purpose: 0x7061_6972, entity: UInt64(piece))
            compiled.withWorker { worker in
                var filled = 0
                var drawn = 0
                while drawn < sampleSize / pieces {
                    let (a, b) = draw.next(&random)
                    worker.lefts[filled] = UInt32(min(a, b))
                    worker.rights[filled] = UInt32(max(a, b))
                    filled += 1
                    drawn += 1
                    if filled == PairWorker.capacity {
                        worker.comparePatterns(count: filled) { counts.add($0) }
                        filled = 0
                    }
                }
                worker.comparePatterns(count: filled) { counts.add($0) }
            }
            return counts
        }
        var total = PatternCounts()
        for part in parts { total.add(part) }
        return total
    }
}

/// Draws pairs that may be compared, each with the same chance.
///
/// Registers are drawn first, by the pairs that they make, so that no draw is in vain even where few of
/// all pairs may be compared.
struct PairDraw: Sendable {
    private var choices: [(a: Range<Int>, b: Range<Int>, upTo: Double)] = []

    /// - Precondition: The topology allows some pair.
    init(_ registers: [RegisterSpan], _ topology: Topology) {
        var total = 0.0
        for a in registers.indices {
            for b in a..<registers.count where topology.allows(a, b) {
                let (x, y) = (registers[a].rows, registers[b].rows)
                let pairs =
                    a == b ? Double(x.count) * Double(x.count - 1) / 2 : Double(x.count) * Double(y.count)
                if pairs <= 0 { continue }
                total += pairs
                choices.append((x, y, total))
            }
        }
    }

    /// The next pair of different rows.
    func next(_ random: inout KeyedRandom) -> (Int, Int) {
        let last = choices[choices.count - 1]
        let target = random.nextUnit() * last.upTo
        let choice = choices.first { target < $0.upTo } ?? last
        while true {
            let a = choice.a.lowerBound + random.nextIndex(below: choice.a.count)
            let b = choice.b.lowerBound + random.nextIndex(below: choice.b.count)
            if a != b { return (a, b) }
        }
    }
}
