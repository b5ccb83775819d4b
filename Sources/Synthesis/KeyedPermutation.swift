import Columns

/// A reordering of 0..<count that is computed, not stored.
///
/// Four Feistel rounds on the smallest even number of bits that holds `count`, walked until the result is
/// in range (Black and Rogaway, 2002, “Ciphers with arbitrary finite domains”): every number is taken
/// exactly once and neighbours land far apart. It scrambles; it does not encrypt.
struct KeyedPermutation: Sendable {
    private let count: UInt64
    private let halfBits: UInt64
    private let key: UInt64

    /// The reordering of a key.
    init(count: Int, key: UInt64) {
        self.count = UInt64(max(1, count))
        var bits: UInt64 = 1
        while (1 as UInt64) &<< (2 * bits) < self.count { bits += 1 }
        halfBits = bits
        self.key = key
    }

    /// Where `position` goes.
    func callAsFunction(_ position: Int) -> Int {
        let mask = ((1 as UInt64) &<< halfBits) &- 1
        var value = UInt64(position)
        repeat {
            var left = value &>> halfBits
            var right = value & mask
            for round in 0..<4 as Range<UInt64> {
                let mixed = Hash64.mix(right ^ key ^ (round &<< 56)) & mask
                (left, right) = (right, left ^ mixed)
            }
            value = (left &<< halfBits) | right
        } while value >= count
        return Int(value)
    }
}
