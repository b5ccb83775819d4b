import Columns

/// Tells the columns of the person from those of others whom the register names beside them.
///
/// A header with a word of kin, office or institution is somebody else's. Where the register has no other name,
/// a birth's child, one of a couple or the one relation that it describes is the person. Columns that repeat what
/// the person has under a letter or an unknown word (`m_surname`, `gdn_surname` and `gdn_dob` beside `surname`
/// and `dob`) are others' too.
struct OtherParties {
    private let register: String
    private let names: [String]
    private(set) var guesses: [ColumnGuess]
    private(set) var notices: [RegisterNotice] = []

    private static let identity: Set<Role> = [
        .fullName, .givenName, .middleName, .surname, .hanName, .birthDate, .birthYear, .birthMonth,
        .birthDay,
    ]

    init(_ guesses: [ColumnGuess], _ table: Table) {
        self.guesses = guesses
        register = table.name
        names = table.columns.map(\.name)
    }

    /// Settles all columns.
    mutating func settle() {
        takeChild()
        takeOneOfCouple()
        takeOnlyRelation()
        findLetters()
        findShortParents()
        findPrefixes()
        putAside()
    }

    // MARK: Who is the person

    /// Whether a column names or describes the person, as far as its header tells.
    private func isOwn(_ i: Int) -> Bool {
        let guess = guesses[i]
        return guess.isFromHeader && !guess.isOthers && guess.header?.unknown.isEmpty ?? false
    }

    private func hasOwn(_ roles: Set<Role>) -> Bool {
        guesses.indices.contains { isOwn($0) && roles.contains(guesses[$0].role) }
    }

    private var hasOwnName: Bool { hasOwn([.fullName, .givenName, .surname, .hanName]) }

    private func columns(_ kind: HeaderParty.Kind) -> [Int] {
        guesses.indices.filter { guesses[$0].header?.party?.kind == kind }
    }

    private mutating func make(own columns: [Int]) {
        for i in columns { guesses[i].header?.party = nil }
    }

    /// A register of births names the child as others name the person.
    private mutating func takeChild() {
        if !hasOwnName { make(own: columns(.child)) }
    }

    private mutating func takeOneOfCouple() {
        let couple = columns(.couple)
        guard !hasOwnName, let first = couple.first, let party = guesses[first].header?.party else { return }
        make(own: couple.filter { guesses[$0].header?.party == party })
        notices.append(
            RegisterNotice(
                register: register,
                kind: .personChosen,
                detail: "the register names couples; its records are taken to be the \(party.label)s’"
                    + ", and the other’s columns are not used"
            )
        )
    }

    /// A register that describes one relation and nobody else is a register of theirs.
    private mutating func takeOnlyRelation() {
        let own: Set<Role> = Self.identity.union([.sex, .nationalID])
        if hasOwn(own) { return }
        let relations = columns(.relation).filter { guesses[$0].header?.hasMatter ?? false }
        let parties = Set(relations.compactMap { guesses[$0].header?.party })
        guard parties.count == 1, let party = parties.first else { return }
        let roles = Set(relations.map { guesses[$0].role })
        let names: Set<Role> = [.fullName, .givenName, .surname, .hanName]
        let rest: Set<Role> = [.birthDate, .birthYear, .sex, .nationalID]
        if roles.isDisjoint(with: names) || roles.isDisjoint(with: rest) { return }
        make(own: columns(.relation).filter { guesses[$0].header?.party == party })
        notices.append(
            RegisterNotice(
                register: register,
                kind: .personChosen,
                detail:
                    "all columns of names and birth are the \(party.label)’s; the records are taken to be theirs"
            )
        )
    }

    // MARK: Others without a word for them

    private static let letters: [String: String] = [
        "m": "mother", "f": "father", "p": "parent", "s": "spouse", "h": "husband", "w": "wife",
        "g": "guardian", "e": "employer", "i": "informant",
    ]

    /// `m_surname` beside `surname`; but `m_name` beside `l_name` is a middle name.
    private mutating func findLetters() {
        var found: [(Int, HeaderParty)] = []
        let hasSurname = hasOwn([.surname])
        for i in guesses.indices where !guesses[i].isOthers {
            let words = HeaderWords.words(names[i])
            guard words.count > 1, let first = words.first, let last = words.last else { continue }
            for (letter, rest) in [(first, words.dropFirst()), (last, words.dropLast())] {
                guard let label = Self.letters[letter],
                    let reading = HeaderVocabulary.reading(of: rest.joined(separator: " ")),
                    reading.party == nil, reading.unknown.isEmpty,
                    Self.identity.contains(reading.role) || reading.role == .sex
                else { continue }
                // First, middle and last names go by letters, too.
                if guesses[i].role != reading.role, hasSurname { continue }
                let isRepeated = guesses.indices.contains { j in
                    j != i && isOwn(j) && guesses[j].header?.role == reading.role
                        && !HeaderWords.words(names[j]).contains(letter)
                        && Self.letters[HeaderWords.words(names[j]).first ?? ""] == nil
                }
                if isRepeated { found.append((i, HeaderParty(kind: .relation, label: label))) }
            }
        }
        for (i, party) in found { guesses[i].header?.party = party }
    }

