import Columns
import Jobs
import Registers

/// Finds roles for the columns of Splink’s settings, so that values are compared as Splink compares them.
///
/// A column keeps the role that is inferred for it if standardising changes nothing that the settings ask
/// for. Else it is compared as a text.
struct SplinkRoles {
    /// What is asked of each column.
    private let uses: [String: Set<SplinkUse>]
    /// The columns that must have some role, whatever becomes of their values.
    private var forced: [String: Role] = [:]
    private var roles: [String: Role] = [:]
    /// The role that was inferred.
    private var inferred: [String: Role] = [:]
    private(set) var columns = SplinkColumns()
    /// What the inferred roles would have done to columns that became texts.
    private var refused: [String: SplinkFidelity] = [:]
    /// The roles that such columns had, and those that got them back.
    private var given: [String: Role] = [:]
    private var returned: Set<String> = []
    /// What is to be said of columns.
    private(set) var remarks: [String: String] = [:]

    /// Roles that keep a value in one piece and as one feature.
    private static let plain: Set<Role> = [
        .givenName, .middleName, .surname, .hanName, .sex, .nationalID, .identifier, .phone, .email, .unit,
        .floor, .building, .streetNumber, .street, .locality, .district, .region, .postcode, .country,
        .category, .text, .number, .birthDate, .date,
    ]

    /// Finds the roles and gives them to the registers.
    ///
    /// - Parameters:
    ///   - uses: What is asked of each column.
    ///   - registers: The registers as read; their schemas get the roles.
    /// - Throws: ``PipelineError`` where a register lacks a column.
    init(
        _ uses: [String: Set<SplinkUse>],
        _ settings: SplinkSettings,
        _ registers: inout [LoadedRegister],
        workers: Workers
    ) throws {
        self.uses = uses
        try check(settings, registers)
        for column in uses.keys.sorted() { choose(column, registers) }
        // Each round makes texts of columns, or gives roles back for good, of which there is an end.
        for _ in 0...(2 * uses.count) {
            for index in registers.indices {
                try registers[index].give(
                    roles.sorted { $0.key < $1.key }.map { .init(column: $0.key, role: $0.value) },
                    id: settings.uniqueID
                )
            }
            name(registers)
            for column in forced.keys where columns.feature(column).name.isEmpty {
                throw PipelineError(
                    .usage,
                    at: settings.file,
                    "“\(column)” stands beside other columns of its kind in some registers; expected the "
                        + "same columns in all, or a job written by hand"
                )
            }
            let checks = try fidelity(registers, workers)
            if !change(checks) {
                settle(checks)
                return
            }
        }
    }

    // MARK: Choosing

    /// Makes texts of columns whose roles change too much; returns whether there are any.
    private mutating func change(_ checks: [String: SplinkFidelity]) -> Bool {
        var isChanged = false
        for (column, fidelity) in checks where !returned.contains(column) {
            let isFaithful = fidelity.isFaithful(for: uses[column] ?? [])
            if roles[column] == .text {
                // A text that changes as much is no better than the role.
                guard let before = refused[column], !isFaithful, fidelity.changed >= before.changed else {
                    continue
                }
                roles[column] = given[column]
                refused[column] = nil
                returned.insert(column)
            } else if forced[column] == nil ? isFaithful : !fidelity.isLost {
                continue
            } else {
                given[column] = roles[column]
                roles[column] = .text
                forced[column] = nil
                refused[column] = fidelity
            }
            isChanged = true
        }
        return isChanged
    }

    private func check(_ settings: SplinkSettings, _ registers: [LoadedRegister]) throws {
        for register in registers {
            let names = register.read.table.columns.map(\.name)
            for column in [settings.uniqueID] + uses.keys.sorted() where !names.contains(column) {
                let hint = WordSuggestion.nearest(to: column, among: names).map { "; did you mean “\($0)”?" }
                throw PipelineError(
                    .usage,
                    at: settings.file,
                    "the settings name the column “\(column)”, which \(register.path) does not have; "
                        + "expected one of \(names.joined(separator: ", "))\(hint ?? "")"
                )
            }
        }
        if uses[settings.uniqueID] != nil {
            throw PipelineError(
                .usage,
                at: settings.file,
                "“\(settings.uniqueID)” identifies records and is compared as well; expected one or the other"
            )
        }
    }

