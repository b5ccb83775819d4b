import Estimation
import Foundation
import Testing

@testable import Pipeline

@Suite struct CountsTablesTests {
    private func results(_ text: String, _ strata: [String] = [], model: String? = nil) throws
        -> (CaptureRecapture, StratifiedRecapture?)
    {
        var settings = CaptureRecapture.Settings()
        (settings.bootstrapDraws, settings.latentClassDraws, settings.model) = (4, 8, model)
        let counts = try CountsFile.parse(Data(text.utf8), path: "c.csv", strata: strata)
        return (
            try CaptureRecapture(counts.whole, settings: settings, path: "c.csv"),
            strata.isEmpty ? nil : try StratifiedRecapture(counts, settings: settings, path: "c.csv")
        )
    }

    private let table =
        "sex,A,=B,C,count\nF,0,0,1,63\nF,0,1,0,55\nF,0,1,1,18\nF,1,0,0,69\nF,1,0,1,17\nF,1,1,0,21\nF,1,1,1,28\n"
        + "M & <x>,0,0,1,113\nM & <x>,0,1,0,85\nM & <x>,0,1,1,38\nM & <x>,1,0,0,129\nM & <x>,1,0,1,37\n"
        + "M & <x>,1,1,0,51\nM & <x>,1,1,1,38\n"

    @Test func everyTableIsAFile() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "tables-\(UUID().uuidString)"
        )
        defer { try? FileManager.default.removeItem(at: folder) }
        let (result, groups) = try results(table, ["sex"])
        try CaptureTables(result, groups: groups).write(to: folder.appendingPathComponent("deep").path)
        let names = try FileManager.default.contentsOfDirectory(
            atPath: folder.appendingPathComponent("deep").path
        )
        #expect(
            Set(names) == [
                "lists.csv", "estimates.csv", "models.csv", "chance_models.csv", "pairs.csv", "graphs.csv",
                "model_choice.csv", "strata.csv", "totals.csv",
            ]
        )
        for table in CaptureTables(result, groups: groups).tables {
            #expect(table.rows.allSatisfy { $0.count == table.header.count }, "\(table.name)")
        }
        let models = try #require(CaptureTables(result, groups: nil).tables.first { $0.name == "models.csv" })
        #expect(models.rows.count == 8)
        let lists = try #require(CaptureTables(result, groups: nil).tables.first { $0.name == "lists.csv" })
        // A spreadsheet would compute a name that begins so.
        #expect(lists.text.contains("2,'=B,334"))
    }

    @Test func aModelHasItsCoefficientsAndResiduals() throws {
        let dutch = "A,B,C,count\n0,0,1,40\n0,1,0,30\n1,0,0,20\n1,0,1,6\n0,1,1,5\n"
        let (result, _) = try results(dutch, model: "[12,3]")
        let tables = CaptureTables(result, groups: nil).tables
        let coefficients = try #require(tables.first { $0.name == "coefficients.csv" })
        #expect(coefficients.rows.contains { $0[0] == "A·B" && $0[1] == "-Inf" && $0[2].isEmpty })
        let histories = try #require(tables.first { $0.name == "histories.csv" })
        #expect(histories.rows.map(\.first) == ["100", "010", "110", "001", "101", "011", "111"])
        #expect(
            CaptureTables.number(0.1) == "0.1" && CaptureTables.number(3) == "3"
                && CaptureTables.number(nil) == ""
        )
    }

    @Test func whatCannotBeWrittenIsTold() throws {
        let (result, _) = try results(table, ["sex"])
        let error = #expect(throws: PipelineError.self) {
            try CaptureTables(result, groups: nil).write(to: "/dev/null/tables")
        }
        #expect(error?.code == .unwritten && error?.location == "/dev/null/tables")
        let plot = #expect(throws: PipelineError.self) {
            try EstimatePlot(result, groups: nil).write(to: "/nowhere/at/all.svg")
        }
        #expect(plot?.code == .unwritten)
    }

    @Test func thePlotTellsItsNumbersInWords() throws {
        let (result, groups) = try results(table, ["sex"])
        let svg = EstimatePlot(result, groups: groups).svg
        #expect(svg.hasPrefix("<svg xmlns=") && svg.hasSuffix("</svg>\n"))
        #expect(
            svg.contains("role=\"img\" aria-labelledby=\"title desc\"") && svg.contains("<desc id=\"desc\">")
        )
        #expect(
            svg.contains("<title>Mth Darroch: ")
                && svg.contains("<title>independent lists: 1093 (1026–1168)</title>")
        )
        #expect(svg.contains("M &amp; &lt;x&gt;") && !svg.contains("<x>"))
        #expect(svg.components(separatedBy: "<g>").count == svg.components(separatedBy: "</g>").count)
        #expect(EstimatePlot(result, groups: groups).svg == svg)
        #expect(!svg.contains("nan") && !svg.contains("inf"))
    }

    @Test(arguments: [
        [10.0, 20, 35], [1, 1e6], [271, 380, 2037], [5, 5], [0, 3], [.infinity, .nan, 4], [1e14, 1e17], [],
    ]) func axesHoldAllValues(_ values: [Double]) {
        let scale = PlotScale(values, from: 100, to: 500)
        for value in values where value.isFinite { #expect((100...500).contains(scale.place(value))) }
        #expect(scale.ticks.count <= 10 && zip(scale.ticks, scale.ticks.dropFirst()).allSatisfy { $0 < $1 })
        #expect(scale.ticks.allSatisfy { (100...500).contains(scale.place($0)) })
        let sorted = values.filter(\.isFinite).sorted()
        #expect(zip(sorted, sorted.dropFirst()).allSatisfy { scale.place($0) <= scale.place($1) })
    }
}
