import Columns
import Fixtures
import Foundation
import Registers
import Reporting
import RunStore
import Testing

@testable import Jobs
@testable import Pipeline

/// What a job says of reading registers, and what a run tells of it.
@Suite(.serialized) struct ReadingRunTests {
    private static let surnames = [
        "Chan", "Wong", "Lee", "Ng", "Smith", "Garcia", "Kaur", "Okafor", "Novak", "Rossi",
    ]
    private static let givens = [
        "Anna", "Ben", "Carla", "David", "Eva", "Farid", "Grace", "Hugo", "Ines", "Jan", "Kim",
    ]

    /// Rows of people, the same for every register.
    private func people(_ count: Int, _ prefix: String) -> [[String]] {
        (0..<count).map { i in
            let date = [1940 + i * 13 % 60, 1 + i * 5 % 12, 1 + i * 7 % 28].map {
                $0 < 10 ? "0\($0)" : "\($0)"
            }
            return [
                "\(prefix)\(i)", Self.givens[i * 3 % 11], Self.surnames[i / 11 % 10],
                date.joined(separator: "-"),
            ]
        }
    }

    private func csv(_ rows: [[String]], header: String? = "id,given_name,surname,birth_date\n") -> String {
        (header ?? "") + rows.map { $0.joined(separator: ",") + "\n" }.joined()
    }

    private func notices(_ folder: RunFolder, _ kind: RegisterNotice.Kind) throws -> [NoticeRow] {
        try RunReader(run: folder("out")).all(NoticeRow.self).filter { $0.kind == kind.rawValue }
    }

    @Test(
        "what jobs say of headers, encodings and shares is read and written",
        arguments: [
            ("header: no", HeaderChoice.absent), ("header: yes", .firstRow), ("header: auto", .automatic),
            ("header: line 3", .line(3)), ("header: 3", .line(3)),
            ("header: [a, \"b c\"]", .names(["a", "b c"])),
        ]
    )
    func jobKeys(_ line: String, _ header: HeaderChoice) throws {
        let text = "registers: { x: { path: x.csv, \(line), encoding: big5, set_aside: 5 % } }"
        let job = try JobParser.parse(text, file: "job.yaml")
        #expect(job.registers[0].header == header)
        #expect(job.registers[0].encoding == "big5")
        #expect(job.registers[0].setAside == 0.05)
        #expect(try JobParser.parse(JobWriter.write(job), file: "job.yaml") == job)
    }

    @Test("shares read back as they were written")
    func shares() {
        for share in [0, 0.01, 0.05, 0.07, 0.123456789, 1.0 / 3, 1] {
            #expect(ShareText.share(ShareText.text(share)) == share)
        }
        for wrong in ["5", "-1 %", "101 %", "x", ""] { #expect(ShareText.share(wrong) == nil) }
    }

    @Test(
        "mistakes in them have a place",
        arguments: [
            "header: third", "header: line 0", "header: [a, a]", "encoding: klingon", "set_aside: 7",
            "set_aside: [1]",
        ]
    )
    func wrongKeys(_ line: String) {
        let text = "registers:\n  x:\n    path: x.csv\n    \(line)\n"
        #expect { try JobParser.parse(text, file: "job.yaml") } throws: {
            "\($0)".contains("job.yaml:4:")
        }
    }

    @Test("a run without headers is one by column numbers, and is read again alike")
    func headerless() throws {
        let folder = try RunFolder()
        try folder.write(csv(people(80, "a"), header: nil), to: "a.csv")
        try folder.write(csv(people(80, "b"), header: nil), to: "b.csv")
        var job = Job(files: ["a.csv", "b.csv"])
        #expect { try folder.link(job) } throws: { ($0 as? RegisterError)?.code == .badHeader }
        for i in 0..<2 {
            job.registers[i].header = .absent
            job.registers[i].columns = [
                .init(column: "column_1", role: .recordID), .init(column: "column_2", role: .givenName),
                .init(column: "column_3", role: .surname), .init(column: "column_4", role: .birthDate),
            ]
        }
        let summary = try folder.link(job)
        #expect(summary.registers.map(\.records) == [80, 80])
        let left = try JobParser.load(folder("out/job.yaml"))
        #expect(left.registers.allSatisfy { $0.header == .absent })
        let report = try ReportRun.run(folder("out"), options: ReportOptions(threads: 2))
        #expect(report.remarks.isEmpty)
    }

    @Test("more rows set aside than the job allows stop the run with line, share and mend")
    func setAside() throws {
        let folder = try RunFolder()
        var rows = people(80, "a")
        for i in [7, 50] { rows[i].append("too,much") }
        try folder.write(csv(rows), to: "a.csv")
        try folder.write(csv(people(80, "b")), to: "b.csv")
        var job = Job(files: ["a.csv", "b.csv"])
        do {
            _ = try folder.link(job)
            Issue.record("must fail")
        } catch let error as PipelineError {
            #expect(error.code == .malformed && error.location.hasSuffix("a.csv:9"))
            #expect(error.detail.contains("2 of 80 rows") && error.detail.contains("set_aside: 2.5 %"))
        }
        #expect(folder.files(below: "out").isEmpty)
        job.registers[0].setAside = 0.025
        #expect(try folder.link(job).registers[0].setAside == 2)
        #expect(try notices(folder, .rowsSetAside).map(\.count) == [2])
    }

