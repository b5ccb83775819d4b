public import Columns

/// Runs of two or three neighbouring symbols in the values of one dictionary, prepared once for set similarities.
///
/// A value is read with one boundary mark (for q = 3, two) before and behind it, so that its ends count as well
/// and a value of one symbol has runs. Codes are not checked. The missing value has no runs; two values
/// without runs are alike (1), a value with and one without are not (0).
public final class PreparedQGrams: Sendable {
    /// The number of codes, the missing value's included.
    public let count: Int

    private let grams: SortedSets
    private let countMemory: FrozenBuffer<UInt16>
    private let normMemory: FrozenBuffer<Float>
    // SAFETY: these point into the buffers above, which are never written again and live as long.
    nonisolated(unsafe) private let counts: UnsafePointer<UInt16>
    nonisolated(unsafe) private let norms: UnsafePointer<Float>

    /// Prepares the runs of `q` symbols, 2 or 3, of all values.
    ///
    /// - Complexity: O(symbols) expected time; 6 bytes per run and 8 per value.
    public init(_ values: ValueDictionary, q: Int) {
        precondition(q == 2 || q == 3, "q-grams are prepared for q = 2 or 3")
        var interner = ValueInterner(capacity: 1024)
        var items: [UInt32] = []
        var starts: [UInt32] = [0]
        var counts: [UInt16] = []
        var norms: [Float] = []
        starts.reserveCapacity(values.count + 1)
        norms.reserveCapacity(values.count)
        var scalars: [UInt32] = []
        var found: [UInt32] = []
        for code in 0..<UInt32(values.count) {
            scalars.removeAll(keepingCapacity: true)
            values.forEachScalar(of: code) { scalars.append($0) }
            Self.read(scalars, q, &interner, into: &found)
            var square: Float = 0
            var index = 0
            while index < found.count {
                var next = index + 1
                while next < found.count && found[next] == found[index] { next += 1 }
                let times = min(next - index, Int(UInt16.max))
                items.append(found[index])
                counts.append(UInt16(times))
                square += Float(times * times)
                index = next
            }
            precondition(items.count <= Int(UInt32.max), "a dictionary has more than 4 billion q-grams")
            starts.append(UInt32(items.count))
            norms.append(square.squareRoot())
        }
        count = values.count
        grams = SortedSets(items: items, starts: starts)
        countMemory = FrozenBuffer(counts, filler: 0)
        normMemory = FrozenBuffer(norms, filler: 0)
        self.counts = countMemory.base
        self.norms = normMemory.base
    }

    /// Replaces `found` by the sorted numbers of a value's runs, repeated ones included.
    private static func read(
        _ scalars: [UInt32],
        _ q: Int,
        _ interner: inout ValueInterner,
        into found: inout [UInt32]
    ) {
        found.removeAll(keepingCapacity: true)
        if scalars.isEmpty { return }
        // A scalar plus one fits 21 bits, so that three fill 63 and 0 is left for the boundary mark.
        let mask: UInt64 = (1 &<< UInt64(21 * q)) &- 1
        var window: UInt64 = 0
        for index in 0..<(scalars.count + q - 1) {
            let symbol = index < scalars.count ? UInt64(scalars[index]) + 1 : 0
            window = ((window &<< 21) | symbol) & mask
            let code = withUnsafeBytes(of: window) { interner.intern($0.bindMemory(to: UInt8.self)) }
            found.append(code)
        }
        found.sort()
    }

    /// The number of distinct runs of a value.
    @inline(__always) func gramCount(_ code: UInt32) -> Int { grams.count(code) }

    /// The distinct runs two values share as a share of those that either has.
    @inline(__always) func jaccard(_ a: UInt32, _ b: UInt32) -> Float {
        let shared = grams.shared(a, b)
        let either = grams.count(a) &+ grams.count(b) &- shared
        return either == 0 ? 1 : Float(shared) / Float(either)
    }

    /// The distinct runs two values share as a share of those of the value that has fewer.
    @inline(__always) func overlap(_ a: UInt32, _ b: UInt32) -> Float {
        let least = min(grams.count(a), grams.count(b))
        if least == 0 { return grams.count(a) == grams.count(b) ? 1 : 0 }
        return Float(grams.shared(a, b)) / Float(least)
    }

    /// The cosine of the angle between two values' counts of runs, 0…1.
    @inline(__always) func cosine(_ a: UInt32, _ b: UInt32) -> Float {
        let left = grams.range(a)
        let right = grams.range(b)
        if left.isEmpty || right.isEmpty { return left.isEmpty == right.isEmpty ? 1 : 0 }
        if a == b { return 1 }
        var i = left.lowerBound
        var j = right.lowerBound
        var product: Float = 0
        // SAFETY: i and j stay inside the two ranges.
        while i < left.upperBound && j < right.upperBound {
            let x = grams.items[i]
            let y = grams.items[j]
            product += x == y ? Float(counts[i]) * Float(counts[j]) : 0
            i &+= x <= y ? 1 : 0
            j &+= y <= x ? 1 : 0
        }
        return min(1, product / (norms[Int(a)] * norms[Int(b)]))
    }
}
