import Columns

@testable import Population

/// People on three registers who cross the border, some of whom leave for good, and deaths.
struct CrossingWorld {
    /// What is made.
    struct Sizes {
        /// People who travel and come back.
        var travellers = 0
        /// People who left for good well before the reference date.
        var gone = 0
        /// People who never cross.
        var others = 0
        /// Days before the reference date on each of which somebody died.
        var deaths: Range<Int32> = 0..<0
    }

    static let reference: Int32 = 20_634
    static let covered = (reference - 800)...(reference + 400)

    let builder: PeopleBuilder
    let view: PeopleView
    /// People who left and crossed on a number that no record has.
    let foreignGone: Int

    /// - Parameters:
    ///   - loss: The chance that a crossing is not in the data.
    ///   - departures: That of a departure, if it is greater.
    ///   - isList: Whether crossings are a list, too.
    ///   - foreign: The share of travellers who cross on a number that no record has; birth dates and sexes then
    ///     differ between people.
    init(
        _ sizes: Sizes,
        loss: Double = 0,
        departures: Double = 0,
        foreign: Double = 0,
        isList: Bool = false,
        seed: UInt64 = 3
    ) throws {
        let living = sizes.travellers + sizes.gone + sizes.others
        let people = living + sizes.deaths.count
        var crossings = CrossingRows()
        var foreignGone = 0
        let births: UInt32 = foreign > 0 ? 3000 : 1
        func birth(_ p: Int) -> UInt32 {
            var random = KeyedRandom(seed: seed, purpose: 3, entity: UInt64(p))
            return UInt32(random.nextIndex(below: Int(births))) + 1
        }
        func sex(_ p: Int) -> UInt32 { foreign > 0 ? UInt32(p % 2) + 1 : 0 }
        for p in 0..<(sizes.travellers + sizes.gone) {
            var random = KeyedRandom(seed: seed, purpose: 1, entity: UInt64(p))
            var other = KeyedRandom(seed: seed, purpose: 2, entity: UInt64(p))
            let isForeign = other.nextBool(foreign)
            if isForeign && p >= sizes.travellers { foreignGone += 1 }
            let number = UInt32(p + 1 + (isForeign ? people : 0))
            let lostDepartures = max(loss, departures)
            var day = Self.covered.lowerBound + Int32(random.nextIndex(below: 60))
            let last = p < sizes.travellers ? Self.covered.upperBound - 20 : Self.reference - 300
            while day < last - 5 {
                for (offset, isArrival) in [(Int32(0), false), (Int32(4), true)]
                where !random.nextBool(isArrival ? loss : lostDepartures) {
                    crossings.add(number, day + offset, isArrival, birth(p), sex(p))
                }
                day += 40 + Int32(random.nextIndex(below: 40))
            }
            if p >= sizes.travellers && !random.nextBool(lostDepartures) {
                crossings.add(number, last, false, birth(p), sex(p))
            }
        }
        var offsets: [UInt32] = [0, 0]
        for p in 0..<people { offsets.append(UInt32(6 * (p + 1))) }
        for p in 0..<people { offsets.append(UInt32(6 * people + 9 * (p + 1))) }
        let names = (0..<people).flatMap { Array(String($0 + 100_000).utf8) }
        let others = (0..<people).flatMap { Array("FX\($0 + 100_000)Y".utf8) }
        let records = 3 * people
        var death = [Int32](repeating: Day.none, count: records)
        for (i, age) in sizes.deaths.enumerated() { death[2 * people + living + i] = Self.reference - age }
        let missing = [UInt32](repeating: 0, count: records)
        let none = [Int32](repeating: Day.none, count: records)
        let columns = RecordColumns(
            identifier: (0..<records).map { UInt32($0 % people + 1) },
            identifiers: ValueDictionary(bytes: names + others, offsets: offsets),
            sex: (0..<records).map { sex($0 % people) },
            sexes: foreign > 0
                ? ValueDictionary(bytes: Array("fm".utf8), offsets: [0, 0, 1, 2]) : ValueDictionary(),
            birth: (0..<records).map { birth($0 % people) },
            birthDay: [Day.none] + (0..<Int32(births)).map { Self.reference - 40 * 365 - $0 },
            birthYear: missing,
            death: death,
            eventDay: none,
            eventEnd: none,
            attributes: [],
            address: [],
            addressValues: 1,
            crossings: crossings,
            records: 0..<records
        )
        let registerOf = (0..<records).map { UInt8($0 / people) }
        builder = PeopleBuilder(
            columns: columns,
            registerOf: registerOf,
            travellers: Travellers(columns),
            residence: ResidenceBasis(
                rule: .hongKongUsualResidents,
                reference: Self.reference,
                activity: .anyRegister,
                covered: Self.covered
            ),
            listOfRegister: [0, 1, 2],
            listOfCrossings: isList ? 3 : nil,
            coding: DimensionCoding(columns, ageGroups: [0, 18]),
            households: Households(address: [], registerOf: registerOf, values: 1),
            models: .none,
            seed: seed
        )
        self.foreignGone = foreignGone
        view = try builder.people((0..<records).map { UInt32($0 % people) })
    }
}

extension CrossingRows {
    /// Adds a crossing of the traveller with an identifying number.
    mutating func add(_ number: UInt32, _ at: Int32, _ arrives: Bool, _ born: UInt32 = 1, _ ofSex: UInt32 = 0)
    {
        identifier.append(number)
        birth.append(born)
        sex.append(ofSex)
        day.append(at)
        isArrival.append(arrives)
        register.append(0)
    }
}
