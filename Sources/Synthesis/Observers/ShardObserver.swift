import Columns

/// Lets every register observe the people of a shard.
///
/// A register's record of a person is the person's state when entered, changed by the events that were
/// reported since, each late; what is taken down at one of these times may be wrong and stays so until the
/// next. Draws are keyed by register, person and update, never by extract: the next year's extract has
/// the same errors.
struct ShardObserver {
    let scenario: Scenario
    let plans: [RegisterPlan]
    let files: [RegisterFile]
    let shard: Shard
    let rule: ResidenceRule
    let begin: Int32
    let isLatin: Bool
    let stress: StressDraws
    /// The register whose list another one copies under stress, and that one; -1 if there is none.
    let copiedList: (source: Int, target: Int)
    /// Rates in unhurried records, and in those taken in haste.
    let calm: Double
    let hurried: Double
    var output: ShardOutput
    /// For each file: where its rows end, and their keys of order.
    var drafts: [Draft]
    /// What copied registers have taken down of the person at hand.
    var sources: [SourceRecord]
    var scratch: [UInt8] = []
    var otherScratch: [UInt8] = []

    /// The rows of a file before they are put in order.
    struct Draft {
        var bytes: [UInt8] = []
        var ends: [Int] = [0]
        var keys: [KeyedRow] = []
        var people: [UInt32] = []
    }

    /// An observation that another register may copy.
    struct SourceRecord {
        var slot = -1
        var observed: Observed?
        var strikes = Strikes()
    }

    /// The mechanisms that struck, by field; 255 for none.
    struct Strikes {
        var mechanisms = SIMD8<UInt8>(repeating: 255)
        var isStaleName = false
        var isStaleAddress = false

        var hasAny: Bool { isStaleName || isStaleAddress || mechanisms != SIMD8(repeating: 255) }

        /// Of the fields a column depends on, those that were struck so that the column can show it; a bit each.
        func fields(of column: UInt8, in value: ColumnValue, isSwapped: Bool) -> UInt8 {
            var seen = column
            for field in 0..<7 where mechanisms[field] == 255 { seen &= ~(1 &<< UInt8(field)) }
            let (surname, given) = (ErrorField.surname.index, ErrorField.givenName.index)
            switch value {
            // The one holds the other's errors only if they stand in each other's place.
            case .surname: if !isSwapped { seen &= ~(1 &<< UInt8(given)) }
            case .givenName: if !isSwapped { seen &= ~(1 &<< UInt8(surname)) }
            case .hanName:
                if mechanisms[surname] != Mechanism.marriedName.index { seen &= ~(1 &<< UInt8(surname)) }
            default: break
            }
            return seen
        }
    }

    init(
        scenario: Scenario,
        plans: [RegisterPlan],
        files: [RegisterFile],
        shard: Shard,
        rule: ResidenceRule,
        isLatin: Bool
    ) {
        self.scenario = scenario
        self.plans = plans
        self.files = files
        self.shard = shard
        self.rule = rule
        self.isLatin = isLatin
        stress = StressDraws(scenario, reference: rule.reference)
        let lists = plans.indices.filter { plans[$0].spec.holds == .persons }
        copiedList = lists.count > 2 ? (lists[1], lists[lists.count - 1]) : (-1, -1)
        begin = rule.reference - Int32(Double(scenario.life.years) * 365.25)
        let hasty = scenario.errors.hasty
        calm = 1 / (1 - hasty + hasty * scenario.errors.hasteFactor)
        hurried = calm * scenario.errors.hasteFactor
        output = ShardOutput(files: files.count, registers: plans.count)
        output.district = shard.district
        drafts = [Draft](repeating: Draft(), count: files.count)
        sources = [SourceRecord](repeating: SourceRecord(), count: plans.count)
    }

    /// Observes everybody, and puts the rows in order.
    mutating func run() -> ShardOutput {
        for number in files.indices where plans[files[number].register].spec.holds == .persons {
            drafts[number].bytes.reserveCapacity(shard.people.count * 128)
        }
        output.records.reserveCapacity(shard.people.count * 320)
        output.errors.reserveCapacity(shard.people.count * 320)
        for slot in shard.people.indices {
            let person = shard.people[slot]
            let groups = RegisterSpec.Group.bits(
                person,
                shard.households[Int(person.household)],
                reference: rule.reference
            )
            for number in files.indices { observe(slot, person, groups, file: number) }
        }
        arrange()
        return output
    }

    @inline(__always)
    func stream(_ plan: RegisterPlan, _ part: UInt32, _ entity: UInt64) -> KeyedRandom {
        Draw.register.stream(scenario.seed, entity, part: plan.key &+ part)
    }

    /// What one file says of a person, if anything.
    private mutating func observe(_ slot: Int, _ person: Person, _ groups: UInt16, file: Int) {
        let plan = plans[files[file].register]
        switch plan.spec.holds {
        case .persons:
            if person.standing != .visitor { observePerson(slot, person, groups, plan, file) }
        case .births: observeBirth(slot, person, groups, plan, file)
        case .deaths: observeDeath(slot, person, groups, plan, file)
        case .crossings: observeCrossings(slot, person, groups, plan, file)
        }
    }

    // MARK: - Persons

