import Columns
import Fixtures
import Foundation
import Reporting
import RunStore
import Testing

@testable import Pipeline

@Suite(.serialized) struct ReportRunTests {
    /// A linked run of two registers in `folder`/out, the registers beside it.
    private func linked(_ folder: RunFolder, people: Int = 400) throws {
        _ = try folder.link(try folder.sampleJob(people: people))
    }

    private func report(_ folder: RunFolder, _ change: (inout ReportOptions) -> Void = { _ in }) throws
        -> ReportRun.Summary
    {
        var options = ReportOptions(threads: 2)
        change(&options)
        return try ReportRun.run(folder("out"), options: options)
    }

    private func source(_ folder: RunFolder, isRevealed: Bool = false) throws -> Report {
        var options = ReportOptions(threads: 2)
        options.isRevealed = isRevealed
        return try ReportSource(folder("out"), options: options, clock: StageClock(options.progress)).report()
    }

    /// Every value of a column of the registers with at least so many letters.
    private func values(_ folder: RunFolder, _ name: String, atLeast length: Int) throws -> Set<String> {
        var values: Set<String> = []
        for register in ["registration", "health"] {
            let table = try folder.table("registers/\(register).csv")
            for text in table.texts(name) where text.count >= length { values.insert(text) }
        }
        return values
    }

    @Test func masksEveryValueUnlessRevealed() throws {
        let folder = try RunFolder()
        try linked(folder)
        let summary = try report(folder)
        let page = try folder.text("out/report/index.html")
        #expect(summary.path == folder("out") + "/report/index.html" && summary.bytes == page.utf8.count)
        #expect(summary.sections.first?.id == "summary" && summary.remarks.isEmpty)
        let table = try folder.table("registers/registration.csv")
        let names = table.columns.map(\.name)
        #expect(names.contains("surname") || names.contains("full_name"), "\(names)")
        var looked = 0
        for name in names where !["sex", "district", "synthetic"].contains(name) {
            // Short values, such as “Lee” or a house number, may be part of any word.
            for value in try values(folder, name, atLeast: 6) {
                looked += 1
                #expect(!page.contains(value), "\(name): \(value)")
            }
        }
        #expect(looked > 1000)
        // Standardised values are folded; no link may show them either.
        let revealed = try report(folder) {
            $0.isRevealed = true
            $0.force = true
        }
        #expect(revealed.isRevealed)
        let open = try folder.text("out/report/index.html")
        let records = try folder.table("out/people.csv").texts("record_id")
        #expect(records.contains { open.contains($0) } && !records.contains { page.contains($0) })
        #expect(open.contains("personal data as they are"))
    }

    @Test func theStepsOfEveryPairAddUpToItsWeight() throws {
        let folder = try RunFolder()
        try linked(folder, people: 1500)
        let report = try source(folder)
        let pairs = report.bands.flatMap(\.examples)
        #expect(pairs.count >= 20)
        #expect(report.bands.allSatisfy { $0.examples.count <= PairDraw.pairsPerBand })
        #expect(report.bands.reduce(0) { $0 + $1.pairs } == report.histogram.reduce(0) { $0 + $1.pairs })
        for pair in pairs {
            let sum =
                pair.prior + pair.lines.reduce(0) { $0 + $1.bits } + pair.additions.reduce(0) { $0 + $1.bits }
            // Additions under 0.005 bits are left out.
            #expect(abs(sum - pair.weight) < 0.03, "link \(pair.link): \(sum) and \(pair.weight)")
            #expect(pair.lines.contains { $0.values != nil })
        }
        for band in report.bands {
            for pair in band.examples {
                #expect(band.lower.map { pair.weight >= $0 } ?? true)
                #expect(band.upper.map { pair.weight < $0 } ?? true)
            }
        }
    }

    @Test func valuesStandBesideTheLevelsTheyGave() throws {
        let folder = try RunFolder()
        try linked(folder)
        let lines = try source(folder, isRevealed: true).bands.flatMap(\.examples).flatMap(\.lines)
        let dates = lines.filter { $0.comparison == "birth_date" && $0.agreement == .agree }
        #expect(!dates.isEmpty)
        for line in dates {
            let values = try #require(line.values)
            #expect(values.a == values.b && values.a.runs.allSatisfy(\.agrees))
        }
        for line in lines where line.comparison == "birth_date" && line.agreement == .differ {
            let values = try #require(line.values)
            #expect(values.a != values.b)
        }
    }

