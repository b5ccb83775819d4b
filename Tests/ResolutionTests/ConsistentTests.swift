import Columns
import Foundation
import Testing

@testable import Resolution

@Suite struct ConsistentTests {
    private func rules(_ registers: [UInt8], free: [Bool]) -> ResolutionRules {
        ResolutionRules(registerOf: registers, duplicateFree: free, priorWeight: -14)
    }

    @Test func aChainHoldsWhereItsEndsWereNotCompared() throws {
        let absent = ScoredPairs(left: [0, 1], right: [1, 2], weight: [9, 9])
        let result = try resolve(absent, rules([0, 0, 0], free: [false]), workers: Workers(threads: 1))
        #expect(result.person == [0, 0, 0])
    }

    @Test func aChainIsCutWhereItsEndsContradict() throws {
        // Father and son share a record that lacks the birth date; the birth dates rule each other out.
        let pairs = ScoredPairs(left: [0, 1, 0], right: [1, 2, 2], weight: [9, 5, -30])
        let result = try resolve(pairs, rules([0, 0, 0], free: [false]), workers: Workers(threads: 1))
        #expect(result.person == [0, 0, 2])
    }

    @Test func oneDeviantRecordIsChargedOnceHoweverManyItDeviatesFrom() throws {
        // Five records agree; a sixth agrees with one of them and is unlike the four others.
        var pairs = ScoredPairs()
        for a in 0..<5 as Range<UInt32> {
            for b in (a + 1)..<max(5, a + 1) { pairs.append(a, b, weight: 15) }
        }
        pairs.append(0, 5, weight: 16)
        for other in 1..<5 as Range<UInt32> { pairs.append(other, 5, weight: -5) }
        let result = try resolve(
            pairs,
            rules([UInt8](repeating: 0, count: 6), free: [false]),
            workers: Workers(threads: 1)
        )
        #expect(result.person == [0, 0, 0, 0, 0, 0])
    }

    @Test func oneRecordPerRegisterDecidesWhichOfTwoBelongs() throws {
        let pairs = ScoredPairs(left: [0, 0, 1], right: [1, 2, 2], weight: [4, 7, 1])
        let result = try resolve(pairs, rules([0, 1, 1], free: [true, true]), workers: Workers(threads: 1))
        #expect(result.person == [0, 1, 0])
    }

    /// Joins the pair of clusters whose join is worth most until none is worth anything, as the definition says.
    private func slowClusters(
        _ pairs: ScoredPairs,
        _ rules: ResolutionRules,
        _ worth: Agglomeration.Worth
    ) -> [UInt32] {
        var clusters = rules.registerOf.indices.map { [$0] }
        let free = rules.registerOf.map { rules.duplicateFree[Int($0)] }
        var weight: [UInt64: Float] = [:]
        for i in 0..<pairs.count {
            weight[UInt64(pairs.left[i]) << 32 | UInt64(pairs.right[i])] = pairs.weight[i]
        }
        while true {
            var best: (worth: Double, a: Int, b: Int) = (-Double.leastNormalMagnitude, -1, -1)
            for a in clusters.indices {
                for b in clusters.indices where a < b {
                    var link = -Float.infinity
                    var units: Int64 = 0
                    var isForbidden = false
                    for x in clusters[a] {
                        for y in clusters[b] {
                            isForbidden = isForbidden || free[x] && rules.registerOf[x] == rules.registerOf[y]
                            let known = weight[UInt64(min(x, y)) << 32 | UInt64(max(x, y))]
                            let isGuarded = free[x] || free[y]
                            link = max(link, known ?? -.infinity)
                            units += Int64(
                                known.map { worth.penalty.of($0, guarded: isGuarded) }
                                    ?? (isGuarded ? worth.penalty.absentGuarded : worth.penalty.absent)
                            )
                        }
                    }
                    if isForbidden || link == -.infinity { continue }
                    let value = worth.of(best: link, penalty: units, clusters[a].count, clusters[b].count)
                    if value > best.worth { best = (value, a, b) }
                }
            }
            if best.a < 0 { break }
            clusters[best.a] += clusters[best.b]
            clusters.remove(at: best.b)
            clusters.sort { ($0.min() ?? 0) < ($1.min() ?? 0) }
        }
        var person = [UInt32](repeating: 0, count: rules.recordCount)
        for cluster in clusters { for record in cluster { person[record] = UInt32(cluster.min() ?? 0) } }
        return person
    }

