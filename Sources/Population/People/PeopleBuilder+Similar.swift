/// People of ways of linking that differ little from the links accepted.
extension PeopleBuilder {
    /// The people that a way of linking makes, as ``people(_:lookAhead:draw:)`` makes them, in less time.
    ///
    /// - Parameters:
    ///   - person: Per record: the lowest row of its person.
    ///   - base: The people that accepted links make, by all that is known.
    ///   - draw: The number of a draw, in which attributes in doubt are drawn; nil for the likeliest.
    package func people(
        _ person: [UInt32],
        near base: PeopleView,
        draw: Int? = nil
    ) throws(PopulationError) -> PeopleView {
        let spine = try Spine(person: person, registerOf: registerOf)
        let same = SamePeople(spine, as: base.spine)
        let changed = changed(spine, same)
        let part = spine.part(changed)
        let own = try undrawn(part, .final)
        // Per person where it is found: here from 0 on, among the changed ones from -1 down.
        var place = same.of
        for (i, p) in changed.enumerated() { place[p] = -1 - Int32(truncatingIfNeeded: i) }
        func merged<Value>(_ column: KeyPath<PeopleView, [Value]>) -> [Value] {
            let (old, new) = (base[keyPath: column], own[keyPath: column])
            return place.map { $0 >= 0 ? old[Int($0)] : new[Int(-1 - $0)] }
        }
        func merged(_ attribute: KeyPath<PeopleView, ResolvedAttribute>) -> ResolvedAttribute {
            ResolvedAttribute(
                codes: merged(attribute.appending(path: \.codes)),
                sources: merged(attribute.appending(path: \.sources)),
                support: merged(attribute.appending(path: \.support)),
                isDisputed: merged(attribute.appending(path: \.isDisputed))
            )
        }
        let sex = merged(\.sex)
        let age = merged(\.age)
        let birthYear = merged(\.birthYear)
        var values: [[UInt32]] = []
        if let draw {
            values = self.values(
                spine,
                sex: sex.codes,
                age: age,
                birthYear: birthYear,
                draw: draw,
                same
            )
        } else {
            let new = self.values(
                part,
                sex: own.sex.codes,
                age: own.age,
                birthYear: own.birthYear,
                draw: nil
            )
            values = zip(base.values, new).map { old, new in
                place.map { $0 >= 0 ? old[Int($0)] : new[Int(-1 - $0)] }
            }
        }
        return PeopleView(
            spine: spine,
            lists: merged(\.lists),
            values: values,
            isCounted: merged(\.isCounted),
            verdicts: ResidenceVerdicts(
                reasons: merged(\.verdicts.reasons),
                evidence: merged(\.verdicts.evidence)
            ),
            lives: try LifeSpans(birth: merged(\.lives.birth), death: merged(\.lives.death)),
            birth: merged(\.birth),
            birthYear: birthYear,
            sex: sex,
            death: merged(\.death),
            age: age,
            crossings: merged(\.crossings)
        )
    }

    /// The people who are not those of accepted links, and all who may share a traveller with them, ascending.
    ///
    /// Whose a traveller is depends on all who may be that traveller.
    private func changed(_ spine: Spine, _ same: SamePeople) -> [Int] {
        var isChanged = same.of.map { $0 < 0 }
        var waiting = isChanged.indices.filter { isChanged[$0] }
        var isSeen = [Bool](repeating: false, count: travellers.count)
        var own: [Int32] = []
        while let p = waiting.popLast() {
            travellers(of: p, spine, into: &own)
            for traveller in own where !isSeen[Int(traveller)] {
                isSeen[Int(traveller)] = true
                for record in travellers.records(of: Int(traveller)) {
                    let other = Int(spine.personOf[Int(record)])
                    if !isChanged[other] {
                        isChanged[other] = true
                        waiting.append(other)
                    }
                }
            }
        }
        return isChanged.indices.filter { isChanged[$0] }
    }
}
