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
    /// - Throws: ``DisclosureError`` for other tables, or totals that are not the sums.
    /// - Complexity: a few shortest paths over rows and columns for each withheld cell, and one audit for
    ///   each that might be shown again.
    public init(_ table: ConfidentialTable, threshold: Int) throws(DisclosureError) {
        let network = try SuppressionNetwork(table)
        var withheld = table.counts.map { $0 > 0 && $0 < threshold }
        let small = withheld.indices.filter { withheld[$0] }
        for cell in small where !network.isSafe(withheld, [cell], threshold) {
            network.withhold(&withheld, toMove: cell, by: threshold - table.counts[cell], upwards: true)
            network.withhold(&withheld, toMove: cell, by: table.counts[cell], upwards: false)
        }
        let others = withheld.indices.filter { withheld[$0] && table.counts[$0] >= threshold }
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
            return table.counts[i] < threshold ? .belowThreshold : .protectsOthers
        }
        intervals = result.indices.filter { result[$0] }.map { network.interval(of: $0, result) }
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
