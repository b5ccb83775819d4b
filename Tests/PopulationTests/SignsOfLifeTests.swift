import Columns
import Testing

@testable import Population

private let unborn = [Int32](repeating: Day.none, count: 8)

struct ActivityRuleTests {
    private let signs = [
        (0, 0, 100), (0, 0, 120), (0, 1, 130), (1, 2, 99), (2, 0, 100), (2, 3, 464), (3, 0, 464), (3, 1, 480),
    ]

    private func reasons(_ rule: ActivityRule, isProvisional: Bool = false) throws -> ResidenceVerdicts {
        try rule.verdicts(
            referenceDate: 464,
            lives: LifeSpans(birth: Array(unborn.prefix(4)), death: Array(unborn.prefix(4))),
            signs: SignsOfLife(
                person: signs.map { UInt32($0.0) },
                register: signs.map { UInt8($0.1) },
                day: signs.map { Int32($0.2) }
            ),
            covered: 0...600,
            isProvisional: isProvisional
        )
    }

    @Test func `any register, or several, within the window`() throws {
        #expect(try reasons(ActivityRule()).evidence == [2, 0, 2, 1])
        #expect(try reasons(ActivityRule()).counts == [1, 3, 0])
        #expect(try reasons(ActivityRule(registers: 2)).counts == [2, 2, 0])
        #expect(try reasons(ActivityRule(registers: 2, daysAfter: 20)).counts == [1, 3, 0])
        #expect(
            try reasons(ActivityRule(registers: 2, daysAfter: 20), isProvisional: true).counts == [2, 2, 0]
        )
        #expect(try reasons(ActivityRule(registers: 1, counted: 0b1000)).counts == [3, 1, 0])
    }

    @Test func `bad rules and windows end in one error`() throws {
        #expect(throws: PopulationError.self) { try ActivityRule(registers: 0) }
        #expect(throws: PopulationError.self) { try ActivityRule(registers: 3, counted: 0b11) }
        #expect(throws: PopulationError.self) { try ActivityRule(daysAfter: -1) }
        #expect(throws: PopulationError.self) { try reasons(ActivityRule(daysAfter: 200)) }
        #expect(throws: PopulationError.self) { try SignsOfLife(person: [0], register: [64], day: [0]) }
        #expect(throws: PopulationError.self) {
            try SignsOfLife(person: [9], register: [1], day: [5]).registers(personCount: 9, from: 0, to: 9)
        }
    }
}

struct ResidencyIndexTests {
    private func index() throws -> ResidencyIndex {
        try ResidencyIndex(decay: 0.8, gain: 0.2, threshold: 0.7, weights: [0.5, 0.6, 0.1])
    }

    @Test func `the index follows the recursion`() throws {
        let next = try index().next(
            previous: [1, 1, 0.5, 0.2, 0.9],
            signs: [0b011, 0, 0b100, 0b001, 0b111],
            changes: [.none, .none, .none, .arrived, .left]
        )
        let expected = [1, 0.8, 0.42, 1, 0]
        for (a, b) in zip(next, expected) { #expect(abs(a - b) < 1e-12) }
    }

    @Test func `who leaves no sign is dropped in the second year`() throws {
        let rule = try index()
        var now = [1.0]
        var years = 0
        while now[0] > rule.threshold {
            now = try rule.next(previous: now, signs: [0], changes: [.none])
            years += 1
        }
        #expect(years == 2)
        let lives = try LifeSpans(birth: [Day.none, Day.none], death: [Day.none, Day.none])
        let verdicts = try rule.verdicts(referenceDate: 0, lives: lives, index: [0.64, 0.8])
        #expect(verdicts.reasons == [.indexTooLow, .indexReached])
        #expect(verdicts.evidence == [640_000, 800_000])
    }

    @Test func `bad constants and columns end in one error`() throws {
        #expect(throws: PopulationError.self) {
            try ResidencyIndex(decay: 2, gain: 0, threshold: 0, weights: [1])
        }
        #expect(throws: PopulationError.self) {
            try ResidencyIndex(decay: 0, gain: 0, threshold: .nan, weights: [1])
        }
        #expect(throws: PopulationError.self) {
            try ResidencyIndex(decay: 0, gain: 0, threshold: 0, weights: [])
        }
        let rule = try index()
        #expect(throws: PopulationError.self) { try rule.next(previous: [1], signs: [8], changes: [.none]) }
        #expect(throws: PopulationError.self) { try rule.next(previous: [1.5], signs: [1], changes: [.none]) }
        #expect(throws: PopulationError.self) { try rule.next(previous: [1], signs: [], changes: [.none]) }
    }
}

