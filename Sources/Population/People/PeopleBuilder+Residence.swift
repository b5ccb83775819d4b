import Columns

/// Who lives here, by the rule and the evidence that it reads.
extension PeopleBuilder {
    /// What the rule says of people.
    package func verdicts(
        _ spine: Spine,
        _ lives: LifeSpans,
        _ crossings: BorderCrossings,
        _ lookAhead: LookAhead
    ) throws(PopulationError) -> ResidenceVerdicts {
        var evidence = try evidence(lives, crossings)
        var lookAhead = lookAhead
        switch residence.rule {
        case .activity:
            evidence.signs = (try presentSigns(spine), residence.window)
            evidence.activity = residence.activity
        case .residencyIndex:
            guard let index = residence.index else { break }
            let years = try IndexYears(
                index.years,
                referenceDate: reference,
                lives: lives,
                signs: try datedSigns(spine, crossings, index),
                crossings: residence.covered.map { (crossings, $0) }
            )
            evidence.index = (index.rule, try index.rule.values(years, start: index.start))
        case .austrianExclusions:
            guard let registrations = residence.registrations else { break }
            // Extracts of the reference date know nothing of later: what is registered then is taken to stay.
            let reach = max(RegistrationRule.austria.leastDays, RegistrationRule.austria.shortStay)
            if registrations.covered.upperBound < reference + reach { lookAhead = .provisional }
            evidence.registrations = (
                try self.registrations(spine, registrations),
                spine.registers.map { $0 & registrations.others != 0 },
                [Bool](repeating: false, count: spine.count)
            )
        default: break
        }
        return try residence.rule.verdicts(evidence, referenceDate: reference, lookAhead: lookAhead)
    }

    /// What the rule says of people of whom crossings alone are known; of use for rules that read crossings.
    func verdicts(
        ofCrossings crossings: BorderCrossings,
        _ lives: LifeSpans
    ) throws(PopulationError) -> ResidenceVerdicts {
        try residence.rule.verdicts(evidence(lives, crossings), referenceDate: reference)
    }

    /// What births, deaths and crossings say of people.
    private func evidence(
        _ lives: LifeSpans,
        _ crossings: BorderCrossings
    ) throws(PopulationError) -> ResidenceEvidence {
        var evidence = ResidenceEvidence(lives: lives)
        guard let covered = residence.covered else { return evidence }
        evidence.presence = try crossings.spells(
            covered: covered,
            presentWithout: [Bool](repeating: true, count: crossings.personCount)
        )
        evidence.statuses = StatusHistory(
            always: [ResidentStatus](repeating: .permanent, count: crossings.personCount)
        )
        // Who is first seen arriving was no resident before; all others were.
        let initially = (0..<crossings.personCount).map { p in
            let first = Int(crossings.start[p])
            return first == Int(crossings.start[p + 1]) || !crossings.isArrival[first]
        }
        evidence.crossings = (crossings, initially, covered.upperBound)
        return evidence
    }

    /// A register tells who is on it at the reference date: that is its sign of life.
    private func presentSigns(_ spine: Spine) throws(PopulationError) -> SignsOfLife {
        var person: [UInt32] = []
        var register: [UInt8] = []
        for p in 0..<spine.count {
            var rest = spine.registers[p]
            while rest != 0 {
                let r = rest.trailingZeroBitCount
                if listOfRegister[r] >= 0 {
                    person.append(UInt32(truncatingIfNeeded: p))
                    register.append(UInt8(r))
                }
                rest &= rest &- 1
            }
        }
        let days = [Int32](repeating: reference, count: person.count)
        return try SignsOfLife(person: person, register: register, day: days)
    }

    /// Signs of life with their days, by source of the index.
    private func datedSigns(
        _ spine: Spine,
        _ crossings: BorderCrossings,
        _ index: IndexEvidence
    ) throws(PopulationError) -> SignsOfLife {
        var person: [UInt32] = []
        var source: [UInt8] = []
        var day: [Int32] = []
        func add(_ p: Int, _ s: Int8, _ d: Int32) {
            if s < 0 || d == Day.none { return }
            person.append(UInt32(truncatingIfNeeded: p))
            source.append(UInt8(s))
            day.append(d)
        }
        for p in 0..<spine.count {
            for slot in members(of: p, spine) {
                let record = Int(spine.members[slot])
                let register = Int(registerOf[record])
                switch index.kinds[register] {
                case .signs: add(p, index.sources[register], columns.eventDay[record])
                case .births: add(p, index.sources[register], columns.birthDay[Int(columns.birth[record])])
                default: add(p, index.sources[register], reference)
                }
            }
            for i in Int(crossings.start[p])..<Int(crossings.start[p + 1]) {
                add(p, index.sourceOfCrossings, crossings.day[i])
            }
        }
        return try SignsOfLife(person: person, register: source, day: day)
    }

    /// The main residences of people, in the order of their first days.
    private func registrations(
        _ spine: Spine,
        _ evidence: RegistrationEvidence
    ) throws(PopulationError) -> Registrations {
        var start: [UInt32] = [0]
        var from: [Int32] = []
        var until: [Int32] = []
        for p in 0..<spine.count {
            let own = members(of: p, spine).map { Int(spine.members[$0]) }.filter { record in
                evidence.registers & (1 &<< UInt64(registerOf[record])) != 0 && columns.isRegistration(record)
            }
            for record in own.sorted(by: { (columns.eventDay[$0], $0) < (columns.eventDay[$1], $1) }) {
                from.append(columns.eventDay[record])
                until.append(columns.eventEnd[record] == Day.none ? Day.open : columns.eventEnd[record])
            }
            start.append(UInt32(truncatingIfNeeded: from.count))
        }
        return try Registrations(
            start: start,
            from: from,
            until: until,
            area: [UInt32](repeating: 0, count: from.count),
            covered: evidence.covered
        )
    }
}
