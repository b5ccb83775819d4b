import Blocking
public import Columns
import Comparison

/// Links records: chooses comparisons and rules, fits the model, scores all candidate pairs.
public struct Linker: Sendable {
    let records: Records
    let settings: LinkSettings
    let registerOf: [UInt8]
    /// Called at the start of each step with its name.
    public var onStep: @Sendable (String) -> Void = { _ in }
    /// Called while pairs are scored, with the pieces done and all pieces.
    public var onProgress: @Sendable (Int, Int) -> Void = { _, _ in }

    /// All pairs are compared, without blocking, up to so many.
    static let exhaustivePairs = 3_000_000
    /// The shares of matches in a block from which estimation starts.
    static let startShares = [0.02, 0.3]

    /// A linker for some records.
    public init(_ records: Records, settings: LinkSettings) {
        precondition(settings.duplicates.count == records.registers.count)
        self.records = records
        self.settings = settings
        registerOf = records.registerOfRecord()
    }

    /// Runs the linkage.
    ///
    /// Where rules are not given and not all pairs can be compared, records are linked twice: with rules that suit the
    /// roles of the features, and then with rules that suit the likely matches found so.
    /// - Throws: ``LinkageError``.
    public func link() throws(LinkageError) -> LinkOutcome {
        onStep("prepare comparisons and rules")
        let (setup, chosen) = try prepare()
        var pass = try self.pass(setup, chosen, before: nil)
        var probed: (probe: Probe, meetings: [Probe.Meeting])?
        if settings.rules == nil {
            if pass.pairs > Double(Self.exhaustivePairs) {
                probed = try learnRules(setup, &pass)
                pass.isRescued = probed == nil && suitsRescue(setup)
            } else {
                pass.compareAllPairs(records, workers: settings.workers)
            }
        }
        onStep("score candidate pairs")
        let terms = termAdjustments(setup, pass)
        var (kept, scored) = score(setup, pass, terms, keep: settings.keep)
        var linked = LinkedByRules()
        if let rules = setup.pairRules, rules.has(.always) {
            onStep("find pairs that rules link")
            linked = addLinked(&kept, rules, setup, pass, terms)
        }
        var rescued: (rescue: Rescue, keys: [UInt64])?
        if pass.isRescued {
            onStep("look for records without a link")
            rescued = try rescue(&kept, setup, pass, terms, linked: linked.unproposed)
        }
        onStep("compare records of one person")
        let people = try provisionalPeople(kept, pass, rules: setup.pairRules, isLoose: true)
        let added = complete(&kept, people, setup, pass, terms)
        onStep("measure what blocking missed")
        let beside = ProposedBeside(linked: linked.unproposed, rescued: rescued?.keys ?? [])
        let recall = try blockingRecall(setup, pass, terms, kept, beside, probed)
        let matches = kept.weight.reduce(0.0) { $0 + probability(ofBits: Double($1)) }
        return LinkOutcome(
            model: pass.model,
            compiled: setup.compiled,
            kept: kept,
            chosen: pass.chosen,
            candidates: pass.candidates,
            scoredByRule: scored,
            scoredWithinPeople: added,
            withinPeopleRule: pass.withinPeopleRule,
            rescue: rescued?.rescue,
            pairRules: setup.pairRules,
            pairRuleSearches: linked.searches,
            blockingRecall: recall,
            topology: pass.topology,
            duplicateFree: pass.duplicates.map { $0 == .none },
            expectedDuplicates: pass.expectedDuplicates,
            totals: pass.totals,
            estimate: pass.fit?.estimate,
            expectedMatches: max(matches, pass.model.prior * pass.pairs),
            termAdjustments: terms,
            givenM: setup.readyMade.map(\.givenM)
        )
    }

    /// Chooses rules by likely matches, and sorts and fits anew.
    ///
    /// With many records a probe tells first whether there is anything to gain.
    /// - Returns: That probe, where the rules stay as they are; it does not depend on them and can measure them.
    private func learnRules(
        _ setup: Setup,
        _ pass: inout Pass
    ) throws(LinkageError) -> (probe: Probe, meetings: [Probe.Meeting])? {
        onStep("find likely matches")
        let terms = termAdjustments(setup, pass)
        let probe = Probe(
            records,
            topology: pass.topology,
            seed: settings.seed &+ 1,
            workers: settings.workers
        )
        let meetings = probe.meetings(
            with: plan(setup, pass, terms, keep: BlockingRecall.lowestWeight),
            setup.compiled
        )
        if records.count >= Self.manyRecords {
            let reached = BlockingRecall(counts(probe, meetings, pass), seed: settings.seed)
            if let reached, reached.share >= Self.enoughRecall { return (probe, meetings) }
        }
        let likely = try likelyMatches(setup, pass, terms, meetings)
        onStep("choose rules by likely matches")
        let choice = RuleChoice(records, topology: pass.topology, budget: budget, seed: settings.seed)
        let learned = choice.choose(likely: likely, workers: settings.workers)
        if !learned.isEmpty { pass = try self.pass(setup, learned, before: pass) }
        return nil
    }

    /// From so many records on, rules are learned only where a probe says that they miss matches, and from a share of
    /// the records.
    static let manyRecords = 500_000
    /// The share of likely matches that rules must reach to be kept.
    private static let enoughRecall = 0.992

