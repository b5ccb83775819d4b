import Columns
import Testing

@testable import Population

private func day(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
    CivilDate(year: year, month: month, day: day).map { Day.of($0) } ?? 0
}

/// One person's life around the reference date, 30 June 2021.
private struct Life {
    var birth = Day.none
    var death = Day.none
    var spells: [(Int32, Int32)] = []
    var statuses: [(Int32, ResidentStatus)] = [(Day.before, .permanent)]

    static let reference = day(2021, 6, 30)

    func verdict(
        _ lookAhead: LookAhead = .final,
        rule: HongKongResidence = HongKongResidence(),
        covered: ClosedRange<Int32> = day(2020, 1, 1)...day(2022, 6, 30)
    ) throws -> (ResidenceReason, Int32) {
        let verdicts = try rule.verdicts(
            referenceDate: Self.reference,
            lives: LifeSpans(birth: [birth], death: [death]),
            presence: PresenceSpells(
                start: [0, UInt32(spells.count)],
                arrival: spells.map { $0.0 },
                departure: spells.map { $0.1 },
                covered: covered
            ),
            statuses: StatusHistory(
                start: [0, UInt32(statuses.count)],
                from: statuses.map { $0.0 },
                status: statuses.map { $0.1 }
            ),
            lookAhead: lookAhead
        )
        return (verdicts.reasons[0], verdicts.evidence[0])
    }
}

struct HongKongResidenceTests {
    @Test func `the windows are six calendar months on either side of the moment`() throws {
        let windows = try HongKongResidence().windows(Life.reference)
        #expect(windows.from == day(2021, 1, 1))
        #expect(windows.moment == day(2021, 7, 1))
        #expect(windows.to == day(2022, 1, 1))
        #expect(windows.threeBefore == 91 && windows.threeAfter == 92)
        #expect(windows.oneBefore == 30 && windows.oneAfter == 31)
        // Six months before 31 August is the last day of February.
        let august = try HongKongResidence().windows(day(2021, 8, 30))
        #expect(august.from == day(2021, 2, 28) && august.to == day(2022, 2, 28))
        let fixed = try HongKongResidence(months: .days(one: 30, three: 91, six: 182)).windows(Life.reference)
        #expect(fixed.from == day(2021, 7, 1) - 182 && fixed.threeAfter == 91)
    }

    @Test func `a permanent resident who never left is a usual resident`() throws {
        let life = Life(spells: [(Day.before, Day.open)])
        #expect(try life.verdict() == (.permanentStayedBefore, 181))
    }

    @Test func `three months to the night before make a usual resident, one night less a mobile one`() throws
    {
        let enough = Life(spells: [(day(2021, 1, 1), day(2021, 4, 2))])
        #expect(try enough.verdict() == (.permanentStayedBefore, 91))
        let short = Life(spells: [(day(2021, 1, 1), day(2021, 4, 1))])
        #expect(try short.verdict() == (.permanentMobileBefore, 90))
    }

