import Columns

/// Who is whose, since when, and where from.
extension ShardBuilder {
    static let year: Int32 = 365

    /// Sets origins, parents, marriages, divorces and the histories of households.
    mutating func relate() {
        for number in shard.households.indices {
            setOrigins(number)
            setFamily(number)
            form(number)
        }
        for number in shard.households.indices where !shard.households[number].isInstitution {
            leaveHome(number)
            separate(number)
        }
        relateDead()
    }

    func members(_ household: Int) -> Range<Int> {
        let first = Int(shard.households[household].firstMember)
        return first..<first + Int(shard.households[household].members)
    }

    // MARK: - Origins

    private mutating func setOrigins(_ number: Int) {
        var isRecent = false
        for slot in members(number) {
            setOrigin(slot, household: number)
            let person = shard.people[slot]
            if person.role == .head, person.origin == .mainland { isRecent = person.usesPinyin }
        }
        if isRecent { shard.households[number].usesPinyin = true }
    }

    private mutating func setOrigin(_ slot: Int, household number: Int) {
        let person = shard.people[slot]
        if person.standing == .visitor { return }
        var random = Draw.life.stream(scenario.seed, key(person: slot), part: 1 << 20)
        let start = person.birth
        let span = Int(end - start)
        if person.role == .helper {
            // Contracts of two years, some renewed; helpers never become permanent residents.
            let days = min(random.nextIndex(below: 6 * 365), max(0, span - 21 * 365))
            shard.people[slot].origin = .helper
            shard.people[slot].arrival = end - Int32(days)
            shard.people[slot].permanent = Person.never
        } else if shard.households[number].group >= 0 {
            shard.people[slot].origin = .minority
            if person.age >= 18, random.nextChance(0.6) { arrive(slot, after: random.nextShare()) }
        } else if !world.isLatin,
            random.nextChance(person.age >= 18 ? scenario.population.mainlandBorn : 0.05)
        {
            shard.people[slot].origin = .mainland
            arrive(slot, after: random.nextShare())
            let isRecent = shard.people[slot].arrival >= 9862  // 1997-01-01
            shard.people[slot].usesPinyin = isRecent && random.nextChance(scenario.population.pinyin)
        }
    }

    /// Lets a person arrive after a share of the life up to leaving or the reference date.
    private mutating func arrive(_ slot: Int, after share: Double) {
        let birth = shard.people[slot].birth
        let last = min(end, shard.people[slot].emigration, shard.people[slot].death)
        let arrival = birth + 1 + Int32(Double(max(0, last - birth - 60)) * share)
        shard.people[slot].arrival = min(arrival, last - 1)
        // Seven years of ordinary residence.
        shard.people[slot].permanent = arrival + 2557
    }

    // MARK: - Families

    private mutating func setFamily(_ number: Int) {
        let range = members(number)
        guard let head = range.first, !shard.households[number].isInstitution else { return }
        let partner = range.first { shard.people[$0].role == .partner }
        var eldest = Person.never
        for slot in range where shard.people[slot].role == .child {
            let mother = shard.people[head].isMale ? partner : head
            let father = shard.people[head].isMale ? head : partner
            shard.people[slot].mother = Int32(mother ?? -1)
            shard.people[slot].father = Int32(father ?? -1)
            eldest = min(eldest, shard.people[slot].birth)
        }
        guard let partner else { return }
        shard.people[head].partner = Int32(partner)
        shard.people[partner].partner = Int32(head)
        var random = Draw.life.stream(scenario.seed, key(household: number), part: 2 << 20)
        let youngest = max(shard.people[head].birth, shard.people[partner].birth)
        var day = youngest + Int32((21 + random.nextIndex(below: 14)) * 365 + random.nextIndex(below: 365))
        if eldest != Person.never { day = min(day, eldest - 250) }
        day = min(day, min(end, shard.people[head].emigration) - 40)
        day = max(day, youngest + 16 * Self.year)
        shard.people[head].marriage = day
        shard.people[partner].marriage = day
        let wife = shard.people[head].isMale ? partner : head
        if shard.people[wife].origin != .helper, random.nextChance(scenario.population.marriedNames) {
            // Most change the name on the card within months of the wedding, some years later.
            shard.people[wife].nameChange = min(day + 20 + Int32(random.nextIndex(below: 700)), end + 200)
        }
    }

    /// Sets when a household was formed and where it has lived.
    private mutating func form(_ number: Int) {
        guard let head = members(number).first else { return }
        var random = Draw.life.stream(scenario.seed, key(household: number), part: 3 << 20)
        let person = shard.people[head]
        let last = min(end, person.emigration) - 5
        let adult = person.birth + Int32(20 * 365 + random.nextIndex(below: 20 * 365))
        let formed = shard.households[number].isInstitution ? begin - 3650 : min(adult, last)
        shard.households[number].formed = max(
            min(person.marriage == Person.never ? formed : max(formed, person.marriage), last),
            min(person.arrival, last)
        )
        let home = shard.households[number].dwelling
        shard.households[number].firstDwelling = home
        shard.households[number].moves = ShardRange(start: UInt32(householdMoves.count), count: 0)
        if shard.households[number].isInstitution || person.standing == .visitor { return }
        var days: [Int32] = []
        let since = max(begin, shard.households[number].formed)
        var day = since + 1
        while day < last, days.count < 3 {
            let length = min(Self.year, last - day)
            let isMove = random.nextChance(scenario.life.householdMoves * Double(length) / 365)
            let offset = Int32(random.nextIndex(below: Int(length)))
            if isMove { days.append(day + offset) }
            day += Self.year
        }
        for (index, day) in days.enumerated() {
            let dwelling = formerDwelling(near: shard.district, &random)
            if index == 0 { shard.households[number].firstDwelling = dwelling }
            householdMoves.append(Move(day: day, dwelling: dwelling, isHousehold: true))
        }
        // Where it moves last is where it lives.
        if !days.isEmpty {
            for index in 0..<days.count - 1 {
                let place = householdMoves.count - days.count + index
                householdMoves[place].dwelling = householdMoves[place + 1].dwelling
            }
            householdMoves[householdMoves.count - 1].dwelling = home
            shard.households[number].moves.count = UInt32(days.count)
        }
    }