    @Test("clusters grow as their definition says", arguments: [1.0, 0.3])
    func slowTwin(share: Double) throws {
        for seed in 0..<40 as Range<UInt64> {
            var given = rules(
                (0..<12).map { UInt8(($0 * 5 + Int(seed)) % 3) },
                free: [true, seed % 2 == 0, false]
            )
            given.penalty.share = share
            let pairs = randomPairs(records: 12, density: 0.6, seed: seed, from: -20, to: 14)
            let index = Components(
                pairs,
                recordCount: 12,
                threshold: -.greatestFiniteMagnitude,
                floor: -.greatestFiniteMagnitude,
                listing: true,
                workers: Workers(threads: 1)
            )
            let worth = Agglomeration.Worth(
                threshold: 0,
                penalty: PairPenalty(given.penalty, priorWeight: -14),
                sizes: PersonSizes()
            )
            var solver = ComponentSolver(worth)
            solver.solve(0..<index.count, of: index, pairs, given)
            var person = index.root
            for (slot, lowest) in solver.person.enumerated() { person[Int(index.members[slot])] = lowest }
            #expect(samePartition(person, slowClusters(pairs, given, worth)))
        }
    }

    @Test func aLargeComponentFallsIntoItsPeople() throws {
        // 40 people of five records, chained to each other by weak links.
        var pairs = ScoredPairs()
        for person in 0..<40 as Range<UInt32> {
            for a in 0..<5 as Range<UInt32> {
                for b in (a + 1)..<max(5, a + 1) { pairs.append(5 * person + a, 5 * person + b, weight: 12) }
            }
            if person > 0 { pairs.append(5 * person - 1, 5 * person, weight: 1) }
            if person > 0 { pairs.append(5 * person - 2, 5 * person, weight: -18) }
        }
        let result = try resolve(
            pairs,
            rules([UInt8](repeating: 0, count: 200), free: [false]),
            workers: Workers(threads: 2)
        )
        #expect(result.counts.largestComponent == 200 && result.counts.persons == 40)
        let expected: [UInt32] = (0..<200).map { (row: Int) -> UInt32 in UInt32(row - row % 5) }
        #expect(result.person == expected)
    }

    @Test func equalWeightsAreDecidedByContentWhateverTheRows() throws {
        // Two records of one register are equally like a record of another: the lower key goes with it.
        let pairs = ScoredPairs(left: [0, 1, 0], right: [2, 2, 1], weight: [6, 6, 1])
        var given = rules([0, 0, 1], free: [true, true])
        given.keys = [9, 5, 7]
        #expect(try resolve(pairs, given, workers: Workers(threads: 1)).person == [0, 1, 1])
        given.keys = [5, 9, 7]
        #expect(try resolve(pairs, given, workers: Workers(threads: 1)).person == [0, 1, 0])
    }
}

@Suite struct PersonSizesTests {
    @Test func aJoinGainsWhatItsDefinitionSays() {
        // 600 persons of one record, 300 of two, 100 of three; smoothing moves the shares by a thousandth.
        let sizes = PersonSizes(counts: [0, 600, 300, 100], largest: 10, priorWeight: -10, share: 1)
        let expected = log2(2 * 0.3 / (0.6 * 0.6)) - log2(1000) + 10
        #expect(abs(sizes.gain(1, 1) - expected) < 0.02)
        let third = log2(6 * 0.1 / (2 * 0.3 * 0.6)) - log2(1000) + 10
        #expect(abs(sizes.gain(2, 1) - third) < 0.02)
        #expect(sizes.gain(1, 2) == sizes.gain(2, 1))
    }

    @Test func sizesNeverMetGainLessAndLess() {
        let sizes = PersonSizes(counts: [0, 900, 95, 5], largest: 40, priorWeight: -12, share: 1)
        #expect(sizes.gain(3, 1) < sizes.gain(1, 1))
        #expect(sizes.gain(9, 1) < sizes.gain(1, 1))
        #expect(PersonSizes().gain(3, 4) == 0)
        #expect(PersonSizes(counts: [0, 5], largest: 3, priorWeight: -4, share: 0).gain(1, 1) == 0)
    }
}

@Suite struct PeopleExpectationTests {
    private func expectation(_ pairs: ScoredPairs, _ person: [UInt32], free: [Bool], _ registers: [UInt8])
        -> PeopleExpectation
    {
        var rules = ResolutionRules(registerOf: registers, duplicateFree: free, priorWeight: -10)
        rules.mostRaised = 0
        return PeopleExpectation(pairs, PairEvidence(pairs, person: person, rules: rules), person: person)
    }

