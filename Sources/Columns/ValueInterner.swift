/// Gives each distinct byte string a dense code, in order of first appearance.
///
/// Open addressing over one arena; the empty string is the missing value and has code 0.
/// - Complexity: O(length) expected per value; no allocation but the arena's growth.
public struct ValueInterner: Sendable {
    /// The values end to end in the first ``arenaSize`` bytes; what lies behind is room, not yet written.
    @usableFromInline var bytes: [UInt8] = []
    /// The bytes used by the values so far.
    public internal(set) var arenaSize = 0
    /// Where each value starts, and in the entry behind the last code where the next one will; then room.
    @usableFromInline var offsets: [UInt32]
    /// The number of codes given so far, the missing value's included.
    public internal(set) var count = 1
    /// Per slot: the high half of the hash (so that most probes end here) and the code; 0 is free.
    @usableFromInline var slots: [UInt64]
    /// What is left of a hash after this shift is its slot.
    @usableFromInline var shift: UInt64

    /// An interner with room for about `capacity` distinct values before it grows.
    public init(capacity: Int = 64) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        slots = Self.emptySlots(size)
        shift = UInt64(64 - size.trailingZeroBitCount)
        offsets = [UInt32](repeating: 0, count: 64)
    }

    /// Makes room for values to come, so that the arena need not be copied as it grows.
    ///
    /// Room that is never used costs addresses but no memory: guess high.
    /// - Parameters:
    ///   - values: How many distinct values there may be in all.
    ///   - bytes: Their length in all.
    public mutating func reserve(values: Int, bytes: Int) {
        makeRoom(values: max(0, values - count), bytes: max(0, bytes - arenaSize))
    }

    /// Makes the table of slots large enough for `values` distinct values: for when they are sure to come.
    public mutating func expect(values: Int) {
        var size = slots.count
        while size < values * 2 { size *= 2 }
        if size > slots.count { grow(to: size) }
    }

    /// The code of a value, a new one if it was not seen before.
    @inlinable public mutating func intern(_ value: UnsafeBufferPointer<UInt8>) -> UInt32 {
        if value.isEmpty { return 0 }
        return intern(value, hash: Hash64.bytes(value))
    }

    /// The code of a value whose ``Hash64/bytes(_:seed:)`` with seed 0 is known.
    @inlinable public mutating func intern(_ value: UnsafeBufferPointer<UInt8>, hash: UInt64) -> UInt32 {
        let tag = hash & 0xffff_ffff_0000_0000
        var slot = Int(truncatingIfNeeded: hash &>> shift)
        while true {
            let entry = slots[slot]
            if entry == 0 { break }
            if entry & 0xffff_ffff_0000_0000 == tag {
                let code = UInt32(truncatingIfNeeded: entry)
                if equals(code, value) { return code }
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return add(value, tag: tag, at: slot)
    }

    /// The code of a value; nil if it was not seen before.
    @inlinable public func find(_ value: UnsafeBufferPointer<UInt8>) -> UInt32? {
        if value.isEmpty { return 0 }
        let hash = Hash64.bytes(value)
        let tag = hash & 0xffff_ffff_0000_0000
        var slot = Int(truncatingIfNeeded: hash &>> shift)
        while slots[slot] != 0 {
            if slots[slot] & 0xffff_ffff_0000_0000 == tag {
                let code = UInt32(truncatingIfNeeded: slots[slot])
                if equals(code, value) { return code }
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Gives a new value the next code.
    @usableFromInline mutating func add(
        _ value: UnsafeBufferPointer<UInt8>,
        tag: UInt64,
        at slot: Int
    ) -> UInt32 {
        makeRoom(values: 1, bytes: value.count)
        let start = arenaSize
        bytes.withUnsafeMutableBufferPointer { bytes in
            // SAFETY: room was made behind `start`.
            if let room = bytes.baseAddress, let base = value.baseAddress {
                (room + start).update(from: base, count: value.count)
            }
        }
        arenaSize += value.count
        precondition(arenaSize <= Int(UInt32.max), "a column's distinct values exceed 4 GiB")
        let code = UInt32(truncatingIfNeeded: count)
        count += 1
        offsets[count] = UInt32(truncatingIfNeeded: arenaSize)
        slots[slot] = tag | UInt64(code)
        if count * 2 >= slots.count { grow(to: slots.count * 2) }
        return code
    }

    /// The code of a text value.
    public mutating func intern(_ text: String) -> UInt32 {
        var text = text
        return text.withUTF8 { intern($0) }
    }

    /// The code of a value held in an array.
    @inlinable public mutating func intern(_ value: [UInt8]) -> UInt32 {
        value.withUnsafeBufferPointer { intern($0) }
    }

    /// Ends interning and returns the dictionary.
    public consuming func finish() -> ValueDictionary {
        bytes.removeLast(bytes.count - arenaSize)
        offsets.removeLast(offsets.count - count - 1)
        return ValueDictionary(bytes: bytes, offsets: offsets)
    }

    @inlinable func equals(_ code: UInt32, _ value: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = Int(offsets[Int(code)])
        let end = Int(offsets[Int(code) + 1])
        if end - start != value.count { return false }
        // SAFETY: start..<end lies in the arena, and value has as many bytes.
        return bytes.withUnsafeBufferPointer { arena in
            guard let known = arena.baseAddress, let wanted = value.baseAddress else { return true }
            return Self.equal(known + start, wanted, value.count)
        }
    }

    /// Whether `count` bytes at two places are the same.
    @inlinable static func equal(
        _ a: UnsafePointer<UInt8>,
        _ b: UnsafePointer<UInt8>,
        _ count: Int
    ) -> Bool {
        var i = 0
        // SAFETY: whole words are read only where count leaves room for them.
        while i &+ 8 <= count {
            let x = UnsafeRawPointer(a + i).loadUnaligned(as: UInt64.self)
            let y = UnsafeRawPointer(b + i).loadUnaligned(as: UInt64.self)
            if x != y { return false }
            i &+= 8
        }
        while i < count {
            if a[i] != b[i] { return false }
            i &+= 1
        }
        return true
    }

    /// Moves all entries to a table of `size` slots, a power of two of at most 2³².
    ///
    /// A slot is chosen by the hash's highest bits, which entries keep: no hash is computed again, and
    /// because entries stand nearly in the order of their hashes, memory is passed through once.
    @usableFromInline mutating func grow(to size: Int) {
        let old = slots
        slots = Self.emptySlots(size)
        shift = UInt64(64 - size.trailingZeroBitCount)
        let shift = shift
        slots.withUnsafeMutableBufferPointer { slots in
            for entry in old where entry != 0 {
                var slot = Int(truncatingIfNeeded: entry &>> shift)
                // SAFETY: a hash shifted by `shift` is below the number of slots, and so is what is masked.
                while slots[slot] != 0 { slot = (slot &+ 1) & (size &- 1) }
                slots[slot] = entry
            }
        }
    }

    private static func emptySlots(_ size: Int) -> [UInt64] {
        [UInt64](unsafeUninitializedCapacity: size) { buffer, count in
            HugePages.advise(UnsafeMutableRawBufferPointer(buffer))
            buffer.initialize(repeating: 0)
            count = size
        }
    }

    /// Makes room behind the values and behind their starts; eight bytes may be written beyond the last value.
    @usableFromInline mutating func makeRoom(values: Int, bytes wanted: Int) {
        if arenaSize + wanted + 8 > bytes.count {
            bytes.enlarge(to: max(arenaSize + wanted + 8, bytes.count * 2), keeping: arenaSize)
        }
        if count + 1 + values > offsets.count - 1 {
            offsets.enlarge(to: max(count + 2 + values, offsets.count * 2), keeping: count + 1)
        }
    }
}
