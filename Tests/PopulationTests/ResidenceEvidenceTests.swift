import Testing

@testable import Population

struct ResidenceEvidenceTests {
    /// Two people: one who never left, one who left a year before the reference date, day 1000.
    private func evidence() throws -> ResidenceEvidence {
        var evidence = ResidenceEvidence(
            lives: try LifeSpans(birth: [Day.none, Day.none], death: [Day.none, Day.none])
        )
        let crossings = try BorderCrossings(person: [1], day: [600], isArrival: [false], personCount: 2)
        evidence.crossings = (crossings, [true, true], 2000)
        evidence.presence = try crossings.spells(covered: 0...2000, presentWithout: [true, true])
        evidence.statuses = StatusHistory(always: [.permanent, .permanent])
        let signs = try SignsOfLife(person: [0, 1], register: [0, 1], day: [900, 500])
        evidence.signs = (signs, 0...2000)
        let index = try ResidencyIndex(decay: 0.8, gain: 0.2, threshold: 0.7, weights: [1, 1])
        evidence.index = (index, [1, 0.64])
        let registrations = try Registrations(
            start: [0, 1, 2],
            from: [0, 0],
            until: [Day.open, 600],
            area: [1, 1],
            covered: 0...2000
        )
        evidence.registrations = (registrations, [true, true], [false, false])
        return evidence
    }

    @Test(arguments: ResidenceRule.allCases)
    func `every named rule tells who lives here`(rule: ResidenceRule) throws {
        for lookAhead in [LookAhead.provisional, .final] {
            let verdicts = try rule.verdicts(evidence(), referenceDate: 1000, lookAhead: lookAhead)
            let expected = rule == .hongKongMobileResidents ? [false, false] : [true, false]
            // Four hundred days after leaving the outcome is settled; one day's data are enough.
            #expect(rule.isCounted(verdicts) == expected)
        }
    }

    @Test(arguments: ResidenceRule.allCases)
    func `a rule without its data says which are missing`(rule: ResidenceRule) throws {
        let bare = try ResidenceEvidence(lives: LifeSpans(birth: [Day.none], death: [Day.none]))
        do {
            _ = try rule.verdicts(bare, referenceDate: 1000)
            Issue.record("no error")
        } catch {
            #expect(error.code == .missingSource)
            #expect(rule.sources.contains { error.detail.contains($0.rawValue) })
        }
    }

    @Test(arguments: ResidenceRule.allCases)
    func `a reference date outside the data is refused`(rule: ResidenceRule) throws {
        // The index has no dates of its own.
        if rule == .residencyIndex { return }
        #expect(throws: PopulationError.self) { try rule.verdicts(evidence(), referenceDate: 2001) }
    }
}
