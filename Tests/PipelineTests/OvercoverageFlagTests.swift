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
