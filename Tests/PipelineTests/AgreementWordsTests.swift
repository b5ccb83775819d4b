import Comparison
import Foundation
import Jobs
import Linkage
import Testing

@testable import Pipeline

/// Whatever linkage can ask of two values, a job and a model can say.
@Suite struct AgreementWordsTests {
    static let all: [Agreement] = [
        .missing("f"), .exact("f"), .sameWithoutSpaces("f"), .sameKey("f", "prefix(2)"), .jaro("f", 0.8),
        .jaroWinkler("f", 0.92), .levenshtein("f", 2), .damerau("f", 1), .jaccard("f", q: 3, 0.5),
        .cosine("f", q: 2, 0.25), .sharesValues("f", 2), .wordSubset("f"), .initial("f"), .nickname("f"),
        .swappedWith("f", "g"), .nearlySwappedWith("f", "g", 0.8), .crossedWith("f", "g"), .rare("f"),
        .withinDays("f", 31), .partialDate("f"),
        .dayMonthSwapped("f"), .oneDigit("f"), .yearOnly("f"), .twoDateParts("f"), .sameMonthDay("f"),
        .yearsApart("f", 1), .heapedYear("f"),
        .within("f", 0.1), .withinPercent("f", 2.5),
        .withinKm("latitude", "lon, \"g\"", 1.5),
        .any([.exact("f"), .all([.jaro("hostile: [name]", 0.1 + 0.2), .not(.exact("g"))])]),
    ]

    @Test(arguments: all) func everyConditionReadsBack(_ agreement: Agreement) throws {
        let text = JobWriter.flow(agreement)
        #expect(try JobParser.rule(text).completed(own: "own") == agreement, "\(text)")
        let data = try JSONEncoder().encode([RuleText(agreement)])
        #expect(
            try JSONDecoder().decode([RuleText].self, from: data)[0].rule.completed(own: "x") == agreement
        )
    }

    @Test func wordsWithoutAFeatureMeanTheComparisonsOwn() throws {
        #expect(try JobParser.rule("exact").completed(own: "a") == .exact("a"))
        #expect(try JobParser.rule("jaro_winkler: 0.9").completed(own: "a") == .jaroWinkler("a", 0.9))
        #expect(try JobParser.rule("within_months: 1").completed(own: "a") == .withinDays("a", 31))
        #expect(try JobParser.rule("within_years: 1").completed(own: "a") == .withinDays("a", 366))
        #expect(try JobParser.rule("year_month_only").completed(own: "a") == .sameKey("a", "year_month"))
    }

    @Test(arguments: [
        "same_key: sondex", "jaro: 2", "{ exact: f, q: 2 }", "{ any: [exact], of: f }", "{ of: f }",
        "exact, rare", "", "] }, {",
    ]) func whatIsNoRuleIsRefused(_ text: String) {
        #expect(throws: JobError.self) { _ = try JobParser.rule(text) }
    }

    @Test(arguments: [
        "", "{}", "[]", "{\"layout\": 9}", "{\"layout\": 1, \"prior\": 2}", "\u{0}",
        """
        {"layout":1,"recensus_version":"x","trained_on":"y","prior":0.1,"likenesses":[],"groups":[],"comparisons":[
        {"name":"a","required":["a"],"levels":[{"label":"exact","rule":"exact","m":0.9,"u":0.1}],
        "different":[0.1,0.9]}]}
        """,
        """
        {"layout":1,"recensus_version":"x","trained_on":"y","prior":0.1,"likenesses":[],
        "groups":[{"members":[0],"joint_m":[1],"joint_u":[1],"term_shares":[1]}],"comparisons":[
        {"name":"a","required":["a"],"levels":[{"label":"exact","rule":"exact","m":0.9,"u":0.1}],
        "different":[0.1,0.9]}]}
        """,
    ]) func damagedModelsAreRefused(_ text: String) {
        #expect(throws: PipelineError.self) { _ = try ModelFile.read(Data(text.utf8), file: "model.json") }
    }
}
