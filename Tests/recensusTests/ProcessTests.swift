import Foundation
import Testing

/// The real program, as a shell would start it.
@Suite(.serialized) struct ProcessTests {
    /// A program that runs, with its messages.
    final class Program {
        private(set) var pid: pid_t = 0
        private let errors: String

        init(_ arguments: [String], in folder: String) throws {
            errors = folder + "/stderr-\(UUID().uuidString).txt"
            let place = (CommandLine.arguments[0] as NSString).deletingLastPathComponent
            let candidates = [place, place + "/.."].map { $0 + "/recensus" }
            let program = try #require(candidates.first { FileManager.default.isExecutableFile(atPath: $0) })
            var actions = posix_spawn_file_actions_t()
            posix_spawn_file_actions_init(&actions)
            defer { posix_spawn_file_actions_destroy(&actions) }
            posix_spawn_file_actions_addopen(
                &actions,
                1,
                folder + "/stdout.txt",
                O_WRONLY | O_CREAT | O_TRUNC,
                0o600
            )
            posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
            var texts: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
            defer { for text in texts { free(text) } }
            var environment: [UnsafeMutablePointer<CChar>?] = [strdup("PATH=/usr/bin:/bin"), nil]
            defer { for text in environment { free(text) } }
            try #require(posix_spawn(&pid, program, &actions, nil, &texts, &environment) == 0)
        }

        var messages: String { (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "" }

        /// Waits for the end; the exit code, or minus the signal.
        func wait() -> Int32 {
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0, errno == EINTR {}
            return status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
        }
    }

    private func folder() throws -> String {
        var template = Array((NSTemporaryDirectory() + "recensus-process-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Two synthetic registers of 2000 people.
    private func registers(in folder: String) throws -> [String] {
        let made = ["synth", "no-identifiers", "--people", "2000", "--output", folder + "/made", "--quiet"]
        try #require(try Program(made, in: folder).wait() == 0)
        return [folder + "/made/registration.csv", folder + "/made/health.csv"]
    }

    @Test func anInterruptedRunLeavesNothing() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let files = try registers(in: folder)
        let program = try Program(["link"] + files + ["--output", folder + "/out"], in: folder)
        // Far enough that there is something to clean up.
        for _ in 0..<600 where !program.messages.contains("standardise") { usleep(50_000) }
        kill(program.pid, SIGINT)
        #expect(program.wait() == 3)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(!left.contains("out") && !left.contains { $0.contains(".out.partial") }, "\(left)")
        #expect(program.messages.contains("stopping") && !program.messages.contains("Fatal"))
    }

    @Test func aKilledRunLeavesNoManifestAndTheNextRunStartsCleanly() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let files = try registers(in: folder)
        let arguments = ["link"] + files + ["--output", folder + "/out"]
        let killed = try Program(arguments, in: folder)
        for _ in 0..<600 where !killed.messages.contains("standardise") { usleep(50_000) }
        // While the first lives, a second is refused.
        let second = try Program(arguments + ["--quiet"], in: folder)
        #expect(second.wait() == 1)
        #expect(second.messages.contains("another run (process \(killed.pid)) is writing here"))
        kill(killed.pid, SIGKILL)
        #expect(killed.wait() == -SIGKILL)
        #expect(!FileManager.default.fileExists(atPath: folder + "/out"))
        let left = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(left.contains { $0.contains(".out.partial") }, "\(left)")

        // Killed before it comes to linking, or not: what the dead run left is swept up.
        let next = try Program(arguments, in: folder)
        for _ in 0..<600 where !next.messages.contains("standardise") { usleep(50_000) }
        let now = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(now.filter { $0.contains(".out.partial") } == [".out.partial-\(next.pid)"], "\(now)")
        kill(next.pid, SIGINT)
        #expect(next.wait() == 3)
    }

    @Test(arguments: [SIGKILL, SIGINT]) func registersThatWereNotFinishedLookUnfinished(signal: Int32) throws
    {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let arguments = ["synth", "hong-kong", "--people", "200000", "--output", folder + "/out"]
        let program = try Program(arguments, in: folder)
        // Far enough that something has been written.
        func parts() -> [String] {
            let left = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return left.filter { $0.hasPrefix(".out.partial") }
        }
        for _ in 0..<600 where parts().isEmpty { usleep(20_000) }
        usleep(200_000)
        kill(program.pid, signal)
        #expect(program.wait() == (signal == SIGKILL ? -SIGKILL : 3))
        #expect(!FileManager.default.fileExists(atPath: folder + "/out"))
        for part in parts() {
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/\(part)/manifest.json"))
        }
        #expect(parts().isEmpty == (signal == SIGINT))
        // What the killed run left is swept up by the next.
        let next = try Program(["synth", "easy", "--people", "100", "--output", folder + "/out"], in: folder)
        #expect(next.wait() == 0)
        #expect(parts().isEmpty)
        #expect(FileManager.default.fileExists(atPath: folder + "/out/manifest.json"))
    }

    @Test func tooManyRegistersAreAMistakeOfUsage() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let files = [String](repeating: "a.csv", count: 256)
        let program = try Program(["link"] + files + ["--output", folder + "/out"], in: folder)
        #expect(program.wait() == 2)
        #expect(program.messages.contains("there are 256, at most 255 are expected"))
    }

