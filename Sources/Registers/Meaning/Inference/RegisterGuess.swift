import Columns

/// Settles the guesses of a register's columns against each other.
enum RegisterGuess {
    /// - Returns: What the user should know of it.
    static func settle(_ guesses: inout [ColumnGuess], _ table: Table) -> [RegisterNotice] {
        var others = OtherParties(guesses, table)
        others.settle()
        guesses = others.guesses
        settleIdentifier(&guesses, table)
        settleBirth(&guesses)
        BareBirth.settle(&guesses, table)
        settleWholeNames(&guesses)
        NamesBesideEachOther.settle(&guesses, table)
        settleNames(&guesses)
        settleAddress(&guesses, table)
        let made = MadeOfOthers.settle(&guesses, table)
        settleVagueNames(&guesses)
        return others.notices + made + unknownSex(guesses, table) + unsure(guesses, table)
    }

    /// Leaves one column that identifies the record: a unique one, and of several the surest, then the first.
    ///
    /// Where none is unique, a column whose header names an identifier does if one row in a hundred at most has no
    /// value of its own, and the first column by its values alone if one in five hundred at most has none: rows that
    /// repeat an identifier are set aside later on. Where more recur, a person or household has several rows.
    private static func settleIdentifier(_ guesses: inout [ColumnGuess], _ table: Table) {
        let candidates = guesses.indices.filter { guesses[$0].role == .recordID }
        func surest(_ isFit: (ColumnProfile) -> Bool) -> Int? {
            candidates.filter { isFit(guesses[$0].profile) }
                .max { a, b in (guesses[a].confidence, -a) < (guesses[b].confidence, -b) }
        }
        var chosen =
            surest(\.isUnique) ?? surest { $0.ownless * 100 <= $0.rows } ?? surest(\.isUniqueWhereFilled)
        if chosen == nil, candidates.isEmpty, let first = guesses.first, first.isNearlyIdentifying {
            chosen = 0
            guesses[0].role = .recordID
            guesses[0].confidence = 0.5
            guesses[0].reason = "nearly every row has a value of its own in the first column"
        }
        for i in candidates where i != chosen {
            let p = guesses[i].profile
            guesses[i].role = p.isUnique ? .ignore : .identifier
            guesses[i].reason =
                p.isUnique
                ? "unique in each row, but “\(chosen.map { table.columns[$0].name } ?? "")” identifies the record"
                : "\(guesses[i].reason), but \(p.ownless) rows have no value of their own"
            guesses[i].confidence = 0.6
        }
        guard let chosen else { return }
        let p = guesses[chosen].profile
        guesses[chosen].reason +=
            p.isUnique
            ? "; every row has a value of its own"
            : "; all but \(p.ownless) of \(p.rows) rows have a value of their own"
    }

    /// The column that names the records: the one that identifies them, else the only one of another kind of number that
    /// is unique and complete, identifiers first.
    ///
    /// Such a column keeps its role, so that national identifiers are still compared.
    static func key(_ guesses: inout [ColumnGuess], _ table: Table) -> String? {
        if let i = guesses.firstIndex(where: { $0.role == .recordID }) { return table.columns[i].name }
        for role in [Role.identifier, .nationalID, .ignore, .unit] {
            let unique = guesses.indices.filter {
                let profile = guesses[$0].profile
                return guesses[$0].role == role && guesses[$0].isFromHeader && !guesses[$0].isOthers
                    && profile.isUnique && profile.rows > 1
            }
            guard unique.count == 1, let i = unique.first else { continue }
            // What is ignored can name no record.
            if role == .ignore { guesses[i].role = .recordID }
            guesses[i].reason += "; every row has a value of its own, which names the record"
            return table.columns[i].name
        }
        return nil
    }

    /// Makes three neighbouring columns of years, months and days a date; and keeps one date of birth.
    private static func settleBirth(_ guesses: inout [ColumnGuess]) {
        func isPart(_ i: Int, _ top: Int) -> Bool {
            let p = guesses[i].profile
            return !guesses[i].isFromHeader && p.integer > 0.98 && p.minimum >= 1 && p.maximum <= top
                && p.distinct > top / 2 && p.distinct <= top
        }
        for i in guesses.indices where guesses[i].role == .birthYear && !guesses[i].isFromHeader {
            let months = [i + 1, i - 1].first { guesses.indices.contains($0) && isPart($0, 12) }
            guard let month = months else { continue }
            let next = month + (month - i)
            guard guesses.indices.contains(next), isPart(next, 31) else { continue }
            guesses[month].role = .birthMonth
            guesses[next].role = .birthDay
            for k in [i, month, next] {
                guesses[k].confidence = 0.7
                guesses[k].reason = "three neighbouring columns hold years, months and days"
            }
        }
        let hasMonth = guesses.contains { $0.role == .birthMonth }
        for i in guesses.indices where guesses[i].role == .birthYear && !guesses[i].isFromHeader {
            if hasMonth { continue }
            guesses[i].role = .number
            guesses[i].reason += ", but nothing says of what"
        }
        let births = guesses.indices.filter { guesses[$0].role == .birthDate }
        let sure = births.max { a, b in
            (guesses[a].isFromHeader ? 1 : 0, -guesses[a].profile.firstDateYear, -a)
                < (guesses[b].isFromHeader ? 1 : 0, -guesses[b].profile.firstDateYear, -b)
        }
        for i in births where i != sure && !guesses[i].isFromHeader {
            guesses[i].role = .date
            guesses[i].reason += "; another column is the date of birth"
        }
    }

