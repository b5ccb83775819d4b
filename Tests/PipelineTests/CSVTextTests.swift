import Testing

@testable import Pipeline

@Suite struct CSVTextTests {
    @Test func textIsNoFormula() {
        #expect(
            CSVText.row(["=cmd()", "a,b", "-5", "@x", "\"q\"", "+1-2"])
                == "'=cmd(),\"a,b\",-5,'@x,\"\"\"q\"\"\",'+1-2\n"
        )
        #expect(CSVText.number(12.345) == "12.35" && CSVText.number(3) == "3" && CSVText.number(nil) == "")
        #expect(CSVText.number(-0.5) == "-0.5" && CSVText.number(0.05) == "0.05")
    }
}
