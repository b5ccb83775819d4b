import Columns

/// Those who are no residents on the reference date, but whom registers may know.
extension ShardBuilder {
    /// Adds people who died, families who left and visitors.
    mutating func addDeparted() {
        let residents = shard.people.count
        let settled = shard.households.count
        var random = Draw.extra.stream(scenario.seed, UInt64(plan.number))
        let life = scenario.life
        let deaths = count(Double(residents) * life.deaths * Double(life.years), &random)
        for _ in 0..<deaths { addDead(among: settled, &random) }
        let emigrants = count(Double(residents) * life.emigrants, &random)
        var left = 0
        while left < emigrants { left += addEmigrants(&random) }
        let visitors = count(Double(residents) * life.visitors, &random)
        for _ in 0..<visitors { addVisitor(&random) }
    }

    /// A whole number near an expected one, right on average; no more than the shard can number.
    private func count(_ expected: Double, _ random: inout KeyedRandom) -> Int {
        let room = ShardPlan.shardCapacity - shard.people.count - 8
        return min(
            max(0, room),
            Int(expected) + (random.nextChance(expected - expected.rounded(.down)) ? 1 : 0)
        )
    }

    private var isFull: Bool { shard.people.count >= ShardPlan.shardCapacity - 8 }

    /// A person who died within the years told of, once of a household that is still there.
    private mutating func addDead(among households: Int, _ random: inout KeyedRandom) {
        if isFull || households == 0 { return }
        for _ in 0..<8 {
            let household = random.nextIndex(below: households)
            let isMale = random.nextIndex(below: 100) < 53
            let years = 30 + random.nextIndex(below: 16)
            let ageAtDeath = 62 + random.nextIndex(below: 22) + random.nextIndex(below: 18)
            let death = Int32(random.next(in: Int(begin) + 1...Int(end)))
            let diesAbroad = random.nextChance(scenario.life.deathsAbroad)
            guard shard.households[household].members > 0 else { continue }
            let head = shard.people[Int(shard.households[household].firstMember)]
            let isInstitution = shard.households[household].isInstitution
            let isPartner = !isInstitution && head.age >= 60 && head.isMale != isMale
            let age =
                isPartner || isInstitution
                ? ageAtDeath : Int(head.age) + years - Int(end - death) / 366
            if age < 50 || age > 108 { continue }
            var person = Person()
            person.household = Int32(household)
            person.role = isInstitution ? .inmate : isPartner ? .partner : .parent
            person.isMale = isMale
            person.standing = .dead
            // As old as the person would be by now, so that births of those who died are drawn like others.
            person.age = Int16(age + Int(end - death) / 365)
            let last = shard.households[household].members
            let first = shard.households[household].firstMember
            append(person)
            // The dead do not lie among the household's members.
            shard.households[household].members = last
            shard.households[household].firstMember = first
            let slot = shard.people.count - 1
            shard.people[slot].death = max(death, shard.people[slot].birth + 1)
            shard.people[slot].diesAbroad = diesAbroad
            return
        }
    }

    /// A family or a single person who left for good; the number of people.
    private mutating func addEmigrants(_ random: inout KeyedRandom) -> Int {
        if isFull { return 1 << 20 }
        let number = shard.households.count
        var household = Household()
        household.lineage = Int32(number)
        household.tenure = 2
        household.dwelling = dwellings.anyDwelling(district: plan.district, &random)
        shard.households.append(household)
        // Half within the years told of, the others up to thirty years ago. Nobody in the last half year:
        // the rule would make a resident of whoever has been here for a month of it.
        let earlier = random.nextChance(0.5) ? 0 : random.nextIndex(below: 22 * 365)
        let day = Int32(random.next(in: Int(begin) + 1...max(Int(begin) + 2, Int(rule.start))) - earlier)
        let since = Int(end - day) / 365
        let headAge = 24 + random.nextIndex(below: 36) + since
        let hasFamily = random.nextChance(0.55)
        var ages: [(HouseholdRole, Bool, Int)] = [(.head, hasFamily || random.nextChance(0.5), headAge)]
        if hasFamily {
            ages.append((.partner, false, headAge - 2))
            let child = headAge - 26 - random.nextIndex(below: 10)
            if child >= since { ages.append((.child, random.nextChance(0.51), child)) }
            if child - 3 >= since, random.nextChance(0.5) {
                ages.append((.child, random.nextChance(0.51), child - 3))
            }
        }
        for (role, isMale, age) in ages where age <= 100 {
            var person = Person()
            person.household = Int32(number)
            person.role = role
            person.isMale = isMale
            person.age = Int16(age)
            person.standing = .emigrant
            append(person)
            let slot = shard.people.count - 1
            shard.people[slot].emigration = max(day, shard.people[slot].birth + 1)
        }
        return ages.count
    }

    /// Somebody from elsewhere who comes for some days.
    private mutating func addVisitor(_ random: inout KeyedRandom) {
        if isFull { return }
        var person = Person()
        person.household = Int32(shard.households.count)
        person.origin = .visitor
        person.standing = .visitor
        person.isMale = random.nextChance(0.5)
        person.age = Int16(18 + random.nextIndex(below: 60))
        var household = Household()
        household.lineage = person.household
        if !world.groups.isEmpty, random.nextChance(0.4) {
            household.group = Int8(random.nextIndex(below: world.groups.count))
        }
        household.usesPinyin = true
        shard.households.append(household)
        append(person)
        let slot = shard.people.count - 1
        shard.people[slot].permanent = Person.never
        shard.people[slot].arrival =
            rule.start + 1 + Int32(random.nextIndex(below: Int(rule.end - rule.start) - 15))
        shard.people[slot].emigration = shard.people[slot].arrival + 1 + Int32(random.nextIndex(below: 12))
    }
}
