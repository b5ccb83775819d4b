/// Whether a person counts.
public enum ResidenceCategory: UInt8, Sendable, CaseIterable {
    /// Does not count.
    case notResident = 0
    /// Counts as living here.
    case resident = 1
    /// Counts as a mobile resident, a category of Hong Kong's statistics beside usual residents.
    case mobileResident = 2
}

/// Which data a rule may use.
public enum LookAhead: String, Sendable, CaseIterable {
    /// Nothing after the reference moment: what can be published at once.
    case provisional
    /// What comes after, too, as far as the rule asks for it.
    case final
}

/// What decided whether a person counts.
public enum ResidenceReason: UInt8, Sendable, CaseIterable {
    // All rules.
    case notYetBorn = 0
    case deadBefore = 1
    // Hong Kong.
    case permanentStayedBefore = 10
    case permanentStayedAfter = 11
    case permanentMobileBefore = 12
    case permanentMobileAfter = 13
    case permanentStayedTooLittle = 14
    case nonPermanentPresent = 15
    case nonPermanentAbsent = 16
    case noResidentStatus = 17
    // Outcome of border crossings.
    case residentSinceCrossing = 30
    case residentAsBefore = 31
    case nonResidentSinceCrossing = 32
    case nonResidentAsBefore = 33
    case residentNotFinal = 34
    case nonResidentNotFinal = 35
    // Signs of life.
    case activeInEnoughRegisters = 50
    case activeInTooFewRegisters = 51
    case indexReached = 60
    case indexTooLow = 61
    // Registration.
    case registeredLongEnough = 80
    case reassignedByShortStay = 81
    case notRegistered = 82
    case registeredTooShort = 83
    case inNoOtherRegister = 84

    /// Whether a person with this reason counts.
    public var category: ResidenceCategory {
        switch self {
        case .permanentStayedBefore, .permanentStayedAfter, .nonPermanentPresent, .residentSinceCrossing,
            .residentAsBefore, .residentNotFinal, .activeInEnoughRegisters, .indexReached,
            .registeredLongEnough, .reassignedByShortStay:
            .resident
        case .permanentMobileBefore, .permanentMobileAfter: .mobileResident
        case .notYetBorn, .deadBefore, .permanentStayedTooLittle, .nonPermanentAbsent, .noResidentStatus,
            .nonResidentSinceCrossing, .nonResidentAsBefore, .nonResidentNotFinal,
            .activeInTooFewRegisters, .indexTooLow, .notRegistered, .registeredTooShort,
            .inNoOtherRegister:
            .notResident
        }
    }

    /// The reason in words, for an auditor.
    public var explanation: String {
        switch self {
        case .notYetBorn: "born after the reference date"
        case .deadBefore: "dead at the reference moment"
        case .permanentStayedBefore: "permanent resident, three months here in the six before"
        case .permanentStayedAfter: "permanent resident, three months here in the six after"
        case .permanentMobileBefore: "permanent resident, one to three months here in the six before"
        case .permanentMobileAfter: "permanent resident, one to three months here in the six after"
        case .permanentStayedTooLittle: "permanent resident, less than a month here before and after"
        case .nonPermanentPresent: "non-permanent resident, here at the reference moment"
        case .nonPermanentAbsent: "non-permanent resident, away at the reference moment"
        case .noResidentStatus: "visitor, or without status, at the reference moment"
        case .residentSinceCrossing: "arrived, and stayed long enough to become a resident"
        case .residentAsBefore: "resident before the last crossing and still"
        case .nonResidentSinceCrossing: "left, and stayed away long enough to become a non-resident"
        case .nonResidentAsBefore: "no resident before the last crossing and none since"
        case .residentNotFinal: "resident for what is known so far; the data end too early to be sure"
        case .nonResidentNotFinal: "no resident for what is known so far; the data end too early to be sure"
        case .activeInEnoughRegisters: "signs of life in enough registers"
        case .activeInTooFewRegisters: "signs of life in too few registers"
        case .indexReached: "residency index above the threshold"
        case .indexTooLow: "residency index not above the threshold"
        case .registeredLongEnough: "registered around the reference date long enough"
        case .reassignedByShortStay: "counted where registered before and after a short stay elsewhere"
        case .notRegistered: "not registered on the reference date"
        case .registeredTooShort: "registered around the reference date for too short a time"
        case .inNoOtherRegister: "in no other register, and residence not confirmed"
        }
    }
}

/// The verdicts of a rule, person by person.
public struct ResidenceVerdicts: Sendable, Equatable {
    /// Per person: what decided.
    public var reasons: [ResidenceReason]
    /// Per person: the number that decided: days here, days registered, registers, or the index in millionths.
    ///
    /// 0 where no number decides.
    public var evidence: [Int32]

    /// The number of persons per category, in the order of ``ResidenceCategory/allCases``.
    public var counts: [Int] {
        var counts = [Int](repeating: 0, count: ResidenceCategory.allCases.count)
        for reason in reasons { counts[Int(reason.category.rawValue)] += 1 }
        return counts
    }

    /// The number of persons per reason, most frequent first; ties by the reasons' order.
    public var countsByReason: [(reason: ResidenceReason, persons: Int)] {
        var counts = [Int](repeating: 0, count: 256)
        for reason in reasons { counts[Int(reason.rawValue)] += 1 }
        return ResidenceReason.allCases
            .map { ($0, counts[Int($0.rawValue)]) }
            .filter { $0.1 > 0 }
            .sorted { ($0.1, $1.0.rawValue) > ($1.1, $0.0.rawValue) }
    }
}

/// How a result changed when more became known.
public struct ResidenceRevision: Sendable, Equatable {
    /// Persons by provisional and final category, in the order of ``ResidenceCategory/allCases``.
    public let persons: [[Int]]

    /// Compares two results for the same people.
    ///
    /// - Throws: ``PopulationError`` if the two are not about equally many people.
    public init(
        provisional: ResidenceVerdicts,
        final: ResidenceVerdicts
    ) throws(PopulationError) {
        if provisional.reasons.count != final.reasons.count {
            throw PopulationError(
                .unequalColumns,
                at: "revision",
                "found \(provisional.reasons.count) provisional and \(final.reasons.count) final verdicts; "
                    + "expected both for the same people"
            )
        }
        let categories = ResidenceCategory.allCases.count
        var persons = [[Int]](repeating: [Int](repeating: 0, count: categories), count: categories)
        for (a, b) in zip(provisional.reasons, final.reasons) {
            persons[Int(a.category.rawValue)][Int(b.category.rawValue)] += 1
        }
        self.persons = persons
    }

    /// Final less provisional number of a category.
    public func net(_ category: ResidenceCategory) -> Int { entered(category) - left(category) }

    /// Persons who came into a category.
    public func entered(_ category: ResidenceCategory) -> Int {
        let c = Int(category.rawValue)
        return persons.indices.reduce(0) { $0 + ($1 == c ? 0 : persons[$1][c]) }
    }

    /// Persons who fell out of a category.
    public func left(_ category: ResidenceCategory) -> Int {
        let c = Int(category.rawValue)
        return persons.indices.reduce(0) { $0 + ($1 == c ? 0 : persons[c][$1]) }
    }
}
