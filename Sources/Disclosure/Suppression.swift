/// Which cells of a table with totals are withheld so that small counts stay unknown.
///
/// First the cells above 0 and below the threshold. Then, for each of them, cheapest cycles of other cells
/// through which its value could as well be 0 or the threshold while all published sums stay true; what
/// lies on such a cycle is withheld too. Last, withheld cells are shown again, the largest first, where
/// nothing suffers. The feasibility interval of every small cell, from what is published and that no count
/// is negative, then holds 0 and the threshold; ``intervals`` is the proof.
/// - SeeAlso: Cox (1995), “Network models for complementary cell suppression”; Kelly, Golden and Assad (1992).
public struct Suppression: Sendable {
    /// Why a cell is withheld; for the audit only, as it tells on the count.
    public enum Reason: String, Sendable {
        /// The count is above 0 and below the threshold.
        case belowThreshold = "below_threshold"
        /// The count would tell another's through sums.
        case protectsOthers = "protects_others"
    }

    /// Per cell: why it is withheld; nil if it is shown.
    public let reasons: [Reason?]
    /// Per withheld cell, in the order of cells: what its value may be, judged by what is shown.
    public let intervals: [FeasibilityInterval]

    /// The steps spent on showing cells again; set by the table alone, it ends the search in large ones.
    private static let showBudget = 400_000_000

    /// Chooses the cells to withhold.
    ///
    /// - Parameters:
    ///   - table: One or two axes, the last place of each for the total.
    ///   - threshold: The least count above 0 that may be shown.
    ///   - alsoSmall: Per cell: whether it is withheld although its count is not small, if that is above 0; nil
    ///     for none. Its interval holds 0 and one more than its count.
    ///   - mustShow: Per cell: whether it is shown in any case, as another table shows it; nil for none.
    /// - Throws: ``DisclosureError`` for other tables, totals that are not the sums, or a small count that
    ///   cannot be protected by cells that may be withheld.
    /// - Complexity: a few shortest paths over rows and columns for each withheld cell, and one audit for
    ///   each that might be shown again.
    public init(
        _ table: ConfidentialTable,
        threshold: Int,
        alsoSmall: [Bool]? = nil,
        mustShow: [Bool]? = nil
    ) throws(DisclosureError) {
        for (name, column) in [("alsoSmall", alsoSmall), ("mustShow", mustShow)] {
            guard let column, column.count != table.counts.count else { continue }
            throw DisclosureError(
                .unequalShapes,
                at: name,
                "found \(column.count) cells; expected \(table.counts.count), those of the table"
            )
        }
        let network = try SuppressionNetwork(table, mustShow: mustShow)
        let isSmall = table.counts.indices.map { i in
            table.counts[i] > 0 && (table.counts[i] < threshold || alsoSmall?[i] ?? false)
        }
        var withheld = isSmall
        let small = withheld.indices.filter { withheld[$0] }
        for cell in small where mustShow?[cell] ?? false { throw Self.exposed(cell) }
        for cell in small where !network.isSafe(withheld, [cell], threshold) {
            let up = network.roomNeeded(cell, threshold)
            network.withhold(&withheld, toMove: cell, by: up, upwards: true)
            network.withhold(&withheld, toMove: cell, by: table.counts[cell], upwards: false)
        }
        if mustShow != nil {
            for cell in small where !network.isSafe(withheld, [cell], threshold) { throw Self.exposed(cell) }
        }
        let others = withheld.indices.filter { withheld[$0] && !isSmall[$0] }
        var budget = Self.showBudget
        for cell in others.sorted(by: { (table.counts[$0], $1) > (table.counts[$1], $0) }) {
            budget -= network.auditCost(small.count)
            if budget < 0 { break }
            withheld[cell] = false
            if !network.isSafe(withheld, small, threshold) { withheld[cell] = true }
        }
        let result = withheld
        reasons = result.indices.map { i in
            if !result[i] { return nil }
            return isSmall[i] ? .belowThreshold : .protectsOthers
        }
        intervals = result.indices.filter { result[$0] }.map { network.interval(of: $0, result) }
    }

    private static func exposed(_ cell: Int) -> DisclosureError {
        DisclosureError(
            .infeasible,
            at: "table.counts[\(cell)]",
            "found a small count that cannot be withheld without totals that other tables show; expected tables "
                + "that share fewer dimensions, coarser values, or another method such as cell_key"
        )
    }
}

/// What a withheld count may be, judged by all that is shown.
public struct FeasibilityInterval: Sendable, Equatable {
    /// The cell.
    public let cell: Int
    /// The least it can be.
    public let lower: Int
    /// The most it can be; nil if there is no limit.
    public let upper: Int?
}
