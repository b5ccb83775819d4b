import Columns

/// Takes columns headed day, month and year, which say of nothing, for those of a birth: `dd`, `mm`, `yy`.
///
/// They are so where the register has no other column of birth or age, has one of each side by side, and the years are
/// those of people of all ages.
enum BareBirth {
    /// Births of a register are of so many years.
    private static let years = 40

    static func settle(_ guesses: inout [ColumnGuess], _ table: Table) {
        let births: Set<Role> = [.birthDate, .birthYear, .birthMonth, .birthDay, .age]
        if guesses.contains(where: { births.contains($0.role) && !$0.isOthers }) { return }
        func only(_ concept: HeaderConcept, _ isFit: (ColumnProfile) -> Bool) -> Int? {
            let found = guesses.indices.filter { i in
                let parts = HeaderPhrases(HeaderWords.words(table.columns[i].name))
                return guesses[i].role == .number && parts.concepts == [concept] && parts.unknown.isEmpty
                    && guesses[i].profile.integer > 0.95 && isFit(guesses[i].profile)
            }
            return found.count == 1 ? found[0] : nil
        }
        guard let day = only(.day, { $0.minimum >= 0 && $0.maximum <= 31 && $0.distinct > 12 }),
            let month = only(.month, { $0.minimum >= 0 && $0.maximum <= 12 }),
            let year = only(.year, isOfBirths),
            [day, month, year].max().map({ $0 - min(day, month, year) }) == 2
        else { return }
        for (i, role) in [(day, Role.birthDay), (month, .birthMonth), (year, .birthYear)] {
            guesses[i].role = role
            guesses[i].confidence = 0.55
            guesses[i].isFromHeader = true
            guesses[i].reason = "day, month and year stand side by side, and no other column tells of birth"
        }
    }

    private static func isOfBirths(_ years: ColumnProfile) -> Bool {
        if years.maximum <= 99 { return years.distinct > Self.years }
        return years.minimum >= 1850 && years.maximum <= 2100 && years.maximum - years.minimum >= Self.years
    }
}
