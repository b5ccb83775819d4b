import Testing

@testable import Linkage

@Suite("The choice of rules") struct RuleSelectionTests {
    /// A rule that proposes the given ones of 640 simulated matches, and sampled pairs that stand for 100 each.
    private func rule(_ matches: Range<Int>, pairs: Range<UInt32>, part: Int) -> RuleSelection.Candidate {
        var covered = [UInt64](repeating: 0, count: 10)
        for match in matches { covered[match / 64] |= 1 << UInt64(match % 64) }
        return RuleSelection.Candidate(
            parts: [part],
            covered: covered,
            pairs: Double(pairs.count) * 100,
            sampled: Array(pairs)
        )
    }

    private func select(_ candidates: [RuleSelection.Candidate], budget: Double = 1e9) -> [RuleSelection
        .Taken]
    {
        RuleSelection(
            candidates: candidates,
            sampledPairs: 1000,
            scale: 100,
            budget: budget,
            ruleCost: 50,
            simulated: 640,
            worth: 100
        ).select()
    }

    @Test("A rule that others make superfluous is given up")
    func superfluous() {
        // The first is worth most by itself; the other two together find all that it finds.
        let taken = select([
            rule(0..<400, pairs: 0..<10, part: 0), rule(0..<320, pairs: 0..<60, part: 1),
            rule(300..<640, pairs: 300..<340, part: 2),
        ])
        #expect(taken.map(\.candidate).sorted() == [0, 2])
        let better = select([
            rule(0..<400, pairs: 0..<10, part: 0), rule(0..<410, pairs: 0..<12, part: 1),
            rule(390..<640, pairs: 300..<340, part: 2),
        ])
        #expect(better.count == 2)
        #expect(better.last?.recall == 1)
    }

    @Test("Pairs that a rule before proposes cost little, and are counted once")
    func sharedPairs() {
        let taken = select([
            rule(0..<500, pairs: 0..<100, part: 0), rule(400..<640, pairs: 50..<110, part: 1),
        ])
        #expect(taken.map(\.candidate) == [0, 1])
        #expect(taken.map(\.newPairs) == [10_000, 1_000])
    }

    @Test("No more pairs are proposed than the budget allows", arguments: [0.0, 4_000, 10_000, 20_000])
    func budget(_ budget: Double) {
        let taken = select(
            [
                rule(0..<640, pairs: 0..<150, part: 0), rule(0..<300, pairs: 200..<230, part: 1),
                rule(300..<500, pairs: 300..<310, part: 2),
            ],
            budget: budget
        )
        #expect(taken.reduce(0) { $0 + $1.newPairs } <= budget)
        #expect(taken.isEmpty == (budget == 0))
    }

    @Test("What finds matches only a second time is not taken")
    func nested() {
        let taken = select([rule(0..<600, pairs: 0..<50, part: 0), rule(0..<590, pairs: 0..<49, part: 1)])
        #expect(taken.map(\.candidate) == [0])
    }
}
