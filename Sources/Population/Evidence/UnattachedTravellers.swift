import Columns

/// Travellers whose number no record has, beside people of whom evidence knows no crossing.
///
/// Who crosses the border on a number that registers do not know seems never to cross. The traveller's own crossings
/// say that he does not live here; birth date and sex say who he may be. Of pairs of such a traveller and a person
/// without crossings that agree in both, some agree by chance: as many as with birth dates some weeks to either side.
/// So many more are expected to be one person:
///
/// Ê = (M − X)/α, M pairs that agree, X those by chance, α the share of attached travellers that agree with their
/// person; Var Ê = M/α² + (0.002 X)², the second term as chance pairs are known no better.
package struct UnattachedTravellers: Sendable {
    /// Pairs of travellers of one kind with people without crossings.
    package struct Pairs: Sendable, Equatable {
        /// Travellers.
        package fileprivate(set) var travellers = 0
        /// Pairs that agree in birth date and sex.
        package fileprivate(set) var found = 0
        /// Pairs expected to agree by chance.
        package fileprivate(set) var byChance = 0.0
        /// Per stratum: pairs that agree, less those by chance, 0 or more.
        package fileprivate(set) var byStratum: [Double] = []
        /// The share of people whose traveller agrees with them.
        package fileprivate(set) var agreement = 1.0

        /// No travellers.
        package init() {}

        /// Expected people whom the travellers are.
        package var expected: Double { max(0, (Double(found) - byChance) / agreement) }
        /// The variance of the expected people.
        package var variance: Double {
            let chance = UnattachedTravellers.chanceError * byChance
            return Double(found) / (agreement * agreement) + chance * chance
        }
        /// How far pairs exceed chance, in standard deviations of chance.
        package var excess: Double { (Double(found) - byChance) / max(1, byChance).squareRoot() }
        /// Whether chance pairs are few enough beside others for an estimate.
        package var isUsable: Bool {
            byChance <= UnattachedTravellers.mostChance * (Double(found) - byChance)
        }
    }

    /// Travellers in all, and those that nobody is.
    package private(set) var travellers = 0
    package private(set) var unattached = 0
    /// Unattached travellers who live here by their own crossings, and their rows.
    package private(set) var residents = 0
    package private(set) var residentRows = 0
    /// Pairs with travellers who do not live here by their own crossings.
    package private(set) var left = Pairs()
    /// Pairs with travellers who are here at times and do not count.
    package private(set) var mobile = Pairs()

    /// The share of travellers that nobody is.
    package var unattachedShare: Double { travellers > 0 ? Double(unattached) / Double(travellers) : 0 }

    /// The birth dates that chance pairs are counted at, in days from the traveller's; whole weeks, as births keep to
    /// days of the week.
    static let shifts: [Int32] = [-28, -21, -14, -7, 7, 14, 21, 28]
    /// The share by which pairs expected by chance may be off.
    static let chanceError = 0.002
    /// Chance pairs beside others: more cannot be told from them, and matching is left out.
    static let mostChance = 5.0
    /// A birth date with more people than so many times those around it is one that forms are filled with.
    static let heaping = 5.0
    /// People of one birth date below which none is heaped.
    static let leastHeaped = 6

    /// Nobody.
    package static let none = UnattachedTravellers()

    private init() {}

    /// Sets travellers beside people.
    ///
    /// - Parameters:
    ///   - view: The people.
    ///   - isUnseen: Per person: whether it counts, and evidence knows no crossing of it.
    ///   - stratumOf: Per person: its stratum; -1 if it has none.
    ///   - strata: The number of strata.
    /// - Complexity: O(people log people + unattached travellers · log people).
    package init(
        _ builder: PeopleBuilder,
        _ view: PeopleView,
        isUnseen: [Bool],
        stratumOf: [Int32],
        strata: Int
    ) throws(PopulationError) {
        let owned = builder.ownedTravellers(view.spine)
        travellers = owned.count
        let free = owned.indices.filter { !owned[$0] }.map { Int32($0) }
        unattached = free.count
        if free.isEmpty { return }
        let categories = try builder.categories(ofTravellers: free)
        let days = BirthDays(builder, view, isUnseen: isUnseen, stratumOf: stratumOf)
        let agreement = builder.agreement(view)
        left.byStratum = [Double](repeating: 0, count: strata)
        mobile.byStratum = left.byStratum
        for (i, traveller) in free.enumerated() {
            let t = Int(traveller)
            if builder.residence.rule.counts(categories[i]) {
                residents += 1
                residentRows += builder.travellers.crossings(of: t).count
                continue
            }
            let birth = builder.columns.birthDay[Int(builder.travellers.birth[t])]
            let sex = builder.travellers.sex[t]
            if categories[i] == .notResident {
                days.add(birth, sex, to: &left)
            } else {
                days.add(birth, sex, to: &mobile)
            }
        }
        finish(agreement)
    }

    private mutating func finish(_ agreement: Double) {
        func finished(_ pairs: Pairs) -> Pairs {
            var pairs = pairs
            pairs.agreement = agreement
            pairs.byStratum = pairs.byStratum.map { max(0, $0) }
            return pairs
        }
        (left, mobile) = (finished(left), finished(mobile))
    }
}

