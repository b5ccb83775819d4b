import Fixtures
import Foundation
import Jobs
import Registers
import RunStore
import Testing

@testable import Pipeline

/// What a run says about whose columns are whose, and whether there is enough to link by.
@Suite(.serialized) struct RegisterRolesTests {
    private let surnames = ["Berg", "Stein", "Wald", "Bach", "Feld", "Thal", "Heim", "Burg", "Hof", "Moor"]
    private let given = [
        "Anna", "Bela", "Carl", "Dora", "Emil", "Fritz", "Greta", "Hans", "Ida", "Jan", "Karl",
    ]

    private func row(_ i: Int) -> (surname: String, given: String, birth: String) {
        let date = "\(1940 + (i * 13) % 60)-\(10 + i % 3)-\(10 + (i * 7) % 19)"
        return (surnames[(i * 3) % 10] + surnames[(i / 10) % 10].lowercased(), given[(i * 5) % 11], date)
    }

    @Test("a mother's columns do not feed the child, and the notice stands in the database")
    func mothers() throws {
        let folder = try RunFolder()
        let births = (0..<80).map { i in
            let (mother, child) = (row(i + 500), row(i))
            return "B\(i),\(mother.surname),\(mother.birth),\(child.surname),\(child.given),\(child.birth)"
        }
        let header = "id,mother_surname,mother_dob,surname,given_name,dob\n"
        try folder.write(header + births.joined(separator: "\n") + "\n", to: "births.csv")
        let others = (0..<80).map { "H\($0),\(row($0).surname),\(row($0).given),\(row($0).birth)" }
        try folder.write(
            "id,surname,given_name,dob\n" + others.joined(separator: "\n") + "\n",
            to: "hosp.csv"
        )
        let summary = try folder.link(Job(files: ["births.csv", "hosp.csv"]))
        #expect(summary.people == 80)
        let told = try RunReader(run: folder("out")).rows("SELECT register, kind FROM notices")
        #expect(told == [[.integer(0), .text("others_columns")]])
    }

    @Test("registers that share nothing are refused with what each has, and those that share little are told")
    func shared() throws {
        let folder = try RunFolder()
        let names = (0..<50).map { "A\($0),\(row($0).surname)" }.joined(separator: "\n")
        let dates = (0..<50).map { "B\($0),\(row($0).birth)" }.joined(separator: "\n")
        try folder.write("id,surname\n" + names + "\n", to: "a.csv")
        try folder.write("id,dob\n" + dates + "\n", to: "b.csv")
        let error = #expect(throws: PipelineError.self) { try folder.link(Job(files: ["a.csv", "b.csv"])) }
        #expect(error?.code == .nothingShared)
        #expect(error?.detail.contains("a has surname, b has birth_date") == true)
        #expect(!FileManager.default.fileExists(atPath: folder("out")))

        let years = (0..<200).map { "C\($0),\($0 % 2 == 0 ? "m" : "f"),\(1950 + $0 % 20)" }.joined(
            separator: "\n"
        )
        for name in ["c", "d"] {
            try folder.write("id,sex,year_of_birth\n" + years + "\n", to: "\(name).csv")
        }
        let summary = try folder.link(Job(files: ["c.csv", "d.csv"]))
        #expect(summary.notices.contains { $0.kind == .littleShared })
    }

    @Test("profiles mask values unless they are to be revealed")
    func masked() throws {
        let folder = try RunFolder()
        let rows = (0..<30).map { "P\($0),\(row($0).surname),\(row($0).birth)" }.joined(separator: "\n")
        try folder.write("id,surname,dob\n" + rows + "\n", to: "p.csv")
        func profile(_ isRevealed: Bool) throws -> (text: String, json: String) {
            let profile = try RegisterProfile.profiles(
                of: Job(files: ["p.csv"]),
                in: folder.path,
                source: .arguments,
                threads: 1,
                isRevealed: isRevealed,
                progress: StageProgress(.quiet)
            )[0]
            return (profile.text, profile.json.text)
        }
        let (masked, shown) = (try profile(false), try profile(true))
        for i in 0..<30 {
            #expect(!masked.text.contains(row(i).surname) && !masked.json.contains(row(i).surname))
            #expect(!masked.text.contains(row(i).birth) && !masked.json.contains(row(i).birth))
        }
        #expect(shown.json.contains(row(0).surname) && masked.text.contains("9999-99-99"))
        #expect(masked.json.contains("\"masked\":true") || masked.json.contains("\"masked\": true"))
    }
}
