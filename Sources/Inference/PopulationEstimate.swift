package import Population

/// A population estimated from linked records: the people found, and what all cells hold by every draw.
package struct PopulationEstimate: Sendable {
    /// How cells are estimated from people.
    package let computation: EstimateComputation
    /// The people that accepted links make.
    package let base: PeopleView
    /// The result on accepted links.
    package let accepted: DrawResult
    /// The results on draws of the links.
    package let draws: [DrawResult]
    /// All cells.
    package let cells: CellEstimates

    /// How people are made of records.
    package var builder: PeopleBuilder { computation.builder }
    /// The total.
    package var total: CellEstimates.Cell { cells.cells[0][0] }

    /// An estimate from its parts.
    package init(
        _ computation: EstimateComputation,
        base: PeopleView,
        accepted: DrawResult,
        draws: [DrawResult],
        cells: CellEstimates
    ) {
        self.computation = computation
        self.base = base
        self.accepted = accepted
        self.draws = draws
        self.cells = cells
    }
}
