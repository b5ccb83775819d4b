package import Comparison

extension JobParser {
    /// A rule from its text, as a level of a job writes it.
    package static func rule(
        _ text: String,
        levels: LevelRegistry = .standard
    ) throws(JobError) -> Agreement {
        let job = try parse(
            "registers: { a: a }\nlink: { compare: [{ name: a, levels: [\(text)] }] }\n",
            file: "rule",
            levels: levels
        )
        if case .given(let comparisons) = job.link.compare, let levels = comparisons.first?.levels,
            levels.count == 1
        {
            return levels[0].rule
        }
        throw fatal("rule", 1, 1, "there is more than one rule", expected: "one rule")
    }
}
