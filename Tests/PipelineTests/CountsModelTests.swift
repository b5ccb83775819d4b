import Estimation
import Foundation
import Testing

@testable import Pipeline

@Suite struct CountsModelTests {
    private func result(_ text: String, _ change: (inout CaptureRecapture.Settings) -> Void = { _ in }) throws
        -> CaptureRecapture
    {
        var settings = CaptureRecapture.Settings()
        (settings.bootstrapDraws, settings.latentClassDraws) = (0, 0)
        change(&settings)
        return try CaptureRecapture(
            CountsFile.parse(Data(text.utf8), path: "c.csv"),
            settings: settings,
            path: "c.csv"
        )
    }

    private let hepatitis =
        "P,Q,E,count\n0,0,1,63\n0,1,0,55\n0,1,1,18\n1,0,0,69\n1,0,1,17\n1,1,0,21\n1,1,1,28\n"

    /// Rcapture 1.4-4, closedp.t on hepatitis A in Taiwan.
    @Test func allModelsOfRcaptureAreThere() throws {
        let result = try result(hepatitis)
        let names = [
            "M0", "Mt", "Mh Chao (LB)", "Mh Poisson2", "Mh Darroch", "Mh Gamma3.5", "Mth Chao (LB)",
            "Mth Poisson2", "Mth Darroch", "Mth Gamma3.5", "Mb", "Mbh",
        ]
        #expect(result.chances.map(\.name) == names)
        let mbh = try #require(result.chances.last)
        #expect(((mbh.population ?? 0) - 667.9).magnitude < 1e-8)
        #expect(((mbh.standardError ?? 0) - 537.825798651743).magnitude < 1e-6)
        #expect((mbh.deltaError ?? 0) < 537)
        #expect(result.chances.allSatisfy { $0.interval != nil && $0.note == nil })
        #expect(
            try self.result("A,B,count\n1,0,50\n0,1,40\n1,1,30\n").chances.map(\.name) == ["M0", "Mt", "Mb"]
        )
    }

    @Test func everyPairHasItsEstimates() throws {
        let pairs = try result(hepatitis).pairs
        #expect(pairs.count == 3)
        #expect(((pairs[0].lincolnPetersen?.population ?? 0) - 336.122448979592).magnitude < 1e-9)
        #expect((pairs[2].chapman.standardError - 29.9286914700594).magnitude < 1e-9)
        let apart = try result("A,B,C,count\n1,0,0,9\n0,1,0,8\n0,0,1,7\n1,0,1,4\n0,1,1,3\n")
        #expect(
            apart.pairs[0].lincolnPetersen == nil && apart.json.text.contains("\"lincoln_petersen\":null")
        )
    }

    @Test func aModelIsFittedByItself() throws {
        let result = try result(hepatitis) { $0.model = "[P:Q,Q:E]" }
        let model = try #require(result.named)
        #expect(model.name == "[12,23]" && (model.population - 526.705882352941).magnitude < 1e-9)
        #expect(model.coefficients.map(\.term) == ["(Intercept)", "P", "Q", "E", "P·Q", "Q·E"])
        #expect(((model.interval?.lower ?? 0) - 408.903648405492).magnitude < 1e-6)
        #expect(((model.interval?.upper ?? 0) - 734.180821756942).magnitude < 1e-6)
        #expect(result.lines.map(\.method) == ["model"] && result.family == nil && result.refusal == nil)
        #expect(result.text.contains("P·Q") && result.text.contains("101"))
        for name in ["Mth Poisson2", "mth-poisson", "Mh Chao", "mh chao (lb)", "Mb", "m0"] {
            #expect(try self.result(hepatitis) { $0.model = name }.named != nil, "\(name)")
        }
    }

    @Test func modelsThatCannotBeAreRefused() throws {
        let usage = #expect(throws: PipelineError.self) { try result(hepatitis) { $0.model = "[P:X]" } }
        #expect(usage?.code == .usage && usage?.location == "--model [P:X]")
        let thin = try result("A,B,C,count\n0,0,1,20\n0,1,0,30\n1,0,0,40\n1,1,0,6\n") { $0.model = "[12,3]" }
        #expect(thin.refusal == nil || thin.named == nil)
        let none = try result("A,B,C,count\n0,0,1,20\n0,1,0,30\n1,0,0,40\n1,1,0,6\n") { $0.model = "[12,13]" }
        #expect(none.refusal != nil && none.lines.isEmpty)
    }
}