    @Test func doubtMovesWhatIsMissedBothWays() {
        let pairs = ScoredPairs(left: [0, 1], right: [1, 2], weight: [30, -3])
        let found = expectation(pairs, [0, 0, 2], free: [false], [0, 0, 0])
        let (lower, upper) = found.recallInDoubt
        #expect(lower < found.recall && found.recall < upper && upper < 1)
        // Odds of an eighth are a half with two bits more, and a sixty-fourth with three less.
        #expect(abs(found.missedInDoubt[0] - 1.0 / 3) < 1e-6)
        #expect(abs(found.missedInDoubt[1] - 1.0 / 65) < 1e-6)
    }

    @Test func aCoupleIsRightWithItsProbability() {
        let pairs = ScoredPairs(left: [0, 1], right: [1, 2], weight: [3, -1])
        let found = expectation(pairs, [0, 0, 2], free: [false], [0, 0, 0])
        #expect(abs(found.precision - 8.0 / 9) < 1e-6)
        #expect(abs(found.missed - 1.0 / 3) < 1e-6)
    }

    @Test func aTreeCarriesThePairsItJoins() {
        // Two sure couples joined by an even link: four pairs of six are right by half.
        let pairs = ScoredPairs(left: [0, 2, 1], right: [1, 3, 2], weight: [40, 40, 0])
        let found = expectation(pairs, [0, 0, 0, 0], free: [false], [0, 0, 0, 0])
        #expect(found.pairs == 6)
        #expect(abs(found.right - 4) < 1e-6)
        #expect(found.recall == 1)
    }

    @Test func aRegisterWithoutDuplicatesThatHasTheRecordMissesLess() {
        let pairs = ScoredPairs(left: [0, 1], right: [2, 2], weight: [8, 4])
        let guarded = expectation(pairs, [0, 1, 0], free: [true, true], [0, 0, 1])
        let free = expectation(pairs, [0, 1, 0], free: [false, false], [0, 0, 1])
        #expect(abs(guarded.missed - 16.0 / (1 + 16 + 256)) < 1e-4)
        #expect(abs(free.missed - 16.0 / 17) < 1e-6)
    }
}

@Suite struct RivalsTests {
    private func weights(
        _ pairs: ScoredPairs,
        _ registers: [UInt8],
        free: [Bool],
        raisedBy most: Double = 0
    ) -> [Float] {
        var rules = ResolutionRules(registerOf: registers, duplicateFree: free, priorWeight: -10)
        rules.mostRaised = most
        return Rivals.weights(pairs, rules)
    }

    /// A sure couple whose records have a rival each, and a couple without rivals.
    @Test(arguments: [0, 0.5, 2, 4]) func whatRivalsLoseOthersGain(most: Double) {
        let pairs = ScoredPairs(left: [0, 0, 1, 2], right: [3, 4, 3, 5], weight: [20, 0, 0, 0])
        let found = weights(pairs, [0, 0, 0, 1, 1, 1], free: [true, true], raisedBy: most)
        let lost = found[1]
        #expect(lost < -10 && found[2] == lost && found[0] > 15)
        // The weights expect a match and three halves; one, and one of three others, is what rivals leave without.
        #expect(found[3] >= 0 && Double(found[3]) <= most)
        #expect(most == 0 || Double(found[3]) >= 0.8 * most)
    }

