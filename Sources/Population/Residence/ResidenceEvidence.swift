/// What is known about people, for any residence rule to read what it needs.
public struct ResidenceEvidence: Sendable {
    /// Births and deaths.
    public var lives: LifeSpans
    /// When people were in the territory.
    public var presence: PresenceSpells?
    /// What right of residence they held.
    public var statuses: StatusHistory?
    /// Border crossings, with who was a resident before the first.
    public var crossings: (all: BorderCrossings, initiallyResident: [Bool], dataEnd: Int32)?
    /// Signs of life, with the days that all registers cover.
    public var signs: (all: SignsOfLife, covered: ClosedRange<Int32>)?
    /// The residency index at the reference date.
    public var index: (rule: ResidencyIndex, values: [Double])?
    /// Main residences, and per person whether another register knows it and whether it was confirmed.
    public var registrations: (all: Registrations, isElsewhere: [Bool], isConfirmed: [Bool])?
    /// How Hong Kong's rule counts.
    public var hongKong = HongKongResidence()
    /// How signs of life are counted; a sign in any register within a year if nil.
    public var activity: ActivityRule?

    /// Evidence about people of whom nothing but births and deaths is known yet.
    public init(lives: LifeSpans) {
        self.lives = lives
    }
}

extension ResidenceRule {
    /// Decides about every person.
    ///
    /// - Parameters:
    ///   - evidence: What is known; what the rule does not read may be missing.
    ///   - referenceDate: Days since 1970; the moment is its end.
    ///   - lookAhead: Whether what is known after the date may be used. Migration by outcome and the residency
    ///     index read what they are given; of the first, verdicts say where they are not final.
    /// - Throws: ``PopulationError`` if data are missing, do not fit, or do not cover what the rule looks at.
    public func verdicts(
        _ evidence: ResidenceEvidence,
        referenceDate: Int32,
        lookAhead: LookAhead = .final
    ) throws(PopulationError) -> ResidenceVerdicts {
        switch self {
        case .hongKongUsualResidents, .hongKongMobileResidents, .hongKongResidentPopulation:
            guard let presence = evidence.presence else { throw missing(.movements) }
            guard let statuses = evidence.statuses else { throw missing(.statuses) }
            return try evidence.hongKong.verdicts(
                referenceDate: referenceDate,
                lives: evidence.lives,
                presence: presence,
                statuses: statuses,
                lookAhead: lookAhead
            )
        case .outcome12Of16, .outcome9Of12:
            guard let crossings = evidence.crossings else { throw missing(.movements) }
            let rule = self == .outcome12Of16 ? OutcomeRule.twelveOfSixteen : .nineOfTwelve
            return try rule.verdicts(
                referenceDate: referenceDate,
                lives: evidence.lives,
                crossings: crossings.all,
                initiallyResident: crossings.initiallyResident,
                dataEnd: lookAhead == .final ? crossings.dataEnd : min(crossings.dataEnd, referenceDate)
            )
        case .activity:
            guard let signs = evidence.signs else { throw missing(.signsOfLife) }
            return try (evidence.activity ?? .anyRegister).verdicts(
                referenceDate: referenceDate,
                lives: evidence.lives,
                signs: signs.all,
                covered: signs.covered,
                isProvisional: lookAhead == .provisional
            )
        case .residencyIndex:
            guard let index = evidence.index else { throw missing(.signsOfLife) }
            return try index.rule.verdicts(
                referenceDate: referenceDate,
                lives: evidence.lives,
                index: index.values
            )
        case .austrianExclusions:
            guard let registrations = evidence.registrations else { throw missing(.registrations) }
            return try RegistrationRule.austria.result(
                referenceDate: referenceDate,
                lives: evidence.lives,
                registrations: registrations.all,
                isElsewhere: registrations.isElsewhere,
                isConfirmed: registrations.isConfirmed,
                isProvisional: lookAhead == .provisional
            ).verdicts
        }
    }

    /// Per person: whether it counts under this rule.
    public func isCounted(_ verdicts: ResidenceVerdicts) -> [Bool] {
        verdicts.reasons.map { counts($0.category) }
    }

    private func missing(_ source: Source) -> PopulationError {
        PopulationError(
            .missingSource,
            at: "estimate.residence",
            "found no data on \(source.rawValue); expected them for \(rawValue); give a register with "
                + "“use: residence”, or choose another rule"
        )
    }
}
