import Columns
import Testing

@testable import Registers

@Suite struct StandardiserTests {
    private func input(_ name: String, _ headers: [String], _ rows: [[String]]) -> RegisterInput {
        let rows = table(headers, rows, name: name)
        return RegisterInput(name: name, table: rows, schema: RoleInference.infer(rows))
    }

    private func input(_ name: String, _ fields: [(String, Role)], _ rows: [[String]]) -> RegisterInput {
        let rows = table(fields.map(\.0), rows, name: name)
        let schema = RegisterSchema(fields: fields.map { RegisterField(name: $0.0, role: $0.1) })
        return RegisterInput(name: name, table: rows, schema: schema)
    }

    private let workers = Workers(threads: 2)

    @Test("registers with other headers share features and codes")
    func shared() throws {
        let a = input(
            "a",
            [("id", .recordID), ("first", .givenName), ("dob", .birthDate)],
            [["1", "Ann", "1980-01-02"]]
        )
        let b = input(
            "b",
            [("nr", .recordID), ("vorname", .givenName), ("geb", .birthDate)],
            [["9", "ANN", "02.01.1980"]]
        )
        let records = try Standardiser.standardise([a, b], workers: workers).records
        #expect(records.features.map(\.name) == ["given_name", "birth_date"])
        for feature in records.features {
            #expect(feature.codes[0] == feature.codes[1] && feature.codes[0] != 0)
        }
        #expect(records.registers.map(\.rows) == [0..<1, 1..<2])
        #expect(records.identifiers.codes.map { records.identifiers.values.string($0) } == ["1", "9"])
    }

    @Test("columns of one role are numbered, columns of a general role keep their names")
    func names() throws {
        let a = input(
            "a",
            [("f1", .givenName), ("f2", .givenName), ("Marital Status", .category), ("hh_id", .identifier)],
            [["Ann", "Mary", "single", "h1"]]
        )
        let records = try Standardiser.standardise([a], workers: workers).records
        #expect(records.features.map(\.name) == ["given_name", "given_name_2", "marital_status", "hh_id"])
        #expect(records.identifiers.values.string(records.identifiers.codes[0]) == "row 1")
    }

    @Test("year, month and day become one date, parts of it where one is missing")
    func birthParts() throws {
        let a = input(
            "a",
            [("by", .birthYear), ("bm", .birthMonth), ("bd", .birthDay)],
            [
                ["1980", "2", "3"], ["1980", "", "3"], ["", "2", "3"], ["", "", ""], ["1980", "13", "1"],
                ["1955", "11", "92"],
            ]
        )
        let records = try Standardiser.standardise([a], workers: workers).records
        #expect(records.texts("birth_date") == ["1980-02-03", "1980", "", "", "1980-13-01", "1955-11-92"])
    }

    @Test("a code of a building is a feature of its own beside the building in the address")
    func buildingCodes() throws {
        let headers = ["id", "address", "building_id"]
        let rows = (1...40).map { ["r\($0)", "FLAT A, \($0)/F, 3 NATHAN RD, MONG KOK", "B000\($0 % 9)"] }
        let a = input("a", headers, rows)
        #expect(a.schema.fields[2].role == .building)
        let records = try Standardiser.standardise([a], workers: workers).records
        #expect(records.feature("building_id")?.role == .building)
        #expect(records.texts("building_id")?.first == "B0001")
    }

    @Test("later rows of an identifier are set aside, rows without one are called by their number")
    func quarantine() throws {
        let a = input(
            "a",
            [("id", .recordID), ("n", .surname)],
            [["1", "A"], ["1", "B"], ["", "C"], ["2", "D"]]
        )
        let result = try Standardiser.standardise([a], workers: workers)
        #expect(result.records.texts("surname") == ["a", "d", "c"])
        let names = result.records.identifiers.codes.map { result.records.identifiers.values.string($0) }
        #expect(names == ["1", "2", "row 3"])
        #expect(result.quarantine[0].duplicates == 1)
        #expect(result.quarantine[0].missing == 1 && result.quarantine[0].count == 1)
        #expect(result.quarantine[0].keptRows == [0, 3, 2])
        #expect(result.quarantine[0].examples.map(\.row) == [1])
        let told = result.notices.first { $0.kind == .identifierMissing }
        #expect(told?.column == "id" && told?.count == 1)
    }

    @Test("ordinal identifiers count on in tens")
    func ordinals() throws {
        let rows = (0..<120).map { ["n\($0)"] }
        let a = input("a", [("n", .surname)], rows)
        let records = try Standardiser.standardise([a], workers: workers).records
        let names = records.identifiers.codes.map { records.identifiers.values.string($0) }
        #expect(names == (1...120).map { "row \($0)" })
    }

