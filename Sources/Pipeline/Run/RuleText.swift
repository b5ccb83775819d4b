import Comparison
import Jobs

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
