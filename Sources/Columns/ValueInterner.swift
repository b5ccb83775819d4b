/// Gives each distinct byte string a dense code, in order of first appearance.
///
/// Open addressing over one arena; the empty string is the missing value and has code 0.
/// - Complexity: O(length) expected per value; no allocation but the arena's growth.
public struct ValueInterner: Sendable {
    @usableFromInline var bytes: [UInt8] = []
    @usableFromInline var offsets: [UInt32] = [0, 0]
    /// Per slot: the high half of the hash (so that most probes end here) and the code; 0 is free.
    @usableFromInline var slots: [UInt64]
    @usableFromInline var mask: Int

    /// An interner with room for about `capacity` distinct values before it grows.
    public init(capacity: Int = 64) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
        mask = size - 1
    }

    /// The number of codes given so far, the missing value's included.
    @inlinable public var count: Int { offsets.count - 1 }

    /// The bytes used by the values so far.
    @inlinable public var arenaSize: Int { bytes.count }

    /// The code of a value, a new one if it was not seen before.
    @inlinable public mutating func intern(_ value: UnsafeBufferPointer<UInt8>) -> UInt32 {
        if value.isEmpty { return 0 }
        return intern(value, hash: Hash64.bytes(value))
    }

    /// The code of a value whose ``Hash64/bytes(_:seed:)`` with seed 0 is known.
    @inlinable public mutating func intern(_ value: UnsafeBufferPointer<UInt8>, hash: UInt64) -> UInt32 {
        let tag = hash & 0xffff_ffff_0000_0000
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let entry = slots[slot]
            if entry == 0 { break }
            if entry & 0xffff_ffff_0000_0000 == tag {
                let code = UInt32(truncatingIfNeeded: entry)
                if equals(code, value) { return code }
            }
            slot = (slot + 1) & mask
        }
        let code = UInt32(offsets.count - 1)
        bytes.append(contentsOf: value)
        precondition(bytes.count <= Int(UInt32.max), "a column's distinct values exceed 4 GiB")
        offsets.append(UInt32(truncatingIfNeeded: bytes.count))
        slots[slot] = tag | UInt64(code)
        if offsets.count * 2 > slots.count { grow() }
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
        ValueDictionary(bytes: bytes, offsets: offsets)
    }

    @inlinable func equals(_ code: UInt32, _ value: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = Int(offsets[Int(code)])
        let end = Int(offsets[Int(code) + 1])
        if end - start != value.count { return false }
        // SAFETY: start..<end lies in the arena, and value has as many bytes.
        return bytes.withUnsafeBufferPointer { arena in
            for i in 0..<value.count where arena[start &+ i] != value[i] { return false }
            return true
        }
    }

    @usableFromInline mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: old.count * 2)
        mask = slots.count - 1
        // The low half of the hash is not stored, so it is computed again from the arena.
        bytes.withUnsafeBufferPointer { arena in
            for entry in old where entry != 0 {
                let code = Int(UInt32(truncatingIfNeeded: entry))
                let value = UnsafeBufferPointer(rebasing: arena[Int(offsets[code])..<Int(offsets[code + 1])])
                var slot = Int(truncatingIfNeeded: Hash64.bytes(value)) & mask
                while slots[slot] != 0 { slot = (slot + 1) & mask }
                slots[slot] = entry
            }
        }
    }
}
