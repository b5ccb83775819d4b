/// What residence is decided by: the rule, the day, and the evidence that the rule may read.
package struct ResidenceBasis: Sendable {
    /// The rule.
    package var rule: ResidenceRule
    /// The reference date, in days since 1970.
    let reference: Int32
    /// In how many registers a sign of life is needed.
    let activity: ActivityRule
    /// The days that crossings cover; nil without crossings.
    package let covered: ClosedRange<Int32>?
    /// What the residency index is made of; nil if the job gives no constants.
    package let index: IndexEvidence?
    /// What registrations say; nil if no register holds them.
    package let registrations: RegistrationEvidence?

    /// A basis from its parts.
    package init(
        rule: ResidenceRule,
        reference: Int32,
        activity: ActivityRule,
        covered: ClosedRange<Int32>?,
        index: IndexEvidence? = nil,
        registrations: RegistrationEvidence? = nil
    ) {
        self.rule = rule
        self.reference = reference
        self.activity = activity
        self.covered = covered
        self.index = index
        self.registrations = registrations
    }

    /// The rules that the evidence allows.
    package var rules: [ResidenceRule] {
        var rules: [ResidenceRule] = []
        if covered != nil {
            rules = [
                .hongKongUsualResidents, .hongKongMobileResidents, .hongKongResidentPopulation,
                .outcome12Of16, .outcome9Of12,
            ]
        }
        rules.append(.activity)
        if index != nil { rules.append(.residencyIndex) }
        if registrations != nil { rules.append(.austrianExclusions) }
        return rules
    }

    /// Whether the rule decides by crossings alone.
    package var readsCrossings: Bool { covered != nil && rule.sources.contains(.movements) }

    /// Whether nothing that the rule reads can tell who left: no crossings, no dated signs of life, no ends of
    /// registrations.
    ///
    /// Who left and stays in registers then counts, and no number of the estimate shows it.
    package var isOvercoverageUnchecked: Bool {
        switch rule {
        case _ where rule.sources.contains(.movements): return covered == nil
        case .austrianExclusions: return registrations == nil
        case .residencyIndex:
            guard let index else { return true }
            if covered != nil && index.sourceOfCrossings >= 0 { return false }
            return !zip(index.sources, index.kinds).contains { $0 >= 0 && $1 == .signs }
        default: return true
        }
    }

    /// The days of which signs of life count.
    var window: ClosedRange<Int32> {
        (reference - activity.daysBefore)...(reference + activity.daysAfter)
    }
}
