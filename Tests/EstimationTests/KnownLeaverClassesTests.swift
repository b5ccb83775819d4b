import Testing

@testable import Estimation

/// People by lists, of whom some left as others are known to have.
@Suite struct KnownLeaverClassesTests {
    private static let resident = [0.98, 0.9, 0.6, 0.7, 0.4]
    private static let rarer = [0.9, 0.5, 0.2, 0.2, 0.1]
    private static let leaver = [0.85, 0.35, 0.1, 0.08, 0.3]

    /// Expected people with two lists or more, by history.
    private static func expected(_ chance: [Double], _ people: Double) -> [Double] {
        (0..<32).map { history in
            chance.indices.reduce(people) { $0 * (history >> $1 & 1 == 1 ? chance[$1] : 1 - chance[$1]) }
        }
    }

    private func counts(_ left: Double, known: Double, share: Double = 0.25) -> KnownLeaverCounts {
        let histories = (0..<32).filter { $0.nonzeroBitCount >= 2 }
        func people(_ parts: [([Double], Double)]) -> [Double] {
            let all = parts.map { Self.expected($0.0, $0.1) }
            return histories.map { h in all.reduce(0) { $0 + $1[h] } }
        }
        return KnownLeaverCounts(
            lists: 5,
            histories: histories.map { UInt32($0) },
            confirmed: people([(Self.resident, 15_000), (Self.rarer, 5000)]),
            unseen: people([
                (Self.resident, 8000 * (1 - share)), (Self.rarer, 8000 * share), (Self.leaver, left),
            ]),
            left: people([(Self.leaver, known)])
        )
    }

    /// Leavers among people on two lists or more.
    private func seen(_ people: Double) -> Double {
        zip(0..<32, Self.expected(Self.leaver, people)).reduce(0) {
            $1.0.nonzeroBitCount >= 2 ? $0 + $1.1 : $0
        }
    }

    @Test(arguments: [200.0, 600, 1500]) func leaversAreFoundByTheListsOfThoseKnown(_ left: Double) {
        for shares in [KnownLeaverClasses.Shares.free, .tied] {
            let counts = counts(left, known: 900)
            let fit = KnownLeaverClasses(counts, shares: shares)
            let truth = seen(left)
            #expect(abs(fit.expected / truth - 1) < 0.15, "\(shares): \(fit.expected), truth \(truth)")
            let sum = zip(counts.unseen, fit.probabilities).reduce(0) { $0 + $1.0 * $1.1 }
            #expect(abs(sum - fit.expected) < 1e-9)
            #expect(fit.probabilities.allSatisfy { (0...1).contains($0) })
        }
    }

    @Test func nobodyIsFoundWhereNobodyLeft() {
        for shares in [KnownLeaverClasses.Shares.free, .tied] {
            let fit = KnownLeaverClasses(counts(0, known: 900), shares: shares)
            #expect(fit.expected < 0.003 * 8000, "\(shares): \(fit.expected)")
        }
    }

    @Test func otherPriorsMoveTheEstimateLittle() {
        let counts = counts(600, known: 900)
        let usual = KnownLeaverClasses(counts, shares: .tied).expected
        for (chance, share) in [(1.0, 19.0), (2, 19), (1.5, 1), (1.5, 49)] {
            var prior = KnownLeaverClasses.Prior()
            (prior.chance, prior.share) = (chance, share)
            let other = KnownLeaverClasses(counts, shares: .tied, prior: prior).expected
            #expect(abs(other / usual - 1) < 0.05, "Beta(\(chance)), Beta(1, \(share)): \(other), \(usual)")
        }
    }

    @Test func aFitThatStartsFromAnotherEndsWhereThatDoes() {
        let counts = counts(600, known: 900)
        let cold = KnownLeaverClasses(counts, shares: .free)
        let warm = KnownLeaverClasses(counts, shares: .free, from: cold)
        #expect(abs(warm.expected / cold.expected - 1) < 0.01)
    }

    @Test func groupsWithoutPeopleGiveNumbers() {
        var counts = counts(0, known: 0)
        counts.unseen = counts.unseen.map { _ in 0 }
        #expect(KnownLeaverClasses(counts, shares: .free).expected == 0)
        counts.confirmed = counts.unseen
        #expect(KnownLeaverClasses(counts, shares: .tied).expected == 0)
    }
}

/// Limits of people who were missed, and of shares that are assumed.
@Suite struct UnseenLimitsTests {
    @Test(
        arguments: [
            // R: pgamma(x, a).
            (0.5, 0.5, 0.682689492137086), (2.0, 3.0, 0.800851726528544), (10, 5, 0.031828057306204),
            (100, 110, 0.841721329339396), (0.1, 0.01, 0.662626415870866),
        ] as [(Double, Double, Double)]
    ) func theGammaDistributionIsThatOfTables(
        _ shape: Double,
        _ x: Double,
        _ share: Double
    ) {
        #expect(abs(GammaDistribution.share(shape, below: x) - share) < 1e-5)
        let quantile = GammaDistribution.quantile(share, shape: shape)
        #expect(abs(quantile / x - 1) < 1e-4)
    }

    @Test func limitsHoldNobodyWhereFewAreMissed() {
        let few = GammaDistribution.unseenLimits(0.5, variance: 1, level: 0.95)
        #expect(few.lower == 0 && few.upper > 2 && few.upper < 6)
        let many = GammaDistribution.unseenLimits(10_000, variance: 900, level: 0.95)
        #expect(abs(many.lower - (10_000 - 58.8)) < 2 && abs(many.upper - (10_000 + 58.8)) < 2)
        let none = GammaDistribution.unseenLimits(0, variance: 0, level: 0.95)
        #expect(none.lower == 0 && none.upper > 0)
        // Beyond a million the cube root takes over.
        let near = GammaDistribution.quantile(0.975, shape: 0.999e6) / 0.999e6
        #expect(abs(near - GammaDistribution.quantile(0.975, shape: 1.001e6) / 1.001e6) < 1e-5)
    }

    @Test func theAssumedShareReachesAsFarAsItsBeta() {
        let prior = SharePrior.unchecked
        // R: qbeta(c(.025, .975), 1.9192, 46.061).
        #expect(abs(prior.quantile(0.025) - 0.0046) < 0.0005 && abs(prior.quantile(0.975) - 0.1101) < 0.002)
        #expect(prior.isPossible && !SharePrior(share: 0.04, deviation: 0.3).isPossible)
        #expect(SharePrior(share: 0.1, deviation: 0).quantile(0.9) == 0.1)
        #expect(prior.error(size: 1) == prior.deviation && prior.error(size: 0) > prior.deviation)
    }
}