    @Test func nothingIsRaisedWhereThereAreNoRivals() {
        let pairs = ScoredPairs(left: [0, 1], right: [2, 3], weight: [1, -1])
        let found = weights(pairs, [0, 0, 1, 1], free: [true, true], raisedBy: 4)
        for (weight, own) in zip(found, pairs.weight) { #expect(abs(weight - own) < 0.01) }
    }

    @Test func twoEqualRivalsShareOneMatch() {
        // Odds of 16 each: one of three cases, so that each has odds of 16 to 17.
        let found = weights(
            ScoredPairs(left: [0, 0], right: [1, 2], weight: [4, 4]),
            [0, 1, 1],
            free: [true, true]
        )
        for weight in found { #expect(abs(Double(weight) - log2(16.0 / 17)) < 1e-5) }
    }

    @Test func aRivalWithABetterPartnerTakesLittle() {
        // 2 resembles 0, but belongs to 1.
        let pairs = ScoredPairs(left: [0, 0, 1], right: [2, 3, 2], weight: [6, 8, 30])
        let found = weights(pairs, [0, 0, 1, 1], free: [true, true])
        #expect(abs(found[1] - 8) < 0.01)
        #expect(found[0] < -20)
        #expect(abs(found[2] - 30) < 0.5)
    }

    @Test func oddsAreThoseOfAllMatchingsWhereNothingGoesRound() {
        // A path 0–3–1–4–2: all matchings counted by hand.
        let pairs = ScoredPairs(left: [0, 1, 1, 2], right: [3, 3, 4, 4], weight: [2, 1, 3, 0])
        let o: [Double] = [4, 2, 8, 1]
        let both: Double = o[0] * o[2] + o[0] * o[3] + o[1] * o[3]
        let all: Double = 1 + o[0] + o[1] + o[2] + o[3] + both
        let first: Double = o[0] * (1 + o[2] + o[3])
        let last: Double = o[3] * (1 + o[0] + o[1])
        let with: [Double] = [first, o[1] * (1 + o[3]), o[2] * (1 + o[0]), last]
        for (weight, sum) in zip(weights(pairs, [0, 0, 0, 1, 1], free: [true, true]), with) {
            #expect(abs(Double(weight) - log2(sum / (all - sum))) < 0.02)
        }
    }

    @Test func registersWithDuplicatesKeepTheirWeights() {
        let pairs = ScoredPairs(left: [0, 0], right: [1, 2], weight: [4, 4])
        #expect(weights(pairs, [0, 1, 1], free: [true, false]) == [4, 4])
    }
}

@Suite struct PairEvidenceTests {
    private func evidence(_ pairs: ScoredPairs, _ person: [UInt32], free: [Bool], _ registers: [UInt8])
        -> PairEvidence
    {
        let rules = ResolutionRules(registerOf: registers, duplicateFree: free, priorWeight: -10)
        return PairEvidence(pairs, person: person, rules: rules)
    }

    @Test func aPairIsAsSureAsTheWeakestLinkOfItsStrongestPath() {
        // 0–1–2–3 in a chain; 0 and 3 have little in common, 0 and 2 something.
        let pairs = ScoredPairs(left: [0, 0, 0, 1, 2], right: [1, 2, 3, 2, 3], weight: [9, 1, -20, 5, 7])
        let found = evidence(pairs, [0, 0, 0, 0], free: [false], [0, 0, 0, 0])
        #expect(found.weight == [9, 5, 5, 5, 7])
        #expect(found.afterRivals == pairs.weight)
        // Apart they are what they are alone.
        #expect(evidence(pairs, [0, 1, 2, 3], free: [false], [0, 0, 0, 0]).weight == pairs.weight)
    }

    @Test func rivalsOfOnePlaceShareIt() {
        // Record 0 of one register; two equals of another, of which one at most is its match.
        let pairs = ScoredPairs(left: [0, 0], right: [1, 2], weight: [20, 20])
        let found = evidence(pairs, [0, 0, 2], free: [true, true], [0, 1, 1])
        #expect(found.probability.allSatisfy { abs($0 - 0.5) < 1e-3 })
        let open = evidence(pairs, [0, 0, 2], free: [true, false], [0, 1, 1])
        #expect(open.probability.allSatisfy { $0 > 0.999 })
    }

    @Test(arguments: [1, 2, 3]) func pathsAreThoseOfAllPaths(seed: UInt64) {
        // The weakest link of the strongest path, found by trying all ways (Floyd and Warshall with minimum and maximum).
        var random = KeyedRandom(seed: seed, purpose: 1, entity: 0)
        let count = 9
        var pairs: [(UInt32, UInt32, Float)] = []
        var best = [[Float]](repeating: [Float](repeating: -.infinity, count: count), count: count)
        for a in 0..<count {
            for b in (a + 1)..<count where b == a + 1 || random.nextBool(0.4) {
                let weight = Float(random.nextIndex(below: 40)) - 20
                pairs.append((UInt32(a), UInt32(b), weight))
                (best[a][b], best[b][a]) = (weight, weight)
            }
        }
        for c in 0..<count {
            for a in 0..<count {
                for b in 0..<count where a != b { best[a][b] = max(best[a][b], min(best[a][c], best[c][b])) }
            }
        }
        let scored = ScoredPairs(left: pairs.map(\.0), right: pairs.map(\.1), weight: pairs.map(\.2))
        let zeros = [UInt32](repeating: 0, count: count)
        let found = evidence(scored, zeros, free: [false], [UInt8](repeating: 0, count: count))
        for (pair, weight) in zip(pairs, found.weight) { #expect(weight == best[Int(pair.0)][Int(pair.1)]) }
    }
}
