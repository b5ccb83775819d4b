import Columns
import Population
import Yams

extension JobSections {
    /// The keys of a register's `evidence`.
    static let evidenceKeys = ["kind", "date", "until", "direction", "arrival", "departure", "covers"]

    /// What the rows of a register say.
    mutating func evidence(_ node: Node, _ place: String) -> EvidenceSpec? {
        // A bare word is the kind.
        if case .scalar = node, !NodeReader.isNull(node) {
            guard let kind = reader.word(node, place, EvidenceKind.self) else { return nil }
            return complete(EvidenceSpec(kind), node, place)
        }
        let entries = reader.entries(
            node,
            place,
            keys: Self.evidenceKeys,
            what: "evidence: { kind: movements, date: COLUMN, direction: COLUMN }"
        )
        guard let kindNode = entries.first(where: { $0.key == "kind" })?.value else {
            reader.note(
                node,
                place,
                "the evidence has no `kind`",
                expected: "one of " + EvidenceKind.allCases.map(\.rawValue).joined(separator: ", ")
            )
            return nil
        }
        guard let kind = reader.word(kindNode, "\(place).kind", EvidenceKind.self) else { return nil }
        var evidence = EvidenceSpec(kind)
        for (key, _, value) in entries {
            let here = "\(place).\(key)"
            switch key {
            case "date": evidence.date = reader.text(value, here, what: "a column's name")
            case "until": evidence.until = reader.text(value, here, what: "a column's name")
            case "direction": evidence.direction = reader.text(value, here, what: "a column's name")
            case "arrival": evidence.arrival = words(value, here)
            case "departure": evidence.departure = words(value, here)
            case "covers": evidence.covers = days(value, here)
            default: break
            }
        }
        return complete(evidence, node, place)
    }

    private mutating func complete(_ evidence: EvidenceSpec, _ node: Node, _ place: String) -> EvidenceSpec {
        if evidence.kind != .births && evidence.date == nil {
            reader.note(node, place, "the evidence has no `date`", expected: "date: COLUMN")
        }
        if evidence.kind == .movements && evidence.direction == nil {
            reader.note(node, place, "the evidence has no `direction`", expected: "direction: COLUMN")
        }
        if evidence.until != nil && (evidence.kind != .registrations || evidence.until == evidence.date) {
            reader.note(
                node,
                "\(place).until",
                evidence.kind == .registrations
                    ? "it is the column of `date`"
                    : "only registrations have an end, and this is “\(evidence.kind.rawValue)”",
                expected: "until: COLUMN, with kind: registrations"
            )
        }
        return evidence
    }

    private mutating func words(_ node: Node, _ place: String) -> [String] {
        if case .scalar = node { return reader.text(node, place).map { [$0] } ?? [] }
        return reader.items(node, place, what: "a value, or a list of values").compactMap {
            reader.text($0, place)
        }
    }

    private mutating func days(_ node: Node, _ place: String) -> ClosedRange<CivilDate>? {
        let what = "two dates, the first not after the second: [YYYY-MM-DD, YYYY-MM-DD]"
        let items = reader.items(node, place, what: what)
        let dates = items.compactMap { date($0, place) }
        if dates.count == 2 && items.count == 2 && dates[0] <= dates[1] { return dates[0]...dates[1] }
        if dates.count == items.count {
            reader.note(node, place, "these are no two dates in order", expected: what)
        }
        return nil
    }
}
