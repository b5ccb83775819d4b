import Columns
import Testing

@testable import Resolution

/// What each method finds in made-up families with twins and namesakes.
@Suite struct SimulationTests {
    private func f(
        _ data: Simulation,
        _ method: ResolutionRules.Method,
        threshold: Float
    ) throws -> Double {
        let rules = ResolutionRules(
            registerOf: data.registerOf,
            duplicateFree: data.duplicateFree,
            threshold: threshold,
            method: method,
            priorWeight: data.priorWeight
        )
        let result = try resolve(data.pairs, rules, workers: Workers(threads: 2))
        return try Evaluation(truth: data.truth).quality(of: result.person).pairs.f
    }

    @Test func severalRegistersAreResolvedWellAtAnySensibleThreshold() throws {
        let data = Simulation(seed: 11, households: 800)
        for threshold: Float in [-2, 0, 2, 4] {
            let components = try f(data, .connectedComponents, threshold: threshold)
            let consistent = try f(data, .consistent, threshold: threshold)
            #expect(consistent > 0.92)
            #expect(consistent > components + 0.05)
            #expect(consistent > (try f(data, .mutualBest, threshold: threshold)) - 0.02)
        }
    }

    @Test func doubtPartsFamiliesInARegisterWithDuplicates() throws {
        var hardship = Simulation.Hardship()
        hardship.duplicateFree = [false]
        hardship.presence = [0.9]
        hardship.missing = [0.1]
        let data = Simulation(seed: 12, households: 1500, hardship)
        let consistent = try f(data, .consistent, threshold: 0)
        #expect(consistent > 0.84)
        #expect(consistent > (try f(data, .mutualBest, threshold: 0)) + 0.04)
    }

    @Test func twoRegistersWithoutDuplicatesAreAssignedExactly() throws {
        var hardship = Simulation.Hardship()
        hardship.duplicateFree = [true, true]
        hardship.presence = [0.9, 0.8]
        hardship.missing = [0.05, 0.15]
        let data = Simulation(seed: 13, households: 1500, hardship)
        let rules = ResolutionRules(
            registerOf: data.registerOf,
            duplicateFree: data.duplicateFree,
            method: .oneToOne,
            priorWeight: data.priorWeight
        )
        let result = try resolve(data.pairs, rules, workers: Workers(threads: 2))
        #expect(result.certificate.gap == 0 && result.certificate.greedy == 0)
        #expect(result.certificate.proven == result.counts.components)
        let assigned = try f(data, .oneToOne, threshold: 0)
        #expect(assigned > 0.93)
        #expect(assigned >= (try f(data, .mutualBest, threshold: 0)) - 0.002)
    }
}
