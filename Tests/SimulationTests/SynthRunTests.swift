import Columns
import Foundation
import Jobs
import Resolution
import RunStore
import Synthesis
import Testing

@testable import Pipeline
@testable import Simulation

@Suite struct SynthRunTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "synth-\(UUID().uuidString)"
    ).path

    @discardableResult
    private func make(
        _ name: String,
        people: Int = 2500,
        threads: Int = 2,
        force: Bool = false,
        format: SynthOptions.Format = .csv,
        to output: String,
        _ change: (inout Scenario) -> Void = { _ in }
    ) throws -> SynthRun.Summary {
        var scenario = try ScenarioParser.load(name)
        scenario.people = people
        change(&scenario)
        var options = SynthOptions(threads: threads, progress: StageProgress(.quiet))
        options.force = force
        options.format = format
        return try SynthRun.run(
            scenario,
            text: try ScenarioParser.text(name),
            output: "\(folder)/\(output)",
            options: options
        )
    }

    private func rows(_ file: String) throws -> [[String]] {
        let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
        return text.split(separator: "\n").map { Self.fields(String($0)) }
    }

    private static func fields(_ line: String) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }

    private func clean() { try? FileManager.default.removeItem(atPath: folder) }

    @Test func threadsAndAnotherDayChangeNoByte() throws {
        defer { clean() }
        // The manifest has the digests of all files.
        try make("hong-kong", people: 6000, threads: 1, to: "a")
        let a = try Manifest.read(from: folder + "/a")
        for threads in [2, 8] {
            try make("hong-kong", people: 6000, threads: threads, force: true, to: "b")
            #expect(a == (try Manifest.read(from: folder + "/b")), "\(threads) threads")
        }
        #expect(a.outputs.count > 25)
    }

    /// The log tells of every cell how it came about: without errors and lag the registers show the truth.
    @Test(arguments: [
        "hong-kong", "easy", "hard", "adversarial", "no-identifiers", "generic", "no-lag",
        "independent-errors",
    ])
    func theErrorLogReproducesEveryCell(name: String) throws {
        defer { clean() }
        try make(name, people: 1500, to: "noisy") { $0.life.visitors = 0 }
        try make(name, people: 1500, to: "clean") {
            $0.life.visitors = 0
            $0.errors.scale = 0
            $0.lagScale = 0
            $0.copyScale = 0
        }
        var log: [String: (truth: String, observed: String)] = [:]
        for row in try rows("noisy/truth/errors.csv").dropFirst() {
            #expect(row[5] != row[6])
            #expect(!row[3].isEmpty)
            log["\(row[0]) \(row[1]) \(row[2])"] = (row[5], row[6])
        }
        #expect(log.count > 300)
        var compared = 0
        var used = 0
        for register in try ScenarioParser.load(name).registers.map(\.name) {
            let noisy = try rows("noisy/\(register).csv")
            let header = noisy[0]
            var truth: [String: [String]] = [:]
            for row in try rows("clean/\(register).csv").dropFirst() { truth[row[0]] = row }
            for row in noisy.dropFirst() {
                guard let clean = truth[row[0]] else { continue }
                for column in header.indices where header[column] != "registered_on" {
                    compared += 1
                    let entry = log["\(register) \(row[0]) \(header[column])"]
                    used += entry == nil ? 0 : 1
                    let expected = entry?.observed ?? clean[column]
                    #expect(row[column] == expected, "\(register) \(row[0]) \(header[column])")
                    if let entry { #expect(entry.truth == clean[column]) }
                }
            }
        }
        #expect(compared > 25_000)
        #expect(used > 300)
    }

    @Test func nextYearsExtractCarriesThisYearsErrors() throws {
        defer { clean() }
        try make("hard", to: "a") { scenario in
            scenario.registers = scenario.registers.filter { $0.name == "social_security" }
            scenario.registers[0].extracts = [
                CivilDate(daysSince1970: 20_634 - 365), CivilDate(daysSince1970: 20_634),
            ]
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/a").filter {
            $0.hasSuffix(".csv")
        }
        #expect(names.sorted() == ["social_security.csv", "social_security_2025-06-30.csv"])
        var errors: [String: Set<String>] = [:]
        for row in try rows("a/truth/errors.csv").dropFirst() where row[2] == "dob" || row[2] == "given_name"
        {
            errors[row[0], default: []].insert("\(row[1]) \(row[2]) \(row[6])")
        }
        let earlier = try #require(errors["social_security_2025-06-30"])
        let later = try #require(errors["social_security"])
        let records = Set(try rows("a/social_security.csv").map { $0[0] })
        let kept = earlier.filter { records.contains(String($0.prefix { $0 != " " })) }
        #expect(kept.count > 30)
        #expect(kept.isSubset(of: later))
    }

    @Test func aRegisterSetUpFromAnotherHasItsErrors() throws {
        defer { clean() }
        try make("hard", to: "a")
        let copied = try rows("a/truth/errors.csv").dropFirst().filter {
            $0[7] == "registration" && $0[2] == "hkid"
        }
        #expect(copied.count > 3)
    }

    @Test func aRegisterIsTheSameWhicheverOthersThereAre() throws {
        defer { clean() }
        try make("hong-kong", to: "a")
        try make("hong-kong", to: "b") { scenario in
            scenario.registers.removeAll { ["births", "tax"].contains($0.name) }
        }
        for name in ["registration", "movement", "electors"] {
            #expect(try rows("a/\(name).csv") == rows("b/\(name).csv"))
        }
        let kept = try rows("a/truth/errors.csv").filter { !["births", "tax"].contains($0[0]) }
        #expect(try rows("b/truth/errors.csv") == kept)
    }

    @Test func presetsShareTheirPeople() throws {
        defer { clean() }
        try make("hong-kong", to: "a")
        try make("hard", to: "b")
        #expect(try rows("a/truth/people.csv") == rows("b/truth/people.csv"))
        #expect(try rows("a/truth/events.csv") == rows("b/truth/events.csv"))
    }

    @Test func eventsAgreeWithPeopleAndStaysAbroad() throws {
        defer { clean() }
        try make("hong-kong", to: "a")
        var people: [String: [String]] = [:]
        for row in try rows("a/truth/people.csv").dropFirst() { people[row[0]] = row }
        var stays: [String: [(out: String, back: String)]] = [:]
        for row in try rows("a/truth/absences.csv").dropFirst() {
            stays[row[0], default: []].append((row[1], row[2]))
        }
        var last: (person: String, date: String) = ("", "")
        var counts: [String: Int] = [:]
        for row in try rows("a/truth/events.csv").dropFirst() {
            let (id, date, kind) = (row[0], row[1], row[2])
            let person = try #require(people[id])
            #expect(date >= person[10], "before birth")
            #expect(person[11].isEmpty || date <= person[11], "after death")
            #expect(last.person != id || last.date <= date)
            last = (id, date)
            counts[kind, default: 0] += 1
            switch kind {
            case "birth": #expect(date == person[10])
            case "death", "death_abroad":
                #expect(date == person[11])
                #expect((stays[id]?.last?.back == "") == (kind == "death_abroad"))
            case "emigration": #expect(stays[id]?.first?.out == date && person[7] == "emigrant")
            case "departure": #expect(stays[id]?.contains { $0.out == date } == true)
            case "return": #expect(stays[id]?.contains { $0.back == date } == true)
            default: break
            }
        }
        for kind in ["birth", "death", "death_abroad", "emigration", "departure", "return"] {
            #expect(counts[kind, default: 0] > 0, "\(kind)")
        }
        #expect(counts["emigration"] == people.values.count { $0[7] == "emigrant" })
    }

    @Test func everyRecordHasAnIdentifierOfItsOwnAndAPerson() throws {
        defer { clean() }
        let summary = try make("hong-kong", to: "a")
        let people = Set(try rows("a/truth/people.csv").map { $0[0] })
        var records: Set<String> = []
        for row in try rows("a/truth/records.csv").dropFirst() {
            #expect(records.insert("\(row[0]) \(row[1])").inserted)
            #expect(people.contains(row[2]))
        }
        #expect(records.count == summary.records.reduce(0) { $0 + $1.rows })
        let errors = try rows("a/truth/errors.csv").filter { $0[0] == "registration" && $0[2] == "hkid" }
        let wrong = Set(errors.map { $0[1] })
        for row in try rows("a/registration.csv").dropFirst() where !wrong.contains(row[0]) {
            #expect(row[1].hasPrefix("Q") && row[1].count == 11)
        }
    }

    @Test func foldersAreNotOverwritten() throws {
        defer { clean() }
        try make("easy", people: 300, to: "a")
        #expect(throws: RunStoreError.self) { try make("easy", people: 300, to: "a") }
        try make("generic", people: 300, force: true, to: "a")
        #expect(!FileManager.default.fileExists(atPath: folder + "/a/movement.csv"))
        try "mine".write(toFile: folder + "/a/notes.txt", atomically: true, encoding: .utf8)
        #expect(throws: RunStoreError.self) { try make("easy", people: 300, force: true, to: "a") }
    }

    @Test func theJobLinksWhatWasMade() throws {
        defer { clean() }
        try make("hong-kong", people: 600, format: .zst, to: "a")
        let job = try JobParser.load(folder + "/a/job.yaml")
        #expect(job.registers.map(\.name).contains("electors"))
        var options = LinkOptions(threads: 2, progress: StageProgress(.quiet))
        options.force = true
        let summary = try LinkRun.run(job, in: folder + "/a", output: folder + "/run", options: options)
        #expect(summary.json.text.contains("links"))
        let evaluation = try RunEvaluation(
            run: folder + "/run",
            truth: folder + "/a/truth/records.csv.zst",
            pairs: .auto,
            workers: Workers(threads: 2)
        )
        #expect(evaluation.quality.pairs.precision > 0.97)
        #expect(evaluation.quality.pairs.recall > 0.95)
    }

    @Test func aDatabaseHoldsTheSameRows() throws {
        defer { clean() }
        let csv = try make("hong-kong", people: 300, to: "a")
        let sqlite = try make("hong-kong", people: 300, format: .sqlite, to: "b")
        #expect(csv.records.map(\.rows) == sqlite.records.map(\.rows))
        let job = try JobParser.load(folder + "/b/job.yaml")
        #expect(job.registers[0].table == "registration")
        let reader = try RegisterProfile.profiles(
            of: job,
            in: folder + "/b",
            source: .arguments,
            threads: 1,
            progress: StageProgress(.quiet)
        )
        #expect(reader.count == job.registers.count)
    }
}
