import Testing

@testable import Estimation

@Suite struct SightingsTests {
    /// Expected people by history of lists that are independent within classes.
    private func expected(_ population: Double, _ shares: [Double], _ chances: [[Double]]) -> [Double] {
        let lists = chances[0].count
        return (0..<(1 << lists)).map { history in
            population
                * zip(shares, chances).reduce(0) { sum, entry in
                    sum
                        + entry.0
                        * entry.1.enumerated().reduce(1.0) {
                            $0 * (history >> $1.offset & 1 == 1 ? $1.element : 1 - $1.element)
                        }
                }
        }
    }

    @Test func independentListsGiveThePopulationBack() throws {
        let counts = expected(100_000, [1], [[0.9, 0.7, 0.5, 0.3]])
        let estimate = try RepeatedSightings(counts: counts, lists: 4, classes: 1...1)
        #expect(abs(estimate.population - 100_000) < 5)
        #expect(abs(estimate.unseen - counts[0]) < 5)
        #expect(zip(estimate.seenOnce, [1, 2, 4, 8]).allSatisfy { abs($0 - counts[$1]) < 5 })
    }

    @Test func classesAreFoundWhereThereAreAny() throws {
        let chances = [[0.95, 0.9, 0.7, 0.6, 0.5], [0.95, 0.5, 0.05, 0.1, 0.02]]
        let counts = expected(200_000, [0.9, 0.1], chances)
        let estimate = try RepeatedSightings(counts: counts, lists: 5)
        #expect(abs(estimate.population / 200_000 - 1) < 0.002)
        #expect(estimate.fits[0].weight < 1e-6)
        // One class would miss most of those who are hard to see.
        #expect(estimate.fits[0].population < 199_000)
    }

    @Test func recordsThatAreNotLinkedChangeLittle() throws {
        let whole = expected(50_000, [1], [[0.95, 0.9, 0.7, 0.6]])
        var split = [Double](repeating: 0, count: whole.count)
        // Each record stays by itself with 2 % probability.
        let lost = 0.02
        for history in whole.indices {
            for out in whole.indices where out & ~history == 0 {
                let n =
                    whole[history]
                    * (0..<4).reduce(1.0) {
                        history >> $1 & 1 == 0 ? $0 : $0 * (out >> $1 & 1 == 1 ? lost : 1 - lost)
                    }
                split[history & ~out] += n
                for list in 0..<4 where out >> list & 1 == 1 { split[1 << list] += n }
            }
        }
        let estimate = try RepeatedSightings(counts: split, lists: 4, classes: 1...1)
        #expect(abs(estimate.population / 50_000 - 1) < 0.0002)
        // Counting everybody found would not do.
        #expect(split[1...].reduce(0, +) > 1.03 * 50_000)
    }

    @Test func theVarianceIsThatOfRepeatedDraws() throws {
        let probabilities = expected(1, [1], [[0.8, 0.6, 0.5]])
        var values: [Double] = []
        var variances: [Double] = []
        for draw in 0..<300 {
            var random = KeyedGenerator(seed: 7, purpose: .sparseBootstrap, entity: UInt64(draw))
            var counts = [Double](repeating: 0, count: 8)
            for _ in 0..<2000 {
                var u = random.unit()
                var history = 0
                while history < 7 && u >= probabilities[history] {
                    u -= probabilities[history]
                    history += 1
                }
                counts[history] += 1
            }
            let estimate = try RepeatedSightings(counts: counts, lists: 3, classes: 1...1)
            values.append(estimate.population)
            variances.append(estimate.variance)
        }
        let mean = values.reduce(0, +) / 300
        let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 299
        let stated = variances.reduce(0, +) / 300
        #expect(abs(mean - 2000) < 10)
        #expect(stated / spread > 0.8 && stated / spread < 1.25)
    }

    @Test func badCountsAreRefused() {
        #expect(throws: EstimationError.self) { try RepeatedSightings(counts: [0, 1, 1, 1], lists: 2) }
        #expect(throws: EstimationError.self) { try RepeatedSightings(counts: [0, 1, 1], lists: 3) }
        #expect(throws: EstimationError.self) {
            try RepeatedSightings(counts: [0, 5, 5, 0, 5, 0, 0, 0], lists: 3)
        }
        #expect(throws: EstimationError.self) {
            try RepeatedSightings(counts: [0, 5, 5, -1, 5, 0, 0, 0], lists: 3)
        }
        #expect(throws: EstimationError.self) {
            try RepeatedSightings(counts: [0, 5, 5, .nan, 5, 0, 0, 0], lists: 3)
        }
    }

    @Test func startingFromSimilarCountsGivesTheSame() throws {
        let counts = expected(10_000, [0.8, 0.2], [[0.9, 0.8, 0.7, 0.6], [0.5, 0.3, 0.2, 0.2]]).map {
            $0.rounded()
        }
        let first = try RepeatedSightings(counts: counts, lists: 4)
        let again = try RepeatedSightings(counts: counts, lists: 4, from: first)
        #expect(abs(again.population - first.population) < 0.001 * first.population)
    }
}
