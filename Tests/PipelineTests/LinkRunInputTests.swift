import ColumnFiles
import Columns
import Fixtures
import Foundation
import Jobs
import Linkage
import Registers
import RunStore
import Testing

@testable import Pipeline

/// What registers and jobs may do to a run.
@Suite(.serialized) struct LinkRunInputTests {
    static let hostile = [
        "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "'; DROP TABLE records; --", "a,b", "say \"hi\"",
        "two\nlines", "王小明", "é", "e\u{301}", "\u{1b}[31mred", "-1", "../../etc/passwd", "\u{202e}abc",
    ]

    private func csv(_ rows: [[String]]) -> String {
        rows.map { row in
            row.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }.joined(separator: ",")
        }.joined(separator: "\n") + "\n"
    }

    /// Plain people, so that a model can be estimated.
    private func people(_ count: Int, _ prefix: String) -> [[String]] {
        let surnames = ["Chan", "Wong", "Lee", "Ng", "Smith", "Garcia", "Kaur", "Okafor", "Novak", "Rossi"]
        let givens = ["Anna", "Ben", "Carla", "David", "Eva", "Farid", "Grace", "Hugo", "Ines", "Jan", "Kim"]
        return (0..<count).map { i in
            let day = 1 + (i * 7) % 28
            let month = 1 + (i * 5) % 12
            return [
                "\(prefix)\(i)", givens[(i * 3) % 11], surnames[(i / 11) % 10],
                "\(1940 + (i * 13) % 60)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)",
            ]
        }
    }

    private let header = ["id", "given_name", "surname", "birth_date"]

    @Test func hostileValuesReachTheResultsUnharmed() throws {
        let folder = try RunFolder()
        var a = people(60, "a")
        for (i, value) in Self.hostile.enumerated() {
            a[i][0] = value
            a[i][1] = value
            a[i + 20][2] = value
        }
        try folder.write(csv([header] + a), to: "a.csv")
        try folder.write(csv([header] + people(60, "b")), to: "b.csv")
        var job = Job(files: ["a.csv", "b.csv"])
        job.registers[0].name = "=a, \"main\""
        job.registers[0].id = "id"
        job.registers[1].id = "id"
        _ = try folder.link(job)
        let ids = try folder.table("out/people.csv").texts("record_id")
        #expect(Set(Self.hostile).isSubset(of: Set(ids)))
        let workers = Workers(threads: 1)
        let stored = try ColumnFile(folder("out/" + RunTable.records.path))
        let identifiers = try stored.text("record_id", workers: workers)
        let register = try stored.labels("register", workers: workers)
        let first = register.codes.indices.filter {
            register.names[Int(register.codes[$0])] == "=a, \"main\""
        }
        let values = Set(first.map { identifiers.values.string(identifiers.codes[$0]) })
        #expect(Set(Self.hostile).isSubset(of: values))
        let left = try JobParser.load(folder("out/job.yaml"))
        #expect(left.registers[0].name == "=a, \"main\"" && left.registers[0].schema?.contains("..") == false)
        _ = try folder.link(left, to: "again", in: folder("out"))
        #expect(try folder.contents("again/people.csv") == folder.contents("out/people.csv"))
    }

    @Test func birthsThatCannotBeReadStopTheRunAtTheirLine() throws {
        let folder = try RunFolder()
        try folder.write(csv([header] + people(60, "a")), to: "a.csv")
        var b = people(60, "b")
        for i in 2..<60 { b[i][3] = "week \(i) of \(b[i][3].prefix(4))" }
        try folder.write(csv([header] + b), to: "b.csv")
        let job = Job(files: ["a.csv", "b.csv"])
        let error = #expect(throws: PipelineError.self) { try folder.link(job) }
        #expect(
            error?.code == .malformed && error?.location.hasSuffix("b.csv:4") == true,
            "\(error?.location ?? "")"
        )
        #expect(error?.detail.contains("birth_date") == true && error?.detail.contains("week") == false)
    }

    @Test func whatValuesMeanIsToldAndStored() throws {
        let folder = try RunFolder()
        try folder.write(csv([header] + people(60, "a")), to: "a.csv")
        let b = people(60, "b").map { row -> [String] in
            let parts = row[3].split(separator: "-").compactMap { Int($0) }
            return [row[0], row[1], row[2], "民國\(parts[0] - 1911)年\(parts[1])月\(parts[2])日"]
        }
        try folder.write(csv([header] + b), to: "b.csv")
        let summary = try folder.link(Job(files: ["a.csv", "b.csv"]))
        let notice = summary.notices.first { $0.kind == .calendarConverted }
        #expect(notice?.count == 60 && notice?.total == 60 && notice?.column == "birth_date")
        let rows = try RunReader(run: folder("out")).rows(
            "SELECT kind, count FROM notices WHERE column_name = 'birth_date'"
        )
        #expect(rows == [[.text("calendar_converted"), .integer(60)]])
    }

    @Test func repeatedIdentifiersAreSetAsideAndMissingOnesTold() throws {
        let folder = try RunFolder()
        var a = people(60, "a")
        a[7][0] = "a3"
        a[9][0] = ""
        try folder.write(csv([header] + a), to: "a.csv")
        try folder.write(csv([header] + people(60, "b")), to: "b.csv")
        var job = Job(files: ["a.csv", "b.csv"])
        job.registers[0].id = "id"
        #expect(throws: PipelineError.self) { try folder.link(job) }
        job.registers[0].setAside = 0.05
        let summary = try folder.link(job)
        #expect(summary.registers[0].records == 59 && summary.registers[0].setAside == 1)
        #expect(summary.notices.contains { $0.kind == .identifierRepeated })
        let rows = try RunReader(run: folder("out")).rows("SELECT line, reason FROM quarantine ORDER BY line")
        #expect(rows.map { $0[0] } == [.integer(8)])
        #expect(try folder.table("out/people.csv").texts("record_id").contains { $0.hasPrefix("row ") })
    }

    @Test func columnsThatSayNothingAreNotEnough() throws {
        let folder = try RunFolder()
        try folder.write("id\n1\n2\n3\n", to: "a.csv")
        try folder.write("id\n4\n5\n6\n", to: "b.csv")
        let error = #expect(throws: PipelineError.self) {
            _ = try folder.link(Job(files: ["a.csv", "b.csv"]))
        }
        #expect(error?.code == .nothingShared)
        try folder.write("id,surname\n", to: "c.csv")
        #expect(throws: PipelineError.self) { _ = try folder.link(Job(files: ["c.csv"])) }
        #expect(folder.files(below: "out").isEmpty)
    }

    @Test(arguments: [
        ("block: [surnme]", "job.yaml:3:17: link.block[1]: there is no feature “surnme”", "surname"),
        ("block: [surname.first_token.soundex]", "has 2 transforms", nil),
        ("compare: [given_name, surnam]", "job.yaml:3:31: link.compare[2]: there is no feature", "surname"),
        ("compare: [{ name: n, feature: surname, levels: [{ exact: given }] }]", "levels[1]", nil),
        ("compare: [{ name: n, feature: surname, levels: [nickname], tf: true }]", "tf", nil),
        (
            "compare: [{ name: n, feature: surname, levels: [exact], m: { exact: 0.5, else: 0.2 } }]",
            "link.compare[1].m", nil
        ),
        (
            "compare: [{ feature: surname, m: { exakt: 0.9 } }]",
            "link.compare[1].m: there is no level “exakt”", "exact"
        ),
    ]) func whatTheRecordsLackIsShownInTheJob(_ link: String, _ message: String, _ near: String?) throws {
        let folder = try RunFolder()
        try folder.write(csv([header] + people(20, "a")), to: "a.csv")
        try folder.write(csv([header] + people(20, "b")), to: "b.csv")
        let text = "# a job\nregisters: { a: a.csv, b: b.csv }\nlink: { \(link) }\n"
        let job = try JobParser.parse(text, file: "job.yaml")
        let error = #expect(throws: JobError.self) {
            _ = try folder.link(job) { $0.source = JobSource(file: "job.yaml", text: text) }
        }
        #expect(error?.description.contains(message) == true, "\(error.map { "\($0)" } ?? "")")
        #expect(error?.mistakes.first?.suggestion == near)
    }

    @Test func wrongColumnsOfTheJobAreShown() throws {
        let folder = try RunFolder()
        try folder.write(csv([header] + people(20, "a")), to: "a.csv")
        let text = "registers:\n  a: { path: a.csv, columns: { brith_date: date } }\n"
        let job = try JobParser.parse(text, file: "job.yaml")
        let error = #expect(throws: JobError.self) {
            _ = try folder.link(job) { $0.source = JobSource(file: "job.yaml", text: text) }
        }
        #expect(error?.description.hasPrefix("job.yaml:2:44: registers.a.columns.brith_date") == true)
        #expect(error?.mistakes.first?.suggestion == "birth_date")
    }

    @Test func rulesAndComparisonsOfTheJobAreUsed() throws {
        let folder = try RunFolder()
        try folder.write(csv([header] + people(90, "a")), to: "a.csv")
        try folder.write(csv([header] + people(80, "b")), to: "b.csv")
        let text = """
            registers:
              a: { path: a.csv, duplicates: none }
              b: { path: b.csv, duplicates: none }
            link:
              block: [birth_date, surname.soundex & given_name.initial]
              compare:
                - given_name
                - { name: family, feature: surname, levels: [exact, { damerau: 1 }, { same_key: soundex }] }
                - birth_date
              accept: { weight: 1 }
            """
        _ = try folder.link(try JobParser.parse(text, file: "job.yaml"))
        let reader = try RunReader(run: folder("out"))
        let rules = try reader.rows("SELECT name FROM blocking_rules ORDER BY rule")
        #expect(rules == [[.text("birth_date")], [.text("surname.soundex & given_name.initial")]])
        let names = try reader.rows("SELECT name FROM comparisons ORDER BY comparison")
        #expect(names == [[.text("given_name")], [.text("family")], [.text("birth_date")]])
        #expect(try reader.rows("SELECT value FROM run WHERE key = 'method'") == [[.text("one_to_one")]])
        #expect(try reader.rows("SELECT value FROM run WHERE key = 'threshold'") == [[.text("1.0")]])
        let workers = Workers(threads: 1)
        let (links, linkNames) = try RunTables(
            try CheckedRun(folder("out"), workers: workers),
            workers: workers
        ).links()
        let accepted = (0..<links.count).filter { linkNames.decisions[Int(links.decision[$0])] == "accepted" }
        #expect(!accepted.isEmpty && accepted.allSatisfy { links.weight[$0] >= 1 })
    }
}
