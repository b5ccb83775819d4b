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

    @Test func `intervals are those of all tables with the same shown numbers`() throws {
        for number in 0..<6 {
            var random = KeyedRandom(seed: 9, purpose: 4, entity: UInt64(number))
            let counts = (0..<9).map { _ in 1 + random.nextIndex(below: 11) }
            let table = try Self.table([3, 3], counts)
            let network = try SuppressionNetwork(table)
            // All totals are shown, and of the cells some.
            var withheld = [Bool](repeating: false, count: 16)
            for r in 0..<3 { for c in 0..<3 { withheld[r * 4 + c] = random.nextBool(0.8) } }
            var low = table.counts
            var high = table.counts
            // Four cells decide the other five.
            let limit = 34
            var t = [Int](repeating: 0, count: 9)
            func total(_ r: Int, _ c: Int) -> Int { table.counts[r * 4 + c] }
            for a in 0...min(limit, total(0, 3)) {
                for b in 0...min(limit, total(0, 3) - a) {
                    for d in 0...min(limit, total(1, 3)) where a + d <= total(3, 0) {
                        for e in 0...(total(1, 3) - d) where b + e <= total(3, 1) {
                            (t[0], t[1], t[2]) = (a, b, total(0, 3) - a - b)
                            (t[3], t[4], t[5]) = (d, e, total(1, 3) - d - e)
                            (t[6], t[7]) = (total(3, 0) - a - d, total(3, 1) - b - e)
                            t[8] = total(2, 3) - t[6] - t[7]
                            if t[8] < 0 || t[2] + t[5] + t[8] != total(3, 2) { continue }
                            if (0..<9).contains(where: {
                                !withheld[$0 / 3 * 4 + $0 % 3] && t[$0] != counts[$0]
                            }) {
                                continue
                            }
                            for i in 0..<9 {
                                let cell = i / 3 * 4 + i % 3
                                low[cell] = min(low[cell], t[i])
                                high[cell] = max(high[cell], t[i])
                            }
                        }
                    }
                }
            }
            for cell in withheld.indices where withheld[cell] {
                let interval = network.interval(of: cell, withheld)
                #expect(interval.lower == low[cell] && interval.upper == high[cell])
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
