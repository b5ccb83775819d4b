import Testing

@testable import Estimation

@Suite struct LinkageCorrectedTests {
    private let lists = (first: 93_000, second: 85_000)

    /// The formulas in R, with 77,600 links of lists of 93,000 and 85,000.
    @Test func correctedEstimatesHaveTheirKnownValues() throws {
        let counts = try TwoListCounts(first: lists.first, second: lists.second, matches: 77_600)
        let alpha = try ErrorRate.known(0.98)
        let known: [(LinkageErrorRates, Double, Double, Double, Double)] = [
            (
                .dingFienberg(linked: alpha, falselyLinked: try .known(0.002)), 79155.4192229039,
                99866.8199550469, 35.912574882004, 62.590776567994
            ),
            (
                .diConsiglioTuoto(linked: alpha, falselyLinked: try .known(0.002)), 79143.4426229508,
                99881.9325772875, 35.973061842383, 62.877063543078
            ),
            (
                .deWolf(
                    linked: alpha,
                    falselyLinkedFirst: try .known(0.003),
                    falselyLinkedSecond: try .known(0.001)
                ), 79135.2459016393, 99892.2782122326, 36.014467040392,
                63.013403870759
            ),
        ]
        for (rates, matches, population, sampling, error) in known {
            let result = try counts.linkageCorrected(rates)
            #expect(difference(result.trueMatches, matches) < 1e-12)
            #expect(difference(result.estimate.population, population) < 1e-12)
            #expect(difference(result.samplingVariance.squareRoot(), sampling) < 1e-12)
            #expect(difference(result.estimate.standardError, error) < 1e-12)
            #expect(result.auditVariance == 0)
        }
    }

    @Test func withoutErrorsNothingIsCorrected() throws {
        let counts = try TwoListCounts(first: lists.first, second: lists.second, matches: 79_050)
        let (one, none) = (try ErrorRate.known(1), try ErrorRate.known(0))
        let plain = try counts.lincolnPetersen()
        for rates: LinkageErrorRates in [
            .dingFienberg(linked: one, falselyLinked: none),
            .diConsiglioTuoto(linked: one, falselyLinked: none),
            .deWolf(linked: one, falselyLinkedFirst: none, falselyLinkedSecond: none),
        ] {
            let result = try counts.linkageCorrected(rates)
            #expect(result.estimate.population == plain.population)
            #expect(difference(result.estimate.variance, plain.variance) < 1e-12)
        }
    }

    /// Each part of the audit variance against the slope of the estimate in that rate.
    @Test func theDeltaMethodFollowsTheSlopes() throws {
        let counts = try TwoListCounts(first: lists.first, second: lists.second, matches: 77_600)
        func estimate(_ a: Double, _ b1: Double, _ b2: Double) throws -> Double {
            try counts.linkageCorrected(
                .deWolf(
                    linked: .known(a),
                    falselyLinkedFirst: .known(b1),
                    falselyLinkedSecond: .known(b2)
                )
            ).estimate.population
        }
        let h = 1e-6
        let slopes = [
            (try estimate(0.98 + h, 0.003, 0.001) - estimate(0.98 - h, 0.003, 0.001)) / (2 * h),
            (try estimate(0.98, 0.003 + h, 0.001) - estimate(0.98, 0.003 - h, 0.001)) / (2 * h),
            (try estimate(0.98, 0.003, 0.001 + h) - estimate(0.98, 0.003, 0.001 - h)) / (2 * h),
        ]
        let audited = try [
            ErrorRate(value: 0.98, variance: 1e-6), ErrorRate(value: 0.003, variance: 2e-7),
            ErrorRate(value: 0.001, variance: 3e-7),
        ]
        let result = try counts.linkageCorrected(
            .deWolf(linked: audited[0], falselyLinkedFirst: audited[1], falselyLinkedSecond: audited[2])
        )
        let expected = zip(slopes, audited).reduce(0) { $0 + $1.0 * $1.0 * $1.1.variance }
        #expect((result.auditVariance / expected - 1).magnitude < 1e-6)
    }

