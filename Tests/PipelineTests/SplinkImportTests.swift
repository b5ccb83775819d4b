import Columns
import Comparison
import Fixtures
import Foundation
import Jobs
import Mutations
import Registers
import Testing

@testable import Pipeline

/// From a settings file of Splink to a job, a model and weights.
@Suite struct SplinkImportTests {
    /// A settings file with two comparisons, as Splink saves it.
    private static func settings(
        link: String = "link_only",
        rules: String = #"[{"blocking_rule": "l.\"name\" = r.\"name\"", "sql_dialect": "duckdb"}]"#,
        more: String = "",
        term: String = ""
    ) -> String {
        """
        {
          "link_type": "\(link)", "probability_two_random_records_match": 0.2, "unique_id_column_name": "key",
          "sql_dialect": "duckdb", "em_convergence": 0.0001,
          "blocking_rules_to_generate_predictions": \(rules),
          "comparisons": [
            { "output_column_name": "name", "comparison_levels": [
              { "sql_condition": "\\"name_l\\" IS NULL OR \\"name_r\\" IS NULL", "is_null_level": true },
              { "sql_condition": "\\"name_l\\" = \\"name_r\\"", "label_for_charts": "same name",
                "m_probability": 0.8, "u_probability": 0.1\(term) },
              { "sql_condition": "levenshtein(\\"name_l\\", \\"name_r\\") <= 1",
                "label_for_charts": "one edit", "m_probability": 0.15, "u_probability": 0.3 },
              { "sql_condition": "ELSE", "m_probability": 0.05, "u_probability": 0.6 } ] },
            { "output_column_name": "town", "comparison_levels": [
              { "sql_condition": "\\"town_l\\" IS NULL OR \\"town_r\\" IS NULL", "is_null_level": true },
              { "sql_condition": "\\"town_l\\" = \\"town_r\\"", "m_probability": 0.9, "u_probability": 0.45 },
              { "sql_condition": "ELSE", "m_probability": 0.1, "u_probability": 0.55 } ] }\(more)
          ]
        }
        """
    }

    private static let left = "key,name,town\n1,smith,york\n2,jones,\n3,brown,bath\n"
    private static let right = "key,name,town\n7,smith,york\n8,jones,hull\n9,brown,hull\n"

    /// What `init` writes for two small registers.
    private func draft(
        _ settings: String,
        _ folder: RunFolder,
        _ files: [String] = [left, right]
    ) throws -> JobDraft {
        let names = files.indices.map { "r\($0).csv" }
        for (name, text) in zip(names, files) { try folder.write(text, to: name) }
        let path = try folder.write(settings, to: "settings.json")
        return try JobDraft.write(
            Job(files: names.map { folder($0) }),
            to: folder("made/job.yaml"),
            force: true,
            threads: 1,
            progress: StageProgress(.silent),
            splink: try SplinkSettings.read(path)
        )
    }

