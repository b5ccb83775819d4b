import Columns
import Testing

@testable import Population

private func day(_ year: Int, _ month: Int, _ day: Int) throws -> Int32 {
    Day.of(try #require(CivilDate(year: year, month: month, day: day)))
}

struct OutcomeRuleTests {
    /// The numbers of each line, part by part.
    private static func parts(_ text: String) -> [[[Int32]]] {
        text.split(separator: "\n").map { line in
            line.split(separator: " ").map { part in
                part.contains(",")
                    ? part.split(separator: ",").map { Int32($0) ?? -1 }
                    : part.map { Int32(String($0)) ?? -1 }
            }
        }
    }

    private static func travellers() throws -> BorderCrossings {
        let lines = parts(TwelveOfSixteen.reference)
        var person: [UInt32] = []
        var days: [Int32] = []
        var arrivals: [Bool] = []
        for (p, line) in lines.enumerated() {
            var now = try day(2015, 1, 1)
            for (i, gap) in line[0].enumerated() {
                now += gap
                person.append(UInt32(p))
                days.append(now)
                arrivals.append(i % 2 == 0)
            }
        }
        return try BorderCrossings(person: person, day: days, isArrival: arrivals, personCount: lines.count)
    }

    @Test(arguments: [
        (OutcomeRule.twelveOfSixteen, TwelveOfSixteen.reference, 318),
        (OutcomeRule.nineOfTwelve, NineOfTwelve.reference, 836),
    ])
    func `all 2,400 crossings come out as in the R package migrbc`(
        rule: OutcomeRule,
        reference: String,
        migrations: Int
    ) throws {
        let crossings = try Self.travellers()
        let outcomes = try rule.outcomes(of: crossings)
        #expect(crossings.day.count == 2400)
        #expect(outcomes.isMigration.count { $0 } == migrations)
        var i = 0
        for line in Self.parts(reference) {
            let flags = line[line.count - 2]
            let settled = line[line.count - 1]
            for k in 0..<8 {
                let flag =
                    (outcomes.isResidentBefore[i] ? 1 : 0) + (outcomes.isResidentAfter[i] ? 2 : 0)
                    + (outcomes.isMigration[i] ? 4 : 0)
                let day = crossings.day[i]
                let found = [
                    outcomes.beforeSettled[i], outcomes.afterSettled[i], outcomes.migrationSettled[i],
                ]
                #expect(flag == Int(flags[k]) && found.map { $0 - day } == Array(settled[3 * k...3 * k + 2]))
                i += 1
            }
        }
    }

    @Test func `a year away makes an emigrant and a year back an immigrant`() throws {
        let crossings = try BorderCrossings(
            person: [0, 0],
            day: [day(2020, 1, 1), day(2022, 1, 1)],
            isArrival: [false, true],
            personCount: 1
        )
        let outcomes = try OutcomeRule.twelveOfSixteen.outcomes(of: crossings)
        #expect(outcomes.isResidentBefore == [true, false])
        #expect(outcomes.isResidentAfter == [false, true])
        #expect(outcomes.isMigration == [true, true])
        #expect(outcomes.afterSettled[0] == crossings.day[0] + 365)
    }

    @Test func `verdicts say what is not final yet`() throws {
        let lives = try LifeSpans(
            birth: [Int32](repeating: Day.none, count: 4),
            death: [Day.none, Day.none, Day.none, day(2020, 5, 1)]
        )
        let left = try day(2020, 1, 1)
        let crossings = try BorderCrossings(
            person: [0, 2, 3],
            day: [left, left - 500, left],
            isArrival: [false, false, false],
            personCount: 4
        )
        func reasons(_ end: Int32) throws -> [ResidenceReason] {
            try OutcomeRule.twelveOfSixteen.verdicts(
                referenceDate: day(2020, 6, 30),
                lives: lives,
                crossings: crossings,
                initiallyResident: [true, false, true, true],
                dataEnd: end
            ).reasons
        }
        let early = try reasons(day(2020, 6, 30))
        #expect(
            early == [.nonResidentNotFinal, .nonResidentAsBefore, .nonResidentSinceCrossing, .deadBefore]
        )
        let late = try reasons(day(2021, 6, 30))
        #expect(late[0] == .nonResidentSinceCrossing)
        #expect(throws: PopulationError.self) { try reasons(day(2020, 6, 29)) }
    }

    @Test func `bad crossings end in one error`() throws {
        func code(_ person: [UInt32], _ days: [Int32], _ arrivals: [Bool]) -> PopulationError.Code? {
            do throws(PopulationError) {
                _ = try BorderCrossings(person: person, day: days, isArrival: arrivals, personCount: 2)
                return nil
            } catch { return error.code }
        }
        #expect(code([0], [1, 2], [true]) == .unequalColumns)
        #expect(code([2], [1], [true]) == .valueOutOfRange)
        #expect(code([0, 0], [1, 2], [true, true]) == .repeatedCrossing)
        #expect(code([0, 0], [2, 1], [true, false]) == .unordered)
        #expect(code([1, 0], [2, 1], [true, false]) == .unordered)
        #expect(code([0], [Int32.max], [true]) == .dateOutOfRange)
        #expect(code([0], [Int32.min], [true]) == .dateOutOfRange)
        let kept = try BorderCrossings(
            person: [0, 0, 0, 1],
            day: [1, 2, 3, 1],
            isArrival: [true, true, false, true],
            personCount: 2,
            repeated: .keepFirst
        )
        #expect(kept.day == [1, 3, 1])
        #expect(throws: PopulationError.self) { try OutcomeRule(window: 365, threshold: 100) }
        #expect(throws: PopulationError.self) { try OutcomeRule(window: 365, threshold: 400) }
    }
}
