import ColumnFiles
import Columns
import Fixtures
import Foundation
import Jobs
import RunStore
import Testing

@testable import Pipeline

/// Residence rules that need more than crossings, from the job to the spine.
@Suite struct ResidenceRulesTests {
    private func job(_ registers: String, _ estimate: String) -> String {
        """
        reference_date: 2026-06-30
        registers:
        \(registers)
        estimate:
          by: [sex]
          strata: [sex]
          draws: 2
        \(estimate)

        """
    }

    private func register(_ name: String, _ more: String = "") -> String {
        "  \(name): { path: \(name).csv, schema: schemas/\(name).schema.json\(more) }"
    }

    /// Writes a register with more columns, a function of the place of the row.
    private func extend(
        _ fixture: EstimateFixture,
        _ name: String,
        to other: String,
        _ header: String,
        _ values: (Int) -> String
    ) throws {
        let lines = try fixture.folder.text("registers/\(name).csv").split(separator: "\n")
        // Records stand in the order of their identifiers, which the first field holds and which are equally long.
        let rows = lines.dropFirst().sorted().enumerated().map { "\($1),\(values($0))" }
        try fixture.folder.write(
            ([lines[0] + "," + header] + rows).joined(separator: "\n") + "\n",
            to: "registers/\(other).csv"
        )
    }

    /// A person with one record in a register: the record's place in its file, and what was decided.
    private struct Verdict {
        var place: Int
        var registers: Int
        var final: String
        var provisional: String
        var evidence: Int
    }

    private func verdicts(_ fixture: EstimateFixture, register: Int, before year: Int) throws -> [Verdict] {
        let workers = Workers(threads: 1)
        let records = try ColumnFile(fixture.folder("run/" + RunTable.records.path))
        let people = try ColumnFile(fixture.folder("run/" + RunTable.people.path))
        let registerOf = try records.labels("register", workers: workers).codes
        let person = try records.whole("person", workers: workers)
        let births = try people.text("birth_date", workers: workers)
        let (sets, words) = try people.words("registers", workers: workers)
        let final = try people.labels("final", workers: workers)
        let provisional = try people.labels("provisional", workers: workers)
        let evidence = try people.days("evidence", missing: .min, workers: workers)
        let first = registerOf.firstIndex(of: UInt8(register)) ?? 0
        let rows = registerOf.indices.filter { registerOf[$0] == UInt8(register) }
        var count: [UInt32: Int] = [:]
        for row in rows { count[person[row], default: 0] += 1 }
        return rows.compactMap { row in
            let p = Int(person[row])
            guard count[person[row]] == 1, births.codes[p] != 0,
                births.values.string(births.codes[p]).prefix(4) < "\(year)"
            else { return nil }
            return Verdict(
                place: row - first,
                registers: Int(words[Int(sets[p]) - 1]),
                final: final.names[Int(final.codes[p])],
                provisional: provisional.names[Int(provisional.codes[p])],
                evidence: Int(evidence[p])
            )
        }
    }

