import Columns

/// One column of one chunk; reused from chunk to chunk: one thread fills it, later one thread reads it.
final class ChunkColumn: @unchecked Sendable {
    /// The rows; loops borrow it once, for accesses to an object's fields are checked one by one.
    var rows: ChunkValues

    /// A column that takes over the memory of its rows.
    init(_ rows: ChunkValues = ChunkValues()) { self.rows = rows }

    deinit { rows.deallocate() }
}

/// Codes that only count within a chunk, and the distinct values behind them.
///
/// Where nearly every row has a value of its own, values are no longer looked for and may then recur.
/// The hash of each distinct value is kept, so that joining chunks need not compute it again. The memory
/// belongs to the ``ChunkColumn``: copies of this struct share it.
struct ChunkValues {
    private(set) var codes: UnsafeMutablePointer<UInt32>
    private(set) var values: UnsafeMutablePointer<HashedValue>
    private(set) var arena: UnsafeMutablePointer<UInt8>
    /// Values, the missing one of code 0 included.
    private(set) var valueCount = 1
    private(set) var arenaCount = 0
    private(set) var rowCount = 0
    /// Rows whose value held bytes that fit nothing and became U+FFFD.
    private(set) var repairedRows = 0
    /// Rows whose value was not UTF-8 and was read in another encoding.
    private(set) var fallbackRows = 0
    /// Whether some value holds bytes beyond ASCII.
    private(set) var isBeyondASCII = false
    /// Whether some value holds a mark of text that is wrapped or written out.
    private(set) var hasMarks = false
    /// Whether values are no longer looked for, because nearly every row so far had one of its own.
    private var isDirect = false

    /// How many distinct values decide whether more are looked for.
    private static let trial = 512

    /// Per slot: the high half of the hash and the code; 0 is free.
    private var slots: UnsafeMutablePointer<UInt64>
    private var slotMask: Int
    private var codeCapacity = 256
    private var valueCapacity = 256
    private var arenaCapacity = 4096

    init() {
        codes = .allocate(capacity: codeCapacity)
        values = .allocate(capacity: valueCapacity)
        arena = .allocate(capacity: arenaCapacity + PaddedText.slack)
        slots = .allocate(capacity: 512)
        slotMask = 511
        slots.initialize(repeating: 0, count: 512)
        values[0] = HashedValue(hash: 0, start: 0, length: 0)
    }

    func deallocate() {
        codes.deallocate()
        values.deallocate()
        arena.deallocate()
        slots.deallocate()
    }

    /// The value of a row, good until the next row is appended.
    func bytes(ofRow row: Int) -> ByteView {
        precondition(row >= 0 && row < rowCount)
        // SAFETY: rows have codes, codes have values, and these lie in the arena.
        let value = values[Int(codes[row])]
        return ByteView(start: arena + Int(value.start), count: Int(value.length))
    }

    /// Forgets all rows and makes room for `rows` new ones.
    mutating func reset(rows: Int) {
        // A table that was far too large last time shrinks, so that clearing it stays cheap.
        if valueCount * 8 < slotMask && slotMask > 511 {
            replaceSlots(max(512, (slotMask + 1) / 2))
        } else {
            slots.update(repeating: 0, count: slotMask + 1)
        }
        valueCount = 1
        arenaCount = 0
        rowCount = 0
        repairedRows = 0
        fallbackRows = 0
        isDirect = false
        if rows > codeCapacity {
            codeCapacity = rows
            codes.deallocate()
            codes = .allocate(capacity: rows)
        }
    }

    /// Appends a row whose value is missing.
    @inline(__always)
    mutating func appendMissing() {
        codes[rowCount] = 0
        rowCount &+= 1
    }

    /// Appends a row with a value of at least one byte that can be read eight bytes beyond its end.
    @inline(__always)
    mutating func append(_ p: UnsafePointer<UInt8>, _ count: Int) {
        codes[rowCount] = intern(p, count, PaddedText.hash(p, count))
        rowCount &+= 1
    }

    @inline(__always)
    private mutating func intern(_ p: UnsafePointer<UInt8>, _ count: Int, _ hash: UInt64) -> UInt32 {
        if isDirect { return add(p, count, hash, at: -1) }
        let tag = hash &>> 32
        var slot = Int(truncatingIfNeeded: hash) & slotMask
        while true {
            // SAFETY: slot ≤ slotMask; a code in a slot has a value; values and arena are padded.
            let entry = slots[slot]
            if entry == 0 { break }
            if entry &>> 32 == tag {
                let code = UInt32(truncatingIfNeeded: entry)
                let value = values[Int(code)]
                if value.hash == hash, Int(value.length) == count,
                    PaddedText.equal(arena + Int(value.start), p, count)
                {
                    return code
                }
            }
            slot = (slot &+ 1) & slotMask
        }
        return add(p, count, hash, at: slot)
    }