    private mutating func observePerson(
        _ slot: Int,
        _ person: Person,
        _ groups: UInt16,
        _ plan: RegisterPlan,
        _ file: Int
    ) {
        let probability = Self.probability(person, groups, plan)
        if probability <= 0 { return }
        var draw = stream(plan, 0, UInt64(person.number))
        var isOn = draw.nextShare() < probability
        let isTwice = draw.nextShare() < plan.spec.duplicates
        let isLast = files[file].isLast
        if isLast {
            output.tally.registers[plan.number].candidates += 1
            output.tally.registers[plan.number].expectedPersons += probability
            if isOn { output.tally.registers[plan.number].drawnPersons += 1 }
        }
        if plan.number == copiedList.target { isOn = isOnCopiedList(person, groups, plan, isOn) }
        if !isOn { return }
        let isRecorded = record(slot, person, plan, file, copy: 0)
        if isTwice, isRecorded, record(slot, person, plan, file, copy: 1), isLast {
            output.tally.registers[plan.number].duplicates += 1
        }
        if isRecorded, isLast, person.standing != .resident {
            output.tally.registers[plan.number].overCoverage += 1
        }
    }

    /// The probability that a person is on a register.
    private static func probability(_ person: Person, _ groups: UInt16, _ plan: RegisterPlan) -> Double {
        let share = plan.share(person, groups: groups)
        return share + plan.spec.trait * (Double(person.visibility) - 0.5) * 2 * min(share, 1 - share)
    }

    /// Whether a person is on a register that takes some people from another's list.
    private func isOnCopiedList(_ person: Person, _ groups: UInt16, _ plan: RegisterPlan, _ isOn: Bool)
        -> Bool
    {
        var own = stream(plan, StressDraws.person, UInt64(person.number))
        if !stress.isCopied(&own) { return isOn }
        let source = plans[copiedList.source]
        var draw = stream(source, 0, UInt64(person.number))
        return draw.nextShare() < Self.probability(person, groups, source)
    }

    /// Writes a record of a person; false if the register does not hold it on the day of the extract.
    private mutating func record(
        _ slot: Int,
        _ person: Person,
        _ plan: RegisterPlan,
        _ file: Int,
        copy: Int
    ) -> Bool {
        let day = files[file].day
        let isLast = files[file].isLast && copy == 0
        var draw = stream(plan, 1, UInt64(person.number) | UInt64(copy) &<< 32)
        let since = max(person.birth, person.arrival)
        var entry = rule.reference - Int32(draw.nextShare() * plan.spec.entryYears * 365)
        let delay = Int32(draw.nextIndex(below: 60))
        if entry < since + delay { entry = since + delay }
        if entry > day || entry >= person.death || entry >= person.emigration { return false }
        if leaves(person.death, 2, person, plan, day, isLast) { return false }
        if leaves(person.emigration, 3, person, plan, day, isLast) { return false }
        var sighting = Sighting(slot: slot, entry: entry, copy: copy, draw: draw)
        sighting.context.record = plan.cells.records(Int(person.number) * 128 + copy)
        sighting.context.registered = entry
        sighting.context.event = entry
        followMoves(person, plan, day, &sighting, isLast)
        followName(person, plan, day, &sighting, isLast)
        sighting.movedLately = person.moves.count > 0 && lastMove(person, before: day) > day - 365
        emit(person, plan, file, &sighting)
        return true
    }

    /// Whether the register has learned by a day that a person died or left.
    private mutating func leaves(
        _ event: Int32,
        _ kind: Int,
        _ person: Person,
        _ plan: RegisterPlan,
        _ day: Int32,
        _ counts: Bool
    ) -> Bool {
        if event > day { return false }
        return isKnown(event, kind, index: 0, person, plan, day, counts)
    }

    /// Whether the register has learned of an event by a day.
    private mutating func isKnown(
        _ event: Int32,
        _ kind: Int,
        index: Int,
        _ person: Person,
        _ plan: RegisterPlan,
        _ day: Int32,
        _ counts: Bool
    ) -> Bool {
        let lag = plan.lags[kind]
        var draw = stream(plan, 2, UInt64(person.number) | UInt64(kind * 64 + index) &<< 32)
        let isNever = draw.nextShare() < lag.never
        let days = stress.lag(draw.nextShare(), median: lag.medianDays)
        if counts {
            output.tally.registers[plan.number].events[kind] += 1
            if isNever {
                output.tally.registers[plan.number].neverReported[kind] += 1
            } else if Double(days) < lag.medianDays {
                output.tally.registers[plan.number].withinMedian[kind] += 1
            }
        }
        return !isNever && Int(event) + days <= Int(day)
    }

    private mutating func followMoves(
        _ person: Person,
        _ plan: RegisterPlan,
        _ day: Int32,
        _ sighting: inout Sighting,
        _ counts: Bool
    ) {
        var known = person.firstDwelling
        var truth = person.firstDwelling
        for (index, place) in person.moves.indices.enumerated() {
            let move = shard.moves[place]
            if move.day > day { break }
            truth = move.dwelling
            if move.day <= sighting.entry {
                known = move.dwelling
            } else if isKnown(move.day, 0, index: index, person, plan, day, counts) {
                known = move.dwelling
                sighting.addressVersion = index + 1
            }
        }
        sighting.knownDwelling = known
        sighting.trueDwelling = truth
    }

    private func lastMove(_ person: Person, before day: Int32) -> Int32 {
        var last = Int32.min
        for place in person.moves.indices where shard.moves[place].day <= day {
            last = shard.moves[place].day
        }
        return last
    }

    private mutating func followName(
        _ person: Person,
        _ plan: RegisterPlan,
        _ day: Int32,
        _ sighting: inout Sighting,
        _ counts: Bool
    ) {
        if person.nameChange > day { return }
        sighting.isMarried = true
        if person.nameChange <= sighting.entry {
            sighting.knowsMarried = true
        } else if isKnown(person.nameChange, 1, index: 0, person, plan, day, counts) {
            sighting.knowsMarried = true
            sighting.nameVersion = 1
        }
    }
}
