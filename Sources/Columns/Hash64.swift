/// Fixed 64-bit mixing: the same in every process and on every machine, unlike `Hasher`.
public enum Hash64 {
    /// Mixes one word so that every input bit reaches every output bit (splitmix64's finaliser).
    @inlinable public static func mix(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9e37_79b9_7f4a_7c15
        z = (z ^ (z &>> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z &>> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z &>> 31)
    }

    /// Adds a word to a running hash; the order of words matters.
    @inlinable public static func combine(_ hash: UInt64, _ value: UInt64) -> UInt64 {
        mix((hash &* 0x9fb2_1c65_1e98_df25) ^ value)
    }

    /// The hash of a byte string.
    @inlinable public static func bytes(_ value: UnsafeBufferPointer<UInt8>, seed: UInt64 = 0) -> UInt64 {
        guard let base = value.baseAddress else { return mix(seed) }
        let count = value.count
        var hash = seed ^ (UInt64(truncatingIfNeeded: count) &* 0x9e37_79b9_7f4a_7c15)
        var i = 0
        let raw = UnsafeRawPointer(base)
        // SAFETY: every load below stays inside the `count` bytes of `value`.
        while i &+ 8 <= count {
            let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
            hash = (hash ^ word) &* 0x9fb2_1c65_1e98_df25
            hash ^= hash &>> 32
            i &+= 8
        }
        var tail: UInt64 = 0
        var shift: UInt64 = 0
        while i < count {
            tail |= UInt64(base[i]) &<< shift
            shift &+= 8
            i &+= 1
        }
        return mix(hash ^ tail)
    }

    /// The hash of a text's UTF-8 bytes.
    public static func text(_ value: String, seed: UInt64 = 0) -> UInt64 {
        var value = value
        return value.withUTF8 { bytes($0, seed: seed) }
    }
}
