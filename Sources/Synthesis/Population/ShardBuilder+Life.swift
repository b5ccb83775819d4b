import Columns

/// Moves of persons, stays abroad, and what these make of a person on the reference date.
extension ShardBuilder {
    /// Lets everybody live.
    mutating func liveAll() {
        shard.moves.reserveCapacity(shard.people.count)
        shard.absences.reserveCapacity(shard.people.count * 2)
        for slot in shard.people.indices {
            move(slot)
            travel(slot)
        }
    }

    // MARK: - Moves

    private mutating func move(_ slot: Int) {
        var random = Draw.life.stream(scenario.seed, key(person: slot))
        let person = shard.people[slot]
        let number = Int(person.household)
        shard.people[slot].moves = ShardRange(start: UInt32(shard.moves.count), count: 0)
        if person.standing == .visitor { return }
        let joined = joining(slot, &random)
        let last = min(end, person.death, person.emigration)
        let earlier = random.nextChance(min(0.9, scenario.life.personMoves * Double(scenario.life.years)))
        let share = random.nextShare()
        if joined <= max(begin, person.arrival) {
            shard.people[slot].firstDwelling = dwelling(ofHousehold: number, on: max(begin, person.arrival))
        } else {
            // Somewhere else before: with the parents if these are known, otherwise anywhere.
            var origin = formerDwelling(near: shard.district, &random)
            let parents = person.father >= 0 ? person.father : person.mother
            if parents >= 0, shard.people[Int(parents)].household != person.household {
                origin = dwelling(ofHousehold: Int(shard.people[Int(parents)].household), on: joined)
            }
            let formerPartner = person.divorce != Person.never && person.isMale ? person.partner : -1
            if formerPartner >= 0 {
                origin = dwelling(ofHousehold: Int(shard.people[Int(formerPartner)].household), on: joined)
            }
            shard.people[slot].firstDwelling = origin
            let since = max(begin, person.arrival) + 1
            if earlier, formerPartner < 0, joined - since > 60 {
                let day = since + Int32(Double(joined - since - 30) * share)
                let before = formerDwelling(near: shard.district, &random)
                shard.people[slot].firstDwelling = before
                append(Move(day: day, dwelling: origin, isHousehold: false), to: slot)
            }
            append(
                Move(day: joined, dwelling: dwelling(ofHousehold: number, on: joined), isHousehold: false),
                to: slot
            )
        }
        for index in shard.households[number].moves.indices {
            let move = householdMoves[index]
            if move.day > max(joined, begin), move.day > person.arrival, move.day < last {
                append(move, to: slot)
            }
        }
    }

    /// The day a person joined the household; what lies before the years told of is all the same.
    private func joining(_ slot: Int, _ random: inout KeyedRandom) -> Int32 {
        let person = shard.people[slot]
        let formed = shard.households[Int(person.household)].formed
        let last = min(end, person.death, person.emigration) - 1
        let day: Int32
        switch person.role {
        case .head: day = formed
        case .partner: day = max(formed, person.marriage == Person.never ? formed : person.marriage)
        case .child: day = max(person.birth, person.arrival)
        case .helper: day = person.arrival
        case .parent, .other:
            let isRecent = random.nextChance(person.role == .parent ? 0.2 : 0.5)
            day = isRecent ? begin + 1 + Int32(random.nextIndex(below: Int(end - begin) - 1)) : begin
        case .inmate: day = begin + 1 + Int32(random.nextIndex(below: Int(end - begin) - 1))
        }
        return max(min(day, last), person.arrival)
    }

    private mutating func append(_ move: Move, to slot: Int) {
        shard.moves.append(move)
        shard.people[slot].moves.count += 1
    }

    // MARK: - Stays abroad

    private mutating func travel(_ slot: Int) {
        let start = shard.absences.count
        var random = Draw.travel.stream(scenario.seed, key(person: slot))
        switch shard.people[slot].standing {
        case .resident: wander(slot, &random)
        case .emigrant: stayAway(slot, &random)
        case .dead:
            if shard.people[slot].diesAbroad {
                // Gone for up to a year before.
                let out = shard.people[slot].death - 1 - Int32(random.nextIndex(below: 365))
                addAbsence(max(out, shard.people[slot].birth + 1), Person.never, after: start)
            }
        case .visitor: addAbsence(shard.people[slot].emigration, Person.never, after: start)
        }
        settleAbsences(slot, from: start)
        // Everyone in the margins is a resident, and nobody else: whom the journeys drawn would exclude stays at
        // home, and whom visits drawn would include does not come.
        switch (shard.people[slot].standing, shard.people[slot].residence) {
        case (.resident, .none): shard.absences.removeSubrange(start...)
        case (.emigrant, .usual), (.emigrant, .mobile):
            shard.absences.removeSubrange(start...)
            addAbsence(shard.people[slot].emigration, Person.never, after: start)
        default: return
        }
        settleAbsences(slot, from: start)
    }

