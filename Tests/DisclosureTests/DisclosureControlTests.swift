import Columns
import Testing

@testable import Disclosure

private let keys = RecordKeys(secret: (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908))

/// Whom nobody knows, in the cells of a table.
private func people(_ count: Int, cells: Int, seed: UInt64) -> (cellOf: [UInt32], keys: [UInt32]) {
    var random = KeyedRandom(seed: seed, purpose: 1, entity: 0)
    let cellOf = (0..<count).map { _ in UInt32(random.nextIndex(below: cells)) }
    return (cellOf, keys.keys(of: (0..<UInt64(count)).map { $0 }))
}

struct RecordKeysTests {
    @Test func `the hash is SipHash-2-4`() {
        // Aumasson and Bernstein (2012), appendix A, and the test vectors that came with it.
        #expect(keys.hash(bytes: (0..<15).map { UInt8($0) }) == 0xa129_ca61_49be_45e5)
        #expect(keys.hash(bytes: []) == 0x726f_db47_dd0e_0e31)
        #expect(keys.hash(bytes: (0..<8).map { UInt8($0) }) == 0x93f5_f579_9a93_2462)
        #expect(keys.key(of: 0x0706_0504_0302_0100) == 0x9a93_2462)
    }

    @Test func `another secret gives other keys`() {
        let others = RecordKeys(secret: (1, 2))
        let ids = (0..<1000).map { UInt64($0) }
        #expect(zip(keys.keys(of: ids), others.keys(of: ids)).count { $0 == $1 } == 0)
        #expect("\(keys)" == "keys under a secret")
    }
}

