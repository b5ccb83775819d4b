import Columns
import Population

/// The people that one way of linking makes, with what estimates are made of.
struct PeopleView: Sendable {
    /// The people and their records.
    let spine: Spine
    /// Per person: the lists it is on, bit by list.
    let lists: [UInt32]
    /// Per dimension and person: the place of the value, ``Dimension/unknown`` if missing.
    let values: [[UInt32]]
    /// Per person: whether it counts by the rule and is on a list.
    let isCounted: [Bool]
    /// What was decided with all that is known.
    let verdicts: ResidenceVerdicts
    /// Per person: birth and death, as the evidence has them.
    let lives: LifeSpans
    /// Per person: birth, from its records.
    let birth: ResolvedAttribute
    /// Per person: the year of birth, 0 if missing.
    let birthYear: [UInt32]
    /// Per person: sex, from its records.
    let sex: ResolvedAttribute
    /// Per person: the day of death, ``Day/none`` if none is known.
    let death: [Int32]
    /// Per person: completed years, -1 if not known.
    let age: [Int16]
    /// Per person: crossings of its travellers.
    let crossings: [UInt32]

    /// The number of people.
    var count: Int { spine.count }
}

extension PeopleView {
    /// The same people as if a list did not exist.
    func without(list: Int) -> PeopleView {
        let kept = lists.map { $0 & ~(1 &<< UInt32(list)) }
        return with(lists: kept, isCounted: isCounted.indices.map { isCounted[$0] && kept[$0] != 0 }, values)
    }

    /// The same people with other values.
    func with(values: [[UInt32]]) -> PeopleView { with(lists: lists, isCounted: isCounted, values) }

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
