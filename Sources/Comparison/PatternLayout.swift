/// Where each comparison's level stands in an agreement pattern.
///
/// A pattern is one 64-bit word: comparison k has `bits[k]` bits from `shift[k]` on, holding its level.
public struct PatternLayout: Sendable, Equatable {
    /// The first bit of each comparison.
    public let shift: [UInt64]
    /// The number of levels of each comparison.
    public let levelCounts: [Int]
    /// The mask of each comparison's level, unshifted.
    public let mask: [UInt64]

    /// The layout for comparisons of the given numbers of levels; nil if they do not fit 64 bits.
    public init?(levelCounts: [Int]) {
        var shift: [UInt64] = []
        var mask: [UInt64] = []
        var next: UInt64 = 0
        for count in levelCounts {
            var bits: UInt64 = 1
            while (1 << bits) < count { bits += 1 }
            shift.append(next)
            mask.append((1 << bits) - 1)
            next += bits
        }
        if next > 64 { return nil }
        self.shift = shift
        self.mask = mask
        self.levelCounts = levelCounts
    }

    /// The number of comparisons.
    public var count: Int { shift.count }

    /// The level of a comparison in a pattern.
    @inlinable public func level(_ comparison: Int, in pattern: UInt64) -> Int {
        Int((pattern &>> shift[comparison]) & mask[comparison])
    }

    /// The pattern of the given levels, one per comparison.
    public func pattern(of levels: [Int]) -> UInt64 {
        var pattern: UInt64 = 0
        for (k, level) in levels.enumerated() { pattern |= UInt64(level) << shift[k] }
        return pattern
    }
}
