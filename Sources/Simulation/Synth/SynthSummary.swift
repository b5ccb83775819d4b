package import Jobs
package import Pipeline
import ReferenceTables
import Synthesis

extension SynthRun.Summary {
    /// The summary for people.
    package var text: String {
        var table = TextTable([("register", .left), ("records", .right)])
        for (name, rows) in records { table.append([name, Plain.count(rows)]) }
        return table.text
            + "\(Plain.count(persons)) persons, \(Plain.count(residents)) of them residents; nobody exists\n"
            + "\(folder)/job.yaml links them; \(folder)/truth/ says who is whom\n"
    }

    /// The summary for programs.
    package var json: JSONText {
        .object([
            ("folder", .string(folder)), ("persons", .integer(persons)), ("residents", .integer(residents)),
            ("records", .object(records.map { ($0.name, .integer($0.rows)) })),
        ])
    }
}

/// The presets, told in a line each.
package enum ScenarioList {
    /// The list as text.
    package static func text() throws(JobError) -> String {
        var table = TextTable([("preset", .left), ("what it is", .left)])
        for name in ReferenceTables.scenarioNames {
            table.append([name, try ScenarioParser.load(name).title])
        }
        return table.text
    }
}
