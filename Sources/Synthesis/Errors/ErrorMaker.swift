import Columns

/// Lets mechanisms strike what a register takes down.
struct ErrorMaker: Sendable {
    let world: World
    let cells: CellWriter

    /// Applies a mechanism to a field; false if it cannot strike here (no day to swap, nobody in the family).
    func apply(
        _ mechanism: Mechanism,
        _ field: ErrorField,
        to observed: inout Observed,
        of person: Person,
        in shard: Shard,
        _ random: inout KeyedRandom
    ) -> Bool {
        if mechanism == .missing {
            observed.missing |= 1 &<< UInt8(field.index)
            return true
        }
        switch field {
        case .identifier: return strikeIdentifier(mechanism, &observed, person, shard, &random)
        case .surname: return strikeSurname(mechanism, &observed, person, &random)
        case .givenName: return strikeGiven(mechanism, &observed, person, &random)
        case .hanName: return strikeHan(mechanism, &observed, person, &random)
        case .birthDate: return strikeBirth(mechanism, &observed, person, shard, &random)
        case .sex:
            observed.isMale.toggle()
            return true
        case .address: return strikeAddress(mechanism, &observed, &random)
        }
    }

    // MARK: - Letters

    private func bytes(of part: NamePart) -> [UInt8] {
        part.bytes.isEmpty ? Array(world.texts.slice(part.code)) : part.bytes
    }

    private func slip(_ mechanism: Mechanism, _ part: inout NamePart, _ random: inout KeyedRandom) -> Bool {
        var text = bytes(of: part)
        let isChanged: Bool
        switch mechanism {
        case .keyboard: isChanged = Slips.keyboard(&text, &random)
        case .ocr: isChanged = Slips.ocr(&text, &random)
        case .letterLost: isChanged = Slips.lost(&text, &random)
        case .letterDoubled: isChanged = Slips.doubled(&text, &random)
        case .transposition: isChanged = Slips.transposed(&text, &random)
        case .phonetic: isChanged = Slips.phonetic(&text, &random)
        case .truncation: isChanged = Slips.truncated(&text, &random)
        default: isChanged = false
        }
        if isChanged, !text.isEmpty { part.bytes = text }
        return isChanged && !text.isEmpty
    }

    // MARK: - Names

    private func strikeSurname(
        _ mechanism: Mechanism,
        _ observed: inout Observed,
        _ person: Person,
        _ random: inout KeyedRandom
    ) -> Bool {
        switch mechanism {
        case .swappedNames:
            observed.isSwapped = true
            return true
        case .marriedName:
            // The husband's surname left out, or taken for the only one.
            if observed.husband == 0 { return false }
            if random.nextChance(0.5) { observed.surname = NamePart(code: observed.husband) }
            observed.husband = 0
            return true
        case .romanisation:
            guard person.surnameNumber >= 0 else { return false }
            let surname = world.surnames[Int(person.surnameNumber)]
            let other = surname.spellings[random.nextIndex(below: surname.spellings.count)]
            let code = other == observed.surname.code ? surname.pinyin : other
            if code == observed.surname.code { return false }
            observed.surname.code = code
            return true
        default: return slip(mechanism, &observed.surname, &random)
        }
    }

    private func strikeGiven(
        _ mechanism: Mechanism,
        _ observed: inout Observed,
        _ person: Person,
        _ random: inout KeyedRandom
    ) -> Bool {
        let hasSecond = observed.second.code != 0
        switch mechanism {
        case .syllableLost:
            if !hasSecond { return false }
            if random.nextChance(0.3) { observed.first = observed.second }
            observed.second = NamePart(code: 0)
            return true
        case .spacing:
            if !hasSecond { return false }
            let own: RegisterSpec.Style.Syllables = observed.usesPinyin ? .joined : cells.spec.style.syllables
            let others = RegisterSpec.Style.Syllables.allCases.filter { $0 != own }
            observed.spacing = others[random.nextIndex(below: others.count)]
            return !observed.isLatin
        case .nameOrder:
            if observed.english != 0, observed.showsEnglish {
                observed.isEnglishFirst = true
                return true
            }
            if !hasSecond { return false }
            swap(&observed.first, &observed.second)
            return true
        case .englishAlone:
            if observed.english == 0 { return false }
            observed.isEnglishAlone = true
            return true
        case .romanisation:
            let isSecond = hasSecond && random.nextChance(0.5)
            let number = isSecond ? person.characters.1 : person.characters.0
            if number < 0 { return false }
            let character = world.givenCharacters[Int(number)]
            let current = isSecond ? observed.second.code : observed.first.code
            var code = character.spellings[random.nextIndex(below: character.spellings.count)]
            if code == current { code = character.pinyin }
            if code == current { return false }
            if isSecond { observed.second.code = code } else { observed.first.code = code }
            return true
        default:
            if hasSecond, random.nextChance(0.5) { return slip(mechanism, &observed.second, &random) }
            return slip(mechanism, &observed.first, &random)
        }
    }

