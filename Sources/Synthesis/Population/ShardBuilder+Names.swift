import Columns

/// Names that belong together: of families, of scripts, of eras.
extension ShardBuilder {
    /// Names everybody.
    mutating func nameAll() {
        for slot in shard.people.indices { name(slot) }
        // A husband's surname is known once everybody has one.
        for slot in shard.people.indices where shard.people[slot].nameChange != Person.never {
            let partner = Int(shard.people[slot].partner)
            // No wife of the same surname writes it twice.
            guard partner >= 0, shard.people[partner].surnameNumber >= 0,
                shard.people[partner].surnameNumber != shard.people[slot].surnameNumber
            else {
                shard.people[slot].nameChange = Person.never
                continue
            }
            shard.people[slot].husband = shard.people[partner].surname
            shard.people[slot].hanHusband = shard.people[partner].hanSurname
        }
    }

    /// The household at the root of a household's line.
    private func root(of household: Int) -> Int {
        var number = household
        for _ in 0..<8 where Int(shard.households[number].lineage) != number {
            number = Int(shard.households[number].lineage)
        }
        return number
    }

    private mutating func name(_ slot: Int) {
        let person = shard.people[slot]
        let household = shard.households[Int(person.household)]
        var random = Draw.name.stream(scenario.seed, key(person: slot))
        if person.role == .helper {
            nameHelper(slot, &random)
        } else if household.group >= 0 {
            let root = root(of: Int(person.household))
            var family = Draw.name.stream(scenario.seed, key(household: root), part: 1)
            let isFamily = person.role != .other && person.role != .inmate
            nameLatin(
                slot,
                world.groups[Int(household.group)],
                shared: isFamily ? family.nextShare() : nil,
                &random
            )
        } else {
            nameSurname(slot, household, &random)
            if world.isLatin { nameGeneric(slot, &random) } else { nameCharacters(slot, household, &random) }
        }
    }

    // MARK: - Surnames

    private mutating func nameSurname(_ slot: Int, _ household: Household, _ random: inout KeyedRandom) {
        let person = shard.people[slot]
        let ownDraw = (random.nextShare(), random.nextShare())
        let usesPinyin = person.usesPinyin || (household.usesPinyin && person.origin != .local)
        // The line of the father: sons and daughters, heads who are men, their fathers.
        let isOfLine: Bool
        switch person.role {
        case .head: isOfLine = person.isMale || person.partner < 0 && person.mother < 0
        case .partner: isOfLine = person.isMale
        case .child: isOfLine = true
        case .parent: isOfLine = person.isMale
        case .other, .helper, .inmate: isOfLine = false
        }
        var draws = ownDraw
        if isOfLine, !isLoneMother(slot) || person.isMale {
            var family = Draw.name.stream(
                scenario.seed,
                key(household: root(of: Int(person.household))),
                part: 1
            )
            draws = (family.nextShare(), family.nextShare())
        } else if person.father >= 0 {
            // A daughter who left home has her father's name.
            let home = Int(shard.people[Int(person.father)].household)
            var family = Draw.name.stream(scenario.seed, key(household: root(of: home)), part: 1)
            draws = (family.nextShare(), family.nextShare())
        }
        let number = world.surname.pick(draws.0)
        let surname = world.surnames[number]
        shard.people[slot].surnameNumber = Int16(number)
        shard.people[slot].hanSurname = surname.han
        shard.people[slot].usesPinyin = usesPinyin
        shard.people[slot].surname =
            usesPinyin ? surname.pinyin : surname.spellings[surname.spelling.pick(draws.1)]
    }

    private func isLoneMother(_ slot: Int) -> Bool {
        let person = shard.people[slot]
        return person.role == .head && !person.isMale
            && members(Int(person.household)).contains { shard.people[$0].role == .child }
    }

    // MARK: - Given names

    private func cohort(of person: Person) -> Int {
        let year = CivilDate(daysSince1970: Int(person.birth)).year
        return World.cohort(era: World.era(ofBirthYear: year), isMale: person.isMale)
    }

