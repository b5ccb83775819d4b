public import Columns

/// The blocks of one rule: records with the same key, side by side.
public struct BlockIndex: Sendable {
    /// The rule.
    public let rule: BlockingRule
    /// The rows of all blocks of two or more records, block after block, ascending within a block.
    public let rows: [UInt32]
    /// Where each block starts in ``rows``; one more entry than there are blocks.
    public let starts: [UInt32]
    /// The pairs of each block that the topology allows.
    private let pairCounts: SmallCounts
    /// The number of records that have a key.
    public let keyed: Int
    /// What happened to blocks that were too large.
    public let oversized: [OversizedBlock]

    /// The number of blocks.
    public var count: Int { starts.count - 1 }
    /// The number of pairs that the rule proposes.
    public var pairs: Int { pairCounts.sum }

    /// The pairs of a block that the topology allows.
    public func pairs(ofBlock block: Int) -> Int { pairCounts[block] }
}

/// A block that was too large, and what became of it.
public struct OversizedBlock: Sendable, Equatable {
    /// A record of the block, to show its key by.
    public let exampleRow: UInt32
    /// The number of records in the block.
    public let records: Int
    /// The pairs it would have made.
    public let pairs: Int
    /// The parts by which it was refined, in order.
    public let refinedBy: [KeyPart]
    /// The pairs that were left after refining.
    public let pairsKept: Int
    /// The pairs given up because no part made their block small enough.
    public let pairsLeftOut: Int
}

extension BlockIndex {
    /// Sorts the records by a rule's key and cuts them into blocks.
    ///
    /// Blocks of more than `limit` pairs are refined by `refinements`, one after the other, until they
    /// fit; records that lack a refinement fall out of the block. What still does not fit is left out.
    /// - Complexity: O(records) time and 20 bytes of scratch per record.
    public init(
        _ rule: BlockingRule,
        keys: BlockKeys,
        registers: [RegisterSpan],
        topology: Topology,
        limit: Int,
        refinements: [KeyPart] = []
    ) {
        let keyed = KeySort.rows(byKey: keys.rowKeys(of: rule))
        self.keyed = keyed.count
        var cutter = BlockCutter(
            keys: keys,
            registers: registers,
            topology: topology,
            limit: limit
        )
        cutter.refinements = refinements.filter { part in !rule.parts.contains(part) }
        cutter.cut(keyed[...], depth: 0)
        self.rule = rule
        rows = cutter.rows
        starts = cutter.starts
        pairCounts = cutter.pairCounts
        oversized = cutter.oversized
    }
}

/// Cuts rows sorted by ``KeySort`` into blocks, refining those that are too large.
private struct BlockCutter {
    let keys: BlockKeys
    let limit: Int
    var refinements: [KeyPart] = []
    var rows: [UInt32] = []
    var starts: [UInt32] = [0]
    var pairCounts = SmallCounts()
    var oversized: [OversizedBlock] = []
    private var counter: PairCounter

    init(keys: BlockKeys, registers: [RegisterSpan], topology: Topology, limit: Int) {
        self.keys = keys
        self.limit = limit
        counter = PairCounter(topology, bounds: registers.map(\.rows.upperBound))
    }

    /// The row of a sorted word.
    @inline(__always) private static func row(_ entry: UInt64) -> Int {
        Int(truncatingIfNeeded: entry & 0xffff_ffff)
    }

    mutating func cut(_ sorted: ArraySlice<UInt64>, depth: Int) {
        var start = sorted.startIndex
        while start < sorted.endIndex {
            var end = start + 1
            let key = sorted[start] >> 32
            while end < sorted.endIndex && sorted[end] >> 32 == key { end += 1 }
            if end - start > 1 { place(sorted[start..<end], depth: depth) }
            start = end
        }
    }

    private mutating func place(_ block: ArraySlice<UInt64>, depth: Int) {
        let first = block.startIndex
        let pairs = counter.pairs(block.count) { Self.row(block[first &+ $0]) }
        if pairs == 0 { return }
        if pairs <= limit {
            for entry in block { rows.append(UInt32(truncatingIfNeeded: entry)) }
            starts.append(UInt32(rows.count))
            pairCounts.append(pairs)
            return
        }
        let before = (pairs: pairCounts.sum, oversized: oversized.count)
        var refinedBy: [KeyPart] = []
        if depth < refinements.count {
            let part = refinements[depth]
            refinedBy = [part]
            var refined: [UInt64] = []
            for entry in block {
                let key = keys.key(part, row: Self.row(entry))
                if key != 0 { refined.append(UInt64(key) << 32 | UInt64(Self.row(entry))) }
            }
            refined.sort()
            cut(refined[...], depth: depth + 1)
        }
        let kept = pairCounts.sum - before.pairs
        var leftOut = depth < refinements.count ? 0 : pairs
        // Inner reports are folded into the outermost block's.
        for inner in oversized[before.oversized...] {
            leftOut += inner.pairsLeftOut
            for part in inner.refinedBy where !refinedBy.contains(part) { refinedBy.append(part) }
        }
        oversized.removeSubrange(before.oversized...)
        oversized.append(
            OversizedBlock(
                exampleRow: UInt32(truncatingIfNeeded: block[block.startIndex]),
                records: block.count,
                pairs: pairs,
                refinedBy: refinedBy,
                pairsKept: kept,
                pairsLeftOut: leftOut
            )
        )
    }
}

/// Counts the pairs among rows that a topology allows.
private struct PairCounter {
    /// The pairs of registers that are not compared; few, as a rule.
    private let excluded: [(Int, Int)]
    /// One past the last row of each register.
    private let bounds: [Int]
    private var counts: [Int]

    init(_ topology: Topology, bounds: [Int]) {
        self.bounds = bounds
        counts = [Int](repeating: 0, count: bounds.count)
        excluded = bounds.indices.flatMap { a in
            (a..<bounds.count).filter { !topology.allows(a, $0) }.map { (a, $0) }
        }
    }

    /// The pairs among `count` rows, which ascend; `row` gives each.
    @inline(__always) mutating func pairs(_ count: Int, row: (Int) -> Int) -> Int {
        var pairs = count * (count - 1) / 2
        if excluded.isEmpty { return pairs }
        for i in counts.indices { counts[i] = 0 }
        var register = 0
        for i in 0..<count {
            while row(i) >= bounds[register] { register &+= 1 }
            counts[register] &+= 1
        }
        for (a, b) in excluded {
            pairs -= a == b ? counts[a] * (counts[a] - 1) / 2 : counts[a] * counts[b]
        }
        return pairs
    }
}

extension BlockIndex {
    /// The same blocks with the pairs that a topology allows; `bounds` is one past the last row of each register.
    func restricted(to topology: Topology, bounds: [Int]) -> BlockIndex {
        var counter = PairCounter(topology, bounds: bounds)
        var pairs = SmallCounts()
        pairs.reserveCapacity(count)
        rows.withUnsafeBufferPointer { rows in
            for block in 0..<count {
                let start = Int(starts[block])
                // SAFETY: blocks are stretches of the rows.
                pairs.append(counter.pairs(Int(starts[block + 1]) - start) { Int(rows[start &+ $0]) })
            }
        }
        return BlockIndex(self, pairCounts: pairs)
    }

    private init(_ other: BlockIndex, pairCounts: SmallCounts) {
        rule = other.rule
        rows = other.rows
        starts = other.starts
        keyed = other.keyed
        oversized = other.oversized
        self.pairCounts = pairCounts
    }
}
