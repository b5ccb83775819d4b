/// Hashing and comparing byte strings that can be read eight bytes beyond their end.
///
/// Whole words replace the last bytes' loop; every result equals that of the plain definition.
enum PaddedText {
    /// The bytes that may be read behind a value.
    static let slack = 8

    /// The first `count & 7` bytes at `p` as a little-endian word, the rest zero.
    @inline(__always)
    static func tail(_ p: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        // SAFETY: the caller vouches for eight readable bytes at p.
        let word = UInt64(littleEndian: UnsafeRawPointer(p).loadUnaligned(as: UInt64.self))
        return word & ((1 &<< UInt64(truncatingIfNeeded: (count & 7) &* 8)) &- 1)
    }

    /// The same as `Hash64.bytes` with seed 0, for one to seven bytes: the first the lowest, zeros behind the last.
    @inline(__always)
    static func hash(ofWord word: UInt64, _ count: Int) -> UInt64 {
        finish(UInt64(truncatingIfNeeded: count) &* 0x9e37_79b9_7f4a_7c15 ^ word)
    }

    @inline(__always)
    private static func finish(_ hash: UInt64) -> UInt64 {
        var z = hash &+ 0x9e37_79b9_7f4a_7c15
        z = (z ^ (z &>> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z &>> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z &>> 31)
    }

    /// The same as `Hash64.bytes` with seed 0, for at least one byte.
    @inline(__always)
    static func hash(_ p: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: count) &* 0x9e37_79b9_7f4a_7c15
        var i = 0
        while i &+ 8 <= count {
            // SAFETY: i + 8 ≤ count.
            let word = UnsafeRawPointer(p + i).loadUnaligned(as: UInt64.self)
            hash = (hash ^ word) &* 0x9fb2_1c65_1e98_df25
            hash ^= hash &>> 32
            i &+= 8
        }
        return finish(hash ^ tail(p + i, count))
    }

    /// Whether `count` bytes at `a` and `b` are the same.
    @inline(__always)
    static func equal(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var i = 0
        while i &+ 8 <= count {
            // SAFETY: i + 8 ≤ count.
            let x = UnsafeRawPointer(a + i).loadUnaligned(as: UInt64.self)
            let y = UnsafeRawPointer(b + i).loadUnaligned(as: UInt64.self)
            if x != y { return false }
            i &+= 8
        }
        return tail(a + i, count) == tail(b + i, count)
    }
}