    /// Makes a part of a name whose counterpart no column holds a full name: `nombre` without `apellidos`.
    private static func settleWholeNames(_ guesses: inout [ColumnGuess]) {
        for i in guesses.indices where guesses[i].header?.mayBeWholeName ?? false && !guesses[i].isOthers {
            let counterpart: Role = guesses[i].role == .surname ? .givenName : .surname
            guard [.surname, .givenName].contains(guesses[i].role),
                !guesses.contains(where: { $0.role == counterpart && $0.isFromHeader })
            else { continue }
            if guesses[i].profile.several < 0.5 { continue }
            guesses[i].reason += "; no other column holds the rest of the name, so that this one holds it all"
            guesses[i].role = .fullName
        }
    }

    /// Takes names that values, or headers known in part, suggest for no names where others are surer.
    private static func settleVagueNames(_ guesses: inout [ColumnGuess]) {
        func isSure(_ guess: ColumnGuess) -> Bool {
            guess.isFromHeader && guess.role.isNamePart && guess.header?.unknown.isEmpty ?? false
        }
        guard guesses.contains(where: isSure) else { return }
        for i in guesses.indices where guesses[i].role == .fullName && guesses[i].madeOf.isEmpty {
            if isSure(guesses[i]) { continue }
            demote(&guesses[i])
            guesses[i].reason += "; but other columns hold the name"
        }
    }

    /// Columns whose header speaks of sex and whose values do not, so that they are not used as such.
    private static func unknownSex(_ guesses: [ColumnGuess], _ table: Table) -> [RegisterNotice] {
        guesses.indices.filter {
            guesses[$0].header?.role == .sex && !guesses[$0].isOthers && guesses[$0].profile.distinct > 1
                && guesses[$0].header?.unknown.isEmpty ?? false && guesses[$0].role != .sex
        }.map { i in
            RegisterNotice(
                register: table.name,
                column: table.columns[i].name,
                kind: .sexUnreadable,
                count: guesses[i].profile.filled,
                total: guesses[i].profile.rows,
                detail: "its values are not known as words for sex, so that it is taken for "
                    + "\(guesses[i].role.rawValue) and not compared as sex; write m and f"
            )
        }
    }

    /// Below this the role of a column that is used is told to be unsure.
    private static let sure = 0.6

    /// The columns whose role decides how they are compared, and is not sure.
    private static func unsure(_ guesses: [ColumnGuess], _ table: Table) -> [RegisterNotice] {
        let general: Set<Role> = [.ignore, .text, .category, .number, .recordID, .identifier, .date]
        let unsure = guesses.indices.filter {
            guesses[$0].confidence < sure && !general.contains(guesses[$0].role)
        }
        if unsure.isEmpty { return [] }
        let columns = unsure.map { i in
            "\(table.columns[i].name) for \(guesses[i].role.rawValue) "
                + "(\(Int((guesses[i].confidence * 100).rounded())) %)"
        }
        return [
            RegisterNotice(
                register: table.name,
                column: unsure.count == 1 ? table.columns[unsure[0]].name : nil,
                kind: .rolesUnsure,
                count: unsure.count,
                total: guesses.count,
                detail:
                    "taken, without being sure, \(RegisterNotice.list(columns)); give the columns a role in the job "
                    + "where that is wrong"
            )
        ]
    }

    /// Decides which of the columns of bare words are names: two side by side, where no header names any.
    private static func settleNames(_ guesses: inout [ColumnGuess]) {
        let isNamed = guesses.contains {
            $0.isFromHeader && [.surname, .givenName, .fullName].contains($0.role)
        }
        let words = guesses.indices.filter { guesses[$0].role == .surname && !guesses[$0].isFromHeader }
        if !isNamed, let first = words.first {
            let pair = words.first { words.contains($0 + 1) } ?? first
            guesses[pair].role = .givenName
            guesses[pair].reason += "; the first such column is taken for the given name"
            if words.contains(pair + 1) {
                guesses[pair + 1].reason += "; the second such column is taken for the surname"
            }
            for i in words where i > pair + 1 || i < pair { demote(&guesses[i]) }
        } else {
            for i in words { demote(&guesses[i]) }
        }
    }

    private static func demote(_ guess: inout ColumnGuess) {
        let p = guess.profile
        guess.role = Double(p.distinct) < 0.2 * Double(p.filled) ? .category : .text
    }

    /// Tells the lines of an address from its parts: beside a house number, line 1 is the street.
    private static func settleAddress(_ guesses: inout [ColumnGuess], _ table: Table) {
        let lines = guesses.indices.filter { guesses[$0].role == .address }
        let hasNumber = guesses.contains { $0.role == .streetNumber }
        guard hasNumber, !lines.isEmpty else { return }
        for i in lines {
            let number = HeaderWords.numbering(HeaderWords.words(table.columns[i].name)).number
            guard guesses[i].profile.digits < 0.5 else { continue }
            let isFirst = number == 1 || (number == nil && lines.count == 1)
            guesses[i].role = isFirst ? .street : .building
            guesses[i].confidence = isFirst ? 0.85 : 0.6
            guesses[i].reason = "a line of an address whose number stands in a column of its own"
        }
    }
}

extension ColumnProfile {
    /// Whether no two rows have the same value, and few have none.
    var isUniqueWhereFilled: Bool { distinct == filled && (rows - filled) * 10 <= rows && filled > 1 }

    /// Rows without a value of their own: those that repeat one, and those that have none.
    var ownless: Int { rows - distinct }
}

extension ColumnGuess {
    /// Whether values alone say that a column identifies the record, but for a row in five hundred.
    fileprivate var isNearlyIdentifying: Bool {
        let p = profile
        return !isFromHeader && p.rows >= 500 && p.ownless * 500 <= p.rows && p.digits > 0.9
            && p.several < 0.5
            && p.email < 0.5 && (p.date < 0.5 || p.integer > 0.9)
    }
}
