import Columns

/// Registers of births, deaths and border crossings.
extension ShardObserver {
    /// A birth here, within the years told of.
    mutating func observeBirth(
        _ slot: Int,
        _ person: Person,
        _ groups: UInt16,
        _ plan: RegisterPlan,
        _ file: Int
    ) {
        guard person.standing != .visitor, person.birth > begin, person.arrival == person.birth else {
            return
        }
        let delay = registrationDelay(person, 4, plan, file)
        guard person.birth + delay <= files[file].day, isOn(person, groups, plan, file, row: 0) else {
            return
        }
        var sighting = sight(slot, person, plan, row: 0, event: person.birth)
        sighting.context.registered = person.birth + delay
        sighting.context.mother = person.mother
        emit(person, plan, file, &sighting)
    }

    /// A death here, within the years told of; deaths abroad are not registered.
    mutating func observeDeath(
        _ slot: Int,
        _ person: Person,
        _ groups: UInt16,
        _ plan: RegisterPlan,
        _ file: Int
    ) {
        guard person.standing == .dead, !person.diesAbroad else { return }
        let delay = registrationDelay(person, 2, plan, file)
        guard person.death + delay <= files[file].day, isOn(person, groups, plan, file, row: 0) else {
            return
        }
        var sighting = sight(slot, person, plan, row: 0, event: person.death)
        sighting.context.registered = person.death + delay
        var own = stream(plan, StressDraws.person, UInt64(person.number))
        sighting.context.event += stress.misdating(&own)
        emit(person, plan, file, &sighting)
    }

    /// Departures and arrivals in the windows of the residence rule, and the last one before these if the
    /// register carries it.
    mutating func observeCrossings(
        _ slot: Int,
        _ person: Person,
        _ groups: UInt16,
        _ plan: RegisterPlan,
        _ file: Int
    ) {
        let first = plan.spec.earlier == .last ? lastCrossing(of: person, until: rule.start) : rule.start + 1
        var row = 0
        if person.arrival > person.birth {
            cross(slot, person, groups, plan, file, row: row, day: person.arrival, since: first, back: nil)
            row += 1
        }
        for place in person.absences.indices {
            let (out, back) = (shard.absences[place].out, shard.absences[place].back)
            cross(slot, person, groups, plan, file, row: row, day: out, since: first, back: back)
            cross(slot, person, groups, plan, file, row: row + 1, day: back, since: first, back: nil)
            row += 2
            if row > 120 { return }
        }
    }

    /// The day of a person's last crossing up to a day; the day after, if there is none.
    private func lastCrossing(of person: Person, until day: Int32) -> Int32 {
        var last = Int32.min
        if person.arrival > person.birth, person.arrival <= day { last = person.arrival }
        for place in person.absences.indices {
            let absence = shard.absences[place]
            if absence.out <= day { last = absence.out }
            if absence.back <= day { last = absence.back }
        }
        return last == Int32.min ? day + 1 : last
    }

    /// One crossing.
    ///
    /// - Parameter back: Of a departure: the day of return; nil for an arrival.
    private mutating func cross(
        _ slot: Int,
        _ person: Person,
        _ groups: UInt16,
        _ plan: RegisterPlan,
        _ file: Int,
        row: Int,
        day: Int32,
        since first: Int32,
        back: Int32?
    ) {
        let direction = back == nil ? 1 : 0
        // The last extract is made when the window after the reference date is over.
        let last = files[file].isLast ? rule.end : min(rule.end, files[file].day)
        guard day >= first, day <= last, isOn(person, groups, plan, file, row: row) else { return }
        var own = stream(plan, StressDraws.person, UInt64(person.number))
        var single = stream(plan, StressDraws.crossing, UInt64(person.number) | UInt64(row) &<< 34)
        let isForeign = stress.isForeign(&own)
        if stress.isLost(
            day: day,
            isArrival: direction == 1,
            away: back.flatMap { $0 == Person.never ? .forGood : $0 > last ? .untilTheEnd : nil },
            person: &own,
            crossing: &single
        ) {
            return
        }
        var sighting = sight(slot, person, plan, row: row, event: day)
        sighting.isForeign = isForeign
        sighting.context.registered = day
        sighting.context.direction = direction
        emit(person, plan, file, &sighting)
    }

    private mutating func isOn(
        _ person: Person,
        _ groups: UInt16,
        _ plan: RegisterPlan,
        _ file: Int,
        row: Int
    ) -> Bool {
        let share = plan.share(person, groups: groups)
        var draw = stream(plan, 0, UInt64(person.number) | UInt64(row) &<< 34)
        let isOn = draw.nextShare() < share
        if files[file].isLast {
            output.tally.registers[plan.number].candidates += 1
            output.tally.registers[plan.number].expectedPersons += share
            if isOn { output.tally.registers[plan.number].drawnPersons += 1 }
        }
        return isOn
    }

    /// Days from an event to its registration.
    private mutating func registrationDelay(
        _ person: Person,
        _ kind: Int,
        _ plan: RegisterPlan,
        _ file: Int
    ) -> Int32 {
        var draw = stream(plan, 2, UInt64(person.number))
        let median = plan.lags[kind].medianDays
        let days = stress.lag(draw.nextShare(), median: median)
        if files[file].isLast {
            output.tally.registers[plan.number].events[kind] += 1
            if Double(days) < median { output.tally.registers[plan.number].withinMedian[kind] += 1 }
        }
        return Int32(days)
    }

    /// A sighting at the time of an event: the register knows what is true on that day.
    private func sight(
        _ slot: Int,
        _ person: Person,
        _ plan: RegisterPlan,
        row: Int,
        event: Int32
    ) -> Sighting {
        var sighting = Sighting(
            slot: slot,
            entry: event,
            copy: 0,
            draw: stream(plan, 1, UInt64(person.number) | UInt64(row) &<< 34)
        )
        sighting.row = row
        sighting.context.record = plan.cells.records(Int(person.number) * 128 + row)
        sighting.context.event = event
        sighting.trueDwelling = shard.dwelling(of: person, on: event)
        sighting.knownDwelling = sighting.trueDwelling
        sighting.isMarried = person.nameChange <= event
        sighting.knowsMarried = sighting.isMarried
        return sighting
    }
}
