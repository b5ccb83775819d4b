/// The way from exact tables to tables that may be published.
///
/// Same rule, same secret, same people: the same published number, wherever the cell appears.
public struct DisclosureControl: Sendable {
    /// What is done.
    public let rule: DisclosureRule
    /// The variance that protection adds to each cell, one number for all, as a cell's own would tell on it.
    ///
    /// For all rounding it assumes that remainders are equally frequent.
    public let noiseVariance: Double

    private let keys: RecordKeys
    private let perturbation: PerturbationTable?

    /// Purposes of the numbers drawn from a cell's key.
    private enum Purpose {
        static let perturbation: UInt64 = 1
        static let rounding: UInt64 = 2
    }

    /// Prepares a rule.
    ///
    /// - Throws: ``DisclosureError`` for settings out of range or noise that cannot be.
    public init(_ rule: DisclosureRule = .standard, keys: RecordKeys) throws(DisclosureError) {
        try rule.validate()
        self.rule = rule
        self.keys = keys
        switch rule {
        case .cellKey(let conditions, _):
            let table = try PerturbationTable(conditions)
            perturbation = table
            noiseVariance = table.statedVariance
        case .randomRounding(let base):
            // A remainder r costs r (base − r); the mean over remainders.
            perturbation = nil
            noiseVariance = Double(base * base - 1) / 6
        case .rounding(let base):
            perturbation = nil
            noiseVariance = Double(base) * Double(base) / 12
        case .controlledRounding(let base):
            // As if chance decided between the multiples below and above: the mean of r (base − r) over all
            // remainders. The rounding of least squares stays below it.
            perturbation = nil
            noiseVariance = Double(base) * Double(base) / 6
        case .suppression, .none:
            perturbation = nil
            noiseVariance = 0
        }
    }

    /// Publishes a table of counts; it has the places for totals that are to be published too.
    ///
    /// Totals get noise of their own: published cells do not add up, and must not be made to.
    /// - Throws: ``DisclosureError`` if the rule does not protect such tables.
    public func publish(_ table: ConfidentialTable) throws(DisclosureError) -> PublishedTable {
        if case .suppression(let threshold) = rule {
            return try suppressed(table, threshold: threshold)
        }
        if case .controlledRounding = rule { throw needsFamily("publish(_:standardErrors:)") }
        let spread: Double? = noiseVariance > 0 ? noiseVariance.squareRoot() : nil
        let cells = table.counts.indices.map { i in
            let count = table.counts[i]
            let value = protected(count, cellKey: table.keys[i])
            return cell(Double(value), standardError: spread, deciding: value)
        }
        return PublishedTable(
            shape: table.shape,
            cells: cells,
            noiseVariance: noiseVariance,
            statement: statement
        )
    }

    /// Publishes an estimate that rests on the records of one cell.
    ///
    /// The estimate is rounded to a whole number and protected like a count; its standard error becomes
    /// √(SE² + noise variance), and the threshold asks for that many contributing records.
    /// - Parameters:
    ///   - estimate: The estimate; 0 or more.
    ///   - standardError: Its standard error before protection.
    ///   - records: The records that contribute.
    ///   - cellKey: The sum of the contributors' keys modulo 2³².
    /// - Throws: ``DisclosureError`` if a number is out of range.
    public func publish(
        estimate: Double,
        standardError: Double,
        records: Int,
        cellKey: UInt32
    ) throws(DisclosureError) -> PublishedCell {
        for (name, value) in [("estimate", estimate), ("standardError", standardError)]
        where !(value >= 0) || value > 1e12 {
            throw DisclosureError(
                .valueOutOfRange,
                at: name,
                "found \(value); expected a number from 0 to 1e12"
            )
        }
        if records < 0 {
            throw DisclosureError(.valueOutOfRange, at: "records", "found \(records); expected 0 or more")
        }
        if rule.isByFamily { throw needsFamily("publish(_:standardErrors:)") }
        if case .none = rule {
            return PublishedCell(value: estimate, standardError: standardError, suppression: nil)
        }
        let value = protected(Int(estimate.rounded()), cellKey: cellKey)
        // Rounding to a whole number first is an error of 1/12, of which plain rounding takes account.
        var rounding = 1.0 / 12
        if case .rounding = rule { rounding = 0 }
        let total = (standardError * standardError + noiseVariance + rounding).squareRoot()
        if value == 0 { return cell(0, standardError: total, deciding: 0) }
        // Who contributes decides, with the same noise as a table of contributors would show.
        let contributors = protected(records, cellKey: cellKey)
        return cell(Double(value), standardError: total, deciding: max(1, min(value, contributors)))
    }

