/// Sets of numbers, one per value, each sorted, end to end in one arena.
final class SortedSets: Sendable {
    private let itemMemory: FrozenBuffer<UInt32>
    private let startMemory: FrozenBuffer<UInt32>
    // SAFETY: these point into the buffers above, which are never written again and live as long.
    nonisolated(unsafe) let items: UnsafePointer<UInt32>
    nonisolated(unsafe) let starts: UnsafePointer<UInt32>

    /// Sets of which number i is `items[starts[i]..<starts[i + 1]]`, ascending.
    init(items: [UInt32], starts: [UInt32]) {
        itemMemory = FrozenBuffer(items, filler: 0)
        startMemory = FrozenBuffer(starts, filler: 0)
        self.items = itemMemory.base
        self.starts = startMemory.base
    }

    /// Where a value's items lie.
    @inline(__always) func range(_ code: UInt32) -> Range<Int> {
        Range(uncheckedBounds: (Int(starts[Int(code)]), Int(starts[Int(code) &+ 1])))
    }

    /// The number of items of a value.
    @inline(__always) func count(_ code: UInt32) -> Int {
        Int(starts[Int(code) &+ 1] &- starts[Int(code)])
    }

    /// The number of items that two values share; a repeated item counts as often as both have it.
    ///
    /// - Complexity: O(items of both), without a branch that depends on the items.
    @inline(__always) func shared(_ a: UInt32, _ b: UInt32) -> Int {
        var i = Int(starts[Int(a)])
        var j = Int(starts[Int(b)])
        let endA = Int(starts[Int(a) &+ 1])
        let endB = Int(starts[Int(b) &+ 1])
        var shared = 0
        // SAFETY: i and j stay below the ends of the two ranges.
        while i < endA && j < endB {
            let x = items[i]
            let y = items[j]
            shared &+= x == y ? 1 : 0
            i &+= x <= y ? 1 : 0
            j &+= y <= x ? 1 : 0
        }
        return shared
    }
}