    /// What does not change from pass to pass.
    struct Setup {
        let readyMade: [ReadyMadeComparison]
        let compiled: CompiledComparisons
        /// Which registers may be compared, before any is found to be free of duplicates.
        let topology: Topology
        /// The rules that decide about pairs whatever they weigh; nil if there are none.
        let pairRules: CompiledPairRules?
    }

    /// The pairs that chosen rules may propose.
    var budget: Int {
        settings.pairBudget ?? max(Self.leastBudget, Self.budgetPerRecord * records.count)
    }

    /// The most pairs that a block may have before it is refined.
    var blockLimit: Int { max(Self.leastBlockLimit, budget / 100) }

    private static let leastBlockLimit = 20_000
    private static let leastBudget = 5_000_000
    private static let budgetPerRecord = 12

    /// Chooses comparisons and rules, and checks what is given.
    private func prepare() throws(LinkageError) -> (Setup, [ChosenRule]) {
        let readyMade = settings.comparisons ?? ReadyMadeComparison.suited(to: records)
        if readyMade.isEmpty {
            throw LinkageError(.noComparisons, "no column says anything about a person; give columns a role")
        }
        let topology = topology(settings.duplicates)
        let allPairs = topology.pairs(records.registers.map(\.rows.count))
        if allPairs == 0 {
            throw LinkageError(
                .noPairs,
                "no two records may be compared: a single register is declared free of duplicates"
            )
        }
        let (compiled, chosen) = try prepare(readyMade.map(\.comparison), topology)
        if let model = settings.model { try check(model, compiled) }
        if let rules = settings.rules { try check(rules) }
        if settings.rules?.isEmpty ?? chosen.isEmpty, allPairs > Self.exhaustivePairs {
            throw LinkageError(
                .noPairs,
                "no blocking rule fits the budget of \(budget) pairs; give rules or a larger pair_budget"
            )
        }
        let rules = settings.pairRules
        let setup = Setup(
            readyMade: readyMade,
            compiled: compiled,
            topology: topology,
            pairRules: rules.isEmpty
                ? nil : CompiledPairRules(rules, layout: compiled.layout, records: records)
        )
        return (setup, chosen)
    }

    /// Compiles the comparisons and, unless rules are given, chooses them: one knows nothing of the other.
    private func prepare(
        _ comparisons: [Comparison],
        _ topology: Topology
    ) throws(LinkageError) -> (CompiledComparisons, [ChosenRule]) {
        enum Prepared: Sendable {
            case comparisons(Result<CompiledComparisons, LinkageError>)
            case rules([ChosenRule])
        }
        let (workers, budget) = (settings.workers, budget)
        let made = workers.mapSideBySide(pieces: settings.rules == nil ? 2 : 1) { [self] piece -> Prepared in
            if piece == 0 { return .comparisons(compile(comparisons)) }
            let choice = RuleChoice(records, topology: topology, budget: budget, seed: settings.seed)
            return .rules(choice.choose(workers: workers))
        }
        var compiled: CompiledComparisons?
        var chosen: [ChosenRule] = []
        for part in made {
            switch part {
            case .comparisons(let result): compiled = try result.get()
            case .rules(let rules): chosen = rules
            }
        }
        guard let compiled else { preconditionFailure("the comparisons are the first piece") }
        return (compiled, chosen)
    }

    private func compile(_ comparisons: [Comparison]) -> Result<CompiledComparisons, LinkageError> {
        let context = ComparisonContext { values, name in
            KeyTransform(parsing: name)?.keys(of: values)
        }
        do throws(ComparisonError) {
            return .success(
                try CompiledComparisons(
                    comparisons,
                    records: records,
                    context: context,
                    workers: settings.workers
                )
            )
        } catch { return .failure(LinkageError(error)) }
    }

    private func check(_ rules: [BlockingRule]) throws(LinkageError) {
        for rule in rules {
            for part in rule.parts where records.feature(part.feature) == nil {
                let known = records.features.map(\.name).joined(separator: ", ")
                throw LinkageError(
                    .badRule,
                    "blocking rule '\(rule)': there is no feature '\(part.feature)'; there are: \(known)"
                )
            }
        }
    }

    private func check(_ model: LinkageModel, _ compiled: CompiledComparisons) throws(LinkageError) {
        if model.comparisons != compiled.comparisons {
            let has = model.comparisons.map(\.name).joined(separator: ", ")
            let wants = compiled.comparisons.map(\.name).joined(separator: ", ")
            throw LinkageError(
                .modelMismatch,
                "the model compares \(has); these records are compared by \(wants)"
            )
        }
    }

    func topology(_ duplicates: [Duplicates]) -> Topology {
        Topology(registers: records.registers.count) { a, b in
            if settings.forbidden.contains(where: { ($0 == a && $1 == b) || ($0 == b && $1 == a) }) {
                return false
            }
            return a != b || duplicates[a] != .none
        }
    }

    /// What large blocks are refined by: keys that errors seldom touch, the most telling first.
    func refinements() -> [KeyPart] {
        var parts: [KeyPart] = []
        for feature in records.features {
            switch feature.role {
            case .birthDate: parts += [KeyPart(feature.name, .year), KeyPart(feature.name, .yearMonth)]
            case .givenName, .surname: parts.append(KeyPart(feature.name, .initial))
            case .sex, .district, .region: parts.append(KeyPart(feature.name, .exact))
            default: break
            }
        }
        return parts
    }
}
