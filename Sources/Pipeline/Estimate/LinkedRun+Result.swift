import Columns
import Linkage
import Population
import Registers
import Resolution
import RunStore

extension LinkedRun {
    /// What a link run has in hand.
    init(_ result: LinkResult) {
        self.init(
            registers: result.records.registers.map(\.name),
            recordCounts: result.records.registers.map(\.rows.count),
            duplicateFree: result.outcome.duplicateFree,
            pairs: ScoredPairs(
                left: result.links.left,
                right: result.links.right,
                weight: result.links.weight
            ),
            verdicts: result.verdicts,
            person: result.resolution.person,
            personNumber: result.people.personOfRecord,
            personIdentifiers: result.people.identifiers,
            priorWeight: Float(min(0, result.outcome.model.priorWeight)),
            threshold: result.threshold.bound,
            method: result.method,
            files: result.registers.map { ($0.read.bytesRead, $0.read.sha256) }
        )
    }
}