    @Test func `one month makes a mobile resident, one night less nothing`() throws {
        #expect(
            try Life(spells: [(day(2021, 3, 1), day(2021, 3, 31))]).verdict() == (.permanentMobileBefore, 30)
        )
        #expect(
            try Life(spells: [(day(2021, 3, 1), day(2021, 3, 30))]).verdict() == (
                .permanentStayedTooLittle, 29
            )
        )
    }

    @Test func `stays add up over spells`() throws {
        let life = Life(spells: [
            (day(2021, 1, 1), day(2021, 2, 1)), (day(2021, 3, 1), day(2021, 4, 1)),
            (day(2021, 5, 1), day(2021, 5, 30)),
        ])
        #expect(try life.verdict() == (.permanentStayedBefore, 91))
    }

    @Test func `what comes after counts in the final result only`() throws {
        let life = Life(spells: [(day(2021, 6, 1), day(2021, 6, 20)), (day(2021, 9, 1), day(2021, 12, 2))])
        #expect(try life.verdict(.provisional) == (.permanentStayedTooLittle, 19))
        #expect(try life.verdict(.final) == (.permanentStayedAfter, 92))
        let later = Life(spells: [(day(2021, 9, 1), day(2021, 10, 2))])
        #expect(try later.verdict(.final) == (.permanentMobileAfter, 31))
    }

    @Test func `usual residence by one window goes before mobile residence by the other`() throws {
        let life = Life(spells: [(day(2021, 4, 1), day(2021, 5, 10)), (day(2021, 7, 1), day(2021, 10, 1))])
        #expect(try life.verdict(.provisional) == (.permanentMobileBefore, 39))
        #expect(try life.verdict(.final) == (.permanentStayedAfter, 92))
    }

    @Test func `absence on the night matters to non-permanent residents only`() throws {
        let away = [(Day.before, day(2021, 6, 30))]
        #expect(try Life(spells: away).verdict().0 == .permanentStayedBefore)
        let helper: [(Int32, ResidentStatus)] = [(Day.before, .nonPermanent)]
        #expect(try Life(spells: away, statuses: helper).verdict().0 == .nonPermanentAbsent)
        // Away for a fortnight around the date: absent, however long the stay before.
        let leave = [(Day.before, day(2021, 6, 25)), (day(2021, 7, 5), Day.open)]
        #expect(try Life(spells: leave, statuses: helper).verdict().0 == .nonPermanentAbsent)
        // Arrived on the day, or leaving the next: here at its end.
        #expect(
            try Life(spells: [(day(2021, 6, 30), Day.open)], statuses: helper).verdict().0
                == .nonPermanentPresent
        )
        let leaving = [(day(2021, 6, 29), day(2021, 7, 1))]
        #expect(try Life(spells: leaving, statuses: helper).verdict().0 == .nonPermanentPresent)
        #expect(
            try Life(spells: [(day(2021, 7, 1), Day.open)], statuses: helper).verdict().0
                == .nonPermanentAbsent
        )
    }

    @Test func `status is that of the moment and earlier stays count`() throws {
        let spells = [(Day.before, day(2021, 6, 20))]
        // Seven years completed ten days before the date, then gone: a permanent resident who stayed.
        let became: [(Int32, ResidentStatus)] = [(Day.before, .nonPermanent), (day(2021, 6, 20), .permanent)]
        #expect(try Life(spells: spells, statuses: became).verdict().0 == .permanentStayedBefore)
        let after: [(Int32, ResidentStatus)] = [(Day.before, .nonPermanent), (day(2021, 7, 1), .permanent)]
        #expect(try Life(spells: spells, statuses: after).verdict().0 == .nonPermanentAbsent)
        let visitor: [(Int32, ResidentStatus)] = [(Day.before, .none)]
        #expect(
            try Life(spells: [(Day.before, Day.open)], statuses: visitor).verdict().0 == .noResidentStatus
        )
        #expect(try Life(spells: [(Day.before, Day.open)], statuses: []).verdict().0 == .noResidentStatus)
    }

    @Test func `births inside the windows`() throws {
        func born(_ date: Int32) -> Life { Life(birth: date, spells: [(date, Day.open)]) }
        #expect(try born(day(2021, 4, 1)).verdict(.provisional) == (.permanentStayedBefore, 91))
        // A month old: mobile for now, a usual resident when half a year has passed.
        #expect(try born(day(2021, 6, 1)).verdict(.provisional) == (.permanentMobileBefore, 30))
        #expect(try born(day(2021, 6, 1)).verdict(.final) == (.permanentStayedAfter, 184))
        #expect(try born(day(2021, 6, 30)).verdict(.provisional).0 == .permanentStayedTooLittle)
        #expect(try born(day(2021, 6, 30)).verdict(.final).0 == .permanentStayedAfter)
        #expect(try born(day(2021, 7, 1)).verdict(.final).0 == .notYetBorn)
        // Nobody stays before birth, whatever the records say.
        let error = Life(birth: day(2021, 6, 20), spells: [(Day.before, day(2021, 7, 1))])
        #expect(try error.verdict(.final) == (.permanentStayedTooLittle, 11))
    }

    @Test func `deaths inside the windows`() throws {
        let spells = [(Day.before, Day.open)]
        #expect(try Life(death: day(2021, 6, 30), spells: spells).verdict().0 == .deadBefore)
        #expect(try Life(death: day(2021, 7, 1), spells: spells).verdict().0 == .permanentStayedBefore)
        // Came back to die: 40 nights after the date are all there are.
        let returned = Life(death: day(2021, 8, 10), spells: [(day(2021, 6, 25), Day.open)])
        #expect(try returned.verdict() == (.permanentMobileAfter, 40))
    }

    @Test func `an open spell lasts`() throws {
        let life = Life(spells: [(day(2021, 3, 1), Day.open)])
        #expect(try life.verdict() == (.permanentStayedBefore, 122))
    }

    @Test func `days of arrival and departure may count, each day once`() throws {
        let rule = HongKongResidence(stay: .days)
        // Over the border and back: one night, but the days of 1 to 3 March.
        let life = Life(spells: [
            (day(2021, 3, 1), day(2021, 3, 1)), (day(2021, 3, 1), day(2021, 3, 2)),
            (day(2021, 3, 2), day(2021, 3, 3)),
        ])
        #expect(try life.verdict(rule: rule).1 == 3)
        #expect(try life.verdict().1 == 2)
    }

    @Test func `a result needs data that cover its windows`() throws {
        let life = Life(spells: [(Day.before, Day.open)])
        let early = day(2020, 1, 1)...day(2021, 6, 30)
        #expect(throws: Never.self) { try life.verdict(.provisional, covered: early) }
        do {
            _ = try life.verdict(.final, covered: early)
            Issue.record("no error")
        } catch let error as PopulationError {
            #expect(error.code == .referenceOutsideData)
            #expect(error.detail.contains("2021-01-01 to 2021-12-31"))
        }
        #expect(throws: PopulationError.self) {
            try life.verdict(.provisional, covered: day(2021, 1, 2)...day(2021, 6, 30))
        }
        #expect(throws: Never.self) { try life.verdict(.final, covered: day(2021, 1, 1)...day(2021, 12, 31)) }
    }

    @Test func `spells come from crossings, and those without any are as the caller says`() throws {
        let crossings = try BorderCrossings(
            person: [0, 0, 1],
            day: [day(2021, 3, 1), day(2021, 4, 1), day(2021, 5, 1)],
            isArrival: [false, true, true],
            personCount: 4
        )
        let spells = try crossings.spells(
            covered: day(2021, 1, 1)...day(2021, 12, 31),
            presentWithout: [false, false, true, false]
        )
        #expect(spells.start == [0, 2, 3, 4, 4])
        #expect(spells.arrival == [Day.before, day(2021, 4, 1), day(2021, 5, 1), Day.before])
        #expect(spells.departure == [day(2021, 3, 1), Day.open, Day.open, Day.open])
        #expect(throws: PopulationError.self) {
            try crossings.spells(
                covered: day(2021, 3, 2)...day(2021, 12, 31),
                presentWithout: [false, false, false, false]
            )
        }
    }

    @Test func `bad input ends in one error`() {
        let covered = day(2021, 1, 1)...day(2021, 12, 31)
        func code(_ arrival: [Int32], _ departure: [Int32], _ start: [UInt32]) -> PopulationError.Code? {
            do throws(PopulationError) {
                _ = try PresenceSpells(start: start, arrival: arrival, departure: departure, covered: covered)
                return nil
            } catch { return error.code }
        }
        #expect(code([10], [5], [0, 1]) == .unordered)
        #expect(code([10, 12], [20, 30], [0, 2]) == .unordered)
        #expect(code([10], [20], [0, 2]) == .unequalColumns)
        #expect(code([10], [20], []) == .unequalColumns)
        #expect(code([10, 30], [20, 40], [0, 2, 1, 2]) == .unequalColumns)
        #expect(code([Int32.max - 1], [Day.open], [0, 1]) == .dateOutOfRange)
        #expect(throws: PopulationError.self) { try LifeSpans(birth: [100], death: [99]) }
        #expect(throws: PopulationError.self) { try LifeSpans(birth: [100], death: []) }
        #expect(throws: PopulationError.self) { try LifeSpans(birth: [Int32.max], death: [Day.none]) }
        #expect(throws: PopulationError.self) {
            try HongKongResidence(months: .days(one: 40, three: 30, six: 182)).windows(Life.reference)
        }
        #expect(throws: PopulationError.self) { try HongKongResidence().windows(Int32.max) }
    }
}