/// People without crossings by sex and birth date.
private struct BirthDays {
    /// The keys of people, ascending, and the strata of the same people.
    private var keys: [UInt64]
    private var strata: [Int32]

    init(_ builder: PeopleBuilder, _ view: PeopleView, isUnseen: [Bool], stratumOf: [Int32]) {
        var entries: [(key: UInt64, stratum: Int32)] = []
        for p in 0..<view.count where isUnseen[p] {
            let day = builder.columns.birthDay[Int(view.birth.codes[p])]
            if day == Day.none || view.sex.codes[p] == 0 { continue }
            entries.append((Self.key(day, view.sex.codes[p]), stratumOf[p]))
        }
        entries.sort { ($0.key, $0.stratum) < ($1.key, $1.stratum) }
        keys = entries.map(\.key)
        strata = entries.map(\.stratum)
    }

    private static func key(_ day: Int32, _ sex: UInt32) -> UInt64 {
        UInt64(sex) << 32 | UInt64(UInt32(bitPattern: day) ^ 0x8000_0000)
    }

    /// The people of a birth date and sex.
    private func people(_ day: Int32, _ sex: UInt32) -> Range<Int> {
        let key = Self.key(day, sex)
        return first(key)..<first(key + 1)
    }

    /// The first place with a key that is no lower.
    private func first(_ key: UInt64) -> Int {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Adds the pairs of one traveller; of a date that forms are filled with, nothing.
    func add(_ birth: Int32, _ sex: UInt32, to pairs: inout UnattachedTravellers.Pairs) {
        pairs.travellers += 1
        if birth == Day.none || sex == 0 { return }
        let found = people(birth, sex)
        let shifts = UnattachedTravellers.shifts
        let near = shifts.map { people(birth + $0, sex) }
        let each = Double(near.reduce(0) { $0 + $1.count }) / Double(shifts.count)
        if found.count >= UnattachedTravellers.leastHeaped
            && Double(found.count) > UnattachedTravellers.heaping * max(1, each)
        {
            return
        }
        pairs.found += found.count
        pairs.byChance += each
        for place in found where strata[place] >= 0 { pairs.byStratum[Int(strata[place])] += 1 }
        for range in near {
            for place in range where strata[place] >= 0 {
                pairs.byStratum[Int(strata[place])] -= 1 / Double(shifts.count)
            }
        }
    }
}

extension PeopleBuilder {
    /// Per traveller: whether somebody may be it.
    func ownedTravellers(_ spine: Spine) -> [Bool] {
        var isOwned = [Bool](repeating: false, count: travellers.count)
        var own: [Int32] = []
        for p in 0..<spine.count {
            travellers(of: p, spine, into: &own)
            for traveller in own { isOwned[Int(traveller)] = true }
        }
        return isOwned
    }

    /// What the rule says of travellers by their own crossings, as if each were a person.
    func categories(ofTravellers chosen: [Int32]) throws(PopulationError) -> [ResidenceCategory] {
        var person: [UInt32] = []
        var day: [Int32] = []
        var isArrival: [Bool] = []
        for (p, traveller) in chosen.enumerated() {
            let first = day.count
            for slot in travellers.crossings(of: Int(traveller)) {
                day.append(travellers.day[slot])
                isArrival.append(travellers.isArrival[slot])
            }
            CrossingGaps.order(day, &isArrival, from: first)
            CrossingGaps.close(&day, &isArrival, from: first)
            person.append(contentsOf: repeatElement(UInt32(truncatingIfNeeded: p), count: day.count - first))
        }
        let crossings = try BorderCrossings(
            person: person,
            day: day,
            isArrival: isArrival,
            personCount: chosen.count,
            repeated: .keepFirst
        )
        let births = chosen.map { traveller -> Int32 in
            let birth = columns.birthDay[Int(travellers.birth[Int(traveller)])]
            // Who crosses before the birth date that the rows give was born earlier.
            let first = Int(travellers.start[Int(traveller)])
            return birth != Day.none && birth > travellers.day[first] ? Day.none : birth
        }
        let lives = try LifeSpans(
            birth: births,
            death: [Int32](repeating: Day.none, count: chosen.count)
        )
        return try verdicts(ofCrossings: crossings, lives).reasons.map(\.category)
    }

    /// The share of people with one traveller of their number whose birth date and sex are the traveller's.
    func agreement(_ view: PeopleView) -> Double {
        var (all, alike) = (0, 0)
        var own: [Int32] = []
        for p in 0..<view.count {
            travellers(of: p, view.spine, into: &own)
            guard own.count == 1, view.birth.codes[p] != 0, view.sex.codes[p] != 0 else { continue }
            let t = Int(own[0])
            if travellers.birth[t] == 0 || travellers.sex[t] == 0 { continue }
            all += 1
            if travellers.birth[t] == view.birth.codes[p] && travellers.sex[t] == view.sex.codes[p] {
                alike += 1
            }
        }
        // With few to learn from, as good as whole.
        return all >= 100 ? max(0.5, Double(alike) / Double(all)) : 1
    }
}
