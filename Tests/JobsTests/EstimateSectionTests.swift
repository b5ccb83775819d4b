import Population
import Testing

@testable import Jobs

@Suite struct EstimateSectionTests {
    private func mistakes(_ lines: String) -> [JobMistake] {
        let error = #expect(throws: JobError.self) {
            try JobParser.parse("registers: { a: a, b: b }\n" + lines, file: "job.yaml")
        }
        return error?.mistakes ?? []
    }

    @Test(arguments: [
        ("estimate: { draws: 1 }", "draws", 18), ("estimate: { draws: many }", "draws", 18),
        ("estimate: { confidence: 2 }", "confidence", 23), ("estimate: { method: guess }", "method", 19),
        ("estimate: { residence: moon }", "residence", 22), ("estimate: { lists: [a, c] }", "lists[2]", 24),
        ("estimate: { lists: [a] }", "lists", 19), ("estimate: { age_groups: [5, 10] }", "age_groups", 24),
        ("estimate: { by: [[a, b, c, d, e]] }", "by[1]", 17), ("estimate: { by: [sex, sex] }", "by[2]", 22),
        ("estimate: { small_areas: { methode: x } }", "methode", 37),
        ("estimate: { known_totals: { total: -3 } }", "total", 35),
        ("estimate: { overcoverage: { share: 2 } }", "share", 35),
        ("estimate: { overcoverage: { share: 0.04, sd: 0.3 } }", "overcoverage", 27),
        ("estimate: { overcoverage: { rate: 0.1 } }", "rate", 35),
        ("publish: { disclosure: none }", "disclosure", 24),
        ("publish: { disclosure: { base: 1 } }", "base", 31),
    ])
    func mistakesHaveTheirPlace(_ given: (line: String, place: String, column: Int)) throws {
        let found = try #require(mistakes(given.line).first)
        #expect(found.line == 2)
        #expect(found.place.hasSuffix(given.place), "\(found)")
        #expect(abs(found.column - given.column) <= 2, "\(found)")
    }

    @Test(arguments: [
        ("{ path: m, use: residence, evidence: { kind: movements, date: d } }", "direction"),
        ("{ path: m, use: residence, evidence: { kind: deaths } }", "date"),
        ("{ path: m, use: residence, evidence: { kind: weddings } }", "kind"),
        ("{ path: m, use: residence, evidence: { date: d } }", "kind"),
        ("{ path: m, evidence: births }", "use"),
        (
            "{ path: m, use: residence, evidence: { kind: births, covers: [2026-02-01, 2026-01-01] } }",
            "covers"
        ),
    ])
    func evidenceIsChecked(_ given: (register: String, word: String)) {
        let error = #expect(throws: JobError.self) {
            try JobParser.parse("registers:\n  a: a\n  m: \(given.register)\n", file: "job.yaml")
        }
        #expect(error?.description.contains(given.word) == true)
    }

    @Test func evidenceIsWrittenAsItIsRead() throws {
        let text = """
            registers:
              a: a
              m:
                path: m
                use: residence
                evidence: { kind: movements, date: day, direction: way, arrival: [ein], covers: [2026-01-01, 2026-12-31] }
            """
        let job = try JobParser.parse(text, file: "job.yaml")
        #expect(job.linking.registers.map(\.name) == ["a"])
        #expect(job.registers[1].evidence?.departure == EvidenceSpec(.movements).departure)
        #expect(try JobParser.parse(JobWriter.write(job), file: "job.yaml") == job)
    }
}
