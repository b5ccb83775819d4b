import Columns
import Inference
import Jobs
import Population
import Resolution

/// How people are made of records, by what the job asks for and the evidence at hand.
extension EstimateRun {
    /// Dimensions asked for, with where the job names them.
    var neededDimensions: [(name: String, steps: [JobSource.Step])] {
        var result: [(name: String, steps: [JobSource.Step])] = []
        func add(_ name: String, _ steps: [JobSource.Step]) {
            if !result.contains(where: { $0.name == name }) { result.append((name, steps)) }
        }
        for name in plan.groupings.flatMap({ $0 }) { add(name, [.key("estimate"), .key("by")]) }
        for name in plan.strata { add(name, [.key("estimate"), .key("strata")]) }
        if plan.smallAreas == .fayHerriot { add(plan.area, [.key("estimate"), .key("small_areas")]) }
        for known in plan.knownTotals {
            if let name = known.dimension { add(name, [.key("estimate"), .key("known_totals"), .key(name)]) }
        }
        return result
    }

    /// How people are made of the records that were linked.
    func builder(
        _ registers: EstimateRegisters,
        _ linked: LinkedRun,
        _ lists: EstimateLists
    ) throws -> PeopleBuilder {
        let travellers = Travellers(registers.columns)
        let residence = try residence(registers, travellers)
        var columns = registers.columns
        let spine = try Spine(person: linked.person, registerOf: linked.registerOf)
        for i in columns.attributes.indices {
            columns.attributes[i].codes = Crosswalk.translated(
                columns.attributes[i].codes,
                values: columns.attributes[i].values.count,
                spine
            )
        }
        let coding = DimensionCoding(columns, ageGroups: plan.ageGroups)
        let households = Households(
            address: columns.address,
            registerOf: linked.registerOf,
            values: columns.addressValues
        )
        return PeopleBuilder(
            columns: columns,
            registerOf: linked.registerOf,
            travellers: travellers,
            residence: residence,
            listOfRegister: lists.ofRegister,
            listOfCrossings: lists.ofCrossings,
            coding: coding,
            households: households,
            models: AttributeModels(
                columns,
                coding,
                spine,
                households: households,
                draws: plan.draws,
                seed: job.seed,
                workers: workers
            ),
            seed: job.seed
        )
    }

    /// What residence is decided by: the rule of the job, or what the evidence allows.
    ///
    /// - Throws: ``JobError`` for a rule that reads what is not there.
    private func residence(_ registers: EstimateRegisters, _ travellers: Travellers) throws -> ResidenceBasis
    {
        // Rows that name no traveller, day or direction say nothing of anybody.
        let hasMovements = registers.hasMovements && travellers.count > 0
        let rule = plan.residence ?? (hasMovements ? .hongKongUsualResidents : .activity)
        let registrations = RegistrationEvidence(job, registers.columns)
        let missing = rule.sources.first { source in
            switch source {
            case .movements: !hasMovements
            case .registrations: registrations == nil
            case .signsOfLife: rule == .residencyIndex && plan.residencyIndex == nil
            case .statuses: false
            }
        }
        if let missing {
            throw mistake(rule, missing, hasRegister: registers.hasMovements, hasMovements: hasMovements)
        }
        return ResidenceBasis(
            rule: rule,
            reference: Int32(job.referenceDate?.daysSince1970 ?? 0),
            activity: try ActivityRule(registers: plan.activity),
            covered: hasMovements ? covered(registers, travellers) : nil,
            index: try plan.residencyIndex.map { (settings) throws(PopulationError) in
                try IndexEvidence(settings, job)
            },
            registrations: registrations
        )
    }

    /// A rule that reads what is not there.
    private func mistake(
        _ rule: ResidenceRule,
        _ missing: ResidenceRule.Source,
        hasRegister: Bool,
        hasMovements: Bool
    ) -> JobError {
        let expected =
            if rule == .austrianExclusions {
                "a register with `evidence: { kind: registrations, date: COLUMN, until: COLUMN }`, or another rule"
            } else if hasMovements {
                "a rule by movements or activity"
            } else if hasRegister {
                "activity"
            } else {
                "a register with `use: residence` and `evidence: { kind: movements, … }`, or activity"
            }
        return options.source.mistake(
            [.key("estimate"), .key("residence")],
            "“\(rule.rawValue)” needs \(missing.rawValue), and "
                + (hasRegister && !hasMovements
                    ? "no row of movements has a number, a day and a direction"
                    : "no register of the job has them"),
            expected: expected
        )
    }

    /// The days that crossings cover: as the job says, or the whole months from the first to the last.
    private func covered(_ registers: EstimateRegisters, _ travellers: Travellers) -> ClosedRange<Int32> {
        let first = travellers.day.min() ?? 0
        let last = travellers.day.max() ?? 0
        let given = registers.evidence.compactMap(\.spec.covers)
        let months = Day.wholeMonths(from: first, to: last)
        let lower =
            given.isEmpty
            ? months.lowerBound : min(first, given.map { Day.of($0.lowerBound) }.min() ?? first)
        let upper =
            given.isEmpty
            ? months.upperBound : max(last, given.map { Day.of($0.upperBound) }.max() ?? last)
        return min(lower, upper)...max(lower, upper)
    }
}
