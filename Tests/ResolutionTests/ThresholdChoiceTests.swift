import Columns
import Testing

@testable import Resolution

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct ThresholdChoiceTests {
    /// Weights on the grid of the histogram.
    private func weights(_ count: Int, seed: UInt64) -> [Float] {
        var random = KeyedRandom(seed: seed, purpose: 9, entity: 0)
        return (0..<count).map { _ in Float(random.nextIndex(below: 1600) - 800) / 64 }
    }

    private func probability(_ weight: Float) -> Double { 1 / (1 + exp2(-Double(weight))) }

    @Test func theBestExpectedFIsFound() throws {
        for seed in 0..<20 as Range<UInt64> {
            let given = weights(200, seed: seed)
            let elsewhere = Double(seed) * 5
            let matches = given.map(probability).reduce(elsewhere, +)
            let best = given.map { threshold in
                let kept = given.filter { $0 >= threshold }
                return 2 * kept.map(probability).reduce(0, +) / (Double(kept.count) + matches)
            }.max()
            let choice = try #require(try ThresholdChoice.choose(weights: given, matchesElsewhere: elsewhere))
            #expect(abs(choice.expectedF - (best ?? 0)) < 1e-9)
            #expect(choice.accepted == given.count { $0 >= choice.threshold })
            #expect(abs(choice.expectedMatches - matches) < 1e-9)
        }
    }

    @Test func thePrecisionAimedAtIsKept() throws {
        let given = weights(500, seed: 3)
        for share in [0.9, 0.99] {
            let choice = try #require(try ThresholdChoice.choose(weights: given, aim: .precision(share)))
            #expect(choice.expectedPrecision >= share)
            // Never a lower threshold than the best F has, and of those that keep the precision the best F.
            let best = try #require(try ThresholdChoice.choose(weights: given))
            #expect(choice.threshold >= best.threshold)
            let matches = given.map(probability).reduce(0, +)
            for threshold in given {
                let kept = given.filter { $0 >= threshold }
                let right = kept.map(probability).reduce(0, +)
                if right < share * Double(kept.count) { continue }
                #expect(2 * right / (Double(kept.count) + matches) <= choice.expectedF + 1e-9)
            }
        }
        #expect(try ThresholdChoice.choose(weights: [0, 1], aim: .precision(0.999)) == nil)
        #expect(try ThresholdChoice.choose(weights: []) == nil)
    }

    @Test func matchesElsewhereLowerRecall() throws {
        let given = weights(500, seed: 4)
        let all = try #require(try ThresholdChoice.choose(weights: given))
        let some = try #require(try ThresholdChoice.choose(weights: given, matchesElsewhere: 300))
        #expect(some.expectedRecall < all.expectedRecall)
        #expect(some.threshold <= all.threshold)
    }

    @Test func extremeWeightsAreKept() throws {
        let choice = try #require(try ThresholdChoice.choose(weights: [1e30, 200, -1e30, -90]))
        #expect(choice.accepted == 2 && choice.expectedPrecision == 1)
    }

    @Test func faultySettingsAreRefused() {
        #expect(throws: ResolutionError.self) { try ThresholdChoice.choose(weights: [.nan]) }
        #expect(throws: ResolutionError.self) {
            try ThresholdChoice.choose(weights: [], matchesElsewhere: -1)
        }
        #expect(throws: ResolutionError.self) { try ThresholdChoice.choose(weights: [], aim: .precision(95)) }
    }
}
