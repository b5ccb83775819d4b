import Estimation
import Foundation
import Testing

@testable import Pipeline

@Suite struct CountsStrataTests {
    private let table =
        "sex,A,B,C,count\nF,0,0,1,63\nF,0,1,0,55\nF,0,1,1,18\nF,1,0,0,69\nF,1,0,1,17\nF,1,1,0,21\nF,1,1,1,28\n"
        + "M,0,0,0,NA\nM,0,0,1,113\nM,0,1,0,85\nM,0,1,1,38\nM,1,0,0,129\nM,1,0,1,37\nM,1,1,0,51\nM,1,1,1,38\n"

    private func read(_ text: String, _ strata: [String] = ["sex"]) throws -> StratifiedCounts {
        try CountsFile.parse(Data(text.utf8), path: "c.csv", strata: strata)
    }

    private func settings(_ change: (inout CaptureRecapture.Settings) -> Void = { _ in })
        -> CaptureRecapture.Settings
    {
        var settings = CaptureRecapture.Settings()
        (settings.bootstrapDraws, settings.latentClassDraws) = (0, 0)
        change(&settings)
        return settings
    }

    @Test func groupsAreReadApartAndTogether() throws {
        let counts = try read(table)
        #expect(counts.strata.map(\.values) == [["F"], ["M"]] && counts.whole.lists == ["A", "B", "C"])
        #expect(counts.whole.observed == 762 && counts.strata[0].counts?.observed == 271)
        let two = try read("A,age,B,sex,count\n1,0,1,F,3\n0,0,1,F,2\n1,1,0,F,0\n1,1,0,M,4\n", ["age", "sex"])
        #expect(two.strata.map(\.name) == ["0, F", "1, F", "1, M"] && two.strata[1].counts == nil)
    }

    @Test(arguments: [
        (
            "sex,A,B,count\nF,1,0,3\nF,1,0,4\n",
            "c.csv:3: the same combination of lists and group as in line 2"
        ),
        ("sex,A,B,count\n,1,0,3\n", "c.csv:2:1: an empty field in column sex"),
        ("sex,A,B,count\nF,2,0,3\n", "c.csv:2:2: “2” in column A"),
        ("sex,A,count\nF,1,3\n", "c.csv:1: 1 list;"),
        ("age,A,B,count\nF,1,0,3\n", "--strata sex: c.csv:1: “sex” is no column of groups"),
    ]) func mistakesAreLocated(_ text: String, _ start: String) {
        let error = #expect(throws: PipelineError.self) { try read(text) }
        #expect(error?.description.hasPrefix(start) == true, "\(error?.description ?? "none")")
    }

    @Test func whatIsNoGroupIsWrongUsage() {
        for strata in [["count"], ["sex", "sex"], ["age"]] {
            let error = #expect(throws: PipelineError.self) { try read(table, strata) }
            #expect(error?.code == .usage)
        }
    }

    @Test func sumsHaveTheSumOfVariances() throws {
        let groups = try StratifiedRecapture(read(table), settings: settings(), path: "c.csv")
        let total = try #require(groups.totals.first { $0.method == "independent lists" })
        let lines = try groups.strata.map { stratum in
            try #require(stratum.result.lines.first { $0.method == "independent lists" })
        }
        let population = lines.reduce(0) { $0 + ($1.population ?? 0) }
        let variance = lines.reduce(0) { $0 + ($1.standardError ?? 0) * ($1.standardError ?? 0) }
        #expect(((total.population ?? 0) - population).magnitude < 1e-9)
        #expect(((total.variance ?? 0) - variance).magnitude < 1e-6)
        let interval = try ConfidenceInterval.logNormal(
            estimate: population,
            variance: variance,
            observed: 762
        )
        #expect(total.interval == interval)
        let pair = try #require(groups.pairTotals.first)
        #expect(pair.method == "A·B" && (pair.interval?.lower ?? 0) > 586)
        #expect(groups.totals.first { $0.method == "decomposable graphs" }?.variance != nil)
        #expect(groups.chanceTotals.count == 12)
        #expect(
            groups.text.split(separator: "\n").contains {
                $0.hasPrefix("independent lists") && $0.contains("all")
            }
        )
    }

    @Test func theOrderOfRowsDoesNotMatter() throws {
        let rows = table.split(separator: "\n")
        let turned = ([rows[0]] + rows.dropFirst().reversed()).joined(separator: "\n")
        let a = try StratifiedRecapture(read(table), settings: settings(), path: "c.csv")
        let b = try StratifiedRecapture(read(turned), settings: settings(), path: "c.csv")
        for (one, other) in zip(a.totals, b.totals) where one.note == nil {
            #expect(((one.population ?? 0) - (other.population ?? 1)).magnitude < 1e-6, "\(one.method)")
        }
    }

    @Test func aModelIsFittedByGroupAndWithCommonInteractions() throws {
        let groups = try StratifiedRecapture(
            read(table),
            settings: settings { $0.model = "[12,23]" },
            path: "c.csv"
        )
        #expect(groups.totals.map(\.method) == ["model"] && groups.common?.populations.count == 2)
        #expect(groups.separate?.degreesOfFreedom == 2 && groups.common?.degreesOfFreedom == 4)
        let whole = try CaptureRecapture(
            read(table).whole,
            settings: settings { $0.model = "[12,23]" },
            path: "c.csv"
        )
        let json = whole.json(groups).text
        #expect(
            json.contains("\"common_interactions\":{\"model\":\"[12,23]\"")
                && json.contains("\"values\":{\"sex\":\"M\"}")
        )
    }

    @Test func aGroupWithoutAnEstimateIsNamed() throws {
        let thin =
            "g,A,B,C,count\nx,1,1,0,5\nx,1,0,0,4\nx,0,1,0,3\n"
            + "y,1,1,1,5\ny,1,1,0,6\ny,1,0,1,7\ny,0,1,1,6\ny,1,0,0,9\ny,0,1,0,8\ny,0,0,1,9\nz,1,0,0,0\n"
        let groups = try StratifiedRecapture(read(thin, ["g"]), settings: settings(), path: "c.csv")
        #expect(groups.empty == ["z"] && groups.strata[0].result.refusal != nil)
        #expect(groups.totals.first?.note == "no estimate for x")
        #expect(groups.text.contains("note: x: nobody is on C") && groups.text.contains("note: z: no case"))
    }
}
