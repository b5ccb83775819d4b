/// What one way of linking says: totals and variances of all cells.
struct DrawResult: Sendable {
    /// Per grouping and cell: the estimate.
    var totals: [[Double]]
    /// Per grouping and cell: the variance for given models.
    var variances: [[Double]]
    /// Per grouping and cell: the variance between models.
    var modelVariances: [[Double]]
    /// Per grouping and cell: the variance of those whose evidence is lost or late.
    var evidenceVariances: [[Double]]
    /// Per grouping and cell: the variance of people who count twice, as their records were not linked.
    var splitVariances: [[Double]]
    /// Per grouping and cell: people found who count.
    var found: [[Int]]
    /// Per grouping and cell: people who count on each list, cell after cell.
    var onLists: [[Int]]
    /// Per stratum that leads a cell of strata: its estimate.
    var strata: [StratumEstimate]
    /// Per stratum: people by history of the lists used there.
    var histories: [[Double]]
    /// Per stratum: people who count.
    var peopleOfStratum: [Int]

    /// The estimate of the total.
    var total: Double { totals[0][0] }
}
