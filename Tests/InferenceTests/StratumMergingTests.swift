import Columns
import Testing

@testable import Inference

/// Thin strata are merged with their neighbours.
@Suite struct StratumMergingTests {
    @Test(arguments: [
        // Nothing is thin.
        ([10, 20, 30, 40], 2, 10, [[0], [1], [2], [3]]),
        // Within a block strata are taken until they are enough; what is left joins the cell before.
        ([5, 5, 100, 3], 2, 10, [[0, 1], [2, 3]]),
        ([4, 4, 4, 4, 4, 50], 6, 10, [[0, 1, 2], [3, 4, 5]]),
        ([50, 1, 1, 1], 4, 10, [[0, 1, 2, 3]]),
        // A thin first block joins the cell after it, another the cell before it.
        ([1, 1, 50, 60], 2, 10, [[0, 1, 2], [3]]),
        ([50, 60, 1, 1], 2, 10, [[0], [1, 2, 3]]),
        ([1, 1, 2, 2, 50, 60], 2, 10, [[0, 1, 2, 3, 4], [5]]),
        // All together are too few.
        ([1, 2, 3, 4], 2, 100, [[0, 1, 2, 3]]),
        ([0], 1, 10, [[0]]),
    ])
    func cellsAreThoseFoundByHand(_ given: (twice: [Int], block: Int, smallest: Int, cells: [[Int]])) {
        #expect(
            StratumMerging.cells(given.twice, block: given.block, smallest: given.smallest) == given.cells
        )
    }

    @Test func everyStratumIsInOneCellThatIsNotThin() {
        for n in 0..<500 {
            var random = KeyedRandom(seed: 8, purpose: 1, entity: UInt64(n))
            let block = 1 + random.nextIndex(below: 6)
            let blocks = 1 + random.nextIndex(below: 6)
            let twice = (0..<block * blocks).map { _ in
                random.nextBool(0.3) ? 0 : random.nextIndex(below: 40)
            }
            let smallest = 1 + random.nextIndex(below: 60)
            let cells = StratumMerging.cells(twice, block: block, smallest: smallest)
            // Neighbours in order, each once.
            #expect(cells.flatMap { $0 } == Array(twice.indices), "\(twice)")
            let sums = cells.map { $0.reduce(0) { $0 + twice[$1] } }
            #expect(cells.count == 1 || sums.allSatisfy { $0 >= smallest }, "\(twice), \(smallest)")
            // Blocks that have enough people are not merged with others, unless one beside them has too few.
            let isThin = (0..<blocks).map { b in
                twice[(b * block)..<((b + 1) * block)].reduce(0, +) < smallest
            }
            if !isThin.contains(true) {
                #expect(cells.allSatisfy { $0[0] / block == ($0.last ?? 0) / block }, "\(twice)")
            }
        }
    }
}
