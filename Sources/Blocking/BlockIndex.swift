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
    public let pairCounts: [UInt32]
    /// The number of records that have a key.
    public let keyed: Int
    /// What happened to blocks that were too large.
    public let oversized: [OversizedBlock]

    /// The number of blocks.
    public var count: Int { starts.count - 1 }
    /// The number of pairs that the rule proposes.
    public var pairs: Int { pairCounts.reduce(0) { $0 + Int($1) } }
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
            limit: min(limit, Int(UInt32.max))
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
    let topology: Topology
    let limit: Int
    let bounds: [Int]
    var refinements: [KeyPart] = []
    var rows: [UInt32] = []
    var starts: [UInt32] = [0]
    var pairCounts: [UInt32] = []
    var oversized: [OversizedBlock] = []
    private var counts: [Int]

    init(keys: BlockKeys, registers: [RegisterSpan], topology: Topology, limit: Int) {
        self.keys = keys
        self.topology = topology
        self.limit = limit
        bounds = registers.map(\.rows.upperBound)
        counts = [Int](repeating: 0, count: registers.count)
    }

    /// The pairs among some rows, which ascend.
    private mutating func pairs(_ block: ArraySlice<UInt64>) -> Int {
        if topology.count == 1 { return topology.allows(0, 0) ? block.count * (block.count - 1) / 2 : 0 }
        var register = 0
        for i in counts.indices { counts[i] = 0 }
        for entry in block {
            while Self.row(entry) >= bounds[register] { register += 1 }
            counts[register] += 1
        }
        return topology.pairs(counts)
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
        let pairs = pairs(block)
        if pairs == 0 { return }
        if pairs <= limit {
            for entry in block { rows.append(UInt32(truncatingIfNeeded: entry)) }
            starts.append(UInt32(rows.count))
            pairCounts.append(UInt32(pairs))
            return
        }
        let before = (pairCounts.count, oversized.count)
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
        let kept = pairCounts[before.0...].reduce(0) { $0 + Int($1) }
        var leftOut = depth < refinements.count ? 0 : pairs
        // Inner reports are folded into the outermost block's.
        for inner in oversized[before.1...] {
            leftOut += inner.pairsLeftOut
            for part in inner.refinedBy where !refinedBy.contains(part) { refinedBy.append(part) }
        }
        oversized.removeSubrange(before.1...)
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

extension BlockIndex {
    /// The same blocks with the pairs that a topology allows.
    func restricted(to topology: Topology, registerOf: [UInt8]) -> BlockIndex {
        var counts = [Int](repeating: 0, count: topology.count)
        var pairs: [UInt32] = []
        pairs.reserveCapacity(count)
        for block in 0..<count {
            for i in counts.indices { counts[i] = 0 }
            for position in Int(starts[block])..<Int(starts[block + 1]) {
                counts[Int(registerOf[Int(rows[position])])] += 1
            }
            pairs.append(UInt32(topology.pairs(counts)))
        }
        return BlockIndex(self, pairCounts: pairs)
    }

    private init(_ other: BlockIndex, pairCounts: [UInt32]) {
        rule = other.rule
        rows = other.rows
        starts = other.starts
        keyed = other.keyed
        oversized = other.oversized
        self.pairCounts = pairCounts
    }
}
