import Columns

/// Columns of dates, years of birth, and parts of dates.
extension PlanBuilder {
    /// Joins columns of year, month and day of birth; beside a whole date they only fill its gaps.
    mutating func joinBirthDate() throws(SchemaError) {
        func first(_ role: Role) -> PlannedField? { fields.first { $0.field.role == role } }
        guard let year = first(.birthYear), let month = first(.birthMonth) else { return }
        let hasDate = first(.birthDate) != nil
        let day = first(.birthDay)
        let parts = [year, month] + (day.map { [$0] } ?? [])
        let columns = parts.map { part in
            // A year may be of another calendar and have its own notation; of it the reader knows more.
            let role: Role = part.field.role == .birthYear ? .birthDay : part.field.role
            return CellCleaning(part.column.values, role: role).cleaned(part.declared)
        }
        let joined = ColumnJoin.join(
            columns,
            missingCodes: parts.map { _ in [] },
            separator: Array("-".utf8),
            missingParts: ["0000", "0", "0"].map { Array($0.utf8) }
        )
        fields.removeAll { field in parts.contains { $0.field.name == field.field.name } }
        var field = year.field
        field.role = .birthDate
        field.dateOrder = .yearMonthDay
        try addDate(PlannedField(field: field, column: joined, missingCodes: []), fillsGaps: hasDate)
    }

    /// Adds a column of days that is not compared.
    mutating func addCarried(_ planned: PlannedField) {
        let table = input.table
        let dates = DateColumn(
            planned.column.values,
            without: planned.missingCodes,
            DateColumn.Context(field: planned.field, isTaiwanese: { TaiwanGuess.holds(table) })
        )
        let name = RegisterSchema.carriedName(planned.field.name)
        var source = source(
            planned,
            .date(dates.reader),
            [FeatureKey(name: name, role: .date, isCarried: true)]
        )
        source.dates = dates
        source.spikeCodes =
            DateCheck(
                planned.column,
                dates.reader,
                missing: planned.missingCodes,
                isYear: false
            ).spikes
        source.isToldElsewhere = fields.contains { $0.field.name == planned.field.name }
        direct.append(source)
    }

    /// Adds a column of dates, or of years of birth, which are dates of which no more is known.
    /// - Parameter fillsGaps: Whether the dates only fill what the whole dates of the register lack.
    mutating func addDate(_ planned: PlannedField, fillsGaps: Bool = false) throws(SchemaError) {
        let role = planned.field.role
        let table = input.table
        let dates = DateColumn(
            planned.column.values,
            without: planned.missingCodes,
            DateColumn.Context(field: planned.field, isTaiwanese: { TaiwanGuess.holds(table) })
        )
        let check = DateCheck(
            planned.column,
            dates.reader,
            missing: planned.missingCodes,
            isYear: role == .birthYear
        )
        if role != .date { try check.refuse(input.name, planned.column.name, role) }
        // A year fills what the whole dates of the register lack.
        let isBesideDates =
            fillsGaps || role == .birthYear && fields.contains { $0.field.role == .birthDate }
        let output =
            switch role {
            case .date: FeatureKey(name: planned.field.ownFeatureName, role: .date)
            case _ where isBesideDates: key(.birthDate, 1)
            default: FeatureKey(name: uniqueName(.birthDate), role: .birthDate)
            }
        var source = source(planned, .date(dates.reader), [output])
        source.dates = dates
        source.spikeCodes = check.spikes
        source.isYearKnownAlone = role == .birthYear ? !isBesideDates : role == .birthDate && check.areYears
        if isBesideDates { derived.append(source) } else { direct.append(source) }
    }
}