    private mutating func settleAbsences(_ slot: Int, from start: Int) {
        let person = shard.people[slot]
        shard.people[slot].absences = ShardRange(
            start: UInt32(start),
            count: UInt32(shard.absences.count - start)
        )
        shard.people[slot].residence =
            person.standing == .visitor
            ? .none
            : rule.residence(
                isPermanent: person.permanent <= rule.reference,
                since: person.arrival,
                until: person.death,
                absences: shard.absences[start...]
            )
    }

    /// Appends a stay abroad after the person's others, which begin at `start`; stays that would touch them are left out.
    private mutating func addAbsence(_ out: Int32, _ back: Int32, after start: Int) {
        if back <= out { return }
        if shard.absences.count > start, let last = shard.absences.last, last.back >= out { return }
        shard.absences.append(Absence(out: out, back: back))
    }

    private mutating func wander(_ slot: Int, _ random: inout KeyedRandom) {
        let start = shard.absences.count
        let person = shard.people[slot]
        let life = scenario.life
        let first = max(rule.start + 1, person.arrival + 1)
        let isPermanentAdult = person.permanent <= begin && person.age >= 18 && person.role != .inmate
        let kind = random.nextShare()
        if isPermanentAdult, random.nextChance(life.returnees) {
            // Some years abroad, from anywhere in the years told of to the latest half a year ago.
            let out = begin + 30 + Int32(random.nextIndex(below: max(1, Int(rule.start - begin) / 2)))
            addAbsence(
                out,
                min(out + 200 + Int32(random.nextIndex(below: 1200)), rule.start - 10),
                after: start
            )
        }
        if isPermanentAdult, kind < life.mobile {
            // Two short stays in the one half year, one or none in the other.
            let stay = Int32(30 + random.nextIndex(below: 55))
            let other = Int32(random.nextIndex(below: 80))
            let isBefore = random.nextChance(0.5)
            sojourn(from: rule.start - 20, to: rule.reference, days: isBefore ? stay : other, start, &random)
            sojourn(from: rule.reference, to: rule.end + 20, days: isBefore ? other : stay, start, &random)
        } else if isPermanentAdult, kind < life.mobile + life.halfYearAbroad {
            let isBefore = random.nextChance(0.5)
            let out = isBefore ? rule.start + 1 : rule.reference - Int32(random.nextIndex(below: 60))
            addAbsence(
                out,
                isBefore ? rule.reference - Int32(random.nextIndex(below: 20)) : Person.never,
                after: start
            )
        } else if person.age >= 18, kind > 1 - life.commuters {
            var day = first + Int32(random.nextIndex(below: 7))
            while day < rule.end {
                addAbsence(day, day + 1 + Int32(random.nextIndex(below: 2)), after: start)
                day += 6 + Int32(random.nextIndex(below: 9))
            }
        } else {
            journeys(slot, first: first, start, &random)
        }
    }

    /// Ordinary journeys of a day to three weeks; non-permanent residents are here on the reference day.
    private mutating func journeys(_ slot: Int, first: Int32, _ start: Int, _ random: inout KeyedRandom) {
        // Half the people make most of the journeys.
        let isFrequent = random.nextChance(0.5)
        let years = Double(rule.end - rule.start) / 365
        let mean = scenario.life.journeys * years * (isFrequent ? 1.7 : 0.3)
        let places = max(1, Int(mean * 2 + 1))
        let gap = Int(rule.end - first) / places
        if gap < 4 { return }
        let isPermanent = shard.people[slot].permanent <= rule.reference
        for place in 0..<places where random.nextChance(mean / Double(places)) {
            let out = first + Int32(place * gap + random.nextIndex(below: gap))
            let isLong = random.nextChance(0.15)
            let back = out + 1 + Int32(random.nextIndex(below: isLong ? 21 : 5))
            if !isPermanent, out <= rule.reference, back > rule.reference { continue }
            if back < shard.people[slot].death { addAbsence(out, back, after: start) }
        }
    }

    /// Fills a window with absence but for so many days in one piece.
    private mutating func sojourn(
        from: Int32,
        to: Int32,
        days: Int32,
        _ start: Int,
        _ random: inout KeyedRandom
    ) {
        let room = max(1, Int(to - from - days) - 2)
        let arrival = from + 1 + Int32(random.nextIndex(below: room))
        // Joined to the absence before, if that lasts until the window begins.
        if shard.absences.count > start, let last = shard.absences.last, last.back >= from {
            shard.absences[shard.absences.count - 1].back = days > 0 ? arrival : to
        } else {
            addAbsence(from, days > 0 ? arrival : to, after: start)
        }
        if days > 0 { addAbsence(arrival + days, to, after: start) }
    }

    private mutating func stayAway(_ slot: Int, _ random: inout KeyedRandom) {
        let start = shard.absences.count
        var out = shard.people[slot].emigration
        // Some come to visit, for less than a month in either half year.
        for window in 0..<2 {
            guard random.nextChance(0.25) else { continue }
            let from = window == 0 ? rule.start : rule.reference
            let arrival = from + 1 + Int32(random.nextIndex(below: 150))
            let days = 2 + Int32(random.nextIndex(below: 20))
            if arrival <= out + 30 { continue }
            addAbsence(out, arrival, after: start)
            out = arrival + days
        }
        addAbsence(out, Person.never, after: start)
    }
}
