import Testing

@testable import Estimation

@Suite struct NumericsTests {
    /// Values from tables: Abramowitz and Stegun (1964).
    @Test func specialFunctionsHaveTheirKnownValues() {
        #expect(difference(Real.logGamma(0.5), 0.57236494292470008707) < 1e-14)
        #expect(difference(Real.logGamma(1), 0) < 1e-14 && difference(Real.logGamma(2), 0) < 1e-14)
        #expect(difference(Real.logGamma(100), 359.13420536957539878) < 1e-15)
        #expect(difference(Real.logGamma(1e6), 12815504.569147611) < 1e-15)
        #expect(difference(Real.digamma(1), -0.57721566490153286061) < 1e-14)
        #expect(difference(Real.digamma(0.5), -1.9635100260214234794) < 1e-14)
        #expect(difference(Real.normalQuantile(0.975), 1.9599639845400542355) < 1e-15)
        #expect(difference(Real.normalQuantile(1e-10), -6.3613409024040562) < 1e-14)
        #expect(Real.normalQuantile(0) == -.infinity && Real.normalQuantile(1) == .infinity)
    }

    @Test func poissonTailsAreSumsOfMasses() {
        for (observed, mean) in [(0, 0.5), (3, 2.5), (2, 9.5), (40, 12), (7, 7)] as [(Int, Double)] {
            var below = 0.0
            for k in 0...observed {
                below += Real.exp(Double(k) * Real.log(mean) - mean - Real.logFactorial(Double(k)))
            }
            let mass = Real.exp(
                Double(observed) * Real.log(mean) - mean - Real.logFactorial(Double(observed))
            )
            let tails = Real.poissonTails(observed: observed, mean: mean)
            #expect(difference(tails.atMost, below) < 1e-13)
            #expect(difference(tails.atLeast, 1 - below + mass) < 1e-13)
        }
        #expect(Real.poissonTails(observed: 0, mean: 0) == (1, 1))
    }

    /// Known answers of Random123 (kat_vectors, philox4x32 with 10 rounds).
    @Test func theGeneratorGivesItsKnownAnswers() {
        #expect(
            KeyedGenerator.philox((0, 0, 0, 0), key: (0, 0)) == (
                0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8
            )
        )
        #expect(
            KeyedGenerator.philox(
                (0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
                key: (0xa409_3822, 0x299f_31d0)
            )
                == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
        )
        var random = KeyedGenerator(seed: 1, purpose: .latentClasses, entity: 0)
        var other = KeyedGenerator(seed: 1, purpose: .latentClasses, entity: 1)
        #expect(random.next() != other.next())
    }

    @Test(arguments: [(5, 0.3), (100, 0.02), (100, 0.97), (1000, 0.4), (1_000_000, 0.6)])
    func binomialDrawsHaveTheirMoments(_ trials: Int, _ p: Double) {
        var random = KeyedGenerator(seed: 1, purpose: .sparseBootstrap, entity: UInt64(trials))
        let draws = (0..<4000).map { _ in Double(random.binomial(trials, p)) }
        check(draws, mean: Double(trials) * p, variance: Double(trials) * p * (1 - p))
        #expect(draws.allSatisfy { $0 >= 0 && $0 <= Double(trials) })
    }

    @Test(arguments: [0.3, 4, 25, 10_000]) func poissonAndGammaDrawsHaveTheirMoments(_ mean: Double) {
        var random = KeyedGenerator(seed: 2, purpose: .sparseBootstrap, entity: 1)
        check((0..<4000).map { _ in Double(random.poisson(mean)) }, mean: mean, variance: mean)
        check((0..<4000).map { _ in random.gamma(mean) }, mean: mean, variance: mean)
    }

    private func check(_ draws: [Double], mean: Double, variance: Double) {
        let n = Double(draws.count)
        let average = draws.reduce(0, +) / n
        let spread = draws.reduce(0) { $0 + ($1 - average) * ($1 - average) } / n
        #expect((average - mean).magnitude < 4.5 * (variance / n).squareRoot())
        #expect((spread / variance - 1).magnitude < 0.25)
    }
}
