import Columns
import Testing

@testable import Synthesis

/// The rule on 2026-06-30: the windows are 2026-01-01 … 06-30 and 2026-07-01 … 12-30.
@Suite struct ResidenceRuleTests {
    private let rule: ResidenceRule

    init() throws {
        let date = try #require(CivilDate(year: 2026, month: 6, day: 30))
        rule = ResidenceRule(at: date, settings: ResidenceSettings())
    }

    private func day(_ year: Int, _ month: Int, _ day: Int) throws -> Int32 {
        Int32(try #require(CivilDate(year: year, month: month, day: day)).daysSince1970)
    }

    private func residence(
        permanent: Bool = true,
        since: Int32 = 0,
        until: Int32 = .max,
        _ absences: [Absence] = []
    ) -> Residence {
        rule.residence(isPermanent: permanent, since: since, until: until, absences: absences)
    }

    @Test func whoNeverLeavesIsAUsualResident() {
        #expect(residence() == .usual)
        #expect(residence(permanent: false) == .usual)
    }

    @Test func windowsAreThoseOfTheCalendar() throws {
        #expect(rule.start == (try day(2025, 12, 30)))
        #expect(rule.end == (try day(2026, 12, 30)))
    }

    @Test func ninetyOneDaysBeforeMakeAUsualResidentNinetyAMobileOne() throws {
        for (days, expected) in [(91, Residence.usual), (90, .mobile), (30, .mobile), (29, .none)] {
            // Here for the first days of the window, then gone for good.
            let gone = Absence(out: rule.start + 1 + Int32(days), back: .max)
            #expect(residence([gone]) == expected, "\(days) days before")
            // The same days after the reference date.
            let away = [
                Absence(out: 100, back: rule.reference + 1),
                Absence(out: rule.reference + 1 + Int32(days), back: .max),
            ]
            #expect(residence(away) == expected, "\(days) days after")
        }
    }

    @Test func daysOfTheTwoWindowsAreNotAddedUp() {
        // Sixty days before and sixty after: 120 in all, but no window has 91.
        let absences = [
            Absence(out: 100, back: rule.reference - 59), Absence(out: rule.reference + 61, back: .max),
        ]
        #expect(residence(absences) == .mobile)
    }

    @Test func severalShortStaysAreAddedUp() {
        var absences = [Absence(out: 100, back: rule.start + 10)]
        for month in 0..<4 {
            let back = rule.start + 10 + Int32(month * 40)
            absences.append(Absence(out: back + 23, back: back + 40))
        }
        absences[4].back = .max
        #expect(residence(absences) == .usual)
    }

    @Test func permanentResidentsMayBeAwayOnTheDayOthersMayNot() {
        let away = [Absence(out: rule.reference, back: rule.reference + 5)]
        #expect(residence(away) == .usual)
        #expect(residence(permanent: false, away) == .none)
        let back = [Absence(out: rule.reference - 5, back: rule.reference)]
        #expect(residence(permanent: false, back) == .usual)
    }

    @Test func aNonPermanentResidentNeedsNoThreeMonths() {
        #expect(residence(permanent: false, since: rule.reference) == .usual)
        #expect(residence(permanent: false, since: rule.reference + 1) == .none)
    }

    @Test func newbornsCountByTheDaysAfter() {
        #expect(residence(since: rule.reference) == .usual)
        #expect(residence(since: rule.reference + 1) == .none)
    }

    @Test func theDeadDoNotCountAndThoseWhoDieSoonAfterDo() {
        #expect(residence(until: rule.reference) == .none)
        #expect(residence(until: rule.reference + 1) == .usual)
        #expect(residence(since: rule.reference - 10, until: rule.reference + 10) == .none)
    }

    @Test func shortMonthsShortenTheWindow() throws {
        let date = try #require(CivilDate(year: 2024, month: 8, day: 31))
        let rule = ResidenceRule(at: date, settings: ResidenceSettings())
        #expect(rule.start == (try day(2024, 2, 29)))
        #expect(rule.end == (try day(2025, 2, 28)))
    }
}
