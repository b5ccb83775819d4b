import CByteMask
public import Columns

/// Values of one dictionary, prepared once so that a kernel on two of its codes allocates nothing.
///
/// Lengths and positions count Unicode scalars, called symbols here. A *short* value, of at most 15 symbols
/// that all have one-byte numbers in the dictionary's alphabet, lies in a slot of 16 bytes: its symbols, zeros,
/// and its length in byte 15. Any other value is *long*: byte 15 of its slot is 0xFF, and the slot holds the
/// low bytes of its first four symbols, where it begins in an arena of two-byte symbols (bytes 4…7), and its
/// length (bytes 8…11). A pair with a long value is compared as two rows of two-byte symbols.
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
    private let bagMemory: FrozenBuffer<UInt64>
    // SAFETY: these point into the buffers above, which are never written again and live as long.
    nonisolated(unsafe) let slots: UnsafePointer<UInt8>
    nonisolated(unsafe) let units: UnsafePointer<UInt16>
    nonisolated(unsafe) let bags: UnsafePointer<UInt64>

    /// How many values are prepared as one piece of work.
    private static let valuesPerPiece = 1 << 14

    /// Prepares all values of a dictionary.
    ///
    /// - Complexity: O(bytes) time; 24 bytes per value, and 2 bytes per symbol of a long value.
    public init(_ values: ValueDictionary, workers: Workers = Workers(threads: 1)) {
        let alphabet = SymbolAlphabet(values)
        let count = values.count
        var bagMemory: FrozenBuffer<UInt64>?
        var symbols = 0
        slotMemory = FrozenBuffer(count: count, filler: SIMD16()) { slots in
            bagMemory = FrozenBuffer(count: count, filler: 0) { bags in
                // SAFETY: each piece of work writes the places of its own codes.
                nonisolated(unsafe) let (slots, bags) = (slots, bags)
                Self.forEachPiece(of: count, workers) { codes in
                    for code in codes {
                        (slots[code], bags[code]) = Self.slot(UInt32(code), values, alphabet)
                    }
                }
            }
            // No more symbols than bytes, and a dictionary's bytes are counted in 32 bits.
            for code in 0..<count where slots[code][15] == UInt8(Self.longMark) {
                Self.set(UInt32(symbols), at: 4, of: &slots[code])
                symbols += Int(Self.word(slots[code], at: 8))
            }
        }
        self.bagMemory = bagMemory ?? FrozenBuffer([], filler: 0)
        // SAFETY: SIMD16<UInt8> is 16 bytes without padding; the pointer is only used to read those bytes.
        let bytes = UnsafeRawPointer(slotMemory.base).assumingMemoryBound(to: UInt8.self)
        nonisolated(unsafe) let prepared = slotMemory.base
        unitMemory = FrozenBuffer(count: symbols, padding: Self.wordCapacity, filler: 0) { units in
            if symbols == 0 { return }
            // SAFETY: each long value has a part of the arena of its own.
            nonisolated(unsafe) let units = units
            Self.forEachPiece(of: count, workers) { codes in
                for code in codes where prepared[code][15] == UInt8(Self.longMark) {
                    var place = Int(Self.word(prepared[code], at: 4))
                    values.forEachScalar(of: UInt32(code)) { scalar in
                        units[place] = alphabet.symbol(scalar)
                        place &+= 1
                    }
                }
            }
        }
        self.count = count
        slots = bytes
        units = unitMemory.base
        bags = self.bagMemory.base
    }

    private static func forEachPiece(
        of count: Int,
        _ workers: Workers,
        _ body: @Sendable (Range<Int>) -> Void
    ) {
        workers.run(pieces: (count + valuesPerPiece - 1) / valuesPerPiece) { piece in
            body((piece * valuesPerPiece)..<min(count, (piece + 1) * valuesPerPiece))
        }
    }

    /// The slot of a value, without where a long one begins, and its bag.
    private static func slot(
        _ code: UInt32,
        _ values: ValueDictionary,
        _ alphabet: SymbolAlphabet
    ) -> (SIMD16<UInt8>, UInt64) {
        var slot = SIMD16<UInt8>()
        var bag = SymbolBag()
        var length = 0
        var isShort = true
        values.forEachScalar(of: code) { scalar in
            let symbol = alphabet.symbol(scalar)
            bag.add(symbol)
            if length < slotCapacity { slot[length] = UInt8(truncatingIfNeeded: symbol) }
            isShort = isShort && length < slotCapacity && symbol <= 0xff
            length &+= 1
        }
        if isShort {
            slot[15] = UInt8(length)
            return (slot, bag.bits)
        }
        var long = SIMD16<UInt8>()
        for place in 0..<4 { long[place] = slot[place] }
        set(UInt32(length), at: 8, of: &long)
        long[15] = UInt8(longMark)
        return (long, bag.bits)
    }

    private static func set(_ word: UInt32, at place: Int, of slot: inout SIMD16<UInt8>) {
        for byte in 0..<4 { slot[place + byte] = UInt8(truncatingIfNeeded: word &>> UInt32(8 * byte)) }
    }

    private static func word(_ slot: SIMD16<UInt8>, at place: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(slot[place + $1]) &<< UInt32(8 * $1) }
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

    /// The length of a long value, in its slot.
    @inline(__always) static func longLength(_ slot: UnsafePointer<UInt8>) -> Int {
        Int(word(slot, 8))
    }

    /// Four bytes of a slot.
    @inline(__always) private static func word(_ slot: UnsafePointer<UInt8>, _ place: Int) -> UInt32 {
        // SAFETY: a slot has 16 bytes.
        UInt32(littleEndian: UnsafeRawPointer(slot + place).loadUnaligned(as: UInt32.self))
    }

    /// Calls `body` with the symbols of two codes, two bytes each.
    @inline(__always) func withSpans<Result>(
        _ a: UInt32,
        _ b: UInt32,
        _ body: (SymbolSpan, SymbolSpan) -> Result
    ) -> Result {
        withUnsafePointer(to: Self.widened(slot(a))) { wideA in
            withUnsafePointer(to: Self.widened(slot(b))) { wideB in
                body(span(a, wideA), span(b, wideB))
            }
        }
    }

    /// The bytes of a slot as two-byte symbols.
    @inline(__always) private static func widened(_ slot: UnsafePointer<UInt8>) -> SIMD16<UInt16> {
        // SAFETY: a slot has 16 bytes.
        SIMD16<UInt16>(
            truncatingIfNeeded: UnsafeRawPointer(slot).loadUnaligned(as: SIMD16<UInt8>.self)
        )
    }

    /// The symbols of a code: in the arena, or those of a short value, which are given.
    @inline(__always) private func span(_ code: UInt32, _ wide: UnsafePointer<SIMD16<UInt16>>) -> SymbolSpan {
        let slot = slot(code)
        let byte = Self.lengthByte(slot)
        if byte == Self.longMark {
            return SymbolSpan(base: units + Int(Self.word(slot, 4)), count: Self.longLength(slot))
        }
        // SAFETY: sixteen units, of which the kernels read no more for a value of at most fifteen.
        return SymbolSpan(base: UnsafeRawPointer(wide).assumingMemoryBound(to: UInt16.self), count: Int(byte))
    }

    /// The length of a value in symbols.
    @inline(__always) func length(_ code: UInt32) -> Int {
        let slot = slot(code)
        let byte = Self.lengthByte(slot)
        return byte == Self.longMark ? Self.longLength(slot) : Int(byte)
    }

    /// The number of symbols at which two values begin alike.
    @inline(__always) func commonPrefix(_ a: UInt32, _ b: UInt32) -> Int {
        let left = slot(a)
        let right = slot(b)
        let leftLength = Self.lengthByte(left)
        let rightLength = Self.lengthByte(right)
        if leftLength | rightLength == Self.longMark { return withSpans(a, b) { $0.commonPrefix($1) } }
        let alike = Int((~bm_same16(left, right)).trailingZeroBitCount)
        return min(alike, Int(min(leftLength, rightLength)))
    }
}