    private func cell(_ value: Double, standardError: Double?, deciding count: Int) -> PublishedCell {
        var threshold = 0
        switch rule {
        case .cellKey(_, let least), .suppression(let least): threshold = least
        case .randomRounding, .rounding, .controlledRounding, .none: break
        }
        if count > 0 && count < threshold {
            return PublishedCell(value: nil, standardError: nil, suppression: .belowThreshold)
        }
        return PublishedCell(value: value, standardError: standardError, suppression: nil)
    }

    /// A count with the rule's noise.
    private func protected(_ count: Int, cellKey: UInt32) -> Int {
        switch rule {
        case .cellKey:
            let key = keys.unit(cellKey: cellKey, purpose: Purpose.perturbation)
            return count + (perturbation?.change(of: count, key: key) ?? 0)
        case .randomRounding(let base):
            let rest = count % base
            let key = keys.unit(cellKey: cellKey, purpose: Purpose.rounding)
            return count - rest + (key * Double(base) < Double(rest) ? base : 0)
        case .rounding(let base):
            let rest = count % base
            let isOdd = count / base % 2 == 1
            return count - rest + (2 * rest > base || (2 * rest == base && isOdd) ? base : 0)
        case .controlledRounding, .suppression, .none:
            return count
        }
    }

    private func suppressed(
        _ table: ConfidentialTable,
        threshold: Int
    ) throws(DisclosureError) -> PublishedTable {
        let suppression = try Suppression(table, threshold: threshold)
        let cells = table.counts.indices.map { i in
            let isShown = suppression.reasons[i] == nil
            return PublishedCell(
                value: isShown ? Double(table.counts[i]) : nil,
                standardError: nil,
                suppression: isShown ? nil : .confidential
            )
        }
        return PublishedTable(shape: table.shape, cells: cells, noiseVariance: 0, statement: statement)
    }

    /// Publishes estimates that add up, by a rule that protects tables together.
    ///
    /// Of the standard error the variance of rounding is part: base²/6, for suppression 1/6, as its numbers
    /// are made whole.
    /// - Parameters:
    ///   - family: The tables.
    ///   - standardErrors: Per table and cell: the standard error before protection.
    /// - Returns: Per table: its cells.
    /// - Throws: ``DisclosureError`` if columns do not fit, the rule is of another kind, or it cannot protect them.
    public func publish(
        _ family: TableFamily,
        standardErrors: [[Double]]
    ) throws(DisclosureError) -> [[PublishedCell]] {
        let values: [[Double]]
        var isWithheld: [[Bool]]?
        var variance = noiseVariance
        switch rule {
        case .controlledRounding(let base):
            values = try family.rounded(base: base)
        case .suppression(let threshold):
            let (whole, hidden) = try family.suppressed(threshold: threshold)
            (values, isWithheld, variance) = (whole, hidden, 1.0 / 6)
        case .cellKey, .randomRounding, .rounding, .none:
            throw DisclosureError(
                .unsuitableMethod,
                at: "disclosure.method",
                "found \(rule.name); expected controlled_rounding or suppression for tables together"
            )
        }
        if !values.elementsEqual(standardErrors, by: { $0.count == $1.count }) {
            throw DisclosureError(
                .unequalShapes,
                at: "standardErrors",
                "found other numbers of standard errors than of cells; expected one per cell"
            )
        }
        return values.indices.map { t in
            values[t].indices.map { i in
                if isWithheld?[t][i] ?? false {
                    return PublishedCell(value: nil, standardError: nil, suppression: .confidential)
                }
                let error = standardErrors[t][i]
                return PublishedCell(
                    value: values[t][i],
                    standardError: (error * error + variance).squareRoot(),
                    suppression: nil
                )
            }
        }
    }

    private func needsFamily(_ function: String) -> DisclosureError {
        DisclosureError(
            .unsuitableMethod,
            at: "disclosure.method",
            "found \(rule.name), which protects tables together; expected \(function) to be used"
        )
    }

    /// What is done to published numbers, in a sentence for readers.
    public var statement: String {
        switch rule {
        case .cellKey(let conditions, let threshold):
            "Counts carry random noise within ±\(conditions.maximum) of variance \(noiseVariance), the same for "
                + "the same people; counts below \(threshold) are not shown; totals have noise of their own, "
                + "so that cells need not add up."
        case .randomRounding(let base):
            "Counts are rounded at random to multiples of \(base), the same way for the same people; cells need "
                + "not add up."
        case .rounding(let base):
            "Counts are rounded to multiples of \(base); cells need not add up."
        case .controlledRounding(let base):
            "Counts are rounded to multiples of \(base) so that cells and totals add up."
        case .suppression(let threshold):
            "Counts below \(threshold) are not shown, nor others from which these would follow."
        case .none(let reason):
            "Counts are shown as they are: \(reason)"
        }
    }
}
