/// A value somewhere in an arena, with its ``Hash64/bytes(_:seed:)`` under seed 0.
public struct HashedValue: Sendable {
    /// The value's hash.
    public var hash: UInt64
    /// Where the value starts in the arena.
    public var start: UInt32
    /// The value's length in bytes.
    public var length: UInt32

    /// A value from its parts.
    public init(hash: UInt64, start: UInt32, length: UInt32) {
        self.hash = hash
        self.start = start
        self.length = length
    }
}

extension ValueInterner {
    /// How many values are looked for at the same time.
    private static let group = 16

    /// The codes of many values, none of them empty, in their order.
    ///
    /// A large table is slow because each look-up waits for memory. Here the slots of sixteen values are
    /// read before the first of them is used, then their known values, so that the waits overlap.
    /// - Parameters:
    ///   - values: The values and their hashes.
    ///   - arena: The bytes the values lie in.
    ///   - codes: Receives a code per value.
    /// - Precondition: The arena of distinct values stays below 4 GiB.
    public mutating func intern(
        _ values: UnsafeBufferPointer<HashedValue>,
        in arena: UnsafePointer<UInt8>,
        into codes: UnsafeMutableBufferPointer<UInt32>
    ) {
        precondition(codes.count >= values.count)
        var size = slots.count
        while (offsets.count + values.count) * 2 > size { size *= 2 }
        if size != slots.count { grow(to: size) }

        // Taken out of self for the loop, so that each is one exclusive access.
        var slots: [UInt64] = []
        var bytes: [UInt8] = []
        var offsets: [UInt32] = []
        swap(&slots, &self.slots)
        swap(&bytes, &self.bytes)
        swap(&offsets, &self.offsets)
        slots.withUnsafeMutableBufferPointer { slots in
            var first = 0
            while first < values.count {
                let last = min(first &+ Self.group, values.count)
                touch(values, first..<last, slots, bytes, offsets, codes)
                for k in first..<last {
                    // SAFETY: a hash shifted by `shift` is below the number of slots.
                    let value = values[k]
                    let p = arena + Int(value.start)
                    codes[k] = Self.code(
                        UnsafeBufferPointer(start: p, count: Int(value.length)),
                        value.hash,
                        slots,
                        shift,
                        &bytes,
                        &offsets
                    )
                }
                first = last
            }
        }
        swap(&slots, &self.slots)
        swap(&bytes, &self.bytes)
        swap(&offsets, &self.offsets)
        precondition(self.bytes.count <= Int(UInt32.max), "a column's distinct values exceed 4 GiB")
    }

    /// Reads what the look-ups of a group will need; `codes` receives bytes that mean nothing yet.
    @inline(__always)
    private func touch(
        _ values: UnsafeBufferPointer<HashedValue>,
        _ group: Range<Int>,
        _ slots: UnsafeMutableBufferPointer<UInt64>,
        _ bytes: [UInt8],
        _ offsets: [UInt32],
        _ codes: UnsafeMutableBufferPointer<UInt32>
    ) {
        for k in group {
            let hash = values[k].hash
            let entry = slots[Int(truncatingIfNeeded: hash &>> shift)]
            // Code 0 for other values: its offset is in the cache.
            codes[k] = (entry ^ hash) &>> 32 == 0 ? UInt32(truncatingIfNeeded: entry) : 0
        }
        for k in group { codes[k] = offsets[Int(codes[k])] }
        for k in group where codes[k] != 0 { codes[k] = UInt32(bytes[Int(codes[k])]) }
    }

    @inline(__always)
    private static func code(
        _ value: UnsafeBufferPointer<UInt8>,
        _ hash: UInt64,
        _ slots: UnsafeMutableBufferPointer<UInt64>,
        _ shift: UInt64,
        _ bytes: inout [UInt8],
        _ offsets: inout [UInt32]
    ) -> UInt32 {
        let mask = slots.count &- 1
        let tag = hash & 0xffff_ffff_0000_0000
        var slot = Int(truncatingIfNeeded: hash &>> shift)
        while true {
            let entry = slots[slot]
            if entry == 0 { break }
            if entry & 0xffff_ffff_0000_0000 == tag {
                let code = UInt32(truncatingIfNeeded: entry)
                let start = Int(offsets[Int(code)])
                let length = Int(offsets[Int(code) &+ 1]) &- start
                if length == value.count {
                    let isSame = bytes.withUnsafeBufferPointer { known in
                        guard let a = known.baseAddress, let b = value.baseAddress else { return false }
                        // SAFETY: the known value has `length` bytes from `start`, the other as many.
                        return equal(a + start, b, length)
                    }
                    if isSame { return code }
                }
            }
            slot = (slot &+ 1) & mask
        }
        let code = UInt32(truncatingIfNeeded: offsets.count &- 1)
        bytes.append(contentsOf: value)
        offsets.append(UInt32(truncatingIfNeeded: bytes.count))
        slots[slot] = tag | UInt64(code)
        return code
    }
}
