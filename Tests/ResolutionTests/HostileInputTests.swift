import Columns
import Testing

@testable import Resolution

@Suite struct HostileInputTests {
    private func code(
        _ pairs: ScoredPairs,
        _ change: (inout ResolutionRules) -> Void = { _ in }
    ) -> ResolutionError.Code? {
        var rules = ResolutionRules(
            registerOf: [0, 0, 1, 1],
            duplicateFree: [true, true],
            priorWeight: -8
        )
        change(&rules)
        do {
            _ = try resolve(pairs, rules, workers: Workers(threads: 1))
            return nil
        } catch {
            #expect(!error.description.isEmpty)
            return error.code
        }
    }

    @Test func faultyPairsAreNamed() {
        let good = ScoredPairs(left: [0, 1], right: [2, 3], weight: [1, 2])
        #expect(code(good) == nil)
        #expect(code(ScoredPairs(left: [0, 1], right: [2], weight: [1, 2])) == .unequalColumns)
        #expect(code(ScoredPairs(left: [0], right: [2], weight: [])) == .unequalColumns)
        #expect(code(ScoredPairs(left: [2], right: [2], weight: [1])) == .unorderedPair)
        #expect(code(ScoredPairs(left: [3], right: [2], weight: [1])) == .unorderedPair)
        #expect(code(ScoredPairs(left: [0], right: [4], weight: [1])) == .rowOutOfRange)
        #expect(code(ScoredPairs(left: [0], right: [.max], weight: [1])) == .rowOutOfRange)
        #expect(code(ScoredPairs(left: [0], right: [2], weight: [.nan])) == .weightNotFinite)
        #expect(code(ScoredPairs(left: [0], right: [2], weight: [.infinity])) == .weightNotFinite)
        #expect(code(ScoredPairs(left: [0, 0], right: [2, 2], weight: [1, 2])) == .duplicatePair)
        #expect(code(ScoredPairs(left: [1, 0, 1], right: [2, 2, 2], weight: [1, 2, 3])) == .duplicatePair)
    }

    @Test func faultyRulesAreNamed() {
        let none = ScoredPairs()
        #expect(code(none) { $0.registerOf = [0, 2, 1, 1] } == .registerOutOfRange)
        #expect(code(none) { $0.threshold = .nan } == .settingOutOfRange)
        #expect(code(none) { $0.priorWeight = 1 } == .settingOutOfRange)
        #expect(code(none) { $0.penalty.share = -1 } == .settingOutOfRange)
        #expect(code(none) { $0.penalty.limit = .infinity } == .settingOutOfRange)
        #expect(code(none) { $0.doubt.share = 2 } == .settingOutOfRange)
        #expect(code(none) { $0.doubt.absentEvidence = .nan } == .settingOutOfRange)
        #expect(
            code(none) {
                $0.method = .oneToOne
                $0.duplicateFree = [true, false]
            } == .unsuitableMethod
        )
    }
}
