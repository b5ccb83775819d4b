import Columns

/// What a person is in the household.
enum HouseholdRole: UInt8, Sendable {
    case head, partner, child, parent, other, helper, inmate
}

/// The residents of a shard, put into households of the sizes asked for.
///
/// Everyone in the margins is used once: first helpers and people outside households are set aside, then
/// families are built around their youngest child, then couples, then people alone. Ages of mothers and
/// partners are the nearest that are left to ones drawn, so that margins hold exactly and gaps are plausible.
struct HouseholdAssembly {
    /// A resident with a place.
    struct Member {
        var household: Int32
        var role: HouseholdRole
        var isMale: Bool
        var age: Int16
        /// Born on the same day as the member before.
        var isTwin = false
    }

    /// The members, household by household; head first.
    private(set) var members: [Member] = []
    /// The number of households; what comes after them are institutions.
    private(set) var households = 0
    /// The number of households and institutions.
    private(set) var dwellings = 0

    private var pool: AgePool
    private var helpers: [Int] = []
    /// Households of two and more that are still to be built.
    private var left = 0
    private var random: KeyedRandom
    private let twins: Double

    /// How many people one institution holds at most.
    static let institutionSize = 60

    init(_ shard: ShardPlan.Shard, settings: PopulationSettings, seed: UInt64, isLatin: Bool) {
        random = Draw.assembly.stream(seed, UInt64(shard.number))
        pool = AgePool(cells: shard.cells, &random)
        twins = settings.twins
        members.reserveCapacity(pool.total)
        var sizes: [Int] = []
        var needed = 0
        for (index, count) in shard.households.enumerated() {
            for _ in 0..<count where needed + index + 1 <= pool.total {
                sizes.append(index + 1)
                needed += index + 1
            }
        }
        let outside = takeInmates(pool.total - needed)
        takeHelpers(isLatin ? 0 : Int(Double(pool.total) * settings.helpers))
        // Families with children come first, the largest first: they are the hardest to fill.
        var order = sizes.indices.map { (key: random.nextWord(), size: sizes[$0]) }
        order.sort {
            ($0.size > 2 ? 0 : $0.size == 2 ? 1 : 2, $0.key) < (
                $1.size > 2 ? 0 : $1.size == 2 ? 1 : 2, $1.key
            )
        }
        left = order.count { $0.size > 1 }
        for entry in order { build(size: entry.size) }
        households = order.count
        dwellings = households
        appendInstitutions(outside)
    }

    // MARK: - Setting aside

    private mutating func takeInmates(_ count: Int) -> [(isMale: Bool, age: Int)] {
        var result: [(isMale: Bool, age: Int)] = []
        for _ in 0..<max(0, count) {
            let kind = random.nextIndex(below: 100)
            let ages = kind < 65 ? 75...110 : kind < 80 ? 18...24 : 25...74
            let taken = pool.takeAny(ages, &random) ?? pool.takeAny(18...110, &random)
            if let taken = taken ?? pool.takeAny(0...110, &random) { result.append(taken) }
        }
        return result
    }

    private mutating func takeHelpers(_ count: Int) {
        for _ in 0..<count {
            let wanted = 24 + random.nextIndex(below: 18) + random.nextIndex(below: 15)
            // Never so many that none of an age is left to be a mother.
            guard pool.count(isMale: false, wanted...wanted) > 3,
                let age = pool.take(isMale: false, near: wanted, in: 23...59)
            else { continue }
            helpers.append(age)
        }
    }

    private mutating func appendInstitutions(_ inmates: [(isMale: Bool, age: Int)]) {
        var left = inmates
        // Helpers without an employer's household, and whoever is left, live together.
        left += helpers.map { (false, $0) }
        while let somebody = pool.takeAny(0...110, &random) { left.append(somebody) }
        for (index, person) in left.enumerated() {
            let institution = households + index / Self.institutionSize
            append(institution, .inmate, person.isMale, person.age)
            dwellings = institution + 1
        }
    }

    // MARK: - Households

    private mutating func build(size: Int) {
        let household = households
        households += 1
        let start = members.count
        if size == 1 {
            buildSingle(household)
        } else {
            // As many of the households to come as there are helpers, the larger ones more often.
            let chance = Double(helpers.count) / Double(max(1, left)) * (size > 3 ? 2 : 1)
            let hasHelper = random.nextShare() < chance
            left -= 1
            if size == 2 {
                hasHelper ? buildOld(household, couple: false) : buildPair(household)
            } else if size == 3, hasHelper, random.nextChance(0.5) {
                buildOld(household, couple: true)
            } else {
                buildFamily(household, size: size, hasHelper: hasHelper)
            }
        }
        while members.count - start < size {
            guard let other = pool.takeAny(18...110, &random) ?? pool.takeAny(0...110, &random) else { break }
            append(household, members.count == start ? .head : .other, other.isMale, other.age)
        }
    }

