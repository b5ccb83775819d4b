import Foundation
import Schemas
import Synthesis
import Testing

@testable import Jobs

/// The schema for editors must know the words that the scenario parser knows, and no others.
@Suite struct ScenarioSchemaTests {
    private func object(_ path: String...) throws -> [String: Any] {
        var value = try #require(
            try JSONSerialization.jsonObject(with: Data(Schemas.scenario.utf8)) as? [String: Any]
        )
        for step in path { value = try #require(value[step] as? [String: Any], "\(step)") }
        return value
    }

    private func register() throws -> [String: Any] {
        let choices =
            try object("properties", "registers", "additionalProperties")["oneOf"] as? [[String: Any]]
        return try #require(choices?.last?["properties"] as? [String: Any])
    }

    @Test func keysAreTheParsers() throws {
        #expect(try object("properties").keys.sorted() == ScenarioSections.keys.sorted())
        #expect(try register().keys.sorted() == ScenarioSections.registerKeys.sorted())
    }

    @Test func mechanismsAreThoseOfTheirFields() throws {
        let fields = try object("properties", "errors", "properties", "rates", "properties")
        #expect(fields.keys.sorted() == ErrorField.allCases.map(\.rawValue).sorted())
        for field in ErrorField.allCases {
            let known = (fields[field.rawValue] as? [String: Any])?["properties"] as? [String: Any]
            let expected = Mechanism.allCases.filter { $0.fields.contains(field) }.map(\.rawValue)
            #expect(known?.keys.sorted() == expected.sorted())
        }
        let channels = try object("properties", "errors", "properties", "channels", "properties")
        #expect(channels.keys.sorted() == Channel.allCases.map(\.rawValue).sorted())
    }

    @Test func valuesOfColumnsAreTheParsers() throws {
        let columns = try register()["columns"] as? [String: Any]
        let words = (columns?["additionalProperties"] as? [String: Any])?["enum"] as? [String]
        #expect(words?.sorted() == ColumnValue.allCases.map(\.rawValue).sorted())
    }
}
