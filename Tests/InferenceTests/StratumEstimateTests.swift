import Estimation
import Testing

@testable import Inference

/// One stratum, estimated in every way.
@Suite struct StratumEstimateTests {
    /// Expected people by history of independent lists, nobody on none of them.
    private func expected(_ people: Double, _ chances: [Double]) -> [Double] {
        var counts = (0..<(1 << chances.count)).map { history in
            chances.indices.reduce(people) {
                $0 * (history >> $1 & 1 == 1 ? chances[$1] : 1 - chances[$1])
            }
        }
        counts[0] = 0
        return counts
    }

    private func estimate(
        _ counts: [Double],
        _ method: EstimationMethod,
        factor: Double = 1
    ) throws -> StratumEstimate {
        try StratumEstimate(
            counts: counts,
            lists: counts.count.trailingZeroBitCount,
            method: method,
            classes: 1,
            factor: factor
        )
    }

    @Test func twoListsAreChapmansEstimate() throws {
        // 100 on the first, 90 on the second, 60 on both: 101 · 91 / 61 − 1.
        let estimate = try estimate([0, 40, 30, 60], .dualSystem)
        let chapman = 101.0 * 91 / 61 - 1
        #expect(abs(estimate.value - chapman) < 1e-9)
        // Seber (1970): (n₁+1)(n₂+1)(n₁−m)(n₂−m) / ((m+1)²(m+2)).
        #expect(abs(estimate.variance - 101.0 * 91 * 40 * 30 / (61 * 61 * 62)) < 1e-9)
        #expect(abs(estimate.estimated - (chapman - 130)) < 1e-9)
        #expect(abs(estimate.weight - chapman / 130) < 1e-12 && estimate.modelVariance == 0)
        // With two lists nothing can be said of those on one: the same estimate.
        #expect(try self.estimate([0, 40, 30, 60], .repeatedSightings).value == estimate.value)
        // Of three lists the two largest are taken.
        let three = try self.estimate([0, 38, 28, 58, 1, 2, 2, 2], .dualSystem)
        #expect(abs(three.value - chapman) < 1e-9, "whom the third list alone has is among those estimated")
    }

    @Test func chaosBoundIsTheOneDoneByHand() throws {
        // f₁ = 30, f₂ = 20, ten on all: 60 + 30 · 29 / (2 · 21).
        let estimate = try estimate([0, 10, 10, 5, 10, 5, 10, 10], .chao)
        #expect(abs(estimate.value - (60 + 870.0 / 42)) < 1e-9)
        let r = 30.0 / 21
        #expect(abs(estimate.variance - 21 * (r * r / 2 + r * r * r + r * r * r * r / 4)) < 1e-9)
    }

    @Test(arguments: [EstimationMethod.repeatedSightings, .logLinear, .dualSystem])
    func independentListsGiveThePopulationBack(_ method: EstimationMethod) throws {
        let estimate = try estimate(expected(100_000, [0.9, 0.6, 0.5, 0.4]), method)
        #expect(abs(estimate.value / 100_000 - 1) < 0.001, "\(estimate.value)")
        #expect(estimate.variance > 0)
    }

    @Test(arguments: EstimationMethod.allCases, [1, 1.5, 2])
    func weightsOfPeopleAddUpToTheEstimate(_ method: EstimationMethod, _ factor: Double) throws {
        // The last has nobody on the third list alone.
        for counts in [
            expected(2_000, [0.8, 0.5, 0.3]).map { $0.rounded() }, [0, 7, 3, 90, 0, 12, 4, 60],
            [0, 40, 30, 60],
        ] {
            let estimate = try estimate(counts, method, factor: factor)
            var sum = counts[0] * estimate.weightNone
            for history in counts.indices.dropFirst() {
                let isOnce = history.nonzeroBitCount == 1
                sum +=
                    counts[history]
                    * (isOnce ? estimate.weightOnce[history.trailingZeroBitCount] : estimate.weight)
            }
            #expect(abs(sum - estimate.value) < 1e-9 * estimate.value, "\(method), \(counts)")
            // The factor multiplies those estimated and nothing else.
            let plain = try self.estimate(counts, method)
            #expect(abs(estimate.estimated - factor * plain.estimated) < 1e-9 * estimate.value)
            #expect(abs(estimate.value - plain.value - (factor - 1) * plain.estimated) < 1e-9 * plain.value)
            #expect(
                abs(estimate.variance - factor * factor * plain.variance) < 1e-9 * estimate.variance + 1e-12
            )
        }
    }

    @Test func nobodyAndPeopleFoundAreCounted() throws {
        let nobody = try estimate([0, 0, 0, 0, 0, 0, 0, 0], .repeatedSightings)
        #expect(nobody.value == 0 && nobody.variance == 0)
        let found = try estimate([2, 40, 30, 60], .peopleFound)
        #expect(found.value == 132 && found.variance == 0 && found.estimated == 0)
        #expect(throws: EstimationError.self) { try estimate([0, 5, 5, 0, 5, 0, 0, 0], .repeatedSightings) }
    }
}
