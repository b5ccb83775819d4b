/// The variance of a cell's estimate on one way of linking, by what it comes of.
struct CellVariance: Sendable, Equatable {
    /// Who is on which list, for given models.
    var sampling = 0.0
    /// Between models, and of what they say of people on few lists.
    var model = 0.0
    /// Of people whose evidence is lost or late.
    var evidence = 0.0
    /// Of people who count twice, as their records were not linked.
    var splits = 0.0
}

/// What one way of linking says: totals and variances of all cells.
struct DrawResult: Sendable {
    /// Per grouping and cell: the estimate.
    var totals: [[Double]]
    /// Per grouping and cell: the variance of the estimate, links and attributes taken as they are.
    var variances: [[CellVariance]]
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