    @Test(arguments: [
        (["link", "nowhere.csv", "--output", "FOLDER/x"], Int32(1), "nowhere.csv"),
        (["link", "nowhere.yaml", "--output", "FOLDER/x"], 2, "there is no such file"),
        (["link", "FOLDER", "--output", "FOLDER/x"], 1, "folder"),
        (["evaluate", "FOLDER/none", "--truth", "t.csv"], 1, "manifest.json"),
        (["profile", "FOLDER/none.csv"], 1, "none.csv"), (["init", "a.csv", "--nonsense"], 2, "nonsense"),
        (["init", "--from-splink", "FOLDER/none.json", "FOLDER/a.csv"], 2, "there is no such file"),
        (["init", "--from-splink", "FOLDER/a.csv", "FOLDER/a.csv"], 2, "a.csv:1:1: found “i” where"),
        (["init", "--from-splink", "FOLDER/m.json", "FOLDER/a.csv"], 2, "m.json:2:17: a member must begin"),
        (["synth", "hong-kon", "--output", "FOLDER/x"], 2, "did you mean “hong-kong”?"),
        (["synth", "FOLDER/s.yaml", "--output", "FOLDER/x"], 2, "s.yaml:2:9: life: unknown key “move”"),
        (
            ["synth", "easy", "--output", "FOLDER"], 2,
            "holds “a.csv”, which no making of synthetic registers has written"
        ),
        (
            ["synth", "easy", "--force", "--output", "FOLDER"], 2,
            "holds “a.csv”, which no making of synthetic registers has written"
        ),
        (["synth", "check", "FOLDER"], 1, "manifest.json"),
        (["link", "FOLDER/a.csv", "--id", "no", "--output", "FOLDER/x"], 2, "no column “no”"),
    ]) func failuresAreOneLineAndTheRightCode(_ arguments: [String], _ code: Int32, _ words: String) throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let scenario = "extends: hong-kong\nlife: { move: 1 }\n"
        try scenario.write(toFile: folder + "/s.yaml", atomically: true, encoding: .utf8)
        try "id,surname\n1,Chan\n".write(toFile: folder + "/a.csv", atomically: true, encoding: .utf8)
        let broken = "{ \"link_type\":\n \"dedupe_only\", }"
        try broken.write(toFile: folder + "/m.json", atomically: true, encoding: .utf8)
        let given = arguments.map { $0.replacingOccurrences(of: "FOLDER", with: folder) }
        let program = try Program(given + ["--quiet"], in: folder)
        #expect(program.wait() == code)
        #expect(program.messages.contains(words))
        let isUsage = arguments.contains("--nonsense")
        #expect(isUsage || program.messages.split(separator: "\n").count == 1, "\(program.messages)")
        #expect(isUsage || program.messages.hasPrefix("recensus: error: "))
    }
}
