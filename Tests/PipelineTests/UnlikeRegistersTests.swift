import Columns
import Fixtures
import Foundation
import Jobs
import Resolution
import RunStore
import Testing

@testable import Pipeline

/// Registers that are unlike what the model was built on; what is stated stands beside what is true.
@Suite(.serialized) struct UnlikeRegistersTests {
    /// Draws for one person.
    private struct Draws {
        var random: KeyedRandom

        init(_ person: Int, seed: UInt64) {
            random = KeyedRandom(seed: seed, purpose: 7, entity: UInt64(person))
        }

        /// One of several, the first much more often than the last.
        mutating func skewed(_ values: [String]) -> String {
            let unit = random.nextUnit()
            return values[Int(unit * unit * Double(values.count))]
        }

        mutating func date() -> String {
            let (day, month) = (1 + random.nextIndex(below: 28), 1 + random.nextIndex(below: 12))
            let text = { (n: Int) in n < 10 ? "0\(n)" : "\(n)" }
            return "\(1930 + random.nextIndex(below: 75))-\(text(month))-\(text(day))"
        }

        /// A word with one of its letters struck or replaced.
        mutating func misspelt(_ word: String) -> String {
            var letters = Array(word)
            let place = random.nextIndex(below: letters.count)
            if random.nextBool(0.5), letters.count > 3 {
                letters.remove(at: place)
            } else {
                letters[place] = Character(UnicodeScalar(UInt8(97 + random.nextIndex(below: 26))))
            }
            return String(letters)
        }
    }

    private static let starts = [
        "k", "m", "br", "st", "l", "h", "w", "sch", "d", "gr", "f", "t", "n", "r", "v",
    ]
    private static let vowels = ["a", "e", "i", "o", "ü", "ö", "ä"]
    private static let ends = ["ller", "hn", "tz", "rger", "cker", "mann", "ske", "ld"]

    /// Made-up names: every start with every vowel and end.
    private static let surnames = starts.flatMap { s in vowels.flatMap { v in ends.map { s + v + $0 } } }
    private static let givenNames = starts.flatMap { s in vowels.map { s + $0 + "na" } }

    private func precision(_ folder: RunFolder, truth: [(register: String, record: String, person: String)])
        throws -> RunEvaluation
    {
        let rows = truth.map { "\($0.register),\($0.record),\($0.person)" }
        try folder.write(
            "register,record_id,person_id\n" + rows.joined(separator: "\n") + "\n",
            to: "truth.csv"
        )
        return try RunEvaluation(run: folder("out"), truth: folder("truth.csv"), workers: Workers(threads: 2))
    }

    @Test(
        "Registers of which one writes ü and the other ue are linked as if both wrote the same",
        arguments: [1, 2]
    )
    func transliteration(seed: UInt64) throws {
        let folder = try RunFolder()
        var (a, b) = (["id,surname,given_name,birth_date,sex"], ["id,surname,given_name,birth_date,sex"])
        var truth: [(register: String, record: String, person: String)] = []
        for person in 0..<900 {
            var draws = Draws(person, seed: seed)
            let (surname, given) = (draws.skewed(Self.surnames), draws.skewed(Self.givenNames))
            let (birth, sex) = (draws.date(), draws.random.nextBool(0.5) ? "F" : "M")
            if person < 600 {
                a.append("A\(person),\(surname),\(given),\(birth),\(sex)")
                truth.append(("a", "A\(person)", "\(person)"))
            }
            if person >= 200 {
                let folded = [surname, given].map {
                    $0.replacing("ü", with: "ue").replacing("ö", with: "oe").replacing("ä", with: "ae")
                }
                let written = draws.random.nextBool(0.05) ? draws.misspelt(folded[0]) : folded[0]
                b.append("B\(person),\(written),\(folded[1]),\(birth),\(sex)")
                truth.append(("b", "B\(person)", "\(person)"))
            }
        }
        try folder.write(a.joined(separator: "\n") + "\n", to: "a.csv")
        try folder.write(b.joined(separator: "\n") + "\n", to: "b.csv")
        let summary = try folder.link(Job(files: ["a.csv", "b.csv"]))
        let found = try precision(folder, truth: truth).quality.pairs
        #expect(found.precision > 0.98 && found.recall > 0.97, "\(found)")
        #expect(abs(summary.expectedPrecision - found.precision) < 0.02)
    }

