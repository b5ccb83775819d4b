import Columns
import Estimation
import Testing

@testable import Inference
@testable import Population

/// People without crossings are compared with those known to have left.
@Suite struct UnseenLeaversTests {
    /// People here who cross, people here who do not, people who left: by list, who has them.
    private static let here = [0.97, 0.85, 0.55, 0.7]
    private static let gone = [0.9, 0.4, 0.08, 0.1]

    /// A view whose people have lists drawn, of whom a share of those who left has no crossing.
    private func view(known: Int, unseen: Int, seed: UInt64 = 5, age: Int16 = 40) throws -> MadeView {
        try MadeView(
            [
                .init(
                    people: 6000,
                    chances: Self.here,
                    crossings: 4,
                    isCounted: true,
                    hasLeft: false,
                    age: age
                ),
                .init(
                    people: 3000,
                    chances: Self.here,
                    crossings: 0,
                    isCounted: true,
                    hasLeft: false,
                    age: age
                ),
                .init(
                    people: unseen,
                    chances: Self.gone,
                    crossings: 0,
                    isCounted: true,
                    hasLeft: true,
                    age: age
                ),
                .init(
                    people: known,
                    chances: Self.gone,
                    crossings: 1,
                    isCounted: false,
                    hasLeft: true,
                    age: age
                ),
            ],
            seed: seed
        )
    }

    private func leavers(
        _ made: MadeView,
        settings: UnseenLeavers.Settings = UnseenLeavers.Settings(),
        threads: Int = 2
    ) -> UnseenLeavers {
        UnseenLeavers(
            made.builder,
            made.view,
            lists: [0, 1, 2, 3],
            hasReturned: made.hasReturned,
            settings: settings,
            workers: Workers(threads: threads)
        )
    }

    @Test(arguments: [0, 150, 500]) func theyAreFoundWithinTheirError(_ unseen: Int) throws {
        let made = try view(known: 500, unseen: unseen)
        let found = leavers(made)
        let error = found.variance.squareRoot()
        #expect(abs(found.expected - Double(made.seenLeavers)) < 2.5 * error, "\(found.expected) ± \(error)")
        #expect(error < 100 && abs(found.probability.reduce(0, +) - found.expected) < 1e-6)
        #expect(found.isUnchecked.allSatisfy { !$0 } && found.bands[1].known > 100)
        #expect(found.bands[0].expected == nil)
    }

