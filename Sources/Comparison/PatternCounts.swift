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
