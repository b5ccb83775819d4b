import Estimation

/// What the command prints.
extension CaptureRecapture {
    /// A bound is no estimate.
    static let lowerBound = "lower bound (Chao)"

    /// Models listed in the terminal; --json has them all.
    private static let shownModels = 10

    /// The estimates for programs.
    public var json: JSONText {
        .object([
            ("lists", .array(counts.lists.map { .string($0) })), ("observed", .integer(counts.observed)),
            ("level", .number(settings.level)), ("seed", .string(String(settings.seed))),
            (
                "list_totals",
                .object(counts.lists.indices.map { (counts.lists[$0], .integer(counts.total(of: $0))) })
            ),
            ("estimates", .array(lines.map(Self.json))),
            ("models", .array((family?.fits(by: .aic) ?? []).map(json))),
            ("refused_models", .array((family?.refused ?? []).map(json))),
            ("warnings", .array(warnings.map { .string($0) })),
            ("refusal", refusal.map { .string($0.detail) } ?? .null),
        ])
    }

    /// The estimates for people.
    public var text: String {
        var text = "\(Plain.count(counts.observed)) cases on \(counts.listCount) lists: "
        text +=
            counts.lists.indices
            .map { "\($0 + 1) \(TextTable.printable(counts.lists[$0])) \(Plain.count(counts.total(of: $0)))" }
            .joined(separator: ", ") + "\n"
        if !lines.isEmpty { text += "\n" + estimates }
        if let family, counts.listCount > 2, family.outcomes.count > 1 { text += "\n" + models(family) }
        if let range { text += "\n" + range }
        for warning in warnings { text += "note: \(TextTable.printable(warning))\n" }
        return text
    }

    private var estimates: String {
        let percent = Plain.fixed(
            settings.level * 100,
            decimals: settings.level * 100 == (settings.level * 100).rounded() ? 0 : 1
        )
        var table = TextTable([
            ("estimate", .left), ("persons", .right), ("SE", .right), ("\(percent) % from", .right),
            ("to", .right),
            ("model", .left), ("note", .left),
        ])
        for line in lines {
            table.append([
                line.method, line.population.map(number) ?? "none", line.standardError.map(number) ?? "",
                line.interval.map { number($0.lower) } ?? "",
                line.interval.map { $0.upper.map(number) ?? "no limit" } ?? "", line.model ?? "",
                line.note ?? "",
            ])
        }
        return table.text
    }

    private func models(_ family: LogLinearFamily) -> String {
        let fits = family.fits(by: .aic)
        var table = TextTable([
            ("model", .left), ("persons", .right), ("SE", .right), ("deviance", .right), ("df", .right),
            ("AIC", .right), ("BIC", .right),
        ])
        for fit in fits.prefix(Self.shownModels) {
            table.append([
                fit.model.name, number(fit.population), number(fit.standardError),
                Plain.fixed(fit.deviance, decimals: 2), String(fit.degreesOfFreedom),
                Plain.fixed(fit.aic, decimals: 2), Plain.fixed(fit.bic, decimals: 2),
            ])
        }
        var text = fits.isEmpty ? "" : table.text
        if fits.count > Self.shownModels {
            text += "… \(fits.count - Self.shownModels) more models; --json lists all\n"
        }
        let refused = family.refused
        if let first = refused.first {
            text += "\(refused.count) of \(family.outcomes.count) models have no estimate; "
            text += "\(first.model.name): \(TextTable.printable(first.explanation(counts)))\n"
        }
        return text
    }

    /// How far the methods are apart: what the intervals of any one of them do not say.
    private var range: String? {
        let values = lines.filter { $0.isReliable && $0.method != Self.lowerBound }.compactMap(\.population)
        guard counts.listCount > 2, let least = values.min(), let greatest = values.max() else { return nil }
        return "The methods give \(number(least)) to \(number(greatest)) persons: "
            + "what is assumed of the lists decides, not chance alone.\n"
    }

    private func number(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 9e15 else { return "\(value)" }
        return value < 1000 ? Plain.fixed(value, decimals: 1) : Plain.count(Int(value.rounded()))
    }

    private static func json(_ line: Line) -> JSONText {
        .object([
            ("method", .string(line.method)), ("model", line.model.map { .string($0) } ?? .null),
            ("population", line.population.map { .number($0) } ?? .null),
            ("standard_error", line.standardError.map { .number($0) } ?? .null),
            ("lower", line.interval.map { .number($0.lower) } ?? .null),
            ("upper", line.interval?.upper.map { .number($0) } ?? .null),
            ("reliable", .bool(line.isReliable)), ("note", line.note.map { .string($0) } ?? .null),
        ])
    }

    private func json(_ fit: LogLinearFit) -> JSONText {
        .object([
            ("model", .string(fit.model.name)), ("population", .number(fit.population)),
            ("standard_error", .number(fit.standardError)), ("deviance", .number(fit.deviance)),
            ("degrees_of_freedom", .integer(fit.degreesOfFreedom)), ("aic", .number(fit.aic)),
            ("bic", .number(fit.bic)), ("extent", .string(fit.extent.rawValue)),
            ("zero_histories", .array(fit.zeroHistories.map { .string(digits($0)) })),
        ])
    }

    /// A history as digits, a 1 for each list that caught the case, lists in their order.
    func digits(_ history: Int) -> String {
        counts.lists.indices.map { history & (1 << $0) != 0 ? "1" : "0" }.joined()
    }

    private func json(_ model: RefusedModel) -> JSONText {
        .object([
            ("model", .string(model.model.name)), ("reason", .string(model.reason.rawValue)),
            ("explanation", .string(model.explanation(counts))),
            ("aic_approached", model.aicApproached.map { .number($0) } ?? .null),
            ("bic_approached", model.bicApproached.map { .number($0) } ?? .null),
        ])
    }
}