    @Test func theCountsAreThoseOfTheRun() throws {
        let folder = try RunFolder()
        try linked(folder)
        let report = try source(folder)
        let people = try folder.table("out/people.csv").texts("person_id")
        #expect(report.sizes.reduce(0) { $0 + $1.people } == Set(people).count)
        #expect(report.sizes.reduce(0) { $0 + $1.people * $1.records } == people.count)
        #expect(report.presence.reduce(0) { $0 + $1.people } == Set(people).count)
        let reader = try RunReader(run: folder("out"))
        let both = try reader.rows(
            "SELECT people FROM people_by_registers WHERE found_in = 'health + registration'"
        )
        let found = report.presence.first { $0.registers == [0, 1] }?.people ?? 0
        #expect(both == [[.integer(Int64(found))]])
        #expect(report.population == nil)
        let links = report.decisions.first { $0.name == "accepted" }?.pairs
        #expect(links.map(String.init) == report.facts["links"])
    }

    @Test func theSameRunMakesTheSamePageForAnyNumberOfThreads() throws {
        let folder = try RunFolder()
        try linked(folder)
        _ = try report(folder) { $0.output = folder("one.html") }
        _ = try report(folder) {
            $0.output = folder("new/place")
            $0.threads = 1
        }
        #expect(try folder.contents("one.html") == folder.contents("new/place/index.html"))
        #expect(try !folder.text("one.html").contains(folder.path))
    }

    @Test func aReportReadsNoRegister() throws {
        let folder = try RunFolder()
        try linked(folder)
        let before = try source(folder, isRevealed: true)
        try FileManager.default.removeItem(atPath: folder("registers"))
        let after = try source(folder, isRevealed: true)
        #expect(after.html(after.sections) == before.html(before.sections))
        #expect(after.bands.flatMap(\.examples).flatMap(\.lines).contains { $0.values != nil })
    }

    @Test(arguments: [
        "job.yaml", "model.json", "recensus.sqlite", "tables/links.parquet", "tables/records.parquet",
    ])
    func anEditedRunIsNotReportedOn(_ name: String) throws {
        let folder = try RunFolder()
        try linked(folder, people: 100)
        var bytes = Array(try folder.data("out/" + name))
        bytes[bytes.count / 2] ^= 1
        try Data(bytes).write(to: URL(fileURLWithPath: folder("out/" + name)))
        let error = #expect(throws: RunStoreError.self) { _ = try report(folder) }
        #expect(error?.code == .changed && error?.location == folder("out/" + name))
        #expect(error.map { CommandOutcome(for: $0) } == .failed)
        #expect(!FileManager.default.fileExists(atPath: folder("out/report")))
    }

    @Test func aReportIsReplacedOnlyByForceAndOtherFilesNever() throws {
        let folder = try RunFolder()
        try linked(folder)
        _ = try report(folder)
        let page = try folder.contents("out/report/index.html")
        #expect { _ = try self.report(folder) } throws: { error in
            CommandOutcome(for: error) == .usage && "\(error)".contains("--force")
        }
        _ = try report(folder) { $0.force = true }
        #expect(try folder.contents("out/report/index.html") == page)
        try folder.write("<!DOCTYPE html><p>mine</p>", to: "mine.html")
        #expect {
            _ = try self.report(folder) {
                $0.force = true
                $0.output = folder("mine.html")
            }
        } throws: { "\($0)".contains("is not a report of Recensus") }
        #expect(try folder.text("mine.html") == "<!DOCTYPE html><p>mine</p>")
        #expect(folder.files(below: ".").allSatisfy { !$0.hasSuffix(".partial") })
    }

    @Test func nothingIsLeftWhereNothingCouldBeWritten() throws {
        let folder = try RunFolder()
        try linked(folder)
        try folder.write("", to: "file")
        #expect(throws: RunStoreError.self) {
            _ = try self.report(folder) { $0.output = folder("file/place") }
        }
        #expect(throws: RunStoreError.self) {
            _ = try ReportRun.run(folder("no-run"), options: ReportOptions(threads: 1))
        }
        #expect(!FileManager.default.fileExists(atPath: folder("no-run")))
    }

    @Test func aRunOverAReportTakesItAway() throws {
        let folder = try RunFolder()
        let job = try folder.sampleJob(people: 200)
        _ = try folder.link(job)
        _ = try report(folder)
        _ = try folder.link(job) { $0.force = true }
        #expect(!FileManager.default.fileExists(atPath: folder("out/report")))
    }

    @Test func oneRegisterIsReportedOnToo() throws {
        let folder = try RunFolder()
        _ = try folder.link(try folder.sampleJob(people: 400, ["registration"], duplicates: 0.1))
        let found = try source(folder)
        #expect(found.presence.map(\.registers) == [[0]])
        #expect(!found.sections.contains { $0.id == "population" })
        _ = try report(folder)
        #expect(try !folder.text("out/report/index.html").contains("chart-sets"))
    }
}
