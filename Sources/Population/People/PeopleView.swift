import Columns

/// The people that one way of linking makes, with what estimates are made of.
package struct PeopleView: Sendable {
    /// The people and their records.
    package let spine: Spine
    /// Per person: the lists it is on, bit by list.
    package let lists: [UInt32]
    /// Per dimension and person: the place of the value, ``Dimension/unknown`` if missing.
    package let values: [[UInt32]]
    /// Per person: whether it counts by the rule and is on a list.
    package let isCounted: [Bool]
    /// What was decided with all that is known.
    package let verdicts: ResidenceVerdicts
    /// Per person: birth and death, as the evidence has them.
    package let lives: LifeSpans
    /// Per person: birth, from its records.
    package let birth: ResolvedAttribute
    /// Per person: the year of birth, 0 if missing.
    package let birthYear: [UInt32]
    /// Per person: sex, from its records.
    package let sex: ResolvedAttribute
    /// Per person: the day of death, ``Day/none`` if none is known.
    package let death: [Int32]
    /// Per person: completed years, -1 if not known.
    package let age: [Int16]
    /// Per person: crossings of its travellers.
    package let crossings: [UInt32]

    /// The number of people.
    package var count: Int { spine.count }
}

extension PeopleView {
    /// The same people as if a list did not exist.
    package func without(list: Int) -> PeopleView {
        let kept = lists.map { $0 & ~(1 &<< UInt32(list)) }
        return with(lists: kept, isCounted: isCounted.indices.map { isCounted[$0] && kept[$0] != 0 }, values)
    }

    /// The same people with other values.
    package func with(values: [[UInt32]]) -> PeopleView { with(lists: lists, isCounted: isCounted, values) }

    private func with(lists: [UInt32], isCounted: [Bool], _ values: [[UInt32]]) -> PeopleView {
        PeopleView(
            spine: spine,
            lists: lists,
            values: values,
            isCounted: isCounted,
            verdicts: verdicts,
            lives: lives,
            birth: birth,
            birthYear: birthYear,
            sex: sex,
            death: death,
            age: age,
            crossings: crossings
        )
    }
}
