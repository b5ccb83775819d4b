import Columns
import Resolution

/// Random pairs among few records, with weights that are distinct to some digits.
func randomPairs(
    records: Int,
    density: Double,
    seed: UInt64,
    from low: Double = -12,
    to high: Double = 12
) -> ScoredPairs {
    var random = KeyedRandom(seed: seed, purpose: 77, entity: 0)
    var pairs = ScoredPairs()
    for a in 0..<UInt32(records) {
        for b in (a + 1)..<UInt32(max(records, Int(a) + 1)) where random.nextBool(density) {
            pairs.append(a, b, weight: Float(low + (high - low) * random.nextUnit()))
        }
    }
    return pairs
}

/// A random order of `count` things.
func shuffled(_ count: Int, seed: UInt64) -> [Int] {
    var random = KeyedRandom(seed: seed, purpose: 78, entity: 0)
    var order = Array(0..<count)
    for i in stride(from: count - 1, to: 0, by: -1) {
        order.swapAt(i, random.nextIndex(below: i + 1))
    }
    return order
}

/// True if two namings part the records in the same way.
func samePartition(_ a: [UInt32], _ b: [UInt32]) -> Bool {
    guard a.count == b.count else { return false }
    for i in a.indices {
        for j in a.indices where (a[i] == a[j]) != (b[i] == b[j]) { return false }
    }
    return true
}
