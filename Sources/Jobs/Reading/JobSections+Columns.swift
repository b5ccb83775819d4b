import Columns
import Registers
import Yams

/// What a job says of one column: a role, or a role and how its dates are written.
extension JobSections {
    /// The keys of a column.
    static let columnKeys = ["role", "format", "calendar", "pivot", "utc_offset"]

    mutating func columnRole(_ column: String, _ node: Node, _ place: String) -> JobRegister.ColumnRole? {
        guard case .mapping = node else {
            return reader.word(node, place, Role.self).map {
                JobRegister.ColumnRole(column: column, role: $0)
            }
        }
        var role: Role?
        var hasRole = false
        var dates = JobRegister.DateNotation()
        for (key, _, value) in reader.entries(node, place, keys: Self.columnKeys) {
            let here = "\(place).\(key)"
            if NodeReader.isNull(value), key != "role" { continue }
            switch key {
            case "role":
                hasRole = true
                role = reader.word(value, here, Role.self)
            case "format": dates.format = format(value, here)
            case "calendar": dates.calendar = reader.word(value, here, DateCalendar.self)
            case "pivot":
                let years = RegisterField.pivots
                dates.pivot = reader.whole(value, here, in: years, what: "a year from 1900 to 2199")
            case "utc_offset": dates.utcOffset = offset(value, here)
            default: break
            }
        }
        if !hasRole { reader.note(node, place, "the column has no `role`", expected: "role: ROLE") }
        return role.map { JobRegister.ColumnRole(column: column, role: $0, dates: dates) }
    }

    private mutating func format(_ node: Node, _ place: String) -> String? {
        let what = "ymd, dmy, mdy, or a pattern such as %d/%m/%Y"
        guard let text = reader.text(node, place, what: what) else { return nil }
        if DateOrderGuess.order(ofPattern: text) != nil { return text }
        reader.note(
            node,
            place,
            "\(NodeReader.describe(node)) names no order of day, month and year",
            expected: what
        )
        return nil
    }

    private mutating func offset(_ node: Node, _ place: String) -> Int? {
        guard let text = reader.text(node, place, what: UTCOffset.expected) else { return nil }
        if let seconds = UTCOffset.seconds(text) { return seconds }
        reader.note(node, place, "\(NodeReader.describe(node)) is no offset", expected: UTCOffset.expected)
        return nil
    }
}
