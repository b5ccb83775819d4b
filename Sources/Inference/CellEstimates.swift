package import Estimation

/// The estimates of all cells over all draws of the links, with the parts of their error.
package struct CellEstimates: Sendable {
    /// One cell's estimate.
    package struct Cell: Sendable {
        /// The estimate.
        package var value: Double
        /// The parts of the variance: who is on which list, by chance.
        package var sampling: Double
        /// Which records are one person.
        package var linkage: Double
        /// Attributes in doubt: where somebody lives, and how old and of which sex he is.
        package var attributes: Double
        /// Which model of the lists is right.
        package var model: Double
        /// Who left or died without a trace so far.
        package var evidence: Double
        /// Who left, or is here at times, and has no crossing that shows it.
        package var leavers: Double
        /// Who left, where nothing tells.
        package var assumption: Double
        /// The limits of the interval.
        package var lower: Double
        /// The limits of the interval.
        package var upper: Double
        /// People found, by the links accepted.
        package var found: Int
        /// Whether the area's own estimate takes part.
        package var isFayHerriot = false
        /// Whether it was made to meet known totals.
        package var isCalibrated = false

        /// The standard error, all parts together.
        package var standardError: Double {
            (sampling + linkage + attributes + model + evidence + leavers + assumption).squareRoot()
        }

        /// The parts of the variance by name, with what they hold.
        package var parts: [(name: String, variance: Double, note: String)] {
            [
                ("sampling", sampling, "who is on which list, by chance"),
                ("linkage", linkage, "which records are one person"),
                (
                    "attributes", attributes,
                    "where people live, how old they are and of which sex, where records disagree or may be late"
                ),
                ("model", model, "which model of the lists is right"),
                ("evidence", evidence, "who left or died without a trace so far"),
                ("leavers", leavers, "who left or is here at times, and has no crossing that shows it"),
                ("assumption", assumption, "who left, where nothing tells: a share that is assumed"),
            ]
        }
    }

    /// Per grouping: its cells.
    package var cells: [[Cell]]

    /// Combines draws.
    ///
    /// - Parameters:
    ///   - draws: The results, one per draw of the links.
    ///   - placed: Results in which nothing but attributes in doubt was drawn; empty if there are none.
    ///   - base: The result for the links accepted, for counts of people found.
    ///   - doubts: Per grouping: how far models of attributes may be off, as a share of a cell (standard deviation).
    ///   - prior: What is assumed of people who left, where nothing tells who; nil where something does.
    ///   - level: The probability of intervals.
    package init(
        _ draws: [DrawResult],
        base: DrawResult,
        placed: [DrawResult],
        doubts: [Double],
        prior: SharePrior? = nil,
        level: Double
    )
        throws(EstimationError)
    {
        cells = try base.totals.indices.map { grouping throws(EstimationError) in
            try base.totals[grouping].indices.map { cell throws(EstimationError) in
                try Self.cell(
                    values: draws.map { $0.totals[grouping][cell] },
                    variances: draws.map { $0.variances[grouping][cell] },
                    placed: placed.map { $0.totals[grouping][cell] },
                    moves: doubts[grouping] * base.totals[grouping][cell],
                    prior: prior,
                    level: level,
                    found: base.found[grouping][cell]
                )
            }
        }
    }

    /// One cell over all draws.
    ///
    /// - Parameters:
    ///   - values: Per draw: the estimate.
    ///   - variances: Per draw: its variance.
    ///   - placed: Estimates in which nothing but attributes in doubt was drawn.
    ///   - moves: How far models of attributes may be off (standard deviation, people).
    private static func cell(
        values: [Double],
        variances: [CellVariance],
        placed: [Double],
        moves: Double,
        prior: SharePrior?,
        level: Double,
        found: Int
    ) throws(EstimationError) -> Cell {
        func mean(_ part: KeyPath<CellVariance, Double>) -> Double {
            variances.reduce(0) { $0 + $1[keyPath: part] } / Double(variances.count)
        }
        let (model, areas, assumed) = (mean(\.model), mean(\.areas), mean(\.prior))
        let (evidence, splits, leavers) = (mean(\.evidence), mean(\.splits), mean(\.leavers))
        let unchecked = mean(\.unchecked)
        let others = evidence + splits + leavers + unchecked + areas + moves * moves
        let combined = try RepeatedEstimate(
            values: values,
            variances: variances.map { $0.sampling + model + others + assumed }
        )
        let sampling = max(0, combined.samplingVariance - model - others - assumed)
        let limits = CellLimits(
            combined,
            unseen: mean(\.unseen),
            unseenVariance: sampling + model,
            others: others + combined.linkageVariance,
            prior: prior,
            assumed: assumed,
            level: level
        )
        let attributes = min(combined.linkageVariance, variance(placed))
        return Cell(
            value: combined.value,
            sampling: sampling,
            linkage: combined.linkageVariance - attributes + splits,
            attributes: attributes + moves * moves,
            model: model + areas,
            evidence: evidence,
            leavers: leavers,
            assumption: unchecked + assumed,
            lower: max(0, limits.lower),
            upper: limits.upper,
            found: found
        )
    }

    /// Notes how cells came about.
    package mutating func mark(_ groupings: [Grouping], areas: Int?, isCalibrated: Bool) {
        for g in cells.indices {
            let isArea = areas.map { groupings[g].dimensions.contains($0) } ?? false
            for c in cells[g].indices {
                cells[g][c].isFayHerriot = isArea
                cells[g][c].isCalibrated = isCalibrated
            }
        }
    }

    /// (1 + 1/M) B of the values of M draws.
    private static func variance(_ values: [Double]) -> Double {
        if values.count < 2 { return 0 }
        let m = Double(values.count)
        let mean = values.reduce(0, +) / m
        let between = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (m - 1)
        return (1 + 1 / m) * between
    }
}
