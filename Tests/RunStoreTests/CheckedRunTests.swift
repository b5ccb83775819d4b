import Columns
import Foundation
import Testing

@testable import RunStore

@Suite struct CheckedRunTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private let workers = Workers(threads: 2)

    /// A run of four files.
    private func makeRun() throws {
        let run = try RunDirectory.create(at: folder("out"), force: false)
        try ResultStore(creatingAt: run.file(RunDirectory.databaseName)).finish()
        for name in ["people.csv", "job.yaml", "schemas/a.schema.json"] { try run.write("text", to: name) }
        try run.finish(
            Manifest(recensusVersion: "x", jobSHA256: "", seed: 1, inputs: [], counts: ["records": 1])
        )
    }

    private func failure(_ wanted: ((String) -> Bool)? = nil) -> RunStoreError? {
        do { _ = try CheckedRun(folder("out"), reading: wanted, workers: workers) } catch { return error }
        return nil
    }

    @Test func filesThatWereNotChangedPass() throws {
        try makeRun()
        let run = try CheckedRun(folder("out"), workers: workers)
        #expect(try run.file("people.csv.zst", "people.csv") == folder("out/people.csv"))
        #expect(throws: RunStoreError.self) { _ = try run.file("links.csv") }
        _ = try RunReader(run)
    }

    @Test func aChangedFileIsNamedWithWhatWasExpectedAndFound() throws {
        try makeRun()
        // Of the same size, so that only the digest tells.
        try folder.write("texd", to: "out/people.csv")
        let error = try #require(failure())
        #expect(error.code == .changed && error.location == folder("out/people.csv"))
        #expect(error.detail.contains(FileDigest.sha256(of: "text")))
        #expect(error.detail.contains(FileDigest.sha256(of: "texd")))
        // Who does not read it is not concerned.
        #expect(failure { $0 != "people.csv" } == nil)
    }

    @Test func filesThatAreCutMissingOrNoFilesAreNamed() throws {
        try makeRun()
        try folder.write("te", to: "out/schemas/a.schema.json")
        #expect(failure()?.location == folder("out/schemas/a.schema.json"))
        unlink(folder("out/job.yaml"))
        #expect(failure()?.detail.contains("is missing") == true)
        mkfifo(folder("out/job.yaml"), 0o600)
        #expect(failure()?.code == .changed)
    }

    @Test func changesBesideTheDatabaseAreChanges() throws {
        try makeRun()
        try folder.write("", to: "out/recensus.sqlite-wal")
        #expect(failure() == nil)
        for suffix in ["-wal", "-journal"] {
            try folder.write("frames", to: "out/recensus.sqlite" + suffix)
            #expect(failure()?.location.hasSuffix(suffix) == true)
            unlink(folder("out/recensus.sqlite" + suffix))
        }
    }

    @Test(arguments: [
        "{}", "[", "", "{\"outputs\":[]}", "null", String(repeating: "[", count: 5000),
    ]) func whatIsNoManifestIsRefused(_ text: String) throws {
        try makeRun()
        try folder.write(text, to: "out/manifest.json")
        #expect(failure()?.code == .malformed)
    }

    @Test(arguments: ["../secret", "/etc/hostname", "a//b", "", "./a", "a/.."])
    func aManifestThatLeadsElsewhereIsRefused(_ path: String) throws {
        try makeRun()
        let text = String(decoding: try bytes(of: folder("out/manifest.json")), as: UTF8.self)
        try folder.write(text.replacing("people.csv", with: path), to: "out/manifest.json")
        #expect(failure()?.code == .malformed)
    }

    @Test func aFileOfARunIsCheckedByItself() throws {
        try makeRun()
        try CheckedRun.checkFile(folder("out/people.csv"))
        try folder.write("other", to: "out/people.csv")
        symlink(folder("out/people.csv"), folder("link.csv"))
        for path in [folder("out/people.csv"), folder("link.csv")] {
            let error = #expect(throws: RunStoreError.self) { try CheckedRun.checkFile(path) }
            #expect(error?.code == .changed)
        }
        // Files that no manifest lists are the user's.
        try folder.write("x", to: "mine.csv")
        try CheckedRun.checkFile(folder("mine.csv"))
        try folder.write("x", to: "out/mine.csv")
        try CheckedRun.checkFile(folder("out/mine.csv"))
    }

    @Test func whatIsTakenOverKeepsItsDigestAndIsNotSignedAnew() throws {
        try makeRun()
        let checked = try CheckedRun(folder("out"), workers: workers)
        let run = try RunDirectory.create(at: folder("out"), force: true)
        // Changed after it was checked.
        try folder.write("forged", to: "out/people.csv")
        try run.takeOver(checked)
        try run.write("new", to: RunDirectory.estimatesName)
        let manifest = try run.finish(checked.manifest)
        let people = manifest.outputs.first { $0.path == "people.csv" }
        #expect(people == checked.manifest.outputs.first { $0.path == "people.csv" })
        #expect(failure()?.location == folder("out/people.csv"))
    }

    @Test func aDatabaseThatChangesMeanwhileIsNotAddedTo() throws {
        try makeRun()
        let checked = try CheckedRun(folder("out"), workers: workers)
        let run = try RunDirectory.create(at: folder("out"), force: true)
        let handle = try #require(FileHandle(forWritingAtPath: folder("out/recensus.sqlite")))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data([0]))
        try handle.close()
        let error = #expect(throws: RunStoreError.self) { try run.takeOver(checked) }
        #expect(error?.code == .changed)
        run.abandon()
    }
}