    /// `mo_surname` and `mo_dob` are the mother's: `mo` is a month but before a name.
    private mutating func findShortParents() {
        for (short, label) in [("mo", "mother"), ("fa", "father")] {
            let columns = guesses.indices.filter { i in
                let words = HeaderWords.words(names[i])
                return words.count > 1 && words[0] == short && !guesses[i].isOthers
            }
            let hasName = columns.contains { i in
                let rest = HeaderWords.words(names[i]).dropFirst().joined(separator: " ")
                return HeaderVocabulary.reading(of: rest).map { $0.role.isNamePart || $0.role == .hanName }
                    ?? false
            }
            if !hasName { continue }
            for i in columns {
                let party = HeaderParty(kind: .relation, label: label)
                guesses[i].header?.party = party
                let rest = HeaderWords.words(names[i]).dropFirst().joined(separator: " ")
                let matter = HeaderVocabulary.reading(of: rest)?.role
                if let matter, matter.isNamePart { guesses[i].role = matter }
                if guesses[i].header == nil {
                    guesses[i].header = HeaderReading(
                        role: matter ?? guesses[i].role,
                        confidence: 0.5,
                        matched: short,
                        party: party
                    )
                }
            }
        }
    }

    /// Words for other names of the same person.
    private static let sameperson: Set<String> = [
        "previous", "prev", "former", "old", "alias", "aka", "other", "alt", "alternative", "preferred",
        "known",
        "prior", "initial", "earlier", "past", "later", "adopted", "ex", "anterior", "ancien", "fruher",
        "another",
    ]

    /// Two or more matters that the person has as well, under one unknown word.
    private mutating func findPrefixes() {
        var columns: [String: [Int]] = [:]
        var words: [String] = []
        for i in guesses.indices where !guesses[i].isOthers && guesses[i].isFromHeader {
            guard Self.identity.contains(guesses[i].role), let unknown = guesses[i].header?.unknown,
                unknown.count == 1, !Self.sameperson.contains(unknown[0])
            else { continue }
            let isRepeated = guesses.indices.contains { isOwn($0) && guesses[$0].role == guesses[i].role }
            if !isRepeated { continue }
            if columns[unknown[0]] == nil { words.append(unknown[0]) }
            columns[unknown[0], default: []].append(i)
        }
        for word in words {
            let found = columns[word] ?? []
            if Set(found.map { guesses[$0].role }).count < 2 { continue }
            for i in found { guesses[i].header?.party = HeaderParty(kind: .relation, label: word) }
        }
    }

    // MARK: What becomes of others' columns

    /// Gives the columns of others roles that say nothing of the person, and tells of them.
    private mutating func putAside() {
        var labels: [String] = []
        var ignored: [String: [String]] = [:]
        for i in guesses.indices {
            guard let party = guesses[i].header?.party, guesses[i].role != .ignore else { continue }
            if labels.contains(party.label) == false { labels.append(party.label) }
            if let kept = kept(guesses[i], party) {
                guesses[i].role = kept
                guesses[i].confidence = 0.8
                guesses[i].reason =
                    "the header speaks of another (\(party.label)); the column stays as \(kept.rawValue) and is no "
                    + "part of the person's name, birth or address"
                continue
            }
            ignored[party.label, default: []].append(names[i])
            guesses[i].role = .ignore
            guesses[i].confidence = 0.9
            guesses[i].reason =
                "the header speaks of another (\(party.label)), not of the person; "
                + "give the column a role in the job to use it"
        }
        for label in labels {
            guard let columns = ignored[label] else { continue }
            let isOne = columns.count == 1
            notices.append(
                RegisterNotice(
                    register: register,
                    column: isOne ? columns[0] : nil,
                    kind: .othersColumns,
                    count: columns.count,
                    total: guesses.count,
                    detail:
                        "\(isOne ? "it speaks" : RegisterNotice.list(columns) + " speak") of another (\(label)), not of the "
                        + "person, and \(isOne ? "is" : "are") not used"
                )
            )
        }
    }

    /// What a column of others may stay: a number, a day or one of a few words; an institution is a text.
    private func kept(_ guess: ColumnGuess, _ party: HeaderParty) -> Role? {
        let general: Set<Role> = [.number, .category, .date]
        if general.contains(guess.role) { return guess.role }
        let isItself = guess.header?.hasMatter == false || guess.role == .fullName
        if party.kind == .organisation, isItself {
            let values = ColumnGuess.fromValues(guess.profile).role
            return general.contains(values) ? values : .text
        }
        return nil
    }
}
