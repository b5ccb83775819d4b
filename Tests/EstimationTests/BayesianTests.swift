import Testing

@testable import Estimation

@Suite struct BayesianTests {
    @Test func thereAreAsManyDecomposableGraphsAsKnown() throws {
        for (lists, count) in [(2, 2), (3, 8), (4, 61), (5, 822)] {
            let graphs = try DecomposableGraph.all(listCount: lists)
            #expect(graphs.count == count && Set(graphs.map(\.name)).count == count)
        }
        let path = try #require(DecomposableGraph(listCount: 3, edges: [0b011, 0b110]))
        #expect(path.cliques == [0b011, 0b110] && path.separators == [0b010])
        #expect(DecomposableGraph(listCount: 4, edges: [0b0011, 0b0110, 0b1100, 0b1001]) == nil)
    }

    @Test(arguments: ["hav_taiwan", "spina_bifida_my3", "artificial3", "australia4", "kosovo"])
    func averagesOverGraphsAreThoseOfDga(_ name: String) throws {
        let table = rows(graphReference).filter { $0.words[0] == name }
        #expect(table.count == 3)
        for (_, numbers) in table {
            let average = try GraphAveraging(published(name), delta: numbers[1], unseen: 1...Int(numbers[2]))
            #expect(difference(average.mean, numbers[3]) < 1e-9, "\(numbers)")
            #expect(difference(average.standardDeviation, numbers[4]) < 1e-9, "\(numbers)")
            #expect(average.mode == numbers[5])
            #expect(average.median == numbers[6])
            #expect(average.quantile(0.025) == numbers[7] && average.quantile(0.975) == numbers[8])
            let best = try #require(average.graphs.first)
            #expect(difference(best.probability, numbers[9]) < 1e-9)
            #expect(difference(best.mean, numbers[10]) < 1e-9)
        }
    }

    @Test func largerStepsGiveNearlyTheSame() throws {
        let counts = try published("hiv_rome")
        let coarse = try GraphAveraging(counts, unseen: 0...100_000, step: 50)
        // dga by steps of one: median 11,220, 95 % from 9,404 to 14,095.
        #expect((coarse.median - 11220).magnitude <= 50 && (coarse.quantile(0.975) - 14095).magnitude <= 50)
    }

    /// Where counts are large the posterior is narrow: it must not slip between the numbers tried.
    @Test func largeCountsAreNotMissed() throws {
        let (a, b, c) = (0.9, 0.8, 0.7)
        var table = [Int](repeating: 0, count: 8)
        for h in 1..<8 {
            let share = (h & 1 != 0 ? a : 1 - a) * (h & 2 != 0 ? b : 1 - b) * (h & 4 != 0 ? c : 1 - c)
            table[h] = Int((7_500_000 * share).rounded())
        }
        let counts = try CaptureCounts(lists: ["A", "B", "C"], counts: table)
        let average = try GraphAveraging(counts, unseen: 0...2_000_000, step: 20)
        #expect((average.median - 7_500_000).magnitude < 100)
        #expect(average.graphs.first?.graph.name == "[1,2,3]")
        // √(7.5 million · odds of being missed): all three lists miss 45,000.
        let spread = average.quantile(0.975) - average.quantile(0.025)
        #expect(spread > 800 && spread < 1400)
        #expect(throws: EstimationError.self) {
            try GraphAveraging(counts, unseen: 0...20_000_000, step: 10_000)
        }
    }

    /// LCMCR 0.4.14, three seeds of 5,000 draws: medians 503 to 519, 2.5 % 349 to 374, 97.5 % 890 to 927.
    ///
    /// Chains are short here, hence the wider ranges.
    @Test func latentClassesAreThoseOfLCMCR() throws {
        var settings = LatentClassEstimate.Settings()
        (settings.draws, settings.burnIn, settings.thinning) = (2000, 500, 3)
        let estimate = try LatentClassEstimate(published("hav_taiwan"), settings: settings, seed: 1)
        #expect((495...527).contains(estimate.median))
        #expect((320...415).contains(estimate.quantile(0.025)))
        #expect((800...1000).contains(estimate.quantile(0.975)))
        #expect(estimate.scaleReduction < 1.05)
        #expect(estimate.draws.allSatisfy { $0 >= 271 })
    }

    /// The same posterior by weighing draws from the prior: no Markov chain, no classes drawn.
    ///
    /// Given weights and chances the unseen are negative binomial, and the counts multinomial among those seen.
    @Test func theSamplerHasTheRightDistribution() throws {
        let counts = try CaptureCounts(lists: ["A", "B", "C"], counts: [0, 5, 2, 1, 4, 0, 2, 2])
        let limits = [0, 5, 20]
        var random = KeyedGenerator(seed: 4, purpose: .coverageBootstrap, entity: 0)
        var (total, below) = (0.0, [0.0, 0, 0])
        for _ in 0..<40_000 {
            let alpha = max(random.gamma(0.25) / 0.25, 1e-10)
            var (left, cells) = (1.0, [Double](repeating: 0, count: 8))
            for k in 0..<3 {
                // V = 1 − U^(1/α) has the distribution Beta(1, α).
                let share = k == 2 ? 1 : 1 - Real.exp(Real.log(random.unit()) / alpha)
                let chances = [random.unit(), random.unit(), random.unit()]
                for h in 0..<8 {
                    cells[h] +=
                        left * share
                        * (0..<3).reduce(1.0) { $0 * (h & (1 << $1) != 0 ? chances[$1] : 1 - chances[$1]) }
                }
                left *= 1 - share
            }
            let seen = 1 - cells[0]
            let weight = Real.exp(
                (1..<8).reduce(0.0) { $0 + Real.xlog(Double(counts.counts[$1]), cells[$1] / seen) }
            )
            total += weight
            var mass = Real.exp(16 * Real.log(seen))
            var sum = 0.0
            for k in 0...20 {
                sum += mass
                for (place, limit) in limits.enumerated() where k == limit { below[place] += weight * sum }
                mass *= cells[0] * Double(16 + k) / Double(k + 1)
            }
        }
        var settings = LatentClassEstimate.Settings()
        (settings.classes, settings.draws, settings.burnIn, settings.thinning) = (3, 4000, 200, 4)
        let estimate = try LatentClassEstimate(counts, settings: settings, seed: 3)
        for (place, limit) in limits.enumerated() {
            let share =
                Double(estimate.draws.filter { $0 <= 16 + limit }.count) / Double(estimate.draws.count)
            #expect(
                (share - below[place] / total).magnitude < 0.02,
                "\(limit): \(share) \(below[place] / total)"
            )
        }
    }

    @Test func chainsDependOnTheirSeedAlone() throws {
        var settings = LatentClassEstimate.Settings()
        (settings.draws, settings.burnIn, settings.thinning) = (50, 10, 1)
        let counts = try published("kosovo")
        let first = try LatentClassEstimate(counts, settings: settings, seed: 1)
        #expect(try LatentClassEstimate(counts, settings: settings, seed: 1).draws == first.draws)
        #expect(try LatentClassEstimate(counts, settings: settings, seed: 2).draws != first.draws)
    }
}
