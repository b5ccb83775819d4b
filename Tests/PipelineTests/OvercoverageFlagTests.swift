import Fixtures
import Foundation
import Testing

@testable import Pipeline

/// The word to readers where nothing tells who left.
@Suite struct OvercoverageFlagTests {
    private func job(_ registers: [String], _ more: String = "") -> String {
        let lines = registers.map { name in
            let evidence =
                name == "movement"
                ? ", use: residence, evidence: { kind: movements, date: crossing_date, direction: direction }"
                : ""
            return "  \(name): { path: \(name).csv, schema: schemas/\(name).schema.json\(evidence) }"
        }
        return """
            reference_date: 2026-06-30
            registers:
            \(lines.joined(separator: "\n"))
            estimate:
              by: [sex]
              strata: [sex]
              draws: 2
            \(more)
            publish: { disclosure: rounding }

            """
    }

    /// What is assumed where nothing tells who left is taken off, widens the interval, and has a name.
    @Test func theAssumedShareIsTakenOffAndNamed() throws {
        let fixture = try EstimateFixture(people: 300)
        let names = ["registration", "health", "tax"]
        try fixture.link(job(names), into: "run")
        func estimate(_ more: String) throws -> EstimateSummary {
            try fixture.estimate(job(names, more), on: "run")
        }
        let none = try estimate("  overcoverage: { share: 0, sd: 0 }")
        let usual = try estimate("")
        let wide = try estimate("  overcoverage: { share: 0.1, sd: 0.06 }")
        #expect(abs(usual.total.value / none.total.value - 0.96) < 1e-9)
        #expect(abs(wide.total.value / none.total.value - 0.9) < 1e-9)
        func part(_ summary: EstimateSummary) -> Double {
            summary.parts.first { $0.name == "assumption" }?.variance ?? -1
        }
        #expect(part(none) == 0)
        #expect(abs(part(usual).squareRoot() / none.total.value - 0.028) < 1e-9)
        #expect(abs(part(wide).squareRoot() / none.total.value - 0.06) < 1e-9)
        #expect(wide.total.upper - wide.total.lower > none.total.upper - none.total.lower)
        #expect(usual.flags.map(\.name).contains("overcoverage_unchecked"))
        let budget = "SELECT variance FROM error_budget WHERE cell = 0 AND component = 'assumption'"
        #expect(try fixture.texts(budget, of: "run") == ["\(part(wide))"])
        #expect(wide.json.text.contains("\"name\":\"overcoverage_unchecked\""))
    }

    @Test func itIsThereWithoutCrossingsAndOnlyThen() throws {
        let fixture = try EstimateFixture(people: 300)
        for (run, names, more) in [
            ("with", ["registration", "health", "tax", "movement"], ""),
            ("without", ["registration", "health", "tax"], ""),
            (
                "index", ["registration", "health", "tax"],
                "  residence: residency_index\n"
                    + "  residency_index: { decay: 0.5, gain: 1, threshold: 0.5, weights: { tax: 1, health: 1 } }"
            ),
        ] {
            let text = job(names, more)
            try fixture.link(text, into: run)
            let summary = try fixture.estimate(text, on: run)
            let isFlagged = run != "with"
            let lines = summary.text.split(separator: "\n").filter { $0.contains("overcoverage_unchecked") }
            #expect(lines.count == (isFlagged ? 1 : 0), "\(run)")
            #expect(summary.remarks.contains { $0.hasPrefix("nobody can check who left") } == isFlagged)
            for line in try fixture.folder.text("\(run)/estimates.csv").split(separator: "\n").dropFirst() {
                #expect(line.contains("overcoverage_unchecked") == isFlagged, "\(run): \(line)")
            }
            let exact = "SELECT count(*) FROM estimates WHERE flag LIKE '%overcoverage_unchecked%'"
            #expect(try fixture.texts(exact, of: run) == [isFlagged ? "3" : "0"])
            var options = ReportOptions(threads: 1)
            options.output = fixture.folder("\(run).html")
            _ = try ReportRun.run(fixture.folder(run), options: options)
            let page = try fixture.folder.text("\(run).html")
            #expect(page.contains("Nobody can check who left") == isFlagged)
        }
    }
}
