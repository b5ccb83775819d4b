import Columns
import Fixtures
import Foundation
import Population
import Registers
import Resolution
import RunStore
import Testing

@testable import Jobs
@testable import Pipeline

/// What rules of `never` and `always` do to a run.
@Suite(.serialized) struct PairRuleRunTests {
    private let surnames = ["Berg", "Stein", "Wald", "Bach", "Feld", "Thal", "Heim", "Burg", "Hof", "Moor"]
    private let given = [
        "Anna", "Bela", "Carl", "Dora", "Emil", "Fritz", "Greta", "Hans", "Ida", "Jan", "Karl",
    ]

    /// A number of ten digits that passes modulo 11.
    private func number(_ i: Int) -> String {
        var body = 400_000_000 + i * 7_919
        while true {
            let digits = String(body).compactMap(\.wholeNumberValue)
            let check = (11 - digits.enumerated().reduce(0) { $0 + $1.element * (10 - $1.offset) } % 11) % 11
            if check < 10 { return "\(body)\(check)" }
            body += 1
        }
    }

    private func row(_ i: Int, _ id: String, number: String? = nil) -> [String] {
        let date = "\(1940 + (i * 13) % 60)-\(10 + i % 3)-\(10 + (i * 7) % 19)"
        return [
            id, number ?? self.number(i), surnames[(i * 3) % 10] + surnames[(i / 10) % 10].lowercased(),
            given[(i * 5) % 11], date,
        ]
    }

