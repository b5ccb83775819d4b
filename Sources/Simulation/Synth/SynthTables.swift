import Columns
import Registers
import RunStore
import Synthesis

/// The small files beside the registers: margins, rates, schemas, datasheet, scenario and job.
struct SynthTables {
    let synthesis: Synthesis
    let totals: SynthTotals
    let format: SynthOptions.Format

    init(_ synthesis: Synthesis, totals: SynthTotals, format: SynthOptions.Format) {
        self.synthesis = synthesis
        self.totals = totals
        self.format = format
    }

    var scenario: Scenario { synthesis.scenario }

    func write(to directory: RunDirectory, scenario text: String) throws {
        try directory.write(population, to: "truth/population.csv")
        try directory.write(SynthRates(synthesis, totals).csv, to: "truth/rates.csv")
        for register in scenario.registers {
            try directory.write(schema(of: register).json(), to: "schemas/\(register.name).schema.json")
        }
        try directory.write(text, to: "scenario.yaml")
        try directory.write(job, to: "job.yaml")
        try directory.write(SynthDatasheet(synthesis, totals).text, to: "datasheet.md")
    }

    /// Usual and mobile residents by district, sex and age group.
    private var population: String {
        var text = Synthesis.Header.population
        let groups = Synthesis.ageGroups
        for (district, code) in synthesis.districts.enumerated() {
            for cell in 0..<2 * groups.count {
                let sex = cell < groups.count ? "F" : "M"
                let usual = totals.usual[district][cell]
                let mobile = totals.mobile[district][cell]
                text += "\(code),\(sex),\(groups[cell % groups.count]),\(usual),\(mobile),1\n"
            }
        }
        return text
    }

    // MARK: - Schemas

    private func schema(of register: RegisterSpec) -> RegisterSchema {
        var fields = register.columns.map { column in
            var field = RegisterField(name: column.name, role: Self.role(of: column.value))
            field.description = Self.description(of: column.value)
            if column.value == .birthDate {
                field.dateOrder = register.style.dates == .dayFirstSlashes ? .dayMonthYear : .yearMonthDay
            }
            return field
        }
        var marker = RegisterField(name: "synthetic", role: .ignore)
        marker.description = "Always 1: nobody in this register exists."
        fields.append(marker)
        let key = register.columns.first { $0.value == .recordID }.map { [$0.name] } ?? []
        return RegisterSchema(fields: fields, missingValues: [""], primaryKey: key)
    }

    private static func role(of value: ColumnValue) -> Role {
        switch value {
        case .recordID: .recordID
        case .identifier: .nationalID
        case .surname: .surname
        case .givenName: .givenName
        case .fullName: .fullName
        case .englishName: .text
        case .hanName: .hanName
        case .birthDate: .birthDate
        case .birthYear: .birthYear
        case .sex: .sex
        case .address, .hanAddress: .address
        case .flat: .unit
        case .floor: .floor
        case .building: .building
        case .street: .street
        case .area: .locality
        case .district, .districtCode: .district
        case .postcode: .postcode
        case .buildingID: .building
        case .registeredOn, .motherName, .motherIdentifier, .eventDate, .direction, .controlPoint: .ignore
        }
    }

    private static func description(of value: ColumnValue) -> String {
        switch value {
        case .recordID: "The register's own number of the record."
        case .identifier: "A number never issued: synthetic."
        case .surname: "Surname in Latin letters."
        case .givenName: "Given name in Latin letters, with an English name if the register knows one."
        case .fullName: "Surname and given name in Latin letters."
        case .englishName: "English given name."
        case .hanName: "Name in Chinese characters."
        case .birthDate: "Date of birth; the year alone where nothing else is known."
        case .birthYear: "Year of birth."
        case .sex: "Sex, as the register writes it."
        case .address: "Address, as the register writes it."
        case .hanAddress: "Address in Chinese."
        case .flat: "Letter of the flat."
        case .floor: "Number of the floor."
        case .building: "Building, block or home: invented."
        case .street: "Housing estate, or number and street; streets are invented."
        case .area: "Sub-area of the district."
        case .district: "District by name."
        case .districtCode: "District by code."
        case .postcode: "Postcode: invented."
        case .buildingID: "Number of the building: invented."
        case .registeredOn: "The day the record was made."
        case .motherName: "The mother's name; not the person's."
        case .motherIdentifier: "The mother's number; not the person's."
        case .eventDate: "The day of the event."
        case .direction: "Direction of the crossing: arrival or departure."
        case .controlPoint: "Where the border was crossed."
        }
    }

    // MARK: - Job

    /// A job that links the registers of persons as they stand here, and estimates the population.
    private var job: String {
        var lines = [
            "# Links the synthetic registers beside it and estimates who lives here; nobody in them exists.",
            "# recensus run job.yaml --output run",
            "# recensus evaluate run --truth truth/records.csv",
            "reference_date: \(scenario.referenceDate.iso)",
            "registers:",
        ]
        let last = synthesis.files.filter(\.isLast)
        for file in last where scenario.registers[file.register].holds == .persons { lines += entry(file) }
        // Births, deaths and crossings are no lists of persons: they tell who lives here.
        for file in last where scenario.registers[file.register].holds != .persons { lines += entry(file) }
        lines += [
            "estimate:",
            "  by:",
            "    - [district]",
            "    - [sex]",
            "    - [age_group]",
            "    - [sex, age_group]",
            "    - [district, sex, age_group]",
        ]
        if last.contains(where: { isEvidenceOfPresence(scenario.registers[$0.register]) }) {
            lines.append("  residence: hong_kong_usual_residents")
        }
        lines += ["publish:", "  disclosure: { method: cell_key, threshold: 10 }"]
        return lines.joined(separator: "\n") + "\n"
    }

    private func entry(_ file: RegisterFile) -> [String] {
        let path = format == .sqlite ? "registers.sqlite" : file.name + (format == .zst ? ".csv.zst" : ".csv")
        let register = scenario.registers[file.register]
        var lines = ["\(file.name):", "  path: \(path)"]
        if format == .sqlite { lines.append("  table: \(file.name)") }
        lines.append("  schema: schemas/\(register.name).schema.json")
        if let evidence = evidence(of: register) {
            lines += ["  use: residence", "  evidence: \(evidence)"]
        }
        return lines.map { "  " + $0 }
    }

    /// Whether a register holds crossings that say whose they are.
    private func isEvidenceOfPresence(_ register: RegisterSpec) -> Bool {
        register.holds == .crossings && !scenario.withholdsIdentifiers && !register.withholdsIdentifier
    }

    /// What a register of events says, in the words of a job.
    private func evidence(of register: RegisterSpec) -> String? {
        func column(_ value: ColumnValue) -> String? { register.columns.first { $0.value == value }?.name }
        switch register.holds {
        case .births: return "{ kind: births }"
        case .deaths: return column(.eventDate).map { "{ kind: deaths, date: \($0) }" }
        case .crossings:
            guard let date = column(.eventDate), let direction = column(.direction) else { return nil }
            return "{ kind: movements, date: \(date), direction: \(direction) }"
        default: return nil
        }
    }
}
