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

    @Test(arguments: [("g", ""), ("/", "/"), ("a/b", "a"), ("/a", "/"), ("gg", ""), ("", "")])
    func theFolderOfAPathIsToldWhateverItsName(_ path: String, _ folder: String) {
        #expect(RunDirectory.parent(of: path) == folder)
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

    @Test func whatAKilledRunLeftIsSweptUpAndTold() throws {
        try folder.makeFolder(".out.partial-99999/schemas")
        try folder.write("x", to: ".out.partial-99999/people.csv.zst.partial")
        try folder.write("x", to: ".out.partial-99999/schemas/a.schema.json")
        #expect(Leftovers.around(folder("other"), isWritten: true).map(\.target) == ["out"])
        #expect(Leftovers.around(folder("out"), isWritten: true).isEmpty)
        let told = Told()
        let run = try RunDirectory.create(at: folder("out"), force: false, tell: told.hear)
        try run.finish(manifest)
        #expect(folder.names() == ["out"])
        #expect(told.lines.count == 1 && told.lines[0].contains(".out.partial-99999"))
        #expect(told.lines[0].hasSuffix("it has been removed"))
    }

    @Test func aFileOfTheUsersIsNotSweptUp() throws {
        // In the place of what killed runs leave, by a name of its own or as a register that is read.
        try folder.makeFolder(".out.partial-1")
        try folder.write("mine", to: ".out.partial-1/thesis.csv")
        try folder.makeFolder(".out.partial-2")
        try folder.write("read", to: ".out.partial-2/people.csv")
        try folder.makeFolder(".out.replaced")
        try folder.write("mine", to: ".out.replaced/notes.txt")
        try folder.makeFolder("out")
        let told = Told()
        let run = try RunDirectory.create(
            at: folder("out"),
            force: true,
            inputs: [InputFile(folder(".out.partial-2/people.csv"))],
            tell: told.hear
        )
        run.abandon()
        #expect(try bytes(of: folder(".out.partial-1/thesis.csv")) == Array("mine".utf8))
        #expect(try bytes(of: folder(".out.partial-2/people.csv")) == Array("read".utf8))
        #expect(try bytes(of: folder(".out.replaced/notes.txt")) == Array("mine".utf8))
        #expect(told.lines.count == 3 && told.lines.allSatisfy { $0.contains("it stays") }, "\(told.lines)")
    }

    @Test func whatARunIsStillWritingIsNotCalledALeftover() throws {
        let run = try RunDirectory.create(at: folder("out"), force: false)
        #expect(Leftovers.around(folder("other"), isWritten: false).isEmpty)
        run.abandon()
        try folder.makeFolder(".out.partial-7")
        #expect(Leftovers.around(folder("other"), isWritten: false).count == 1)
        let advice = Leftovers.around(folder("other"), isWritten: false).map(\.advice)
        #expect(advice.first?.contains("rm -r '") == true && advice.first?.contains("into “out”") == true)
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

    @Test(arguments: ["people.csv.zst", "job.yaml", "recensus.sqlite"])
    func aFileThatNoManifestListsIsNeverReplaced(_ name: String) throws {
        try folder.makeFolder("out")
        try folder.write("mine", to: "out/" + name)
        for force in [false, true] {
            let error = #expect(throws: RunStoreError.self) {
                _ = try RunDirectory.create(at: folder("out"), force: force)
            }
            #expect(error?.code == .occupied && error?.detail.contains(name) == true)
        }
        #expect(try bytes(of: folder("out/" + name)) == Array("mine".utf8))
    }

    @Test(arguments: [
        "thesis.docx", "schemas/register.csv", "report/figures/a.svg", "report/notes.html", "People.csv",
        "tables/a.csv", "recensus.sqlite-wal", "job.yaml.bak", "people.csv ", ".hidden",
    ])
    func anotherFileAtAnyDepthKeepsTheFolder(_ name: String) throws {
        try finishRun(at: folder("out"))
        try folder.makeFolder("out/" + (name as NSString).deletingLastPathComponent)
        try folder.write("<!DOCTYPE html>mine", to: "out/" + name)
        let before = folder.names()
        for force in [false, true] {
            let error = #expect(throws: RunStoreError.self) {
                _ = try RunDirectory.create(at: folder("out"), force: force)
            }
            let first = name.split(separator: "/").prefix(2).joined(separator: "/")
            #expect(error?.code == .occupied)
            #expect(
                error?.detail.contains(first) == true || error?.detail.contains("“schemas”") == true
                    || error?.detail.contains("“tables”") == true,
                "\(error?.detail ?? "")"
            )
        }
        #expect(try bytes(of: folder("out/" + name)) == Array("<!DOCTYPE html>mine".utf8))
        #expect(folder.names() == before)
    }

    @Test func linksInTheFolderAreNotFollowed() throws {
        try folder.makeFolder("elsewhere")
        try folder.write("mine", to: "elsewhere/people.csv")
        for name in ["report", "schemas", "people.csv"] {
            try finishRun(at: folder("out"), force: true)
            symlink(folder("elsewhere"), folder("out/" + name))
            #expect(code { try finishRun(at: folder("out"), force: true) } == .occupied)
            unlink(folder("out/" + name))
        }
        // A run that stands where a link leads is replaced there; the link stays.
        symlink(folder("out"), folder("link"))
        try finishRun(at: folder("link"), text: "new", force: true)
        #expect(try bytes(of: folder("out/job.yaml")) == Array("new".utf8))
        #expect(try bytes(of: folder("elsewhere/people.csv")) == Array("mine".utf8))
        #expect(folder.names() == ["elsewhere", "link", "out"])
    }

    @Test func dotsLeadWhereTheSystemLeads() throws {
        try folder.makeFolder("deep/er")
        symlink(folder("deep/er"), folder("link"))
        try finishRun(at: folder("link/../out"))
        #expect(FileManager.default.fileExists(atPath: folder("deep/out/manifest.json")))
        try finishRun(at: folder("deep/none/../../top"))
        #expect(FileManager.default.fileExists(atPath: folder("top/manifest.json")))
    }

    @Test func whatARunReadsIsNotLostByIt() throws {
        try finishRun(at: folder("out"))
        let job = folder("out/job.yaml")
        link(job, folder("hard.yaml"))
        symlink(job, folder("soft.yaml"))
        for path in [job, folder("hard.yaml"), folder("soft.yaml"), folder("out/../out/job.yaml")] {
            let error = #expect(throws: RunStoreError.self) {
                _ = try RunDirectory.create(at: folder("out"), force: true, inputs: [InputFile(path)])
            }
            #expect(error?.code == .occupied && error?.detail.contains("is read and would be lost") == true)
        }
        #expect(try bytes(of: job) == Array("x".utf8))
    }

    @Test func aJobThatIsKeptIsRunInItsFolder() throws {
        try folder.makeFolder("out/schemas")
        try folder.write("mine", to: "out/job.yaml")
        try folder.write("{}", to: "out/schemas/a.schema.json")
        let inputs = ["job.yaml", "schemas/a.schema.json"].map { InputFile(folder("out/" + $0), keptAs: $0) }
        for isEditedMeanwhile in [false, true] {
            let told = Told()
            let run = try RunDirectory.create(
                at: folder("out"),
                force: isEditedMeanwhile,
                inputs: inputs,
                tell: told.hear
            )
            try run.write("mine", to: "job.yaml")
            try run.write("{}", to: "schemas/a.schema.json")
            if isEditedMeanwhile { try folder.write("edited", to: "out/job.yaml") }
            try run.finish(manifest)
            #expect(try bytes(of: folder("out/job.yaml")) == Array("mine".utf8))
            #expect(told.lines.count == (isEditedMeanwhile ? 1 : 0))
        }
        // What was edited while the run went on stands beside it.
        #expect(try bytes(of: folder(".out.replaced/job.yaml")) == Array("edited".utf8))
        #expect(folder.names() == [".out.replaced", "out"])
    }

    @Test func aTextThatWasEditedIsTheUsers() throws {
        try finishRun(at: folder("out"))
        try folder.write("edited", to: "out/job.yaml")
        let error = #expect(throws: RunStoreError.self) { try finishRun(at: folder("out"), force: true) }
        #expect(error?.code == .occupied && error?.detail.contains("not as the run wrote it") == true)
        #expect(try bytes(of: folder("out/job.yaml")) == Array("edited".utf8))
    }

    @Test func aFileThatCameMeanwhileIsNotLost() throws {
        try finishRun(at: folder("out"))
        let told = Told()
        let run = try RunDirectory.create(at: folder("out"), force: true, tell: told.hear)
        try run.write("new", to: "job.yaml")
        try folder.write("mine", to: "out/notes.txt")
        try run.finish(manifest)
        #expect(try bytes(of: folder("out/job.yaml")) == Array("new".utf8))
        #expect(try bytes(of: folder(".out.replaced/notes.txt")) == Array("mine".utf8))
        #expect(told.lines.first?.contains("notes.txt") == true)
        // The next run leaves it, too, and has a name for what it replaces.
        try finishRun(at: folder("out"), force: true)
        #expect(folder.names() == [".out.replaced", "out"])
    }

    @Test func aRunIsNotReplacedByRegistersNorTheOtherWayRound() throws {
        let kind = RunDirectory.Kind.synthetic(names: ["a.csv"])
        try finishRun(at: folder("run"))
        #expect(
            code { _ = try RunDirectory.create(at: folder("run"), force: true, kind: kind) } == .occupied
        )
        let made = try RunDirectory.create(at: folder("made"), force: false, kind: kind)
        try made.write("x", to: "a.csv")
        var manifest = manifest
        manifest.counts["synthetic_people"] = 1
        try made.finish(manifest)
        #expect(code { try finishRun(at: folder("made"), force: true) } == .occupied)
        let again = try RunDirectory.create(at: folder("made"), force: true, kind: kind)
        try again.finish(manifest)
        #expect(folder.names(in: "made") == ["manifest.json"])
    }

    @Test func aLockIsOnlyALock() throws {
        let text = "a register of more than a few bytes\n"
        try folder.write(text, to: ".out.lock")
        #expect(code { try finishRun(at: folder("out")) } == .occupied)
        try folder.write(text, to: "register.csv")
        symlink(folder("register.csv"), folder(".other.lock"))
        #expect(code { try finishRun(at: folder("other")) } == .occupied)
        try folder.write("123", to: ".third.lock")
        try finishRun(at: folder("third"))
        #expect(try bytes(of: folder("register.csv")) == Array(text.utf8))
        #expect(try bytes(of: folder(".out.lock")) == Array(text.utf8))
    }

    @Test func recordsOfPersonsAreTheOwnersAlone() throws {
        let run = try RunDirectory.create(at: folder("out"), force: false)
        let store = try ResultStore(creatingAt: run.file(RunDirectory.databaseName))
        try store.finish()
        for name in ["people.csv", "schemas/a.schema.json", RunDirectory.estimatesName] {
            try run.write("x", to: name)
        }
        try run.finish(manifest)
        for name in ["people.csv", "recensus.sqlite", "schemas/a.schema.json", "manifest.json"] {
            #expect(folder.mode("out/" + name) == 0o600, "\(name)")
        }
        #expect(folder.mode("out") == 0o700 && folder.mode("out/schemas") == 0o700)
        // As the umask says, which tests do not change: what is published may be shared.
        #expect(folder.mode("out/" + RunDirectory.estimatesName) & 0o600 == 0o600)
    }

    @Test func aFileOfTheSameNameAsOneBeingWrittenIsLeft() throws {
        try folder.write("precious", to: "page.html.partial")
        symlink(folder("page.html.partial"), folder("link.html.partial"))
        for name in ["page.html", "link.html"] {
            try RunDirectory.writeFile("new", at: folder(name))
            #expect(try bytes(of: folder(name)) == Array("new".utf8))
        }
        #expect(try bytes(of: folder("page.html.partial")) == Array("precious".utf8))
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
