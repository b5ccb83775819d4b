/// A sortable key with the row it belongs to.
public struct KeyedRow: Sendable, Equatable, BitwiseCopyable {
    /// The key: rows of equal keys end side by side.
    public var key: UInt64
    /// The row.
    public var row: UInt32

    /// A key and its row.
    @inlinable public init(key: UInt64, row: UInt32) {
        self.key = key
        self.row = row
    }
}

/// Least-significant-digit radix sort: stable, without comparisons, the same on every machine.
public enum RadixSort {
    /// Sorts rows by key; rows of equal keys keep their order.
    ///
    /// Bytes that are the same in all keys cost one counting pass and no move.
    /// - Complexity: O(n · distinct key bytes) time, n · 16 bytes of scratch.
    public static func sort(_ rows: inout [KeyedRow]) {
        let count = rows.count
        if count < 2 { return }
        if count < 64 {
            insertionSort(&rows)
            return
        }
        var scratch = [KeyedRow](repeating: KeyedRow(key: 0, row: 0), count: count)
        rows.withUnsafeMutableBufferPointer { first in
            scratch.withUnsafeMutableBufferPointer { second in
                if sort(first, with: second) { _ = first.update(from: second) }
            }
        }
    }

    /// The same, side by side: rows are dealt out by the highest bits of their keys, and parts sorted.
    ///
    /// - Complexity: O(n · distinct key bytes) time, n · 16 bytes of scratch.
    public static func sort(_ rows: inout [KeyedRow], workers: Workers) {
        let count = rows.count
        if workers.threads == 1 || count < fewRows {
            sort(&rows)
            return
        }
        let bits = UInt64.bitWidth - rows.reduce(0) { $0 | $1.key }.leadingZeroBitCount
        let shift = UInt64(max(0, bits - partBits))
        var starts = [Int](repeating: 0, count: 1 << partBits + 1)
        for entry in rows { starts[Int(entry.key &>> shift) + 1] &+= 1 }
        for part in 0..<(1 << partBits) { starts[part + 1] &+= starts[part] }
        let bounds = starts
        var dealt = [KeyedRow](unsafeUninitializedCapacity: count) { target, filled in
            // SAFETY: the parts' starts sum up to `count`.
            for entry in rows {
                let part = Int(entry.key &>> shift)
                target[starts[part]] = entry
                starts[part] &+= 1
            }
            filled = count
        }
        rows.withUnsafeMutableBufferPointer { first in
            dealt.withUnsafeMutableBufferPointer { second in
                // SAFETY: parts are disjoint.
                nonisolated(unsafe) let (first, second) = (first, second)
                workers.run(pieces: 1 << partBits) { part in
                    let range = bounds[part]..<bounds[part + 1]
                    let target = UnsafeMutableBufferPointer(rebasing: first[range])
                    let source = UnsafeMutableBufferPointer(rebasing: second[range])
                    if !sort(source, with: target) { _ = target.update(from: source) }
                }
            }
        }
    }

    /// Fewer rows are not worth dealing out.
    private static let fewRows = 1 << 16
    /// The parts, as a power of two.
    private static let partBits = 10

    /// Sorts rows, using scratch of their size; true if it is there that they end up.
    private static func sort(
        _ rows: UnsafeMutableBufferPointer<KeyedRow>,
        with scratch: UnsafeMutableBufferPointer<KeyedRow>
    ) -> Bool {
        let count = rows.count
        if count < 2 { return false }
        return withUnsafeTemporaryAllocation(of: Int.self, capacity: 8 * 256) { histogram in
            histogram.initialize(repeating: 0)
            for entry in rows {
                var key = entry.key
                for digit in 0..<8 {
                    histogram[(digit &<< 8) | Int(key & 0xff)] &+= 1
                    key = key &>> 8
                }
            }
            var source = rows
            var target = scratch
            var isSwapped = false
            for digit in 0..<8 {
                let base = digit &<< 8
                let shift = UInt64(digit &* 8)
                if histogram[base | Int((source[0].key &>> shift) & 0xff)] == count { continue }
                var next = 0
                for value in 0..<256 {
                    let n = histogram[base | value]
                    histogram[base | value] = next
                    next &+= n
                }
                // SAFETY: the histogram sums to `count`, so each slot is below it.
                for i in 0..<count {
                    let entry = source[i]
                    let bucket = base | Int((entry.key &>> shift) & 0xff)
                    target[histogram[bucket]] = entry
                    histogram[bucket] &+= 1
                }
                swap(&source, &target)
                isSwapped.toggle()
            }
            return isSwapped
        }
    }

    private static func insertionSort(_ rows: inout [KeyedRow]) {
        for i in 1..<rows.count {
            let entry = rows[i]
            var j = i
            while j > 0 && rows[j - 1].key > entry.key {
                rows[j] = rows[j - 1]
                j -= 1
            }
            rows[j] = entry
        }
    }
}
