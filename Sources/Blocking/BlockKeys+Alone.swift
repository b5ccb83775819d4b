import Columns

extension BlockKeys {
    /// About how many pairs a rule proposes that none of some other rules does.
    ///
    /// They are counted in a keyed sample of the rule's blocks. A rule with a sampled block of more than `limit`
    /// pairs is not counted.
    ///
    /// - Parameters:
    ///   - others: The other rules; of these, as of the rule, keys must be at hand.
    ///   - share: The share of the blocks that is looked at, in 0…1.
    /// - Returns: The number of pairs, all those of the sample divided by its share; nil where a block is too large.
    /// - Complexity: O(records) time, and O(rules) for each pair in the sample; 12 bytes per record.
    public func pairs(
        proposedBy rule: BlockingRule,
        butNotBy others: [BlockingRule],
        topology: Topology,
        limit: Int,
        share: Double
    ) -> Double? {
        let bound = share >= 1 ? UInt64.max : UInt64(max(0, share) * 0x1p64)
        let sampled = rowKeys(of: rule).map { key in
            bound == .max || Hash64.mix(UInt64(key)) < bound ? key : 0
        }
        let rows = KeySort.rows(byKey: sampled)
        let columns = others.map { self.columns(of: $0) }
        let registerOf = records.registerOfRecord()
        var alone = 0
        var start = 0
        while start < rows.count {
            var end = start + 1
            while end < rows.count && rows[end] &>> 32 == rows[start] &>> 32 { end += 1 }
            defer { start = end }
            if (end - start) * (end - start - 1) / 2 > limit { return nil }
            for i in start..<end {
                let a = Int(truncatingIfNeeded: rows[i] & 0xffff_ffff)
                for j in (i + 1)..<max(end, i + 1) {
                    let b = Int(truncatingIfNeeded: rows[j] & 0xffff_ffff)
                    if !topology.allows(Int(registerOf[a]), Int(registerOf[b])) { continue }
                    let isShared = columns.contains { parts in
                        parts.allSatisfy { part in
                            let key = part.table[Int(part.codes[a])]
                            return key != 0 && key == part.table[Int(part.codes[b])]
                        }
                    }
                    if !isShared { alone += 1 }
                }
            }
        }
        return Double(alone) / min(1, share)
    }
}
