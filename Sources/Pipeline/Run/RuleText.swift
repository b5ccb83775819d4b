import Comparison

/// A rule of a level as one line of a job file: how models write it.
struct RuleText: Codable {
    let rule: Agreement

    init(_ rule: Agreement) { self.rule = rule }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do throws(JobError) {
            rule = try JobParser.rule(text)
        } catch {
            let reason = error.mistakes.first.map { "\($0.found)" } ?? ""
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "“\(text)” is no rule: \(reason)"
            )
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(JobWriter.flow(rule))
    }
}

extension JobParser {
    /// A rule from its text, as a level of a job writes it.
    static func rule(_ text: String, levels: LevelRegistry = .standard) throws(JobError) -> Agreement {
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
