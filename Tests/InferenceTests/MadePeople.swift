import Columns
import Resolution

@testable import Inference
@testable import Population

/// People of two sexes and six age groups, of whom lists have each with a chance of its own, and what is found.
struct MadePeople {
    /// How many people there are, found or not.
    let count: Int
    /// How many of each sex there are, found or not.
    let bySex: [Int]
    /// How many of each age group there are, found or not.
    let byAge: [Int]
    let builder: PeopleBuilder
    let linked: LinkedRun
    /// The people found.
    let view: PeopleView

    /// - Parameters:
    ///   - chances: Per sex: the chance of each list.
    ///   - unknownSex: The chance that a person's records do not say its sex.
    ///   - oldest: What these chances are multiplied by for the last age group; less so for younger ones.
    init(
        _ count: Int,
        chances: [[Double]],
        unknownSex: Double = 0,
        oldest: Double = 1,
        seed: UInt64 = 1
    ) throws {
        let lists = chances[0].count
        var records: [(list: Int, person: Int, sex: UInt32, birth: UInt32)] = []
        var bySex = [0, 0]
        var byAge = [Int](repeating: 0, count: 6)
        for p in 0..<count {
            var random = KeyedRandom(seed: seed, purpose: 1, entity: UInt64(p))
            let sex = random.nextIndex(below: 2)
            let birth = UInt32(1 + random.nextIndex(below: 6))
            let isKnown = !random.nextBool(unknownSex)
            bySex[sex] += 1
            byAge[Int(birth) - 1] += 1
            let part = 1 - (1 - oldest) * Double(birth - 1) / 5
            for list in 0..<lists where random.nextBool(part * chances[sex][list]) {
                records.append((list, p, isKnown ? UInt32(sex + 1) : 0, birth))
            }
        }
        records.sort { ($0.list, $0.person) < ($1.list, $1.person) }
        var first = [UInt32?](repeating: nil, count: count)
        let person = records.enumerated().map { row, record in
            let lowest = first[record.person] ?? UInt32(row)
            first[record.person] = lowest
            return lowest
        }
        let sexes = ValueDictionary(bytes: Array("fm".utf8), offsets: [0, 0, 1, 2])
        let none = [Int32](repeating: Day.none, count: records.count)
        let columns = RecordColumns(
            identifier: [UInt32](repeating: 0, count: records.count),
            identifiers: ValueDictionary(),
            sex: records.map(\.sex),
            sexes: sexes,
            birth: records.map(\.birth),
            // Ages of 5, 22, 35, 45, 60 and 75 years on the last day of 2025.
            birthDay: [Day.none] + [2020, 2003, 1990, 1980, 1965, 1950].map { Self.day($0) },
            birthYear: [UInt32](repeating: 0, count: records.count),
            death: none,
            eventDay: none,
            eventEnd: none,
            attributes: [],
            address: [],
            addressValues: 1,
            crossings: CrossingRows(),
            records: 0..<records.count
        )
        let registerOf = records.map { UInt8($0.list) }
        let coding = DimensionCoding(columns, ageGroups: [0, 18, 30, 40, 55, 65])
        builder = PeopleBuilder(
            columns: columns,
            registerOf: registerOf,
            travellers: Travellers(columns),
            residence: ResidenceBasis(
                rule: .activity,
                reference: Self.day(2026) - 1,
                activity: try ActivityRule(registers: 1),
                covered: nil
            ),
            listOfRegister: (0..<lists).map { Int8($0) },
            listOfCrossings: nil,
            coding: coding,
            households: Households(address: [], registerOf: registerOf, values: 1),
            models: .none,
            seed: seed
        )
        var lowest: [UInt32: UInt32] = [:]
        for row in person where lowest[row] == nil { lowest[row] = UInt32(lowest.count) }
        linked = LinkedRun(
            registers: (0..<lists).map { "list \($0)" },
            recordCounts: (0..<lists).map { list in records.count { $0.list == list } },
            duplicateFree: [Bool](repeating: true, count: lists),
            pairs: ScoredPairs(),
            verdicts: [],
            person: person,
            personNumber: person.map { lowest[$0] ?? 0 },
            personIdentifiers: (0..<UInt64(lowest.count)).map { $0 },
            priorWeight: 0,
            threshold: 0,
            method: .consistent,
            files: (0..<lists).map { _ in (0, "") }
        )
        self.count = count
        self.bySex = bySex
        self.byAge = byAge
        view = try builder.people(person)
    }

    /// The first of January.
    private static func day(_ year: Int) -> Int32 {
        Day.of(CivilDate(year: year, month: 1, day: 1) ?? CivilDate(daysSince1970: 0))
    }

    /// A computation by sex and age group, with strata by sex.
    func computation(_ method: EstimationMethod = .repeatedSightings, smallest: Int = 100)
        -> EstimateComputation
    {
        let all = builder.dimensions
        let values = DonorImputation.complete(view, dimensions: all, seed: 1, draw: 0)
        return EstimateComputation(
            builder: builder,
            strata: Strata(
                dimensions: [DimensionCoding.sexPlace],
                of: all,
                view: view,
                values: values,
                listCount: linked.registers.count,
                smallest: smallest
            ),
            groupings: [[], [0], [1], [0, 1]].map { Grouping($0, of: all) },
            listCount: linked.registers.count,
            method: method,
            classes: 1,
            seed: 1,
            overcoverage: .none
        )
    }
}
