import Testing

@testable import Estimation

@Suite struct GraphGridTests {
    private func many(_ name: String, times factor: Int) throws -> CaptureCounts {
        let counts = try published(name)
        return try CaptureCounts(lists: counts.lists, counts: counts.counts.map { $0 * factor })
    }

    /// Each number of unseen on its own, by the formula, with nothing carried from one to the next.
    @Test(arguments: ["hav_taiwan", "australia4"])
    func averagesAreThoseOfThePlainSum(_ name: String) throws {
        let counts = try published(name)
        let evidence = GraphEvidence(counts, delta: 0.25, prior: .uniform)
        let graphs = try DecomposableGraph.all(listCount: counts.listCount)
        let logs = (1...3000).map { unseen in
            graphs.map { evidence.logEvidence($0, unseen: Double(unseen)) }
        }
        let top = logs.flatMap { $0 }.max() ?? 0
        let masses = logs.map { $0.reduce(0) { $0 + Real.exp($1 - top) } }
        let total = masses.reduce(0, +)
        let mean = masses.enumerated().reduce(0) { $0 + $1.element * Double($1.offset + 1) } / total
        let average = try GraphAveraging(counts, delta: 0.25, unseen: 1...3000, prior: .uniform)
        #expect(difference(average.mean, Double(counts.observed) + mean) < 1e-10)
        var (sum, median) = (0.0, 0)
        while sum < total / 2 {
            sum += masses[median]
            median += 1
        }
        #expect(average.median == Double(counts.observed + median))
    }

    /// Long ranges are computed at some of their numbers: the same within a thousandth, and mostly much closer.
    @Test(arguments: [("hav_taiwan", 100), ("kosovo", 2), ("hiv_rome", 10), ("australia4", 30)])
    func longRangesGiveWhatEachNumberGives(_ name: String, _ factor: Int) throws {
        let counts = try many(name, times: factor)
        let sparse = try GraphAveraging(counts, unseen: 1...350_000)
        let exact = try GraphAveraging(counts, unseen: 1...350_000, step: 1)
        #expect(sparse.unseen.count < 100_000 && exact.unseen.count == 350_000)
        for probability in [0.025, 0.25, 0.5, 0.75, 0.975] {
            #expect(difference(sparse.quantile(probability), exact.quantile(probability)) < 1e-4)
        }
        #expect(difference(sparse.mean, exact.mean) < 1e-6)
        #expect(difference(sparse.standardDeviation, exact.standardDeviation) < 1e-6)
    }

    /// Counts a hundred times those of hepatitis A: from 0 on, each number of unseen counted once.
    @Test func aHundredfoldTableIsThatOfTheExactSum() throws {
        let average = try GraphAveraging(many("hav_taiwan", times: 100), unseen: 0...271_000)
        #expect(average.median == 27_213 && average.quantile(0.025) == 27_100)
        #expect(average.quantile(0.975) == 118_929)
    }

    /// A register's counts: the posterior is a few hundred wide among millions, and is found.
    @Test func narrowPosteriorsAreFound() throws {
        let (a, b, c) = (0.9, 0.8, 0.7)
        var table = [Int](repeating: 0, count: 8)
        for h in 1..<8 {
            let share = (h & 1 != 0 ? a : 1 - a) * (h & 2 != 0 ? b : 1 - b) * (h & 4 != 0 ? c : 1 - c)
            table[h] = Int((75_000_000 * share).rounded())
        }
        let average = try GraphAveraging(CaptureCounts(lists: ["A", "B", "C"], counts: table))
        #expect((average.median - 75_000_000).magnitude < 300)
        let width = average.quantile(0.975) - average.quantile(0.025)
        #expect(width > 2500 && width < 4500)
    }

    /// Madigan and York (1997), spina bifida, with their prior, negative binomial of mean 725: 731 persons.
    @Test func theInformativePriorIsThatOfMadiganAndYork() throws {
        let prior = try #require(GraphPrior("negative-binomial:13.14,55.17"))
        let average = try GraphAveraging(
            published("spina_bifida_my3"),
            delta: 1,
            unseen: 1...300,
            prior: prior
        )
        #expect(average.median == 731 && average.mode == 728)
        #expect(average.graphs.first?.graph.name == "[12,3]")
        #expect(GraphPrior("1/N") == .inverse && GraphPrior("uniform") == .uniform)
        #expect(GraphPrior("log-normal:6,0.5") == .logNormal(mean: 6, deviation: 0.5))
        for text in ["", "flat", "negative-binomial:1", "log-normal:6,0", "log-normal:nan,1", "uniform:1"] {
            #expect(GraphPrior(text) == nil, "\(text)")
        }
    }

    @Test func theRangeBeginsAtOneUnlessAskedOtherwise() throws {
        let counts = try published("hav_taiwan")
        #expect(try GraphAveraging(counts).range == 1...54_200)
        #expect(try GraphAveraging(counts, unseen: 0...10).quantile(0) == 271)
        #expect(throws: EstimationError.self) {
            try GraphAveraging(counts, prior: .logNormal(mean: 1, deviation: -1))
        }
    }

    @Test func numbersStandForAllOfTheRange() {
        let grid = GraphGrid(5...9_000_000) { [(4000, 30), (2_000_000, 1500)] }
        #expect(grid.unseen.first == 5 && grid.unseen.last == 9_000_000)
        #expect(zip(grid.unseen, grid.unseen.dropFirst()).allSatisfy { $0 < $1 })
        #expect(difference(grid.weights.reduce(0, +), 8_999_996) < 1e-12)
        for x in [10_001.0, 3e5, 4e7, 2e9] {
            for d in [2.0, 17, 4096] {
                let plain = Real.logGamma(x + d) - Real.logGamma(x)
                #expect((Real.logGammaRise(x, by: d) - plain).magnitude < 1e-15 * x * Real.log(x) * 4)
            }
        }
    }
}
