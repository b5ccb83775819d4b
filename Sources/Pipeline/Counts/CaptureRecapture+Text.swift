import Estimation

/// What the command prints.
extension CaptureRecapture {
    /// A bound is no estimate.
    static let lowerBound = "lower bound (Chao)"

    /// Models listed in the terminal; --json has them all.
    private static let shownModels = 10

    /// The estimates for people.
    public var text: String {
        var text = "\(Plain.count(counts.observed)) cases on \(counts.listCount) lists: "
        text +=
            counts.lists.indices
            .map { "\($0 + 1) \(TextTable.printable(counts.lists[$0])) \(Plain.count(counts.total(of: $0)))" }
            .joined(separator: ", ") + "\n"
        if !lines.isEmpty { text += "\n" + estimates }
        if let family, counts.listCount > 2, family.outcomes.count > 1 { text += "\n" + models(family) }
        if !chances.isEmpty { text += "\n" + chanceTable }
        if counts.listCount > 2, !pairs.isEmpty { text += "\n" + pairTable }
        if let named { text += "\n" + tables(of: named) }
        if let range { text += "\n" + range }
        for warning in warnings { text += "note: \(TextTable.printable(warning))\n" }
        return text
    }

    private var estimates: String {
        var table = TextTable([
            ("estimate", .left), ("persons", .right), ("SE", .right), (limitTitles.from, .right),
            (limitTitles.to, .right),
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
        guard counts.listCount > 2, values.count > 1, let least = values.min(), let greatest = values.max()
        else { return nil }
        return "The methods give \(number(least)) to \(number(greatest)) persons: "
            + "what is assumed of the lists decides, not chance alone.\n"
    }

    func number(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 9e15 else { return "\(value)" }
        return value < 1000 ? Plain.fixed(value, decimals: 1) : Plain.count(Int(value.rounded()))
    }
}
