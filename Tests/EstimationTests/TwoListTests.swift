import Testing

@testable import Estimation

@Suite struct TwoListTests {
    @Test func pairsOfListsHaveTheirKnownEstimates() throws {
        for (words, numbers) in rows(pairReference) {
            let counts = try published(words[0])
            let pair = try counts.pair(Int(numbers[1]), Int(numbers[2]))
            let plain = try pair.lincolnPetersen()
            let interval = try pair.chapman.logNormalInterval()
            let found = [
                plain.population, plain.variance, pair.chapman.population, pair.chapman.variance,
                interval.lower,
                interval.upper ?? .nan,
            ]
            for (value, reference) in zip(found, numbers.dropFirst(3)) {
                #expect(difference(value, reference) < 1e-12, "\(words)")
            }
        }
    }

    @Test func theProfileIsThatOfIndependentLists() throws {
        for (both, first, second) in [(49, 86, 73), (3, 20, 9), (900, 100, 30)] {
            let pair = try TwoListCounts(both: both, onlyFirst: first, onlySecond: second)
            let counts = try CaptureCounts(lists: ["A", "B"], counts: [0, first, second, both])
            let fit = try #require(try counts.fit(LogLinearModel(listCount: 2)).fit)
            let (a, b) = (try pair.profileInterval(), try fit.profileInterval(counts))
            #expect(difference(a.population, b.population) < 1e-7)
            #expect(difference(a.interval.lower, b.interval.lower) < 1e-9)
            #expect(difference(a.interval.upper ?? .nan, b.interval.upper ?? 0) < 1e-9)
            #expect(difference(fit.population, try pair.lincolnPetersen().population) < 1e-12)
        }
    }

    @Test func limitsOfAProfileHaveTheLikelihoodTheyPromise() throws {
        let pair = try TwoListCounts(both: 7, onlyFirst: 20, onlySecond: 15)
        func likelihood(_ n: Double) -> Double {
            Real.logGamma(n + 1) - Real.logGamma(n - 41) + (n - 27) * Real.log(n - 27)
                + (n - 22) * Real.log(n - 22) - 2 * n * Real.log(n)
        }
        let profile = try pair.profileInterval(level: 0.9)
        let drop = 2.705543454095404 / 2
        for limit in [profile.interval.lower, profile.interval.upper ?? .nan] {
            #expect((likelihood(profile.population) - likelihood(limit) - drop).magnitude < 1e-9)
        }
        #expect(profile.interval.lower > 42)
        // Everyone on both lists: nobody need be unseen.
        let perfect = try TwoListCounts(both: 50, onlyFirst: 0, onlySecond: 0).profileInterval()
        #expect(perfect.population == 50 && perfect.interval.lower == 50)
        #expect((perfect.interval.upper ?? 0) < 60)
    }

    /// 7.5 million persons, lists of 97 and 90 %: the standard error is 160 persons.
    @Test func nothingIsLostAtTheSizeOfACensus() throws {
        let pair = try TwoListCounts(first: 7_275_000, second: 6_750_000, matches: 6_547_500)
        let plain = try pair.lincolnPetersen()
        #expect(plain.population == 7_500_000 && (plain.standardError - 160.54).magnitude < 0.01)
        let profile = try pair.profileInterval().interval
        let upper = try #require(profile.upper)
        #expect(((upper - profile.lower) / (2 * 1.959964 * plain.standardError) - 1).magnitude < 1e-3)
        let counts = try CaptureCounts(
            lists: ["A", "B"],
            counts: [0, pair.onlyFirst, pair.onlySecond, pair.both]
        )
        let fit = try #require(try counts.fit(LogLinearModel(listCount: 2)).fit)
        #expect(difference(fit.population, 7_500_000) < 1e-12)
        let other = try fit.profileInterval(counts).interval
        #expect((other.lower - profile.lower).magnitude < 0.01)
        #expect(((other.upper ?? 0) - upper).magnitude < 0.01)
    }

    @Test func chapmanIsUnbiasedWhereListsCoverThePopulation() throws {
        // All outcomes of drawing 6 and 5 of 8 persons: hypergeometric matches.
        func choose(_ n: Int, _ k: Int) -> Double {
            k < 0 || k > n
                ? 0
                : Real.exp(
                    Real.logFactorial(Double(n)) - Real.logFactorial(Double(k))
                        - Real.logFactorial(Double(n - k))
                )
        }
        var (mean, total) = (0.0, 0.0)
        for m in 3...5 {
            let weight = choose(6, m) * choose(2, 5 - m)
            mean += weight * (try TwoListCounts(first: 6, second: 5, matches: m).chapman.population)
            total += weight
        }
        #expect((mean / total - 8).magnitude < 1e-12)
    }

    @Test func thinStrataSayWhatTheyWereMergedWith() throws {
        func stratum(_ name: String, _ group: String, _ both: Int) throws -> PostStratification.Stratum {
            .init(
                name: name,
                group: group,
                counts: try TwoListCounts(both: both, onlyFirst: both, onlySecond: 5)
            )
        }
        let strata = try [
            stratum("men 0–19", "men", 40), stratum("men 20–39", "men", 3), stratum("men 40+", "men", 25),
            stratum("women 0–19", "women", 12), stratum("women 20+", "women", 10),
        ]
        let result = try PostStratification(strata)
        #expect(result.cells.map(\.strata) == [[0], [1, 2], [3], [4]])
        #expect(result.estimate(ofStratum: 1)?.mergedWith == ["men 40+"])
        #expect(result.estimate(ofStratum: 0)?.mergedWith == [])
        let parts = (0..<5).compactMap { result.estimate(ofStratum: $0)?.estimate.population }
        #expect(difference(parts.reduce(0, +), result.total.population) < 1e-12)
        #expect(result.total.observed == strata.reduce(0) { $0 + $1.counts.observed })
        #expect(throws: EstimationError.self) { try PostStratification([stratum("all", "", 3)]) }
        #expect(throws: EstimationError.self) { try PostStratification([]) }
    }

    @Test(arguments: [(-1, 3, 3), (3, -1, 3), (Int.max, 1, 1), (1, 1, Int.min)])
    func impossibleCountsAreRefused(_ both: Int, _ first: Int, _ second: Int) {
        #expect(throws: EstimationError.self) {
            try TwoListCounts(both: both, onlyFirst: first, onlySecond: second)
        }
        #expect(throws: EstimationError.self) {
            try TwoListCounts(first: both, second: second, matches: Int.max)
        }
    }
}