struct ResidenceRevisionTests {
    @Test func `a revision counts who came and who went`() throws {
        let first = ResidenceVerdicts(
            reasons: [
                .permanentStayedBefore, .permanentMobileBefore, .permanentStayedTooLittle, .notYetBorn,
            ],
            evidence: [0, 0, 0, 0]
        )
        let second = ResidenceVerdicts(
            reasons: [.permanentStayedBefore, .permanentStayedAfter, .permanentMobileAfter, .notYetBorn],
            evidence: [0, 0, 0, 0]
        )
        let revision = try ResidenceRevision(provisional: first, final: second)
        #expect(
            revision.entered(.resident) == 1 && revision.left(.resident) == 0 && revision.net(.resident) == 1
        )
        #expect(revision.entered(.mobileResident) == 1 && revision.left(.mobileResident) == 1)
        #expect(second.counts == [1, 2, 1])
        #expect(second.countsByReason.map { $0.persons } == [1, 1, 1, 1])
        #expect(throws: PopulationError.self) {
            try ResidenceRevision(provisional: first, final: ResidenceVerdicts(reasons: [], evidence: []))
        }
    }

    @Test func `rules go by the names of job files`() throws {
        let rule = try ResidenceRule(named: "hong_kong_usual_residents")
        #expect(rule.counts(.resident) && !rule.counts(.mobileResident))
        #expect(ResidenceRule.hongKongResidentPopulation.counts(.mobileResident))
        #expect(throws: PopulationError.self) { try ResidenceRule(named: "hong_kong") }
    }
}
