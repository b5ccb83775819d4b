import Columns

extension MadeOfOthers {
    /// Gives columns that are made of others a role in which they only fill gaps, or none; tells of them.
    static func settle(_ guesses: inout [ColumnGuess], _ table: Table) -> [RegisterNotice] {
        let rank = guesses.map { ($0.isFromHeader ? 100 : 0) + Int($0.confidence * 100) }
        let found = MadeOfOthers(table, roles: guesses.map(\.role), rank: rank)
        var notices: [RegisterNotice] = []
        for finding in found.findings {
            let (x, parts) = (finding.column, finding.parts)
            let names = parts.map { table.columns[$0].name }
            let role = fillingRole(guesses[x].role, parts.map { guesses[$0].role })
            // What an address written out says of its parts fills their gaps in any case.
            if guesses[x].role == .address, role == .address { continue }
            let made =
                parts.count == 1
                ? "says what \(names[0]) says" : "is made of \(RegisterNotice.list(names))"
            let use =
                role == .ignore
                ? "it is not used"
                : "it is used only where \(parts.count == 1 ? "that is" : "they are") missing"
            guesses[x].role = role
            guesses[x].madeOf = role == .ignore ? [] : names
            guesses[x].confidence = 0.9
            guesses[x].reason = "the column \(made); \(use)"
            notices.append(
                RegisterNotice(
                    register: table.name,
                    column: table.columns[x].name,
                    kind: .madeOfOthers,
                    detail: "\(made); \(use)"
                )
            )
        }
        return notices
    }

    /// The role in which a column fills the gaps of the columns that it is made of.
    private static func fillingRole(_ own: Role, _ parts: [Role]) -> Role {
        if own.isNamePart { return own }
        if parts.count == 1, let part = parts.first { return part }
        if parts.allSatisfy({ $0.isNamePart || $0 == .hanName }) { return .fullName }
        let places: Set<Role> = [
            .address, .unit, .floor, .building, .streetNumber, .street, .locality, .district, .region,
            .postcode,
            .country,
        ]
        return own == .address && parts.allSatisfy(places.contains) ? .address : .ignore
    }
}
