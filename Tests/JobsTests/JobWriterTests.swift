import Blocking
import Columns
import Comparison
import Fixtures
import Testing

@testable import Jobs

@Suite struct JobWriterTests {
    private func roundTrip(_ job: Job, _ comments: JobComments = JobComments()) throws -> Job {
        try JobParser.parse(JobWriter.write(job, comments: comments), file: "job.yaml")
    }

    @Test func aJobReadsBackAsItWasWritten() throws {
        let job = try JobParser.parse(JobFixtures.full, file: "job.yaml")
        #expect(try roundTrip(job) == job)
        #expect(JobWriter.write(try roundTrip(job)) == JobWriter.write(job))
    }

    @Test(arguments: [
        "<script>", "=cmd()", "'; DROP TABLE x; --", "a, b", "\"quoted\"", "a: b", "# no", "- x", "yes",
        "null",
        "~", "1e5", "王小明", "é", " lead", "trail ", "[x]", "{x}", "*x", "&x", "!x", "%x", "@x", "`x`", "a\\b",
        "C:\\data\\x.csv", "tab\tin", "two\nlines", "\u{85}\u{2028}", "x\u{feff}", "?", "|", ">", "x #y",
        "x:",
    ]) func hostileTextsReadBackExactly(_ text: String) throws {
        var register = JobRegister(name: "a", path: text)
        register.id = text
        register.schema = text
        if !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            register.name = text
        }
        register.columns = [.init(column: text, role: .surname)]
        var job = Job(registers: [register])
        let rule = BlockingRuleSpec(
            keys: [
                BlockingKeySpec(feature: "a.b & c"),
                BlockingKeySpec(feature: "x", transforms: [.prefix(2)]),
            ]
        )
        job.link.block = .given([rule])
        var comparison = ComparisonSpec(feature: text)
        comparison.levels = [LevelSpec(.exact(text), label: text)]
        comparison.fixedM = [.init(level: text, probability: 0.5)]
        job.link.compare = .given([comparison])
        job.estimate = .mapping([
            .init("by", .list([.scalar(text)])),
            .init("known_totals", .mapping([.init(text, .mapping([.init(text, .scalar("1"))]))])),
        ])
        job.publish = .mapping([.init("title", .scalar(text))])
        let remarks = JobComments(
            heading: [text],
            byPlace: ["link": [text, ""], "registers.a.path": [text]]
        )
        #expect(try roundTrip(job, remarks) == job)
    }

    @Test func remarksStandAboveWhatTheyAreAbout() {
        let job = Job(registers: [JobRegister(name: "a", path: "a.csv")])
        let comments = JobComments(
            heading: ["Written by recensus."],
            byPlace: ["registers.a.path": ["3 columns"], "link.block": ["chosen\nfrom data"]]
        )
        #expect(
            JobWriter.write(job, comments: comments) == """
                # Written by recensus.
                registers:
                  a:
                    # 3 columns
                    path: a.csv
                link:
                  # chosen
                  # from data
                  block: auto
                  compare: auto
                  accept: best_f

                """
        )
    }
}