struct DisclosureControlTests {
    @Test func `the same people get the same noise in any table`() throws {
        let control = try DisclosureControl(keys: keys)
        let (cellOf, recordKeys) = people(4000, cells: 40, seed: 7)
        let fine = try ConfidentialTable(cellOf: cellOf, keys: recordKeys, shape: [10, 4]).withTotals()
        let coarse = try ConfidentialTable(cellOf: cellOf.map { $0 / 4 }, keys: recordKeys, shape: [10])
            .withTotals()
        let published = try control.publish(fine)
        let rows = try control.publish(coarse)
        for r in 0...10 { #expect(published.cells[r * 5 + 4] == rows.cells[r]) }
        let order = cellOf.indices.sorted { recordKeys[$0] < recordKeys[$1] }
        let shuffled = try ConfidentialTable(
            cellOf: order.map { cellOf[$0] },
            keys: order.map { recordKeys[$0] },
            shape: [10, 4]
        )
        #expect(try control.publish(shuffled.withTotals()) == published)
    }

    @Test func `noise has the variance that is stated`() throws {
        let conditions = PerturbationTable.Conditions(maximum: 5, variance: 3, smallest: 2)
        let control = try DisclosureControl(.cellKey(conditions, threshold: 0), keys: keys)
        #expect(abs(control.noiseVariance - 3) < 1e-9)
        let (cellOf, recordKeys) = people(400_000, cells: 20_000, seed: 3)
        let table = try ConfidentialTable(cellOf: cellOf, keys: recordKeys, shape: [20_000])
        let published = try control.publish(table)
        var sum = 0.0
        var squares = 0.0
        for (cell, count) in zip(published.cells, table.counts) {
            let noise = try #require(cell.value) - Double(count)
            sum += noise
            squares += noise * noise
        }
        // Standard errors over 20,000 cells: 0.012 of the mean, 0.03 of the variance.
        #expect(abs(sum / 20_000) < 0.05)
        #expect(abs(squares / 20_000 - 3) < 0.12)
        #expect(published.cells[0].standardError == 3.0.squareRoot())
    }

    @Test func `small counts are not shown and zeros stay`() throws {
        let control = try DisclosureControl(keys: keys)
        let table = try ConfidentialTable(
            shape: [8],
            counts: [0, 1, 2, 4, 30, 1000, 0, 12],
            keys: [0, 11, 12, 13, 14, 15, 0, 16]
        )
        let cells = try control.publish(table).cells
        #expect(cells[0].value == 0 && cells[6].value == 0)
        for cell in cells {
            if let value = cell.value {
                #expect(value == 0 || value >= 10)
            } else {
                #expect(cell.suppression != nil)
            }
        }
        #expect(abs(try #require(cells[5].value) - 1000) <= 5)
    }

    @Test func `random rounding is unbiased and goes to a neighbour`() throws {
        let control = try DisclosureControl(.randomRounding(base: 3), keys: keys)
        for count in 0...8 {
            var sum = 0.0
            for key in 0..<UInt32(6000) {
                let table = try ConfidentialTable(shape: [1], counts: [count], keys: [key &* 2_654_435_761])
                let value = try #require(control.publish(table).cells[0].value)
                #expect(value.truncatingRemainder(dividingBy: 3) == 0 && abs(value - Double(count)) < 3)
                sum += value
            }
            #expect(abs(sum / 6000 - Double(count)) < 0.08)
        }
        #expect(abs(control.noiseVariance - 4.0 / 3) < 1e-12)
    }

    @Test func `rounding goes to the nearest hundred`() throws {
        let control = try DisclosureControl(.rounding(base: 100), keys: keys)
        let counts = [0, 49, 50, 51, 149, 150, 151, 250, 7_413_070]
        let table = try ConfidentialTable(shape: [9], counts: counts, keys: [UInt32](repeating: 0, count: 9))
        let values = try control.publish(table).cells.map { $0.value }
        #expect(values == [0, 0, 0, 100, 100, 200, 200, 200, 7_413_100])
    }

    @Test func `an estimate carries its own error and the noise`() throws {
        let control = try DisclosureControl(keys: keys)
        let cell = try control.publish(estimate: 5321.4, standardError: 12, records: 4800, cellKey: 99)
        #expect(abs(try #require(cell.value) - 5321) <= 5)
        let expected = (147 + 1.0 / 12).squareRoot()
        let error = try #require(cell.standardError)
        #expect(abs(error - expected) < 1e-6)
        let thin = try control.publish(estimate: 40, standardError: 12, records: 2, cellKey: 99)
        #expect(thin.suppression == .belowThreshold)
        let none = try control.publish(estimate: 40, standardError: 12, records: 0, cellKey: 99)
        #expect(none.suppression == .belowThreshold)
        #expect(throws: DisclosureError.self) {
            try control.publish(estimate: .nan, standardError: 1, records: 9, cellKey: 0)
        }
        #expect(throws: DisclosureError.self) {
            try control.publish(estimate: 1e300, standardError: 1, records: 9, cellKey: 0)
        }
    }

    @Test func `publishing as it is needs a reason`() throws {
        #expect(throws: DisclosureError.self) { try DisclosureControl(.none(reason: " "), keys: keys) }
        let control = try DisclosureControl(.none(reason: "synthetic data"), keys: keys)
        let table = try ConfidentialTable(shape: [2], counts: [1, 2], keys: [5, 6])
        #expect(try control.publish(table).cells.map { $0.value } == [1, 2])
        #expect("\(table)" == "confidential table of 2 cells")
    }

    @Test func `bad tables and settings end in one error`() {
        func code(_ body: () throws(DisclosureError) -> Void) -> DisclosureError.Code? {
            do throws(DisclosureError) {
                try body()
                return nil
            } catch { return error.code }
        }
        func table(_ shape: [Int], _ counts: [Int]) -> DisclosureError.Code? {
            code { () throws(DisclosureError) in
                _ = try ConfidentialTable(shape: shape, counts: counts, keys: counts.map { _ in 0 })
            }
        }
        #expect(table([2], [1]) == .unequalShapes)
        #expect(table([], []) == .unequalShapes)
        #expect(table([0], []) == .unequalShapes)
        #expect(table([Int.max, 2], []) == .unequalShapes)
        #expect(table([1], [-1]) == .valueOutOfRange)
        #expect(table([2], [Int.max, Int.max]) == .valueOutOfRange)
        let outside = code { () throws(DisclosureError) in
            _ = try ConfidentialTable(cellOf: [3], keys: [1], shape: [3])
        }
        #expect(outside == .valueOutOfRange)
        for rule in [DisclosureRule.rounding(base: 1), .randomRounding(base: 0), .suppression(threshold: -1)]
        {
            let found = code { () throws(DisclosureError) in _ = try DisclosureControl(rule, keys: keys) }
            #expect(found == .settingOutOfRange)
        }
    }
}