    private func write(_ rows: [[String]], _ name: String, _ folder: RunFolder) throws {
        let lines = [["id", "national_id", "surname", "given_name", "birth_date"]] + rows
        try folder.write(lines.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n", to: name)
    }

    /// Two registers of two hundred people; in the second some have namesakes born on the same day, and some lost
    /// everything but their number.
    private func job(_ folder: RunFolder) throws -> Job {
        try write((0..<200).map { row($0, "A\($0)") }, "a.csv", folder)
        var b = (0..<200).map { row($0, "B\($0)") }
        // Namesakes: another valid number, all else the same.
        for i in 0..<6 { b[i] = row(i, "B\(i)", number: number(1000 + i)) }
        // The number alone is right.
        for i in 10..<14 { b[i] = row(i + 631, "B\(i)", number: number(i)) }
        try write(b, "b.csv", folder)
        var job = Job(files: ["a.csv", "b.csv"])
        for index in job.registers.indices {
            job.registers[index].id = "id"
            job.registers[index].columns = [.init(column: "national_id", role: .nationalID)]
            job.registers[index].duplicates = .none
        }
        job.link.block = .given([
            BlockingRuleSpec(keys: [.init(feature: "surname"), .init(feature: "birth_date")])
        ])
        job.link.accept = .weight(-20)
        return job
    }

    private func spec(_ text: String) throws -> PairRuleSpec { try PairRuleParser.rule(text) }

    private func people(_ folder: RunFolder, _ name: String) throws -> [String: String] {
        let people = try folder.table("\(name)/people.csv")
        return Dictionary(
            zip(people.texts("record_id"), people.texts("person_id")),
            uniquingKeysWith: { first, _ in first }
        )
    }

    private func decision(_ folder: RunFolder, _ a: String, _ b: String) throws -> [String] {
        let links = try folder.table("out/links.csv")
        let place = links.texts("record_a").indices.first {
            links.texts("record_a")[$0] == a && links.texts("record_b")[$0] == b
        }
        guard let place else { return [] }
        return [links.texts("decision")[place], links.texts("rule")[place]]
    }

    @Test func twoValidNumbersKeepNamesakesApart() throws {
        let folder = try RunFolder()
        var job = try job(folder)
        _ = try folder.link(job, to: "without")
        let without = try people(folder, "without")
        for i in 0..<6 { #expect(without["A\(i)"] == without["B\(i)"]) }
        job.link.never = [try spec("national_id.valid_and_different")]
        let summary = try folder.link(job)
        let with = try people(folder, "out")
        for i in 0..<6 {
            #expect(with["A\(i)"] != with["B\(i)"])
            #expect(
                try decision(folder, "A\(i)", "B\(i)") == ["never", "never national_id.valid_and_different"]
            )
        }
        for i in 20..<200 { #expect(with["A\(i)"] == with["B\(i)"]) }
        let rules = try RunReader(run: folder("out")).all(PairRuleRow.self)
        #expect(
            rules.count == 1 && rules[0].kind == "never" && rules[0].pairs >= 6 && rules[0].otherwise >= 6
        )
        #expect(summary.notices.contains { $0.kind == .pairsRuled && $0.detail.contains("kept apart") })
        #expect(summary.text.contains("kept apart by rules"))
    }

    @Test func aPairThatNoRuleProposedIsLinked() throws {
        let folder = try RunFolder()
        var job = try job(folder)
        job.link.accept = .weight(5)
        _ = try folder.link(job, to: "without")
        let without = try people(folder, "without")
        for i in 10..<14 { #expect(without["A\(i)"] != without["B\(i)"]) }
        job.link.always = [try spec("national_id.both_checked")]
        let summary = try folder.link(job)
        let with = try people(folder, "out")
        for i in 10..<14 {
            #expect(with["A\(i)"] == with["B\(i)"])
            #expect(try decision(folder, "A\(i)", "B\(i)") == ["always", "always national_id.both_checked"])
        }
        let reader = try RunReader(run: folder("out"))
        let rules = try reader.all(PairRuleRow.self)
        #expect(rules.count == 1 && rules[0].kind == "always" && rules[0].pairs >= 190)
        let found = try reader.rows("SELECT new_pairs FROM blocking_rules JOIN pair_rules USING (rule)")
        #expect(found == [[.integer(4)]])
        #expect(summary.links >= rules[0].pairs)
        #expect(
            try reader.rows("SELECT value FROM run WHERE key = 'links_always'") == [
                [.text("\(rules[0].pairs)")]
            ]
        )
    }

    @Test func conflictsAreResolvedAndCounted() throws {
        let folder = try RunFolder()
        var job = try job(folder)
        job.link.always = [try spec("surname.exact & given_name.exact & birth_date.exact")]
        job.link.never = [try spec("national_id.valid_and_different")]
        _ = try folder.link(job)
        let with = try people(folder, "out")
        for i in 0..<6 { #expect(with["A\(i)"] != with["B\(i)"]) }
        let rules = try RunReader(run: folder("out")).all(PairRuleRow.self)
        #expect(rules.map(\.kind) == ["never", "always"])
        #expect(rules[0].conflicts >= 6 && rules[1].conflicts >= 6 && rules[1].pairs >= 180)
    }

    @Test func aChainCannotJoinWhatARuleKeepsApart() throws {
        let folder = try RunFolder()
        // The third register lacks the numbers, and its records would join those of both others.
        var job = try job(folder)
        var c = (0..<200).map { row($0, "C\($0)") }
        for i in c.indices { c[i][1] = "" }
        try write(c, "c.csv", folder)
        job.registers.append(JobRegister(name: "c", path: "c.csv"))
        job.registers[2].id = "id"
        job.registers[2].columns = job.registers[0].columns
        job.registers[2].duplicates = .none
        job.link.topology = [.init("a", "b", isLinked: false)]
        job.link.never = [try spec("national_id.valid_and_different")]
        _ = try folder.link(job)
        let with = try people(folder, "out")
        for i in 0..<6 {
            #expect(with["A\(i)"] != with["B\(i)"])
            #expect(with["C\(i)"] == with["A\(i)"] || with["C\(i)"] == with["B\(i)"])
            #expect(try decision(folder, "A\(i)", "B\(i)").first == "never")
        }
        #expect(with["A50"] == with["C50"] && with["B50"] == with["C50"])
    }

    @Test func wordsThatTheRunDoesNotHaveAreMistakesWithTheirPlace() throws {
        let folder = try RunFolder()
        let job = try job(folder)
        func message(_ rule: String) throws -> String {
            let text = JobWriter.write(job) + "  never:\n    - \(rule)\n"
            let error = #expect(throws: JobError.self) {
                _ = try folder.link(try JobParser.parse(text, file: "job.yaml"), to: "bad") {
                    $0.source = JobSource(file: "job.yaml", text: text)
                }
            }
            return error?.description ?? ""
        }
        let line = JobWriter.write(job).split(separator: "\n").count + 2
        let comparison = try message("{ sex: exact, nationalid: exact }")
        #expect(comparison.hasPrefix("job.yaml:\(line):14: link.never[1].sex: there is no comparison “sex”"))
        let near = try message("surnam.exact")
        #expect(near.hasPrefix("job.yaml:\(line):7: ") && near.hasSuffix("did you mean “surname”?"))
        let level = try message("{ surname: exakt }")
        #expect(
            level.contains("\(line):18: link.never[1].surname: the comparison “surname” has no level “exakt”")
        )
        #expect(level.contains("one_edit") && level.hasSuffix("did you mean “exact”?"))
        #expect(try message("surname.at_least_one_edt").hasSuffix("did you mean “at_least_one_edit”?"))
        #expect(try message("surname.valid_and_equal | exact").contains("stands beside other levels"))
    }