    private mutating func choose(_ column: String, _ registers: [LoadedRegister]) {
        let guesses = Set(
            registers.map { $0.schema.fields.first { $0.name == column }?.role ?? Role.text }
        )
        let guess = guesses.count == 1 ? guesses.first ?? .text : .text
        inferred[column] = guess
        let asked = uses[column] ?? []
        if asked.contains(.latitude) {
            forced[column] = .latitude
        } else if asked.contains(.longitude) {
            forced[column] = .longitude
        } else if asked.contains(.date) {
            forced[column] = guess == .birthDate ? .birthDate : .date
        } else if asked.contains(.number) {
            forced[column] = .number
        } else if asked.contains(.words) {
            forced[column] = .text
        }
        roles[column] = forced[column] ?? (Self.plain.contains(guess) ? guess : .text)
    }

    /// Names the features that the columns make; those that have no one name become texts.
    private mutating func name(_ registers: [LoadedRegister]) {
        for column in roles.keys {
            let names = Set(registers.map { Self.featureName(column, $0.schema) })
            columns.features[column] = SplinkColumns.Feature(
                name: names.count == 1 ? names.first ?? column : "",
                role: roles[column] ?? .text,
                layout: .asCompared
            )
        }
    }

    /// The feature that a column makes: a role's name and number, or the column's own for general roles.
    private static func featureName(_ column: String, _ schema: RegisterSchema) -> String {
        guard let field = schema.fields.first(where: { $0.name == column }) else { return column }
        switch field.role {
        case .number, .category, .text, .identifier, .date: return field.ownFeatureName
        default: break
        }
        let alike = schema.fields.filter { $0.role == field.role && $0.madeOf.isEmpty }.map(\.name)
        let number = (alike.firstIndex(of: column) ?? 0) + 1
        return number == 1 ? field.role.rawValue : "\(field.role.rawValue)_\(number)"
    }

    // MARK: Checking

    private func fidelity(
        _ registers: [LoadedRegister],
        _ workers: Workers
    ) throws -> [String: SplinkFidelity] {
        // Standardising lets the rows of its registers go; these are needed once more.
        var copy = registers
        let made = try LoadedRegister.standardise(&copy, referenceDate: nil, workers: workers)
        var result: [String: SplinkFidelity] = [:]
        for column in roles.keys {
            var fidelity = SplinkFidelity()
            let feature = made.records.feature(columns.feature(column).name)
            for (index, register) in registers.enumerated() {
                guard let read = register.read.table.columns.first(where: { $0.name == column }) else {
                    continue
                }
                fidelity.add(
                    read,
                    kept: made.quarantine[index].keptRows,
                    feature,
                    rows: made.records.registers[index].rows
                )
            }
            result[column] = fidelity
        }
        return result
    }

    /// Takes the roles for good, and says what is to be said of them.
    private mutating func settle(_ checks: [String: SplinkFidelity]) {
        for (column, fidelity) in checks {
            columns.features[column]?.layout = fidelity.layout
            let role = roles[column] ?? .text
            let asked = uses[column] ?? []
            if role == .text, let guess = inferred[column], let refused = refused[column] {
                remarks[column] =
                    "compared as written, as in Splink; as \(guess.rawValue) " + Self.words(refused)
            }
            if !fidelity.isFaithful(for: asked) {
                remarks[column] = "as \(role.rawValue) " + Self.words(fidelity) + ", unlike in Splink"
            }
            if fidelity.alikeButForCase > 0 {
                let text =
                    "\(Plain.count(fidelity.alikeButForCase)) values are the same here but for letter case"
                remarks[column] = remarks[column].map { "\($0); \(text)" } ?? text
            }
        }
    }

    /// What standardising does to a column.
    private static func words(_ fidelity: SplinkFidelity) -> String {
        let example = fidelity.example.map { " (“\($0.before)” is “\($0.after)”)" } ?? ""
        return "\(Plain.count(fidelity.changed)) of \(Plain.count(fidelity.values)) values change\(example)"
    }
}
