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
    public let pairCounts: [Int]
    /// The number of records that have a key.
    public let keyed: Int
    /// What happened to blocks that were too large.
    public let oversized: [OversizedBlock]

    /// The number of blocks.
    public var count: Int { starts.count - 1 }
    /// The number of pairs that the rule proposes.
    public var pairs: Int { pairCounts.reduce(0, +) }
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
    /// - Complexity: O(records) time and 32 bytes of scratch per keyed record.
    public init(
        _ rule: BlockingRule,
        keys: BlockKeys,
        registers: [RegisterSpan],
        topology: Topology,
        limit: Int,
        refinements: [KeyPart] = []
    ) {
        let count = registers.last?.rows.upperBound ?? 0
        // Forty bits keep the sort to five passes; a false meeting of keys only adds a candidate.
        let mask: UInt64 = count > 1 << 23 ? (1 << 48) - 1 : (1 << 40) - 1
        let rowKeys = keys.rowKeys(of: rule, rows: 0..<count, mask: mask)
        var keyed: [KeyedRow] = []
        keyed.reserveCapacity(count)
        for row in 0..<count where rowKeys[row] != 0 {
            keyed.append(KeyedRow(key: rowKeys[row], row: UInt32(truncatingIfNeeded: row)))
        }
        self.keyed = keyed.count
        RadixSort.sort(&keyed)
        var cutter = BlockCutter(keys: keys, registers: registers, topology: topology, limit: limit)
        cutter.refinements = refinements.filter { part in !rule.parts.contains(part) }
        cutter.cut(keyed[...], depth: 0)
        self.rule = rule
        rows = cutter.rows
        starts = cutter.starts
        pairCounts = cutter.pairCounts
        oversized = cutter.oversized
    }
}

/// Cuts sorted rows into blocks, refining those that are too large.
private struct BlockCutter {
    let keys: BlockKeys
    let topology: Topology
    let limit: Int
    let bounds: [Int]
    var refinements: [KeyPart] = []
    var rows: [UInt32] = []
    var starts: [UInt32] = [0]
    var pairCounts: [Int] = []
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
    private mutating func pairs(_ block: ArraySlice<KeyedRow>) -> Int {
        if topology.count == 1 { return topology.allows(0, 0) ? block.count * (block.count - 1) / 2 : 0 }
        var register = 0
        for i in counts.indices { counts[i] = 0 }
        for entry in block {
            while Int(entry.row) >= bounds[register] { register += 1 }
            counts[register] += 1
        }
        return topology.pairs(counts)
    }

    mutating func cut(_ sorted: ArraySlice<KeyedRow>, depth: Int) {
        var start = sorted.startIndex
        while start < sorted.endIndex {
            var end = start + 1
            while end < sorted.endIndex && sorted[end].key == sorted[start].key { end += 1 }
            if end - start > 1 { place(sorted[start..<end], depth: depth) }
            start = end
        }
    }

    private mutating func place(_ block: ArraySlice<KeyedRow>, depth: Int) {
        let pairs = pairs(block)
        if pairs == 0 { return }
        if pairs <= limit {
            for entry in block { rows.append(entry.row) }
            starts.append(UInt32(rows.count))
            pairCounts.append(pairs)
            return
        }
        let before = (pairCounts.count, oversized.count)
        var refinedBy: [KeyPart] = []
        if depth < refinements.count {
            let part = refinements[depth]
            refinedBy = [part]
            var refined: [KeyedRow] = []
            for entry in block {
                let key = keys.key(part, row: Int(entry.row))
                if key != 0 { refined.append(KeyedRow(key: key, row: entry.row)) }
            }
            RadixSort.sort(&refined)
            cut(refined[...], depth: depth + 1)
        }
        let kept = pairCounts[before.0...].reduce(0, +)
        var leftOut = depth < refinements.count ? 0 : pairs
        // Inner reports are folded into the outermost block's.
        for inner in oversized[before.1...] {
            leftOut += inner.pairsLeftOut
            for part in inner.refinedBy where !refinedBy.contains(part) { refinedBy.append(part) }
        }
        oversized.removeSubrange(before.1...)
        oversized.append(
            OversizedBlock(
                exampleRow: block[block.startIndex].row,
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
        var pairs: [Int] = []
        pairs.reserveCapacity(count)
        for block in 0..<count {
            for i in counts.indices { counts[i] = 0 }
            for position in Int(starts[block])..<Int(starts[block + 1]) {
                counts[Int(registerOf[Int(rows[position])])] += 1
            }
            pairs.append(topology.pairs(counts))
        }
        return BlockIndex(self, pairCounts: pairs)
    }

    private init(_ other: BlockIndex, pairCounts: [Int]) {
        rule = other.rule
        rows = other.rows
        starts = other.starts
        keyed = other.keyed
        oversized = other.oversized
        self.pairCounts = pairCounts
    }
}
