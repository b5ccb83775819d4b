import Columns
import Comparison
import Jobs
import Linkage
import Resolution
import RunStore

/// The people of a run: scored pairs, a threshold, the rules on pairs, and what they make together.
struct FinalPeople {
    /// The pairs kept, with what was decided.
    var links: LinkColumns
    let threshold: Threshold
    let method: ResolutionRules.Method
    let resolution: Resolution
    /// What is expected of the people.
    let quality: ExpectedQuality
    /// What each rule on pairs did; empty without rules.
    let pairRules: [PairRuleUse]
    /// Per pair what a rule decided; empty without rules.
    let verdicts: [PairVerdict]
    /// People too large to be searched for pairs that are to stay apart.
    let unsearched: Int

    /// Makes the people of a linkage.
    ///
    /// A rule that keeps records apart holds for all records of a person, compared or not: people are made again, with
    /// the pairs that break it added to those kept, until there is none.
    /// - Parameters:
    ///   - plan: The threshold and the method that the job asks for.
    ///   - search: Finds pairs within people that a rule keeps apart; nil if none does.
    init(
        _ given: consuming KeptPairs,
        _ findings: LinkFindings,
        _ plan: LinkPlan,
        search: ApartSearch?,
        workers: Workers
    ) throws {
        var kept = given
        var links = LinkColumns(kept, workers: workers)
        let before = kept.count
        // Only a search adds to the pairs.
        if search == nil { kept = KeptPairs() }
        let threshold = try Threshold(
            plan.job.link.accept,
            given: plan.threshold,
            weights: links.weight,
            expectedMatches: findings.expectedMatches,
            blockingRecall: findings.blockingRecall?.share ?? 1
        )
        var rules = Self.rules(findings, plan, threshold)
        var ruling: PairRuling?
        var scored: ScoredPairs
        var resolved: Resolution
        var unsearched = 0
        while true {
            ruling = findings.pairRules.map { PairRuling($0, links, workers: workers) }
            rules.verdicts = ruling?.verdicts ?? []
            scored = ScoredPairs(left: links.left, right: links.right, weight: links.weight)
            resolved = try resolve(scored, rules, workers: workers)
            guard let search else { break }
            let broken = search.pairs(within: resolved.person) { unsearched = $0 }
            if broken.count == 0 { break }
            try Interrupt.shared.check()
            kept.append(broken)
            links = LinkColumns(kept, workers: workers)
        }
        self.threshold = threshold
        method = rules.method
        resolution = resolved
        verdicts = rules.verdicts
        self.unsearched = unsearched
        let evidence = PairEvidence(scored, person: resolved.person, rules: rules)
        links.probability = evidence.probability
        quality = ExpectedQuality(
            PeopleExpectation(scored, evidence, person: resolved.person),
            blocking: findings.blockingRecall
        )
        links.decision = resolved.decision.map(\.rawValue)
        var uses: [PairRuleUse] = []
        if let ruling {
            uses = ruling.uses(
                links,
                resolved.decision,
                threshold: threshold,
                searches: findings.pairRuleSearches
            )
            ruling.count(kept, from: before, &uses)
            ruling.name(&links, from: findings.rules.count)
        }
        self.links = links
        pairRules = uses
    }

    /// How pairs become people, but for the rules on pairs.
    private static func rules(
        _ findings: LinkFindings,
        _ plan: LinkPlan,
        _ threshold: Threshold
    ) -> ResolutionRules {
        let method = LinkPlan.method(plan.job.link.method, duplicateFree: findings.duplicateFree)
        var rules = ResolutionRules(
            registerOf: plan.records.registerOfRecord(),
            duplicateFree: findings.duplicateFree,
            threshold: threshold.bound,
            method: method,
            priorWeight: Float(min(0, findings.model.priorWeight))
        )
        rules.countsRivals = method == .oneToOne || method == .consistent
        return rules
    }
}
