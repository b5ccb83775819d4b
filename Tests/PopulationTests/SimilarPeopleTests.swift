import Columns
import Testing

@testable import Population

/// People of other links, worked out from those of accepted links: the same as from nothing.
@Suite struct SimilarPeopleTests {
    private static let seed: UInt64 = 11

    private func world() throws -> CrossingWorld {
        try CrossingWorld(
            CrossingWorld.Sizes(travellers: 150, gone: 40, others: 80, deaths: 0..<30),
            loss: 0.05,
            foreign: 0.2,
            isList: true
        )
    }

    /// The world's records, linked a little otherwise: some taken out of their person, some people made one.
    private func relinked(_ world: CrossingWorld, _ number: Int) -> [UInt32] {
        var random = KeyedRandom(seed: Self.seed, purpose: 1, entity: UInt64(number))
        let spine = world.view.spine
        var sets = DisjointSets(count: spine.members.count)
        for p in 0..<spine.count {
            for slot in Int(spine.memberStart[p])..<Int(spine.memberStart[p + 1])
            where !random.nextBool(0.03) {
                sets.union(spine.rows[p], spine.members[slot])
            }
            if random.nextBool(0.02) {
                sets.union(spine.rows[p], spine.rows[random.nextIndex(below: spine.count)])
            }
        }
        var lowest: [UInt32: UInt32] = [:]
        return (0..<UInt32(spine.members.count)).map { row in
            let root = sets.find(row)
            let known = lowest[root] ?? row
            lowest[root] = known
            return known
        }
    }

    private func expectSame(_ a: PeopleView, _ b: PeopleView) {
        #expect(a.spine.rows == b.spine.rows && a.spine.members == b.spine.members)
        #expect(a.lists == b.lists && a.isCounted == b.isCounted && a.values == b.values)
        #expect(a.verdicts == b.verdicts && a.birth == b.birth && a.sex == b.sex)
        #expect(a.birthYear == b.birthYear && a.death == b.death && a.age == b.age)
        #expect(a.crossings == b.crossings)
        #expect(a.lives.birth == b.lives.birth && a.lives.death == b.lives.death)
    }

    @Test(arguments: 0..<8) func peopleOfOtherLinksAreThoseWorkedOutFromNothing(_ number: Int) throws {
        let world = try world()
        let person = relinked(world, number)
        let whole = try world.builder.people(person)
        // Something is different, and most is not.
        let same = SamePeople(whole.spine, as: world.view.spine)
        let changed = same.of.count { $0 < 0 }
        #expect(changed > 5 && changed < whole.count / 2)
        expectSame(try world.builder.people(person, near: world.view), whole)
    }

    @Test(arguments: 0..<4) func drawsOfDoubtfulValuesAreThoseWorkedOutFromNothing(_ number: Int) throws {
        let world = try world()
        let old = world.builder
        var columns = old.columns
        // One record in ten has another sex, one in ten another birth date.
        var random = KeyedRandom(seed: Self.seed, purpose: 2, entity: 0)
        for row in columns.sex.indices {
            if random.nextBool(0.1) { columns.sex[row] = 3 - columns.sex[row] }
            if random.nextBool(0.1) { columns.birth[row] = 1 + columns.birth[row] % 3000 }
            if random.nextBool(0.05) { columns.birth[row] = 0 }
        }
        let builder = PeopleBuilder(
            columns: columns,
            registerOf: old.registerOf,
            travellers: Travellers(columns),
            residence: old.residence,
            listOfRegister: old.listOfRegister,
            listOfCrossings: old.listOfCrossings,
            coding: DimensionCoding(columns, ageGroups: [0, 41, 44, 46]),
            households: old.households,
            models: AttributeModels(
                columns,
                DimensionCoding(columns, ageGroups: [0, 41, 44, 46]),
                world.view.spine,
                households: old.households,
                draws: 2,
                seed: Self.seed,
                workers: Workers(threads: 1)
            ),
            seed: Self.seed
        )
        let base = try builder.people(world.view.spine.personOf.map { world.view.spine.rows[Int($0)] })
        let person = relinked(world, number)
        let whole = try builder.people(person, draw: 1)
        expectSame(try builder.people(person, near: base, draw: 1), whole)
        #expect(whole.values != (try builder.people(person)).values)
    }
}
