package import Disclosure
import Inference

/// What a job's `publish` asks for.
package struct PublishJob: Sendable, Equatable {
    /// The keys of `publish`.
    package static let keys = ["disclosure", "title"]
    /// The keys of `publish.disclosure`.
    static let disclosureKeys = ["method", "threshold", "base", "variance", "maximum", "secret", "reason"]

    /// The words of `publish.disclosure.method`.
    package static var methods: [String] { Method.allCases.map(\.rawValue) }

    /// The ways to protect tables by their names in job files.
    private enum Method: String, CaseIterable {
        case cellKey = "cell_key"
        case randomRounding = "random_rounding"
        case rounding
        case controlledRounding = "controlled_rounding"
        case suppression
        case none
    }

    /// How published numbers are protected.
    package var rule = DisclosureRule.standard
    /// The file of the secret that noise hangs on; nil to derive one from the records.
    package var secret: String?
    /// The title of the report.
    package var title: String?

    /// The mistakes in a job's `publish`.
    package static func mistakes(in job: Job, _ source: JobSource) -> [JobMistake] {
        read(job, source).mistakes
    }

    /// What a job asks for.
    ///
    /// - Throws: ``JobError`` with all mistakes.
    package init(_ job: Job, _ source: JobSource) throws(JobError) {
        let (result, mistakes) = Self.read(job, source)
        if !mistakes.isEmpty { throw JobError(file: source.file ?? "arguments", mistakes: mistakes) }
        self = result
    }

    private init() {}

    private static func read(_ job: Job, _ source: JobSource) -> (PublishJob, mistakes: [JobMistake]) {
        var result = PublishJob()
        var reader = SectionReader(source)
        guard let section = job.publish, case .mapping(let entries) = section else { return (result, []) }
        for entry in entries where entry.value.text != "" {
            let steps: [JobSource.Step] = [.key("publish"), .key(entry.key)]
            if entry.key == "title" {
                result.title = reader.text(entry.value, steps, what: "a title")
            } else {
                disclosure(entry.value, steps, &result, &reader)
                checkDimensions(result.rule, entry.value, steps, job, &reader)
            }
        }
        return (result, reader.mistakes)
    }

    /// Tables that are protected together have at most two dimensions.
    private static func checkDimensions(
        _ rule: DisclosureRule,
        _ section: JobSection,
        _ steps: [JobSource.Step],
        _ job: Job,
        _ reader: inout SectionReader
    ) {
        guard rule.isByFamily, let plan = try? EstimateJob(job, reader.source),
            let wide = plan.groupings.first(where: { $0.count > 2 })
        else { return }
        var here = steps
        if case .mapping = section { here.append(.key("method")) }
        reader.note(
            here,
            "“\(rule.name)” protects tables of one or two dimensions, and `estimate.by` asks for "
                + Grouping.name(wide),
            expected: "cell_key, random_rounding or rounding, or tables of at most two dimensions"
        )
    }

    private static func disclosure(
        _ section: JobSection,
        _ steps: [JobSource.Step],
        _ result: inout PublishJob,
        _ reader: inout SectionReader
    ) {
        var method = Method.cellKey
        var (threshold, base, maximum, variance) = (10, 0, 5, 3.0)
        var reason = ""
        if case .scalar = section {
            method = reader.word(section, steps, Method.self) ?? method
        } else {
            for entry in reader.entries(section, steps, keys: disclosureKeys, what: "{ method: cell_key }") {
                let here = steps + [.key(entry.key)]
                switch entry.key {
                case "method": method = reader.word(entry.value, here, Method.self) ?? method
                case "threshold": threshold = reader.whole(entry.value, here, in: 0...1_000_000) ?? threshold
                case "base": base = reader.whole(entry.value, here, in: 2...1_000_000) ?? base
                case "maximum": maximum = reader.whole(entry.value, here, in: 1...50) ?? maximum
                case "variance":
                    let what = "a variance from 0.1 to 500"
                    variance = reader.real(entry.value, here, in: 0.1...500, what: what) ?? variance
                case "secret": result.secret = reader.text(entry.value, here, what: "a file")
                case "reason": reason = reader.text(entry.value, here, what: "a reason") ?? ""
                default: break
                }
            }
        }
        switch method {
        case .cellKey:
            let conditions = PerturbationTable.Conditions(maximum: maximum, variance: variance)
            result.rule = .cellKey(conditions, threshold: threshold)
        case .randomRounding: result.rule = .randomRounding(base: base == 0 ? 3 : base)
        case .rounding: result.rule = .rounding(base: base == 0 ? 100 : base)
        case .controlledRounding: result.rule = .controlledRounding(base: base == 0 ? 3 : base)
        case .suppression: result.rule = .suppression(threshold: threshold)
        case .none:
            if reason.isEmpty {
                reader.note(
                    steps,
                    "nothing is to be protected, and no `reason` says why",
                    expected: "{ method: none, reason: TEXT }"
                )
            }
            result.rule = .none(reason: reason.isEmpty ? "none given" : reason)
        }
    }
}
