/// The residence rules by the names that job files use.
public enum ResidenceRule: String, Sendable, CaseIterable {
    /// Usual residents of Hong Kong.
    case hongKongUsualResidents = "hong_kong_usual_residents"
    /// Mobile residents of Hong Kong.
    case hongKongMobileResidents = "hong_kong_mobile_residents"
    /// Usual and mobile residents of Hong Kong together, its resident population.
    case hongKongResidentPopulation = "hong_kong_resident_population"
    /// Migration by outcome, twelve months of sixteen.
    case outcome12Of16 = "outcome_12_16"
    /// Migration by outcome, nine months of twelve.
    case outcome9Of12 = "outcome_9_12"
    /// Signs of life in enough registers; one unless the job says otherwise.
    case activity
    /// The index that signs of life keep up from year to year; the job gives its constants.
    case residencyIndex = "residency_index"
    /// Registration, less Austria's exclusions.
    case austrianExclusions = "austrian_exclusions"

    /// The rule of a name.
    ///
    /// - Throws: ``PopulationError`` that lists the names, if there is none.
    public init(named name: String) throws(PopulationError) {
        if let rule = ResidenceRule(rawValue: name) {
            self = rule
            return
        }
        throw PopulationError(
            .unknownRule,
            at: "estimate.residence",
            "found “\(name)”; expected one of " + Self.allCases.map { $0.rawValue }.joined(separator: ", ")
        )
    }

    /// Whether a person of a category counts under this rule.
    public func counts(_ category: ResidenceCategory) -> Bool {
        switch self {
        case .hongKongMobileResidents: category == .mobileResident
        case .hongKongResidentPopulation: category != .notResident
        default: category == .resident
        }
    }

    /// What the rule reads, for messages and for checking a job before its data are read.
    public enum Source: String, Sendable, CaseIterable {
        /// Border crossings or spells of presence.
        case movements
        /// Rights of residence.
        case statuses
        /// Traces in registers.
        case signsOfLife = "signs_of_life"
        /// Registered main residences.
        case registrations
    }

    /// The data the rule cannot do without.
    public var sources: [Source] {
        switch self {
        case .hongKongUsualResidents, .hongKongMobileResidents, .hongKongResidentPopulation:
            [.movements, .statuses]
        case .outcome12Of16, .outcome9Of12: [.movements]
        case .activity, .residencyIndex: [.signsOfLife]
        case .austrianExclusions: [.registrations]
        }
    }
}
