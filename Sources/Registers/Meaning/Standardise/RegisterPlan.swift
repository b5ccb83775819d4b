import Columns

/// What is to be done with one register: its identifiers, and the columns that become features.
struct RegisterPlan: Sendable {
    let identifiers: RecordIdentifiers
    let sources: [FeatureSource]
    let notices: [RegisterNotice]

    /// - Parameter names: How names are written in all registers of the job.
    init(_ input: RegisterInput, index: Int, names: NameColumns) throws(SchemaError) {
        var builder = try PlanBuilder(input, index: index)
        identifiers = try builder.identifiers()
        try builder.joinBirthDate()
        builder.joinAddressLines()
        builder.joinNames(names)
        builder.joinHanName()
        for field in builder.fields where field.field.madeOf.isEmpty { try builder.add(field) }
        for field in builder.fields where !field.field.madeOf.isEmpty { try builder.addFilling(field) }
        for field in builder.carried { builder.addCarried(field) }
        sources = builder.direct + builder.derived
        notices = builder.notices
    }
}

/// A described column of a register.
struct PlannedField {
    var field: RegisterField
    let column: CodedColumn
    let missingCodes: Set<UInt32>

    /// The column without the values that the schema declares to be missing.
    var declared: CodedColumn {
        if missingCodes.isEmpty { return column }
        let codes = column.codes.map { missingCodes.contains($0) ? 0 : $0 }
        return CodedColumn(name: column.name, codes: codes, values: column.values)
    }
}

struct PlanBuilder {
    let input: RegisterInput
    let index: Int
    var fields: [PlannedField] = []
    /// Columns of days that are read, but not compared.
    private(set) var carried: [PlannedField] = []
    /// Sources of columns that are what they say.
    var direct: [FeatureSource] = []
    /// Sources of columns that must be taken apart; they fill what the direct ones leave empty.
    var derived: [FeatureSource] = []
    var notices: [RegisterNotice] = []
    private var ordinals: [Role: Int] = [:]
    /// The features of each column, by its name.
    private var outputs: [String: [FeatureKey?]] = [:]

    init(_ input: RegisterInput, index: Int) throws(SchemaError) {
        self.input = input
        self.index = index
        var columns: [String: Int] = [:]
        for (i, column) in input.table.columns.enumerated() where columns[column.name] == nil {
            columns[column.name] = i
        }
        for field in input.schema.carried {
            guard let position = columns[field.name] else { continue }
            let column = input.table.columns[position]
            let missing = Self.codes(of: input.schema.missingValues, in: column.values)
            carried.append(PlannedField(field: field, column: column, missingCodes: missing))
        }
        var described: Set<String> = []
        for field in input.schema.fields {
            let place = "\(input.name).\(field.name)"
            if !described.insert(field.name).inserted {
                throw SchemaError(
                    .duplicateField,
                    at: place,
                    "the schema describes the column twice; keep one field"
                )
            }
            guard let position = columns[field.name] else {
                if field.role == .ignore { continue }
                let names = input.table.columns.map(\.name)
                let hint = NearestWord.suggestion(for: field.name, among: names)
                throw SchemaError(
                    .unknownColumn,
                    at: place,
                    "the schema names a column that the register lacks\(hint); its columns are "
                        + names.joined(separator: ", ")
                )
            }
            if field.role == .ignore { continue }
            let column = input.table.columns[position]
            let missing = Self.codes(of: input.schema.missingValues, in: column.values)
            fields.append(PlannedField(field: field, column: column, missingCodes: missing))
        }
    }

    /// The codes of texts that stand for “no value”.
    private static func codes(of texts: [String], in values: ValueDictionary) -> Set<UInt32> {
        let wanted = texts.filter { !$0.isEmpty }.map { Array($0.utf8) }
        if wanted.isEmpty { return [] }
        var codes: Set<UInt32> = []
        for code in 1..<UInt32(max(1, values.count)) {
            let length = values.length(code)
            for text in wanted where text.count == length && values.slice(code).elementsEqual(text) {
                codes.insert(code)
            }
        }
        return codes
    }

