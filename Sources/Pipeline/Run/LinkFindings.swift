import Blocking
import Columns
import Comparison
import Linkage
import Registers

/// What is told of a linkage once its pairs are scored: no rows, no blocks, nothing per record.
struct LinkFindings: Sendable {
    let model: LinkageModel
    let layout: PatternLayout
    let chosen: [ChosenRule]
    /// The blocking rules and, once people are made, the rules on pairs.
    var rules: [RuleUse]
    /// The rules that decide about pairs whatever they weigh; nil if there are none.
    let pairRules: CompiledPairRules?
    /// How pairs of the rules that link were looked for.
    let pairRuleSearches: [PairRuleSearch]
    let blockingRecall: BlockingRecall?
    let duplicateFree: [Bool]
    let expectedDuplicates: [Double?]
    let totals: LevelTotals
    let estimate: Estimate?
    let expectedMatches: Double
    /// The m probabilities that were given, by comparison and level from the best on.
    let givenM: [[Double?]]

    init(_ outcome: LinkOutcome, workers: Workers) {
        model = outcome.model
        layout = outcome.compiled.layout
        chosen = outcome.chosen
        let (indexes, scored) = (outcome.candidates.indexes, outcome.scoredByRule)
        var rules = workers.map(pieces: indexes.count) { RuleUse(indexes[$0], scored: scored[$0]) }
        if let rescue = outcome.rescue { rules.append(RuleUse(rescue)) }
        if outcome.scoredWithinPeople > 0 { rules.append(RuleUse(withinPeople: outcome.scoredWithinPeople)) }
        self.rules = rules
        pairRules = outcome.pairRules
        pairRuleSearches = outcome.pairRuleSearches
        blockingRecall = outcome.blockingRecall
        duplicateFree = outcome.duplicateFree
        expectedDuplicates = outcome.expectedDuplicates
        totals = outcome.totals
        estimate = outcome.estimate
        expectedMatches = outcome.expectedMatches
        givenM = outcome.givenM
    }

    /// What is to be told of the model.
    var notices: [RegisterNotice] {
        guard let estimate, !estimate.converged else { return [] }
        return [
            RegisterNotice(
                register: "",
                kind: .modelUnsettled,
                count: estimate.iterations,
                detail:
                    "the estimation of m had not come to rest after \(Plain.count(estimate.iterations)) iterations; "
                    + "look at m in the report, and fix it in the job where it is wrong"
            )
        ]
    }
}

/// What a blocking rule did.
struct RuleUse: Sendable {
    /// A block of records with one key.
    struct Block: Sendable {
        /// One of its records.
        let row: Int
        let records: Int
        let pairs: Int
    }

    /// The rule; nil for pairs of the rescue pass, for pairs that were compared because they lie within one person, and
    /// for rules on pairs.
    let rule: BlockingRule?
    /// The rescue pass.
    let rescue: Rescue?
    /// The rule on pairs.
    let pairRule: PairRuleUse?
    /// The pairs in its blocks.
    let pairs: Int
    /// Of these, the pairs that no earlier rule had proposed.
    let scored: Int
    let blocks: Int
    /// The blocks with the most pairs, the largest first; of equal ones the earlier.
    let largest: [Block]
    let oversized: [OversizedBlock]

    /// How many of a rule's largest blocks are kept.
    private static let shownBlocks = 10

    /// The rule as results name it.
    var name: String {
        if rescue != nil { return Self.rescueName }
        return rule?.description ?? pairRule?.name ?? Self.withinPeople
    }

    private static let withinPeople = "records of one person"
    private static let rescueName = "rare values of records without a link"

    /// The pairs that were compared by the rescue pass.
    init(_ rescue: Rescue) {
        rule = nil
        self.rescue = rescue
        pairRule = nil
        pairs = rescue.pairs
        scored = rescue.pairs
        blocks = 0
        largest = []
        oversized = []
    }

    /// Pairs that were compared because they lie within one person.
    init(withinPeople pairs: Int) {
        rule = nil
        rescue = nil
        pairRule = nil
        self.pairs = pairs
        scored = pairs
        blocks = 0
        largest = []
        oversized = []
    }

    /// A rule on pairs, with the pairs that were compared for it alone.
    init(_ use: PairRuleUse) {
        rule = nil
        rescue = nil
        pairRule = use
        pairs = use.search?.pairs ?? use.newPairs
        scored = use.newPairs
        blocks = 0
        largest = []
        oversized = []
    }

    init(_ index: BlockIndex, scored: Int) {
        rule = index.rule
        rescue = nil
        pairRule = nil
        pairs = index.pairs
        self.scored = scored
        blocks = index.count
        oversized = index.oversized
        largest = Self.largest(index).map { block in
            let start = Int(index.starts[block])
            return Block(
                row: Int(index.rows[start]),
                records: Int(index.starts[block + 1]) - start,
                pairs: index.pairs(ofBlock: block)
            )
        }
    }

    private static func largest(_ index: BlockIndex) -> [Int] {
        var found: [Int] = []
        for block in 0..<index.count {
            let pairs = index.pairs(ofBlock: block)
            if found.count == shownBlocks, let last = found.last, index.pairs(ofBlock: last) >= pairs {
                continue
            }
            let place = found.firstIndex { index.pairs(ofBlock: $0) < pairs } ?? found.count
            found.insert(block, at: place)
            if found.count > shownBlocks { found.removeLast() }
        }
        return found
    }
}
