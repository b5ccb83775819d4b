import Columns

/// The true people of a sample, household by household.
///
/// A household is a function of the seed and its number: it can be made again at any time, on any thread.
/// Only where each household's people start to be numbered is stored (4 bytes a household). Shapes and
/// age gaps are plausible, not fitted; ages come from the modelled table of the household's district.
final class Population: Sendable {
    /// The share of households of one to six persons, after the 2021 census.
    private static let sizes = WeightedChoice(weights: [20, 29, 25, 18, 6, 2])
    /// Households that emigrated, per person who lives here.
    private static let emigrants = 0.05

    let seed: UInt64
    let tables: SampleTables
    let dwellings: Dwellings
    let referenceYear = 2026
    /// The number of the first person of each household, and the number of persons.
    private let firstPerson: [UInt32]
    private let residents: Int

    init(people: Int, seed: UInt64, tables: SampleTables) {
        var firstPerson: [UInt32] = [0]
        firstPerson.reserveCapacity(people / 2)
        let total = people + Int(Double(people) * Self.emigrants)
        var count = 0
        while count < total {
            var random = KeyedRandom(
                seed: seed,
                purpose: Purpose.householdSize.rawValue,
                entity: UInt64(firstPerson.count - 1)
            )
            let size = Self.sizes.pick(random.nextUnit()) + 1
            // The last household that stays is cut, so that exactly `people` live here.
            count = min(count + size, count < people ? people : total)
            firstPerson.append(UInt32(count))
        }
        self.seed = seed
        self.tables = tables
        self.firstPerson = firstPerson
        residents = people
        dwellings = Dwellings(households: firstPerson.count - 1, tables: tables, seed: seed)
    }

    /// The number of households, emigrated ones included.
    var householdCount: Int { firstPerson.count - 1 }

    /// The number of persons, emigrated ones included.
    var personCount: Int { Int(firstPerson.last ?? 0) }

    /// Replaces `members` by the people of a household.
    func fill(_ members: inout [SamplePerson], household: Int) {
        members.removeAll(keepingCapacity: true)
        let first = Int(firstPerson[household])
        let size = Int(firstPerson[household + 1]) - first
        var random = KeyedRandom(seed: seed, purpose: Purpose.household.rawValue, entity: UInt64(household))
        let home = dwellings.home(of: household)
        let district = dwellings.dwelling(home).district
        let formerHome = UInt32(random.nextIndex(below: dwellings.count))
        let moved = random.nextBool(0.35)
        let pinyin = random.nextBool(0.08)
        compose(&members, size: size, district: district, random: &random)
        let surname = drawSurname(pinyin: pinyin, &random)
        for slot in members.indices {
            members[slot].index = first + slot
            members[slot].birthdaySource = first + slot
            members[slot].nameSource = first + slot
            members[slot].visibility = stream(.visibility, first + slot).firstUnit
            members[slot].home = home
            members[slot].formerHome = formerHome
            members[slot].hasMoved = moved
            members[slot].hasEmigrated = first + slot >= residents
            members[slot].usesPinyin = pinyin
            // Until told otherwise everyone is of the family.
            members[slot].surname = surname.number
            members[slot].surnameSpelling = surname.spelling
        }
        relate(&members, &random)
        shareNames(&members, &random)
    }

    // MARK: - Shape

    /// Sets ages and sexes: partners first, then children from the eldest, then others.
    private func compose(
        _ members: inout [SamplePerson],
        size: Int,
        district: Int,
        random: inout KeyedRandom
    ) {
        if size == 1 {
            members.append(person(in: district, ages: 20...110, &random))
        } else if size == 2 && random.nextBool(0.62) {
            let husband = drawAge(in: district, isMale: true, ages: 25...110, &random)
            members.append(adult(husband, isMale: true))
            members.append(adult(max(20, husband + 1 - random.nextIndex(below: 8)), isMale: false))
        } else if size == 2 && random.nextBool(0.6) {
            let child = person(in: district, ages: 3...50, &random)
            let gap = 21 + random.nextIndex(below: 18)
            members.append(adult(child.age + gap, isMale: random.nextBool(0.2)))
            members.append(child)
        } else if size == 2 {
            members.append(person(in: district, ages: 20...110, &random))
            members.append(person(in: district, ages: 20...110, &random))
        } else {
            composeFamily(&members, size: size, district: district, random: &random)
        }
    }

    private func composeFamily(
        _ members: inout [SamplePerson],
        size: Int,
        district: Int,
        random: inout KeyedRandom
    ) {
        let grandparents = size == 3 ? 0 : random.nextBool(size == 4 ? 0.2 : 0.6) ? min(size - 3, 2) : 0
        var child = person(in: district, ages: 0...33, &random)
        let mother = child.age + 20 + random.nextIndex(below: 12) + random.nextIndex(below: 12)
        members.append(adult(mother - 2 + random.nextIndex(below: 10), isMale: true))
        members.append(adult(mother, isMale: false))
        members.append(child)
        for _ in 3..<max(3, size - grandparents) {
            // One birth in a hundred is of twins; a second child is the moment for it.
            let isTwin = random.nextBool(0.025)
            child.age = isTwin ? child.age : child.age - 1 - random.nextIndex(below: 5)
            child.isMale = random.nextBool(0.515)
            // The next child is not born yet: an older relative completes the household.
            members.append(child.age < 0 ? adult(child.age + 30, isMale: child.isMale) : child)
        }
        for number in 0..<grandparents {
            members.append(adult(mother + 24 + random.nextIndex(below: 12), isMale: number == 1))
        }
    }

