/// How many symbols of each kind a value has, in one word, for upper bounds of similarities.
///
/// Symbols fall into 28 kinds. Two bits count each kind up to two: bit k for the first, bit 28 + k for the
/// second symbol. The highest byte counts the symbols beyond two of a kind.
struct SymbolBag {
    private static let kinds: UInt64 = 28
    private static let counted: UInt64 = (1 &<< (2 * kinds)) - 1
    /// The longest value that the highest byte counts right, in symbols.
    static let capacity = 255

    /// The counts.
    private(set) var bits: UInt64 = 0

    /// Adds a symbol; the first ``capacity`` are counted.
    @inline(__always) mutating func add(_ symbol: UInt16) {
        // Lower-case letters are 26 kinds of their own.
        let first: UInt64 = 1 &<< (UInt64(symbol & 31) % Self.kinds)
        let second = first &<< Self.kinds
        if bits & first == 0 {
            bits |= first
        } else if bits & second == 0 {
            bits |= second
        } else if bits &>> (2 &* Self.kinds) < 255 {
            bits &+= 1 &<< (2 &* Self.kinds)
        }
    }

    /// No fewer than the symbols that two values can share.
    @inline(__always) static func mostShared(_ a: UInt64, _ b: UInt64) -> Int {
        let beyond = min(a &>> (2 &* kinds), b &>> (2 &* kinds))
        return (a & b & counted).nonzeroBitCount &+ Int(truncatingIfNeeded: beyond)
    }
}
