import Columns

/// Writes what is true of the people of a shard: who they are, what happened, where they were.
struct TruthWriter {
    let shard: Shard
    let world: World
    let cells: CellWriter
    let rule: ResidenceRule
    let begin: Int32
    private var events: [Event] = []

    /// An event of one person, to be put in order.
    private struct Event {
        var day: Int32
        var kind: StaticString
        var from: UInt32 = 0
        var to: UInt32 = 0
        var other: Int32 = -1
    }

    static let peopleHeader =
        "person_id,household_id,mother_id,father_id,partner_id,role,origin,standing,residence,sex,birth_date,death_date,"
        + "surname,given_name,english_name,chinese_name,identifier,district,tenure,building_id,dwelling,household_size\n"
    static let eventsHeader = "person_id,date,event,from_dwelling,to_dwelling,other_person_id\n"
    static let absencesHeader = "person_id,departed,returned\n"
    static let errorsHeader =
        "register,record_id,column,mechanism,channel,true_value,observed_value,copied_from,synthetic\n"
    static let recordsHeader = "register,record_id,person_id\n"
    static let populationHeader = "district,sex,age_group,usual_residents,mobile_residents,synthetic\n"

    init(shard: Shard, world: World, cells: CellWriter, rule: ResidenceRule, begin: Int32) {
        self.shard = shard
        self.world = world
        self.cells = cells
        self.rule = rule
        self.begin = begin
    }

    /// Appends everybody to the output.
    mutating func write(to output: inout ShardOutput) {
        output.people.reserveCapacity(shard.people.count * 180)
        for slot in shard.people.indices {
            appendPerson(slot, to: &output.people)
            appendEvents(slot, to: &output.events)
            appendAbsences(slot, to: &output.absences)
            count(slot, &output)
        }
        output.tally.people = shard.people.count
        for household in shard.households where !household.isInstitution && household.members > 0 {
            guard shard.people[Int(household.firstMember)].standing == .resident else { continue }
            output.tally.households += 1
            output.householdSizes[min(ShardPlan.sizes, Int(household.members)) - 1] += 1
            output.tenures[min(2, Int(household.tenure))] += 1
        }
    }

    private func count(_ slot: Int, _ output: inout ShardOutput) {
        let person = shard.people[slot]
        if person.residence == .none { return }
        output.tally.residents += 1
        let cell =
            (person.isMale ? ShardPlan.ageGroups : 0) + min(ShardPlan.ageGroups - 1, Int(person.age) / 5)
        if person.residence == .usual { output.usual[cell] += 1 } else { output.mobile[cell] += 1 }
    }

    // MARK: - People

    private func appendPerson(_ slot: Int, to bytes: inout [UInt8]) {
        let person = shard.people[slot]
        let household = shard.households[Int(person.household)]
        let comma = UInt8(ascii: ",")
        bytes.appendPerson(person.number)
        bytes.append(",H")
        bytes.appendDecimal(shard.number * ShardPlan.shardCapacity + Int(person.household), width: 9)
        bytes.append(comma)
        for other in [person.mother, person.father, person.partner] {
            if other >= 0 { bytes.appendPerson(shard.people[Int(other)].number) }
            bytes.append(comma)
        }
        bytes.append(person.role.label)
        bytes.append(comma)
        bytes.append(person.origin.label)
        bytes.append(comma)
        bytes.append(person.standing.label)
        bytes.append(comma)
        bytes.append(person.residence.label)
        bytes.append(person.isMale ? ",M," : ",F,")
        bytes.appendDate(person.birth)
        bytes.append(comma)
        if person.death != Person.never { bytes.appendDate(person.death) }
        bytes.append(comma)
        appendNames(person, to: &bytes)
        let isSettled = person.standing != .visitor
        let day = min(rule.reference, person.death, person.emigration)
        let dwelling = isSettled ? shard.dwelling(of: person, on: day) : DwellingBook.abroad
        if dwelling != DwellingBook.abroad {
            bytes.append(world.districts[DwellingBook.district(of: dwelling)].code, world.texts)
            bytes.append(comma)
            bytes.append(Self.tenures[DwellingBook.tenure(of: dwelling)])
            bytes.append(",B")
            bytes.appendDecimal(DwellingBook.building(of: dwelling), width: 8)
            bytes.append(",D")
            bytes.appendDecimal(Int(dwelling), width: 10)
            bytes.append(comma)
        } else {
            bytes.append(",,,,")
        }
        bytes.appendDecimal(max(1, Int(household.members)))
        bytes.append(UInt8(ascii: "\n"))
    }

    private static let tenures: [StaticString] = ["public_rental", "subsidised", "private", "institution"]

