import Testing

@testable import Synthesis

@Suite struct PopulationTests {
    private func everyone(_ people: Int) throws -> (Population, [[SamplePerson]]) {
        let population = Population(people: people, seed: 5, tables: try SampleTables())
        var households: [[SamplePerson]] = []
        var members: [SamplePerson] = []
        for household in 0..<population.householdCount {
            population.fill(&members, household: household)
            for slot in members.indices { population.personalise(&members[slot]) }
            households.append(members)
        }
        return (population, households)
    }

    @Test func exactlyTheRequestedPeopleLiveHereAndAreNumberedInOrder() throws {
        let (population, households) = try everyone(10_000)
        let people = households.flatMap { $0 }
        #expect(people.map(\.index) == Array(0..<population.personCount))
        #expect(people.count { !$0.hasEmigrated } == 10_000)
    }

    @Test func agesFollowTheModelledTable() throws {
        let (_, households) = try everyone(20_000)
        let people = households.flatMap { $0 }
        func share(_ ages: ClosedRange<Int>) -> Double {
            100 * Double(people.count { ages.contains($0.age) }) / Double(people.count)
        }
        // Shares of the table: 10.9, 25.8, 40.1 and 19.6 per cent. Households are composed, not fitted:
        // the old fall short and young adults are in excess.
        #expect(abs(share(0...14) - 10.9) < 5)
        #expect(abs(share(20...39) - 25.8) < 5)
        #expect(abs(share(40...64) - 40.1) < 5)
        #expect(abs(share(65...120) - 19.6) < 5)
    }

    @Test func aboutOneBirthInAHundredIsOfTwins() throws {
        let (_, households) = try everyone(40_000)
        var young = 0
        var twins = 0
        for household in households {
            let children = household.filter { $0.age < 18 }
            young += children.count
            for child in children {
                let others = children.filter {
                    $0.index != child.index && $0.birthdaySource == child.birthdaySource
                }
                if others.isEmpty { continue }
                twins += 1
                #expect(others.allSatisfy { $0.birth == child.birth && $0.surname == child.surname })
            }
        }
        #expect((0.006...0.025).contains(Double(twins) / Double(young)))
    }

    @Test func childrenHaveTheFathersSurname() throws {
        let (_, households) = try everyone(10_000)
        for household in households where household.count >= 3 && household[0].isMale {
            #expect(household[2].surname == household[0].surname)
            #expect(household[2].surnameSpelling == household[0].surnameSpelling)
        }
    }

    @Test func noTwoHouseholdsShareAFlat() throws {
        let (population, households) = try everyone(10_000)
        let homes = households.compactMap { $0.first?.home }
        #expect(Set(homes).count == homes.count)
        #expect(homes.allSatisfy { $0 < population.dwellings.count })
    }

    @Test func aQuarterHaveALegalEnglishName() throws {
        let (_, households) = try everyone(20_000)
        let people = households.flatMap { $0 }
        let share = Double(people.count { $0.englishIsLegal }) / Double(people.count)
        #expect(abs(share - 0.258) < 0.02)
    }
}
