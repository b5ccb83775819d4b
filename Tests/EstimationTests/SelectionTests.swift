import Testing

@testable import Estimation

@Suite struct SelectionTests {
    private func bootstrap(_ name: String, draws: Int, kept: Int? = nil, seed: UInt64 = 1) throws
        -> SelectionBootstrap
    {
        let counts = try published(name)
        let order = counts.listCount > 4 ? 2 : nil
        let family = try LogLinearFamily(
            LogLinearModel.all(listCount: counts.listCount, order: order),
            counts: counts
        )
        return try family.bootstrap(counts, draws: draws, kept: kept, seed: seed)
    }

    /// Silverman, Chan and Vincent (2024), tables 2 and 4: Kosovo, all 113 models: 80 % from 7,400 to 12,200, 95 % from
    /// 6,900 to 18,000; 375 of 1,000 draws chose the model of the counts themselves.
    @Test func kosovoIsThatOfTheAuthors() throws {
        let found = try bootstrap("kosovo", draws: 250)
        #expect(found.estimate.model.name == "[123,14,34]" && found.modelCount == 20 && found.failures == 0)
        let (wide, narrow) = (try found.interval(), try found.interval(level: 0.8))
        #expect((6600...7400).contains(wide.lower) && (16_500...19_500).contains(wide.upper ?? 0))
        #expect((7000...7900).contains(narrow.lower) && (11_500...12_700).contains(narrow.upper ?? 0))
        let first = try #require(found.choices.first { $0.model == found.estimate.model })
        #expect((first.share - 0.375).magnitude < 0.08)
        #expect(difference(found.choices.reduce(0) { $0 + $1.share }, 1) < 1e-12)
    }

    /// The same, table 6: slavery in the United Kingdom with pairs, all 1,024 models: 95 % from 11,456 to 43,894.
    @Test func choicesWidenTheInterval() throws {
        let found = try bootstrap("uk_slavery5", draws: 60, kept: 20)
        let taken = try found.estimate.profileInterval(published("uk_slavery5")).interval
        let wide = try found.interval(level: 0.8)
        #expect(found.estimate.model.name == "[12,13,23,25,34]")
        #expect(wide.lower < taken.lower && wide.upper ?? 0 > taken.upper ?? .infinity)
    }

    /// With one model to choose from this is the plain bootstrap of that model.
    @Test func oneModelLeavesNoChoice() throws {
        let found = try bootstrap("hav_taiwan", draws: 200, kept: 1)
        #expect(found.choices.count == 1 && found.choices[0].share == 1)
        // All pairs: the acceleration by the formula on the closed form of N̂.
        let counts = try published("hav_taiwan")
        func population(_ y: [Int]) -> Double {
            Double(y.reduce(0, +)) + Double(y[7] * y[1] * y[2] * y[4]) / Double(y[3] * y[5] * y[6])
        }
        let left = (1..<8).map { history -> (weight: Double, population: Double) in
            var fewer = counts.counts
            fewer[history] -= 1
            return (Double(counts.counts[history]), population(fewer))
        }
        #expect(difference(found.acceleration, AcceleratedInterval.acceleration(left)) < 1e-8)
        #expect(difference(found.estimate.population, population(counts.counts)) < 1e-10)
    }

    @Test func sameSeedSameDraws() throws {
        let first = try bootstrap("western_us5", draws: 12, kept: 5, seed: 3)
        #expect(try bootstrap("western_us5", draws: 12, kept: 5, seed: 3) == first)
        #expect(try bootstrap("western_us5", draws: 12, kept: 5, seed: 4).populations != first.populations)
    }

    @Test func whatCannotBeDrawnIsRefused() throws {
        let counts = try published("hav_taiwan")
        let family = try LogLinearFamily(LogLinearModel.all(listCount: 3), counts: counts)
        #expect(throws: EstimationError.self) { try family.bootstrap(counts, draws: 0, seed: 1) }
        #expect(throws: EstimationError.self) {
            try family.bootstrap(counts, draws: 5, seed: 1).interval(level: 1)
        }
        let empty = try CaptureCounts(lists: ["A", "B", "C"], counts: [0, 5, 4, 0, 3, 0, 0, 0])
        let none = try LogLinearFamily(LogLinearModel.all(listCount: 3), counts: empty)
        #expect(throws: EstimationError.self) { try none.bootstrap(empty, draws: 5, seed: 1) }
    }
}
