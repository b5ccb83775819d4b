import Columns
import Testing

@testable import Synthesis

@Suite struct CoverageTests {
    /// The shares of residents on a first register, a second, and both, each holding half of them.
    private func shares(trait: Double) throws -> (first: Double, second: Double, both: Double) {
        var scenario = Scenario(name: "two", referenceDate: CivilDate(daysSince1970: 20_634))
        scenario.people = 6000
        scenario.life.emigrants = 0
        scenario.life.deaths = 0
        scenario.life.visitors = 0
        for name in ["a", "b"] {
            var register = RegisterSpec(name: name)
            register.coverage = [RegisterSpec.CoverageRule(share: 0.5)]
            register.trait = trait
            register.columns = [RegisterSpec.Column("id", .recordID)]
            scenario.registers.append(register)
        }
        let synthesis = try Synthesis(scenario)
        var seen: [String: Set<String>] = ["a": [], "b": []]
        for shard in 0..<synthesis.shardCount {
            let rows = String(decoding: synthesis.output(ofShard: shard).records, as: UTF8.self)
            for row in rows.split(separator: "\n") {
                let fields = row.split(separator: ",")
                seen[String(fields[0])]?.insert(String(fields[2]))
            }
        }
        let (a, b) = (seen["a"] ?? [], seen["b"] ?? [])
        return (Double(a.count) / 6000, Double(b.count) / 6000, Double(a.intersection(b).count) / 6000)
    }

    /// Six standard errors of a share of 6000 people.
    private let margin = 0.04

    @Test func registersWithoutTheTraitAreIndependent() throws {
        let shares = try shares(trait: 0)
        #expect(abs(shares.first - 0.5) < margin && abs(shares.second - 0.5) < margin)
        #expect(abs(shares.both - 0.25) < margin)
    }

    @Test func theSharedTraitMakesListsDependentAndMovesNoCoverage() throws {
        let shares = try shares(trait: 1)
        #expect(abs(shares.first - 0.5) < margin && abs(shares.second - 0.5) < margin)
        // The probabilities are then equal and uniform on 0…1, so that the mean of their product is a third.
        #expect(abs(shares.both - 1.0 / 3) < margin)
    }
}
