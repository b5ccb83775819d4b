import Inference
import Jobs
import Population

/// What is to be estimated and published.
struct EstimateRequest: Sendable {
    /// The job.
    let job: Job
    /// What paths in the job are relative to.
    let folder: String
    /// What its `estimate` asks for.
    let plan: EstimateJob
    /// What its `publish` asks for.
    let publication: PublishJob
}

/// Everything an estimate found, before it is written.
struct EstimateResult: Sendable {
    /// What was asked for.
    let request: EstimateRequest
    /// The linkage it was made on.
    let linked: LinkedRun
    /// The registers of evidence.
    let evidence: [EstimateRegisters.Evidence]
    /// The crossings that were read for it.
    let movements: Movements
    /// The lists.
    let lists: EstimateLists
    /// The people that accepted links make, by what was known on the reference date.
    let provisional: PeopleView
    /// The population.
    let population: EstimatedPopulation

    /// The flag of estimates that hold whoever left and is still in registers, as nothing tells who did.
    static let overcoverageFlag = "overcoverage_unchecked"

    /// What became of the rows of each register of evidence.
    func tallies() -> [EvidenceTally] {
        var movements: UInt8 = 0
        return evidence.map { register in
            if register.spec.kind == .movements {
                defer { movements += 1 }
                return EvidenceTally(movements: movements, population.builder, population.base)
            }
            return EvidenceTally(
                linked: linked.registers.firstIndex(of: register.name),
                kind: register.spec.kind,
                population.builder,
                population.base
            )
        }
    }
}
