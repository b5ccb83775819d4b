import Columns

/// What a header says of its column.
struct HeaderReading: Equatable {
    var role: Role
    /// 0…1.
    var confidence: Double
    /// The words that say so.
    var matched: String
    /// Whose matter it is, where it is not the person's own.
    var party: HeaderParty?
    /// Whether the header names a matter beside the party, as `mother_surname` does and `mother` does not.
    var hasMatter = true
    /// Words that are not known; whose or what they are is open.
    var unknown: [String] = []
    /// Whether the word means a part of a name beside its counterpart, and else the whole (`nombre`, `nom`).
    var mayBeWholeName = false
}

/// What column headers mean, in several languages.
///
/// A header is known as a whole (``HeaderTable``), or its words are known and say together what it holds
/// (``HeaderLexicon``): `fecha`, `de` and `nacimiento`, or `dob` and `mon`. Words of others (``HeaderParties``)
/// come first: no header with one of them is the person's own.
enum HeaderVocabulary {
    /// What a header says, and how surely; nil where it says nothing known.
    static func reading(of header: String) -> HeaderReading? {
        let words = HeaderWords.words(header).flatMap(split)
        if words.isEmpty { return nil }
        if let role = HeaderTable.roles[words.joined(separator: "_")], role == .ignore {
            return HeaderReading(role: .ignore, confidence: 0.95, matched: header)
        }
        if let (party, rest) = HeaderParties.find(words) {
            let matter = rest.isEmpty ? nil : own(rest)
            return HeaderReading(
                role: matter?.role ?? .text,
                // “Mae” and “Anne” are names, too.
                confidence: matter == nil ? 0.5 : 0.9,
                matched: party.label,
                party: party,
                hasMatter: matter != nil
            )
        }
        let found = own(words)
        if found?.role != .age, AgeHeader(header) != nil {
            return HeaderReading(role: .age, confidence: 0.9, matched: "age")
        }
        return found
    }

    /// What a header says, and how surely.
    static func role(of header: String) -> (role: Role, confidence: Double, matched: String)? {
        reading(of: header).map { ($0.role, $0.confidence, $0.matched) }
    }

    /// Whether a header names the code of a thing, not the thing.
    static func isCode(_ header: String) -> Bool {
        guard let last = HeaderWords.numbering(HeaderWords.words(header)).words.last else { return false }
        return ["id", "code", "key", "uprn"].contains(last)
    }

    /// Which of several names of one kind a header means: 1 for the paternal or first, 2 for the maternal or second.
    static func order(of header: String) -> Int? {
        let (words, number) = HeaderWords.numbering(HeaderWords.words(header).flatMap(split))
        if let number { return number }
        let concepts = HeaderPhrases(words).concepts
        if concepts.contains(.paternal) { return 1 }
        if !concepts.isDisjoint(with: [.maternal, .second]) { return 2 }
        if concepts.contains(.first), !concepts.isDisjoint(with: [.surname, .surnameOrWhole]) { return 1 }
        return nil
    }

    // MARK: Words that are the person's own

    private static func own(_ words: [String]) -> HeaderReading? {
        if let found = whole(words, 0.97) { return found }
        let numbered = HeaderWords.numbering(words)
        if numbered.number != nil, let found = whole(numbered.words, 0.95) { return found }
        let parts = HeaderPhrases(numbered.words)
        if parts.unknown.isEmpty, let found = parts.reading(0.9) { return found }
        let bare = numbered.words.filter { !isFiller($0) }
        if !bare.isEmpty, bare.count < numbered.words.count, let found = whole(bare, 0.85) { return found }
        if let found = halves(numbered.words) { return found }
        if let found = insideUnspaced(words.joined()) { return found }
        return misspelt(numbered.words, parts) ?? vague(bare, parts)
    }

    /// A header all of whose words are known but for slips of the typist.
    private static func misspelt(_ words: [String], _ parts: HeaderPhrases) -> HeaderReading? {
        if parts.unknown.isEmpty { return nil }
        return HeaderTypos.mended(words, unknown: parts.unknown).flatMap { HeaderPhrases($0).reading(0.55) }
    }

    /// A header that is known as a whole.
    private static func whole(_ words: [String], _ sure: Double) -> HeaderReading? {
        let confidence = words.count == 1 && mayBeValue(words[0]) ? min(sure, 0.75) : sure
        for name in [words.joined(separator: "_"), words.joined()] {
            if let role = HeaderTable.roles[name] {
                return HeaderReading(role: role, confidence: confidence, matched: name)
            }
            if HeaderLexicon.concepts[name] != nil, let found = HeaderPhrases([name]).reading(confidence) {
                return found
            }
        }
        return nil
    }

    /// Whether a header of one word might as well be a value: a short word of one language, or a name.
    private static func mayBeValue(_ word: String) -> Bool {
        if ["christian", "jalan", "quan", "kota", "desa", "rue"].contains(word) { return true }
        return word.utf8.count <= 3 && !shortHeaders.contains(word)
    }