struct RegistrationRuleTests {
    /// The verdict and the area of one person at day 1000.
    private func verdict(
        _ spells: [(Int32, Int32, UInt32)],
        birth: Int32 = Day.none,
        death: Int32 = Day.none,
        isElsewhere: Bool = true,
        isConfirmed: Bool = false,
        isProvisional: Bool = false,
        covered: ClosedRange<Int32> = 0...2000
    ) throws -> (ResidenceReason, UInt32?, Int) {
        let result = try RegistrationRule.austria.result(
            referenceDate: 1000,
            lives: LifeSpans(birth: [birth], death: [death]),
            registrations: Registrations(
                start: [0, UInt32(spells.count)],
                from: spells.map { $0.0 },
                until: spells.map { $0.1 },
                area: spells.map { $0.2 },
                covered: covered
            ),
            isElsewhere: [isElsewhere],
            isConfirmed: [isConfirmed],
            isProvisional: isProvisional
        )
        return (result.verdicts.reasons[0], result.areas[0], result.duplicateResidences)
    }

    @Test func `who is registered counts where registered`() throws {
        #expect(try verdict([(100, Day.open, 7)]) == (.registeredLongEnough, 7, 0))
        #expect(try verdict([]) == (.notRegistered, nil, 0))
        #expect(try verdict([(100, 1000, 7)]) == (.notRegistered, nil, 0))
        #expect(try verdict([(100, Day.open, 7)], death: 1000).0 == .deadBefore)
    }

    @Test func `less than ninety days are too short, gaps aside`() throws {
        #expect(try verdict([(990, 1079, 7)]).0 == .registeredTooShort)
        #expect(try verdict([(990, 1080, 7)]).0 == .registeredLongEnough)
        // Two addresses without a gap are one period.
        #expect(try verdict([(990, 1010, 7), (1010, 1081, 8)]).0 == .registeredLongEnough)
        #expect(try verdict([(990, 1010, 7), (1011, 1081, 8)]).0 == .registeredTooShort)
        // Birth and death do not make it too short.
        #expect(try verdict([(990, 1050, 7)], birth: 990).0 == .registeredLongEnough)
        #expect(try verdict([(990, 1020, 7)], death: 1020).0 == .registeredLongEnough)
        // What comes after is not read in a provisional result.
        #expect(try verdict([(990, 1050, 7)], isProvisional: true).0 == .registeredLongEnough)
    }

    @Test func `of two main residences the later begun counts`() throws {
        #expect(try verdict([(100, Day.open, 7), (900, Day.open, 8)]) == (.registeredLongEnough, 8, 1))
    }

    @Test func `a short stay elsewhere is passed over`() throws {
        let tour: [(Int32, Int32, UInt32)] = [(100, 950, 7), (950, 1100, 8), (1100, Day.open, 7)]
        #expect(try verdict(tour) == (.reassignedByShortStay, 7, 0))
        let long: [(Int32, Int32, UInt32)] = [(100, 950, 7), (950, 1131, 8), (1131, Day.open, 7)]
        #expect(try verdict(long) == (.registeredLongEnough, 8, 0))
        let move: [(Int32, Int32, UInt32)] = [(100, 950, 7), (950, 1100, 8), (1100, Day.open, 9)]
        #expect(try verdict(move) == (.registeredLongEnough, 8, 0))
    }

    @Test func `who is in no other register must be confirmed`() throws {
        #expect(try verdict([(100, Day.open, 7)], isElsewhere: false).0 == .inNoOtherRegister)
        #expect(
            try verdict([(100, Day.open, 7)], isElsewhere: false, isConfirmed: true).0
                == .registeredLongEnough
        )
    }

    @Test func `bad input ends in one error`() {
        #expect(throws: PopulationError.self) { try verdict([(100, 100, 7)]) }
        #expect(throws: PopulationError.self) { try verdict([(100, 200, 7), (50, 60, 7)]) }
        #expect(throws: PopulationError.self) { try verdict([(100, Day.open, 7)], covered: 0...1100) }
        #expect(throws: PopulationError.self) { try verdict([(100, Day.open, 7)], covered: 900...2000) }
        #expect(throws: PopulationError.self) { try RegistrationRule(leastDays: -1, shortStay: 0) }
    }
}