    /// A population of 5,000 linked with error, drawn again and again: coverage of the corrected 95 % interval.
    @Test func intervalsHoldTheirLevelUnderLinkageError() throws {
        var random = KeyedGenerator(seed: 11, purpose: .coverageBootstrap, entity: 1)
        let (n, p1, p2, alpha, beta) = (5000, 0.9, 0.6, 0.97, 0.01)
        var (covered, naive, sum) = (0, 0, 0.0)
        let runs = 1500
        for _ in 0..<runs {
            let first = random.binomial(n, p1)
            let x = random.binomial(first, p2)
            let second = x + random.binomial(n - first, p2)
            let links = random.binomial(x, alpha) + random.binomial(first - x, beta)
            let counts = try TwoListCounts(first: first, second: second, matches: min(links, second))
            let rates = LinkageErrorRates.dingFienberg(
                linked: try .audited(random.binomial(1000, alpha), of: 1000),
                falselyLinked: try .audited(random.binomial(1000, beta), of: 1000)
            )
            let result = try counts.linkageCorrected(rates).estimate
            sum += result.population
            if (result.population - 5000).magnitude <= 1.96 * result.standardError { covered += 1 }
            let plain = try counts.lincolnPetersen()
            if (plain.population - 5000).magnitude <= 1.96 * plain.standardError { naive += 1 }
        }
        #expect((sum / Double(runs) / 5000 - 1).magnitude < 0.001)
        #expect((0.93...0.965).contains(Double(covered) / Double(runs)))
        #expect(Double(naive) / Double(runs) < 0.1)
    }

    @Test func ratesThatTellNothingAreRefused() throws {
        let counts = try TwoListCounts(first: 100, second: 100, matches: 10)
        let (half, most) = (try ErrorRate.known(0.5), try ErrorRate.known(0.6))
        #expect(throws: EstimationError.self) {
            try counts.linkageCorrected(.dingFienberg(linked: half, falselyLinked: most))
        }
        #expect(throws: EstimationError.self) {
            try counts.linkageCorrected(.dingFienberg(linked: most, falselyLinked: half))
        }
        #expect(throws: EstimationError.self) { try ErrorRate.known(1.1) }
        #expect(throws: EstimationError.self) { try ErrorRate.known(.nan) }
        #expect(throws: EstimationError.self) { try ErrorRate.audited(3, of: 0) }
        #expect(throws: EstimationError.self) { try ErrorRate.audited(4, of: 3) }
    }

    /// The formula in R: list of 98,000, survey of 85,000, 79,050 matches.
    @Test func trimmingFollowsItsCurve() throws {
        let counts = try TwoListCounts(first: 98_000, second: 85_000, matches: 79_050)
        let trimmed = try TrimmedDualSystem(counts, trimmed: [(1000, 50), (3000, 150), (5000, 250)])
        let known = [
            (105376.344086022, 43.604647431119), (104367.088607595, 42.497811982887),
            (102344.74017744, 40.182191234132), (100317.258883249, 37.713915861725),
        ]
        for (step, (population, error)) in zip(trimmed.steps, known) {
            #expect(difference(step.estimate.population, population) < 1e-12)
            #expect(difference(step.estimate.standardError, error) < 1e-12)
        }
        // It still falls: there is no step to stop at.
        #expect(trimmed.stop == nil)
        // Errors end at 5,000; from there on records are trimmed as they come, matched ones like the others.
        let level = try TrimmedDualSystem(
            counts,
            trimmed: [(5000, 0), (5100, 85), (5200, 170), (5300, 255), (5400, 340)]
        )
        #expect(level.stop == 1)
        #expect(throws: EstimationError.self) { try TrimmedDualSystem(counts, trimmed: [(10, 0), (5, 0)]) }
        #expect(throws: EstimationError.self) { try TrimmedDualSystem(counts, trimmed: [(10, 11)]) }
        #expect(throws: EstimationError.self) { try TrimmedDualSystem(counts, trimmed: [(99_000, 0)]) }
    }

    @Test func aCoverageSurveyTakesStrangersOut() throws {
        // 10,000 residents; the register has 9,000 of them and 1,000 strangers; the survey has 8,000.
        let counts = try TwoListCounts(first: 10_000, second: 8000, matches: 7200)
        let survey = try CoverageSurvey(counts, residents: .known(0.9))
        #expect(difference(survey.estimate.population, 10_000) < 1e-12)
        let sampled = try CoverageSurvey(counts, residents: .audited(900, of: 1000))
        #expect(sampled.estimate.variance > survey.estimate.variance)
        #expect(throws: EstimationError.self) { try CoverageSurvey(counts, residents: .known(0.5)) }
    }
}
