import Testing

@testable import Estimation

@Suite struct SparseTests {
    @Test func stepwiseChoicesAreThoseOfSparseMSE() throws {
        let table = rows(sparseReference)
        #expect(table.count == 17)
        for (words, numbers) in table {
            let counts = try published(words[0])
            let fit = try counts.stepwise()
            func name(_ pair: Int) -> String {
                (0..<counts.listCount).filter { pair & (1 << $0) != 0 }.map { "\($0 + 1)" }.joined()
            }
            func names(_ steps: [StepwiseFit.Step]) -> String {
                steps.isEmpty ? "-" : steps.map { name($0.pair) }.joined(separator: ",")
            }
            #expect(difference(fit.population, numbers[1]) < 1e-8, "\(words)")
            let interval = try fit.interval()
            // glm stops earlier there; its limits are right to about 2e-5.
            #expect(difference(interval.lower, numbers[2]) < 3e-5, "\(words)")
            #expect(difference(interval.upper ?? .nan, numbers[3]) < 3e-5, "\(words)")
            #expect(difference(fit.aic, numbers[4]) < 1e-8, "\(words)")
            #expect(difference(fit.deviance, numbers[5]) < 1e-8, "\(words)")
            #expect(names(fit.steps.filter { !$0.isEmpty }) == words[6], "\(words)")
            #expect(
                Set(names(fit.steps.filter(\.isEmpty)).split(separator: ","))
                    == Set(words[7].split(separator: ",")),
                "\(words)"
            )
            let all = try counts.sparseFit()
            #expect((all == nil) == numbers[8].isNaN, "\(words)")
            if let all {
                #expect(difference(all.population, numbers[8]) < 1e-8, "\(words)")
                #expect(difference(all.aic, numbers[9]) < 1e-8, "\(words)")
            }
        }
    }

    /// SparseMSE 2.0.1: the acceleration, which depends on no draws, and 80 % BCa limits from
    /// 1,000 draws of R's generator (95 % limits of so skewed estimates are its very first draws).
    @Test(arguments: [
        ("western_us5", -0.0950102557, 1438.2, 3062.8), ("neworleans5", -0.0551614725, 578.4, 1287.5),
        ("hav_taiwan", -0.0137753201, 362.3, 415.1),
    ]) func theBootstrapIsThatOfSparseMSE(
        _ name: String,
        _ acceleration: Double,
        _ lower: Double,
        _ upper: Double
    ) throws {
        let bootstrap = try published(name).stepwiseBootstrap(draws: 250, seed: 1)
        #expect((bootstrap.acceleration - acceleration).magnitude < 1e-8)
        let interval = try bootstrap.interval(level: 0.8)
        #expect((interval.lower / lower - 1).magnitude < 0.15)
        #expect(((interval.upper ?? 0) / upper - 1).magnitude < 0.15)
        #expect(bootstrap.failures == 0)
    }

    @Test func profilesLeaveOutWhatNeverOccurs() throws {
        let slavery = try published("uk_slavery5")
        let fit = try #require(try slavery.fit(model("[12,13,24,25,35,45]", listCount: 5)).fit)
        let (a, b) = (try slavery.stepwise().profileInterval(slavery), try fit.profileInterval(slavery))
        #expect(difference(a.interval.lower, b.interval.lower) < 1e-10)
        // A pair that shares nobody: its cells gone, the limits still embrace the estimate.
        let dutch = try published("netherlands5")
        let sparse = try dutch.stepwise()
        #expect(sparse.steps.contains { $0.isEmpty })
        let interval = try sparse.profileInterval(dutch).interval
        let normal = try sparse.interval()
        #expect((interval.lower / normal.lower - 1).magnitude < 0.01)
        #expect(((interval.upper ?? 0) / (normal.upper ?? 1) - 1).magnitude < 0.01)
        #expect(throws: EstimationError.self) { try sparse.profileInterval(slavery) }
    }

    @Test func sameSeedSameDraws() throws {
        let counts = try published("western_us5")
        let first = try counts.stepwiseBootstrap(draws: 40, seed: 9)
        #expect(try counts.stepwiseBootstrap(draws: 40, seed: 9) == first)
        #expect(try counts.stepwiseBootstrap(draws: 40, seed: 10).populations != first.populations)
    }

    @Test func quantilesAreOfTypeEight() {
        // R: quantile(c(1, 2, 4, 8), c(.1, .5, .9), type = 8)
        let values = [1.0, 2, 4, 8]
        for (p, expected) in [(0.1, 1.0), (0.5, 3), (0.9, 8), (0.3, 1.6333333333333333)] {
            #expect((StepwiseBootstrap.quantile(values, p) - expected).magnitude < 1e-12)
        }
    }
}