    private mutating func nameCharacters(_ slot: Int, _ household: Household, _ random: inout KeyedRandom) {
        let person = shard.people[slot]
        let cohort = cohort(of: person)
        let hasOne = random.nextChance(0.03)
        var firstDraw = (random.nextShare(), random.nextShare())
        let secondDraw = (random.nextShare(), random.nextShare())
        // Brothers, and sisters, often share a character.
        if person.role == .child {
            var family = Draw.name.stream(
                scenario.seed,
                key(household: Int(person.household)),
                part: person.isMale ? 2 : 3
            )
            let isShared = family.nextChance(person.isTwin ? 0.6 : 0.35)
            let shared = (family.nextShare(), family.nextShare())
            if isShared { firstDraw = shared }
        }
        let first = Int(world.givenByCohort[cohort][world.givenChoice[cohort].pick(firstDraw.0)])
        shard.people[slot].characters.0 = Int16(first)
        shard.people[slot].hanFirst = world.givenCharacters[first].han
        let pinyin = shard.people[slot].usesPinyin
        shard.people[slot].first = spelling(of: first, pinyin: pinyin, firstDraw.1)
        if !hasOne {
            let second = Int(world.givenByCohort[cohort][world.givenChoice[cohort].pick(secondDraw.0)])
            shard.people[slot].characters.1 = Int16(second)
            shard.people[slot].hanSecond = world.givenCharacters[second].han
            shard.people[slot].second = spelling(of: second, pinyin: pinyin, secondDraw.1)
        }
        let english = random.nextShare()
        let choice = world.englishChoice[cohort].pick(random.nextShare())
        let settings = scenario.population
        if english < settings.legalEnglish + settings.informalEnglish {
            shard.people[slot].english = world.englishByCohort[cohort][choice]
            shard.people[slot].hasLegalEnglish = english < settings.legalEnglish
        }
    }

    private func spelling(of character: Int, pinyin: Bool, _ draw: Double) -> TextCode {
        if pinyin { return world.givenCharacters[character].pinyin }
        let spellings = world.givenCharacters[character].spellings
        return spellings[draw < 0.85 || spellings.count < 2 ? 0 : 1]
    }

    /// A given name and a middle name in a country of Latin letters.
    private mutating func nameGeneric(_ slot: Int, _ random: inout KeyedRandom) {
        let cohort = cohort(of: shard.people[slot])
        let names = world.englishByCohort[cohort]
        shard.people[slot].first = names[world.englishChoice[cohort].pick(random.nextShare())]
        let middle = names[world.englishChoice[cohort].pick(random.nextShare())]
        if random.nextChance(0.6), middle != shard.people[slot].first { shard.people[slot].second = middle }
    }

    // MARK: - Names of other origins

    private mutating func nameHelper(_ slot: Int, _ random: inout KeyedRandom) {
        if world.groups.isEmpty { return }
        var rank = random.nextShare()
        var number = 0
        while number < world.groups.count - 1, rank >= world.groups[number].helpers {
            rank -= world.groups[number].helpers
            number += 1
        }
        nameLatin(slot, world.groups[number], shared: nil, &random)
    }

    private mutating func nameLatin(
        _ slot: Int,
        _ group: World.NameGroup,
        shared: Double?,
        _ random: inout KeyedRandom
    ) {
        let draws = (random.nextShare(), random.nextShare(), random.nextShare(), random.nextShare())
        func pick(_ names: [TextCode], _ share: Double) -> TextCode {
            // The first are the more common.
            names.isEmpty ? 0 : names[min(names.count - 1, Int(share * share * Double(names.count)))]
        }
        let given = group.given[shard.people[slot].isMale ? 1 : 0]
        shard.people[slot].surname = pick(group.surnames, shared ?? draws.0)
        shard.people[slot].first = pick(given, draws.1)
        if group.hasMiddleName { shard.people[slot].second = pick(group.surnames, draws.2) }
        if group.hasMononyms, draws.3 < 0.3 { shard.people[slot].surname = 0 }
    }
}
