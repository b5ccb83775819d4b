import Foundation
import Testing

@testable import RunStore

@Suite struct RunDirectoryTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private let manifest = Manifest(
        recensusVersion: "0.1.0",
        jobSHA256: FileDigest.sha256(of: ""),
        seed: 1,
        inputs: [],
        counts: ["records": 2, "links": 1]
    )

    private func finishRun(at path: String, text: String = "x", force: Bool = false) throws {
        let run = try RunDirectory.create(at: path, force: force)
        try run.write(text, to: "job.yaml")
        try run.write("{}", to: RunDirectory.timingsName)
        try run.finish(manifest)
    }

    private func code(_ body: () throws -> Void) -> RunStoreError.Code? {
        do { try body() } catch { return (error as? RunStoreError)?.code }
        return nil
    }

    @Test func aFinishedRunHasItsManifestAndNothingElseBeside() throws {
        try finishRun(at: folder("out"))
        #expect(folder.names() == ["out"])
        let written = try Manifest.read(from: folder("out"))
        #expect(written.outputs.map(\.path) == ["job.yaml"])
        #expect(
            written.outputs.first?.sha256
                == "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
        )
        #expect(written.counts == manifest.counts)
    }

    @Test func whatIsCompleteEarlyIsListedLikeTheRest() throws {
        for (name, isEarly) in [("early", true), ("late", false)] {
            let run = try RunDirectory.create(at: folder(name), force: false)
            try run.write("b", to: "links.csv")
            if isEarly { try run.complete("links.csv") }
            try run.write("a", to: "job.yaml")
            try run.write("c", to: "people.csv")
            try run.finish(manifest)
        }
        #expect(try bytes(of: folder("early/manifest.json")) == bytes(of: folder("late/manifest.json")))
        let run = try RunDirectory.create(at: folder("out"), force: false)
        #expect(code { try run.complete("people.csv") } != nil)
    }

    @Test func equalRunsHaveEqualManifests() throws {
        try finishRun(at: folder("a"))
        try finishRun(at: folder("deep/er/b"))
        #expect(try bytes(of: folder("a/manifest.json")) == bytes(of: folder("deep/er/b/manifest.json")))
    }

    @Test func aRunThatIsDroppedLeavesNothing() throws {
        do {
            let run = try RunDirectory.create(at: folder("out"), force: false)
            try run.write("half", to: "people.csv")
            #expect(folder.names().count == 2)
        }
        #expect(folder.names() == [])
    }

    @Test func whatAKilledRunLeftIsSweptUp() throws {
        let staging = folder(".out.partial-99999")
        try FileManager.default.createDirectory(atPath: staging, withIntermediateDirectories: false)
        try folder.write("x", to: ".out.partial-99999/people.csv.zst.partial")
        try finishRun(at: folder("out"))
        #expect(folder.names() == ["out"])
    }

    @Test func aRunKilledBetweenTheRenamesKeepsTheOldOne() throws {
        try finishRun(at: folder("out"), text: "old")
        try FileManager.default.moveItem(atPath: folder("out"), toPath: folder(".out.replaced"))
        #expect(code { try finishRun(at: folder("out")) } == .occupied)
        #expect(try bytes(of: folder("out/job.yaml")) == Array("old".utf8))
    }

    @Test func twoRunsIntoOneFolderEndInAClearError() throws {
        let first = try RunDirectory.create(at: folder("out"), force: false)
        let error = #expect(throws: RunStoreError.self) {
            _ = try RunDirectory.create(at: folder("./out/"), force: true)
        }
        #expect(error?.code == .inUse)
        #expect(error?.detail.contains("process \(getpid())") == true)
        first.abandon()
        first.abandon()
        try finishRun(at: folder("out"))
    }

    @Test func afterTheEndNothingMoreIsWritten() throws {
        let run = try RunDirectory.create(at: folder("out"), force: false)
        run.abandon()
        #expect(code { try run.write("x", to: "y") } == .closed)
        #expect(code { try run.finish(manifest) } == .closed)
        #expect(folder.names() == [])
    }

    @Test func aFinishedRunIsReplacedOnlyByForce() throws {
        try finishRun(at: folder("out"), text: "old")
        #expect(code { try finishRun(at: folder("out"), text: "new") } == .occupied)
        #expect(try bytes(of: folder("out/job.yaml")) == Array("old".utf8))
        try finishRun(at: folder("out"), text: "new", force: true)
        #expect(try bytes(of: folder("out/job.yaml")) == Array("new".utf8))
        #expect(folder.names() == ["out"])
    }

    @Test func anUnfinishedRunIsCalledSo() throws {
        try FileManager.default.createDirectory(atPath: folder("out"), withIntermediateDirectories: false)
        try folder.write("", to: "out/people.csv.zst")
        let error = #expect(throws: RunStoreError.self) {
            _ = try RunDirectory.create(at: folder("out"), force: false)
        }
        #expect(error?.detail.contains("unfinished run") == true)
        try finishRun(at: folder("out"), force: true)
        #expect(!FileManager.default.fileExists(atPath: folder("out/people.csv.zst")))
    }

    @Test func aFolderWithOtherFilesIsNeverReplaced() throws {
        try finishRun(at: folder("out"))
        try folder.write("", to: "out/thesis.docx")
        let error = #expect(throws: RunStoreError.self) {
            _ = try RunDirectory.create(at: folder("out"), force: true)
        }
        #expect(error?.code == .occupied && error?.detail.contains("thesis.docx") == true)
        #expect(FileManager.default.fileExists(atPath: folder("out/thesis.docx")))
    }

    @Test func aFolderThatHoldsOnlyAJobIsRunIn() throws {
        try FileManager.default.createDirectory(atPath: folder("out"), withIntermediateDirectories: false)
        try folder.write("mine", to: "out/job.yaml")
        let run = try RunDirectory.create(at: folder("out"), force: false)
        try run.finish(manifest)
        #expect(try bytes(of: folder("out/job.yaml")) == Array("mine".utf8))
    }

    @Test func placesThatCannotBeFoldersAreRefused() throws {
        try folder.write("", to: "file")
        #expect(code { try finishRun(at: folder("file"), force: true) } == .notAFolder)
        #expect(code { try finishRun(at: folder("file/under"), force: true) } == .notAFolder)
        #expect(code { try finishRun(at: "/") } == .occupied)
        // Nobody, not even the superuser, may make a folder there.
        #expect(code { try finishRun(at: "/proc/recensus/out") } != nil)
    }

    @Test(.enabled(if: getuid() != 0)) func aReadOnlyFolderIsRefused() throws {
        chmod(folder.path, 0o555)
        defer { chmod(folder.path, 0o755) }
        #expect(code { try finishRun(at: folder("out")) } == .notWritable)
    }

    @Test(.enabled(if: getuid() == 0)) func aReadOnlyDiskIsRefused() throws {
        try FileManager.default.createDirectory(atPath: folder("disk"), withIntermediateDirectories: false)
        // Where the test may not mount a file system there is nothing to try.
        guard mount("tmpfs", folder("disk"), "tmpfs", UInt(MS_RDONLY), "size=64k") == 0 else { return }
        defer { umount(folder("disk")) }
        #expect(code { try finishRun(at: folder("disk/out")) } == .notWritable)
    }

    @Test func aFolderWithoutManifestIsNotARun() {
        let error = #expect(throws: RunStoreError.self) { _ = try Manifest.read(from: folder.path) }
        #expect(error?.code == .malformed)
    }
}
