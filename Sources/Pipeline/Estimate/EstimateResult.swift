import Population

/// Everything an estimate found, before it is written.
struct EstimateResult: Sendable {
    let job: Job
    let plan: EstimateJob
    let publication: PublishJob
    let folder: String
    let linked: LinkedRun
    let registers: EstimateRegisters
    let lists: EstimateLists
    let builder: PeopleBuilder
    /// The people that accepted links make.
    let base: PeopleView
    /// The same, by what was known on the reference date.
    let provisional: PeopleView
    let computation: EstimateComputation
    /// The result on accepted links.
    let accepted: DrawResult
    /// The results on draws of the links.
    let draws: [DrawResult]
    /// All cells.
    var cells: CellEstimates

    /// The flag of estimates that hold whoever left and is still in registers, as nothing tells who did.
    static let overcoverageFlag = "overcoverage_unchecked"

    /// The total.
    var total: CellEstimates.Cell { cells.cells[0][0] }
}