    private func person(
        in district: Int,
        ages: ClosedRange<Int>,
        _ random: inout KeyedRandom
    ) -> SamplePerson {
        let isMale = random.nextBool(tables.districts[district].maleShare)
        return adult(drawAge(in: district, isMale: isMale, ages: ages, &random), isMale: isMale)
    }

    private func adult(_ age: Int, isMale: Bool) -> SamplePerson {
        var person = SamplePerson()
        person.age = min(age, 108)
        person.isMale = isMale
        return person
    }

    private func drawAge(
        in district: Int,
        isMale: Bool,
        ages: ClosedRange<Int>,
        _ random: inout KeyedRandom
    ) -> Int {
        for _ in 0..<32 {
            let group = tables.districts[district].ages[isMale ? 1 : 0].pick(random.nextUnit())
            // The open group thins out with age.
            let years =
                group < 17
                ? random.nextIndex(below: 5) : min(random.nextIndex(below: 20), random.nextIndex(below: 20))
            if ages.contains(group * 5 + years) { return group * 5 + years }
        }
        return ages.lowerBound
    }

    // MARK: - Names and relations

    private func drawSurname(
        pinyin: Bool,
        _ random: inout KeyedRandom
    ) -> (number: Int, spelling: TextCode) {
        let number = tables.surname.pick(random.nextUnit())
        let spelling = tables.surnames[number].spelling.pick(random.nextUnit())
        return (number, pinyin ? tables.surnames[number].pinyin : tables.surnames[number].spellings[spelling])
    }

    /// Gives those who are not of the father's line surnames of their own; twins share a birthday.
    private func relate(_ members: inout [SamplePerson], _ random: inout KeyedRandom) {
        guard members.count > 1 else { return }
        for slot in members.indices {
            let isMarriedIn = !members[slot].isMale && members[slot].age >= 20 && slot != 2 && slot < 2
            let isGrandmother = !members[slot].isMale && slot > 2 && members[slot].age > members[1].age
            guard isMarriedIn || isGrandmother else { continue }
            let own = drawSurname(pinyin: members[slot].usesPinyin, &random)
            if members[slot].age >= 45 && random.nextBool(0.04) {
                members[slot].husbandSpelling = members[slot].surnameSpelling
            }
            members[slot].surname = own.number
            members[slot].surnameSpelling = own.spelling
        }
    }

    /// Draws what is a person's own and no register needs before it takes the person in.
    func personalise(_ person: inout SamplePerson) {
        var birthday = stream(.birthday, person.birthdaySource)
        let dayOfLife = birthday.nextIndex(below: 365)
        let end = CivilDate(year: referenceYear, month: 6, day: 30)?.daysSince1970 ?? 0
        let birth = CivilDate(daysSince1970: end - dayOfLife - Int(Double(person.age) * 365.2425))
        person.birth = (birth.year, birth.month, birth.day)
        let era = SampleTables.era(ofBirthYear: birth.year)
        let cohort = SampleTables.cohort(era: era, isMale: person.isMale)
        var first = stream(.firstCharacter, person.nameSource)
        person.given.first = Int(drawGiven(cohort, &first))
        person.givenSpelling.first = spelling(of: person.given.first, pinyin: person.usesPinyin, &first)
        var random = stream(.person, person.index)
        person.given.second = random.nextBool(0.03) ? -1 : Int(drawGiven(cohort, &random))
        person.givenSpelling.second =
            person.given.second < 0
            ? 0 : spelling(of: person.given.second, pinyin: person.usesPinyin, &random)
        // A quarter have an English name on the card, more use one.
        let english = random.nextUnit()
        let names = tables.englishByCohort[cohort].count
        let name = random.nextIndex(below: max(1, names))
        if names > 0 && english < 0.64 { person.english = tables.englishByCohort[cohort][name] }
        person.englishIsLegal = english < 0.258
        person.lacksHan = random.nextBool(0.03)
        if random.nextBool(0.25) {
            person.hasMoved = true
            person.formerHome = UInt32(random.nextIndex(below: dwellings.count))
        }
    }

    private func stream(_ purpose: Purpose, _ entity: Int) -> KeyedRandom {
        KeyedRandom(seed: seed, purpose: purpose.rawValue, entity: UInt64(entity))
    }

    private func drawGiven(_ cohort: Int, _ random: inout KeyedRandom) -> UInt16 {
        tables.givenByCohort[cohort][tables.givenChoice[cohort].pick(random.nextUnit())]
    }

    private func spelling(of character: Int, pinyin: Bool, _ random: inout KeyedRandom) -> TextCode {
        let usesFirst = random.nextBool(0.85)
        if pinyin { return tables.givenCharacters[character].pinyin }
        let count = tables.givenCharacters[character].spellings.count
        return tables.givenCharacters[character].spellings[usesFirst || count < 2 ? 0 : 1]
    }

    /// Lets brothers and sisters share a character, and twins their birthday.
    private func shareNames(_ members: inout [SamplePerson], _ random: inout KeyedRandom) {
        guard members.count > 3 else { return }
        for slot in 3..<members.count where members[slot].age <= members[2].age {
            let isTwin = members[slot].age == members[slot - 1].age
            if isTwin { members[slot].birthdaySource = members[slot - 1].birthdaySource }
            let isSameSex = members[slot].isMale == members[2].isMale
            guard isSameSex, random.nextBool(isTwin ? 0.6 : 0.35) else { continue }
            members[slot].nameSource = members[2].nameSource
        }
    }
}

extension KeyedRandom {
    /// The first number from 0 up to 1 of a stream that is used for nothing else.
    fileprivate var firstUnit: Double {
        var copy = self
        return copy.nextUnit()
    }
}
