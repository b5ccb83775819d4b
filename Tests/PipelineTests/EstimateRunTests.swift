import ColumnFiles
import Columns
import Fixtures
import Foundation
import Jobs
import Population
import RunStore
import Synthesis
import Testing

@testable import Pipeline

@Suite struct EstimateRunTests {
    private func job(_ folder: RunFolder, _ change: (String) -> String = { $0 }) throws -> (Job, JobSource) {
        let text = change(try folder.text("registers/job.yaml"))
        let file = try folder.write(text, to: "registers/job.yaml")
        return (try JobParser.load(file), JobSource(file: file, text: text))
    }

    private func options(_ source: JobSource, threads: Int = 2) -> LinkOptions {
        var options = LinkOptions(threads: threads)
        options.source = source
        options.isJobAsWritten = true
        options.compression = .none
        return options
    }

    private func rows(_ folder: RunFolder, _ run: String, _ sql: String) throws -> [[ResultValue]] {
        try RunReader(run: folder(run)).rows(sql)
    }

    private func number(_ value: ResultValue) -> Double {
        switch value {
        case .integer(let n): Double(n)
        case .real(let x): x
        default: .nan
        }
    }

    @Test func aRunEstimatesWhoLivesHere() throws {
        let folder = try RunFolder()
        try folder.makeRegisters(people: 2000)
        let (job, source) = try job(folder)
        let summary = try Estimates.run(
            job,
            in: folder("registers"),
            output: folder("run"),
            options: options(source)
        ).estimate
        let truth = try folder.text("registers/truth/population.csv").split(separator: "\n").dropFirst()
            .reduce(0) { $0 + (Int($1.split(separator: ",")[3]) ?? 0) }
        #expect(abs(summary.total.value / Double(truth) - 1) < 0.01)
        #expect(summary.total.lower < summary.total.value && summary.total.value < summary.total.upper)
        // Registers alone are far off.
        let naive = try rows(folder, "run", "SELECT value FROM sensitivity WHERE setting = 'everybody found'")
        #expect(number(naive[0][0]) / Double(truth) > 1.05)

        // Every table adds up to the total.
        let sums = try rows(
            folder,
            "run",
            """
            SELECT grouping, sum(value) FROM estimates JOIN cells USING (cell)
            WHERE measure = 'population' GROUP BY grouping
            """
        )
        #expect(sums.count == 6)
        for row in sums { #expect(abs(number(row[1]) - summary.total.value) < 1e-6 * summary.total.value) }

        // Everybody has a verdict.
        let people = try ColumnFile(folder("run/" + RunTable.people.path))
        let verdicts = try rows(folder, "run", "SELECT sum(people) FROM residence_counts")[0][0]
        #expect(verdicts == .integer(Int64(people.rowCount)))
        let counted = try people.whole("counted", workers: Workers(threads: 1)).reduce(0) { $0 + Int($1) }
        #expect(counted == summary.total.found)
        let shares = try rows(folder, "run", "SELECT sum(share) FROM error_budget WHERE cell = 0")
        #expect(abs(number(shares[0][0]) - 1) < 1e-9)
        // No row of evidence is lost.
        for row in try rows(
            folder,
            "run",
            "SELECT rows, attached + ambiguous + unattached + unusable, attached FROM evidence"
        ) {
            #expect(row[0] == row[1])
            #expect(number(row[2]) > 0)
        }

        // What is published is whole numbers or withheld, and no small ones.
        let published = try folder.text("run/estimates.csv").split(separator: "\n")
        #expect(
            published[0]
                == "grouping,district,sex,age_group,measure,value,standard_error,lower,upper,method,flag"
        )
        for line in published.dropFirst() {
            let value = line.split(separator: ",", omittingEmptySubsequences: false)[5]
            if value.isEmpty {
                #expect(line.hasSuffix("below_threshold"))
            } else {
                let n = try #require(Int(value))
                #expect(n == 0 || n >= 10)
            }
        }
        let sdmx = try folder.text("run/estimates.sdmx.csv").split(separator: "\n")
        #expect(sdmx.count == published.count)
        let manifest = try Manifest.read(from: folder("run"))
        #expect(manifest.inputs.map(\.name).contains("movement"))
        #expect(manifest.outputs.map(\.path).contains("estimates.csv"))
    }

