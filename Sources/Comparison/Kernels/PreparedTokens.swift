import CByteMask
public import Columns

/// Space-separated words of the values of one dictionary, prepared once for comparisons of names and addresses.
///
/// A word that a value repeats counts as often as it occurs. Codes are not checked; the missing value has no words.
public final class PreparedTokens: Sendable {
    /// The number of codes, the missing value's included.
    public let count: Int

    private let tokens: SortedSets
    private let texts: PreparedText
    private let initialMemory: FrozenBuffer<UInt32>
    private let compactMemory: FrozenBuffer<UInt32>
    // SAFETY: these point into the buffers above, which are never written again and live as long.
    nonisolated(unsafe) private let initials: UnsafePointer<UInt32>
    /// Per value: the number of its text without spaces, and in the highest bit whether a word has a single symbol.
    nonisolated(unsafe) private let compacts: UnsafePointer<UInt32>

    private static let singleSymbol: UInt32 = 1 << 31

    /// Prepares the words of all values.
    ///
    /// - Complexity: O(bytes) expected time; 8 bytes per value, 4 per word, and a ``PreparedText`` of the
    ///   distinct words.
    public init(_ values: ValueDictionary) {
        var words = ValueInterner(capacity: 1024)
        var wholes = ValueInterner(capacity: values.count)
        var items: [UInt32] = []
        var starts: [UInt32] = [0]
        var compacts: [UInt32] = []
        starts.reserveCapacity(values.count + 1)
        compacts.reserveCapacity(values.count)
        var compact: [UInt8] = []
        var found: [UInt32] = []
        for code in 0..<UInt32(values.count) {
            compact.removeAll(keepingCapacity: true)
            found.removeAll(keepingCapacity: true)
            values.withBytes(code) { bytes in
                var start = 0
                for end in 0...bytes.count where end == bytes.count || bytes[end] == UInt8(ascii: " ") {
                    if end > start {
                        let word = UnsafeBufferPointer(rebasing: bytes[start..<end])
                        compact.append(contentsOf: word)
                        found.append(words.intern(word))
                    }
                    start = end &+ 1
                }
            }
            if found.count > 1 { found.sort() }
            items.append(contentsOf: found)
            // No more words than bytes, and a dictionary's bytes are counted in 32 bits.
            starts.append(UInt32(items.count))
            compacts.append(wholes.intern(compact))
        }
        precondition(wholes.count <= Int(Self.singleSymbol), "a column has more than 2^31 values")
        let dictionary = words.finish()
        var initials: [UInt32] = []
        for word in 0..<UInt32(dictionary.count) {
            var first: UInt32 = 0
            dictionary.forEachScalar(of: word) { if first == 0 { first = $0 } }
            initials.append(first)
        }
        count = values.count
        let texts = PreparedText(dictionary)
        for code in 0..<values.count {
            let own = items[Int(starts[code])..<Int(starts[code + 1])]
            if own.contains(where: { texts.length($0) == 1 }) { compacts[code] |= Self.singleSymbol }
        }
        self.texts = texts
        tokens = SortedSets(items: items, starts: starts)
        initialMemory = FrozenBuffer(initials, filler: 0)
        compactMemory = FrozenBuffer(compacts, filler: 0)
        self.initials = initialMemory.base
        self.compacts = compactMemory.base
    }

    /// Asks the cache for a value that will be compared soon.
    @inline(__always) func prefetch(_ code: UInt32) {
        bm_prefetch(tokens.starts + Int(code))
        bm_prefetch(compacts + Int(code))
    }

    /// The number of words of a value.
    @inline(__always) func tokenCount(_ code: UInt32) -> Int { tokens.count(code) }

    /// The number of words that two values share, in whatever order.
    @inline(__always) func intersectionCount(_ a: UInt32, _ b: UInt32) -> Int { tokens.shared(a, b) }

    /// Whether two values have the same words in whatever order; false where one has none.
    @inline(__always) func sameTokens(_ a: UInt32, _ b: UInt32) -> Bool {
        let n = tokens.count(a)
        return n > 0 && n == tokens.count(b) && tokens.shared(a, b) == n
    }

    /// Whether all words of one value, which has some, are words of the other.
    @inline(__always) func isSubset(_ a: UInt32, of b: UInt32) -> Bool {
        let n = tokens.count(a)
        return n > 0 && n <= tokens.count(b) && tokens.shared(a, b) == n
    }

    /// Whether all words of one of two values are words of the other; false where one has none.
    @inline(__always) func oneHoldsOther(_ a: UInt32, _ b: UInt32) -> Bool {
        let n = min(tokens.count(a), tokens.count(b))
        return n > 0 && tokens.shared(a, b) == n
    }

    /// Whether two values are equal once their spaces are gone; false where one is empty.
    @inline(__always) func sameWithoutSpaces(_ a: UInt32, _ b: UInt32) -> Bool {
        let (x, y) = (compacts[Int(a)] & ~Self.singleSymbol, compacts[Int(b)] & ~Self.singleSymbol)
        return x == y && x != 0
    }

    /// Whether some word of one value is a single symbol with which a word of the other begins.
    @inline(__always) func initialMatches(_ a: UInt32, _ b: UInt32) -> Bool {
        if (compacts[Int(a)] | compacts[Int(b)]) & Self.singleSymbol == 0 { return false }
        for i in tokens.range(a) {
            let x = tokens.items[i]
            for j in tokens.range(b) {
                let y = tokens.items[j]
                if initials[Int(x)] == initials[Int(y)] && (texts.length(x) == 1 || texts.length(y) == 1) {
                    return true
                }
            }
        }
        return false
    }

    /// The largest Jaro–Winkler similarity of a word of one value and a word of the other, 0 if there is none.
    ///
    /// Words of fewer symbols than `minimumLength` do not take part: an initial equals many an initial.
    /// - Complexity: O(words of `a` · words of `b`) kernels.
    @inline(__always) func bestJaroWinkler(_ a: UInt32, _ b: UInt32, minimumLength: Int = 2) -> Float {
        var best: Float = 0
        for i in tokens.range(a) {
            let x = tokens.items[i]
            if texts.length(x) < minimumLength { continue }
            for j in tokens.range(b) {
                let y = tokens.items[j]
                if texts.length(y) < minimumLength { continue }
                if x == y { return 1 }
                best = max(best, texts.jaroWinkler(x, y))
            }
        }
        return best
    }
}