    @Test("a repeated identifier costs its row, not the register's identifiers; a household's costs nothing")
    func identifiers() throws {
        let folder = try RunFolder()
        var rows = people(300, "a")
        rows[200][0] = rows[9][0]
        try folder.write(csv(rows), to: "a.csv")
        let households = people(300, "b").enumerated().map {
            [$1[0].replacing("\($0)", with: "\($0 / 3)")] + $1.dropFirst()
        }
        try folder.write(csv(households), to: "b.csv")
        _ = try folder.link(Job(files: ["a.csv", "b.csv"]))
        let table = try folder.table("out/people.csv")
        let ids = zip(table.texts("register"), table.texts("record_id"))
        #expect(ids.count { $0.0 == "a" } == 299)
        #expect(ids.filter { $0.0 == "a" }.allSatisfy { $0.1.hasPrefix("a") })
        #expect(ids.count { $0.0 == "b" } == 300)
        #expect(try notices(folder, .identifierRepeated).map(\.count) == [1])
        #expect(try notices(folder, .identifierAbsent).map(\.register) == [1])
    }

    @Test("identifiers are one with their plain form, and those that are nearly alike are told")
    func plainIdentifiers() throws {
        let folder = try RunFolder()
        var rows = people(300, "A")
        rows[5][0] = "Ａ５"
        rows[6][0] = "\u{200b}A6\u{a0}"
        rows[7][0] = "a8"
        rows[9][0] = "A 1 0"
        try folder.write(csv(rows), to: "a.csv")
        try folder.write(csv(people(300, "B")), to: "b.csv")
        _ = try folder.link(Job(files: ["a.csv", "b.csv"]))
        let ids = try folder.table("out/people.csv").texts("record_id")
        for id in ["A5", "A6", "a8", "A8", "A 1 0", "A10"] { #expect(ids.contains(id), "\(id)") }
        #expect(try notices(folder, .identifiersFolded).map(\.count) == [2])
        #expect(try notices(folder, .identifiersAlike).map(\.count) == [2])
    }

    @Test("registers without records and files that stand twice are told")
    func emptyAndSame() throws {
        let folder = try RunFolder()
        try folder.write(csv(people(80, "a")), to: "a.csv")
        try folder.write(csv(people(80, "a")), to: "b.csv")
        try folder.write(csv([]), to: "c.csv")
        _ = try folder.link(Job(files: ["a.csv", "b.csv", "c.csv"]))
        #expect(try notices(folder, .sameFile).map(\.register) == [1])
        #expect(try notices(folder, .noRecords).map(\.register) == [2])
    }

    @Test("registers with hardly a link between them are told, and those that may not be linked are not")
    func fewLinks() throws {
        let folder = try RunFolder()
        let all = people(400, "A")
        try folder.write(csv(Array(all.prefix(200))), to: "a.csv")
        try folder.write(csv(all.suffix(200).enumerated().map { ["B\($0)"] + $1.dropFirst() }), to: "b.csv")
        try folder.write(csv(all.prefix(200).enumerated().map { ["C\($0)"] + $1.dropFirst() }), to: "c.csv")
        _ = try folder.link(Job(files: ["a.csv", "b.csv", "c.csv"]))
        let told = try notices(folder, .fewLinks)
        #expect(told.count == 2)
        #expect(told.allSatisfy { $0.total == 200 && $0.count < 2 })
        #expect(
            told.contains { $0.detail.contains("a and b") } && told.contains { $0.detail.contains("b and c") }
        )
    }

    @Test("names of columns that may be a person's are masked in the report")
    func maskedNames() throws {
        let folder = try RunFolder()
        // Nothing recurs and nothing is known: the first row cannot be told from a header.
        func rows(_ from: Int) -> [[String]] {
            (from..<from + 90).map { i in
                let word = { (salt: Int) in
                    String(
                        (0..<7).map { k in
                            Character(UnicodeScalar(UInt8(97 + (i * salt + k * (i + salt)) % 26)))
                        }
                    )
                }
                return ["Q" + word(7) + word(3), "X" + word(11) + word(5), "Z" + word(5) + word(17)]
            }
        }
        try folder.write(csv(rows(0), header: nil), to: "a.csv")
        try folder.write(csv(rows(0).prefix(1) + rows(40), header: nil), to: "b.csv")
        _ = try folder.link(Job(files: ["a.csv", "b.csv"]))
        #expect(try notices(folder, .headerDoubtful).map(\.register) == [0, 1])
        _ = try ReportRun.run(folder("out"), options: ReportOptions(threads: 2))
        let page = try folder.text("out/report/index.html")
        let names = try folder.table("a.csv").columns.map(\.name) + folder.table("b.csv").columns.map(\.name)
        for name in names { #expect(!page.contains(name), "\(name)") }
    }
}
