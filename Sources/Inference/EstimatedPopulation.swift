package import Columns
package import Population

/// A population estimated from linked records: the people found, and what all cells hold by every draw.
package struct EstimatedPopulation: Sendable {
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

    /// Estimates on accepted links and on draws of the links.
    ///
    /// - Parameters:
    ///   - computation: How cells are estimated; what it knows of errors of prediction is taken from `accepted`.
    ///   - base: The people that accepted links make.
    ///   - accepted: The result for them.
    ///   - draws: How many draws there are, two at least.
    ///   - level: The probability of intervals, above 0 and below 1.
    ///   - person: Per draw, from 0, and record: the lowest row of its person.
    ///   - onDraw: Called after each draw, from any thread.
    /// - Throws: ``EstimationError`` for a draw that has no estimate, ``PopulationError`` for links that make no people.
    package init(
        _ computation: EstimateComputation,
        base: PeopleView,
        accepted: DrawResult,
        draws: Int,
        level: Double,
        workers: Workers,
        person: @Sendable (Int) throws -> [UInt32],
        onDraw: @Sendable () -> Void = {}
    ) throws {
        let builder = computation.builder
        let results = try workers.map(pieces: draws) { (draw) throws(any Error) -> DrawResult in
            let view = try builder.people(person(draw), near: base, draw: draw + 1)
            let result = try computation.result(view, draw: draw + 1, from: accepted)
            onDraw()
            return result
        }
        let everybody = SamePeople(all: base.spine)
        // What attributes in doubt do by themselves: they are drawn, and all else stays the same.
        let placed = try workers.map(pieces: draws) { (draw) throws(any Error) -> DrawResult in
            let values = builder.values(
                base.spine,
                sex: base.sex.codes,
                age: base.age,
                birthYear: base.birthYear,
                draw: draw + 1,
                everybody
            )
            return try computation.result(base.with(values: values), draw: draw + 1, fits: accepted)
        }
        var cells = try CellEstimates(
            results,
            base: accepted,
            placed: placed,
            doubts: computation.groupings.map { builder.models.relativeError(of: $0.dimensions) },
            prior: computation.overcoverage.prior,
            level: level
        )
        cells.mark(
            computation.groupings,
            areas: computation.areas?.dimension,
            isCalibrated: !computation.known.isEmpty
        )
        self.init(computation, base: base, accepted: accepted, draws: results, cells: cells)
    }

    /// An estimate from its parts.
    init(
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
