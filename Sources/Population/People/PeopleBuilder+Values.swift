import Columns

/// What is known of sex and birth besides the likeliest values, for draws.
package struct DoubtOfPeople: Sendable {
    let sex: DoubtfulValues
    let birth: DoubtfulValues
    /// Days by which the likelier of two birth dates is later than the other.
    let birthDifferences: [Int32]
    /// Per person of the links accepted: the code of the sex, if two records or more give it and none another;
    /// ``DoubtfulValues/inDoubt`` else.
    let certainSex: [UInt32]
    /// The same of the birth date.
    let certainBirth: [UInt32]

    package init(_ columns: RecordColumns, _ spine: Spine, registers: Int) {
        sex = DoubtfulValues(columns.sex, spine, registers: registers)
        birth = DoubtfulValues(
            columns.birth,
            hints: columns.birthYear,
            hintOf: columns.birthDay.map { day in
                day == Day.none ? 0 : UInt32(clamping: CivilDate(daysSince1970: Int(day)).year)
            },
            spine,
            registers: registers
        )
        birthDifferences = birth.differences(spine).map {
            columns.birthDay[Int($0)] - columns.birthDay[Int($1)]
        }
        certainSex = sex.certain(spine)
        certainBirth = birth.certain(spine)
    }
}

extension PeopleBuilder {
    private static let sexPurpose: UInt32 = 0x5345_5856
    private static let birthPurpose: UInt32 = 0x4249_5254

    /// The values of people: sex and age group, then attributes; in a draw all that is in doubt is drawn.
    ///
    /// - Parameters:
    ///   - sex: Per person: the code of the likeliest sex.
    ///   - age: Per person: the likeliest age.
    ///   - birthYear: Per person: the year of birth, 0 if it is not known.
    ///   - draw: The number of a draw; nil for the likeliest values.
    ///   - same: Which people are those of accepted links; nil if that is not known.
    package func values(
        _ spine: Spine,
        sex: [UInt32],
        age: [Int16],
        birthYear: [UInt32],
        draw: Int?,
        _ same: SamePeople? = nil
    ) -> [[UInt32]] {
        var (sex, age) = (sex, age)
        if let draw, let doubt = models.people {
            sex = drawnSexes(spine, doubt, draw: draw, same)
            age = drawnAges(spine, doubt, birthYear, draw: draw, same)
        }
        return [
            sex.map { coding.placeOfSex[Int($0)] },
            age.map { coding.group(ofAge: $0) },
        ] + placeValues(spine, draw: draw, same)
    }

    /// Completed years on the reference date; -1 if not known.
    ///
    /// Of a year alone: those born after the middle of it have not had their birthday yet.
    ///
    /// - Parameters:
    ///   - day: The day of birth, ``Day/none`` if unknown.
    ///   - year: The year of birth, 0 if unknown, too.
    ///   - dayOfYear: The day to take of a year alone, 0…1.
    package func age(day: Int32, year: UInt32, dayOfYear: Double = 0.5) -> Int16 {
        if let years = Age.completedYears(birth: day, on: reference) { return Int16(clamping: years) }
        guard day == Day.none, year != 0, let first = CivilDate(year: Int(year), month: 1, day: 1) else {
            return -1
        }
        let start = Day.of(first) + Int32(dayOfYear * 365)
        let own = CivilDate(daysSince1970: Int(reference)).year
        return Int16(clamping: max(0, Age.completedYears(birth: start, on: reference) ?? own - Int(year)))
    }

    private func drawnSexes(
        _ spine: Spine,
        _ doubt: DoubtOfPeople,
        draw: Int,
        _ same: SamePeople?
    ) -> [UInt32] {
        let seed = Hash64.combine(seed, UInt64(draw))
        let used = coding.placeOfSex.indices.filter { coding.placeOfSex[$0] != Dimension.unknown }.map {
            UInt32($0)
        }
        var choice = DoubtfulValues.Choice()
        return (0..<spine.count).map { p in
            if let known = same?.of[p], known >= 0, doubt.certainSex[Int(known)] != DoubtfulValues.inDoubt {
                return doubt.certainSex[Int(known)]
            }
            var random = KeyedRandom(seed: seed, purpose: Self.sexPurpose, entity: UInt64(spine.rows[p]))
            let (code, isMistaken) = doubt.sex.draw(p, spine, &choice, &random)
            if isMistaken && used.count == 2 { return code == used[0] ? used[1] : used[0] }
            return code
        }
    }

    private func drawnAges(
        _ spine: Spine,
        _ doubt: DoubtOfPeople,
        _ birthYear: [UInt32],
        draw: Int,
        _ same: SamePeople?
    ) -> [Int16] {
        let seed = Hash64.combine(seed, UInt64(draw))
        let ageOfCode = columns.birthDay.map { $0 == Day.none ? -1 : self.age(day: $0, year: 0) }
        var choice = DoubtfulValues.Choice()
        return (0..<spine.count).map { p in
            if let known = same?.of[p], known >= 0, doubt.certainBirth[Int(known)] != DoubtfulValues.inDoubt {
                return ageOfCode[Int(doubt.certainBirth[Int(known)])]
            }
            var random = KeyedRandom(seed: seed, purpose: Self.birthPurpose, entity: UInt64(spine.rows[p]))
            let (code, isMistaken) = doubt.birth.draw(p, spine, &choice, &random)
            var day = columns.birthDay[Int(code)]
            if isMistaken && !doubt.birthDifferences.isEmpty {
                let shifted =
                    day + doubt.birthDifferences[random.nextIndex(below: doubt.birthDifferences.count)]
                if shifted <= reference { day = shifted }
            }
            return age(day: day, year: birthYear[p], dayOfYear: day == Day.none ? random.nextUnit() : 0.5)
        }
    }
}
