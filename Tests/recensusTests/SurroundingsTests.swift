import Foundation
import Testing

/// The real program where disks are full, pipes closed, limits low and files changed.
@Suite(.serialized) struct SurroundingsTests {
    private let folder: String
    private let program: String

    init() throws {
        var template = Array((NSTemporaryDirectory() + "recensus-around-XXXXXX").utf8CString)
        try #require(mkdtemp(&template) != nil)
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let place = (CommandLine.arguments[0] as NSString).deletingLastPathComponent
        program = try #require(
            [place, place + "/.."].map { $0 + "/recensus" }
                .first { FileManager.default.isExecutableFile(atPath: $0) }
        )
        try Self.register(rows: 300, from: 0).write(
            toFile: folder + "/a.csv",
            atomically: false,
            encoding: .utf8
        )
        try Self.register(rows: 300, from: 100).write(
            toFile: folder + "/b.csv",
            atomically: false,
            encoding: .utf8
        )
    }

    /// A register of invented people, numbered.
    private static func register(rows: Int, from first: Int) -> String {
        var text = "record_id,surname,given_name,birth_date\n"
        for number in first..<first + rows {
            let (name, given) = (number * 7919 % 5003, number * 104_729 % 4007)
            text +=
                "\(number),sur\(name)ley,giv\(given)en,19\(10 + number % 80)-0\(1 + number % 9)-1\(number % 9)\n"
        }
        return text
    }

    private func remove() { try? FileManager.default.removeItem(atPath: folder) }

    /// Runs a line of the shell in the folder, `recensus` being the program: exit code and messages.
    @discardableResult
    private func shell(_ line: String) throws -> (code: Int32, messages: String) {
        let errors = folder + "/stderr-\(UUID().uuidString).txt"
        let command = line.replacing("recensus ", with: "'\(program)' ")
        let script = "cd '\(folder)'; exec 2>'\(errors)'; \(command)"
        var texts: [UnsafeMutablePointer<CChar>?] =
            ["/bin/sh", "-c", script].map { (text: String) in strdup(text) } + [nil]
        defer { for text in texts { free(text) } }
        var environment: [UnsafeMutablePointer<CChar>?] = [strdup("PATH=/usr/bin:/bin"), nil]
        defer { for text in environment { free(text) } }
        var pid: pid_t = 0
        try #require(posix_spawn(&pid, "/bin/sh", nil, nil, &texts, &environment) == 0)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        defer { unlink(errors) }
        let code = status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
        return (code, (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "")
    }

    private func mode(_ name: String) -> mode_t {
        var status = stat()
        return lstat(folder + "/" + name, &status) == 0 ? status.st_mode & 0o777 : 0
    }

    private func write(_ text: String, to name: String) throws {
        try text.write(toFile: folder + "/" + name, atomically: false, encoding: .utf8)
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
    }

    @Test(arguments: ["--help", "--version", "link --help", "profile a.csv", "profile a.csv --json"])
    func whatCannotBePrintedIsAFailure(_ arguments: String) throws {
        defer { remove() }
        for target in ["> /dev/full", ">&-"] {
            let full = try shell(
                "recensus \(arguments) --quiet \(target)".replacing("version --quiet", with: "version")
            )
            #expect(full.code == 1, "\(arguments) \(target)")
            #expect(full.messages.split(separator: "\n").count == 1, "\(full.messages)")
            #expect(full.messages.contains("standard output"))
        }
        // Whoever closes the pipe has what they wanted.
        let closed = try shell("{ recensus \(arguments); echo $? > code; } | true")
        #expect(try text("code") == "0\n" && !closed.messages.contains("error"), "\(closed.messages)")
    }

    @Test func aRunWhoseSummaryCannotBePrintedStands() throws {
        defer { remove() }
        let run = try shell("recensus link a.csv --output out --json --quiet > /dev/full")
        #expect(run.code == 1)
        #expect(FileManager.default.fileExists(atPath: folder + "/out/manifest.json"))
        // Nothing that is printed gets into a file of results where standard output is closed.
        #expect(try shell("recensus link a.csv --output closed --format csv --quiet >&-").code == 1)
        #expect(try shell("cmp out/recensus.sqlite closed/recensus.sqlite").code == 0)
    }

    @Test func limitsOfTheSystemAreErrors() throws {
        defer { remove() }
        for files in [4, 9, 10, 11, 16] {
            let run = try shell(
                // Redirected before: the shell needs files, too.
                "exec >/dev/null; ulimit -n \(files); exec recensus link a.csv b.csv --output out --quiet"
            )
            #expect(run.code == 1 && run.messages.contains("ulimit -n"), "\(files): \(run)")
        }
        for blocks in [1, 20, 60] {
            let run = try shell(
                "exec >/dev/null; ulimit -f \(blocks); exec recensus link a.csv b.csv --output out --quiet"
            )
            #expect(run.code == 1 && run.messages.contains("error: "), "\(blocks): \(run)")
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(left.sorted() == ["a.csv", "b.csv"], "\(left)")
    }

    @Test func recordsOfPersonsAreTheOwnersWhateverTheUmask() throws {
        defer { remove() }
        for mask in ["000", "022", "777"] {
            let run = try shell("umask \(mask); recensus link a.csv --output out\(mask) --quiet >/dev/null")
            #expect(run.code == 0, "\(run.messages)")
            for name in ["recensus.sqlite", "people.csv.zst", "links.csv.zst", "job.yaml", "manifest.json"] {
                #expect(mode("out\(mask)/\(name)") == 0o600, "\(name)")
            }
            #expect(mode("out\(mask)") == 0o700 && mode("out\(mask)/schemas") == 0o700)
        }
        try shell(
            "umask 022; exec >/dev/null; recensus report out022; recensus report out022 --reveal --output r.html"
        )
        #expect(mode("out022/report") == 0o700 && mode("out022/report/index.html") == 0o644)
        #expect(mode("r.html") == 0o600)
    }

    @Test func whatIsWaitedForIsToldAndCanBeLeft() throws {
        defer { remove() }
        mkfifo(folder + "/pipe", 0o600)
        mkfifo(folder + "/pipe.yaml", 0o600)
        let lines = ["link pipe --output out", "link pipe.yaml --output out2", "capture-recapture pipe"]
        let starts = lines.map { "recensus \($0) --quiet & p=\"$p $!\"; " }.joined()
        let run = try shell(starts + "sleep 3; kill -TERM $p; for q in $p; do wait $q; echo $? >>codes; done")
        #expect(try text("codes") == "3\n3\n3\n")
        for name in ["pipe", "pipe.yaml"] {
            #expect(run.messages.contains("note: waiting for data from \(name);"), "\(run.messages)")
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(!left.contains { $0.contains("out") }, "\(left)")
    }

    @Test func aJobThatSaysNothingIsAMistake() throws {
        defer { remove() }
        for text in ["", "~", "---", "--- ~\n", "# only this\n", "null\n...\n", "\"\""] {
            try write(text, to: "job.yaml")
            for command in ["link job.yaml --output out", "run job.yaml --output out", "profile job.yaml"] {
                let run = try shell("recensus \(command)")
                #expect(run.code == 2 && run.messages.contains("job.yaml:1:1: "), "“\(text)”: \(run)")
            }
        }
    }

    @Test func forceTakesNothingThatIsNotOurs() throws {
        defer { remove() }
        #expect(try shell("recensus link a.csv b.csv --output out --quiet >/dev/null").code == 0)
        let register = try text("a.csv")
        try write(register, to: "out/schemas/register.csv")
        try write("mine", to: "pages.html")
        for line in [
            "link out/schemas/register.csv --output out --force", "link a.csv --output out --force",
            "report out --output out/schemas/register.csv --force",
            "report out --output pages.html --force",
            "synth easy --people 100 --output out --force",
            "simulate easy --people 1000 --replicates 1 --output out --force",
        ] {
            let run = try shell("recensus \(line) --quiet >/dev/null")
            #expect(run.code == 2, "\(line): \(run)")
            #expect(run.messages.split(separator: "\n").count == 1, "\(run)")
        }
        #expect(try text("out/schemas/register.csv") == register && text("pages.html") == "mine")
        unlink(folder + "/out/schemas/register.csv")
        #expect(try shell("recensus link out/job.yaml --output out --force --quiet >/dev/null").code == 0)
        #expect(try shell("recensus link a.csv --model out/model.json --output out --force").code == 2)
        #expect(try shell("recensus link a.csv b.csv --output out --force --quiet >/dev/null").code == 0)
    }

    @Test func aModelThatWasForgedIsNotUsed() throws {
        defer { remove() }
        #expect(try shell("recensus link a.csv b.csv --output out --quiet >/dev/null").code == 0)
        #expect(
            try shell("recensus link a.csv b.csv --model out/model.json --output two --quiet >/dev/null").code
                == 0
        )
        try write(try text("out/model.json") + "\n", to: "out/model.json")
        let run = try shell("recensus link a.csv b.csv --model out/model.json --output three --quiet")
        #expect(run.code == 1 && run.messages.contains("is not as the run wrote it: expected"), "\(run)")
        #expect(try shell("cp out/model.json own.json").code == 0)
        #expect(
            try shell("recensus link a.csv b.csv --model own.json --output four --quiet >/dev/null").code == 0
        )
    }

    @Test func whatAKilledRunLeftIsNamedByTheNextCommand() throws {
        defer { remove() }
        #expect(try shell("recensus link a.csv --output out --quiet >/dev/null").code == 0)
        try shell("mkdir .other.partial-1; cp a.csv .other.partial-1/people.csv.partial")
        for line in ["report out", "evaluate out --truth a.csv", "estimate out", "link b.csv --output two"] {
            let run = try shell("recensus \(line) --quiet >/dev/null")
            let notes = run.messages.split(separator: "\n").filter { $0.hasPrefix("note: ") }
            #expect(notes.count == 1 && notes[0].contains("rm -r '"), "\(line): \(run)")
            #expect(notes.first?.contains("/.other.partial-1 is what a run into “other”") == true)
        }
        let run = try shell("recensus link b.csv --output other --quiet >/dev/null")
        #expect(run.code == 0 && run.messages.contains("it has been removed"), "\(run)")
        #expect(!FileManager.default.fileExists(atPath: folder + "/.other.partial-1"))
    }
}
