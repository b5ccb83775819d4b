import Columns
import Comparison
import Foundation
import Inference
import Population
import Registers
import Schemas
import Testing

@testable import Jobs

/// The schema for editors must know the words that the parser knows, and no others.
@Suite struct JobSchemaTests {
    /// What stands at a path of keys and indices.
    private func value(_ path: [String]) throws -> Any {
        var value = try JSONSerialization.jsonObject(with: Data(Schemas.job.utf8))
        for step in path {
            if let index = Int(step) {
                value = try #require((value as? [Any])?[index])
            } else {
                value = try #require((value as? [String: Any])?[step])
            }
        }
        return value
    }

    private func keys(_ path: String...) throws -> [String] {
        try #require(try value(path + ["properties"]) as? [String: Any]).keys.sorted()
    }

    private func words(_ path: String...) throws -> [String] {
        try #require(try value(path) as? [String])
    }

    @Test func keysAreTheParsers() throws {
        #expect(try keys() == JobSections.jobKeys.sorted())
        #expect(try keys("$defs", "register", "oneOf", "1") == JobSections.registerKeys.sorted())
        #expect(try keys("$defs", "link") == JobSections.linkKeys.sorted())
        #expect(try keys("$defs", "column") == JobSections.columnKeys.sorted())
        #expect(
            try keys("$defs", "register", "oneOf", "1", "properties", "evidence", "oneOf", "1")
                == JobSections.evidenceKeys.sorted()
        )
        #expect(try keys("properties", "estimate") == JobSections.estimateKeys.sorted())
        #expect(try keys("properties", "publish") == JobSections.publishKeys.sorted())
        #expect(
            try keys("properties", "publish", "properties", "disclosure", "oneOf", "1")
                == JobSections.disclosureKeys.sorted()
        )
        #expect(
            try keys("$defs", "rule", "oneOf", "1")
                == (LevelRegistry.standard.words + LevelRegistry.standard.modifiers + [
                    "any", "all", "not", "label",
                ])
                .sorted()
        )
    }

    @Test func wordsAreTheParsers() throws {
        #expect(try words("$defs", "role", "enum") == Role.allCases.map(\.rawValue))
        #expect(
            try words("$defs", "column", "properties", "calendar", "enum")
                == DateCalendar.allCases.map(\.rawValue)
        )
        #expect(
            try words("$defs", "link", "properties", "method", "enum")
                == LinkJob.Method.allCases.map(\.rawValue)
        )
        #expect(
            try words("properties", "estimate", "properties", "residence", "enum")
                == ResidenceRule.allCases.map(\.rawValue)
        )
        #expect(
            try keys("properties", "estimate", "properties", "residency_index")
                == EstimateJob.IndexSettings.keys.sorted()
        )
        let evidence = [
            "$defs", "register", "oneOf", "1", "properties", "evidence", "oneOf", "1", "properties",
        ]
        #expect(
            try value(evidence + ["kind", "enum"]) as? [String] == EvidenceKind.allCases.map(\.rawValue)
        )
        let disclosure = ["properties", "publish", "properties", "disclosure", "oneOf"]
        let methods = PublishJob.methods
        #expect(
            try value(disclosure + ["1", "properties", "method", "enum"]) as? [String] == methods
        )
        // Without a reason nothing is published as it is, so that the bare word is no choice.
        #expect(try value(disclosure + ["0", "enum"]) as? [String] == methods.filter { $0 != "none" })
        #expect(
            try words("properties", "estimate", "properties", "method", "enum")
                == EstimationMethod.allCases.map(\.rawValue)
        )
    }
}