    private mutating func buildSingle(_ household: Int) {
        if let person = pool.takeAny(20...110, &random) {
            append(household, .head, person.isMale, person.age)
        }
    }

    /// An old person or couple and a helper.
    private mutating func buildOld(_ household: Int, couple: Bool) {
        guard let head = pool.takeAny(66...110, &random) ?? pool.takeAny(25...110, &random) else { return }
        append(household, .head, head.isMale, head.age)
        if couple {
            let partner = head.age + (head.isMale ? -3 : 3)
            if let age = pool.take(
                isMale: !head.isMale,
                near: partner,
                in: max(20, partner - 15)...(partner + 15)
            ) {
                append(household, .partner, !head.isMale, age)
            }
        }
        if let age = helpers.popLast() { append(household, .helper, false, age) }
    }

    private mutating func buildPair(_ household: Int) {
        let kind = random.nextIndex(below: 100)
        if kind < 62, let husband = pool.takeAny(24...110, &random) {
            let partner = husband.age + (husband.isMale ? -2 : 2) + random.next(in: -3...3)
            append(household, .head, husband.isMale, husband.age)
            if let age = pool.take(
                isMale: !husband.isMale,
                near: partner,
                in: max(20, partner - 12)...(partner + 12)
            ) {
                append(household, .partner, !husband.isMale, age)
            }
        } else if kind < 90, let child = pool.takeAny(3...59, &random) {
            let parent = child.age + 22 + random.nextIndex(below: 16)
            let isFather = random.nextIndex(below: 100) < 18
            if let age = pool.take(isMale: isFather, near: parent, in: (child.age + 18)...(child.age + 44)) {
                append(household, .head, isFather, age)
                append(household, .child, child.isMale, child.age)
            } else {
                append(household, .head, child.isMale, child.age)
            }
        }
    }

    private mutating func buildFamily(_ household: Int, size: Int, hasHelper: Bool) {
        let start = members.count
        // Children under 18 as long as there are any; then grown ones who live with their parents.
        let hasMinors = pool.count(isMale: true, 0...17) + pool.count(isMale: false, 0...17) > 0
        guard let child = pool.takeAny(hasMinors ? 0...17 : 18...40, &random) else { return }
        let wanted = child.age + 23 + random.nextIndex(below: 9) + random.nextIndex(below: 9)
        guard let mother = pool.take(isMale: false, near: wanted, in: (child.age + 18)...(child.age + 45))
        else {
            append(household, .head, child.isMale, child.age)
            return
        }
        let father =
            random.nextIndex(below: 100) < (hasHelper && size == 3 ? 0 : 88)
            ? pool.take(
                isMale: true,
                near: mother + random.next(in: -1...6),
                in: max(child.age + 18, mother - 10)...(mother + 20)
            )
            : nil
        if let father {
            append(household, .head, true, father)
            append(household, .partner, false, mother)
        } else {
            append(household, .head, false, mother)
        }
        append(household, .child, child.isMale, child.age)
        addChildren(
            household,
            first: child.age,
            mother: mother,
            room: size - (members.count - start) - (hasHelper ? 1 : 0)
        )
        if hasHelper, members.count - start < size, let age = helpers.popLast() {
            append(household, .helper, false, age)
        }
        if members.count - start < size, random.nextIndex(below: 100) < 70 {
            let grandmother = mother + 22 + random.nextIndex(below: 12)
            let isMale = random.nextIndex(below: 100) < 30
            if let age = pool.take(isMale: isMale, near: grandmother, in: (mother + 18)...110) {
                append(household, .parent, isMale, age)
            }
        }
    }

    private mutating func addChildren(_ household: Int, first: Int, mother: Int, room: Int) {
        var last = first
        for _ in 0..<max(0, room) {
            // Twice the rate of twin births per child, since a pair has a second child only.
            let isTwin = random.nextShare() < twins * 2
            let wanted = isTwin ? last : last - 1 - random.nextIndex(below: 5)
            if wanted < 0 || random.nextIndex(below: 100) < 12 { return }
            let isMale = random.nextIndex(below: 1000) < 515
            let oldest = min(isTwin ? last : last - 1, mother - 18)
            let youngest = max(isTwin ? last : 0, mother - 45)
            guard oldest >= youngest, let age = pool.take(isMale: isMale, near: wanted, in: youngest...oldest)
            else { return }
            append(household, .child, isMale, age)
            members[members.count - 1].isTwin = isTwin && age == last
            last = age
        }
    }

    private mutating func append(_ household: Int, _ role: HouseholdRole, _ isMale: Bool, _ age: Int) {
        members.append(
            Member(household: Int32(household), role: role, isMale: isMale, age: Int16(age))
        )
    }
}
