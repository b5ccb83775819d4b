import Columns
import Testing

@testable import Disclosure

struct SuppressionTests {
    private static func table(_ shape: [Int], _ counts: [Int]) throws -> ConfidentialTable {
        try ConfidentialTable(shape: shape, counts: counts, keys: counts.map { _ in 0 }).withTotals()
    }

    /// Tables of random counts, most of them small.
    private static func randomTable(_ number: UInt64, rows: Int, columns: Int) throws -> ConfidentialTable {
        var random = KeyedRandom(seed: 5, purpose: 2, entity: number)
        let counts = (0..<(rows * columns)).map { _ in
            switch random.nextIndex(below: 4) {
            case 0: 0
            case 1: random.nextIndex(below: 9)
            default: random.nextIndex(below: 60)
            }
        }
        return try table([rows, columns], counts)
    }

    @Test func `a small count cannot be had from sums`() throws {
        let table = try Self.table([3, 3], [20, 50, 10, 8, 19, 22, 17, 32, 12])
        let suppression = try Suppression(table, threshold: 10)
        #expect(suppression.reasons[4] == .belowThreshold)
        let withheld = suppression.reasons.indices.filter { suppression.reasons[$0] != nil }
        // Four cells that stand in two rows and two columns are the least that protect one.
        #expect(withheld.count == 4)
        let interval = try #require(suppression.intervals.first { $0.cell == 4 })
        #expect(interval.lower == 0)
        #expect((interval.upper ?? .max) >= 10)
    }

    @Test func `every small count may be 0 as well as the threshold`() throws {
        for number in 0..<30 {
            let table = try Self.randomTable(UInt64(number), rows: 3 + number % 4, columns: 3 + number % 3)
            let suppression = try Suppression(table, threshold: 10)
            for interval in suppression.intervals {
                let count = table.counts[interval.cell]
                #expect(interval.lower <= count && (interval.upper ?? .max) >= count)
                if count < 10 {
                    #expect(interval.lower == 0)
                    #expect((interval.upper ?? .max) >= 10)
                }
            }
            for (count, reason) in zip(table.counts, suppression.reasons) {
                #expect((reason == .belowThreshold) == (count > 0 && count < 10))
                if count == 0 { #expect(reason == nil) }
            }
        }
    }

    @Test func `intervals are those that trying all tables finds`() throws {
        // Rows and columns of two: given the totals one number decides.
        let table = try Self.table([2, 2], [3, 40, 25, 60])
        let suppression = try Suppression(table, threshold: 10)
        for r in 0..<2 {
            for c in 0..<2 {
                let interval = try #require(suppression.intervals.first { $0.cell == r * 3 + c })
                // x may go from 0 to 28: the smaller of its row's 43 and its column's 28.
                let x = [3 - 3, 3 + 25]
                let values = x.map { $0 - 3 }.map {
                    (r == c) ? table.counts[r * 3 + c] + $0 : table.counts[r * 3 + c] - $0
                }
                #expect(interval.lower == values.min())
                #expect(interval.upper == values.max())
            }
        }
    }

    @Test func `what cannot hide among others hides with its totals`() throws {
        let table = try Self.table([2, 2], [3, 0, 0, 40])
        let suppression = try Suppression(table, threshold: 10)
        #expect(suppression.reasons[0] == .belowThreshold)
        #expect(suppression.reasons[2] == .belowThreshold)
        #expect(suppression.reasons[6] == .belowThreshold)
        for interval in suppression.intervals where table.counts[interval.cell] == 3 {
            #expect(interval.lower == 0)
            #expect((interval.upper ?? .max) >= 10)
        }
    }

    @Test func `a list with a total is protected too`() throws {
        let table = try Self.table([5], [3, 40, 20, 80, 0])
        let suppression = try Suppression(table, threshold: 10)
        #expect(suppression.reasons == [.belowThreshold, nil, .protectsOthers, nil, nil, nil])
    }

    @Test func `a table without small counts is shown whole`() throws {
        let suppression = try Suppression(Self.table([2, 2], [10, 11, 0, 13]), threshold: 10)
        #expect(suppression.reasons.allSatisfy { $0 == nil })
    }

    @Test func `other tables are refused`() throws {
        let cube = try Self.table([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8])
        #expect(throws: DisclosureError.self) { try Suppression(cube, threshold: 10) }
        let bare = try ConfidentialTable(shape: [2, 2], counts: [1, 2, 3, 4], keys: [0, 0, 0, 0])
        #expect(throws: DisclosureError.self) { try Suppression(bare, threshold: 10) }
    }

    @Test func `the control publishes what suppression leaves`() throws {
        let control = try DisclosureControl(.suppression(threshold: 10), keys: RecordKeys(secret: (1, 2)))
        let published = try control.publish(Self.table([2, 2], [3, 40, 25, 60]))
        #expect(published.cells.map { $0.value } == [nil, nil, 43, nil, nil, 85, 28, 100, 128])
        #expect(published.noiseVariance == 0)
        // Which of the withheld are small is not told.
        #expect(published.cells.allSatisfy { $0.suppression != .belowThreshold })
    }
}
