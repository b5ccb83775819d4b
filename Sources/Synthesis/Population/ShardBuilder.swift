import Columns

/// Makes the people of a shard: a function of the scenario, the seed and the shard's number.
///
/// The population is fitted on the reference date; histories are then drawn backwards from it, so that
/// margins hold exactly and every event is consistent with what it leads to. People who have died or left
/// are added to those in the margins.
struct ShardBuilder {
    let scenario: Scenario
    let world: World
    let plan: ShardPlan.Shard
    let dwellings: DwellingBook
    let rule: ResidenceRule
    let reference: CivilDate
    /// The reference day, and the first day of which events are told.
    let end: Int32
    let begin: Int32
    var shard: Shard
    /// Moves of households, by `Household.moves`.
    var householdMoves: [Move] = []

    init(scenario: Scenario, world: World, plan: ShardPlan, dwellings: DwellingBook, number: Int) {
        self.scenario = scenario
        self.world = world
        self.plan = plan.shard(number)
        self.dwellings = dwellings
        rule = ResidenceRule(at: scenario.referenceDate, settings: scenario.residence)
        reference = scenario.referenceDate
        end = Int32(scenario.referenceDate.daysSince1970)
        begin = end - Int32(Double(scenario.life.years) * 365.25)
        shard = Shard(number: number, district: self.plan.district)
    }

    /// The shard's people.
    static func shard(
        _ number: Int,
        scenario: Scenario,
        world: World,
        plan: ShardPlan,
        dwellings: DwellingBook
    ) -> Shard {
        var builder = ShardBuilder(
            scenario: scenario,
            world: world,
            plan: plan,
            dwellings: dwellings,
            number: number
        )
        builder.settle()
        builder.addDeparted()
        builder.relate()
        builder.nameAll()
        builder.liveAll()
        return builder.shard
    }

    func key(person slot: Int) -> UInt64 { UInt64(plan.number * ShardPlan.shardCapacity + slot) }
    func key(household: Int) -> UInt64 { UInt64(plan.number * ShardPlan.shardCapacity + household) }

    // MARK: - Residents

    /// Puts the residents of the margins into households and these into dwellings.
    private mutating func settle() {
        let assembly = HouseholdAssembly(
            plan,
            settings: scenario.population,
            seed: scenario.seed,
            isLatin: world.isLatin
        )
        shard.people.reserveCapacity(ShardPlan.shardCapacity)
        shard.households.reserveCapacity(ShardPlan.shardCapacity / 2)
        for number in 0..<assembly.dwellings {
            shard.households.append(Household())
            shard.households[number].isInstitution = number >= assembly.households
        }
        house(assembly.households)
        for member in assembly.members {
            var person = Person()
            person.household = member.household
            person.role = member.role
            person.isMale = member.isMale
            person.age = member.age
            person.isTwin = member.isTwin
            append(person)
        }
    }

    /// Appends a person to the household that is filled at present.
    mutating func append(_ person: Person) {
        let slot = shard.people.count
        var person = person
        person.number = UInt32(plan.number * ShardPlan.shardCapacity + slot)
        let household = Int(person.household)
        if shard.households[household].members == 0 { shard.households[household].firstMember = Int32(slot) }
        shard.households[household].members += 1
        var random = Draw.person.stream(scenario.seed, key(person: slot))
        person.visibility = Float(random.nextShare())
        person.proneness = Float(1 + scenario.errors.proneness * (2 * random.nextShare() - 1))
        if person.isTwin, slot > 0, person.standing == .resident {
            person.birth = shard.people[slot - 1].birth
        } else {
            person.birth = birthday(age: Int(person.age), &random)
        }
        person.arrival = person.birth
        person.permanent = person.birth
        shard.people.append(person)
    }

    func birthday(age: Int, _ random: inout KeyedRandom) -> Int32 {
        let day = min(
            reference.day,
            CivilDate.daysInMonth(year: reference.year - age, month: reference.month)
        )
        let last = CivilDate(year: reference.year - age, month: reference.month, day: day) ?? reference
        return Int32(last.daysSince1970 - random.nextIndex(below: 365))
    }

    /// Gives every household a tenure, a dwelling that no other has, and its group of names.
    private mutating func house(_ count: Int) {
        var left = plan.tenures
        var before = plan.tenuresBefore
        var random = Draw.tenure.stream(scenario.seed, UInt64(plan.number))
        let groups = WeightedChoice(weights: world.groups.isEmpty ? [1] : world.groups.map(\.households))
        for number in shard.households.indices {
            var stream = Draw.household.stream(scenario.seed, key(household: number))
            shard.households[number].lineage = Int32(number)
            if shard.households[number].isInstitution {
                let site = (plan.number * 64 + number - count) * DwellingBook.perSite
                shard.households[number].tenure = UInt8(DwellingBook.institution)
                shard.households[number].dwelling = dwellings.institution(
                    district: plan.district,
                    number: site
                )
                continue
            }
            // Without replacement: the shard has exactly the households of each tenure that it should have.
            var rank = random.nextIndex(below: max(1, left.reduce(0, +)))
            var tenure = 2
            for candidate in left.indices {
                if rank < left[candidate] {
                    tenure = candidate
                    break
                }
                rank -= left[candidate]
            }
            left[tenure] -= left[tenure] > 0 ? 1 : 0
            shard.households[number].tenure = UInt8(tenure)
            shard.households[number].dwelling = dwellings.home(
                district: plan.district,
                tenure: tenure,
                ordinal: before[tenure]
            )
            before[tenure] += 1
            if !world.groups.isEmpty, stream.nextChance(scenario.population.minorities) {
                shard.households[number].group = Int8(groups.pick(stream.nextShare()))
            }
        }
    }
}
