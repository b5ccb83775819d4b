import Testing

@testable import Jobs

/// Rules of `never` and `always` in job files.
@Suite struct PairRuleParserTests {
    private func link(_ text: String) throws(JobError) -> LinkJob {
        try JobParser.parse("registers: { a: a.csv }\nlink:\n  never:\n" + text, file: "job.yaml").link
    }

    private func mistake(_ text: String) -> String {
        do { _ = try link(text) } catch { return error.description }
        return "no mistake"
    }

    @Test func textsAndMappingsSayTheSame() throws {
        let link = try link(
            """
                - birth_date.differ | missing & given_name.one edit
                - { birth_date: [differ, missing], given_name: one edit }
                - "`a.b & c`.Jaro–Winkler ≥ 0.92"

            """
        )
        #expect(link.never[0] == link.never[1])
        #expect(
            link.never[0].conditions == [
                .init("birth_date", ["differ", "missing"]), .init("given_name", ["one edit"]),
            ]
        )
        #expect(link.never[2].conditions == [.init("a.b & c", ["Jaro–Winkler ≥ 0.92"])])
        #expect(link.never[2].description == "`a.b & c`.Jaro–Winkler ≥ 0.92")
        #expect(link.always.isEmpty)
    }

    @Test func mistakesAreLocated() {
        #expect(
            mistake("    - sex\n")
                == "job.yaml:4:7: link.never[1]: “sex” stands without a level; expected comparison.level"
        )
        #expect(mistake("    - sex.\n").contains("4:11: link.never[1]: a level of “sex” is missing"))
        #expect(
            mistake("    - sex.exact & .exact\n").contains("4:19: link.never[1]: a comparison is missing")
        )
        #expect(mistake("    - {}\n").contains("4:7: link.never[1]: the rule has no condition"))
        #expect(mistake("    - { sex: [] }\n").contains("4:14: link.never[1].sex: the list is empty"))
        #expect(mistake("    - { sex: { a: b } }\n").contains("link.never[1].sex: a mapping stands here"))
        #expect(mistake("    sex: exact\n").contains("link.never: a mapping stands here"))
        let many = String(repeating: "    - sex.exact\n", count: 33)
        #expect(mistake(many).contains("there are 33 rules; expected at most 32"))
    }

    @Test(arguments: ["a.b", "a & b", "a|b", "`", " x", "王", "x\ty", "\"", "- a: b"])
    func hostileNamesReadBackExactly(_ text: String) throws {
        var job = Job(registers: [JobRegister(name: "a", path: "a.csv")])
        job.link.never = [PairRuleSpec([.init(text, [text]), .init("b", ["exact", text])])]
        job.link.always = [PairRuleSpec([.init(text, ["exact"])])]
        #expect(try JobParser.parse(JobWriter.write(job), file: "job.yaml") == job)
    }
}
