internal import Columns

/// The components of three records or more, each with its records and its pairs.
///
/// Components are numbered by their lowest row. Records stand in ascending order; pairs stand in the
/// order of the input, which no method may rely on.
struct Components: Sendable {
    /// Where each component's records start in ``members``; one more entry than components.
    var memberStart: [UInt32] = [0]
    /// Rows.
    var members: [UInt32] = []
    /// Where each component's pairs start in ``pairs``.
    var pairStart: [UInt32] = [0]
    /// Indices of pairs whose records both lie in the component.
    var pairs: [UInt32] = []
    /// Per record of a component: its place among the component's records.
    var place: [UInt32]
    /// Per record: the lowest row of its component.
    var root: [UInt32]
    /// The number of components of at least two records.
    var joined = 0
    /// The number of records in the largest component.
    var largest: Int

    /// The number of components of three records or more.
    var count: Int { memberStart.count - 1 }

    /// Joins records by the pairs at or above the threshold.
    ///
    /// - Parameters:
    ///   - floor: Pairs of lower weight are left out of ``pairs``.
    ///   - listing: False if only ``root``, ``joined`` and ``largest`` are wanted.
    /// - Complexity: O(pairs + records) time; 16 bytes per record and 8 per listed pair.
    init(
        _ scored: ScoredPairs,
        recordCount: Int,
        threshold: Float,
        floor: Float,
        listing: Bool,
        workers: Workers
    ) {
        var sets = DisjointSets(count: recordCount)
        for i in 0..<scored.count where scored.weight[i] >= threshold {
            sets.union(scored.left[i], scored.right[i])
        }
        root = [UInt32](repeating: 0, count: recordCount)
        // Sizes first, then the components' numbers take their place.
        var number = [UInt32](repeating: 0, count: recordCount)
        for row in 0..<recordCount {
            let top = sets.find(UInt32(truncatingIfNeeded: row))
            root[row] = top
            number[Int(top)] &+= 1
        }
        largest = 0
        place = []
        for size in number {
            if size > 1 { joined += 1 }
            largest = max(largest, Int(size))
        }
        if !listing || largest < 3 { return }
        list(scored, number: &number, floor: floor, workers)
    }

    private mutating func list(
        _ scored: ScoredPairs,
        number: inout [UInt32],
        floor: Float,
        _ workers: Workers
    ) {
        let none = UInt32.max
        var total: UInt32 = 0
        for row in 0..<number.count {
            let size = number[row]
            if size < 3 {
                number[row] = none
                continue
            }
            number[row] = UInt32(truncatingIfNeeded: memberStart.count - 1)
            total &+= size
            memberStart.append(total)
        }
        members = [UInt32](repeating: 0, count: Int(total))
        place = [UInt32](repeating: 0, count: root.count)
        var next = memberStart
        for row in 0..<root.count {
            let component = number[Int(root[row])]
            if component == none { continue }
            let slot = next[Int(component)]
            members[Int(slot)] = UInt32(truncatingIfNeeded: row)
            place[row] = slot &- memberStart[Int(component)]
            next[Int(component)] = slot &+ 1
        }
        let (root, numberOfRoot) = (root, number)
        let component = workers.fill(count: scored.count, pieceSize: Self.pairsPerPiece, with: none) {
            range,
            own in
            for i in range where scored.weight[i] >= floor {
                let top = root[Int(scored.left[i])]
                if top == root[Int(scored.right[i])] { own[i - range.lowerBound] = numberOfRoot[Int(top)] }
            }
        }
        pairStart = [UInt32](repeating: 0, count: memberStart.count)
        for c in component where c != none { pairStart[Int(c) + 1] &+= 1 }
        for c in 0..<count { pairStart[c + 1] &+= pairStart[c] }
        pairs = [UInt32](repeating: 0, count: Int(pairStart[count]))
        next = pairStart
        for (i, c) in component.enumerated() where c != none {
            pairs[Int(next[Int(c)])] = UInt32(truncatingIfNeeded: i)
            next[Int(c)] &+= 1
        }
    }

    /// Pairs looked at in one piece of work.
    private static let pairsPerPiece = 1 << 16

    /// Cuts the components into pieces of about equal work, by their sizes only.
    func pieces(work: Int) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = 0
        for c in 0..<count {
            let size =
                Int(memberStart[c + 1] - memberStart[start]) + Int(pairStart[c + 1] - pairStart[start])
            if size >= work {
                result.append(start..<(c + 1))
                start = c + 1
            }
        }
        if start < count { result.append(start..<count) }
        return result
    }
}