    @Test func weightsAreThoseOfSplink() throws {
        let folder = try RunFolder()
        let draft = try draft(Self.settings(), folder)
        #expect(draft.model == folder("made/model.json"))
        var job = try JobParser.load(draft.path)
        #expect(
            job.registers.map(\.duplicates) == [.none, .none] && job.registers.map(\.id) == ["key", "key"]
        )
        #expect(job.link.model == "model.json")
        job.link.keepWeight = -1000
        job.link.accept = .weight(0)
        _ = try folder.link(job, in: folder("made"))
        let links = try folder.table("out/links.csv")
        let found = Dictionary(
            uniqueKeysWithValues: zip(links.texts("record_a"), links.texts("match_weight")).map { ($0, $1) }
        )
        // log2(0.2 / 0.8), and log2(m / u) of the levels: 3 and 1, 3 and 0 (missing), 3 and log2(0.1 / 0.55).
        #expect(found == ["1": "2.0000", "2": "1.0000", "3": "-1.4594"])
    }

    @Test func theJobSaysTheSameWithoutTheModel() throws {
        let folder = try RunFolder()
        let job = try JobParser.load(try draft(Self.settings(), folder).path)
        guard case .given(let rules) = job.link.block, case .given(let comparisons) = job.link.compare else {
            Issue.record("rules and comparisons are missing")
            return
        }
        #expect(rules.map(\.description).count == 1)
        #expect(comparisons.map(\.name) == ["name", "town"])
        #expect(comparisons[0].levels?.map(\.name) == ["same name", "one edit"])
        #expect(comparisons[0].levels?.map(\.rule.description) == ["exact", "levenshtein(1)"])
        #expect(comparisons.map(\.termFrequency) == [false, false])
        let bare = Self.settings().replacingOccurrences(
            of: #""[mu]_probability": [0-9.]+,? ?"#,
            with: "",
            options: .regularExpression
        ).replacingOccurrences(of: #",\s*\}"#, with: " }", options: .regularExpression)
        let untrained = try draft(bare, folder)
        #expect(untrained.model == nil)
        #expect(try JobParser.load(untrained.path).link.model == nil)
    }

    @Test func whatHasNoCounterpartIsToldAndNoted() throws {
        let folder = try RunFolder()
        let more = """
            , { "output_column_name": "odd", "comparison_levels": [
              { "sql_condition": "\\"name_l\\" IS NULL OR \\"name_r\\" IS NULL", "is_null_level": true },
              { "sql_condition": "hamming(name_l, name_r) <= 1", "m_probability": 0.5, "u_probability": 0.1 },
              { "sql_condition": "ELSE", "m_probability": 0.5, "u_probability": 0.9 } ] }
            """
        let rules = #"["l.name = r.name and hamming(l.town, r.town) < 2", "l.name = r.town"]"#
        let term = #", "tf_adjustment_column": "name", "tf_adjustment_weight": 0.5"#
        let draft = try draft(Self.settings(rules: rules, more: more, term: term), folder)
        let text = try folder.text("made/job.yaml")
        for words in [
            "blocking rule: without “hamming(l.town, r.town) < 2”",
            "blocking rule: “l.name = r.town” is left out",
            "comparison “odd”: it is left out", "rare values count in full, by 0.5 in Splink",
            "of no account here: em_convergence",
        ] {
            let remark = draft.remarks.first { $0.contains(words) }
            #expect(remark != nil, "\(words): \(draft.remarks)")
            let note = words.split(separator: ": ").last.map(String.init) ?? words
            #expect(text.split(separator: "\n").contains { $0.contains("#") && $0.contains(note) }, "\(note)")
        }
        #expect(!draft.remarks.contains { $0.contains("\n") })
        let job = try JobParser.load(draft.path)
        guard case .given(let comparisons) = job.link.compare else { return }
        #expect(comparisons.map(\.termFrequency) == [true, false])
    }

    @Test func aColumnThatStandardisingWouldChangeIsComparedAsWritten() throws {
        let folder = try RunFolder()
        let files = [
            "key,surname,dob\n1,smith-jones,1980-03-04\n2,brown,1979-12-31\n",
            "key,surname,dob\n1,smith-jones,1980-03-04\n2,green,1979-12-30\n",
        ]
        let text = Self.settings(rules: #"["l.surname = r.surname"]"#).replacingOccurrences(
            of: "name_l",
            with: "dob_l"
        )
        .replacingOccurrences(of: "name_r", with: "dob_r").replacingOccurrences(of: "town_", with: "surname_")
        let job = try JobParser.load(try draft(text, folder, files).path)
        func role(_ column: String) -> Role? {
            job.registers[0].columns.first { $0.column == column }?.role
        }
        // Of surnames equality alone is asked, and they stay apart; letters of dates are counted, and stay.
        #expect(role("surname") == .surname && role("dob") == .birthDate)
        let letters = text.replacingOccurrences(
            of: #"\"surname_l\" = \"surname_r\""#,
            with: "levenshtein(surname_l, surname_r) <= 2"
        )
        #expect(letters != text)
        let other = try draft(letters, folder, files)
        let second = try JobParser.load(other.path)
        #expect(second.registers[0].columns.first { $0.column == "surname" }?.role == .text)
        #expect(other.remarks.contains { $0.contains("“smith-jones” is “smith jones”") })
    }

    @Test func valuesThatDifferInLetterCaseAreTold() throws {
        let folder = try RunFolder()
        let upper = Self.right.replacingOccurrences(of: "smith", with: "SMITH")
        let draft = try draft(Self.settings(), folder, [Self.left, upper])
        #expect(draft.remarks.contains("column “name”: 1 values are the same here but for letter case"))
        #expect(try !self.draft(Self.settings(), folder).remarks.contains { $0.contains("letter case") })
    }

    @Test func aTextThatIsNoBetterIsNotTaken() throws {
        let folder = try RunFolder()
        let text = Self.settings(rules: #"["substr(l.given_name, 1, 2) = substr(r.given_name, 1, 2)"]"#)
            .replacingOccurrences(of: "name_l", with: "given_name_l")
            .replacingOccurrences(of: "name_r", with: "given_name_r")
        // One value stands for none, as a name and as a text.
        let files = ["unknown", "anna"].map { "key,given_name,town\n1,\($0),york\n2,peter,bath\n" }
        let draft = try draft(text, folder, files)
        let job = try JobParser.load(draft.path)
        #expect(job.registers[0].columns.first { $0.column == "given_name" }?.role == .givenName)
        #expect(draft.remarks.contains { $0.contains("values change (“unknown” is “”), unlike in Splink") })
        guard case .given(let rules) = job.link.block else { return }
        #expect(rules.map(\.description) == ["given_name.prefix(2)"])
    }

    @Test func comparisonsThatAJobCannotSayAreLeftToTheModel() throws {
        let folder = try RunFolder()
        let both =
            #"(\"name_l\" IS NULL OR \"name_r\" IS NULL) AND (\"town_l\" IS NULL OR \"town_r\" IS NULL)"#
        let one = #""sql_condition": "\"town_l\" IS NULL OR \"town_r\" IS NULL""#
        let text = Self.settings().replacingOccurrences(of: one, with: "\"sql_condition\": \"\(both)\"")
        #expect(text.contains(both))
        var job = try JobParser.load(try draft(text, folder).path)
        #expect(job.link.compare == .auto && job.link.model != nil)
        job.link.keepWeight = -1000
        job.link.accept = .weight(0)
        _ = try folder.link(job, in: folder("made"))
        let links = try folder.table("out/links.csv")
        // Record 2 has no town, but a name: the towns are different now, as in Splink.
        let found = zip(links.texts("record_a"), links.texts("match_weight")).first { $0.0 == "2" }?.1
        #expect(found == "-1.4594")
    }

    @Test func levelsWithoutProbabilitiesHaveSplinksOwn() {
        let two = SplinkDefaults(levels: 2)
        #expect(two.m(0) == 0.95 && abs(two.m(1) - 0.05) < 1e-12)
        #expect(abs(two.u(0) - 0.95 / 1024) < 1e-12 && abs(two.u(1) - 0.05 * 32) < 1e-12)
        let different = SplinkDefaults.usable(two.m(1), two.u(1))
        #expect(different.u == 1 && abs(log2(different.m / different.u) + 5) < 1e-9)
        #expect(SplinkDefaults.usable(0, 0.5).m > 0 && SplinkDefaults.usable(0.5, 0).u > 0)
        // Four levels: 10 bits, then evenly from 3 to −5.
        let four = SplinkDefaults(levels: 4)
        let weights = (0..<4).map { log2(four.m($0) / four.u($0)) }
        for (weight, expected) in zip(weights, [10.0, 3, -1, -5]) { #expect(abs(weight - expected) < 1e-9) }
    }

    @Test(arguments: [
        ("{", "settings.json:1:2: a member must begin with its name in quotes"),
        ("[]", "settings.json:1:1: the settings: found an array"),
        (#"{"a": 1}"#, "this is no settings file of Splink: `link_type` and `comparisons` are missing"),
        ("{\n \"link_type\": \"both\", \"comparisons\": []}", "settings.json:2:15: link_type: found “both”"),
        (#"{"link_type": "dedupe_only", "comparisons": []}"#, "comparisons: there is none"),
        (#"{"link_type": "dedupe_only", "comparisons": [{}]}"#, "`comparison_levels` is missing"),
        (
            #"{"link_type": "dedupe_only", "comparisons": [{"comparison_levels": [{}]}]}"#,
            "`sql_condition` is missing"
        ),
        (
            #"{"link_type": "dedupe_only", "comparisons": [{"comparison_levels": "#
                + #"[{"sql_condition": "a_l = ("}]}]}"#,
            "the SQL cannot be read: after 7 characters the end stands here"
        ),
        (
            #"{"link_type": "dedupe_only", "comparisons": [{"comparison_levels": "#
                + #"[{"sql_condition": "a_l = a_r", "m_probability": 1.5}]}]}"#,
            "m_probability is 1.5; expected 0…1"
        ),
        (#"{"link_type": "dedupe_only", "comparisons": [], "unique_id_column_name": 3}"#, "expected a text"),
        (
            #"{"link_type": "dedupe_only", "comparisons": [], "probability_two_random_records_match": NaN}"#,
            "found “N” where a value is expected"
        ),
    ]) func brokenFilesAreToldWithTheirPlace(_ text: String, _ words: String) throws {
        let error = #expect(throws: (any Error).self) {
            try SplinkSettings(Array(text.utf8), file: "settings.json")
        }
        let message = error.map { "\($0)" } ?? ""
        #expect(message.contains(words), "\(message)")
        #expect(error.map { CommandOutcome(for: $0) } == .usage)
        #expect(!message.contains("\n"))
    }

    @Test func mutatedFilesAreReadOrExplained() throws {
        let seed = Array(Self.settings().utf8)
        let scraps = [
            "{", "}", "[", "]", "\"", ",", ":", "null", "1e999", "-1", "\\u0000", "ELSE", "true", "é",
        ]
        var readable = 0
        for number in 0..<mutationCount(3000) {
            var mutator = Mutator(seed: 11, number: number)
            let bytes = mutator.mutate(seed, scraps: scraps)
            do {
                let settings = try SplinkSettings(bytes, file: "settings.json")
                var translator = SplinkTranslator(columns: SplinkColumns(), dialect: settings.dialect)
                _ = SplinkRules(settings.rules, &translator)
                for comparison in settings.comparisons {
                    _ = SplinkComparison(comparison, &translator, hasModel: settings.hasModel)
                }
                readable += 1
            } catch {
                #expect("\(error)".hasPrefix("settings.json:"), "\(error)")
            }
        }
        #expect(readable > 0)
    }

    @Test func registersThatDoNotFitAreMistakesOfUsage() throws {
        let folder = try RunFolder()
        let lacking = #expect(throws: PipelineError.self) {
            try draft(Self.settings(), folder, [Self.left, "key,names,town\n1,a,b\n"])
        }
        #expect(lacking?.code == .usage && lacking?.detail.contains("did you mean “names”?") == true)
        let alone = #expect(throws: PipelineError.self) { try draft(Self.settings(), folder, [Self.left]) }
        #expect(alone?.code == .usage && alone?.detail.contains("link_only") == true)
        try FileManager.default.createDirectory(atPath: folder("made"), withIntermediateDirectories: true)
        try folder.write("{}", to: "made/model.json")
        let kept = #expect(throws: PipelineError.self) { try draft(Self.settings(), folder) }
        #expect(kept?.detail.contains("is no model") == true)
        #expect(try folder.text("made/model.json") == "{}")
    }
}
