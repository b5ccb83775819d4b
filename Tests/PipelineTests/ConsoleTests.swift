import Foundation
import Synchronization
import Testing

@testable import Jobs
@testable import Pipeline

@Suite struct ConsoleTests {
    /// Collects what is told, at times of our choosing.
    private final class Listener: Sendable {
        let told = Mutex("")
        let time = Mutex(0.0)
        var text: String { told.withLock { $0 } }
        func progress(_ style: StageProgress.Style) -> StageProgress {
            StageProgress(
                style,
                clock: { self.time.withLock { $0 } },
                sink: { text in self.told.withLock { $0 += text } }
            )
        }
        func wait(_ seconds: Double) { time.withLock { $0 += seconds } }
    }

    @Test func elsewhereEachStageIsOneLine() {
        let listener = Listener()
        let progress = listener.progress(.lines)
        progress.begin("comparing pairs", total: 3_000_000, unit: "pairs")
        for _ in 0..<3 {
            listener.wait(1)
            progress.advance(by: 1_000_000)
        }
        progress.begin("linking")
        progress.end("12 links")
        progress.end()
        #expect(listener.text == "comparing pairs · 3 000 000 pairs · 3.0 s\nlinking · 12 links · 0.0 s\n")
    }

    @Test func aTerminalIsRedrawnAtMostTenTimesASecond() {
        let listener = Listener()
        let progress = listener.progress(.terminal)
        progress.begin("comparing", total: 1000, unit: "pairs")
        for _ in 0..<1000 {
            listener.wait(0.01)
            progress.advance(by: 1)
        }
        progress.end()
        let drawings = listener.text.components(separatedBy: "\r").count - 1
        #expect(drawings >= 80 && drawings <= 103)
        #expect(listener.text.contains("51 of 1000 pairs (5 %) · 100/s · 9.5 s left"))
        #expect(listener.text.hasSuffix("comparing · 1000 pairs · 10 s\n"))
    }

    @Test func quietTellsNothing() {
        let listener = Listener()
        let progress = listener.progress(.quiet)
        progress.begin("x", total: 1)
        progress.advance(by: 1)
        progress.note("y")
        progress.end()
        #expect(listener.text == "")
    }

    @Test func numbersAndTimesAreShort() {
        #expect(
            [0, 999, 1000, 12_345, -1_234_567].map(Plain.count) == [
                "0", "999", "1000", "12 345", "-1 234 567",
            ]
        )
        #expect(
            [0, 12.4, 999, 1000, 12_340, 999_600, 3_500_000].map(Plain.short)
                == ["0", "12", "999", "1.00 k", "12.3 k", "1.00 M", "3.50 M"]
        )
        #expect(
            [0.04, 9.94, 9.96, 59.6, 125, 7800, .infinity].map(Plain.duration)
                == ["0.0 s", "9.9 s", "10 s", "1 min 00 s", "2 min 05 s", "2 h 10 min", "a long time"]
        )
    }

    @Test func tablesLineUpAndCannotDriveTheTerminal() {
        var table = TextTable([("column", .left), ("records", .right)])
        table.append(["surname", "12"])
        table.append(["姓名", "3"])
        table.append(["\u{1b}[31mred\n"])
        #expect(
            table.text == """
                column     records
                ─────────  ───────
                surname         12
                姓名             3
                ·[31mred·

                """
        )
    }

    @Test func JSONIsOneObjectThatReadsBack() throws {
        let value = JSONText.object([
            ("b", .integer(-3)),
            ("a", .array([.null, .bool(true), .number(0.1), .number(.nan), .number(2)])),
            ("te\"xt", .string("</script>\n\u{1}\\é王")),
        ])
        #expect(value.text == #"{"b":-3,"a":[null,true,0.1,null,2],"te\"xt":"</script>\n\u0001\\é王"}"#)
        let read = try JSONSerialization.jsonObject(with: Data(value.text.utf8)) as? [String: Any]
        #expect(read?["te\"xt"] as? String == "</script>\n\u{1}\\é王")
    }

    @Test func errorsHaveTheirExitCodes() {
        struct Other: Error {}
        #expect(CommandOutcome(for: JobError(file: "f", mistakes: [])) == .usage)
        #expect(CommandOutcome(for: Interrupted()) == .interrupted)
        #expect(CommandOutcome(for: Other()) == .failed)
        #expect(CommandOutcome.allCases.map(\.rawValue) == [0, 1, 2, 3])
    }

    @Test func anInterruptIsSeenByTheWork() throws {
        let interrupt = Interrupt()
        try interrupt.check()
        interrupt.request()
        #expect(interrupt.isRequested)
        #expect(throws: Interrupted.self) { try interrupt.check() }
    }
}