    @Test func threadsChangeNoByteAndEstimatingAgainGivesTheSame() throws {
        let folder = try RunFolder()
        try folder.makeRegisters(people: 800)
        let (job, source) = try job(folder)
        for threads in [1, 2, 8] {
            _ = try Estimates.run(
                job,
                in: folder("registers"),
                output: folder("run\(threads)"),
                options: options(source, threads: threads)
            )
        }
        for file in folder.files(below: "run1") where file != RunDirectory.timingsName {
            let one = try folder.contents("run1/" + file)
            #expect(try folder.contents("run2/" + file) == one, "\(file)")
            #expect(try folder.contents("run8/" + file) == one, "\(file)")
        }
        // On the finished run, as `recensus estimate` does it.
        let before = try folder.text("run1/estimates.csv")
        let text = try folder.text("run1/job.yaml")
        let again = JobSource(file: folder("run1/job.yaml"), text: text)
        _ = try Estimates.add(
            to: folder("run1"),
            try JobParser.load(folder("run1/job.yaml")),
            in: folder("run1"),
            options: options(again)
        )
        #expect(try folder.text("run1/estimates.csv") == before)
        #expect(try rows(folder, "run1", "PRAGMA integrity_check") == [[.text("ok")]])
        for table in RunTable.allCases {
            #expect(try folder.contents("run1/" + table.path) == folder.contents("run2/" + table.path))
        }
    }

    @Test func settingsAreHeeded() throws {
        let folder = try RunFolder()
        try folder.makeRegisters(people: 800)
        let (job, source) = try job(folder) { text in
            let head = text.prefix(upTo: text.range(of: "estimate:")!.lowerBound)
            return head + """
                estimate:
                  by: [district, sex]
                  strata: [sex]
                  age_groups: [0, 18, 65]
                  draws: 5
                  small_areas: fay_herriot
                  known_totals: { sex: { f: 500, m: 400 } }
                publish:
                  disclosure: { method: rounding, base: 100 }

                """
        }
        let summary = try Estimates.run(
            job,
            in: folder("registers"),
            output: folder("run"),
            options: options(source)
        ).estimate
        #expect(abs(summary.total.value - 900) < 1e-6)
        #expect(summary.cells.map(\.grouping) == ["district", "sex"])
        #expect(abs(summary.cells[1].cells[0].value - 500) < 1e-6)
        for line in try folder.text("run/estimates.csv").split(separator: "\n").dropFirst() {
            let value = try #require(Int(line.split(separator: ",", omittingEmptySubsequences: false)[4]))
            #expect(value % 100 == 0)
        }
        let flags = try rows(
            folder,
            "run",
            "SELECT DISTINCT flag FROM estimates WHERE measure = 'population'"
        )
        #expect(flags.contains { row in "\(row[0])".contains("calibrated") })
    }

