/// How many symbols of each kind a short value has, in one word, for upper bounds of similarities.
///
/// Symbols fall into 28 kinds. Two bits count each kind up to two: bit k for the first, bit 28 + k for the
/// second symbol. The highest byte counts the symbols beyond two of a kind.
enum SymbolBag {
    private static let kinds: UInt64 = 28
    private static let counted: UInt64 = (1 &<< (2 * kinds)) - 1

    /// The bag of a slot; that of a long value's slot is not used.
    static func bits(of slot: SIMD16<UInt8>) -> UInt64 {
        var bag: UInt64 = 0
        for index in 0..<min(Int(slot[15]), 15) {
            // Lower-case letters are 26 kinds of their own.
            let first: UInt64 = 1 &<< (UInt64(slot[index] & 31) % kinds)
            let second = first &<< kinds
            if bag & first == 0 {
                bag |= first
            } else if bag & second == 0 {
                bag |= second
            } else {
                bag += 1 &<< (2 * kinds)
            }
        }
        return bag
    }

    /// No fewer than the symbols that two values can share.
    @inline(__always) static func mostShared(_ a: UInt64, _ b: UInt64) -> Int {
        let beyond = min(a &>> (2 &* kinds), b &>> (2 &* kinds))
        return (a & b & counted).nonzeroBitCount &+ Int(truncatingIfNeeded: beyond)
    }
}
