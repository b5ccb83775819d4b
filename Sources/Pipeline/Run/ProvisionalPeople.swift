import Columns
import Comparison
import Jobs
import Linkage
import Resolution

/// Makes people of scored pairs while a linkage is under way, as it will make them at its end.
struct ProvisionalPeople: Sendable {
    let accept: LinkJob.Acceptance
    /// The weight from which pairs are accepted, where the job names one.
    let threshold: Float?
    let method: LinkJob.Method
    let registerOf: [UInt8]
    let workers: Workers

    /// The part of the penalty of unlike pairs that loose people are charged.
    private static let looseShare = 0.25

    /// Per record: the lowest row of its person.
    func people(_ links: ProvisionalLinks) throws(LinkageError) -> [UInt32] {
        do {
            let threshold = try Threshold(
                accept,
                given: threshold,
                weights: links.pairs.weight,
                expectedMatches: links.expectedMatches
            )
            var penalty = ClusterPenalty()
            if links.isLoose { penalty.share *= Self.looseShare }
            var rules = ResolutionRules(
                registerOf: registerOf,
                duplicateFree: links.duplicateFree,
                threshold: threshold.bound,
                method: LinkPlan.method(method, duplicateFree: links.duplicateFree),
                priorWeight: links.priorWeight,
                penalty: penalty
            )
            rules.verdicts = links.rules.map { PairRuling($0, links.pairs, workers: workers).verdicts } ?? []
            return try resolve(
                ScoredPairs(left: links.pairs.left, right: links.pairs.right, weight: links.pairs.weight),
                rules,
                workers: workers
            ).person
        } catch {
            throw LinkageError(.modelMismatch, "people cannot be made of the scored pairs: \(error)")
        }
    }
}