    @inline(never)
    private mutating func add(_ p: UnsafePointer<UInt8>, _ count: Int, _ hash: UInt64, at slot: Int) -> UInt32
    {
        if arenaCount + count > arenaCapacity { growArena(arenaCount + count) }
        if valueCount == valueCapacity { growValues() }
        // SAFETY: both have room now.
        (arena + arenaCount).update(from: p, count: count)
        let code = UInt32(truncatingIfNeeded: valueCount)
        values[valueCount] = HashedValue(
            hash: hash,
            start: UInt32(truncatingIfNeeded: arenaCount),
            length: UInt32(truncatingIfNeeded: count)
        )
        arenaCount += count
        valueCount += 1
        if isDirect { return code }
        slots[slot] = (hash & 0xffff_ffff_0000_0000) | UInt64(code)
        if valueCount == Self.trial, rowCount * 15 <= valueCount * 16 {
            isDirect = true
        } else if valueCount * 2 > slotMask {
            rebuildSlots()
        }
        return code
    }

    private mutating func growArena(_ wanted: Int) {
        arenaCapacity = max(arenaCapacity * 2, wanted)
        let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: arenaCapacity + PaddedText.slack)
        fresh.update(from: arena, count: arenaCount)
        arena.deallocate()
        arena = fresh
    }

    private mutating func growValues() {
        valueCapacity *= 2
        let fresh = UnsafeMutablePointer<HashedValue>.allocate(capacity: valueCapacity)
        fresh.update(from: values, count: valueCount)
        values.deallocate()
        values = fresh
    }

    private mutating func replaceSlots(_ size: Int) {
        slots.deallocate()
        slots = .allocate(capacity: size)
        slots.initialize(repeating: 0, count: size)
        slotMask = size - 1
    }

    private mutating func rebuildSlots() {
        replaceSlots((slotMask + 1) * 2)
        for code in 1..<valueCount {
            let hash = values[code].hash
            var slot = Int(truncatingIfNeeded: hash) & slotMask
            while slots[slot] != 0 { slot = (slot + 1) & slotMask }
            slots[slot] = (hash & 0xffff_ffff_0000_0000) | UInt64(code)
        }
    }

    /// Whether all values are UTF-8: all of them end to end are, and none begins within a character.
    private var areAllUTF8: Bool {
        for code in 1..<valueCount where arena[Int(values[code].start)] & 0xc0 == 0x80 { return false }
        return UTF8Check.isValid(arena, arenaCount)
    }

    /// Replaces the values that are not UTF-8; call it after the last row.
    ///
    /// A fallback reads them if it can; what it cannot read, and everything without one, gets U+FFFD in the place
    /// of bad bytes.
    /// - Complexity: O(arena) when all is well, else O(rows + arena).
    mutating func repairUTF8(_ fallback: FallbackEncoding? = nil) {
        let marks = UTF8Check.marks(arena, arenaCount)
        hasMarks = marks.hasMarks
        isBeyondASCII = marks.isBeyondASCII
        if !isBeyondASCII || areAllUTF8 { return }
        // Per value: whether it is UTF-8, was read by the fallback, or repaired.
        var states = [RepairState](repeating: .sound, count: valueCount)
        var anyBad = false
        for code in 1..<valueCount {
            let value = values[code]
            if !UTF8Check.isValid(arena + Int(value.start), Int(value.length)) {
                states[code] = .repaired
                anyBad = true
            }
        }
        if !anyBad { return }

        // All values are interned once more: a repaired value may equal another one.
        var old = ChunkValues()
        defer { old.deallocate() }
        swap(&old.values, &values)
        swap(&old.arena, &arena)
        swap(&old.valueCapacity, &valueCapacity)
        swap(&old.arenaCapacity, &arenaCapacity)
        old.valueCount = valueCount
        valueCount = 1
        arenaCount = 0
        isDirect = false
        slots.update(repeating: 0, count: slotMask + 1)
        let repaired = TextBuffer(capacity: 256)
        var newCodes = [UInt32](repeating: 0, count: old.valueCount)
        for code in 1..<old.valueCount {
            let value = old.values[code]
            let p = UnsafePointer(old.arena + Int(value.start))
            if states[code] == .repaired {
                // SAFETY: the value's bytes lie in the old arena, which lives until the end.
                let bytes = UnsafeBufferPointer(start: p, count: Int(value.length))
                let read = fallback?.text(of: Array(bytes))
                if read != nil { states[code] = .read }
                let text = read ?? Array(String(decoding: bytes, as: UTF8.self).utf8)
                repaired.reserve(text.count, keeping: 0)
                for (i, byte) in text.enumerated() { repaired.base[i] = byte }
                newCodes[code] = intern(
                    repaired.base,
                    text.count,
                    PaddedText.hash(repaired.base, text.count)
                )
            } else {
                newCodes[code] = intern(p, Int(value.length), value.hash)
            }
        }
        for row in 0..<rowCount {
            let code = Int(codes[row])
            switch states[code] {
            case .sound: break
            case .read: fallbackRows += 1
            case .repaired: repairedRows += 1
            }
            codes[row] = newCodes[code]
        }
    }

    /// What was done about a value.
    private enum RepairState {
        case sound
        case read
        case repaired
    }
}
