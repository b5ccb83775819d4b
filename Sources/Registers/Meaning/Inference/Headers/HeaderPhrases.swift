import Columns

/// The words of a header as what they speak of, and the role they make together.
struct HeaderPhrases {
    private(set) var concepts: Set<HeaderConcept> = []
    /// Words that are in no list.
    private(set) var unknown: [String] = []
    private let words: [String]
    private var hasAnd = false

    /// Takes the longest known phrases, from left to right.
    init(_ words: [String]) {
        self.words = words
        var i = 0
        while i < words.count {
            var length = min(HeaderLexicon.longestPhrase, words.count - i)
            var found: HeaderConcept?
            while length > 0 {
                found = Self.concept(words[i..<(i + length)])
                if found != nil { break }
                length -= 1
            }
            switch found {
            case nil: unknown.append(words[i])
            case .and: hasAnd = true
            case .link, .qualifier: break
            case .some(let concept): concepts.insert(concept)
            }
            i += max(1, length)
        }
    }

    /// What a phrase speaks of, also where the lexicon has it as one word: `given name` is `givenname`.
    ///
    /// Words of one letter are not run together, for `no m` is no `nom`.
    private static func concept(_ phrase: ArraySlice<String>) -> HeaderConcept? {
        if let found = HeaderLexicon.concepts[phrase.joined(separator: "_")] { return found }
        let canBeOne = phrase.count > 1 && phrase.allSatisfy { $0.utf8.count > 2 }
        return canBeOne ? HeaderLexicon.concepts[phrase.joined()] : nil
    }

    /// What the words say together; nil where they make no role.
    func reading(_ confidence: Double) -> HeaderReading? {
        guard let role = role() else { return nil }
        // “Nom / Surname” says twice which part it is.
        let isOpen = isDisjoint([.surname, .given]) && !isDisjoint([.givenOrWhole, .surnameOrWhole])
        let mayBeWhole =
            role.isNamePart && isOpen
            || role == .surname && has([.surname, .name]) || concepts == [.first, .surname]
        return HeaderReading(
            role: role,
            confidence: confidence,
            matched: words.joined(separator: "_"),
            mayBeWholeName: mayBeWhole
        )
    }

    private func has(_ wanted: Set<HeaderConcept>) -> Bool { wanted.isSubset(of: concepts) }
    private func isDisjoint(_ others: Set<HeaderConcept>) -> Bool { concepts.isDisjoint(with: others) }

    private func role() -> Role? {
        if concepts.isEmpty { return nil }
        if concepts.contains(.language) { return .category }
        if !isDisjoint([.birth, .birthDate, .birthYear, .birthMonth, .birthDay]) { return birth }
        if !isDisjoint([.date, .dayOrDate]) { return unknown.isEmpty || !isAnyName ? .date : nil }
        if concepts.contains(.event), !isDisjoint([.year, .month, .day]) { return .number }
        if concepts.contains(.sex) { return concepts.contains(.number) ? nil : .sex }
        return name
    }

    private var isAnyName: Bool {
        !isDisjoint([.name, .surname, .given, .givenOrWhole, .surnameOrWhole])
    }

    private var birth: Role? {
        if concepts.contains(.place) { return .category }
        if !isDisjoint([.given, .givenWord, .givenOrWhole, .first]) { return .givenName }
        if !isDisjoint([.maiden, .name, .surname, .surnameOrWhole, .family, .last]) { return .surname }
        if concepts.contains(.number) { return .identifier }
        var parts: Set<Role> = []
        if !isDisjoint([.year, .birthYear]) { parts.insert(.birthYear) }
        if !isDisjoint([.month, .birthMonth]) { parts.insert(.birthMonth) }
        if !isDisjoint([.day, .birthDay]) { parts.insert(.birthDay) }
        // `birth date year` is a year; `day month year of birth` is a date.
        if parts.count == 1, let part = parts.first { return part }
        return .birthDate
    }

    private var name: Role? {
        if concepts.contains(.maiden) { return .surname }
        if !isDisjoint([.place, .number]) { return nil }
        let isSurname = concepts.contains(.surname)
        let isGiven = concepts.contains(.given)
        let hasName = !isDisjoint([.name, .givenOrWhole, .surnameOrWhole])
        let isSided = !isDisjoint([.paternal, .maternal])
        if concepts.contains(.middle) {
            if isSurname { return .surname }
            return isGiven || !isDisjoint([.first, .givenOrWhole]) ? .givenName : .middleName
        }
        if isSurname {
            if isGiven || !isDisjoint([.givenOrWhole, .givenWord]) { return .fullName }
            if hasAnd, !isDisjoint([.first, .name]) { return .fullName }
            return .surname
        }
        if isSided { return hasName || !isDisjoint([.family, .last]) ? .surname : nil }
        // “Tên / Given name” says twice that it is the given name.
        if isGiven { return isDisjoint([.name, .surnameOrWhole]) ? .givenName : .fullName }
        if has([.first, .last]) || has([.first, .family]) || has([.givenWord, .last]) { return .fullName }
        if !isDisjoint([.family, .last]) {
            if concepts.contains(.givenWord) { return .fullName }
            return hasName || isAlone ? .surname : nil
        }
        if concepts.contains(.second) { return hasName ? .middleName : nil }
        if concepts.contains(.givenWord) || concepts.contains(.first) {
            return hasName || isAlone ? .givenName : nil
        }
        if has([.givenOrWhole, .surnameOrWhole]) { return .fullName }
        if hasName, concepts.contains(.whole) { return .fullName }
        if concepts.contains(.givenOrWhole) { return .givenName }
        if concepts.contains(.surnameOrWhole) { return .surname }
        if concepts.contains(.name) { return concepts.contains(.han) ? .hanName : .fullName }
        return nil
    }

    /// Whether a header has one word alone, which then means the part of a name that it names.
    ///
    /// `given` means it beside a word that is not known, too: `ch_given`.
    private var isAlone: Bool {
        if concepts.count != 1 { return false }
        return unknown.isEmpty ? words.count == 1 : concepts == [.givenWord] && words.count == 2
    }
}

extension Role {
    /// Whether a role is a part of a name in Latin letters, or such a name.
    var isNamePart: Bool {
        switch self {
        case .givenName, .middleName, .surname, .fullName: true
        default: false
        }
    }
}