    @Test("steps say what was done to how much")
    func steps() throws {
        let a = input("a", [("n", .surname)], [["SMITH"], ["SMITH"], ["n/a"], ["jones"]])
        let steps = try Standardiser.standardise([a], workers: workers).steps
        let cased = steps.first { $0.kind == .letterCase }
        #expect(cased?.valuesChanged == 1)
        #expect(cased?.recordsChanged == 2)
        #expect(cased?.examples == [.init(before: "SMITH", after: "smith")])
        #expect(steps.first { $0.kind == .placeholder }?.recordsChanged == 1)
    }

    @Test("declared missing values are missing")
    func missingValues() throws {
        var a = input("a", [("n", .surname)], [["-9"], ["Smith"]])
        a.schema.missingValues = ["", "-9"]
        #expect(
            try Standardiser.standardise([a], workers: workers).records.texts("surname") == ["", "smith"]
        )
    }

    @Test("full names fill the features of their parts; order is learned from other registers")
    func fullNames() throws {
        let a = input(
            "a",
            [("s", .surname), ("g", .givenName)],
            [["Kowalski", "Jan"], ["Novak", "Eva"], ["Horvat", "Ana"]]
        )
        let b = input("b", [("name", .fullName)], [["Kowalski Jan"], ["Novak Eva"], ["Horvat Ana"]])
        let records = try Standardiser.standardise([a, b], workers: workers).records
        #expect(records.texts("surname") == ["kowalski", "novak", "horvat", "kowalski", "novak", "horvat"])
        #expect(records.texts("given_name") == ["jan", "eva", "ana", "jan", "eva", "ana"])
    }

    @Test("lines of an address are read as one")
    func addressLines() throws {
        let a = input(
            "a",
            [("address_1", .address), ("address_2", .address)],
            [["Flat 2, 10 High St", "London"], ["12 Low Rd", ""]]
        )
        let records = try Standardiser.standardise([a], workers: workers).records
        #expect(records.texts("street") == ["high street", "low road"])
        #expect(records.texts("locality") == ["london", ""])
    }

    @Test("schemas that do not fit are refused")
    func misfits() {
        var a = input("a", [("surname", .surname)], [["x"]])
        a.schema.fields[0].name = "surnam"
        let error = #expect(throws: SchemaError.self) { try Standardiser.standardise([a], workers: workers) }
        #expect(error?.code == .unknownColumn)
        #expect(error?.detail.contains("“surname”") == true)
        let b = input("b", [("i", .recordID), ("j", .recordID)], [["1", "2"]])
        #expect(throws: SchemaError.self) { try Standardiser.standardise([b], workers: workers) }
        let c = input("c", [("n", .surname)], [["1"]])
        #expect(throws: SchemaError.self) { try Standardiser.standardise([c, c], workers: workers) }
    }

    private func mixed(_ count: Int) -> RegisterInput {
        let rows = (0..<count).map { i in
            [
                "r\(i)", "Mr. O'Neil-\(i % 97)", "ÉVA \(i % 31)",
                "\(1 + i % 28)/\(1 + i % 12)/\(1903 + i % 110)",
                i % 2 == 0 ? "Male" : "2", "+852 \(20_000_000 + i)", "P\(i)@X.org", "\(i % 40) St Johns Rd",
                "Flat \(i % 9)A, \(i % 30)/F, 沙田", "0\(i % 90)", "sw\(i % 9)a 1aa",
            ]
        }
        return input(
            "m\(count)",
            [
                ("id", .recordID), ("s", .surname), ("g", .givenName), ("b", .birthDate), ("x", .sex),
                ("t", .phone),
                ("e", .email), ("st", .street), ("ad", .locality), ("n", .number), ("p", .postcode),
            ],
            rows
        )
    }

    @Test("the number of threads changes nothing")
    func threads() throws {
        let inputs = [mixed(1000), mixed(777)]
        let results = try [1, 2, 8].map {
            try Standardiser.standardise(inputs, workers: Workers(threads: $0))
        }
        for other in results.dropFirst() {
            #expect(other.steps == results[0].steps)
            for (a, b) in zip(results[0].records.features, other.records.features) {
                #expect(a.name == b.name && a.codes == b.codes)
                #expect(a.values.bytes == b.values.bytes && a.values.offsets == b.values.offsets)
            }
        }
    }

    @Test("standardising canonical values changes nothing")
    func idempotence() throws {
        let once = try Standardiser.standardise([mixed(500)], workers: workers).records
        let columns = once.features.map { CodedColumn(name: $0.name, codes: $0.codes, values: $0.values) }
        let again = RegisterInput(
            name: "again",
            table: Table(name: "again", columns: columns, rowCount: once.count),
            schema: RegisterSchema(fields: once.features.map { RegisterField(name: $0.name, role: $0.role) })
        )
        let twice = try Standardiser.standardise([again], workers: workers)
        for feature in once.features {
            #expect(twice.records.texts(feature.name) == once.texts(feature.name))
        }
        #expect(twice.steps == [])
    }
}
