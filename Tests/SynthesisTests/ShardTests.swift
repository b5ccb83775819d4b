import Columns
import Testing

@testable import Synthesis

@Suite struct ShardTests {
    static func synthesis(people: Int = 12_000, seed: UInt64 = 1, _ world: Scenario.WorldName = .hongKong)
        throws
        -> Synthesis
    {
        var scenario = Scenario(name: "test", referenceDate: CivilDate(daysSince1970: 20_634))
        scenario.people = people
        scenario.seed = seed
        scenario.world = world
        return try Synthesis(scenario)
    }

    static func shards(_ synthesis: Synthesis) -> [Shard] { (0..<synthesis.shardCount).map(synthesis.shard) }

    @Test(arguments: [1, 2, 3, 7, 10, 18, 50, 100, 1234, 12_000]) func residentsAreAsManyAsAskedFor(
        people: Int
    ) throws {
        let synthesis = try Self.synthesis(people: people)
        let residents = Self.shards(synthesis).reduce(0) { $0 + $1.people.count { $0.residence != .none } }
        #expect(residents == people)
    }

    @Test func residentsAreAsManyAsAskedForByAnyRule() throws {
        var scenario = Scenario(name: "odd", referenceDate: CivilDate(daysSince1970: 19_782))
        scenario.people = 3000
        scenario.residence = ResidenceSettings(months: 2, usualDays: 20, mobileDays: 5)
        scenario.life.emigrants = 0.2
        scenario.life.mobile = 0.4
        let shards = Self.shards(try Synthesis(scenario))
        #expect(shards.reduce(0) { $0 + $1.people.count { $0.residence != .none } } == 3000)
    }

    @Test func marginsAreRoundedOnceAndAddUp() throws {
        let synthesis = try Self.synthesis()
        let targets = synthesis.populationTargets
        var counts = targets.map { $0.map { _ in 0 } }
        for shard in Self.shards(synthesis) {
            for person in shard.people where person.residence != .none {
                counts[shard.district][(person.isMale ? 18 : 0) + min(17, Int(person.age) / 5)] += 1
            }
        }
        for (district, cells) in targets.enumerated() {
            #expect(abs(Double(counts[district].reduce(0, +)) - cells.reduce(0, +)) <= 1)
            for (cell, target) in cells.enumerated() {
                #expect(abs(Double(counts[district][cell]) - target) < 3)
            }
        }
        for cell in 0..<36 {
            let target = targets.reduce(0) { $0 + $1[cell] }
            #expect(abs(Double(counts.reduce(0) { $0 + $1[cell] }) - target) < 3)
        }
    }

    @Test func householdsHaveTheSizesAskedFor() throws {
        let synthesis = try Self.synthesis()
        var counts = [Int](repeating: 0, count: 7)
        for shard in Self.shards(synthesis) {
            for household in shard.households where !household.isInstitution && household.members > 0 {
                guard shard.people[Int(household.firstMember)].standing == .resident else { continue }
                counts[Int(household.members) - 1] += 1
            }
        }
        for size in 0..<7 {
            let target = synthesis.householdTargets.reduce(0) { $0 + $1[size] }
            #expect(abs(Double(counts[size]) - target) <= max(10, target * 0.01), "size \(size + 1)")
        }
    }

