import Columns

/// How the registers of a job write names: in how many columns, and of how many words.
///
/// Where one register has the paternal and the maternal surname in two columns and another both in one, or first
/// and second given names so, the two columns are joined: names are then the same words in both.
struct NameColumns: Sendable {
    private struct Register: Sendable {
        var surnames = 0
        var sided: [String] = []
        var givens = 0
        var numbered: [String] = []
        var hasFullName = false
        /// The columns that hold a surname, given names, or both.
        var columns: [(role: Role, values: ValueDictionary)] = []
        /// The share of values of several words in a single column of surnames, of given names, of full names with
        /// more than two.
        var surnameWords = 0.0
        var givenWords = 0.0
        var fullWords = 0.0
    }

    private let registers: [Register]

    /// The share of values of several words from which on a column holds several names.
    private static let several = 0.1
    private static let sampleSize = 2000

    init(_ inputs: [RegisterInput]) {
        registers = inputs.count < 2 ? inputs.map { _ in Register() } : inputs.map(Self.register)
    }

    /// The columns of a register to join to one surname, in order; none to leave them apart.
    func surnames(joinedIn register: Int) -> [String] {
        let own = registers[register]
        guard own.sided.count > 1 else { return [] }
        let isOneElsewhere = registers.enumerated().contains { i, other in
            i != register
                && (other.surnames == 1 && other.surnameWords >= Self.several
                    || other.surnames == 0 && other.hasFullName && other.fullWords >= Self.several)
        }
        return isOneElsewhere ? own.sided : []
    }

    /// The columns of a register to join to one given name, in order; none to leave them apart.
    func givens(joinedIn register: Int) -> [String] {
        let own = registers[register]
        guard own.numbered.count > 1 else { return [] }
        let isOneElsewhere = registers.enumerated().contains { i, other in
            i != register
                && (other.givens == 1 && other.givenWords >= Self.several
                    || other.givens == 0 && other.hasFullName && other.fullWords >= Self.several)
        }
        return isOneElsewhere ? own.numbered : []
    }

    /// Columns in the order in which other registers write what they hold, where that is not the given one.
    func ordered(_ columns: [PlannedField], of role: Role, in register: Int) -> [PlannedField] {
        let others = registers.indices.filter { $0 != register }.flatMap { registers[$0].columns }
        let named = others.filter { $0.role == .fullName || ($0.role == .surname) == (role == .surname) }
        return NameNeighbours(named.map(\.values)).isReversed(columns.map(\.column))
            ? columns.reversed() : columns
    }

    private static func register(_ input: RegisterInput) -> Register {
        var register = Register()
        var surnames: [(order: Int, name: String)] = []
        var givens: [(order: Int, name: String)] = []
        for field in input.schema.fields where field.madeOf.isEmpty {
            guard let column = input.table.columns.first(where: { $0.name == field.name }) else { continue }
            if field.role.isNamePart { register.columns.append((field.role, column.values)) }
            switch field.role {
            case .surname:
                register.surnames += 1
                register.surnameWords = share(column.values, ofMoreThan: 1)
                if let order = HeaderVocabulary.order(of: field.name) { surnames.append((order, field.name)) }
            case .givenName, .middleName:
                register.givens += 1
                register.givenWords = share(column.values, ofMoreThan: 1)
                let order = HeaderVocabulary.order(of: field.name)
                // Beside a middle name, or a second one, the one without a number is the first.
                givens.append((order ?? (field.role == .middleName ? 2 : 1), field.name))
            case .fullName:
                register.hasFullName = true
                register.fullWords = share(column.values, ofMoreThan: 2)
            default: continue
            }
        }
        // Paternal and maternal, first and second: each once.
        if Set(surnames.map(\.order)).count == surnames.count {
            register.sided = surnames.sorted { $0.order < $1.order }.map(\.name)
        }
        if Set(givens.map(\.order)).count == givens.count {
            register.numbered = givens.sorted { $0.order < $1.order }.map(\.name)
        }
        return register
    }

