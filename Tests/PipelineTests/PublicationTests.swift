import Fixtures
import Foundation
import Jobs
import RunStore
import Testing

@testable import Pipeline

/// Ways to protect what is published, from the job to the files.
@Suite struct PublicationTests {
    /// A published row of estimates.csv.
    private struct Line {
        var grouping: String
        /// By dimension: district, sex, age group.
        var values: [String]
        var value: Int?
        var standardError: Double?
        var flag: String
    }

    private func lines(_ fixture: EstimateFixture) throws -> [Line] {
        let text = try fixture.folder.text("run/estimates.csv").split(separator: "\n")
        #expect(
            text[0] == "grouping,district,sex,age_group,measure,value,standard_error,lower,upper,method,flag"
        )
        return text.dropFirst().map { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
            return Line(
                grouping: cells[0],
                values: Array(cells[1...3]),
                value: Int(cells[5]),
                standardError: Double(cells[6]),
                flag: cells[10]
            )
        }
    }

    private static let by = "[[district, sex], [district], [sex, age_group], [sex]]"

    private func job(_ fixture: EstimateFixture, _ disclosure: String, by: String = by) -> String {
        fixture.job(
            """
            estimate:
              by: \(by)
              age_groups: [0, 18, 40, 65]
              lists: [registration, health, movement]
              strata: [sex]
              draws: 2
            publish:
              disclosure: \(disclosure)

            """
        )
    }

    /// Whether everything that lines show adds up.
    private func addsUp(_ lines: [Line]) -> Bool {
        let total = lines[0].value
        func sum(_ grouping: String, where isPart: (Line) -> Bool = { _ in true }) -> Int? {
            lines.filter { $0.grouping == grouping && isPart($0) }.reduce(0) { sum, line in
                sum.flatMap { a in line.value.map { a + $0 } }
            }
        }
        let tables = ["district x sex", "sex x age_group", "district", "sex"].allSatisfy { sum($0) == total }
        return tables
            && lines.filter { $0.grouping == "sex" }.allSatisfy { line in
                sum("sex x age_group") { $0.values[1] == line.values[1] } == line.value
                    && sum("district x sex") { $0.values[1] == line.values[1] } == line.value
            }
            && lines.filter { $0.grouping == "district" }.allSatisfy { line in
                sum("district x sex") { $0.values[0] == line.values[0] } == line.value
            }
    }

    @Test func everyMethodProtectsWhatItPublishesAndNothingInside() throws {
        let fixture = try EstimateFixture(people: 500)
        try fixture.link()
        let exact = """
            SELECT value, standard_error, lower, upper, contributors FROM estimates ORDER BY estimate
            """
        _ = try fixture.estimate(job(fixture, "{ method: none, reason: a test }"))
        let inside = try fixture.rows(exact)
        let errors = try lines(fixture).map { $0.standardError ?? .nan }
        var seen: [String] = []
        // 12 times the variance of rounding.
        let ways: [(String, Int, Double)] = [
            ("random_rounding", 3, 17), ("{ method: random_rounding, base: 5 }", 5, 49),
            ("rounding", 100, 10_000), ("controlled_rounding", 3, 18),
            ("{ method: controlled_rounding, base: 10 }", 10, 200),
        ]
        for (disclosure, base, twelvefold) in ways {
            let variance = twelvefold / 12
            let text = job(fixture, disclosure)
            let summary = try fixture.estimate(text)
            let lines = try lines(fixture)
            #expect(lines.count == errors.count && lines.count > 40)
            for (line, error) in zip(lines, errors) {
                let value = try #require(line.value)
                #expect(value % base == 0 && value >= 0)
                // estimates.csv shows errors to two places or more.
                let stated = try #require(line.standardError)
                #expect(abs(stated - (error * error + variance).squareRoot()) < 0.02, "\(disclosure)")
            }
            #expect(addsUp(lines) == disclosure.contains("controlled"), "\(disclosure)")
            #expect(summary.disclosure.contains("multiples of \(base)"))
            // What stays inside is the same whatever is published.
            #expect(try fixture.rows(exact) == inside)
            // The same seed, the same bytes.
            let first = try fixture.folder.contents("run/estimates.csv")
            let sdmx = try fixture.folder.contents("run/estimates.sdmx.csv")
            if base < 5 {
                _ = try fixture.estimate(text)
                #expect(try fixture.folder.contents("run/estimates.csv") == first)
                #expect(try fixture.folder.contents("run/estimates.sdmx.csv") == sdmx)
            }
            seen.append(String(decoding: first.bytes, as: UTF8.self))
        }
        #expect(Set(seen).count == seen.count)
    }

    @Test func suppressedCellsCannotBeRecovered() throws {
        let fixture = try EstimateFixture(people: 500)
        try fixture.link()
        _ = try fixture.estimate(job(fixture, "{ method: suppression, threshold: 12 }"))
        let lines = try lines(fixture)
        let found = try fixture.rows(
            "SELECT contributors FROM estimates WHERE measure = 'population' ORDER BY estimate"
        )
        #expect(found.count == lines.count)
        for (line, row) in zip(lines, found) {
            guard case .integer(let records) = row[0] else { continue }
            if let value = line.value {
                #expect(value == 0 || (value >= 12 && records >= 12))
                #expect(line.standardError != nil && line.flag != "confidential")
            } else {
                #expect(line.flag == "confidential" && line.standardError == nil)
            }
        }
        let hidden = lines.indices.filter { lines[$0].value == nil }
        #expect(hidden.count > 5 && hidden.count < lines.count / 2)
        // An attacker solves what has one unknown, in all tables, until nothing is left.
        var equations: [(total: Int, parts: [Int])] = []
        func add(_ total: Int, _ grouping: String, _ isPart: (Line) -> Bool = { _ in true }) {
            let parts = lines.indices.filter { lines[$0].grouping == grouping && isPart(lines[$0]) }
            equations.append((total, parts))
        }
        for grouping in ["district x sex", "district", "sex x age_group", "sex"] { add(0, grouping) }
        for i in lines.indices where lines[i].grouping == "district" {
            add(i, "district x sex") { $0.values[0] == lines[i].values[0] }
        }
        for i in lines.indices where lines[i].grouping == "sex" {
            add(i, "district x sex") { $0.values[1] == lines[i].values[1] }
            add(i, "sex x age_group") { $0.values[1] == lines[i].values[1] }
        }
        for (total, parts) in equations {
            let unknown = ([total] + parts).count { lines[$0].value == nil }
            #expect(unknown != 1, "\(lines[total])")
            if unknown == 0 {
                #expect(parts.reduce(0) { $0 + (lines[$1].value ?? 0) } == lines[total].value)
            }
        }
        let sdmx = try fixture.folder.text("run/estimates.sdmx.csv").split(separator: "\n").dropFirst()
        for (line, row) in zip(lines, sdmx) {
            #expect(row.contains(",Q,C,") == (line.value == nil), "\(row)")
        }
    }

    @Test(arguments: [
        ("controled_rounding", "[sex]", "did you mean “controlled_rounding”"),
        ("{ method: supression }", "[sex]", "did you mean “suppression”"),
        ("suppression", "[[district, sex, age_group]]", "estimate.by` asks for district x sex x age_group"),
        ("{ method: controlled_rounding, base: 1 }", "[sex]", "2 to 1000000"),
        ("{ method: controlled_rounding, bases: 3 }", "[sex]", "did you mean “base”"),
    ])
    func mistakesAreToldWithTheirPlace(_ given: (disclosure: String, by: String, message: String)) {
        let text = """
            registers: { a: a, b: b }
            estimate: { by: \(given.by) }
            publish: { disclosure: \(given.disclosure) }
            """
        let error = #expect(throws: JobError.self) { try JobParser.parse(text, file: "job.yaml") }
        #expect(error?.description.contains(given.message) == true, "\(error?.description ?? "")")
        #expect(error?.mistakes.first?.line == 3)
        #expect((error?.mistakes.first?.column ?? 0) > 20)
    }
}
