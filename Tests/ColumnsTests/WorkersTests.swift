import Columns
import Testing

@Suite struct WorkersSideBySideTests {
    @Test(arguments: [1, 2, 8]) func resultsStandInTheOrderOfThePieces(_ threads: Int) {
        let workers = Workers(threads: threads)
        let expected = (0..<100).map { $0 * $0 }
        #expect(workers.map(pieces: 100) { $0 * $0 } == expected)
        #expect(workers.mapSideBySide(pieces: 100) { $0 * $0 } == expected)
        #expect(workers.mapSideBySide(pieces: 0) { $0 } == [])
    }

    @Test(arguments: [1, 2, 8]) func piecesSideBySideMayUseTheWorkersThemselves(_ threads: Int) {
        let workers = Workers(threads: threads)
        let sums = workers.mapSideBySide(pieces: 9) { outer in
            workers.mapSideBySide(pieces: 5) { middle in
                workers.map(pieces: 7) { outer * 100 + middle * 10 + $0 }.reduce(0, +)
            }.reduce(0, +)
        }
        #expect(sums == (0..<9).map { 35 * 100 * $0 + 7 * 10 * 10 + 5 * 21 })
    }

    @Test(arguments: [1, 2, 8]) func everyElementIsFilledOnce(_ threads: Int) {
        let filled = Workers(threads: threads).fill(count: 1_001, pieceSize: 10, with: UInt32(7)) {
            range,
            part in
            // What a piece leaves out keeps the first value.
            for index in range where index % 3 != 0 { part[index - range.lowerBound] += UInt32(index) }
        }
        let expected = (0..<1_001).map { (index: Int) -> UInt32 in index % 3 == 0 ? 7 : 7 + UInt32(index) }
        #expect(filled == expected)
        #expect(Workers(threads: threads).fill(count: 0, pieceSize: 10, with: 0) { _, _ in }.isEmpty)
    }
}
