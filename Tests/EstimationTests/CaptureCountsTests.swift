import Testing

@testable import Estimation

@Suite struct CaptureCountsTests {
    /// The counts with lists in another order.
    private func relabelled(_ counts: CaptureCounts, _ order: [Int]) throws -> CaptureCounts {
        var table = [Int](repeating: 0, count: counts.counts.count)
        for (history, count) in counts.counts.enumerated() { table[moved(history, order)] = count }
        return try CaptureCounts(lists: order.map { counts.lists[$0] }, counts: table)
    }

    private func moved(_ set: Int, _ order: [Int]) -> Int {
        order.enumerated().reduce(0) { $0 | (set & (1 << $1.element) != 0 ? 1 << $1.offset : 0) }
    }

    @Test func theOrderOfListsDoesNotMatter() throws {
        let counts = try published("kosovo")
        let order = [2, 0, 3, 1]
        let other = try relabelled(counts, order)
        for model in try LogLinearModel.all(listCount: 4) {
            let renamed = try LogLinearModel(
                listCount: 4,
                interactions: model.generators.filter { $0.nonzeroBitCount > 1 }.map { moved($0, order) }
            )
            let (a, b) = (try #require(counts.fit(model).fit), try #require(other.fit(renamed).fit))
            #expect(difference(a.population, b.population) < 1e-10)
            #expect(difference(a.deviance, b.deviance) < 1e-10)
        }
        #expect(difference(try counts.stepwise().population, try other.stepwise().population) < 1e-10)
        let (a, b) = (try SampleCoverage(counts), try SampleCoverage(other))
        #expect(difference(a.lowCoverage, b.lowCoverage) < 1e-12)
        #expect(counts.chaoBounds == other.chaoBounds)
        let range = 0...20_000
        let (c, d) = (
            try GraphAveraging(counts, unseen: range, step: 20),
            try GraphAveraging(other, unseen: range, step: 20)
        )
        #expect(difference(c.mean, d.mean) < 1e-10)
    }

    @Test func estimatesGrowWithTheCounts() throws {
        let counts = try published("lesbian_allegheny")
        let many = try CaptureCounts(lists: counts.lists, counts: counts.counts.map { $0 * 10 })
        let terms = try model("[12,14,23,24,34]", listCount: 4)
        let (a, b) = (try #require(counts.fit(terms).fit), try #require(many.fit(terms).fit))
        #expect(difference(b.population, 10 * a.population) < 1e-10)
        #expect(difference(b.deviance, 10 * a.deviance) < 1e-9)
        let (c, d) = (try SampleCoverage(counts), try SampleCoverage(many))
        #expect(difference(d.lowCoverage, 10 * c.lowCoverage) < 1e-12)
    }

    @Test func thereAreAsManyModelsAsKnown() throws {
        for (lists, order, count) in [(2, nil, 1), (3, nil, 8), (4, nil, 113), (5, 2, 1024), (5, nil, 6893)]
            as [(Int, Int?, Int)]
        {
            let models = try LogLinearModel.all(listCount: lists, order: order)
            #expect(models.count == count && Set(models).count == count)
        }
        #expect(throws: EstimationError.self) { try LogLinearModel.all(listCount: 7) }
        #expect(throws: EstimationError.self) { try LogLinearModel.all(listCount: 4, order: 0) }
        #expect(throws: EstimationError.self) { try LogLinearModel(listCount: 3, interactions: [7]) }
        #expect(throws: EstimationError.self) { try LogLinearModel(listCount: 3, interactions: [9]) }
        #expect(try LogLinearModel(listCount: 4, interactions: [0b0111, 0b1001, 0b0011]).name == "[123,14]")
    }

    @Test(arguments: [
        (["A"], [0, 1]), (["A", "B"], [0, 1, 2]), (["A", "B"], [1, 1, 1, 1]), (["A", "B"], [0, -1, 1, 1]),
        (["A", "B"], [0, 0, 0, 0]), (["A", "B"], [0, Int.max, Int.max, 1]),
        (["A", "B"], [0, 1 << 53, 1, 0]), ([], [0]),
    ]) func impossibleTablesAreRefused(_ lists: [String], _ counts: [Int]) {
        #expect(throws: EstimationError.self) { try CaptureCounts(lists: lists, counts: counts) }
    }

    @Test func hostileTablesEndInAnEstimateOrAnError() throws {
        let tables = [
            [0, 1, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 0, 0, 1 << 52],
            [0, 1 << 50, 1, 1, 1, 1, 1, 1], [0, 1, 1, 1 << 50, 1, 1, 1, 1 << 50], [0, 5, 0, 5, 0, 5, 0, 5],
        ]
        var settings = LatentClassEstimate.Settings()
        (settings.draws, settings.burnIn, settings.thinning, settings.chains) = (4, 2, 1, 1)
        for table in tables {
            let counts = try CaptureCounts(lists: ["A", "B", "C"], counts: table)
            for model in try LogLinearModel.all(listCount: 3) {
                guard let fit = try counts.fit(model).fit else { continue }
                #expect(fit.population.isFinite && fit.population >= Double(counts.observed))
                _ = try? fit.profileInterval(counts)
            }
            _ = try? counts.stepwise()
            _ = try? counts.stepwiseBootstrap(draws: 3, seed: 1)
            _ = try? SampleCoverage(counts)
            _ = try? counts.sampleCoverageErrors(draws: 3, seed: 1)
            _ = try? LatentClassEstimate(counts, settings: settings, seed: 1)
            _ = try? GraphAveraging(counts, unseen: 0...100)
            _ = try? counts.fit(HeterogeneityModel(.chao, listsDiffer: true))
        }
        let counts = try published("hav_taiwan")
        #expect(throws: EstimationError.self) { try GraphAveraging(counts, delta: 0) }
        #expect(throws: EstimationError.self) { try GraphAveraging(counts, unseen: 0...(Int.max)) }
        #expect(throws: EstimationError.self) { try counts.stepwise(threshold: .nan) }
        #expect(throws: EstimationError.self) { try counts.stepwiseBootstrap(draws: 0, seed: 1) }
        #expect(throws: EstimationError.self) {
            try counts.pair(0, 1).chapman.logNormalInterval(level: 1)
        }
    }
}
