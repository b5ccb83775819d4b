import Columns
import ReferenceTables
package import Synthesis
import Yams

/// Reads scenarios: presets by name, and files, which may start from a preset.
package enum ScenarioParser {
    /// Reads a preset, or a scenario file if the name ends in `.yaml` or `.yml`.
    ///
    /// - Throws: ``JobError`` with every mistake, each with line, column and what is valid.
    package static func load(_ name: String, waiting: WaitListener? = nil) throws(JobError) -> Scenario {
        try load(
            name,
            text: isFile(name) ? try JobParser.text(of: name, what: "scenario", waiting: waiting) : ""
        )
    }

    /// A preset, or the scenario of a file whose text was read.
    package static func load(_ name: String, text: String) throws(JobError) -> Scenario {
        if isFile(name) { return try parse(text, file: name) }
        guard let text = ReferenceTables.scenario(name) else {
            let mistake = JobMistake(
                line: 0,
                column: 0,
                place: "",
                found: "no preset is called “\(name)”",
                expected: NodeReader.oneOf(ReferenceTables.scenarioNames) + ", or a file that ends in .yaml",
                suggestion: WordSuggestion.nearest(to: name, among: ReferenceTables.scenarioNames)
            )
            throw JobError(file: "recensus synth", mistakes: [mistake])
        }
        return try parse(text, file: name + ".yaml", name: name)
    }

    /// The text that a scenario is read from, for the record.
    package static func text(_ name: String, waiting: WaitListener? = nil) throws(JobError) -> String {
        // A preset that there is not is a mistake for the one who loads it.
        isFile(name)
            ? try JobParser.text(of: name, what: "scenario", waiting: waiting)
            : ReferenceTables.scenario(name) ?? ""
    }

    private static func isFile(_ name: String) -> Bool { name.hasSuffix(".yaml") || name.hasSuffix(".yml") }

    /// Reads the text of a scenario; `file` is what its mistakes are said to be in.
    package static func parse(_ text: String, file: String, name: String? = nil) throws(JobError) -> Scenario
    {
        try parse(text, file: file, name: name, depth: 0)
    }

    private static func parse(
        _ text: String,
        file: String,
        name: String?,
        depth: Int
    ) throws(JobError) -> Scenario {
        let expected = "at least `extends: hong-kong`"
        let root = try JobParser.root(of: text, file: file, what: "scenario", expected: expected)
        var sections = ScenarioSections()
        var scenario = Scenario(name: name ?? file, referenceDate: CivilDate(daysSince1970: 20_634))
        if let base = sections.base(root), depth < 4, let text = ReferenceTables.scenario(base) {
            scenario = try parse(text, file: base + ".yaml", name: base, depth: depth + 1)
            scenario.name = name ?? file
        }
        // Without its base a scenario would seem to lack all that the base gives.
        if sections.reader.mistakes.isEmpty { sections.read(root, into: &scenario) }
        let mistakes = sections.reader.mistakes
        if mistakes.isEmpty { return scenario }
        throw JobError(
            file: file,
            mistakes: mistakes.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
        )
    }
}