    /// The share of values with more words than so many.
    private static func share(_ values: ValueDictionary, ofMoreThan words: Int) -> Double {
        var sink = CanonicalSink(outputs: 0, capacity: 0)
        var all = 0
        var several = 0
        for code in stride(from: 1, to: values.count, by: max(1, values.count / sampleSize)) {
            values.withBytes(UInt32(code)) { NameTokens.read($0, into: &sink) }
            let names = NameTokens.Names(sink.words)
            if names.count == 0 { continue }
            all += 1
            var particles = 0
            for i in 0..<sink.words.count where NameTokens.isParticle(sink.words[i]) { particles += 1 }
            if names.count - particles > words { several += 1 }
        }
        return all == 0 ? 0 : Double(several) / Double(all)
    }
}

extension PlanBuilder {
    /// Joins two surnames, or several given names, where another register has them in one column.
    mutating func joinNames(_ names: NameColumns) {
        for (role, columns) in [
            (Role.surname, names.surnames(joinedIn: index)), (.givenName, names.givens(joinedIn: index)),
        ] {
            var parts = columns.compactMap { name in fields.first { $0.field.name == name } }
            guard parts.count > 1, let place = fields.firstIndex(where: { columns.contains($0.field.name) })
            else {
                continue
            }
            parts = names.ordered(parts, of: role, in: index)
            var field = parts[0].field
            field.role = role
            let joined = ColumnJoin.join(
                parts.map(\.column),
                missingCodes: parts.map(Self.missing),
                separator: Array(" ".utf8),
                missingParts: nil
            )
            fields[place] = PlannedField(field: field, column: joined, missingCodes: [])
            let left = fields.enumerated().filter {
                $0.offset == place || !columns.contains($0.element.field.name)
            }
            fields = left.map(\.element)
            notices.append(
                RegisterNotice(
                    register: input.name,
                    kind: .namesJoined,
                    count: columns.count,
                    detail:
                        "\(RegisterNotice.list(parts.map(\.field.name))) are compared together as one \(role == .surname ? "surname" : "given name")"
                        + ", as another register has them in one column"
                )
            )
        }
        // Paternal before maternal, whatever the order of the columns: the first of a role is compared with the first.
        let sided = fields.indices.filter {
            fields[$0].field.role == .surname && HeaderVocabulary.order(of: fields[$0].field.name) != nil
        }
        let sorted = sided.map { fields[$0] }.enumerated().sorted { a, b in
            let x = HeaderVocabulary.order(of: a.element.field.name) ?? 0
            let y = HeaderVocabulary.order(of: b.element.field.name) ?? 0
            return (x, a.offset) < (y, b.offset)
        }
        for (place, planned) in zip(sided, sorted) { fields[place] = planned.element }
    }

    /// Makes a surname and a given name in Han characters, in columns of their own, one Han name.
    mutating func joinHanName() {
        func only(_ role: Role) -> PlannedField? {
            let found = fields.filter { $0.field.role == role && $0.field.madeOf.isEmpty }
            return found.count == 1 && Self.isHan(found[0].column.values) ? found[0] : nil
        }
        guard let surname = only(.surname), let given = only(.givenName) else { return }
        let joined = ColumnJoin.join(
            [surname.column, given.column],
            missingCodes: [surname, given].map(Self.missing),
            separator: [],
            missingParts: nil
        )
        fields.removeAll { $0.field.name == surname.field.name || $0.field.name == given.field.name }
        derived.append(
            FeatureSource(
                register: index,
                column: joined,
                role: .hanName,
                form: .hanName(nil),
                outputs: [key(.hanName, 1)],
                missingCodes: [],
                cleaning: CellCleaning(joined.values, role: .hanName)
            )
        )
    }

    /// The codes of a part that stand for no value: those declared, and tokens such as `\N`.
    private static func missing(_ part: PlannedField) -> Set<UInt32> {
        part.missingCodes.union(MissingTokens.codes(in: part.column.values, .names))
    }

    /// Whether nearly all values are Han characters alone.
    private static func isHan(_ values: ValueDictionary) -> Bool {
        var han = 0
        var all = 0
        for code in stride(from: 1, to: values.count, by: max(1, values.count / 2000)) {
            all += 1
            let isHan = values.withBytes(UInt32(code)) { value in
                var i = 0
                while i < value.count {
                    let (scalar, length) = UTF8Reading.scalar(value, at: i)
                    guard let scalar, UTF8Reading.isHan(scalar) || scalar == 0x20 else { return false }
                    i += length
                }
                return true
            }
            if isHan { han += 1 }
        }
        return all > 0 && Double(han) >= 0.9 * Double(all)
    }
}
