import Columns
import Synthesis

/// The log of errors, counted again.
extension SynthCheck {
    /// A mechanism in one of the fields it is told of.
    private struct Strike: Hashable {
        var register: Int
        var field: Int
        var mechanism: Mechanism
    }

    /// What a cell of the log may be about.
    private enum About {
        case field(ErrorField)
        /// Surname and given name: a column of both does not tell which was struck.
        case name
        case nothing
    }

    private static func about(_ value: ColumnValue) -> About {
        switch value {
        case .identifier: .field(.identifier)
        case .surname, .givenName, .fullName, .englishName: .name
        case .hanName: .field(.hanName)
        case .birthDate, .birthYear: .field(.birthDate)
        case .sex: .field(.sex)
        case .address, .hanAddress, .flat, .floor, .building, .street, .area, .district, .districtCode,
            .postcode, .buildingID:
            .field(.address)
        case .recordID, .registeredOn, .motherName, .motherIdentifier, .eventDate, .direction, .controlPoint:
            .nothing
        }
    }

    /// Compares the records in which the log shows each error with the numbers in the table of rates.
    mutating func checkErrors() throws {
        let counts = try countErrors()
        let table = try read("truth/rates.csv")
        let columns = try ["kind", "register", "item", "struck"].map { try column(table, $0) }
        func value(_ column: Int, _ row: Int) -> String {
            columns[column].values.string(columns[column].codes[row])
        }
        // Of names the numbers by field give bounds: one record may have the mechanism in both.
        var names: [Strike: (most: Int, all: Int)] = [:]
        for row in 0..<table.rowCount where value(0, row) == "error" {
            let parts = value(2, row).split(separator: ".")
            guard parts.count == 2, let field = ErrorField(rawValue: String(parts[0])),
                let mechanism = Mechanism(rawValue: String(parts[1])),
                let register = synthesis.scenario.registers.firstIndex(where: { $0.name == value(1, row) })
            else { continue }
            let struck = Int(value(3, row)) ?? -1
            if field == .surname || field == .givenName {
                let strike = Strike(register: register, field: -1, mechanism: mechanism)
                let (most, all) = names[strike] ?? (0, 0)
                names[strike] = (max(most, struck), all + struck)
                continue
            }
            let found = counts[Strike(register: register, field: field.index, mechanism: mechanism)] ?? 0
            note("logged \(value(1, row)) \(value(2, row))", "\(struck)", "\(found)", struck == found)
        }
        for (register, spec) in synthesis.scenario.registers.enumerated() {
            for mechanism in Mechanism.allCases {
                let strike = Strike(register: register, field: -1, mechanism: mechanism)
                guard let (most, all) = names[strike] else { continue }
                let found = counts[strike] ?? 0
                note(
                    "logged \(spec.name) name.\(mechanism.rawValue)",
                    most == all ? "\(all)" : "\(most) to \(all)",
                    "\(found)",
                    (most...max(most, all)).contains(found)
                )
            }
        }
    }

    /// Records of last extracts by what struck them, copied errors left out.
    private func countErrors() throws -> [Strike: Int] {
        let table = try read("truth/errors.csv")
        let register = try column(table, "register")
        let record = try column(table, "record_id")
        let column = try column(table, "column")
        let mechanism = try self.column(table, "mechanism")
        let copied = try self.column(table, "copied_from")
        let registers = (0..<register.values.count).map { code in
            synthesis.scenario.registers.firstIndex { $0.name == register.values.string(UInt32(code)) }
        }
        let mechanisms = (0..<mechanism.values.count).map { code in
            mechanism.values.string(UInt32(code)).split(separator: "+").compactMap {
                Mechanism(rawValue: String($0))
            }
        }
        var about: [UInt64: About] = [:]
        var counts: [Strike: Int] = [:]
        // A record's rows follow each other.
        var last: UInt64?
        var seen: Set<Strike> = []
        for row in 0..<table.rowCount {
            guard let number = registers[Int(register.codes[row])] else { continue }
            let key = UInt64(register.codes[row]) &<< 32 | UInt64(record.codes[row])
            if key != last { seen.removeAll(keepingCapacity: true) }
            last = key
            let place = UInt64(register.codes[row]) &<< 32 | UInt64(column.codes[row])
            if about[place] == nil {
                let name = column.values.string(column.codes[row])
                let spec = synthesis.scenario.registers[number].columns.first { $0.name == name }
                about[place] = spec.map { Self.about($0.value) } ?? .nothing
            }
            let field: Int
            switch about[place] {
            case .field(let value):
                if value != .address, copied.codes[row] != 0 { continue }
                field = value.index
            case .name:
                if copied.codes[row] != 0 { continue }
                field = -1
            default: continue
            }
            for mechanism in mechanisms[Int(mechanism.codes[row])] where mechanism != .stale {
                // A married name shows in Chinese too, but is an error of the surname.
                if field == ErrorField.hanName.index, mechanism == .marriedName { continue }
                let strike = Strike(register: number, field: field, mechanism: mechanism)
                if seen.insert(strike).inserted { counts[strike, default: 0] += 1 }
            }
        }
        return counts
    }
}