    /// A dwelling that somebody comes from: seven in ten moves stay in the district.
    func formerDwelling(near district: Int, _ random: inout KeyedRandom) -> UInt32 {
        let isNear = random.nextChance(0.7)
        let other = random.nextIndex(below: world.districts.count)
        return dwellings.anyDwelling(district: isNear ? district : other, &random)
    }

    /// The dwelling of a household at the end of a day.
    func dwelling(ofHousehold number: Int, on day: Int32) -> UInt32 {
        var dwelling = shard.households[number].firstDwelling
        for index in shard.households[number].moves.indices where householdMoves[index].day <= day {
            dwelling = householdMoves[index].dwelling
        }
        return dwelling
    }

    // MARK: - Between households

    /// Finds parents of young heads and partners among the older couples of the shard.
    private mutating func leaveHome(_ number: Int) {
        guard let head = members(number).first else { return }
        let person = shard.people[head]
        guard person.standing == .resident, person.origin == .local, (20...46).contains(person.age) else {
            return
        }
        var random = Draw.lineage.stream(scenario.seed, key(household: number))
        for _ in 0..<4 {
            let other = random.nextIndex(below: shard.households.count)
            guard other != number, shard.households[other].group < 0, !shard.households[other].isInstitution,
                let first = members(other).first, shard.people[first].isMale,
                shard.people[first].standing == .resident, shard.people[first].partner >= 0
            else { continue }
            let mother = Int(shard.people[first].partner)
            let gap = Int(shard.people[mother].age) - Int(person.age)
            let isBornAfter = person.birth > shard.people[first].birth + 18 * Self.year
            guard (19...40).contains(gap), isBornAfter, shard.people[mother].standing == .resident else {
                continue
            }
            shard.people[head].father = Int32(first)
            shard.people[head].mother = Int32(mother)
            // Lines lead from the young to the old, so that they never close.
            if person.isMale { shard.households[number].lineage = Int32(other) }
            return
        }
    }

    /// Finds the former husband of a lone mother among the men who live alone.
    private mutating func separate(_ number: Int) {
        guard let mother = members(number).first else { return }
        let person = shard.people[mother]
        guard !person.isMale, person.partner < 0, person.standing == .resident,
            members(number).contains(where: { shard.people[$0].role == .child }),
            !members(number).contains(where: { shard.people[$0].role == .partner })
        else { return }
        var random = Draw.lineage.stream(scenario.seed, key(household: number), part: 1)
        guard random.nextChance(scenario.life.divorces) else { return }
        for _ in 0..<12 {
            let other = random.nextIndex(below: shard.households.count)
            guard other != number, shard.households[other].members == 1, let man = members(other).first,
                shard.people[man].isMale, shard.people[man].partner < 0, shard.people[man].role == .head,
                shard.people[man].standing == .resident,
                shard.households[other].group == shard.households[number].group,
                abs(Int(shard.people[man].age) - Int(person.age)) <= 9
            else { continue }
            let children = members(number).filter { shard.people[$0].role == .child }
            guard children.allSatisfy({ shard.people[$0].birth > shard.people[man].birth + 16 * Self.year })
            else {
                continue
            }
            let eldest = children.map { shard.people[$0].birth }.min() ?? end
            let day = begin + 30 + Int32(random.nextIndex(below: Int(end - begin) - 60))
            let marriage = max(eldest - 400, max(person.birth, shard.people[man].birth) + 16 * Self.year)
            guard day > marriage, day > eldest, day > shard.people[man].arrival else { continue }
            for (a, b) in [(mother, man), (man, mother)] {
                shard.people[a].partner = Int32(b)
                shard.people[a].marriage = marriage
                shard.people[a].divorce = day
            }
            for child in children { shard.people[child].father = Int32(man) }
            // He lives where he lives now since the divorce; the children have his name.
            shard.households[other].formed = day
            shard.households[other].moves.count = 0
            shard.households[other].firstDwelling = shard.households[other].dwelling
            shard.households[other].lineage = Int32(number)
            return
        }
    }

    /// Those who died leave a widowed partner, or were the parents of the head.
    private mutating func relateDead() {
        for slot in shard.people.indices where shard.people[slot].standing == .dead {
            let household = Int(shard.people[slot].household)
            guard let head = members(household).first else { continue }
            let hasPartner = shard.people[head].partner >= 0
            if shard.people[slot].role == .partner, !hasPartner, shard.people[head].marriage == Person.never {
                let youngest = max(shard.people[head].birth, shard.people[slot].birth)
                let day = min(youngest + 27 * Self.year, shard.people[slot].death - 30)
                shard.people[slot].partner = Int32(head)
                shard.people[head].partner = Int32(slot)
                shard.people[slot].marriage = day
                shard.people[head].marriage = day
            } else if shard.people[slot].role == .partner {
                shard.people[slot].role = .other
            }
        }
    }
}
