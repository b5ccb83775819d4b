import Columns
import Fixtures
import Foundation
import Jobs
import Linkage
import Registers
import Resolution
import RunStore
import Synthesis
import Testing

@testable import Pipeline

/// From files to a run directory and back.
@Suite(.serialized) struct LinkRunTests {
    @Test func peopleAreFoundAndEveryRecordStandsOnce() throws {
        let folder = try RunFolder()
        let job = try folder.sampleJob(people: 250)
        let summary = try folder.link(job)
        let people = try folder.table("out/people.csv")
        let keys = zip(people.texts("register"), people.texts("record_id")).map { "\($0)/\($1)" }
        #expect(keys.count == summary.records && Set(keys).count == keys.count)
        var expected: Set<String> = []
        for register in ["registration", "health"] {
            expected.formUnion(
                try folder.table("registers/\(register).csv").texts("rec_id").map { "\(register)/\($0)" }
            )
        }
        #expect(Set(keys) == expected)
        #expect(Set(people.texts("person_id")).count == summary.people)
        let evaluation = try RunEvaluation(
            run: folder("out"),
            truth: folder("registers/truth/records.csv"),
            workers: Workers(threads: 1)
        )
        #expect(evaluation.quality.pairs.f > 0.9)
        #expect(evaluation.unknownRecords == 0 && evaluation.strangeRows == 0)
        #expect(evaluation.keptRecall >= evaluation.quality.pairs.recall)
        // The database says the same as the files.
        let reader = try RunReader(run: folder("out"))
        let workers = Workers(threads: 1)
        let tables = RunTables(try CheckedRun(folder("out"), workers: workers), workers: workers)
        let persons = try tables.personOfRecord()
        #expect(persons.count == summary.records && Set(persons).count == summary.people)
        #expect(
            try tables.personIdentifiers().map { Base32.text($0) }.sorted()
                == Set(people.texts("person_id")).sorted()
        )
        #expect(try tables.decisionCounts().first { $0.name == "accepted" }?.pairs == summary.links)
        let sizes = try reader.peopleBySize()
        #expect(sizes.reduce(0) { $0 + $1.size * $1.people } == summary.records)
        #expect(try reader.rows("SELECT count(*) FROM thresholds WHERE accepted = 1") == [[.integer(1)]])
        let levels = try reader.rows("SELECT count(*) FROM level_weights WHERE weight > 5")
        #expect(levels != [[.integer(0)]])
    }

    @Test func bytesDoNotDependOnThreads() throws {
        let folder = try RunFolder()
        let job = try folder.sampleJob(people: 120, ["registration", "health", "social_security"])
        for threads in [1, 2, 8] { _ = try folder.link(job, to: "out\(threads)", threads: threads) }
        let files = folder.files(below: "out1")
        #expect(files.contains("schemas/health.schema.json") && files.contains("recensus.sqlite"))
        for threads in [2, 8] {
            #expect(folder.files(below: "out\(threads)") == files)
            for file in files where file != RunDirectory.timingsName {
                let (one, other) = (
                    try folder.contents("out1/\(file)"), try folder.contents("out\(threads)/\(file)")
                )
                #expect(one == other, "\(file), \(threads) threads: \(one.difference(from: other))")
            }
        }
    }

    @Test func theJobLeftBehindRunsToTheSameBytes() throws {
        let folder = try RunFolder()
        _ = try folder.link(try folder.sampleJob(people: 120))
        let path = folder("out/job.yaml")
        let job = try JobParser.load(path)
        _ = try folder.link(job, to: "again", in: folder("out")) { options in
            options.source = JobSource(file: path, text: (try? folder.text("out/job.yaml")) ?? "")
            options.isJobAsWritten = true
        }
        for file in folder.files(below: "out") where file != RunDirectory.timingsName {
            #expect(try folder.contents("again/\(file)") == folder.contents("out/\(file)"), "\(file)")
        }
        // Into its own folder the job stays as the user wrote it.
        let text = "# mine\n" + (try folder.text("out/job.yaml"))
        try folder.write(text, to: "out/job.yaml")
        _ = try folder.link(job, to: "out", in: folder("out")) { options in
            options.source = JobSource(file: path, text: text)
            options.isJobAsWritten = true
            options.force = true
        }
        #expect(try folder.text("out/job.yaml") == text)
        #expect(try folder.contents("again/people.csv") == folder.contents("out/people.csv"))
    }

    @Test func aModelCanBeUsedAgain() throws {
        let folder = try RunFolder()
        var job = try folder.sampleJob(people: 120)
        _ = try folder.link(job)
        let first = try ModelFile.read(folder("out/model.json"))
        #expect(try ModelFile.read(Data(first.text().utf8), file: "x").model == first.model)
        job.link.model = "out/model.json"
        _ = try folder.link(job, to: "again")
        #expect(try folder.contents("again/model.json") == folder.contents("out/model.json"))
        let (again, out) = (try folder.contents("again/links.csv"), try folder.contents("out/links.csv"))
        #expect(again == out, "\(again.difference(from: out))")
        // Registers without what the model looks at.
        for index in job.registers.indices {
            job.registers[index].columns.append(.init(column: "district", role: .ignore))
        }
        let error = #expect(throws: JobError.self) { _ = try folder.link(job, to: "third") }
        #expect(error?.description.contains("the model looks at “district”") == true)
    }

    @Test func oneFileIsSearchedForDuplicates() throws {
        let folder = try RunFolder()
        let job = try folder.sampleJob(people: 250, ["registration"], duplicates: 0.3)
        let summary = try folder.link(job)
        #expect(summary.registers.map(\.isDuplicateFree) == [false])
        let evaluation = try RunEvaluation(
            run: folder("out"),
            truth: folder("registers/truth/records.csv"),
            workers: Workers(threads: 1)
        )
        #expect(!evaluation.isAcrossRegisters && evaluation.quality.pairs.f > 0.9)
        #expect(evaluation.quality.pairs.real > 40)
    }

    @Test func aSecondRunIntoAFolderNeedsForce() throws {
        let folder = try RunFolder()
        let job = try folder.sampleJob(people: 100)
        _ = try folder.link(job)
        let before = try folder.contents("out/manifest.json")
        let error = #expect(throws: RunStoreError.self) { _ = try folder.link(job) }
        #expect(error.map { CommandOutcome(for: $0) } == .usage)
        _ = try folder.link(job) { $0.force = true }
        #expect(try folder.contents("out/manifest.json") == before)
    }

    @Test("The order of a register's rows changes no byte of the people and links")
    func rowOrder() throws {
        let folder = try RunFolder()
        let job = try folder.sampleJob(people: 3000, ["registration", "health"], duplicates: 0.05)
        _ = try folder.link(job)
        for index in job.registers.indices {
            let path = job.registers[index].path
            var lines = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
                .split(separator: "\n")
            let header = lines.removeFirst()
            lines.sort { Hash64.text(String($0)) < Hash64.text(String($1)) }
            try ([header] + lines).joined(separator: "\n").appending("\n")
                .write(toFile: path, atomically: false, encoding: .utf8)
        }
        _ = try folder.link(job, to: "again")
        for file in ["people.csv", "links.csv"] {
            #expect(try folder.contents("again/" + file) == folder.contents("out/" + file))
        }
    }
}
