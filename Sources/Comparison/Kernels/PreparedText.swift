import CByteMask
public import Columns

/// Values of one dictionary, prepared once so that a kernel on two of its codes allocates nothing.
///
/// Lengths and positions count Unicode scalars, called symbols here. A *short* value, of at most 15 symbols
/// that all have one-byte numbers in the dictionary's alphabet, lies in a slot of 16 bytes: its symbols, zeros,
/// and its length in byte 15. Any other value is *long*: byte 15 of its slot is 0xFF. If there is a long
/// value, all values also lie in an arena of two-byte symbols, and a pair with a long value is compared there.
///
/// The kernels do not check their codes, which must lie below ``count``. They give code 0, the missing value,
/// the length 0; whether missing values agree is for the comparison to decide.
public final class PreparedText: Sendable {
    /// The longest value that fits a slot, in symbols.
    static let slotCapacity = 15
    /// The longest value that the bit-parallel kernels take, in symbols.
    static let wordCapacity = 64
    /// The length byte of a long value's slot.
    static let longMark: UInt32 = 0xff

    /// The number of codes, the missing value's included.
    public let count: Int

    private let slotMemory: FrozenBuffer<SIMD16<UInt8>>
    private let unitMemory: FrozenBuffer<UInt16>
    private let startMemory: FrozenBuffer<UInt32>
    private let bagMemory: FrozenBuffer<UInt64>
    // SAFETY: these point into the four buffers above, which are never written again and live as long.
    nonisolated(unsafe) let slots: UnsafePointer<UInt8>
    nonisolated(unsafe) let units: UnsafePointer<UInt16>
    nonisolated(unsafe) let starts: UnsafePointer<UInt32>
    nonisolated(unsafe) let bags: UnsafePointer<UInt64>

    /// How many values are prepared as one piece of work.
    private static let valuesPerPiece = 1 << 14

    /// Prepares all values of a dictionary.
    ///
    /// - Complexity: O(bytes) time; 24 bytes per value, and 2 bytes per symbol more if any value is long.
    public init(_ values: ValueDictionary, workers: Workers = Workers(threads: 1)) {
        let alphabet = SymbolAlphabet(values)
        let perPiece = Self.valuesPerPiece
        let slots = workers.fill(count: values.count, pieceSize: perPiece, with: SIMD16<UInt8>()) {
            range,
            part in
            for code in range { part[code - range.lowerBound] = Self.slot(UInt32(code), values, alphabet) }
        }
        let bags = workers.fill(count: values.count, pieceSize: perPiece, with: UInt64(0)) { range, part in
            for code in range { part[code - range.lowerBound] = SymbolBag.bits(of: slots[code]) }
        }
        var units: [UInt16] = []
        var starts: [UInt32] = []
        if slots.contains(where: { $0[Self.slotCapacity] == UInt8(Self.longMark) }) {
            starts.reserveCapacity(values.count + 1)
            for code in 0..<UInt32(values.count) {
                // No more symbols than bytes, and a dictionary's bytes are counted in 32 bits.
                starts.append(UInt32(units.count))
                values.forEachScalar(of: code) { units.append(alphabet.symbol($0)) }
            }
            starts.append(UInt32(units.count))
        }
        count = values.count
        slotMemory = FrozenBuffer(slots, filler: SIMD16<UInt8>())
        unitMemory = FrozenBuffer(units, padding: Self.wordCapacity, filler: 0)
        startMemory = FrozenBuffer(starts, filler: 0)
        bagMemory = FrozenBuffer(bags, filler: 0)
        // SAFETY: SIMD16<UInt8> is 16 bytes without padding; the pointer is only used to read those bytes.
        self.slots = UnsafeRawPointer(slotMemory.base).assumingMemoryBound(to: UInt8.self)
        self.units = unitMemory.base
        self.starts = startMemory.base
        self.bags = bagMemory.base
    }

    /// The slot of a value: its symbols and their number, or the mark of a long value.
    private static func slot(
        _ code: UInt32,
        _ values: ValueDictionary,
        _ alphabet: SymbolAlphabet
    ) -> SIMD16<UInt8> {
        var slot = SIMD16<UInt8>()
        var length = 0
        var isShort = true
        values.forEachScalar(of: code) { scalar in
            let symbol = alphabet.symbol(scalar)
            if length < slotCapacity && symbol <= 0xff {
                slot[length] = UInt8(truncatingIfNeeded: symbol)
            } else {
                isShort = false
            }
            length &+= 1
        }
        if !isShort { slot = SIMD16<UInt8>() }
        slot[slotCapacity] = isShort ? UInt8(length) : UInt8(longMark)
        return slot
    }

    /// The slot of a code.
    @inline(__always) func slot(_ code: UInt32) -> UnsafePointer<UInt8> {
        slots + (Int(code) &<< 4)
    }

    /// Asks the cache for a value that will be compared soon.
    ///
    /// Pays where pairs come in random order: a mispredicted branch would otherwise wait for memory.
    @inline(__always) func prefetch(_ code: UInt32) {
        bm_prefetch(slot(code))
        bm_prefetch(bags + Int(code))
    }

    /// The length byte of a slot.
    @inline(__always) static func lengthByte(_ slot: UnsafePointer<UInt8>) -> UInt32 {
        UInt32(slot[15])
    }

    /// The symbols of a code in the arena, which exists only where a value is long.
    @inline(__always) func span(_ code: UInt32) -> SymbolSpan {
        let start = Int(starts[Int(code)])
        return SymbolSpan(base: units + start, count: Int(starts[Int(code) &+ 1]) &- start)
    }

    /// The length of a value in symbols.
    @inline(__always) func length(_ code: UInt32) -> Int {
        let byte = Self.lengthByte(slot(code))
        return byte == Self.longMark ? span(code).count : Int(byte)
    }

    /// The number of symbols at which two values begin alike.
    @inline(__always) func commonPrefix(_ a: UInt32, _ b: UInt32) -> Int {
        let left = slot(a)
        let right = slot(b)
        let leftLength = Self.lengthByte(left)
        let rightLength = Self.lengthByte(right)
        if leftLength | rightLength == Self.longMark { return span(a).commonPrefix(span(b)) }
        let alike = Int((~bm_same16(left, right)).trailingZeroBitCount)
        return min(alike, Int(min(leftLength, rightLength)))
    }
}
