import Columns
package import Comparison
import Population
import Registers

/// Remarks to write beside parts of a job: what was inferred, from what, and how sure it is.
public struct JobComments: Sendable, Equatable {
    /// Lines at the top of the file.
    public var heading: [String]
    /// Lines above a part, by its place: `registers.NAME`, `registers.NAME.columns.COLUMN`, `link.block`,
    /// `link.block[1]`, `link.compare[1]`, `link.accept` and the like.
    public var byPlace: [String: [String]]

    /// Remarks, none by default.
    public init(heading: [String] = [], byPlace: [String: [String]] = [:]) {
        self.heading = heading
        self.byPlace = byPlace
    }
}

/// Writes a job as a commented file that reads back as the same job.
public enum JobWriter {
    /// The text of a job file.
    public static func write(_ job: Job, comments: JobComments = JobComments()) -> String {
        var writer = JobText(comments: comments.byPlace)
        for line in comments.heading { writer.comment(line, depth: 0) }
        if let date = job.referenceDate { writer.line("reference_date: \(date.iso)", 0, "reference_date") }
        if job.seed != Job.defaultSeed { writer.line("seed: \(job.seed)", 0, "seed") }
        writer.line("registers:", 0, "registers")
        for register in job.registers { write(register, &writer) }
        write(job.link, &writer)
        for (name, section) in [("estimate", job.estimate), ("publish", job.publish)] {
            guard let section else { continue }
            writer.line("\(name): \(writer.flow(section))", 0, name)
        }
        if let output = job.output { writer.line("output: \(JobText.quoted(output))", 0, "output") }
        if let threads = job.threads { writer.line("threads: \(threads)", 0, "threads") }
        return writer.text
    }

    private static func write(_ register: JobRegister, _ writer: inout JobText) {
        let place = "registers.\(register.name)"
        writer.line("\(JobText.quoted(register.name)):", 1, place)
        func pair(_ key: String, _ value: String?) {
            if let value { writer.line("\(key): \(JobText.quoted(value))", 2, "\(place).\(key)") }
        }
        pair("path", register.path)
        pair("schema", register.schema)
        pair("table", register.table)
        pair("delimiter", register.delimiter == "\t" ? "tab" : register.delimiter)
        pair("encoding", register.encoding)
        writeHeader(register.header, "\(place).header", &writer)
        if let share = register.setAside {
            writer.line("set_aside: \(ShareText.text(share))", 2, "\(place).set_aside")
        }
        pair("id", register.id)
        if register.duplicates != .auto { pair("duplicates", register.duplicates.rawValue) }
        if register.use != .link { pair("use", register.use.rawValue) }
        if let evidence = register.evidence { write(evidence, "\(place).evidence", &writer) }
        if register.columns.isEmpty { return }
        writer.line("columns:", 2, "\(place).columns")
        for column in register.columns {
            writer.line(
                "\(JobText.quoted(column.column)): \(text(column))",
                3,
                "\(place).columns.\(column.column)"
            )
        }
    }

    /// The role, or the role and how dates are written.
    private static func text(_ column: JobRegister.ColumnRole) -> String {
        if column.dates.isOpen { return column.role.rawValue }
        var parts = ["role: \(column.role.rawValue)"]
        if let format = column.dates.format { parts.append("format: \(JobText.quoted(format))") }
        if let calendar = column.dates.calendar { parts.append("calendar: \(calendar.rawValue)") }
        if let pivot = column.dates.pivot { parts.append("pivot: \(pivot)") }
        if let offset = column.dates.utcOffset {
            parts.append("utc_offset: \(JobText.quoted(UTCOffset.text(offset)))")
        }
        return "{ " + parts.joined(separator: ", ") + " }"
    }

    private static func writeHeader(_ header: HeaderChoice, _ place: String, _ writer: inout JobText) {
        if case .names(let names) = header {
            writer.line(
                "header: [" + names.map { JobText.quoted($0) }.joined(separator: ", ") + "]",
                2,
                place
            )
        } else if let word = header.word {
            writer.line("header: \(word)", 2, place)
        }
    }

    private static func write(_ evidence: EvidenceSpec, _ place: String, _ writer: inout JobText) {
        var parts = ["kind: \(evidence.kind.rawValue)"]
        if let date = evidence.date { parts.append("date: \(JobText.quoted(date))") }
        if let until = evidence.until { parts.append("until: \(JobText.quoted(until))") }
        if let direction = evidence.direction { parts.append("direction: \(JobText.quoted(direction))") }
        let plain = EvidenceSpec(evidence.kind)
        func list(_ key: String, _ words: [String]) {
            parts.append("\(key): [" + words.map { JobText.quoted($0) }.joined(separator: ", ") + "]")
        }
        if evidence.arrival != plain.arrival { list("arrival", evidence.arrival) }
        if evidence.departure != plain.departure { list("departure", evidence.departure) }
        if let covers = evidence.covers {
            parts.append("covers: [\(covers.lowerBound.iso), \(covers.upperBound.iso)]")
        }
        writer.line("evidence: { " + parts.joined(separator: ", ") + " }", 2, place)
    }

