internal import Columns
internal import Resolution

/// The sets of records that scored pairs join, with their pairs, numbered within each set.
///
/// Components are numbered by their lowest row; records stand in ascending order.
struct UncertainComponents: Sendable {
    /// Where each component's records start in ``members``; one more entry than components.
    private(set) var memberStart: [UInt32] = [0]
    /// Rows.
    private(set) var members: [UInt32] = []
    /// Where each component's pairs start in ``pairs``.
    private(set) var pairStart: [UInt32] = [0]
    /// Indices of the pairs of each component.
    private(set) var pairs: [UInt32] = []
    /// Per record: its place among its component's records.
    private(set) var place: [UInt32]

    /// The number of components of two records or more.
    var count: Int { memberStart.count - 1 }

    /// Joins records by all pairs of at least the given weight.
    ///
    /// - Complexity: O(pairs + records).
    init(_ scored: ScoredPairs, recordCount: Int, floor: Float) {
        var sets = DisjointSets(count: recordCount)
        for i in 0..<scored.count where scored.weight[i] >= floor {
            sets.union(scored.left[i], scored.right[i])
        }
        var size = [UInt32](repeating: 0, count: recordCount)
        var root = [UInt32](repeating: 0, count: recordCount)
        for row in 0..<recordCount {
            root[row] = sets.find(UInt32(truncatingIfNeeded: row))
            size[Int(root[row])] &+= 1
        }
        var number = [UInt32](repeating: .max, count: recordCount)
        var total: UInt32 = 0
        for row in 0..<recordCount where size[row] > 1 {
            number[row] = UInt32(truncatingIfNeeded: memberStart.count - 1)
            total &+= size[row]
            memberStart.append(total)
        }
        members = [UInt32](repeating: 0, count: Int(total))
        place = [UInt32](repeating: 0, count: recordCount)
        var next = memberStart
        for row in 0..<recordCount where number[Int(root[row])] != .max {
            let c = Int(number[Int(root[row])])
            members[Int(next[c])] = UInt32(truncatingIfNeeded: row)
            place[row] = next[c] &- memberStart[c]
            next[c] &+= 1
        }
        pairStart = [UInt32](repeating: 0, count: memberStart.count)
        for i in 0..<scored.count where number[Int(root[Int(scored.left[i])])] != .max {
            if root[Int(scored.left[i])] != root[Int(scored.right[i])] { continue }
            pairStart[Int(number[Int(root[Int(scored.left[i])])]) + 1] &+= 1
        }
        for c in 0..<count { pairStart[c + 1] &+= pairStart[c] }
        pairs = [UInt32](repeating: 0, count: Int(pairStart[count]))
        next = pairStart
        // Pairs below the floor inside a component still speak against it.
        for i in 0..<scored.count where number[Int(root[Int(scored.left[i])])] != .max {
            if root[Int(scored.left[i])] != root[Int(scored.right[i])] { continue }
            let c = Int(number[Int(root[Int(scored.left[i])])])
            pairs[Int(next[c])] = UInt32(truncatingIfNeeded: i)
            next[c] &+= 1
        }
    }
}
