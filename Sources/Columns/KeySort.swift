/// Sorts rows by 32-bit keys, in parts that stay in the cache.
///
/// Rows are dealt out by the highest bits of their keys into parts of some hundred, and each part is sorted
/// by the rest with a radix sort. A row and its key are one word, the key in the upper half.
public enum KeySort {
    /// So many rows, at least, are dealt into one part on average.
    private static let partSize = 512
    /// The most parts, as a power of two: more would no longer be written side by side.
    private static let mostPartBits = 12
    private static let digitBits = 7

    /// The rows that have a key other than 0, by key; rows of equal keys ascend.
    ///
    /// - Complexity: O(rows) time; 16 bytes per keyed row.
    public static func rows(byKey keys: [UInt32]) -> [UInt64] {
        let keyed = keys.count { $0 != 0 }
        if keyed == 0 { return [] }
        var partBits = 0
        while partBits < mostPartBits && keyed >> partBits > partSize { partBits += 1 }
        let parts = 1 << partBits
        let shift = UInt32(32 - partBits)
        // With one part everything is shifted out: `>>` gives 0 for 32 places, `&>>` would not shift at all.
        var starts = [Int](repeating: 0, count: parts + 1)
        for key in keys where key != 0 { starts[Int(key >> shift) + 1] += 1 }
        for part in 0..<parts { starts[part + 1] += starts[part] }
        var next = starts
        var largest = 0
        for part in 0..<parts { largest = max(largest, starts[part + 1] - starts[part]) }
        return [UInt64](unsafeUninitializedCapacity: keyed) { sorted, count in
            next.withUnsafeMutableBufferPointer { next in
                keys.withUnsafeBufferPointer { keys in
                    // SAFETY: the parts' starts sum up the rows that have a key, so each place is below `keyed`.
                    for row in 0..<keys.count {
                        let key = keys[row]
                        if key == 0 { continue }
                        let part = Int(key >> shift)
                        sorted[next[part]] = UInt64(key) &<< 32 | UInt64(truncatingIfNeeded: row)
                        next[part] &+= 1
                    }
                }
            }
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: largest) { scratch in
                for part in 0..<parts {
                    sort(
                        UnsafeMutableBufferPointer(rebasing: sorted[starts[part]..<starts[part + 1]]),
                        keyBits: 32 - partBits,
                        scratch
                    )
                }
            }
            count = keyed
        }
    }

    /// Sorts words by the lowest bits of their upper halves, which is all in which those differ; stable.
    private static func sort(
        _ words: UnsafeMutableBufferPointer<UInt64>,
        keyBits: Int,
        _ scratch: UnsafeMutableBufferPointer<UInt64>
    ) {
        let count = words.count
        if count < 2 { return }
        if count <= 48 {
            for i in 1..<count {
                let word = words[i]
                var j = i
                // Rows ascend already, so that whole words may be compared.
                while j > 0 && words[j &- 1] > word {
                    words[j] = words[j &- 1]
                    j &-= 1
                }
                words[j] = word
            }
            return
        }
        var source = words
        var target = UnsafeMutableBufferPointer(rebasing: scratch[..<count])
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << digitBits) { next in
            for low in stride(from: 0, to: keyBits, by: digitBits) {
                let shift = UInt64(32 &+ low)
                let mask = UInt64(1 << min(digitBits, keyBits - low)) - 1
                next.initialize(repeating: 0)
                for word in source { next[Int(truncatingIfNeeded: (word &>> shift) & mask)] &+= 1 }
                var sum = 0
                for digit in 0..<next.count {
                    let n = next[digit]
                    next[digit] = sum
                    sum &+= n
                }
                // SAFETY: the counts of all digits sum up to `count`.
                for word in source {
                    let digit = Int(truncatingIfNeeded: (word &>> shift) & mask)
                    target[next[digit]] = word
                    next[digit] &+= 1
                }
                swap(&source, &target)
            }
        }
        if source.baseAddress != words.baseAddress { _ = words.update(from: source) }
    }
}
