import Blocking
import Columns
import Comparison
import Testing

@testable import Linkage

@Suite("What comparisons still tell of each other")
struct ResidualDependenceTests {
    @Test("a street tells its district and nothing of the sex; within a group nothing is left")
    func dependence() throws {
        let records = TotalsTests.records(sizes: [600])
        let compiled = try TotalsTests.compile(records)
        let topology = Topology(registers: 1) { _, _ in true }
        let totals = TotalsTests.totals(compiled, records, topology)
        let counts = compiled.comparisons.map(\.levelCount)
        func between(_ members: [[Int]]) -> [[Int]: Double] {
            let groups = ComparisonGroups(members: members, levelCounts: counts)
            let found = totals.residualDependence(groups, layout: compiled.layout)
            return Dictionary(uniqueKeysWithValues: found.map { ([$0.first, $0.second], $0.bits) })
        }
        let separate = between([[0], [1], [2]])
        #expect(separate.count == 3)
        #expect(try #require(separate[[0, 1]]) > 0.2)
        #expect(try #require(separate[[0, 2]]) < 0.01)
        let joined = between([[0, 1], [2]])
        #expect(joined[[0, 1]] == 0)
        #expect(joined[[0, 2]] == separate[[0, 2]])
    }
}
