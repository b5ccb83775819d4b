/// How often each agreement pattern occurs.
///
/// Open addressing; a count of 0 marks a free slot.
public struct PatternCounts: Sendable {
    private var patterns: [UInt64]
    private var counts: [UInt64]
    private var used = 0
    private var mask: Int

    /// An empty table.
    public init() {
        patterns = [UInt64](repeating: 0, count: 256)
        counts = [UInt64](repeating: 0, count: 256)
        mask = 255
    }

    /// The number of different patterns.
    public var count: Int { used }

    /// Adds to a pattern's count.
    public mutating func add(_ pattern: UInt64, _ n: UInt64 = 1) {
        if n == 0 { return }
        var slot = Int(truncatingIfNeeded: Self.spread(pattern)) & mask
        while counts[slot] != 0 && patterns[slot] != pattern { slot = (slot &+ 1) & mask }
        if counts[slot] == 0 {
            patterns[slot] = pattern
            used += 1
        }
        counts[slot] &+= n
        if used * 2 > patterns.count { grow() }
    }

    /// Adds all counts of another table.
    public mutating func add(_ other: PatternCounts) {
        for slot in 0..<other.patterns.count where other.counts[slot] != 0 {
            add(other.patterns[slot], other.counts[slot])
        }
    }

    /// The patterns with their counts, by pattern.
    public func sorted() -> [(pattern: UInt64, count: UInt64)] {
        var result: [(pattern: UInt64, count: UInt64)] = []
        result.reserveCapacity(used)
        for slot in 0..<patterns.count where counts[slot] != 0 {
            result.append((patterns[slot], counts[slot]))
        }
        result.sort { $0.pattern < $1.pattern }
        return result
    }

    /// A list of patterns in their order, in which equal ones are one entry with the sum of their counts.
    public static func joined(
        _ list: [(pattern: UInt64, count: Double)]
    ) -> [(pattern: UInt64, count: Double)] {
        // Equal patterns keep their order, so that sums are the same in every run.
        let order = list.indices.sorted { (list[$0].pattern, $0) < (list[$1].pattern, $1) }
        var result: [(pattern: UInt64, count: Double)] = []
        for index in order {
            if let last = result.last, last.pattern == list[index].pattern {
                result[result.count - 1].count += list[index].count
            } else {
                result.append(list[index])
            }
        }
        return result
    }

    private static func spread(_ pattern: UInt64) -> UInt64 {
        let z = (pattern ^ (pattern &>> 29)) &* 0xbf58_476d_1ce4_e5b9
        return z ^ (z &>> 32)
    }

    private mutating func grow() {
        let old = (patterns, counts)
        patterns = [UInt64](repeating: 0, count: old.0.count * 2)
        counts = [UInt64](repeating: 0, count: old.0.count * 2)
        mask = patterns.count - 1
        used = 0
        for slot in 0..<old.0.count where old.1[slot] != 0 { add(old.0[slot], old.1[slot]) }
    }
}
