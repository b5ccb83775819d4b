import Testing

@testable import Estimation

@Suite struct CommonInteractionsTests {
    @Test func oneGroupIsThePlainModel() throws {
        let counts = try published("kosovo")
        let terms = try model("[123,14,34]", listCount: 4)
        let (a, b) = (try CommonInteractions(terms, [counts]), try #require(try counts.fit(terms).fit))
        #expect(difference(a.population, b.population) < 1e-10)
        #expect(difference(a.variance.squareRoot(), b.standardError) < 1e-9)
        #expect(difference(a.deviance, b.deviance) < 1e-9 && a.degreesOfFreedom == b.degreesOfFreedom)
        #expect(difference(a.aic, b.aic) < 1e-10 && difference(a.bic, b.bic) < 1e-10)
    }

    @Test func independentListsNeedNoCommonTerms() throws {
        let tables = try [published("hav_taiwan"), published("spina_bifida_my3")]
        let plain = try LogLinearModel(listCount: 3)
        let common = try CommonInteractions(plain, tables)
        let fits = try tables.map { try #require(try $0.fit(plain).fit) }
        #expect(zip(common.populations, fits).allSatisfy { difference($0, $1.population) < 1e-10 })
        #expect(
            difference(common.variance, fits.reduce(0) { $0 + $1.standardError * $1.standardError }) < 1e-8
        )
        #expect(difference(common.deviance, fits.reduce(0) { $0 + $1.deviance }) < 1e-9)
    }

    /// Two groups of one population: a common interaction is more precise than two, and fits little worse.
    @Test func groupsThatAreAlikeShareTheirInteraction() throws {
        var random = KeyedGenerator(seed: 3, purpose: .latentClasses, entity: 2)
        var tables = [[Int]](repeating: [Int](repeating: 0, count: 8), count: 2)
        for group in 0..<2 {
            for _ in 0..<4000 {
                let first = random.unit() < (group == 0 ? 0.5 : 0.3)
                let second = random.unit() < (first ? 0.6 : 0.3)
                let third = random.unit() < (group == 0 ? 0.2 : 0.5)
                tables[group][(first ? 1 : 0) + (second ? 2 : 0) + (third ? 4 : 0)] += 1
            }
            tables[group][0] = 0
        }
        let counts = try tables.map { try CaptureCounts(lists: ["A", "B", "C"], counts: $0) }
        let terms = try model("[12,3]", listCount: 3)
        let common = try CommonInteractions(terms, counts)
        let fits = try counts.map { try #require(try $0.fit(terms).fit) }
        #expect((common.population - 8000).magnitude < 3 * common.variance.squareRoot())
        #expect(common.variance < fits.reduce(0) { $0 + $1.standardError * $1.standardError } * 1.02)
        let worse = common.deviance - fits.reduce(0) { $0 + $1.deviance }
        #expect(worse >= -1e-9 && worse < 10.83)
        #expect(common.degreesOfFreedom == fits.reduce(0) { $0 + $1.degreesOfFreedom } + 1)
        let interval = try common.interval()
        #expect(interval.lower < common.population && interval.upper ?? 0 > common.population)
    }

    @Test func tablesOfOtherListsAreRefused() throws {
        let terms = try LogLinearModel(listCount: 3)
        #expect(throws: EstimationError.self) { try CommonInteractions(terms, []) }
        #expect(throws: EstimationError.self) { try CommonInteractions(terms, [published("kosovo")]) }
        #expect(throws: EstimationError.self) {
            try CommonInteractions(model("[12,3]", listCount: 3), [published("artificial3")])
        }
    }

    @Test func drawsOfGraphsHaveTheirQuantiles() throws {
        let average = try GraphAveraging(published("hiv_rome"), unseen: 1...400_000)
        let draws = PosteriorDraws(average.draws(20_000, seed: 1, stream: 4))
        #expect((draws.median / average.median - 1).magnitude < 0.005)
        let (a, b) = (try draws.interval(), try average.interval())
        #expect(
            (a.lower / b.lower - 1).magnitude < 0.01 && ((a.upper ?? 0) / (b.upper ?? 1) - 1).magnitude < 0.02
        )
        #expect(average.draws(5, seed: 1, stream: 4) != average.draws(5, seed: 1, stream: 5))
    }

    /// Chains of a table with two modes: a middle half of one that the other never meets is told.
    @Test func chainsAreCompared() throws {
        var settings = LatentClassEstimate.Settings()
        (settings.draws, settings.burnIn, settings.thinning) = (300, 300, 2)
        let estimate = try LatentClassEstimate(published("hav_taiwan"), settings: settings, seed: 1)
        #expect(estimate.chainMedians.count == 4 && !estimate.hasSeparateModes)
        #expect(estimate.rankScaleReduction < 1.2 && estimate.rankScaleReduction > 0.95)
        let other = try LatentClassEstimate(published("hav_taiwan"), settings: settings, seed: 1, stream: 1)
        #expect(other.draws != estimate.draws)
        // Too few iterations to leave the start: chains differ.
        (settings.draws, settings.burnIn, settings.thinning, settings.chains) = (4, 0, 1, 8)
        let short = try LatentClassEstimate(published("kosovo"), settings: settings, seed: 2)
        #expect(short.rankScaleReduction > 1.2 || short.hasSeparateModes)
    }
}
