import Testing

@testable import Disclosure

struct PerturbationTableTests {
    private func code(_ conditions: PerturbationTable.Conditions) -> DisclosureError.Code? {
        do throws(DisclosureError) {
            _ = try PerturbationTable(conditions)
            return nil
        } catch { return error.code }
    }

    @Test(arguments: ReferenceTable.all)
    func `tables are those of the R package ptable`(reference: ReferenceTable) throws {
        let table = try PerturbationTable(
            .init(
                maximum: reference.maximum,
                variance: reference.variance,
                smallest: reference.smallest,
                stay: reference.stay
            )
        )
        #expect(table.rows.count == reference.rows.count + 1)
        for (row, expected) in zip(table.rows.dropFirst(), reference.rows) {
            #expect(row.changes == expected.map { $0.change })
            for (p, q) in zip(row.probabilities, expected) { #expect(abs(p - q.probability) < 1e-6) }
        }
    }

    @Test(arguments: ReferenceTable.all)
    func `noise has mean 0, sums to 1, keeps its bounds and its order`(reference: ReferenceTable) throws {
        let table = try PerturbationTable(
            .init(
                maximum: reference.maximum,
                variance: reference.variance,
                smallest: reference.smallest,
                stay: reference.stay
            )
        )
        for (count, row) in table.rows.enumerated() {
            let mean = zip(row.changes, row.probabilities).reduce(0) { $0 + Double($1.0) * $1.1 }
            #expect(abs(mean) < 1e-10)
            #expect(abs(row.probabilities.reduce(0, +) - 1) < 1e-10)
            #expect(row.variance <= reference.variance + 1e-9)
            for change in row.changes {
                let result = count + change
                #expect(result == 0 || result > reference.smallest)
                #expect(abs(change) <= reference.maximum)
            }
            if let zero = row.changes.firstIndex(of: 0) {
                for i in 0..<zero { #expect(row.probabilities[i] <= row.probabilities[i + 1] + 1e-12) }
            }
        }
        let last = try #require(table.rows.last)
        for (p, q) in zip(last.probabilities, last.probabilities.reversed()) { #expect(abs(p - q) < 1e-10) }
    }

    @Test func `many conditions that can be met are met`() throws {
        for maximum in [1, 2, 3, 4, 8, 15] {
            for smallest in 0..<min(3, maximum) {
                for variance in [0.5, 1, 2.5, 6] {
                    let conditions = PerturbationTable.Conditions(
                        maximum: maximum,
                        variance: variance,
                        smallest: smallest
                    )
                    // Count i ≤ js has no result nearer than 0 and js + 1.
                    let least = (1...max(1, smallest)).map { $0 * (smallest + 1 - $0) }.max() ?? 0
                    let isPossible = smallest == 0 || variance > Double(least)
                    #expect(
                        (code(conditions) == nil) == isPossible || variance == Double(least),
                        "\(conditions)"
                    )
                }
            }
        }
    }

    @Test func `a key chooses each change as often as its probability`() throws {
        let table = try PerturbationTable(.init(maximum: 2, variance: 0.9, smallest: 0))
        // The rows' intervals in order: 0.3625, 0.3625, 0.1875, 0.0875.
        #expect(table.change(of: 1, key: 0) == -1)
        #expect(table.change(of: 1, key: 0.362) == -1)
        #expect(table.change(of: 1, key: 0.363) == 0)
        #expect(table.change(of: 1, key: 0.726) == 1)
        #expect(table.change(of: 1, key: 0.913) == 2)
        #expect(table.change(of: 1, key: 1) == 2)
        #expect(table.change(of: 0, key: 0.5) == 0)
        #expect(table.change(of: -4, key: 0.5) == 0)
        #expect(table.change(of: 1_000_000, key: 0.5) == 0)
    }

    @Test func `conditions that no noise meets are refused`() {
        #expect(code(.init(maximum: 5, variance: 1, smallest: 2)) == .infeasible)
        #expect(code(.init(maximum: 2, variance: 1, smallest: 2)) == .settingOutOfRange)
        #expect(code(.init(maximum: 0, variance: 1, smallest: 0)) == .settingOutOfRange)
        #expect(code(.init(maximum: 1_000_000, variance: 1, smallest: 0)) == .settingOutOfRange)
        #expect(code(.init(maximum: 2, variance: 0, smallest: 0)) == .settingOutOfRange)
        #expect(code(.init(maximum: 2, variance: .nan, smallest: 0)) == .settingOutOfRange)
        #expect(code(.init(maximum: 2, variance: 1, smallest: -1)) == .settingOutOfRange)
        #expect(code(.init(maximum: 2, variance: 1, smallest: 0, stay: 1)) == .settingOutOfRange)
    }
}
