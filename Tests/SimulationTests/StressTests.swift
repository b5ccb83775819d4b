import Foundation
import Jobs
import Pipeline
import Synthesis
import Testing

@testable import Simulation

/// Registers that fail in ways that no estimate is told of.
@Suite(.serialized) struct StressTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "stress-\(UUID().uuidString)"
    ).path

    private func clean() { try? FileManager.default.removeItem(atPath: folder) }

    private func rows(_ stress: Stress?, people: Int = 600) throws -> [[Substring]] {
        var scenario = try ScenarioParser.load("hong-kong")
        (scenario.people, scenario.seed, scenario.stress) = (people, 3, stress)
        let output = "\(folder)/\(UUID().uuidString)"
        let options = SynthOptions(threads: 2, progress: StageProgress(.silent))
        _ = try SynthRun.run(scenario, text: "", output: output, options: options)
        let text = try String(contentsOfFile: output + "/movement.csv", encoding: .utf8)
        return text.split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
    }

    @Test func crossingsAreLostAsTheWordSays() throws {
        defer { clean() }
        func counts(_ stress: Stress?) throws -> (departures: Int, arrivals: Int) {
            let rows = try rows(stress)
            return (rows.count { $0[5] == "departure" }, rows.count { $0[5] == "arrival" })
        }
        let whole = try counts(nil)
        let lost = try counts(.departuresLost)
        #expect(lost.arrivals == whole.arrivals)
        #expect(abs(Double(lost.departures) / Double(whole.departures) - 0.9) < 0.04, "\(lost) of \(whole)")
        let last = try counts(.lastDeparturesLost)
        #expect(last.arrivals == whole.arrivals && last.departures < whole.departures)
        let closing = try counts(.closingDeparturesLost)
        #expect(closing.arrivals == whole.arrivals && closing.departures < last.departures)
        let point = try counts(.checkpointLost)
        #expect(point.arrivals < whole.arrivals && point.departures < whole.departures)
        let foreign = try counts(.foreignNumbers)
        #expect(foreign == whole)
        #expect(try rows(.foreignNumbers).map { $0[1] } != rows(nil).map { $0[1] })
    }

    @Test func theTextThatIsKeptSaysTheStress() throws {
        let plan = try SimulationPlan(
            scenario: "hong-kong",
            people: 100,
            seed: 1,
            job: nil,
            stress: .heavyLags
        )
        #expect(plan.scenario.stress == .heavyLags && plan.text.hasSuffix("\nstress: heavy_lags\n"))
        #expect(plan.scenario.name == "hong-kong")
        #expect(try ScenarioParser.parse(plan.text, file: "kept.yaml").stress == .heavyLags)
        let none = try SimulationPlan(scenario: "hong-kong", people: 100, seed: 1, job: nil)
        #expect(none.scenario.stress == nil && none.fingerprint != plan.fingerprint)
        #expect(Set(Stress.allCases.map(\.summary)).count == Stress.allCases.count)
    }

    /// Departures are missing: the estimate was too high, its interval too narrow, and nobody was told.
    @Test func lostDeparturesAreToldAndHeld() throws {
        defer { clean() }
        let plan = try SimulationPlan(
            scenario: "hong-kong",
            people: 2000,
            seed: 21,
            job: nil,
            stress: .departuresLost
        )
        let options = SimulationOptions(threads: 2, progress: StageProgress(.silent))
        let summary = try SimulationRun.run(plan, replicates: 1, output: folder + "/lost", options: options)
        #expect(summary.failures.isEmpty, "\(summary.failures)")
        #expect(summary.entries[0].flags.contains("crossings_lost_one_way"), "\(summary.entries[0].flags)")
        let total = try #require(summary.levels.first { $0.figure == .estimate && $0.grouping == "total" })
        #expect(total.held == 1, "\(total)")
        let line = summary.text.split(separator: "\n").first { $0.hasPrefix("departures_lost: bias ") }
        #expect(
            line?.contains("total held in 1 of 1") == true
                && line?.contains("crossings_lost_one_way in 1") == true
        )
        #expect(summary.text.contains("10 % of departures are missing"))
        #expect(summary.json.text.contains("\"stress\":\"departures_lost\""))
    }
}