    private static func write(_ link: LinkJob, _ writer: inout JobText) {
        writer.line("link:", 0, "link")
        if case .given(let rules) = link.block {
            writer.line("block:", 1, "link.block")
            for (index, rule) in rules.enumerated() {
                writer.line("- \(JobText.quoted(rule.description))", 2, "link.block[\(index + 1)]")
            }
        } else {
            writer.line("block: auto", 1, "link.block")
        }
        if let budget = link.pairBudget { writer.line("pair_budget: \(budget)", 1, "link.pair_budget") }
        if case .given(let comparisons) = link.compare {
            writer.line("compare:", 1, "link.compare")
            for (index, comparison) in comparisons.enumerated() {
                write(comparison, "link.compare[\(index + 1)]", &writer)
            }
        } else {
            writer.line("compare: auto", 1, "link.compare")
        }
        switch link.accept {
        case .bestF: writer.line("accept: best_f", 1, "link.accept")
        case .precision(let value):
            writer.line("accept: { precision: \(JobNumber.text(value)) }", 1, "link.accept")
        case .weight(let value): writer.line("accept: { weight: \(JobNumber.text(value)) }", 1, "link.accept")
        case .probability(let value):
            writer.line("accept: { probability: \(JobNumber.text(value)) }", 1, "link.accept")
        }
        if link.method != .auto { writer.line("method: \(link.method.rawValue)", 1, "link.method") }
        if !link.topology.isEmpty {
            writer.line("topology:", 1, "link.topology")
            for (index, entry) in link.topology.enumerated() {
                let first = JobText.quoted(entry.first)
                let pair =
                    entry.first == entry.second
                    ? "within: \(first)" : "between: [\(first), \(JobText.quoted(entry.second))]"
                writer.line("- { \(pair), link: \(entry.isLinked) }", 2, "link.topology[\(index + 1)]")
            }
        }
        if let model = link.model { writer.line("model: \(JobText.quoted(model))", 1, "link.model") }
        if let weight = link.keepWeight {
            writer.line("keep_weight: \(JobNumber.text(weight))", 1, "link.keep_weight")
        }
        if let labels = link.labels { writer.line("labels: \(JobText.quoted(labels))", 1, "link.labels") }
        write(link.never, "never", &writer)
        write(link.always, "always", &writer)
    }

    private static func write(_ rules: [PairRuleSpec], _ key: String, _ writer: inout JobText) {
        if rules.isEmpty { return }
        writer.line("\(key):", 1, "link.\(key)")
        for (index, rule) in rules.enumerated() {
            let conditions = rule.conditions.map { condition in
                let levels = condition.levels.map { JobText.quoted($0) }.joined(separator: ", ")
                return "\(JobText.quoted(condition.comparison)): [\(levels)]"
            }
            let text =
                rule.isShort
                ? JobText.quoted(rule.description) : "{ \(conditions.joined(separator: ", ")) }"
            writer.line("- \(text)", 2, "link.\(key)[\(index + 1)]")
        }
    }

    private static func write(_ comparison: ComparisonSpec, _ place: String, _ writer: inout JobText) {
        if comparison == ComparisonSpec(feature: comparison.feature) {
            writer.line("- \(JobText.quoted(comparison.feature))", 2, place)
            return
        }
        writer.line("- name: \(JobText.quoted(comparison.name))", 2, place)
        writer.line("feature: \(JobText.quoted(comparison.feature))", 3, "\(place).feature")
        if let levels = comparison.levels {
            writer.line("levels:", 3, "\(place).levels")
            for (index, level) in levels.enumerated() {
                let rule = flow(level.rule)
                let text = level.label.map { label in
                    let inner = rule.hasPrefix("{") ? String(rule.dropFirst().dropLast()) : " \(rule): "
                    return "{ label: \(JobText.quoted(label)),\(inner)}"
                }
                writer.line("- \(text ?? rule)", 4, "\(place).levels[\(index + 1)]")
            }
        }
        if let frequency = comparison.termFrequency { writer.line("tf: \(frequency)", 3, "\(place).tf") }
        if comparison.fixedM.isEmpty { return }
        writer.line("m:", 3, "\(place).m")
        for fixed in comparison.fixedM {
            writer.line(
                "\(JobText.quoted(fixed.level)): \(JobNumber.text(fixed.probability))",
                4,
                "\(place).m.\(fixed.level)"
            )
        }
    }

    /// A rule on one line.
    package static func flow(_ rule: Agreement) -> String {
        switch rule {
        case .test(let test): return flow(test)
        case .any(let rules): return "{ any: [\(rules.map(flow).joined(separator: ", "))] }"
        case .all(let rules): return "{ all: [\(rules.map(flow).joined(separator: ", "))] }"
        case .not(let rule): return "{ not: \(flow(rule)) }"
        }
    }

    private static func flow(_ test: LevelTest) -> String {
        var feature = test.feature
        // A feature follows the word itself where nothing else does.
        guard let argument = test.argument ?? feature.map(LevelValue.text) else { return test.word }
        if test.argument == nil { feature = nil }
        var parts = ["\(test.word): \(text(argument))"]
        if let feature { parts.append("of: \(JobText.quoted(feature))") }
        for option in test.kind.options {
            if let value = test.options[option.name] { parts.append("\(option.name): \(text(value))") }
        }
        return "{ \(parts.joined(separator: ", ")) }"
    }

    private static func text(_ value: LevelValue) -> String {
        switch value {
        case .number(let number): JobNumber.text(number)
        case .text(let text): JobText.quoted(text)
        }
    }
}