    @Test func whoCameBackAfterLongIsComparedToo() throws {
        let made = try MadeView(
            [
                .init(
                    people: 6000,
                    chances: Self.here,
                    crossings: 4,
                    isCounted: true,
                    hasLeft: false,
                    age: 40
                ),
                .init(
                    people: 3000,
                    chances: Self.here,
                    crossings: 0,
                    isCounted: true,
                    hasLeft: false,
                    age: 40
                ),
                .init(people: 400, chances: Self.gone, crossings: 2, isCounted: true, hasLeft: true, age: 40),
                .init(
                    people: 500,
                    chances: Self.gone,
                    crossings: 1,
                    isCounted: false,
                    hasLeft: true,
                    age: 40
                ),
            ],
            seed: 8
        )
        let found = leavers(made)
        let error = found.variance.squareRoot()
        #expect(abs(found.expected - Double(made.seenLeavers)) < 2.5 * error, "\(found.expected) ± \(error)")
        // Matching by birth date is for those without a crossing.
        #expect(
            found.isUnseen.count { $0 }
                == (0..<made.view.count).count { p in
                    made.view.isCounted[p] && made.view.crossings[p] == 0
                        && made.view.lists[p].nonzeroBitCount >= 2
                }
        )
    }

    @Test func threadsChangeNothing() throws {
        let made = try view(known: 300, unseen: 200)
        let (one, two) = (leavers(made, threads: 1), leavers(made, threads: 2))
        #expect(one.probability == two.probability && one.variance == two.variance)
    }

    @Test func aBandWithFewKnownLeaversIsUnchecked() throws {
        let made = try view(known: 6, unseen: 200)
        let found = leavers(made)
        #expect(found.expected == 0 && found.variance == 0 && found.probability.allSatisfy { $0 == 0 })
        #expect(found.isUnchecked.count { $0 } > 2500 && found.isTemplated.allSatisfy { !$0 })
        // Somebody whose age is not known is of no band.
        let ageless = leavers(try view(known: 500, unseen: 200, age: -1))
        #expect(ageless.expected == 0 && ageless.isTemplated.allSatisfy { !$0 })
    }

    @Test func otherConstantsMoveTheEstimateWithinItsError() throws {
        let made = try view(known: 500, unseen: 300)
        let usual = leavers(made)
        let error = usual.variance.squareRoot()
        var others: [UnseenLeavers.Settings] = []
        for (known, onList, unlike) in [(1, 25, 0.01), (30, 25, 0.01), (8, 100, 0.01), (8, 25, 0.02)] {
            var settings = UnseenLeavers.Settings()
            (settings.leastKnown, settings.leastOnList, settings.unlike) = (known, onList, unlike)
            others.append(settings)
        }
        others.append(UnseenLeavers.Settings())
        others[4].prior.share = 9
        others.append(UnseenLeavers.Settings())
        others[5].bands = [0, 30, 60]
        for settings in others {
            let found = leavers(made, settings: settings)
            #expect(abs(found.expected - usual.expected) < error, "\(settings): \(found.expected)")
            #expect(found.variance.squareRoot() < 3 * error)
        }
    }
}

/// People made outright, with lists and crossings as they are wanted.
struct MadeView {
    struct Kind {
        var people: Int
        var chances: [Double]
        var crossings: UInt32
        var isCounted: Bool
        var hasLeft: Bool
        var age: Int16
    }

    let builder: PeopleBuilder
    let view: PeopleView
    /// Per person: whether it left, counts, and has crossings.
    let hasReturned: [Bool]
    /// People who left, count, and are on two lists or more.
    let seenLeavers: Int

    init(_ kinds: [Kind], seed: UInt64) throws {
        let people = kinds.reduce(0) { $0 + $1.people }
        let base = try MadePeople(people, chances: [[1, 1], [1, 1]], seed: seed)
        var lists: [UInt32] = []
        var crossings: [UInt32] = []
        var isCounted: [Bool] = []
        var reasons: [ResidenceReason] = []
        var age: [Int16] = []
        var seenLeavers = 0
        var hasReturned: [Bool] = []
        for kind in kinds {
            for _ in 0..<kind.people {
                var random = KeyedRandom(seed: seed, purpose: 3, entity: UInt64(lists.count))
                var set: UInt32 = 0
                for (list, chance) in kind.chances.enumerated() where random.nextBool(chance) {
                    set |= 1 << UInt32(list)
                }
                lists.append(set)
                crossings.append(kind.crossings)
                isCounted.append(kind.isCounted && set != 0)
                reasons.append(kind.isCounted ? .permanentStayedBefore : .permanentStayedTooLittle)
                age.append(kind.age)
                hasReturned.append(kind.isCounted && kind.hasLeft && kind.crossings > 0)
                if kind.isCounted && kind.hasLeft && set.nonzeroBitCount >= 2 { seenLeavers += 1 }
            }
        }
        builder = base.builder
        let old = base.view
        view = PeopleView(
            spine: old.spine,
            lists: lists,
            values: old.values,
            isCounted: isCounted,
            verdicts: ResidenceVerdicts(reasons: reasons, evidence: old.verdicts.evidence),
            lives: old.lives,
            birth: old.birth,
            birthYear: old.birthYear,
            sex: old.sex,
            death: old.death,
            age: age,
            crossings: crossings
        )
        self.seenLeavers = seenLeavers
        self.hasReturned = hasReturned
    }
}