    // MARK: Identifiers

    mutating func identifiers() throws(SchemaError) -> RecordIdentifiers {
        let declared = input.schema.primaryKey
        let candidates = fields.filter {
            declared.isEmpty ? $0.field.role == .recordID : declared.contains($0.field.name)
        }
        if candidates.count > 1 || declared.count > 1 {
            let names = (declared.isEmpty ? candidates.map(\.field.name) : declared).joined(separator: ", ")
            throw SchemaError(
                .ambiguousIdentifier,
                at: input.name,
                "\(names) all identify the record; give the role record_id to one column alone"
            )
        }
        guard let identifier = candidates.first else {
            if let name = declared.first {
                throw SchemaError(
                    .unknownColumn,
                    at: "\(input.name).\(name)",
                    "the primary key names a column that the schema ignores or the register lacks"
                )
            }
            return RecordIdentifiers(rowCount: input.table.rowCount, register: input.name)
        }
        fields.removeAll { $0.field.role == .recordID }
        return RecordIdentifiers(
            column: identifier.column,
            register: input.name,
            missingCodes: identifier.missingCodes
        )
    }

    // MARK: Columns that are one thing in several parts

    /// Joins `address_1`, `address_2` … where all are lines of one address.
    mutating func joinAddressLines() {
        var lines: [String: [Int]] = [:]
        var stems: [String] = []
        for (i, planned) in fields.enumerated() where planned.field.role == .address {
            let stem = HeaderWords.stem(planned.field.name)
            if lines[stem] == nil { stems.append(stem) }
            lines[stem, default: []].append(i)
        }
        var replaced: [Int: PlannedField] = [:]
        var dropped: Set<Int> = []
        for stem in stems {
            guard let positions = lines[stem], positions.count > 1 else { continue }
            let parts = positions.map { fields[$0] }
            let joined = ColumnJoin.join(
                parts.map(\.column),
                missingCodes: parts.map { part in
                    part.missingCodes.union(MissingTokens.codes(in: part.column.values, .codes))
                },
                separator: Array(", ".utf8),
                missingParts: nil
            )
            replaced[positions[0]] = PlannedField(field: parts[0].field, column: joined, missingCodes: [])
            dropped.formUnion(positions.dropFirst())
        }
        var result: [PlannedField] = []
        for (i, planned) in fields.enumerated() where !dropped.contains(i) {
            result.append(replaced[i] ?? planned)
        }
        fields = result
    }

    // MARK: Features

    mutating func add(_ planned: PlannedField) throws(SchemaError) {
        let role = planned.field.role
        switch role {
        case .recordID, .ignore: return
        case .birthDate, .date, .birthYear: try addDate(planned)
        case .age:
            append(planned, .age(at: nil), [FeatureKey(name: planned.field.ownFeatureName, role: .number)])
        case .fullName:
            let n = ordinal(.fullName)
            let keys: [FeatureKey] = [
                key(.surname, n), key(.givenName, n), key(.hanName, n),
            ]
            append(planned, .fullName(.surnameLast), keys, isDerived: true)
        case .givenName, .middleName, .surname:
            append(
                planned,
                .name(isSurname: role == .surname),
                [FeatureKey(name: uniqueName(role), role: role), key(.hanName, 1)]
            )
        case .address:
            let n = ordinal(.address)
            let isHongKong = HongKongAddressGuess.holds(planned.column.values)
            let keys = AddressParts.roles.map { key($0, n) }
            append(planned, .address(isHongKong: isHongKong, prefersHan: false), keys, isDerived: true)
        case .number, .category, .text, .identifier:
            append(planned, form(planned), [FeatureKey(name: planned.field.ownFeatureName, role: role)])
        case .building where HeaderVocabulary.isCode(planned.field.name),
            .unit where HeaderVocabulary.isCode(planned.field.name):
            // A code of a building is compared with such codes only, never with names of buildings.
            append(
                planned,
                .identifier(isHongKongIdentity: false),
                [FeatureKey(name: planned.field.ownFeatureName, role: role)]
            )
        default:
            append(planned, form(planned), [FeatureKey(name: uniqueName(role), role: role)])
        }
    }