    /// Short words that stand above columns and seldom in them.
    private static let shortHeaders: Set<String> = [
        "id", "uid", "key", "pk", "row", "dob", "yob", "mob", "by", "bm", "bd", "sex", "ssn", "nhs", "nid",
        "nie", "dni",
        "nik", "bsn", "cpf", "tin", "tel", "zip", "plz", "cap", "cep", "lat", "lon", "lng", "age", "gn", "fn",
        "ln", "sn",
    ]

    /// A header in two scripts, as in “性別 Sex”: both say the same, or one says it.
    private static func halves(_ words: [String]) -> HeaderReading? {
        let first = words.filter(HeaderWords.isUnspaced)
        let second = words.filter { !HeaderWords.isUnspaced($0) }
        if first.isEmpty || second.isEmpty { return nil }
        let readings = [own(first), own(second)].compactMap { $0 }
        guard let best = readings.max(by: { $0.confidence < $1.confidence }) else { return nil }
        // A name in either script: the values tell.
        let roles = readings.map(\.role)
        if roles.contains(.fullName), roles.contains(.hanName) {
            return HeaderReading(role: .fullName, confidence: best.confidence, matched: best.matched)
        }
        return best
    }

    /// The longest known word inside a header without spaces such as “申請人中文姓名”.
    private static func insideUnspaced(_ header: String) -> HeaderReading? {
        guard HeaderWords.isUnspaced(header) else { return nil }
        for (name, role) in unspaced where header.contains(name) {
            return HeaderReading(role: role, confidence: 0.8, matched: name)
        }
        return nil
    }

    /// Words in scripts without spaces, which may stand inside others: the longest first, then by text.
    private static let unspaced: [(name: String, role: Role)] = {
        let known = HeaderLexicon.concepts.keys.map { (name: $0, role: HeaderPhrases([$0]).reading(1)?.role) }
        let all = known + HeaderTable.roles.map { (name: $0.key, role: $0.value) }
        return all.compactMap { name, role in role.map { (name: name, role: $0) } }
            .filter { HeaderWords.isUnspaced($0.name) && $0.name.count > 1 && !$0.name.contains("_") }
            .sorted {
                ($1.name.count, $0.name, $0.role.rawValue) < ($0.name.count, $1.name, $1.role.rawValue)
            }
    }()

    /// A header some words of which are known: the name of a thing, else the last words carry the meaning.
    private static func vague(_ bare: [String], _ parts: HeaderPhrases) -> HeaderReading? {
        if parts.concepts.subtracting([.latin, .han, .whole]) == [.name], parts.unknown.count == 1,
            let role = HeaderTable.roles[parts.unknown[0]]
        {
            return HeaderReading(role: role, confidence: 0.85, matched: parts.unknown[0])
        }
        if var found = parts.reading(0.55) {
            found.unknown = parts.unknown
            return found
        }
        var found: HeaderReading?
        if bare.count > 2 { found = whole(Array(bare.suffix(2)), 0.7) }
        // `by` is the year of birth where it stands alone, and in `last_seen_by` a preposition.
        if found == nil, bare.count > 1, let last = bare.last, last != "by",
            let role = HeaderTable.roles[last],
            role != .recordID
        {
            found = HeaderReading(role: role, confidence: 0.55, matched: last)
        }
        found?.unknown = bare.dropLast().filter { HeaderLexicon.concepts[$0] == nil }
        return found
    }

    static func isFiller(_ word: String) -> Bool {
        switch HeaderLexicon.concepts[word] {
        case .qualifier, .link, .and: true
        default: false
        }
    }

    // MARK: Words that were run together

    /// `birthyear`, `mothername`, `nombrecompleto`: a word of known words, in as few pieces as there can be.
    static func split(_ word: String) -> [String] {
        if word.utf8.count < 6 || isKnown(word) || HeaderWords.isUnspaced(word) { return [word] }
        let (stem, number) = HeaderWords.numbering([word])
        if number != nil, isKnown(stem[0]) { return [word] }
        let letters = Array(word)
        // The fewest pieces up to each place, and where the last of them begins.
        var best: [(pieces: Int, start: Int)?] = [(0, 0)]
        for end in 1...letters.count {
            var found: (pieces: Int, start: Int)?
            for start in 0..<end {
                guard let before = best[start], found.map({ before.pieces + 1 < $0.pieces }) ?? true else {
                    continue
                }
                let piece = String(letters[start..<end])
                let isJoint = start > 0 && end < letters.count && ["s", "of", "de"].contains(piece)
                if piece.count > 2 && isKnown(piece) || isJoint { found = (before.pieces + 1, start) }
            }
            best.append(found)
        }
        guard best[letters.count] != nil else { return [word] }
        var pieces: [String] = []
        var end = letters.count
        while end > 0, let start = best[end]?.start {
            pieces.insert(String(letters[start..<end]), at: 0)
            end = start
        }
        return pieces
    }

    private static func isKnown(_ word: String) -> Bool {
        HeaderLexicon.concepts[word] != nil || HeaderTable.roles[word] != nil || HeaderParties.isParty(word)
    }
}