    @Test func aReferenceDateOutsideTheCrossingsIsRefused() throws {
        let folder = try RunFolder()
        try folder.makeRegisters(people: 400)
        let (job, source) = try job(folder) {
            $0.replacing("reference_date: 2026-06-30", with: "reference_date: 2027-06-30")
        }
        let error = #expect(throws: PopulationError.self) {
            try Estimates.run(job, in: folder("registers"), output: folder("run"), options: options(source))
        }
        #expect(error?.code == .referenceOutsideData)
        #expect(!FileManager.default.fileExists(atPath: folder("run")))
    }

    @Test(arguments: [
        ("by: [[planet]]", "estimate.by: no register has “planet”"),
        ("residence: austrian_exclusions", "needs registrations"),
        ("lists: [health, deaths]", "“deaths” holds deaths"),
        ("strata: [continent]", "no register has “continent”"),
        ("known_totals: { sex: { f: 1, q: 2 } }", "nobody has “q”"),
        ("known_totals: { sex: { f: 1 } }", "“m” is left out"),
    ])
    func whatIsAskedInVainIsSaidWithItsPlace(_ given: (line: String, message: String)) throws {
        let folder = try RunFolder()
        try folder.makeRegisters(people: 400)
        let (job, source) = try job(folder) {
            $0.replacing("  residence: hong_kong_usual_residents\n", with: "").replacing(
                "estimate:\n",
                with: "estimate:\n  \(given.line)\n"
            )
            .replacing(given.line.hasPrefix("by") ? "  by:\n" : "\u{0}", with: "  # by:\n")
            .replacing(given.line.hasPrefix("by") ? "    - [" : "\u{0}", with: "    # [")
        }
        let error = #expect(throws: JobError.self) {
            try Estimates.run(job, in: folder("registers"), output: folder("run"), options: options(source))
        }
        #expect(error?.description.contains(given.message) == true, "\(error?.description ?? "")")
        #expect(error?.mistakes.allSatisfy { $0.line > 1 } == true)
    }

    @Test func crossingsWithoutNumbersTellOfNobody() throws {
        let folder = try RunFolder()
        try folder.makeRegisters(people: 400, preset: "no-identifiers")
        let (job, source) = try job(folder)
        _ = try Estimates.run(job, in: folder("registers"), output: folder("run"), options: options(source))
        let evidence = try rows(folder, "run", "SELECT rows, unusable FROM evidence WHERE kind = 'movements'")
        #expect(evidence.count == 1 && evidence[0][0] == evidence[0][1])

        let (given, givenSource) = try self.job(folder) { text in
            text.replacing("publish:", with: "  residence: hong_kong_usual_residents\npublish:")
        }
        let error = #expect(throws: JobError.self) {
            let settings = options(givenSource)
            _ = try Estimates.run(given, in: folder("registers"), output: folder("other"), options: settings)
        }
        #expect(error?.description.contains("no row of movements has a number") == true)
    }

    @Test func anEstimateOnARunReadsNoRegister() throws {
        let folder = try RunFolder()
        try folder.makeRegisters(people: 400)
        let (job, source) = try job(folder)
        _ = try Estimates.run(job, in: folder("registers"), output: folder("run"), options: options(source))
        let before = try folder.text("run/estimates.csv")
        // Movement is read once, too.
        for name in ["health", "movement", "registration"] {
            try FileManager.default.removeItem(atPath: folder("registers/\(name).csv"))
        }
        try FileManager.default.removeItem(atPath: folder("run/estimates.csv"))
        try fit(folder, "run", without: "estimates.csv")
        _ = try Estimates.add(to: folder("run"), job, in: folder("registers"), options: options(source))
        #expect(try folder.text("run/estimates.csv") == before)
    }

    @Test func crossingsAreReadAgainWhereTheJobReadsThemOtherwise() throws {
        let folder = try RunFolder()
        try folder.makeRegisters(people: 400)
        let (job, source) = try job(folder)
        _ = try Estimates.run(job, in: folder("registers"), output: folder("run"), options: options(source))
        let (other, otherSource) = try self.job(folder) { text in
            text.replacing("direction: direction }", with: "direction: direction, arrival: [nothing] }")
        }
        try FileManager.default.moveItem(
            atPath: folder("registers/movement.csv"),
            toPath: folder("registers/away.csv")
        )
        let error = #expect(throws: (any Error).self) {
            try Estimates.add(
                to: folder("run"),
                other,
                in: folder("registers"),
                options: options(otherSource)
            )
        }
        #expect(error.map { "\($0)".contains("movement.csv") } == true)
        try FileManager.default.moveItem(
            atPath: folder("registers/away.csv"),
            toPath: folder("registers/movement.csv")
        )
        _ = try Estimates.add(
            to: folder("run"),
            other,
            in: folder("registers"),
            options: options(otherSource)
        )
        let directions = try ColumnFile(folder("run/" + RunTable.crossings.path))
            .labels("direction", workers: Workers(threads: 1))
        #expect(Set(directions.codes.map { directions.names[Int($0)] }) == ["unknown", "departure"])
    }

    @Test func otherEvidenceInLinkedRegistersIsRefused() throws {
        let folder = try RunFolder()
        try folder.makeRegisters(people: 400)
        let (job, source) = try job(folder)
        _ = try LinkRun.run(job, in: folder("registers"), output: folder("run"), options: options(source))
        var other = job
        let deaths = try #require(other.registers.firstIndex { $0.evidence?.kind == .deaths })
        other.registers[deaths].evidence?.date = "date_of_birth"
        let error = #expect(throws: JobError.self) {
            try Estimates.add(to: folder("run"), other, in: folder("registers"), options: options(source))
        }
        #expect(error?.description.contains("was linked with other evidence") == true)
        // The run is as it was.
        #expect(try rows(folder, "run", "SELECT count(*) FROM residence_counts")[0][0] == .integer(0))
    }
}
