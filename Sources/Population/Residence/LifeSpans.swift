/// When people were born and died.
public struct LifeSpans: Sendable {
    /// Per person: the day of birth; ``Day/none`` if it is not known, who then counts as born.
    public let birth: [Int32]
    /// Per person: the day of death; ``Day/none`` if there was none.
    public let death: [Int32]

    /// Life spans from columns of equal length.
    ///
    /// - Throws: ``PopulationError`` for columns of unequal length, days out of range, or a death before birth.
    public init(birth: [Int32], death: [Int32]) throws(PopulationError) {
        if birth.count != death.count {
            throw PopulationError(
                .unequalColumns,
                at: "persons",
                "found \(birth.count) births and \(death.count) deaths; expected one of each per person"
            )
        }
        for i in birth.indices {
            try Day.check(birth[i], or: Day.none, at: "persons[\(i)].birth")
            try Day.check(death[i], or: Day.none, at: "persons[\(i)].death")
            if death[i] != Day.none && death[i] < birth[i] {
                throw PopulationError(
                    .dateOutOfRange,
                    at: "persons[\(i)].death",
                    "found \(Day.text(death[i])), before birth on \(Day.text(birth[i])); correct one of them"
                )
            }
        }
        self.birth = birth
        self.death = death
    }

    /// The number of persons.
    public var count: Int { birth.count }

    /// Why a person cannot count at the moment that begins the day `moment`; nil if nothing speaks against.
    func obstacle(_ person: Int, moment: Int32) -> ResidenceReason? {
        if birth[person] >= moment { return .notYetBorn }
        if death[person] != Day.none && death[person] < moment { return .deadBefore }
        return nil
    }

    /// Refuses a column that is not about these people.
    func check(_ count: Int, _ name: String) throws(PopulationError) {
        if count == self.count { return }
        throw PopulationError(
            .unequalColumns,
            at: name,
            "found \(count) entries; expected \(self.count), one per person"
        )
    }
}
