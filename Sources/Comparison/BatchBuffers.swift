import CByteMask
import Columns

/// A few hundred pairs on their way through the comparisons, column by column.
///
/// Owned by one worker and used again and again, so that scoring allocates nothing.
struct BatchBuffers: ~Copyable {
    /// The most pairs a batch holds: both rows of all of them stay in the second-level cache.
    static let capacity = 1024

    /// The rows of the pairs.
    let left: UnsafeMutablePointer<UInt32>
    let right: UnsafeMutablePointer<UInt32>
    /// Where the codes of both rows begin; set by ``lookUp(_:)``.
    private let leftCodes: UnsafeMutablePointer<UnsafePointer<UInt32>>
    private let rightCodes: UnsafeMutablePointer<UnsafePointer<UInt32>>
    /// The agreement patterns as far as they are known.
    let pattern: UnsafeMutablePointer<UInt64>
    /// The weights as far as they are known.
    let weight: UnsafeMutablePointer<Float>
    /// The level of the comparison at hand.
    let level: UnsafeMutablePointer<UInt8>
    /// The indices of pairs not yet abandoned.
    let alive: UnsafeMutablePointer<Int32>
    /// The indices of pairs not yet on a level.
    let undecided: UnsafeMutablePointer<Int32>
    /// One row of values per measure of the comparison at hand.
    let values: UnsafeMutablePointer<Float>
    /// Truth values of nested conditions.
    let truth: UnsafeMutablePointer<Bool>
    /// Indices of pairs still open in nested conditions.
    let scratch: UnsafeMutablePointer<Int32>
    /// The cell of the group at hand, and the sum of its members' level weights.
    let cell: UnsafeMutablePointer<UInt16>
    let sum: UnsafeMutablePointer<Float>
    /// One row per group: what it could add at most, by the first look.
    let groupBounds: UnsafeMutablePointer<Float>
    let measureCapacity: Int
    let depthCapacity: Int
    var count = 0
    /// The packed codes of all records; valid while a batch runs.
    var codes: UnsafePointer<UInt32>
    var stride: Int

    init(measures: Int, depth: Int, groups: Int, codes: UnsafePointer<UInt32>, stride: Int) {
        let n = Self.capacity
        left = .allocate(capacity: n)
        right = .allocate(capacity: n)
        leftCodes = .allocate(capacity: n)
        rightCodes = .allocate(capacity: n)
        pattern = .allocate(capacity: n)
        weight = .allocate(capacity: n)
        level = .allocate(capacity: n)
        alive = .allocate(capacity: n)
        undecided = .allocate(capacity: n)
        measureCapacity = max(1, measures)
        depthCapacity = max(1, depth)
        values = .allocate(capacity: n * measureCapacity)
        truth = .allocate(capacity: n * depthCapacity)
        cell = .allocate(capacity: n)
        sum = .allocate(capacity: n)
        groupBounds = .allocate(capacity: n * max(1, groups))
        scratch = .allocate(capacity: n * depthCapacity)
        self.codes = codes
        self.stride = stride
    }

    deinit {
        left.deallocate()
        right.deallocate()
        leftCodes.deallocate()
        rightCodes.deallocate()
        pattern.deallocate()
        weight.deallocate()
        level.deallocate()
        alive.deallocate()
        undecided.deallocate()
        values.deallocate()
        truth.deallocate()
        scratch.deallocate()
        cell.deallocate()
        sum.deallocate()
        groupBounds.deallocate()
    }

    /// Finds both rows of a pair, before anything else is asked of it, and asks the cache for them from end to end.
    @inline(__always)
    borrowing func lookUp(_ i: Int) {
        let a = codes + Int(left[i]) &* stride
        let b = codes + Int(right[i]) &* stride
        leftCodes[i] = a
        rightCodes[i] = b
        bm_prefetch(a)
        bm_prefetch(a + (stride &- 1))
        bm_prefetch(b)
        bm_prefetch(b + (stride &- 1))
    }

    /// The codes of a pair's rows.
    @inline(__always)
    borrowing func rows(_ i: Int) -> (UnsafePointer<UInt32>, UnsafePointer<UInt32>) {
        (leftCodes[i], rightCodes[i])
    }

    /// Calls `body` with the index and both codes of a slot, for each listed pair.
    @inline(__always)
    borrowing func each(
        _ indices: UnsafeBufferPointer<Int32>,
        _ slot: Int,
        _ body: (Int, UInt32, UInt32) -> Void
    ) {
        // SAFETY: indices are below `count`, rows below the number of records, slots below `stride`.
        for index in indices {
            let i = Int(index)
            body(i, leftCodes[i][slot], rightCodes[i][slot])
        }
    }

    /// The same, and asks for each code's prepared value some pairs before it is needed.
    @inline(__always)
    borrowing func each(
        _ indices: UnsafeBufferPointer<Int32>,
        _ slot: Int,
        prefetch: (UInt32) -> Void,
        _ body: (Int, UInt32, UInt32) -> Void
    ) {
        // SAFETY: as above; a position looked at ahead is below the count.
        for position in 0..<indices.count {
            let soon = Int(indices[min(position &+ PairBatch.fetchDistance, indices.count &- 1)])
            prefetch(leftCodes[soon][slot])
            prefetch(rightCodes[soon][slot])
            let i = Int(indices[position])
            body(i, leftCodes[i][slot], rightCodes[i][slot])
        }
    }

    /// Calls `body` with the index and both packed rows, for each listed pair.
    @inline(__always)
    borrowing func eachRow(
        _ indices: UnsafeBufferPointer<Int32>,
        _ body: (Int, UnsafePointer<UInt32>, UnsafePointer<UInt32>) -> Void
    ) {
        for index in indices {
            let i = Int(index)
            body(i, leftCodes[i], rightCodes[i])
        }
    }
}
