import Foundation
import Testing

@testable import Estimation

@Suite struct RepeatedEstimateTests {
    @Test func `draws combine by Rubin's rules`() throws {
        let estimate = try RepeatedEstimate(values: [10, 12, 11, 13], variances: [4, 5, 4, 3])
        #expect(estimate.value == 11.5)
        #expect(estimate.samplingVariance == 4)
        #expect(abs(estimate.linkageVariance - 1.25 * 5 / 3) < 1e-12)
        let ratio = 4 / (1.25 * 5 / 3)
        #expect(abs(estimate.degreesOfFreedom - 3 * (1 + ratio) * (1 + ratio)) < 1e-9)
        let same = try RepeatedEstimate(values: [7, 7], variances: [1, 1])
        #expect(same.linkageShare == 0)
        #expect(abs(same.interval().upper - 8.959963984540054) < 1e-5)
    }

    @Test func `quantiles of t are those of the tables`() {
        #expect(abs(StudentT.quantile(0.975, 1) - 12.706204736432) < 1e-8)
        #expect(abs(StudentT.quantile(0.975, 10) - 2.2281388519649) < 1e-10)
        #expect(abs(StudentT.quantile(0.95, 4) - 2.1318467863266) < 1e-10)
        #expect(abs(StudentT.quantile(0.995, 120) - 2.6174211386) < 1e-8)
        #expect(abs(StudentT.quantile(0.975, .infinity) - 1.959963984540) < 1e-5)
    }

    @Test func `bad draws end in one error`() {
        #expect(throws: EstimationError.self) { try RepeatedEstimate(values: [1], variances: [1]) }
        #expect(throws: EstimationError.self) { try RepeatedEstimate(values: [1, 2], variances: [1]) }
        #expect(throws: EstimationError.self) { try RepeatedEstimate(values: [1, .nan], variances: [1, 1]) }
        #expect(throws: EstimationError.self) { try RepeatedEstimate(values: [1, 2], variances: [1, -1]) }
        #expect(throws: EstimationError.self) { try UncertainMatches(probabilities: [1.1]) }
    }

    /// The share of Student's t above a value, by Simpson's rule over the density.
    private func slowTail(_ t: Double, _ degrees: Double) -> Double {
        // The density is proportional to (1 + x²/ν)^(−(ν+1)/2); with x = tan θ·√ν the tail becomes a finite integral
        // of cos θ^(ν−1).
        func integral(from: Double, to: Double) -> Double {
            let steps = 20_000
            let width = (to - from) / Double(steps)
            func f(_ x: Double) -> Double { pow(cos(x), degrees - 1) }
            var sum = f(from) + f(to)
            for i in 1..<steps { sum += (i % 2 == 0 ? 2 : 4) * f(from + Double(i) * width) }
            return sum * width / 3
        }
        let half = Double.pi / 2
        return integral(from: atan(t / degrees.squareRoot()), to: half) / (2 * integral(from: 0, to: half))
    }

    @Test(arguments: [1.0, 2, 3, 7, 30], [0.3, 1.0, 2.5])
    func `tails of t are those of its density`(degrees: Double, t: Double) {
        #expect(abs(StudentT.tail(t, degrees) - slowTail(t, degrees)) < 1e-9)
    }

    @Test(arguments: [1.0, 4, 25, 1e4])
    func `quantiles are where the tail says`(degrees: Double) {
        for p in [0.5, 0.6, 0.9, 0.975, 0.999] {
            #expect(abs(StudentT.tail(StudentT.quantile(p, degrees), degrees) - (1 - p)) < 1e-12)
        }
    }

    @Test func `intervals of the normal distribution reach as far as tables say`() {
        for (level, reach) in [(0.5, 0.674489750196), (0.8, 1.281551565545), (0.9, 1.644853626951)] {
            #expect(abs(ConfidenceInterval.normalReach(level: level) - reach) < 1e-9)
        }
        #expect(abs(ConfidenceInterval.normalReach(level: 0.95) - 1.959963984540) < 1e-9)
        #expect(abs(ConfidenceInterval.normalReach(level: 0.99) - 2.575829303549) < 1e-9)
    }

    @Test func `Chao's variance is the one done by hand`() throws {
        // Three lists, f₁ = 30 and f₂ = 20: r = 30/21.
        let counts = try CaptureCounts(lists: ["a", "b", "c"], counts: [0, 10, 10, 5, 10, 5, 10, 10])
        let bounds = counts.chaoBounds
        #expect(bounds.once == 30 && bounds.twice == 20)
        #expect(abs(bounds.biasCorrectedVariance - 21 * (100.0 / 98 + 1000.0 / 343 + 10_000.0 / 9604)) < 1e-9)
        // Where nobody was caught twice it still is a number.
        let once = try CaptureCounts(lists: ["a", "b"], counts: [0, 3, 2, 0])
        #expect(once.chaoBounds.biasCorrectedVariance == 25.0 / 2 + 125 + 625.0 / 4)
    }
}
