import Columns
import Testing

@testable import Resolution

@Suite struct AssignmentTests {
    /// The greatest total of weight less threshold, by trying everything.
    private func bestTotal(_ pairs: ScoredPairs, _ rules: ResolutionRules, _ row: Int, _ used: Set<UInt32>)
        -> Double
    {
        if row == rules.recordCount { return 0 }
        var best = bestTotal(pairs, rules, row + 1, used)
        if rules.registerOf[row] != 0 { return best }
        for i in 0..<pairs.count where pairs.weight[i] >= rules.threshold {
            let ends = [pairs.left[i], pairs.right[i]]
            guard let other = ends.first(where: { $0 != UInt32(row) }), ends.contains(UInt32(row)) else {
                continue
            }
            if rules.registerOf[Int(other)] == 0 || used.contains(other) { continue }
            let worth = Double(pairs.weight[i]) - Double(rules.threshold)
            best = max(best, worth + bestTotal(pairs, rules, row + 1, used.union([other])))
        }
        return best
    }

    private func total(_ result: Resolution, _ pairs: ScoredPairs, _ rules: ResolutionRules) -> Double {
        var sum = 0.0
        for i in 0..<pairs.count where result.decision[i] == .accepted {
            sum += Double(pairs.weight[i]) - Double(rules.threshold)
        }
        return sum
    }

    @Test func theAssignmentIsTheBestOfAll() throws {
        for seed in 0..<300 as Range<UInt64> {
            let count = 3 + Int(seed % 9)
            var pairs = randomPairs(records: count, density: 0.6, seed: seed, from: -3, to: 9)
            if seed % 3 == 0 {
                for i in 0..<pairs.count { pairs.weight[i] = pairs.weight[i].rounded() }
            }
            let rules = ResolutionRules(
                registerOf: (0..<count).map { UInt8(($0 &* 7 &+ Int(seed)) % 3 == 0 ? 1 : 0) },
                duplicateFree: [true, true],
                threshold: seed % 2 == 0 ? 0 : 1.5,
                method: .oneToOne,
                priorWeight: -6
            )
            let result = try resolve(pairs, rules, workers: Workers(threads: 1))
            let best = bestTotal(pairs, rules, 0, [])
            #expect(abs(total(result, pairs, rules) - best) < 1e-4)
            #expect(abs(result.certificate.objective - best) < 1e-4)
            #expect(result.certificate.gap == 0)
            #expect(result.certificate.greedy == 0)
        }
    }

    @Test func aBetterTotalBeatsTheBestLink() throws {
        // Taking 0–2 first (10) leaves nothing; 0–3 and 1–2 together give 18.
        let pairs = ScoredPairs(left: [0, 0, 1], right: [2, 3, 2], weight: [10, 9, 9])
        let rules = ResolutionRules(
            registerOf: [0, 0, 1, 1],
            duplicateFree: [true, true],
            method: .oneToOne,
            priorWeight: -8
        )
        let result = try resolve(pairs, rules, workers: Workers(threads: 1))
        #expect(result.person == [0, 1, 1, 0])
        #expect(result.decision == [.conflict, .accepted, .accepted])
    }

    @Test func aComponentOfManyThousandsIsSolvedExactly() throws {
        // A ladder: every record has a good link, a better one that its neighbour wants, and noise.
        let half = 20_000
        var random = KeyedRandom(seed: 1, purpose: 1, entity: 1)
        var pairs = ScoredPairs()
        for i in 0..<half {
            for step in 0..<3 where i + step < half {
                pairs.append(UInt32(i), UInt32(half + i + step), weight: Float(4 + 4 * random.nextUnit()))
            }
        }
        let rules = ResolutionRules(
            registerOf: (0..<2 * half).map { $0 < half ? 0 : 1 },
            duplicateFree: [true, true],
            method: .oneToOne,
            priorWeight: -12
        )
        let result = try resolve(pairs, rules, workers: Workers(threads: 1))
        #expect(result.counts.largestComponent > half)
        #expect(result.certificate.gap == 0 && result.certificate.greedy == 0)
        #expect(abs(total(result, pairs, rules) - result.certificate.bound) < 1)
        let reversed = ScoredPairs(
            left: pairs.left.reversed(),
            right: pairs.right.reversed(),
            weight: pairs.weight.reversed()
        )
        #expect(try resolve(reversed, rules, workers: Workers(threads: 2)).person == result.person)
    }
}
