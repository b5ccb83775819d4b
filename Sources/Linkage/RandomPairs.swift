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
    /// The patterns of the pairs that were looked at, each with the number of pairs it stands for; ascending.
    let patterns: [(pattern: UInt64, count: Double)]

    /// Pairs up to this number are all looked at.
    static let exhaustive = 600_000
    /// So many random pairs are looked at otherwise.
    static let sampleSize = 150_000

    /// - Parameter known: The exact counts of the comparisons, if they are at hand.
    init(
        _ compiled: CompiledComparisons,
        records: Records,
        topology: Topology,
        sampleSize: Int = Self.sampleSize,
        exact known: [ExactCounts?]? = nil,
        seed: UInt64,
        workers: Workers
    ) {
        let allowedPairs = topology.pairs(records.registers.map(\.rows.count))
        pairs = Double(allowedPairs)
        complete = allowedPairs <= Self.exhaustive
        let counts =
            complete
            ? Self.countAll(compiled, records, topology, workers)
            : Self.countSample(compiled, records, topology, sampleSize, seed, workers)
        var sums = compiled.comparisons.map { [Double](repeating: 0, count: $0.levelCount) }
        let looked = counts.sorted()
        sampled = max(1, looked.reduce(0.0) { $0 + Double($1.count) })
        let scale = pairs / sampled
        patterns = looked.map { ($0.pattern, Double($0.count) * scale) }
        for (pattern, count) in patterns {
            for k in sums.indices { sums[k][compiled.layout.level(k, in: pattern)] += count }
        }
        let exact = complete ? [] : known ?? ExactCounts.of(compiled, records, [topology], workers)[0]
        for k in exact.indices {
            let others = sums[k][2...].reduce(0, +)
            guard let exact = exact[k], others > 0 else { continue }
            sums[k][0] = pairs - exact.present
            sums[k][1] = exact.agreeing
            let rest = max(0, exact.present - exact.agreeing)
            for level in 2..<sums[k].count { sums[k][level] *= rest / others }
        }
        totals = sums
    }

    /// The totals of several kinds of pairs together.
    init(summing parts: [LevelTotals]) {
        pairs = parts.reduce(0) { $0 + $1.pairs }
        sampled = max(1, parts.reduce(0) { $0 + $1.sampled })
        complete = parts.allSatisfy(\.complete)
        var sums = parts.first?.totals ?? []
        for part in parts.dropFirst() {
            for k in sums.indices { for level in sums[k].indices { sums[k][level] += part.totals[k][level] } }
        }
        totals = sums
        patterns = PatternCounts.joined(parts.flatMap(\.patterns))
    }

    private static func countAll(
        _ compiled: CompiledComparisons,
        _ records: Records,
        _ topology: Topology,
        _ workers: Workers
    ) -> PatternCounts {
        let rowsPerPiece = 64
        var pieces: [(lefts: Range<Int>, rights: Range<Int>)] = []
        for a in records.registers.indices {
            for b in a..<records.registers.count where topology.allows(a, b) {
                let (lefts, rights) = (records.registers[a].rows, records.registers[b].rows)
                for start in stride(from: lefts.lowerBound, to: lefts.upperBound, by: rowsPerPiece) {
                    pieces.append((start..<min(lefts.upperBound, start + rowsPerPiece), rights))
                }
            }
        }
        let work = pieces
        let parts = workers.map(pieces: work.count) { piece in
            var counts = PatternCounts()
            compiled.withWorker { worker in
                var filled = 0
                for left in work[piece].lefts {
                    let rights = work[piece].rights
                    for right in max(left + 1, rights.lowerBound)..<max(left + 1, rights.upperBound) {
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
        _ sampleSize: Int,
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
