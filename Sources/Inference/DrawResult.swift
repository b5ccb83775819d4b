/// The variance of a cell's estimate on one way of linking, by what it comes of.
package struct CellVariance: Sendable, Equatable {
    /// Who is on which list, for given models.
    package var sampling = 0.0
    /// Between models, and of what they say of people on few lists.
    package var model = 0.0
    /// Of people whose evidence is lost or late.
    package var evidence = 0.0
    /// Of people who count twice, as their records were not linked.
    var splits = 0.0
    /// Of people without crossings who left, or are here at times.
    var leavers = 0.0
    /// Of people of whom nothing tells whether they left.
    var unchecked = 0.0
    /// Of the share that is assumed to have left, where nothing tells who.
    var prior = 0.0
    /// Of what areas hold beyond their strata.
    var areas = 0.0
    /// Expected people who are not counted one by one.
    var unseen = 0.0
}

/// What one way of linking says: totals and variances of all cells.
package struct DrawResult: Sendable {
    /// Per grouping and cell: the estimate.
    package var totals: [[Double]]
    /// Per grouping and cell: the variance of the estimate, links and attributes taken as they are.
    package var variances: [[CellVariance]]
    /// Per grouping and cell: people found who count.
    package var found: [[Int]]
    /// Per grouping and cell: people who count on each list, cell after cell.
    package var onLists: [[Int]]
    /// Per stratum that leads a cell of strata: its estimate.
    package var strata: [StratumEstimate]
    /// Per stratum: people by history of the lists used there.
    package var histories: [[Double]]
    /// Per stratum: people who count.
    package var peopleOfStratum: [Int]

    /// The estimate of the total.
    package var total: Double { totals[0][0] }
}
