extension RakedTable {
    /// The relative difference that totals known from two sources may have, for rounding.
    private static let agreement = 1e-9

    /// Checks that table and margins fit and do not contradict each other.
    static func validate(_ seed: [Double], _ shape: [Int], _ margins: [Margin]) throws(CalibrationError) {
        var cells = 1
        for length in shape {
            let (product, overflow) = cells.multipliedReportingOverflow(by: length)
            if length < 1 || overflow { throw wrongShape(seed, shape) }
            cells = product
        }
        if seed.count != cells || shape.isEmpty { throw wrongShape(seed, shape) }
        for (i, value) in seed.enumerated() where !(value >= 0) || !value.isFinite {
            throw CalibrationError(
                .valueOutOfRange,
                at: "seed[\(i)]",
                "found \(value); expected a finite number, 0 or more"
            )
        }
        if margins.isEmpty {
            throw CalibrationError(.unequalShapes, at: "margins", "found none; expected at least one margin")
        }
        for (m, margin) in margins.enumerated() { try validate(margin, number: m, shape) }
        for m in margins.indices {
            for other in margins.indices where other > m { try compare(margins, m, other, shape) }
        }
    }

    private static func wrongShape(_ seed: [Double], _ shape: [Int]) -> CalibrationError {
        CalibrationError(
            .unequalShapes,
            at: "seed",
            "found \(seed.count) cells for axes of lengths \(shape); expected as many cells as the product of "
                + "the lengths"
        )
    }

    private static func validate(_ margin: Margin, number m: Int, _ shape: [Int]) throws(CalibrationError) {
        var cells = 1
        for (position, axis) in margin.axes.enumerated() {
            if !shape.indices.contains(axis) || (position > 0 && margin.axes[position - 1] >= axis) {
                throw CalibrationError(
                    .unequalShapes,
                    at: "margins[\(m)].axes",
                    "found \(margin.axes); expected ascending axes below \(shape.count)"
                )
            }
            cells *= shape[axis]
        }
        if margin.targets.count != cells {
            throw CalibrationError(
                .unequalShapes,
                at: "margins[\(m)].targets",
                "found \(margin.targets.count) targets for axes \(margin.axes); expected \(cells)"
            )
        }
        for (c, target) in margin.targets.enumerated() where !(target >= 0) || !target.isFinite {
            throw CalibrationError(
                .valueOutOfRange,
                at: "margins[\(m)].targets[\(c)]",
                "found \(target); expected a finite number, 0 or more"
            )
        }
    }

    /// Two margins must agree on the axes they share, the grand total at least.
    private static func compare(
        _ margins: [Margin],
        _ a: Int,
        _ b: Int,
        _ shape: [Int]
    ) throws(CalibrationError) {
        let shared = margins[a].axes.filter { margins[b].axes.contains($0) }
        let first = margins[a].targets(over: shared, shape: shape)
        let second = margins[b].targets(over: shared, shape: shape)
        for c in first.indices where abs(first[c] - second[c]) > agreement * max(first[c], second[c]) {
            throw CalibrationError(
                .inconsistentTotals,
                at: "margins[\(a)] and margins[\(b)]",
                "found totals \(first[c]) and \(second[c]) for "
                    + (shared.isEmpty ? "the whole table" : "category \(c) of the shared axes \(shared)")
                    + "; expected the same; scale one margin to the other"
            )
        }
    }
}
