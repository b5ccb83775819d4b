import Columns
import Testing

@testable import Registers

@Suite("Columns that are made of others")
struct MadeOfOthersTests {
    private let count = 200

    private func infer(_ headers: [String], _ row: (Int) -> [String]) -> RegisterSchema {
        RoleInference.infer(table(headers, (0..<count).map(row)))
    }

    @Test(
        "a full name beside its parts fills their gaps, whatever its header and order",
        arguments: ["first_and_surname", "name", "label"],
        [true, false]
    )
    func fullName(header: String, surnameFirst: Bool) {
        let schema = infer(["id", header, "first_name", "surname"]) { i in
            let (given, surname) = (MadeUpPeople.given(i), MadeUpPeople.surname(i))
            return ["\(i)", surnameFirst ? "\(surname), \(given)" : "\(given) \(surname)", given, surname]
        }
        #expect(schema.fields[1].role == .fullName)
        #expect(schema.fields[1].madeOf == ["first_name", "surname"])
        #expect(schema.notices.map(\.kind) == [.madeOfOthers])
    }

    @Test("a full name may have a title and a second name besides")
    func more() {
        let schema = infer(["id", "long", "first_name", "surname"]) { i in
            let (given, surname) = (MadeUpPeople.given(i), MadeUpPeople.surname(i))
            return ["\(i)", "Dr \(given) \(MadeUpPeople.given(i + 3)) \(surname)", given, surname]
        }
        #expect(schema.fields[1].madeOf == ["first_name", "surname"])
    }

    @Test("texts made of other columns are not used")
    func texts() {
        let schema = infer(["id", "line", "street_no", "street", "town", "surname"]) { i in
            let street = MadeUpPeople.surname(i) + " Street"
            let town = MadeUpPeople.given(i / 3) + " Town"
            return [
                "\(i)", "\(i % 90) \(street); \(town)", "0\(i % 90)", street, town,
                MadeUpPeople.surname(i + 5),
            ]
        }
        #expect(schema.fields[1].role == .ignore || schema.fields[1].role == .address)
        #expect(schema.fields[5].madeOf.isEmpty && schema.fields[5].role == .surname)
    }

    @Test("a column that is there twice fills the gaps of the first")
    func twins() {
        let schema = infer(["id", "surname", "given_name", "surname_clean", "town", "city_name"]) { i in
            let surname = MadeUpPeople.surname(i)
            let town = MadeUpPeople.given(i / 4) + "ville"
            return [
                "\(i)", i % 50 == 0 ? "" : surname, MadeUpPeople.given(i), surname.uppercased(), town, town,
            ]
        }
        #expect(schema.fields[3].madeOf == ["surname"] && schema.fields[3].role == .surname)
        #expect(schema.fields[5].madeOf == ["town"])
    }

    @Test("columns that agree because one value is frequent are two columns")
    func chance() {
        let schema = infer(["id", "nationality", "country_of_birth", "surname"]) { i in
            ["\(i)", i % 40 == 0 ? "FR" : "DE", i % 41 == 0 ? "FR" : "DE", MadeUpPeople.surname(i)]
        }
        #expect(!schema.fields.contains { !$0.madeOf.isEmpty })
        #expect(schema.notices.isEmpty)
    }

    @Test("a column made of others speaks where they are missing, and makes no feature of its own")
    func filling() throws {
        let rows = table(
            ["id", "first_and_surname", "first_name", "surname"],
            (0..<count).map { i in
                let (given, surname) = (MadeUpPeople.given(i), MadeUpPeople.surname(i))
                return ["\(i)", "\(given) \(surname)", i == 0 ? "" : given, i == 0 ? "" : surname]
            }
        )
        let input = RegisterInput(name: "a", table: rows, schema: RoleInference.infer(rows))
        let records = try Standardiser.standardise([input], workers: Workers(threads: 1)).records
        #expect(records.features.map(\.name).sorted() == ["given_name", "surname"])
        #expect(records.texts("surname")?.first == MadeUpPeople.surname(0).lowercased())
        #expect(records.texts("given_name")?.first == MadeUpPeople.given(0).lowercased())
    }

    @Test("parts of a birth date beside the whole fill its gaps")
    func dates() throws {
        let rows = table(
            ["id", "surname", "date_of_birth", "birth_yr", "dob_mon"],
            (0..<count).map { i in
                let date = MadeUpPeople.birth(i)
                let month = date.split(separator: "-")[1]
                return [
                    "\(i)", MadeUpPeople.surname(i), i == 0 ? "" : date, String(date.prefix(4)),
                    String(month),
                ]
            }
        )
        let input = RegisterInput(name: "a", table: rows, schema: RoleInference.infer(rows))
        let records = try Standardiser.standardise([input], workers: Workers(threads: 1)).records
        #expect(records.features.map(\.name).sorted() == ["birth_date", "surname"])
        #expect(records.texts("birth_date")?.first == "1930-10")
    }

    @Test("what a column is made of stands in the schema's file")
    func schemaFile() throws {
        var field = RegisterField(name: "name", role: .fullName)
        field.madeOf = ["a", "b"]
        let schema = RegisterSchema(fields: [
            field, RegisterField(name: "a", role: .givenName), RegisterField(name: "b", role: .surname),
        ])
        #expect(try RegisterSchema(reading: schema.json(), file: "s") == schema)
        let wrong = schema.json().replacing("\"b\"]", with: "\"c\"]")
        #expect(throws: SchemaError.self) { try RegisterSchema(reading: wrong, file: "s") }
    }
}
