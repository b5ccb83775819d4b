import CByteMask

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
    /// A large table is slow because each look-up waits for memory: for the slot, then for where the known value
    /// lies, then for that value. Here the cache is asked for each a group of values ahead, so that nothing waits.
    /// - Parameters:
    ///   - values: The values and their hashes.
    ///   - arena: The bytes the values lie in; eight bytes beyond the end of each can be read.
    ///   - codes: Receives a code per value.
    /// - Precondition: The arena of distinct values stays below 4 GiB.
    public mutating func intern(
        _ values: UnsafeBufferPointer<HashedValue>,
        in arena: UnsafePointer<UInt8>,
        into codes: UnsafeMutableBufferPointer<UInt32>
    ) {
        precondition(codes.count >= values.count)
        var size = slots.count
        while (count + values.count) * 2 > size { size *= 2 }
        if size != slots.count { grow(to: size) }
        var length = 0
        for value in values { length &+= Int(value.length) }
        makeRoom(values: values.count, bytes: length)

        // Taken out of self for the loop, so that each is one exclusive access.
        var slots: [UInt64] = []
        var bytes: [UInt8] = []
        var offsets: [UInt32] = []
        swap(&slots, &self.slots)
        swap(&bytes, &self.bytes)
        swap(&offsets, &self.offsets)
        slots.withUnsafeMutableBufferPointer { slots in
            bytes.withUnsafeMutableBufferPointer { bytes in
                offsets.withUnsafeMutableBufferPointer { offsets in
                    guard let bytes = bytes.baseAddress, let offsets = offsets.baseAddress else { return }
                    var known = Known(slots: slots, shift: shift, bytes: bytes, offsets: offsets)
                    known.count = count
                    known.size = arenaSize
                    func group(_ number: Int) -> Range<Int> {
                        let start = min(values.count, max(0, number &* Self.group))
                        return start..<min(values.count, max(0, (number &+ 1) &* Self.group))
                    }
                    let groups = (values.count + Self.group - 1) / Self.group
                    for number in -3..<groups {
                        known.askForSlots(values, group(number &+ 3))
                        known.askForPlaces(values, group(number &+ 2), codes)
                        known.askForValues(group(number &+ 1), codes)
                        for k in group(number) { codes[k] = known.code(values[k], arena) }
                    }
                    count = known.count
                    arenaSize = known.size
                }
            }
        }
        swap(&slots, &self.slots)
        swap(&bytes, &self.bytes)
        swap(&offsets, &self.offsets)
        precondition(arenaSize <= Int(UInt32.max), "a column's distinct values exceed 4 GiB")
    }
}

/// The insides of an interner while many values are looked for; its room suffices for all of them.
private struct Known {
    let slots: UnsafeMutableBufferPointer<UInt64>
    let shift: UInt64
    let bytes: UnsafeMutablePointer<UInt8>
    let offsets: UnsafeMutablePointer<UInt32>
    var count = 1
    var size = 0

    /// Asks the cache for the slots of a group.
    @inline(__always)
    func askForSlots(_ values: UnsafeBufferPointer<HashedValue>, _ group: Range<Int>) {
        guard let slots = slots.baseAddress else { return }
        for k in group { bm_prefetch(slots + Int(truncatingIfNeeded: values[k].hash &>> shift)) }
    }

    /// Asks for where the known values lie; `codes` receives what is guessed from the slots.
    @inline(__always)
    func askForPlaces(
        _ values: UnsafeBufferPointer<HashedValue>,
        _ group: Range<Int>,
        _ codes: UnsafeMutableBufferPointer<UInt32>
    ) {
        // SAFETY: a hash shifted by `shift` is below the number of slots; codes in slots are below `count`.
        for k in group {
            let hash = values[k].hash
            let entry = slots[Int(truncatingIfNeeded: hash &>> shift)]
            // Code 0 for other values: its place is in the cache.
            codes[k] = (entry ^ hash) &>> 32 == 0 ? UInt32(truncatingIfNeeded: entry) : 0
            bm_prefetch(offsets + Int(codes[k]))
        }
    }

    /// Asks for the known values that `codes` guesses.
    @inline(__always)
    func askForValues(_ group: Range<Int>, _ codes: UnsafeMutableBufferPointer<UInt32>) {
        // SAFETY: as above; asking reads nothing.
        for k in group { bm_prefetch(bytes + Int(offsets[Int(codes[k])])) }
    }

    /// The code of a value, a new one if it was not seen before.
    @inline(__always)
    mutating func code(_ value: HashedValue, _ arena: UnsafePointer<UInt8>) -> UInt32 {
        let mask = slots.count &- 1
        let tag = value.hash & 0xffff_ffff_0000_0000
        let length = Int(value.length)
        let p = arena + Int(value.start)
        var slot = Int(truncatingIfNeeded: value.hash &>> shift)
        while true {
            // SAFETY: a hash shifted by `shift` is below the number of slots, and so is what is masked.
            let entry = slots[slot]
            if entry == 0 { break }
            if entry & 0xffff_ffff_0000_0000 == tag {
                let code = UInt32(truncatingIfNeeded: entry)
                let start = Int(offsets[Int(code)])
                // SAFETY: the known value has `length` bytes from `start`, the other as many.
                if Int(offsets[Int(code) &+ 1]) &- start == length,
                    ValueInterner.equal(bytes + start, p, length)
                {
                    return code
                }
            }
            slot = (slot &+ 1) & mask
        }
        let code = UInt32(truncatingIfNeeded: count)
        let target = UnsafeMutableRawPointer(bytes + size)
        var i = 0
        while i < length {
            // SAFETY: eight bytes beyond the value can be read, and as many be written behind the arena.
            let word = UnsafeRawPointer(p + i).loadUnaligned(as: UInt64.self)
            (target + i).storeBytes(of: word, as: UInt64.self)
            i &+= 8
        }
        size &+= length
        count &+= 1
        offsets[count] = UInt32(truncatingIfNeeded: size)
        slots[slot] = tag | UInt64(code)
        return code
    }
}
