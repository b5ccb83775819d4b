import Columns

/// Makes people of records for any way of linking them.
package struct PeopleBuilder: Sendable {
    /// What records say.
    package let columns: RecordColumns
    /// Per record: its register.
    let registerOf: [UInt8]
    /// Crossings by traveller, and the records that each may be.
    let travellers: Travellers
    /// What residence is decided by.
    package let residence: ResidenceBasis
    /// Per register: its list; -1 if it is none.
    let listOfRegister: [Int8]
    /// The list of crossings; nil if they are none.
    package let listOfCrossings: Int?
    /// How values of records become places in dimensions.
    let coding: DimensionCoding
    /// Who lives together, as far as addresses say so.
    package let households: Households
    /// How far records can be believed about attributes.
    package let models: AttributeModels
    /// The seed of what is drawn.
    package let seed: UInt64
    /// Per record: where its nearby travellers start.
    private let nearbyStart: [Int32]

    /// The dimensions: sex, age group, then attributes.
    package var dimensions: [Dimension] { coding.all }
    var reference: Int32 { residence.reference }

    /// A builder from its parts.
    ///
    /// - Parameters:
    ///   - registerOf: Per record: its register.
    ///   - listOfRegister: Per register: its list; -1 if it is none.
    ///   - listOfCrossings: The list of crossings; nil if they are none.
    package init(
        columns: RecordColumns,
        registerOf: [UInt8],
        travellers: Travellers,
        residence: ResidenceBasis,
        listOfRegister: [Int8],
        listOfCrossings: Int?,
        coding: DimensionCoding,
        households: Households,
        models: AttributeModels,
        seed: UInt64
    ) {
        self.columns = columns
        self.registerOf = registerOf
        self.travellers = travellers
        self.residence = residence
        self.listOfRegister = listOfRegister
        self.listOfCrossings = listOfCrossings
        self.coding = coding
        self.households = households
        self.models = models
        self.seed = seed
        var start = [Int32](repeating: -1, count: columns.records.count)
        for (i, entry) in travellers.nearby.enumerated().reversed() { start[Int(entry.record)] = Int32(i) }
        nearbyStart = start
    }

    /// The same by another rule of residence.
    package func by(_ rule: ResidenceRule) -> PeopleBuilder {
        var residence = residence
        residence.rule = rule
        return PeopleBuilder(
            columns: columns,
            registerOf: registerOf,
            travellers: travellers,
            residence: residence,
            listOfRegister: listOfRegister,
            listOfCrossings: listOfCrossings,
            coding: coding,
            households: households,
            models: models,
            seed: seed
        )
    }

    /// The people that a way of linking makes.
    ///
    /// - Parameters:
    ///   - person: Per record: the lowest row of its person.
    ///   - lookAhead: What may be used to decide about residence.
    ///   - draw: The number of a draw, in which attributes in doubt are drawn; nil for the likeliest.
    package func people(
        _ person: [UInt32],
        lookAhead: LookAhead = .final,
        draw: Int? = nil
    ) throws(PopulationError) -> PeopleView {
        let spine = try Spine(person: person, registerOf: registerOf)
        let view = try undrawn(spine, lookAhead)
        return view.with(
            values: values(
                spine,
                sex: view.sex.codes,
                age: view.age,
                birthYear: view.birthYear,
                draw: draw
            )
        )
    }

    /// People without the values of attributes.
    func undrawn(_ spine: Spine, _ lookAhead: LookAhead) throws(PopulationError) -> PeopleView {
        let sex = try spine.resolve(codes: columns.sex)
        let birth = try spine.resolve(codes: columns.birth)
        let years = try spine.resolve(codes: columns.birthYear)
        var birthDay = [Int32](repeating: Day.none, count: spine.count)
        var age = [Int16](repeating: -1, count: spine.count)
        var death = [Int32](repeating: Day.none, count: spine.count)
        for p in 0..<spine.count {
            birthDay[p] = columns.birthDay[Int(birth.codes[p])]
            age[p] = self.age(day: birthDay[p], year: years.codes[p])
            for slot in members(of: p, spine) where columns.death[Int(spine.members[slot])] != Day.none {
                death[p] = columns.death[Int(spine.members[slot])]
                break
            }
            if death[p] != Day.none && birthDay[p] != Day.none && death[p] < birthDay[p] {
                birthDay[p] = Day.none
            }
        }
        let lives = try LifeSpans(birth: birthDay, death: death)
        let owners = owners(spine)
        let (crossings, counts, isOnList) = try crossings(of: spine, owners)
        let verdicts = try verdicts(spine, lives, crossings, lookAhead)
        let lists = lists(spine, isOnList)
        let isResident = residence.rule.isCounted(verdicts)
        return PeopleView(
            spine: spine,
            lists: lists,
            values: [],
            isCounted: (0..<spine.count).map { isResident[$0] && lists[$0] != 0 },
            verdicts: verdicts,
            lives: lives,
            birth: birth,
            birthYear: years.codes,
            sex: sex,
            death: death,
            age: age,
            crossings: counts
        )
    }

    /// The shortest absence after which somebody who came back, and was not seen to leave again, may only have visited.
    ///
    /// Three months: who stays away for so long is no usual resident by Hong Kong's rule for that half year.
    static let longAbsence: Int32 = 91

    /// Per person: whether it is taken to be here since an arrival that ended a long absence, its last crossing.
    ///
    /// A visitor whose last departure is lost looks like that.
    package func returnedAfterLong(_ view: PeopleView) throws(PopulationError) -> [Bool] {
        Self.returnedAfterLong(try crossings(of: view.spine, owners(view.spine)).0)
    }

    private static func returnedAfterLong(_ crossings: BorderCrossings) -> [Bool] {
        (0..<crossings.personCount).map { p in
            let (first, end) = (Int(crossings.start[p]), Int(crossings.start[p + 1]))
            if end - first < 2 || !crossings.isArrival[end - 1] { return false }
            return crossings.day[end - 1] - crossings.day[end - 2] >= longAbsence
        }
    }

    /// Whether each person would count, on which lists it would be, and whether nothing would show that it did not leave
    /// (no crossing, or a return after long), had more evidence been lost.
    ///
    /// - Parameters:
    ///   - view: The people.
    ///   - loss: The evidence that is taken as lost.
    func counted(_ view: PeopleView, without loss: EvidenceLoss)
        throws(PopulationError) -> (isCounted: [Bool], lists: [UInt32], isOpen: [Bool])
    {
        let owners = owners(view.spine, without: loss)
        let (crossings, counts, isOnList) = try crossings(of: view.spine, owners, without: loss)
        let verdicts = try verdicts(view.spine, view.lives, crossings, .final)
        let isResident = residence.rule.isCounted(verdicts)
        let lists = lists(view.spine, isOnList)
        let returned = Self.returnedAfterLong(crossings)
        return (
            (0..<view.count).map { isResident[$0] && lists[$0] != 0 }, lists,
            (0..<view.count).map { counts[$0] == 0 || returned[$0] }
        )
    }

    /// Per person: the set of lists it is on.
    private func lists(_ spine: Spine, _ isOnCrossings: [Bool]) -> [UInt32] {
        (0..<spine.count).map { p in
            var set: UInt32 = 0
            var registers = spine.registers[p]
            while registers != 0 {
                let list = listOfRegister[registers.trailingZeroBitCount]
                if list >= 0 { set |= 1 &<< UInt32(list) }
                registers &= registers &- 1
            }
            if let listOfCrossings, isOnCrossings[p] { set |= 1 &<< UInt32(listOfCrossings) }
            return set
        }
    }

    /// Per attribute and person: the place of its value, drawn or the likeliest.
    func placeValues(_ spine: Spine, draw: Int?, _ same: SamePeople? = nil) -> [[UInt32]] {
        let drawnPlaces = models.drawnPlaces
        return models.places.enumerated().map { i, model in
            guard let draw else { return model.likeliest(spine) }
            let model = draw > 0 && draw <= drawnPlaces.count ? drawnPlaces[draw - 1][i] : model
            return model.drawn(spine, seed: Hash64.combine(seed, UInt64(i)), draw: draw) { p in
                if let known = same?.of[p], known >= 0 { return models.households[Int(known)] }
                return households.key(p, spine)
            }
        }
    }

    func members(of person: Int, _ spine: Spine) -> Range<Int> {
        Int(spine.memberStart[person])..<Int(spine.memberStart[person + 1])
    }

    /// The travellers that a person may be, each once.
    func travellers(
        of person: Int,
        _ spine: Spine,
        without loss: EvidenceLoss = EvidenceLoss(),
        into result: inout [Int32]
    ) {
        result.removeAll(keepingCapacity: true)
        for slot in members(of: person, spine) {
            let record = Int(spine.members[slot])
            if !loss.isAlone(record) { addTravellers(ofRecord: record, to: &result) }
        }
    }

    /// Whether a record may be a traveller.
    func isTraveller(_ record: Int) -> Bool {
        travellers.ofRecord[record] >= 0 || nearbyStart[record] >= 0
    }

    private func addTravellers(ofRecord record: Int, to result: inout [Int32]) {
        func add(_ traveller: Int32) {
            if !result.contains(traveller) { result.append(traveller) }
        }
        if travellers.ofRecord[record] >= 0 { add(travellers.ofRecord[record]) }
        var i = Int(nearbyStart[record])
        while i >= 0 && i < travellers.nearby.count && Int(travellers.nearby[i].record) == record {
            add(travellers.nearby[i].traveller)
            i += 1
        }
    }

    /// Per traveller: the person with most records of its number, the lowest of several; -1 if there is none.
    ///
    /// Its crossings are evidence about everybody they fit, but a traveller is one person on the list of
    /// crossings: those whose records were not all linked are not there twice.
    private func owners(_ spine: Spine, without loss: EvidenceLoss = EvidenceLoss()) -> [Int32] {
        var owner = [Int32](repeating: -1, count: travellers.count)
        var support = [UInt8](repeating: 0, count: travellers.count)
        var own: [Int32] = []
        for p in 0..<spine.count {
            travellers(of: p, spine, without: loss, into: &own)
            for traveller in own {
                var records: UInt8 = 0
                for slot in members(of: p, spine)
                where travellers.ofRecord[Int(spine.members[slot])] == traveller && records < .max {
                    records += 1
                }
                let t = Int(traveller)
                if owner[t] < 0 || records > support[t] { (owner[t], support[t]) = (Int32(p), records) }
            }
        }
        return owner
    }

    private func crossings(
        of spine: Spine,
        _ owners: [Int32],
        without loss: EvidenceLoss = EvidenceLoss()
    ) throws(PopulationError) -> (BorderCrossings, counts: [UInt32], isOnList: [Bool]) {
        var person: [UInt32] = []
        var day: [Int32] = []
        var isArrival: [Bool] = []
        let expected = min(travellers.day.count, 8 * spine.count)
        person.reserveCapacity(expected)
        day.reserveCapacity(expected)
        isArrival.reserveCapacity(expected)
        var counts = [UInt32](repeating: 0, count: spine.count)
        var isOnList = [Bool](repeating: false, count: spine.count)
        var own: [Int32] = []
        for p in 0..<spine.count {
            travellers(of: p, spine, without: loss, into: &own)
            if own.isEmpty { continue }
            let first = day.count
            for traveller in own {
                let start = day.count
                for slot in travellers.crossings(of: Int(traveller)) where !loss.isLost(slot) {
                    day.append(travellers.day[slot])
                    isArrival.append(travellers.isArrival[slot])
                }
                if day.count > start && owners[Int(traveller)] == Int32(p) { isOnList[p] = true }
            }
            if own.count > 1 {
                let order = (first..<day.count).sorted { (day[$0], $0) < (day[$1], $1) }
                let sorted = order.map { (day[$0], isArrival[$0]) }
                for (i, entry) in sorted.enumerated() { (day[first + i], isArrival[first + i]) = entry }
            }
            CrossingGaps.order(day, &isArrival, from: first)
            counts[p] = UInt32(truncatingIfNeeded: day.count - first)
            CrossingGaps.close(&day, &isArrival, from: first)
            person.append(contentsOf: repeatElement(UInt32(truncatingIfNeeded: p), count: day.count - first))
        }
        let crossings = try BorderCrossings(
            person: person,
            day: day,
            isArrival: isArrival,
            personCount: spine.count,
            repeated: .keepFirst
        )
        return (crossings, counts, isOnList)
    }
}
