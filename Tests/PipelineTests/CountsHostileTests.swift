import Estimation
import Foundation
import Testing

@testable import Pipeline

@Suite struct CountsHostileTests {
    /// A small generator of its own, so that the tables stay the same.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 33)
        }
    }

    private func settings() -> CaptureRecapture.Settings {
        var settings = CaptureRecapture.Settings()
        (settings.bootstrapDraws, settings.latentClassDraws, settings.chains) = (3, 4, 2)
        return settings
    }

    /// Every number printed is a number, and every estimate at least the cases seen.
    private func check(_ counts: CaptureCounts) throws {
        let result = try CaptureRecapture(counts, settings: settings(), path: "c.csv")
        let data = Data(result.json.text.utf8)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let rows =
            (object["estimates"] as? [[String: Any]] ?? [])
            + (object["chance_models"] as? [[String: Any]] ?? [])
        let seen = Double(counts.observed)
        for row in rows {
            // Sample coverage and Chao's bound are not bound to the cases seen.
            let isFree = (row["method"] as? String)?.hasPrefix("sample coverage") == true
            guard let population = row["population"] as? Double, !isFree else { continue }
            let name = "\(row["method"] ?? row["model"] ?? "") \(counts.counts)"
            #expect(population >= seen * (1 - 1e-9), "\(name)")
            if let lower = row["lower"] as? Double, let upper = row["upper"] as? Double {
                #expect(lower <= upper, "\(name)")
            }
        }
        _ = result.text
        #expect(EstimatePlot(result, groups: nil).svg.hasSuffix("</svg>\n"))
        for table in CaptureTables(result, groups: nil).tables { _ = table.text }
    }

    @Test func sparseTablesEndInEstimatesOrReasons() throws {
        var random = Numbers(state: 7)
        for lists in 2...4 {
            for _ in 0..<12 {
                var table = [Int](repeating: 0, count: 1 << lists)
                for h in 1..<table.count where UInt64.random(in: 0..<10, using: &random) < 5 {
                    table[h] = Int.random(in: 1...6, using: &random)
                }
                table[1] += 1
                let names = (0..<lists).map { "L\($0)" }
                try check(CaptureCounts(lists: names, counts: table))
            }
        }
    }

    @Test(arguments: [
        [0, 1, 1, 1 << 50, 1, 1, 1, 1 << 50], [0, 1 << 50, 1, 1, 1, 1, 1, 1], [0, 0, 0, 0, 0, 0, 0, 1 << 52],
        [0, 1, 0, 0, 0, 0, 0, 1], [0, 1 << 40, 1 << 40, 1 << 20, 1 << 40, 1 << 20, 1 << 20, 1],
    ]) func greatCountsEndInEstimatesOrReasons(_ table: [Int]) throws {
        try check(CaptureCounts(lists: ["A", "B", "C"], counts: table))
    }

    @Test(arguments: ["Mb", "Mbh", "Mth Darroch", "Mh Chao", "[12,23]", "[12]", "[1,2,3]"])
    func namedModelsEndInAFitOrAReason(_ name: String) throws {
        var random = Numbers(state: 11)
        for _ in 0..<25 {
            var table = [Int](repeating: 0, count: 8)
            for h in 1..<8 where UInt64.random(in: 0..<10, using: &random) < 6 {
                table[h] = Int.random(in: 1...9, using: &random)
            }
            for list in 0..<3 { table[1 << list] += 1 }
            var settings = settings()
            settings.model = name
            let counts = try CaptureCounts(lists: ["A", "B", "C"], counts: table)
            let result = try CaptureRecapture(counts, settings: settings, path: "c.csv")
            #expect((result.named == nil) == (result.refusal != nil), "\(name) \(table)")
            if let named = result.named {
                #expect(named.population >= Double(counts.observed) * (1 - 1e-9))
                #expect(named.histories.allSatisfy { $0.pearson.isFinite && $0.deviance.isFinite })
            }
        }
    }
}
