import Columns
import Testing

@testable import Resolution

@Suite struct EvaluationTests {
    private func random(_ count: Int, below bound: Int, seed: UInt64) -> [UInt32] {
        var random = KeyedRandom(seed: seed, purpose: 5, entity: 0)
        return (0..<count).map { _ in UInt32(random.nextIndex(below: bound)) }
    }

    @Test func pairsAndBCubedAgreeWithCountingThemOneByOne() throws {
        for seed in 0..<10 as Range<UInt64> {
            let person = random(90, below: 30, seed: seed)
            var truth = random(90, below: 35, seed: seed + 100)
            for i in 0..<90 where i % 11 == 0 { truth[i] = Evaluation.unknown }
            let registers = random(90, below: 3, seed: seed + 200).map { UInt8($0) }
            for registerOf in [nil, registers] {
                let quality = try Evaluation(truth: truth, registerOf: registerOf).quality(of: person)
                var expected = PairQuality(claimed: 0, real: 0, both: 0)
                var precision = 0.0
                var recall = 0.0
                let known = (0..<90).filter { truth[$0] != Evaluation.unknown }
                for a in known {
                    for b in known where b > a {
                        if let registerOf, registerOf[a] == registerOf[b] { continue }
                        expected.claimed += person[a] == person[b] ? 1 : 0
                        expected.real += truth[a] == truth[b] ? 1 : 0
                        expected.both += person[a] == person[b] && truth[a] == truth[b] ? 1 : 0
                    }
                    let both = Double(known.count { person[$0] == person[a] && truth[$0] == truth[a] })
                    precision += both / Double(known.count { person[$0] == person[a] })
                    recall += both / Double(known.count { truth[$0] == truth[a] })
                }
                #expect(quality.pairs == expected)
                #expect(abs(quality.bCubedPrecision - precision / Double(known.count)) < 1e-12)
                #expect(abs(quality.bCubedRecall - recall / Double(known.count)) < 1e-12)
            }
        }
    }

    @Test func exactPersonsAreCounted() throws {
        let evaluation = try Evaluation(truth: [5, 5, 6, 7, 7, Evaluation.unknown])
        let quality = try evaluation.quality(of: [0, 0, 2, 3, 4, 0])
        #expect(quality.exactPersons == 2 && quality.truePersons == 3 && quality.foundPersons == 4)
        #expect(quality.records == 5)
        #expect(quality.pairs == PairQuality(claimed: 1, real: 2, both: 1))
    }

    @Test func theCurveCountsPairsAtEachThreshold() throws {
        let truth = random(60, below: 20, seed: 1)
        let pairs = randomPairs(records: 60, density: 0.5, seed: 2)
        let evaluation = try Evaluation(truth: truth)
        let thresholds: [Float] = [3, -20, 0, 11.5, 3, pairs.weight[0]]
        let curve = try evaluation.curve(of: pairs, at: thresholds)
        for (point, threshold) in zip(curve, thresholds) {
            let kept = (0..<pairs.count).filter { pairs.weight[$0] >= threshold }
            #expect(point.threshold == threshold)
            #expect(point.pairs.claimed == kept.count)
            #expect(
                point.pairs.both == kept.count { truth[Int(pairs.left[$0])] == truth[Int(pairs.right[$0])] }
            )
        }
        let recall = try evaluation.blockingRecall(of: pairs)
        #expect(recall == curve[1].pairs.recall && recall < 1)
        var listed = Set<UInt64>()
        for i in 0..<pairs.count { listed.insert(UInt64(pairs.left[i]) << 32 | UInt64(pairs.right[i])) }
        #expect(evaluation.blockingRecall { listed.contains(UInt64($0) << 32 | UInt64($1)) } == recall)
    }

    @Test func columnsThatDoNotFitAreRefused() throws {
        #expect(throws: ResolutionError.self) { try Evaluation(truth: [1, 2], registerOf: [0]) }
        let evaluation = try Evaluation(truth: [1, 2])
        #expect(throws: ResolutionError.self) { try evaluation.quality(of: [0]) }
        #expect(throws: ResolutionError.self) {
            try evaluation.curve(of: ScoredPairs(left: [0], right: [2], weight: [1]), at: [0])
        }
        #expect(try Evaluation(truth: []).quality(of: []).pairs.f == 1)
    }
}