    /// Adds a column that is made of others: it gives their features where they are missing.
    mutating func addFilling(_ planned: PlannedField) throws(SchemaError) {
        let role = planned.field.role
        if role == .birthDate { return try addDate(planned, fillsGaps: true) }
        if role == .fullName {
            append(
                planned,
                .fullName(.surnameLast),
                [.surname, .givenName, .hanName].map { key($0, 1) },
                isDerived: true
            )
            return
        }
        let filled = planned.field.madeOf.compactMap { outputs[$0] }.first { $0.first??.role == role }
        guard let filled, role != .date else {
            // What it was made of is not used any more.
            return try add(planned)
        }
        let form: CanonicalForm = role.isNamePart ? .name(isSurname: role == .surname) : form(planned)
        append(planned, form, filled, isDerived: true)
    }

    private func form(_ planned: PlannedField) -> CanonicalForm {
        switch planned.field.role {
        case .hanName: return .hanName(nil)
        case .sex: return .sex(SexCodingGuess.coding(planned.column, header: planned.field.name))
        case .nationalID:
            let isHKID = HongKongIdentityGuess.holds(planned.column, header: planned.field.name)
            return .identifier(isHongKongIdentity: isHKID)
        case .identifier: return .identifier(isHongKongIdentity: false)
        case .phone: return .phone
        case .email: return .email
        case .postcode: return .postcode
        case .unit, .floor, .streetNumber: return .houseNumber
        case .building, .street: return .place(writesOut: true, isGazetteer: false)
        case .locality: return .place(writesOut: true, isGazetteer: true)
        case .district, .region: return .place(writesOut: false, isGazetteer: true)
        case .country: return .place(writesOut: false, isGazetteer: false)
        case .latitude, .longitude, .number, .birthMonth, .birthDay: return .number
        case .category: return .category
        default: return .text
        }
    }

    private mutating func append(
        _ planned: PlannedField,
        _ form: CanonicalForm,
        _ outputs: [FeatureKey?],
        isDerived: Bool = false
    ) {
        var source = source(planned, form, outputs)
        source.spikeCodes = SpikeCodes.codes(planned.column, role: planned.field.role)
        self.outputs[planned.field.name] = outputs
        if isDerived { derived.append(source) } else { direct.append(source) }
    }

    func source(
        _ planned: PlannedField,
        _ form: CanonicalForm,
        _ outputs: [FeatureKey?]
    ) -> FeatureSource {
        FeatureSource(
            register: index,
            column: planned.column,
            role: planned.field.role,
            form: form,
            outputs: outputs,
            missingCodes: planned.missingCodes,
            cleaning: CellCleaning(planned.column.values, role: planned.field.role)
        )
    }

    private mutating func ordinal(_ role: Role) -> Int {
        ordinals[role, default: 0] += 1
        return ordinals[role, default: 1]
    }

    func key(_ role: Role, _ n: Int) -> FeatureKey {
        FeatureKey(name: n == 1 ? role.rawValue : "\(role.rawValue)_\(n)", role: role)
    }

    /// The role's name for its first column, `role_2` for the next: columns of a role recur in one meaning.
    mutating func uniqueName(_ role: Role) -> String {
        key(role, ordinal(role)).name
    }
}

extension RegisterField {
    /// The name of the feature that a column of a general role makes: its own, as each has a meaning of its own.
    package var ownFeatureName: String {
        let words = HeaderWords.words(name).joined(separator: "_")
        if words.isEmpty { return role.rawValue }
        if let other = Role(rawValue: words), other != role { return "\(words)_\(role.rawValue)" }
        return words
    }
}