    @Test func aRuleWithoutKeysIsAskedOfTheCandidatesAndSaysSo() throws {
        let folder = try RunFolder()
        var job = try job(folder)
        job.link.always = [try spec("given_name.at_least_one_edit")]
        let summary = try folder.link(job)
        #expect(
            summary.notices.contains {
                $0.kind == .ruleLimited && $0.detail.contains("only of pairs that a blocking rule proposes")
            }
        )
    }

    @Test func estimatesAndReportsKnowWhatRulesDecided() throws {
        let folder = try RunFolder()
        var job = try job(folder)
        job.link.never = [try spec("national_id.valid_and_different")]
        job.link.always = [try spec("national_id.valid_and_equal")]
        _ = try folder.link(job)
        let reader = try RunReader(run: folder("out"))
        let workers = Workers(threads: 1)
        let linked = try LinkedRun(try CheckedRun(folder("out"), workers: workers), workers: workers)
        let rules = try reader.all(PairRuleRow.self)
        #expect(linked.verdicts.count == linked.pairs.count)
        #expect(linked.verdicts.count { $0 == .apart } == rules[0].pairs)
        #expect(linked.verdicts.count { $0 == .together } == rules[1].pairs + rules[1].conflicts)
        // At another threshold the rules hold all the same.
        let again = try resolve(linked.pairs, linked.rules(threshold: 30), workers: Workers(threads: 1))
        #expect(again.counts.always == rules[1].pairs && again.counts.never == rules[0].pairs)
        _ = try ReportRun.run(folder("out"), options: ReportOptions(threads: 1))
        let page = try folder.text("out/report/index.html")
        #expect(page.contains("Rules on pairs") && page.contains("national_id.valid_and_different"))
    }

    @Test func bytesDoNotDependOnThreadsAndTheJobLeftBehindRunsAgain() throws {
        let folder = try RunFolder()
        var job = try job(folder)
        job.link.never = [
            try spec("national_id.valid_and_different"), try spec("birth_date.differ & surname.differ"),
        ]
        job.link.always = [
            try spec("national_id.valid_and_equal"), try spec("surname.exact & birth_date.exact"),
        ]
        for threads in [1, 3] { _ = try folder.link(job, to: "out\(threads)", threads: threads) }
        for file in folder.files(below: "out1") where file != RunDirectory.timingsName {
            #expect(try folder.contents("out1/\(file)") == folder.contents("out3/\(file)"), "\(file)")
        }
        let left = try JobParser.load(folder("out1/job.yaml"))
        #expect(left.link.never == job.link.never && left.link.always == job.link.always)
    }
}
