import Columns

/// Tells a given name from a whole one by the surname that stands in another column of the same row.
///
/// A column headed `name` or 이름 beside a surname holds the whole name if the surname stands in it, and else the
/// rest of the name.
enum NamesBesideEachOther {
    /// The share of rows below which a surname does not stand in a name; by chance few do.
    private static let hardly = 0.3
    /// Rows that must have both values.
    private static let enoughRows = 5
    /// The shares of values of several words by which one of two like columns is the given name, the other the surname.
    private static let several = 0.5
    private static let single = 0.2

    static func settle(_ guesses: inout [ColumnGuess], _ table: Table) {
        func own(_ role: Role) -> [Int] {
            guesses.indices.filter {
                guesses[$0].role == role && guesses[$0].isFromHeader && !guesses[$0].isOthers
            }
        }
        let wholes = own(.fullName)
        if wholes.isEmpty || !own(.givenName).isEmpty { return }
        let rows = SampledWords.rows(of: table)
        func words(_ i: Int) -> SampledWords { SampledWords(table.columns[i], rows: rows) }
        /// Whether the words of one column hardly ever stand in the other.
        func isApart(_ i: Int, _ surname: Int) -> Bool {
            words(i).share(holding: words(surname), rows: enoughRows).map { $0 < hardly } ?? false
        }
        let surnames = own(.surname).filter { guesses[$0].profile.han < 0.5 }
        if !surnames.isEmpty {
            for i in wholes where guesses[i].profile.han < 0.5 && surnames.allSatisfy({ isApart(i, $0) }) {
                guesses[i].role = .givenName
                guesses[i].reason +=
                    "; the surname beside it does not stand in it, so that it holds the given name"
            }
            return
        }
        guard wholes.count == 2,
            HeaderWords.stem(table.columns[wholes[0]].name) == HeaderWords.stem(table.columns[wholes[1]].name)
        else { return }
        for (surname, given) in [(wholes[0], wholes[1]), (wholes[1], wholes[0])]
        where guesses[given].profile.several > several && guesses[surname].profile.several < single
            && isApart(given, surname)
        {
            for (i, role) in [(surname, Role.surname), (given, .givenName)] {
                guesses[i].role = role
                guesses[i].confidence = 0.55
                guesses[i].reason = "two columns of one header hold different names, one of them of one word"
            }
        }
    }
}
