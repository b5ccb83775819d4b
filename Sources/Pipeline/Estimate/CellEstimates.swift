import Population

/// The estimates of all cells over all draws of the links, with the parts of their error.
struct CellEstimates: Sendable {
    /// One cell's estimate.
    struct Cell: Sendable {
        var value: Double
        var sampling: Double
        var linkage: Double
        var model: Double
        var evidence: Double
        var lower: Double
        var upper: Double
        /// People found, by the links accepted.
        var found: Int
        /// Whether the area's own estimate takes part.
        var isFayHerriot = false
        /// Whether it was made to meet known totals.
        var isCalibrated = false

        /// The standard error, all parts together.
        var standardError: Double { (sampling + linkage + model + evidence).squareRoot() }

        /// The parts of the variance by name, with what they hold.
        var parts: [(name: String, variance: Double, note: String)] {
            [
                ("sampling", sampling, "who is on which list, by chance"),
                ("linkage", linkage, "which records are one person, and values drawn for those missing"),
                ("model", model, "which model of the lists is right"),
                ("evidence", evidence, "who left or died without a trace so far"),
            ]
        }
    }

    /// Per grouping: its cells.
    var cells: [[Cell]]

    /// Combines draws.
    ///
    /// - Parameters:
    ///   - draws: The results, one per draw of the links.
    ///   - base: The result for the links accepted, for counts of people found.
    ///   - level: The probability of intervals.
    init(_ draws: [DrawResult], base: DrawResult, level: Double) throws(PopulationError) {
        cells = []
        for grouping in base.totals.indices {
            var column: [Cell] = []
            for cell in base.totals[grouping].indices {
                let model =
                    draws.reduce(0) { $0 + $1.modelVariances[grouping][cell] } / Double(draws.count)
                let evidence =
                    draws.reduce(0) { $0 + $1.evidenceVariances[grouping][cell] } / Double(draws.count)
                let combined = try RepeatedEstimate(
                    values: draws.map { $0.totals[grouping][cell] },
                    variances: draws.map { $0.variances[grouping][cell] + model + evidence }
                )
                let interval = combined.interval(level: level)
                column.append(
                    Cell(
                        value: combined.value,
                        sampling: max(0, combined.samplingVariance - model - evidence),
                        linkage: combined.linkageVariance,
                        model: model,
                        evidence: evidence,
                        lower: max(0, interval.lower),
                        upper: interval.upper,
                        found: base.found[grouping][cell]
                    )
                )
            }
            cells.append(column)
        }
    }
}
