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
        var histogram = [Int](repeating: 0, count: 8 * 256)
        for entry in rows {
            var key = entry.key
            for digit in 0..<8 {
                histogram[(digit &<< 8) | Int(key & 0xff)] &+= 1
                key = key &>> 8
            }
        }
        var scratch = [KeyedRow](repeating: KeyedRow(key: 0, row: 0), count: count)
        rows.withUnsafeMutableBufferPointer { first in
            scratch.withUnsafeMutableBufferPointer { second in
                var source = first
                var target = second
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
                }
                if source.baseAddress != first.baseAddress {
                    _ = first.update(from: second)
                }
            }
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
