import Columns
import Jobs
import Mutations
import Testing

@testable import Pipeline

/// Conditions in the SQL of Splink's comparison library, and what they become.
@Suite struct SplinkConditionTests {
    /// The rule that a condition becomes, on one line; and whether anything was remarked.
    private func rule(_ sql: String, _ dialect: String = "duckdb") throws -> (text: String?, isRemarked: Bool)
    {
        var translator = SplinkTranslator(columns: SplinkColumns(), dialect: dialect)
        let made = translator.agreement(try SQLParser.condition(sql))
        return (made.map { JobWriter.flow($0) }, !translator.takeRemarks().isEmpty)
    }

    @Test(arguments: [
        (#""sex_l" = "sex_r""#, "{ exact: sex }"), ("sex_l = sex_r", "{ exact: sex }"),
        ("`first name_l` = `first name_r`", "{ exact: first name }"),
        (#""sex_r" = "sex_l""#, "{ exact: sex }"), (#"lower("a_l") = lower("a_r")"#, "{ exact: a }"),
        (#""a_l" IS NULL OR "a_r" IS NULL"#, "{ missing: a }"),
        (
            #"("a_l" IS NULL OR "a_r" IS NULL) AND ("b_l" IS NULL OR "b_r" IS NULL)"#,
            "{ all: [{ missing: a }, { missing: b }] }"
        ),
        (#"jaro_winkler_similarity("a_l", "a_r") >= 0.92"#, "{ jaro_winkler: 0.92, of: a }"),
        // Below 0.7 there is no lift for a common beginning, and from 0.82 on no need to ask.
        (#"jaro_winkler_similarity("a_l", "a_r") >= 0.7"#, "{ jaro: 0.7, of: a }"),
        (
            #"jaro_winkler_similarity("a_l", "a_r") >= 0.8"#,
            "{ all: [{ jaro: 0.7, of: a }, { jaro_winkler: 0.8, of: a }] }"
        ),
        ("0.9 <= jaro_similarity(a_l, a_r)", "{ jaro: 0.9, of: a }"),
        ("jaro_sim(`a_l`, `a_r`) > 0.9", "{ jaro: 0.900001, of: a }"),
        (#"levenshtein("a_l", "a_r") <= 2"#, "{ levenshtein: 2, of: a }"),
        (#"levenshtein("a_l", "a_r") < 2"#, "{ levenshtein: 1, of: a }"),
        (#"damerau_levenshtein("dob_l", "dob_r") <= 1"#, "{ damerau: 1, of: dob }"),
        (
            #"damerau_levenshtein(CAST("dob_l" AS TEXT), CAST("dob_r" AS TEXT)) <= 1"#,
            "{ damerau: 1, of: dob }"
        ),
        // A month of Splink has 30.4375 days, a year 365.25.
        (
            #"ABS(EPOCH(try_strptime("d_l", '%Y-%m-%d')) - EPOCH(try_strptime("d_r", '%Y-%m-%d')))"#
                + " <= 2629800.0",
            "{ within_days: 30, of: d }"
        ),
        (#"ABS(EPOCH("d_l") - EPOCH("d_r")) <= 31557600.0"#, "{ within_days: 365, of: d }"),
        ("ABS(UNIX_TIMESTAMP(`d_l`) - UNIX_TIMESTAMP(`d_r`)) <= 86400", "{ within_days: 1, of: d }"),
        (
            "abs(datediff(date(try_to_timestamp(`d_l`, 'yyyy-MM-dd')), "
                + "date(try_to_timestamp(`d_r`, 'yyyy-MM-dd')))) <= floor(315576000.0 / 86400)",
            "{ within_days: 3652, of: d }"
        ),
        (
            "ABS(EXTRACT(EPOCH FROM try_cast_date(\"d_l\", 'YYYY-MM-DD')) - "
                + "EXTRACT(EPOCH FROM try_cast_date(\"d_r\", 'YYYY-MM-DD')))<= 864000",
            "{ within_days: 10, of: d }"
        ),
        ("abs(date_diff('day', d_l::date, d_r::date)) <= 3", "{ within_days: 3, of: d }"),
        ("substr(a_l, 1, 3) = substr(a_r, 1, 3)", "{ same_key: prefix(3), of: a }"),
        ("SUBSTRING(a_l FROM 1 FOR 3) = SUBSTRING(a_r FROM 1 FOR 3)", "{ same_key: prefix(3), of: a }"),
        ("right(a_l, 4) = right(a_r, 4)", "{ same_key: suffix(4), of: a }"),
        ("a_l[1:3] = a_r[:3]", "{ same_key: prefix(3), of: a }"),
        ("soundex(a_l) = soundex(a_r)", "{ same_key: soundex, of: a }"),
        ("year(d_l) = year(d_r)", "{ same_key: year, of: d }"),
        (#""a_l" = "b_r" AND "a_r" = "b_l""#, "{ swapped_with: b, of: a }"),
        (#""a_l" = "b_r" OR "a_r" = "b_l""#, "{ crossed_with: b, of: a }"),
        (
            #"("a_l" = "a_r") AND (NOT ("b_l" = "b_r"))"#,
            "{ all: [{ exact: a }, { all: [{ not: { exact: b } }, { not: { missing: b } }] }] }"
        ),
        (
            #"("a_l" = "a_r") OR (jaro_winkler_similarity("b_l", "b_r") >= 0.9)"#,
            "{ any: [{ exact: a }, { jaro_winkler: 0.9, of: b }] }"
        ),
        (
            "a_l = a_r AND b_l IS NOT NULL AND b_r IS NOT NULL",
            "{ all: [{ exact: a }, { not: { missing: b } }] }"
        ),
        (#"array_length(list_intersect("w_l", "w_r")) >= 2"#, "{ shares_values: 2, of: w }"),
        ("SIZE(ARRAY_INTERSECT(`w_l`, `w_r`)) > 0", "{ shares_values: 1, of: w }"),
        (
            #"LEAST(ARRAY_LENGTH("w_l"), ARRAY_LENGTH("w_r")) <> 0 AND "#
                + #"ARRAY_LENGTH(ARRAY_INTERSECT("w_l", "w_r")) = LEAST(ARRAY_LENGTH("w_l"), ARRAY_LENGTH("w_r"))"#,
            "{ word_subset: w }"
        ),
        (#"ABS("k_l" - "k_r") <= 5"#, "{ within: 5, of: k }"),
        (
            #"(ABS("k_l" - "k_r") / (CASE WHEN "k_r" > "k_l" THEN "k_r" ELSE "k_l" END)) <= 0.1"#,
            "{ within_percent: 10, of: k }"
        ),
        (
            #"cast(acos(case when (sin(radians("x_l")) * sin(radians("x_r")) + cos(radians("x_l")) "#
                + #"* cos(radians("x_r")) * cos(radians("z_r" - "z_l"))) > 1 then 1 else 0 end) * 6371 as float"#
                + ") <= 10",
            "{ within_km: 10, of: x, with: z }"
        ),
    ]) func conditionsOfTheLibraryHaveCounterparts(_ sql: String, _ expected: String) throws {
        let found = try rule(sql)
        #expect(found.text == expected)
        #expect(!found.isRemarked)
    }

    @Test(arguments: [
        (#"jaccard("a_l", "a_r") >= 0.9"#, "{ jaccard: 0.9, of: a, q: 2 }"),
        (#"damerau_levenshtein("a_l", "a_r") <= 2"#, "{ damerau: 2, of: a }"),
        (#""a_l" = "b_r""#, "{ crossed_with: b, of: a }"),
        ("levenshtein(a_l, a_r) <= 1 AND length(a_l) >= 3", "{ levenshtein: 1, of: a }"),
        ("a_l = a_r OR hamming(a_l, a_r) <= 1", "{ exact: a }"), ("a_l IS NULL", "{ missing: a }"),
        ("abs(date_diff('month', d_l, d_r)) <= 2", "{ within_days: 60, of: d }"),
        ("try_strptime(d_l, '%Y') IS NULL OR try_strptime(d_r, '%Y') IS NULL", "{ missing: d }"),
    ]) func theNearestIsTakenAndTold(_ sql: String, _ expected: String) throws {
        let found = try rule(sql)
        #expect(found.text == expected)
        #expect(found.isRemarked)
    }

    @Test(arguments: [
        #""a_l" = 'x' AND "a_r" = 'x'"#, "hamming(a_l, a_r) <= 1", "array_cosine_similarity(v_l, v_r) >= 0.9",
        #"NULLIF(regexp_extract("p_l", '^[A-Z]+', 0), '') = NULLIF(regexp_extract("p_r", '^[A-Z]+', 0), '')"#,
        "list_max(list_transform(flatten(list_transform(w_l, x -> list_transform(w_r, y -> [x, y]))), "
            + "pair -> jaro_winkler_similarity(pair[1], pair[2]))) >= 0.9",
        "(aggregate(zip_with(`v_l`, `v_r`, (x, y) -> x * y), CAST(0.0 AS DOUBLE), "
            + "(acc, x) -> acc + x)) >= 0.9",
        "a_l > a_r", "a_l LIKE '%x'", "a_l IN ('x', 'y')", "1 = 1", "NOT (hamming(a_l, a_r) <= 1)",
        "jaro_similarity(a_l, b_r) >= 0.9", "substr(a_l, 2, 3) = substr(a_r, 2, 3)",
        "levenshtein(a_l, a_r) < 0",
        "a_l = a_l", "a_l ~ 'x'", "a_l.part = a_r.part", "list_l[1] = list_r[1]",
    ]) func whatHasNoCounterpartIsTold(_ sql: String) throws {
        let found = try rule(sql)
        #expect(found.text == nil)
        #expect(found.isRemarked)
    }

    @Test func backslashesAreThoseOfTheDatabase() throws {
        let sql = #"f(`t_l`, 'yyyy\'T\'HH') IS NULL"#
        #expect(throws: SQLFault.self) { try SQLParser.condition(sql) }
        let read = try SQLParser.condition(sql, hasEscapes: true)
        #expect(read == .isNull(.call("f", [.column(table: nil, name: "t_l"), .text("yyyy'T'HH")])))
    }

    @Test func partsOfDatesAreWordsOfDates() throws {
        func key(_ sql: String, _ layout: SplinkColumns.Layout) throws -> String? {
            let feature = SplinkColumns.Feature(name: "birth_date", role: .birthDate, layout: layout)
            var translator = SplinkTranslator(
                columns: SplinkColumns(features: ["dob": feature]),
                dialect: "duckdb"
            )
            let rule = SplinkSettings.Rule(condition: sql, parsed: try SQLParser.condition(sql), exploded: [])
            return SplinkRules([rule], &translator).rules.first?.description
        }
        let year = "substr(l.dob, 1, 4) = substr(r.dob, 1, 4)"
        #expect(try key(year, .asCompared) == "birth_date.year")
        #expect(try key(year, .compactDate) == "birth_date.year")
        #expect(try key(year, .otherwise) == nil)
        #expect(try key("substr(l.dob, 6) = substr(r.dob, 6)", .asCompared) == "birth_date.month_day")
        #expect(try key("substr(l.dob, 5, 4) = substr(r.dob, 5, 4)", .compactDate) == "birth_date.month_day")
        #expect(try key("left(l.dob, 7) = left(r.dob, 7)", .asCompared) == "birth_date.year_month")
    }

    @Test func rulesAreTakenApart() throws {
        func rules(_ sql: String, exploded: [String] = []) throws -> ([String], Int) {
            var translator = SplinkTranslator(columns: SplinkColumns(), dialect: "duckdb")
            let parsed = try SQLParser.condition(sql)
            let made = SplinkRules([.init(condition: sql, parsed: parsed, exploded: exploded)], &translator)
            return (made.rules.map(\.description), made.remarks.count)
        }
        #expect(
            try rules(#"(l."a" = r."a") AND (SUBSTRING(l.b, 1, 3) = SUBSTRING(r.b, 1, 3))"#) == (
                ["a & b.prefix(3)"], 0
            )
        )
        #expect(
            try rules("l.c = r.c AND (l.a = r.a OR l.b = r.b)") == (["c & a", "c & b"], 0)
        )
        // More pairs than Splink's, and it is said.
        #expect(try rules("l.a = r.a and levenshtein(l.dob, r.dob) <= 1") == (["a"], 1))
        #expect(try rules("l.a = r.b and l.b = r.a") == ([], 1))
        #expect(try rules("l.a = r.a", exploded: ["a"]) == ([], 1))
        #expect(try rules("1 = 1") == ([], 1))
        let many = (0..<9).map { "(l.a\($0) = r.a\($0) OR l.b\($0) = r.b\($0))" }.joined(separator: " AND ")
        #expect(try rules(many) == ([], 1))
    }

    @Test(arguments: [
        ("a_l = ", 6, "the end stands here"), ("a_l = a_r)", 9, "“)” stands here"),
        ("a_l = 'x", 6, "a quote is not closed"), ("(a_l = a_r", 10, "the end stands here"),
        ("", 0, "the end stands here"), ("a_l ; drop", 4, "“;” stands here"),
        ("a_l NOT a_r", 8, "“a_r” stands here"), ("a_l = 1.2.3", 6, "“1.2.3” is no number"),
        ("/* a", 0, "a comment does not end"), ("ELSE 1", 5, "“1” stands here"),
        ("AND", 0, "“AND” stands here"),
    ]) func whatCannotBeReadIsToldWithItsPlace(_ sql: String, _ offset: Int, _ found: String) {
        let fault = #expect(throws: SQLFault.self) { try SQLParser.condition(sql) }
        #expect(fault?.offset == offset)
        #expect(fault?.found == found)
    }

    @Test func hostileConditionsAreRefused() {
        let deep = String(repeating: "(", count: 100_000) + "a_l = a_r"
        let nots = String(repeating: "NOT ", count: 2000) + "a_l = a_r"
        let minus = "a_l = " + String(repeating: "- ", count: 2000) + "1"
        let long = (0..<5000).map { "a\($0)_l = a\($0)_r" }.joined(separator: " AND ")
        for sql in [deep, nots, minus, long] {
            #expect(throws: SQLFault.self) { try SQLParser.condition(sql) }
        }
        // A long sum is no deep one for the reader, and is read.
        let sum = "a_l = " + (0..<1900).map { "\($0)" }.joined(separator: " + ")
        #expect(throws: Never.self) { try rule(sum) }
    }

    @Test func mutatedConditionsAreReadOrRefused() {
        let seeds = [
            #"("a_l" = "a_r") AND (NOT ("b_l" = "b_r")) OR jaro_winkler_similarity("b_l", "b_r") >= 0.9"#,
            "ABS(EPOCH(try_strptime(\"d_l\", '%Y-%m-%d')) - EPOCH(try_strptime(\"d_r\", '%Y'))) <= 2629800.0",
            "SUBSTRING(a_l FROM 1 FOR 3) = CAST(a_r AS decimal(10, 2))::text[1]",
            "abs(n_l - n_r) / (case when n_r > n_l then n_r else n_l end) < 0.1",
        ]
        let scraps = [
            "(", ")", " NOT ", " AND ", "'", "\"", "->", "::", "-", "1e999", "é", "IS NULL", ",", "[", "]",
        ]
        for number in 0..<mutationCount(4000) {
            var mutator = Mutator(seed: 7, number: number)
            let bytes = mutator.mutate(Array(mutator.pick(seeds).utf8), scraps: scraps)
            _ = try? rule(String(decoding: bytes, as: UTF8.self))
        }
    }
}