    @Test func theResidencyIndexIsTheOneComputedByHand() throws {
        let fixture = try EstimateFixture(people: 300)
        // Seen this year, the year before, long ago, never.
        try extend(fixture, "health", to: "visits", "visited") {
            ["2026-03-01", "2025-03-01", "2023-01-01", ""][$0 % 4]
        }
        let visits = """
              visits:
                path: visits.csv
                schema: schemas/health.schema.json
                use: residence
                evidence: { kind: signs, date: visited }
            """
        let text = job(
            [register("registration"), register("tax"), register("electors"), visits].joined(separator: "\n"),
            """
              residence: residency_index
              residency_index: { decay: 0.5, gain: 0.5, threshold: 0.5, years: 3, start: 0.8, weights: { visits: 1, tax: 0.5 } }
            """
        )
        try fixture.link(text)
        let summary = try fixture.estimate(text)
        #expect(summary.rule == "residency_index")
        // Dated signs of life tell who left.
        #expect(!summary.text.contains("overcoverage_unchecked"))
        let verdicts = try verdicts(fixture, register: 3, before: 2000)
        #expect(verdicts.count > 150)
        var seen: [Int: Int] = [:]
        for verdict in verdicts {
            // Registers stand by name: electors, registration, tax, visits.
            let isTaxed = verdict.registers & 4 != 0
            // After three years 0.8 / 8 is left of the start; a visit of this year adds a half, one of last year a
            // quarter, a tax record of this year a quarter; both of this year together no more than a half.
            let index =
                switch verdict.place % 4 {
                case 0: 600_000
                case 1: isTaxed ? 600_000 : 350_000
                default: isTaxed ? 350_000 : 100_000
                }
            #expect(verdict.evidence == index, "\(verdict)")
            #expect(verdict.final == (index > 500_000 ? "indexReached" : "indexTooLow"), "\(verdict)")
            #expect(verdict.provisional == verdict.final)
            seen[verdict.place % 4 * 2 + (isTaxed ? 1 : 0), default: 0] += 1
        }
        #expect(seen.count == 8)
        #expect(
            try fixture.texts("SELECT setting FROM sensitivity WHERE choice = 'residence' ORDER BY position")
                == ["activity", "residency_index"]
        )
        let tally = try fixture.rows("SELECT rows, unusable FROM evidence WHERE kind = 'signs'")
        guard case (.integer(let rows), .integer(let unusable)) = (tally[0][0], tally[0][1]) else { return }
        #expect(unusable == rows / 4)
    }

    @Test func austriasExclusionsAreThoseReadByHand() throws {
        let fixture = try EstimateFixture(people: 300)
        let spells = [
            "2020-01-01,", "2026-06-01,2026-08-15", "2020-01-01,2026-06-30", "2026-08-01,",
            "2019-05-05,2026-07-01",
            "2021-01-01,2020-01-01",
        ]
        try extend(fixture, "registration", to: "homes", "moved_in,moved_out") { spells[$0 % spells.count] }
        let homes = """
              homes:
                path: homes.csv
                schema: schemas/registration.schema.json
                evidence: { kind: registrations, date: moved_in, until: moved_out, covers: [2019-01-01, 2027-03-31] }
            """
        let text = job(
            [homes, register("health"), register("tax")].joined(separator: "\n"),
            "  residence: austrian_exclusions"
        )
        try fixture.link(text)
        _ = try fixture.estimate(text)
        // Registers stand by name: health, homes, tax.
        let verdicts = try verdicts(fixture, register: 1, before: 2019)
        #expect(verdicts.count > 150)
        var seen: [String] = []
        for verdict in verdicts {
            let isElsewhere = verdict.registers & ~2 != 0
            let enough = isElsewhere ? "registeredLongEnough" : "inNoOtherRegister"
            let (final, provisional) =
                switch verdict.place % spells.count {
                case 0, 4: (enough, enough)
                // 75 days; on the date nobody knew that they would end.
                case 1: ("registeredTooShort", enough)
                // Ended before the date, begun after it, ended before it began.
                default: ("notRegistered", "notRegistered")
                }
            #expect(verdict.final == final && verdict.provisional == provisional, "\(verdict)")
            if verdict.place % spells.count == 1 { #expect(verdict.evidence == 75) }
            if !seen.contains(final) { seen.append(final) }
        }
        #expect(seen.count == 4)
        let settings = try fixture.texts(
            "SELECT setting || value FROM sensitivity WHERE choice = 'residence' ORDER BY position"
        )
        #expect(settings.count == 2 && settings[1].hasPrefix("austrian_exclusions"))
        // The days of registrations are compared by no model.
        #expect(try fixture.texts("SELECT name FROM comparisons").allSatisfy { !$0.contains("moved") })
    }

    @Test func registrationsThatEndWithTheDateAreTakenToStay() throws {
        let fixture = try EstimateFixture(people: 200)
        try extend(fixture, "registration", to: "homes", "since") {
            $0 % 2 == 0 ? "2026-06-01" : "2020-01-01"
        }
        let homes = """
              homes:
                path: homes.csv
                schema: schemas/registration.schema.json
                evidence: { kind: registrations, date: since }
            """
        let text = job(
            [homes, register("health"), register("tax")].joined(separator: "\n"),
            "  residence: austrian_exclusions"
        )
        try fixture.link(text)
        _ = try fixture.estimate(text)
        let verdicts = try verdicts(fixture, register: 0, before: 2019)
        #expect(verdicts.allSatisfy { $0.final == $0.provisional && $0.final != "registeredTooShort" })
        let late = text.replacing("2026-06-30", with: "2026-09-30")
        let error = #expect(throws: (any Error).self) { try fixture.estimate(late) }
        #expect("\(String(describing: error))".contains("2026-06-30"))
    }

    @Test(arguments: [
        ("estimate: { residence: residency_index }", "estimate.residence: “residency_index” has constants"),
        ("estimate: { residence: residency_indx }", "did you mean “residency_index”"),
        ("estimate: { residency_index: { decay: 1 } }", "there is no `gain`"),
        (
            "estimate: { residency_index: { decay: 2, gain: 1, threshold: 0, weights: { a: 1 } } }",
            "estimate.residency_index.decay: “2” stands here; expected a number from 0 to 1"
        ),
        (
            "estimate: { residency_index: { decay: 1, gain: 1, threshold: 0, weights: { heath: 1 } } }",
            "unknown key “heath”; expected one of a, health; did you mean “health”"
        ),
        (
            "estimate: { residency_index: { decay: 1, gain: 1, threshold: 0, weights: { d: 1 } } }",
            "unknown key “d”; expected one of a, health"
        ),
        (
            "estimate: { residency_index: { decay: 1, gain: 1, threshold: 0, weights: { a: -1 } } }",
            "expected a weight from 0 to 1000"
        ),
        ("estimate: { residency_index: { dekay: 1 } }", "did you mean “decay”"),
        ("estimate: { residency_index: 3 }", "estimate.residency_index: “3” stands here"),
    ])
    func mistakesAreToldWithTheirPlace(_ given: (line: String, message: String)) {
        let text = """
            registers:
              a: a
              health: b
              d: { path: d, use: residence, evidence: { kind: deaths, date: day } }
            \(given.line)
            """
        let error = #expect(throws: JobError.self) { try JobParser.parse(text, file: "job.yaml") }
        #expect(error?.description.contains(given.message) == true, "\(error?.description ?? "")")
        #expect(error?.mistakes.allSatisfy { $0.line == 5 && $0.column > 10 } == true)
    }

    @Test(arguments: [
        ("{ kind: registrations, until: b }", "the evidence has no `date`"),
        ("{ kind: signs, date: a, until: b }", "only registrations have an end"),
        ("{ kind: registrations, date: a, until: a }", "it is the column of `date`"),
        ("{ kind: registration, date: a }", "did you mean “registrations”"),
        ("{ kind: sign, date: a }", "did you mean “signs”"),
    ])
    func evidenceIsChecked(_ given: (evidence: String, message: String)) {
        let text = "registers:\n  a: a\n  b: { path: b, evidence: \(given.evidence) }\n"
        let error = #expect(throws: JobError.self) { try JobParser.parse(text, file: "job.yaml") }
        #expect(error?.description.contains(given.message) == true, "\(error?.description ?? "")")
        #expect(error?.mistakes.first?.line == 3)
    }

    @Test func registrationsAndSignsAreWrittenAsTheyAreRead() throws {
        let text = """
            registers:
              a: { path: a, evidence: { kind: registrations, date: from, until: to } }
              b: { path: b, use: support, evidence: { kind: signs, date: day } }
            """
        let job = try JobParser.parse(text, file: "job.yaml")
        #expect(try JobParser.parse(JobWriter.write(job), file: "job.yaml") == job)
        #expect(job.linking.registers.count == 2)
    }
}