    private func strikeHan(
        _ mechanism: Mechanism,
        _ observed: inout Observed,
        _ person: Person,
        _ random: inout KeyedRandom
    ) -> Bool {
        if observed.hanSurname == 0, observed.hanFirst == 0 { return false }
        let isSecond = person.characters.1 >= 0 && random.nextChance(0.5)
        let number = isSecond ? person.characters.1 : person.characters.0
        if mechanism == .simplified {
            observed.isSimplified = true
            return true
        }
        guard number >= 0 else { return false }
        let character = world.givenCharacters[Int(number)]
        var code = TextCode(0)
        switch mechanism {
        case .homophone:
            if character.homophones.isEmpty { return false }
            let other = character.homophones[random.nextIndex(below: character.homophones.count)]
            code = world.givenCharacters[Int(other)].han
        case .variantCharacter:
            if character.variants.isEmpty { return false }
            code = character.variants[random.nextIndex(below: character.variants.count)]
        case .characterLost: if person.characters.1 < 0 { return false }
        default: return false
        }
        if isSecond { observed.hanSecond = code } else { observed.hanFirst = code }
        return true
    }

    // MARK: - Dates

    private func strikeBirth(
        _ mechanism: Mechanism,
        _ observed: inout Observed,
        _ person: Person,
        _ shard: Shard,
        _ random: inout KeyedRandom
    ) -> Bool {
        let date = CivilDate(daysSince1970: Int(observed.birth))
        var (year, month, day) = (date.year, date.month, date.day)
        switch mechanism {
        case .dayMonthSwapped:
            if day > 12 || day == month { return false }
            swap(&month, &day)
        case .yearOnly: (month, day) = (0, 0)
        case .heaped: (month, day) = random.nextChance(0.7) ? (1, 1) : (7, 1)
        case .wrongDay: day = 1 + random.nextIndex(below: CivilDate.daysInMonth(year: year, month: month))
        case .wrongMonth:
            month = 1 + random.nextIndex(below: 12)
            day = min(day, CivilDate.daysInMonth(year: year, month: month))
        case .wrongYear:
            year += [-1, 1, -1, 1, -2, 2, -10, 10][random.nextIndex(below: 8)]
            day = min(day, CivilDate.daysInMonth(year: year, month: month))
        case .familyDate:
            guard let other = relative(of: person, in: shard) else { return false }
            let date = CivilDate(daysSince1970: Int(other.birth))
            (year, month, day) = (date.year, date.month, date.day)
        default: return false
        }
        observed.birthParts = (Int32(year), Int32(month), Int32(day))
        return (year, month, day) != (date.year, date.month, date.day)
    }

    /// A mother, a partner, or whoever stands next in the household.
    private func relative(of person: Person, in shard: Shard) -> Person? {
        if person.role == .child, person.mother >= 0 { return shard.people[Int(person.mother)] }
        if person.partner >= 0 { return shard.people[Int(person.partner)] }
        let household = shard.households[Int(person.household)]
        if household.isInstitution || household.members < 2 { return nil }
        let first = Int(household.firstMember)
        for slot in first..<first + Int(household.members) where shard.people[slot].number != person.number {
            return shard.people[slot]
        }
        return nil
    }

    // MARK: - Identifiers and addresses

    private func strikeIdentifier(
        _ mechanism: Mechanism,
        _ observed: inout Observed,
        _ person: Person,
        _ shard: Shard,
        _ random: inout KeyedRandom
    ) -> Bool {
        switch mechanism {
        case .checkDigitLost:
            observed.hasCheckDigit = false
            return true
        case .familyIdentifier:
            guard let other = relative(of: person, in: shard) else { return false }
            observed.identifier = other.number
            return true
        default: break
        }
        var bytes = cells.identifierBytes(observed.identifier)
        var body = Array(bytes[2..<8])
        let isChanged: Bool
        switch mechanism {
        case .digitError: isChanged = Slips.digit(&body, &random)
        case .digitsTransposed: isChanged = Slips.digitsTransposed(&body, &random)
        case .letterLookalike:
            var letters = Array(bytes[0..<2])
            isChanged = Slips.ocr(&letters, &random)
            bytes.replaceSubrange(0..<2, with: letters)
        default: isChanged = false
        }
        bytes.replaceSubrange(2..<8, with: body)
        observed.identifierBytes = isChanged ? bytes : []
        return isChanged
    }

    private func strikeAddress(
        _ mechanism: Mechanism,
        _ observed: inout Observed,
        _ random: inout KeyedRandom
    ) -> Bool {
        observed.alterationDraw = random.nextWord()
        switch mechanism {
        case .abbreviated: observed.alteration = .abbreviated
        case .reordered: observed.alteration = .reordered
        case .floorOff: observed.alteration = .floorOff
        case .partLost: observed.alteration = .partLost
        case .digitError: observed.alteration = .digit
        default: observed.alteration = .letters
        }
        return observed.dwelling != DwellingBook.abroad
    }
}