    private func appendNames(_ person: Person, to bytes: inout [UInt8]) {
        let isMarried = person.nameChange <= rule.reference
        var observed = Observed(person, isMarried: isMarried, dwelling: 0, isLatin: world.isLatin)
        observed.showsEnglish = person.hasLegalEnglish
        cells.appendSurname(observed, to: &bytes)
        bytes.append(UInt8(ascii: ","))
        cells.appendGiven(observed, to: &bytes)
        bytes.append(UInt8(ascii: ","))
        bytes.append(person.english, world.texts)
        bytes.append(UInt8(ascii: ","))
        cells.appendHanName(observed, to: &bytes)
        bytes.append(UInt8(ascii: ","))
        cells.append(.identifier, observed, RowContext(), shard.people, to: &bytes)
        bytes.append(UInt8(ascii: ","))
    }

    // MARK: - Events

    private mutating func appendEvents(_ slot: Int, to bytes: inout [UInt8]) {
        let person = shard.people[slot]
        events.removeAll(keepingCapacity: true)
        events.append(Event(day: person.birth, kind: "birth", other: person.mother))
        if person.arrival > person.birth {
            events.append(
                Event(day: person.arrival, kind: person.standing == .visitor ? "visit" : "immigration")
            )
        }
        if person.permanent > person.birth, person.permanent <= rule.end {
            events.append(Event(day: person.permanent, kind: "permanent_residence"))
        }
        if person.marriage != Person.never {
            events.append(Event(day: person.marriage, kind: "marriage", other: person.partner))
        }
        if person.divorce != Person.never {
            events.append(Event(day: person.divorce, kind: "divorce", other: person.partner))
        }
        if person.nameChange != Person.never, person.nameChange < min(person.death, person.emigration) {
            events.append(Event(day: person.nameChange, kind: "name_change"))
        }
        var dwelling = person.firstDwelling
        for place in person.moves.indices {
            let move = shard.moves[place]
            let kind: StaticString = move.isHousehold ? "household_move" : "move"
            events.append(Event(day: move.day, kind: kind, from: dwelling, to: move.dwelling))
            dwelling = move.dwelling
        }
        if person.standing != .visitor, person.emigration != Person.never {
            events.append(Event(day: person.emigration, kind: "emigration", from: dwelling))
        }
        for place in person.absences.indices where person.emigration == Person.never {
            let absence = shard.absences[place]
            // Half a year and more abroad is told as events; shorter stays are in the table of absences.
            if absence.back != Person.never, absence.back - absence.out < 180 { continue }
            events.append(Event(day: absence.out, kind: "departure", from: dwelling))
            if absence.back == Person.never { continue }
            events.append(Event(day: absence.back, kind: "return", to: dwelling))
        }
        if person.death != Person.never {
            events.append(Event(day: person.death, kind: person.diesAbroad ? "death_abroad" : "death"))
        }
        sortEvents()
        for event in events { append(event, of: person, to: &bytes) }
    }

    /// Puts a person's few events in the order of their days; equal days keep the order of telling.
    private mutating func sortEvents() {
        for index in events.indices.dropFirst() {
            var place = index
            while place > 0, events[place - 1].day > events[place].day {
                events.swapAt(place - 1, place)
                place -= 1
            }
        }
    }

    private func append(_ event: Event, of person: Person, to bytes: inout [UInt8]) {
        bytes.appendPerson(person.number)
        bytes.append(UInt8(ascii: ","))
        bytes.appendDate(event.day)
        bytes.append(UInt8(ascii: ","))
        bytes.append(event.kind)
        for dwelling in [event.from, event.to] {
            bytes.append(UInt8(ascii: ","))
            if dwelling == DwellingBook.abroad { continue }
            bytes.append(UInt8(ascii: "D"))
            bytes.appendDecimal(Int(dwelling), width: 10)
        }
        bytes.append(UInt8(ascii: ","))
        if event.other >= 0 { bytes.appendPerson(shard.people[Int(event.other)].number) }
        bytes.append(UInt8(ascii: "\n"))
    }

    private func appendAbsences(_ slot: Int, to bytes: inout [UInt8]) {
        let person = shard.people[slot]
        for place in person.absences.indices {
            bytes.appendPerson(person.number)
            bytes.append(UInt8(ascii: ","))
            bytes.appendDate(shard.absences[place].out)
            bytes.append(UInt8(ascii: ","))
            if shard.absences[place].back != Person.never { bytes.appendDate(shard.absences[place].back) }
            bytes.append(UInt8(ascii: "\n"))
        }
    }
}

extension HouseholdRole {
    var label: StaticString {
        switch self {
        case .head: "head"
        case .partner: "partner"
        case .child: "child"
        case .parent: "parent"
        case .other: "other"
        case .helper: "helper"
        case .inmate: "institution"
        }
    }
}

extension Standing {
    var label: StaticString {
        switch self {
        case .resident: "resident"
        case .dead: "dead"
        case .emigrant: "emigrant"
        case .visitor: "visitor"
        }
    }
}

extension Residence {
    var label: StaticString {
        switch self {
        case .none: "none"
        case .usual: "usual"
        case .mobile: "mobile"
        }
    }
}