    /// Names are those of a country and a sex, so that namesakes have both in common.
    @Test(
        "Namesakes of one country are no matches, however few duplicates a register has",
        arguments: [3, 4, 8]
    )
    func namesakes(seed: UInt64) throws {
        let folder = try RunFolder()
        var lines = ["id,given_name,surname,birth_date,sex,country"]
        var truth: [(register: String, record: String, person: String)] = []
        func add(_ person: Int, _ values: [String]) {
            let id = "R\(lines.count)"
            lines.append(([id] + values).joined(separator: ","))
            truth.append(("register", id, "\(person)"))
        }
        for person in 0..<6000 {
            var draws = Draws(person, seed: seed)
            let country = draws.random.nextIndex(below: 4)
            let isWoman = draws.random.nextBool(0.5)
            let given = draws.skewed(
                Self.givenNames.indices.filter { $0 % 8 == country * 2 + (isWoman ? 1 : 0) }.map {
                    Self.givenNames[$0]
                }
            )
            let surname = draws.skewed(
                Self.surnames.indices.filter { $0 % 4 == country }.map { Self.surnames[$0] }
            )
            let values = [given, surname, draws.date(), isWoman ? "F" : "M", "country \(country)"]
            add(person, values)
            if draws.random.nextBool(0.06) {
                var again = values
                if draws.random.nextBool(0.5) { again[1] = draws.misspelt(surname) }
                if draws.random.nextBool(0.2) { again[0] = draws.misspelt(given) }
                if draws.random.nextBool(0.1) { again[2] = draws.date() }
                add(person, again)
            }
        }
        try folder.write(lines.joined(separator: "\n") + "\n", to: "register.csv")
        let summary = try folder.link(Job(files: ["register.csv"]))
        let found = try precision(folder, truth: truth).quality.pairs
        #expect(found.precision > 0.9 && found.recall > 0.75, "\(found)")
        #expect(
            abs(summary.expectedPrecision - found.precision) < 0.06,
            "\(summary.expectedPrecision) \(found)"
        )
    }

    @Test("Names in each other's place that are misspelt on top are found", arguments: [5, 6])
    func exchanged(seed: UInt64) throws {
        let folder = try RunFolder()
        var (a, b) = (["id,surname,given_name,birth_date"], ["id,surname,given_name,birth_date"])
        var truth: [(register: String, record: String, person: String)] = []
        for person in 0..<1000 {
            var draws = Draws(person, seed: seed)
            var names = [draws.skewed(Self.surnames), draws.skewed(Self.givenNames)]
            let birth = draws.date()
            a.append("A\(person),\(names[0]),\(names[1]),\(birth)")
            if draws.random.nextBool(0.4) { names[0] = draws.misspelt(names[0]) }
            if draws.random.nextBool(0.1) { names.swapAt(0, 1) }
            b.append("B\(person),\(names[0]),\(names[1]),\(birth)")
            truth += [("a", "A\(person)", "\(person)"), ("b", "B\(person)", "\(person)")]
        }
        try folder.write(a.joined(separator: "\n") + "\n", to: "a.csv")
        try folder.write(b.joined(separator: "\n") + "\n", to: "b.csv")
        _ = try folder.link(Job(files: ["a.csv", "b.csv"]))
        let level =
            "SELECT count(*) FROM comparison_levels WHERE label = 'exchanged with the given name, misspelt'"
        #expect(try RunReader(run: folder("out")).rows(level) == [[.integer(1)]])
        let found = try precision(folder, truth: truth).quality.pairs
        #expect(found.precision > 0.99 && found.recall > 0.98, "\(found)")
    }

    /// Half of the values are missing, so that many records of one person have nothing in common.
    @Test("Matches that share no value are counted among those missed", arguments: [11, 12, 13])
    func missingValues(seed: UInt64) throws {
        let folder = try RunFolder()
        var lines = ["id,surname,given_name,birth_date,postcode"]
        var truth: [(register: String, record: String, person: String)] = []
        for person in 0..<4000 {
            var draws = Draws(person, seed: seed)
            let (surname, given) = (draws.skewed(Self.surnames), draws.skewed(Self.givenNames))
            let (birth, place) = (draws.date(), "\(10_000 + draws.random.nextIndex(below: 600))")
            for _ in 0..<(draws.random.nextBool(0.4) ? 2 : 1) {
                var values = [surname, given, birth, place]
                if draws.random.nextBool(0.15) { values[0] = draws.misspelt(surname) }
                for k in values.indices where draws.random.nextBool(0.35) { values[k] = "" }
                lines.append((["R\(lines.count)"] + values).joined(separator: ","))
                truth.append(("register", "R\(lines.count - 1)", "\(person)"))
            }
        }
        try folder.write(lines.joined(separator: "\n") + "\n", to: "register.csv")
        let summary = try folder.link(Job(files: ["register.csv"]))
        let found = try precision(folder, truth: truth).quality.pairs
        let quality = summary.quality
        #expect(
            quality.lower <= found.recall && found.recall <= quality.upper,
            "\(quality.lower) \(quality.upper) \(found.recall)"
        )
        // More than a fifth of the matches have no two telling values in common.
        #expect(found.recall < 0.75 && quality.recall < 0.85, "\(quality.recall) \(found.recall)")
        #expect(quality.upper < 0.95)
    }

    /// One register has the parent of each household, the other the parent or a child.
    @Test(
        "Parents who pay for children of another register are no matches, though there are more of them",
        arguments: [1, 2]
    )
    func parentsAndChildren(seed: UInt64) throws {
        let folder = try RunFolder()
        let header = "id,given_name,surname,date_of_birth,sex,street,street_number"
        var (a, b) = ([header], [header])
        var truth: [(register: String, record: String, person: String)] = []
        for household in 0..<2500 {
            var draws = Draws(household, seed: seed)
            let street = "\(draws.skewed(Self.surnames)) road"
            let number = "\(1 + draws.random.nextIndex(below: 150))"
            let surname = draws.skewed(Self.surnames)
            func row(_ id: String, _ given: String, _ birth: String, _ sex: String) -> String {
                let written = draws.random.nextBool(0.08) ? draws.misspelt(surname) : surname
                let date = draws.random.nextBool(0.04) ? draws.date() : birth
                return [id, given, written, date, sex, street, number].joined(separator: ",")
            }
            let parent = (
                given: draws.skewed(Self.givenNames), birth: draws.date(),
                sex: draws.random.nextBool(0.5) ? "F" : "M"
            )
            b.append(row("B\(household)", parent.given, parent.birth, parent.sex))
            truth.append(("b", "B\(household)", "parent \(household)"))
            if draws.random.nextBool(0.4) {
                a.append(row("A\(household)", parent.given, parent.birth, parent.sex))
                truth.append(("a", "A\(household)", "parent \(household)"))
            } else {
                let sex = draws.random.nextBool(0.5) ? "F" : "M"
                a.append(row("A\(household)", draws.skewed(Self.givenNames), draws.date(), sex))
                truth.append(("a", "A\(household)", "child \(household)"))
            }
        }
        try folder.write(a.joined(separator: "\n") + "\n", to: "a.csv")
        try folder.write(b.joined(separator: "\n") + "\n", to: "b.csv")
        let summary = try folder.link(Job(files: ["a.csv", "b.csv"]))
        let found = try precision(folder, truth: truth).quality.pairs
        #expect(found.precision > 0.93 && found.recall > 0.96, "\(found)")
        #expect(
            abs(summary.expectedPrecision - found.precision) < 0.06,
            "\(summary.expectedPrecision) \(found)"
        )
    }

    /// Two hundred twins, who share all but the given name and may be of either sex, and as many records that are there
    /// twice: whether given names differ among matches or twins are many, the pairs that agree in all else hardly tell.
    @Test("Twins of a register with few duplicates are no matches", arguments: [21, 22, 23])
    func twins(seed: UInt64) throws {
        let folder = try RunFolder()
        var lines = ["id,given_name,surname,date_of_birth,sex,street,street_number,phone"]
        var truth: [(register: String, record: String, person: String)] = []
        for person in 0..<9000 {
            var draws = Draws(person, seed: seed)
            let surname = draws.skewed(Self.surnames)
            let rest = [
                draws.date(), draws.random.nextBool(0.5) ? "F" : "M", "\(draws.skewed(Self.surnames)) road",
                "\(1 + draws.random.nextIndex(below: 150))",
                "\(20_000_000 + draws.random.nextIndex(below: 9_000_000))",
            ]
            func add(_ who: String, _ values: [String]) {
                lines.append((["R\(lines.count)"] + values).joined(separator: ","))
                truth.append(("register", "R\(lines.count - 1)", who))
            }
            let given = draws.skewed(Self.givenNames)
            add("\(person)", [given, surname] + rest)
            if draws.random.nextBool(0.02) {
                var values = [given, surname] + rest
                if draws.random.nextBool(0.15) { values[0] = draws.misspelt(given) }
                if draws.random.nextBool(0.1) { values[1] = draws.misspelt(surname) }
                if draws.random.nextBool(0.1) { values[6] = "" }
                add("\(person)", values)
            }
            if draws.random.nextBool(0.022) {
                var values = [draws.skewed(Self.givenNames), surname] + rest
                if values[0] == given { continue }
                if draws.random.nextBool(0.35) { values[3] = values[3] == "F" ? "M" : "F" }
                add("twin of \(person)", values)
            }
        }
        try folder.write(lines.joined(separator: "\n") + "\n", to: "register.csv")
        let summary = try folder.link(Job(files: ["register.csv"]))
        let found = try precision(folder, truth: truth).quality.pairs
        #expect(found.precision > 0.95 && found.recall > 0.95, "\(found)")
        #expect(abs(summary.expectedPrecision - found.precision) < 0.03)
    }
}
