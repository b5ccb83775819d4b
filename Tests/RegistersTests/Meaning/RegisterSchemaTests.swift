import Columns
import Testing

@testable import Registers

@Suite struct RegisterSchemaTests {
    private func error(_ text: String) -> SchemaError? {
        do throws(SchemaError) {
            _ = try RegisterSchema(reading: text, file: "a.json")
            return nil
        } catch { return error }
    }

    @Test("a schema is read, and written the same each time")
    func roundTrip() throws {
        let schema = RegisterSchema(
            fields: [
                RegisterField(name: "id \"x\"", role: .recordID),
                RegisterField(
                    name: "geb",
                    type: .date,
                    role: .birthDate,
                    format: "%d.%m.%Y",
                    dateOrder: .dayMonthYear,
                    calendar: .buddhist,
                    pivot: 2026,
                    utcOffset: -12_600,
                    title: "Geburt\n",
                    description: "日期",
                    confidence: 0.85,
                    reason: "header"
                ),
            ],
            missingValues: ["", "NA"],
            primaryKey: ["id \"x\""]
        )
        let text = schema.json()
        let read = try RegisterSchema(reading: text, file: "a.json")
        #expect(read == schema)
        #expect(read.json() == text)
    }

    @Test("an unknown role is refused where it stands, with the nearest one")
    func unknownRole() {
        let found = error("{\"fields\": [\n  {\"name\": \"a\", \"recensus:role\": \"sirname\"}]}")
        #expect(found?.code == .unknownRole)
        #expect(found?.location == "a.json:2:34")
        #expect(found?.detail.contains("“surname”") == true)
    }

    @Test(
        "broken files are refused",
        arguments: [
            "", "{", "[]", "{\"fields\": 3}", "{\"fields\": [{}]}", "{\"fields\": [{\"name\": \"a\"}] x}",
            "{\"a\": tru}",
            "{\"fields\": [{\"name\": \"a\"}, {\"name\": \"a\"}]}", "{\"fields\": [], \"primaryKey\": \"b\"}",
            "{\"fields\": [{\"name\": \"a\", \"recensus:rolle\": \"sex\"}]}",
            "{\"fields\": [{\"name\": \"a\", \"recensus:calendar\": \"lunar\"}]}",
            "{\"fields\": [{\"name\": \"a\", \"recensus:pivot\": 26}]}",
            "{\"fields\": [{\"name\": \"a\", \"recensus:utc_offset\": \"+8\"}]}",
            "{\"fields\": [{\"name\": \"a\\ud800\"}]}",
            "{\"fields\": [{\"name\": \"a\", \"type\": \"text\"}]}", "{\"a\":1,\"a\":2}",
        ]
    )
    func broken(text: String) {
        #expect(error(text) != nil)
    }

    @Test("deep nesting is refused, not followed")
    func deep() {
        #expect(error(String(repeating: "[", count: 100_000))?.code == .syntax)
    }

    @Test("other members of the Table Schema are passed over")
    func foreignMembers() throws {
        let text =
            "{\"fields\":[{\"name\":\"a\",\"constraints\":{\"required\":true}}],\"foreignKeys\":[1,-2.5e3,null]}"
        #expect(try RegisterSchema(reading: text, file: "a").fields.map(\.role) == [.text])
    }
}
