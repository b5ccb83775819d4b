import Columns
import Fixtures
import Registers
import Testing

@testable import Jobs

@Suite struct JobParserTests {
    private func parse(_ text: String) throws(JobError) -> Job { try JobParser.parse(text, file: "job.yaml") }

    private func mistakes(_ text: String) -> [JobMistake] {
        do { _ = try parse(text) } catch { return error.mistakes }
        return []
    }

    @Test func aJobOfTwoFilesIsEnough() throws {
        let job = try parse("registers: { a: a.csv, b: { path: b.csv.zst } }")
        #expect(
            job
                == Job(registers: [
                    JobRegister(name: "a", path: "a.csv"), JobRegister(name: "b", path: "b.csv.zst"),
                ])
        )
        #expect(job.link.block == .auto && job.link.accept == .bestF && job.seed == 1)
    }

    @Test func everyPartIsRead() throws {
        let job = try parse(JobFixtures.full)
        #expect(job.referenceDate == CivilDate(year: 2026, month: 6, day: 30))
        #expect(job.seed == 42 && job.threads == 4 && job.output == "out")
        #expect(job.registers.map(\.name) == ["population", "health", "movement"])
        #expect(job.registers[0].duplicates == JobRegister.Duplicates.none)
        var dates = JobRegister.DateNotation()
        (dates.format, dates.calendar, dates.pivot, dates.utcOffset) = ("dmy", .buddhist, 2026, 28_800)
        #expect(
            job.registers[1].columns == [
                .init(column: "Given Name", role: .givenName),
                .init(column: "dob", role: .birthDate, dates: dates),
            ]
        )
        #expect(
            job.registers[1].delimiter == "\t" && job.registers[1].table == "people"
                && job.registers[1].id == "no"
        )
        #expect(job.registers[2].use == .residence)
        guard case .given(let rules) = job.link.block, case .given(let comparisons) = job.link.compare else {
            Issue.record("rules and comparisons are given")
            return
        }
        #expect(
            rules.map(\.description) == [
                "surname & birth_date", "surname.soundex & birth_date.year", "`a.b`.first_token.prefix(3)",
                "given_name.q_grams(2, 3)",
            ]
        )
        #expect(job.link.pairBudget == 50_000_000 && job.link.keepWeight == -3.5)
        #expect(job.link.accept == .precision(0.999) && job.link.method == .oneToOne)
        #expect(
            job.link.topology == [
                .init("health", "movement", isLinked: false),
                .init("population", "population", isLinked: true),
            ]
        )
        #expect(comparisons[0] == ComparisonSpec(feature: "given_name"))
        #expect(
            comparisons[1].levels?.map(\.name) == [
                "exact", "swap", "jaro_winkler(0.92)", "any(nickname, all(levenshtein(1), not(exact(sex))))",
                "shares_values(1)",
            ]
        )
        #expect(comparisons[1].termFrequency == true)
        #expect(
            comparisons[1].fixedM == [
                .init(level: "exact", probability: 0.8), .init(level: "else", probability: 0.1),
            ]
        )
        #expect(job.estimate?["by"] == .list([.scalar("district"), .scalar("sex")]))
        #expect(job.publish?["disclosure"]?["threshold"]?.text == "10")
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var line: Int
        var column: Int
        var word: String
        var suggestion: String?
        var testDescription: String { text }
        init(_ text: String, _ line: Int, _ column: Int, _ word: String, _ suggestion: String? = nil) {
            self.text = text
            self.line = line
            self.column = column
            self.word = word
            self.suggestion = suggestion
        }
    }

    static let start = "registers: { a: a.csv, béta: b.csv }\n"

    @Test(arguments: [
        Case("", 1, 1, "empty"),
        Case("# nothing\n", 1, 1, "empty"),
        Case("- a\n", 1, 1, "a list"),
        Case("link: {}\n", 1, 1, "no registers"),
        Case("registers:\n", 1, 11, "nothing"),
        Case("registers: {}\n", 1, 12, "no registers"),
        Case("registers: [a, b]\n", 1, 12, "a list"),
        Case("registers:\n  a: { pth: a.csv }\n", 2, 8, "pth", "path"),
        Case("registers:\n  a: { path: a, duplicates: non }\n", 2, 29, "non", "none"),
        Case("registers:\n  a: { path: a, delimiter: ab }\n", 2, 28, "ab"),
        Case("registers:\n  a: { path: a, columns: { x: sirname } }\n", 2, 31, "sirname", "surname"),
        Case("registers:\n  a: { path: a, columns: { x: { format: dmy } } }\n", 2, 31, "no `role`"),
        Case(
            "registers:\n  a: { path: a, columns: { x: { role: date, calender: roc } } }\n",
            2,
            45,
            "calender",
            "calendar"
        ),
        Case(
            "registers:\n  a: { path: a, columns: { x: { role: date, calendar: lunar } } }\n",
            2,
            55,
            "lunar"
        ),
        Case("registers:\n  a: { path: a, columns: { x: { role: date, format: ddmm } } }\n", 2, 53, "ddmm"),
        Case("registers:\n  a: { path: a, columns: { x: { role: date, pivot: 26 } } }\n", 2, 52, "26"),
        Case("registers:\n  a: { path: a, columns: { x: { role: date, utc_offset: 8 } } }\n", 2, 57, "8"),
        Case("registers:\n  a: { path: }\n", 2, 14, "nothing"),
        Case("registers:\n  a: {}\n", 2, 3, "no `path`"),
        Case("registers:\n  a: x\n  a: y\n", 3, 3, "second time"),
        Case("registers: { a: x\n", 2, 1, ""),
        Case(start + "lnik: {}\n", 2, 1, "lnik", "link"),
        Case(start + "reference_date: 2026-02-30\n", 2, 17, "2026-02-30"),
        Case(start + "seed: -1\n", 2, 7, "-1"),
        Case(start + "threads: many\n", 2, 10, "many"),
        Case(start + "link: { block: atuo }\n", 2, 16, "atuo", "auto"),
        Case(start + "link: { block: [] }\n", 2, 16, "empty"),
        Case(start + "link:\n  block:\n    - surname.sondex\n", 4, 15, "sondex", "soundex"),
        Case(start + "link:\n  block:\n    - \"surname & dob.prefix\"\n", 4, 22, "prefix has 0 arguments"),
        Case(start + "link:\n  block:\n    - surname.prefix(0)\n", 4, 22, "0"),
        Case(start + "link:\n  block:\n    - surname &\n", 4, 16, "missing"),
        Case(start + "link:\n  block:\n    - surname)x\n", 4, 14, ")"),
        Case(start + "link:\n  block:\n    - [surname, []]\n", 4, 17, "a list"),
        Case(start + "link: { accept: best }\n", 2, 17, "best", "best_f"),
        Case(start + "link: { accept: best-f }\n", 2, 17, "best-f", "best_f"),
        Case(start + "link: { accept: { precison: 1 } }\n", 2, 19, "precison", "precision"),
        Case(start + "link: { accept: { precision: 1.5 } }\n", 2, 30, "1.5"),
        Case(start + "link: { accept: { weight: inf } }\n", 2, 27, "inf"),
        Case(start + "link: { method: one-to-one }\n", 2, 17, "one-to-one", "one_to_one"),
        Case(start + "link: { pair_budget: 0 }\n", 2, 22, "0"),
        Case(start + "link: { topology: [{ between: [a, beta], link: no }] }\n", 2, 35, "beta", "béta"),
        Case(start + "link: { topology: [{ within: a }] }\n", 2, 20, "not complete"),
        Case(start + "link:\n  compare:\n    - levels: [exact]\n", 4, 7, "no `feature`"),
        Case(
            start + "link:\n  compare:\n    - feature: x\n      levels: [exact, jaro_wincler: 0.9]\n",
            5,
            23,
            "jaro_wincler",
            "jaro_winkler"
        ),
        Case(
            start + "link:\n  compare:\n    - feature: x\n      levels: [exact, jaro_winkler]\n",
            5,
            23,
            "stands alone"
        ),
        Case(start + "link:\n  compare:\n    - feature: x\n      levels: [jaro: 2]\n", 5, 22, "2"),
        Case(start + "link:\n  compare:\n    - feature: x\n      levels: [exact, exact]\n", 5, 23, "already"),
        Case(start + "link:\n  compare:\n    - feature: x\n      levels: [{ any: [] }]\n", 5, 23, "empty"),
        Case(
            start + "link:\n  compare:\n    - feature: x\n      levels: [exact]\n      m: { exakt: 1 }\n",
            6,
            12,
            "exakt",
            "exact"
        ),
        Case(
            start
                + "link:\n  compare:\n    - feature: x\n      levels: [exact]\n      m: { exact: 0.9, else: 0.2 }\n",
            6,
            10,
            "add up"
        ),
        Case(start + "link: { compare: [x, x] }\n", 2, 18, "two comparisons"),
        Case(start + "publish: { disclosure: { treshold: 1 } }\n", 2, 26, "treshold", "threshold"),
        Case(start + "estimate: { bye: [x] }\n", 2, 13, "bye", "by"),
        Case(start + "output: [x]\n", 2, 9, "a list"),
    ]) func aMistakeIsLocatedAndExplained(_ example: Case) {
        let found = mistakes(example.text)
        #expect(found.count == 1)
        guard let mistake = found.first else { return }
        #expect([mistake.line, mistake.column] == [example.line, example.column], "\(mistake)")
        #expect(mistake.found.contains(example.word), "\(mistake)")
        #expect(mistake.suggestion == example.suggestion, "\(mistake)")
    }

    @Test func allMistakesAreReportedInTheOrderOfTheFile() {
        let text = """
            registers:
              a: { path: a.csv, duplicates: maybe }
            lnk: {}
            link:
              block: [surname.sondex, given_name.prefix]
              accept: { precision: 2 }
            seed: x

            """
        let found = mistakes(text)
        #expect(found.map(\.line) == [2, 3, 5, 5, 6, 7])
        do {
            _ = try parse(text)
        } catch {
            let lines = error.description.split(separator: "\n")
            #expect(lines.count == 6)
            #expect(
                lines[1]
                    == "job.yaml:3:1: unknown key “lnk”; expected one of reference_date, seed, registers, link, estimate, publish, output, threads; did you mean “link”?"
            )
        }
    }

    @Test func wordsThatYAMLTakesForSomethingElseStayTexts() throws {
        let job = try parse("registers: { no: { path: 0123, id: yes, table: 1950-01-02 } }")
        #expect(job.registers.first?.name == "no" && job.registers.first?.path == "0123")
        #expect(job.registers.first?.id == "yes" && job.registers.first?.table == "1950-01-02")
    }

    @Test func aByteOrderMarkIsNoMistake() throws {
        #expect(try parse("\u{feff}registers: { a: a.csv }").registers.map(\.path) == ["a.csv"])
    }

    @Test func nestingWithoutEndIsRefused() {
        for text in [
            String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 50_000),
            String(repeating: "- ", count: 100_000), String(repeating: "? ", count: 100_000),
            "registers: { a: a }\nlink: { compare: [{ feature: x, levels: ["
                + String(repeating: "{ not: ", count: 20) + "exact" + String(repeating: " }", count: 20)
                + "] }] }",
            String(repeating: "a", count: 300_000),
        ] {
            #expect(mistakes(text).count == 1)
        }
    }

    @Test func aliasesThatMultiplyAreRefused() {
        var text = "registers: { a: a }\nestimate:\n  by:\n    - &l0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...8 {
            text +=
                "    - &l\(level) [" + (0..<9).map { _ in "*l\(level - 1)" }.joined(separator: ", ") + "]\n"
        }
        #expect(mistakes(text).contains { $0.found.contains("values") })
    }

    @Test func aFileThatIsNotThereIsAMistake() {
        let error = #expect(throws: JobError.self) { _ = try JobParser.load("/nowhere/job.yaml") }
        #expect(error?.description.hasPrefix("/nowhere/job.yaml:1:1: there is no such file") == true)
        #expect(throws: JobError.self) { _ = try JobParser.load("/") }
    }
}