    @Test(arguments: [Scenario.WorldName.hongKong, .generic])
    func nobodyActsBeforeBirthOrAfterDeath(world: Scenario.WorldName) throws {
        for shard in Self.shards(try Self.synthesis(people: 6000, world)) {
            for person in shard.people {
                #expect(person.arrival >= person.birth)
                #expect(person.death > person.birth)
                let last = min(person.death, person.emigration)
                var previous = Int32.min
                for place in person.moves.indices {
                    let move = shard.moves[place]
                    #expect(move.day >= person.arrival && move.day <= last && move.day >= previous)
                    previous = move.day
                }
                var back = Int32.min
                for place in person.absences.indices {
                    let absence = shard.absences[place]
                    #expect(absence.out > person.birth && absence.out > back && absence.back > absence.out)
                    #expect(absence.out < person.death)
                    back = absence.back
                }
                if person.marriage != Person.never, person.standing != .dead {
                    #expect(person.marriage >= person.birth + 16 * 365)
                }
                if person.divorce != Person.never { #expect(person.divorce > person.marriage) }
            }
        }
    }

    /// Who is away at the end of a day.
    private func isAway(_ person: Person, on day: Int32, in shard: Shard) -> Bool {
        shard.absences[person.absences.indices].contains { $0.out <= day && day < $0.back }
    }

    @Test func whoLeavesOrDiesAbroadHasCrossedTheBorder() throws {
        var (emigrants, visitors, deadAbroad, immigrants) = (0, 0, 0, 0)
        for shard in Self.shards(try Self.synthesis(people: 12_000)) {
            for person in shard.people {
                let first = shard.absences[person.absences.indices].first
                if person.arrival > person.birth {
                    immigrants += 1
                    #expect((first?.out ?? Int32.max) > person.arrival)
                }
                switch person.standing {
                case .emigrant:
                    emigrants += 1
                    #expect(first?.out == person.emigration)
                    #expect(isAway(person, on: person.emigration, in: shard))
                case .visitor:
                    visitors += 1
                    #expect(person.arrival > person.birth)
                    #expect(first == Absence(out: person.emigration, back: Person.never))
                case .dead:
                    deadAbroad += person.diesAbroad ? 1 : 0
                    #expect(isAway(person, on: person.death, in: shard) == person.diesAbroad)
                case .resident: #expect(person.emigration == Person.never)
                }
            }
        }
        #expect(emigrants > 1000 && visitors > 100 && deadAbroad > 15 && immigrants > 2000)
    }

    @Test func parentsAreOlderThanTheirChildren() throws {
        var children = 0
        for shard in Self.shards(try Self.synthesis(people: 6000)) {
            for person in shard.people {
                for parent in [person.mother, person.father] where parent >= 0 {
                    children += 1
                    #expect(shard.people[Int(parent)].birth <= person.birth - 15 * 365)
                }
                if person.mother >= 0 { #expect(!shard.people[Int(person.mother)].isMale) }
            }
        }
        #expect(children > 2000)
    }

    @Test func residenceFollowsFromTheStays() throws {
        let synthesis = try Self.synthesis(people: 6000)
        let rule = ResidenceRule(at: CivilDate(daysSince1970: 20_634), settings: ResidenceSettings())
        var mobile = 0
        for shard in Self.shards(synthesis) {
            for person in shard.people where person.standing != .visitor {
                let absences = shard.absences[person.absences.indices]
                // Day by day, the slow way.
                func days(_ first: Int32, _ last: Int32) -> Int {
                    (first...last).count { day in
                        day >= person.arrival && day < person.death
                            && !absences.contains { $0.out <= day && day < $0.back }
                    }
                }
                let before = days(rule.start + 1, rule.reference)
                let after = days(rule.reference + 1, rule.end)
                let isHere = days(rule.reference, rule.reference) == 1
                let isAlive = person.arrival <= rule.reference && person.death > rule.reference
                let expected: Residence =
                    !isAlive
                    ? .none
                    : person.permanent > rule.reference
                        ? (isHere ? .usual : .none)
                        : max(before, after) >= 91 ? .usual : max(before, after) >= 30 ? .mobile : .none
                #expect(person.residence == expected)
                mobile += expected == .mobile ? 1 : 0
            }
        }
        #expect(mobile > 50)
    }

    @Test func familiesShareANameAndItsCharacters() throws {
        let synthesis = try Self.synthesis(people: 6000)
        let world = try World(.hongKong, concentration: 1)
        var children = 0
        for shard in Self.shards(synthesis) {
            for person in shard.people where person.surnameNumber >= 0 {
                let surname = world.surnames[Int(person.surnameNumber)]
                #expect(surname.han == person.hanSurname)
                #expect((surname.spellings + [surname.pinyin]).contains(person.surname))
                let character = world.givenCharacters[Int(person.characters.0)]
                #expect(character.han == person.hanFirst)
                #expect((character.spellings + [character.pinyin]).contains(person.first))
                if person.role == .child, person.father >= 0, person.origin == .local,
                    shard.people[Int(person.father)].household == person.household
                {
                    children += 1
                    #expect(shard.people[Int(person.father)].hanSurname == person.hanSurname)
                }
            }
        }
        #expect(children > 800)
    }

    @Test func aShardIsTheSameWheneverItIsMadeAndOtherSeedsMakeOtherPeople() throws {
        let (first, again, other) = (
            try Self.synthesis(people: 3000), try Self.synthesis(people: 3000),
            try Self.synthesis(people: 3000, seed: 2)
        )
        #expect(first.output(ofShard: 3).people == again.output(ofShard: 3).people)
        func persons(_ synthesis: Synthesis) -> Set<String> {
            var keys: Set<String> = []
            for shard in Self.shards(synthesis) {
                for person in shard.people {
                    keys.insert(
                        "\(person.birth) \(person.surname) \(person.first) \(person.second) \(person.firstDwelling)"
                    )
                }
            }
            return keys
        }
        #expect(persons(first).intersection(persons(other)).isEmpty)
    }

    @Test func noTwoHouseholdsShareADwelling() throws {
        var homes: Set<UInt32> = []
        for shard in Self.shards(try Self.synthesis()) {
            for household in shard.households where household.members > 0 && !household.isInstitution {
                guard shard.people[Int(household.firstMember)].standing == .resident else { continue }
                #expect(homes.insert(household.dwelling).inserted)
            }
        }
    }
}
