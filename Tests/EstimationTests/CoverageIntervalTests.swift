import Testing

@testable import Estimation

/// How sure a share is that was counted in replicates.
@Suite struct CoverageIntervalTests {
    /// Values of Clopper and Pearson's interval as tables print them.
    @Test(arguments: [
        (95.0, 100.0, 0.8872, 0.9836), (8, 10, 0.4439, 0.9748), (10, 10, 0.6915, 1), (0, 10, 0, 0.3085),
        (1, 1, 0.025, 1), (100, 100, 0.9638, 1), (89, 100, 0.8117, 0.9438), (98, 100, 0.9296, 0.9976),
    ]) func exactIntervalsAreThoseOfTables(held: Double, trials: Double, lower: Double, upper: Double) {
        let interval = CoverageInterval(held: held, of: trials)
        #expect(abs(interval.lower - lower) < 5e-5 && abs(interval.upper - upper) < 5e-5, "\(interval)")
    }

    @Test func cellsThatGoTogetherTellLess() {
        // Ten cells that hold or fail together, in twenty replicates: no more than twenty trials.
        let together = CoverageInterval(shares: (0..<20).map { $0 == 0 ? 0 : 1 }, held: 190, of: 200)
        let independent = CoverageInterval(held: 190, of: 200)
        let twenty = CoverageInterval(held: 19, of: 20)
        #expect(together.lower < independent.lower && together.upper > independent.upper)
        #expect(abs(together.lower - twenty.lower) < 0.05)
        // One replicate is one trial; what always holds is known no better than by replicates.
        #expect(
            CoverageInterval(shares: [0.9], held: 9, of: 10) == CoverageInterval(held: 0.9, of: 1)
        )
        #expect(
            CoverageInterval(shares: [1, 1, 1], held: 30, of: 30) == CoverageInterval(held: 3, of: 3)
        )
        // As many in each replicate: at most as many trials as there are cells.
        let even = CoverageInterval(shares: [Double](repeating: 0.95, count: 50), held: 950, of: 1000)
        let all = CoverageInterval(held: 950, of: 1000)
        #expect(even.lower <= all.lower && even.lower > 0.9)
    }

    @Test func verdictsAreWhereTheNominalLevelLies() {
        #expect(CoverageInterval(held: 95, of: 100).verdict(0.95) == .compatible)
        #expect(CoverageInterval(held: 89, of: 100).verdict(0.95) == .tooSeldom)
        #expect(CoverageInterval(held: 100, of: 100).verdict(0.95) == .tooOften)
        #expect(CoverageInterval(held: 10, of: 10).verdict(0.95) == .compatible)
    }
}
