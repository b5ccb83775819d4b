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
    /// - Throws: ``LinkageError``.
    public func link() throws(LinkageError) -> LinkOutcome {
        let workers = settings.workers
        onStep("prepare comparisons and rules")
        let readyMade = settings.comparisons ?? ReadyMadeComparison.suited(to: records)
        if readyMade.isEmpty {
            throw LinkageError(.noComparisons, "no column says anything about a person; give columns a role")
        }
        var duplicates = settings.duplicates
        var topology = topology(duplicates)
        let allPairs = topology.pairs(records.registers.map(\.rows.count))
        if allPairs == 0 {
            throw LinkageError(
                .noPairs,
                "no two records may be compared: a single register is declared free of duplicates"
            )
        }
        let budget = settings.pairBudget ?? max(5_000_000, 12 * records.count)
        var (compiled, chosen) = try prepare(readyMade.map(\.comparison), topology, budget)
        var rules = settings.rules ?? chosen.map(\.rule)
        try check(rules)
        if rules.isEmpty && allPairs > Self.exhaustivePairs {
            throw LinkageError(
                .noPairs,
                "no blocking rule fits the budget of \(budget) pairs; give rules or a larger pair_budget"
            )
        }

        onStep("sort records into blocks")
        let refinements = refinements()
        let limit = max(20_000, budget / 100)
        let keys = BlockKeys(records, parts: rules.flatMap(\.parts) + refinements, workers: workers)
        if settings.rules == nil {
            let choice = RuleChoice(records, topology: topology, budget: budget, seed: settings.seed)
            chosen = choice.worthwhile(chosen, keys: keys, limit: limit, workers: workers)
            rules = chosen.map(\.rule)
        }
        // Pairs within registers tell what non-matches look like, also where they are not to be linked.
        let allows = topology
        let looked = Topology(registers: topology.count) { a, b in
            allows.allows(a, b) || (a == b && settings.model == nil && topology.count > 1)
        }
        var candidates = CandidatePairs(
            rules: rules.isEmpty ? [BlockingRule([])] : rules,
            records: records,
            keys: keys,
            topology: looked,
            limit: limit,
            refinements: refinements,
            workers: workers
        )

        if let model = settings.model { try check(model, compiled) }
        var fit: Fit?
        var evidence: Evidence?
        if settings.model == nil {
            onStep("estimate the model")
            let found = self.evidence(compiled, candidates, topology)
            fit = try estimate(readyMade, compiled, candidates, topology, from: found)
            evidence = found
        }
        // Registers that turn out to hold no duplicates are not compared with themselves.
        var expectedDuplicates: [Double?] = records.registers.map { _ in nil }
        let found =
            fit?.matchesByKind
            ?? settings.model.map { expectedMatches(of: $0, compiled, candidates, topology) }
        if let found {
            for (r, register) in records.registers.enumerated() where topology.allows(r, r) {
                expectedDuplicates[r] = found[r]
                let few = found[r] < max(1, 0.002 * Double(register.rows.count))
                if duplicates[r] == .auto && records.registers.count > 1 && few { duplicates[r] = .none }
            }
        }
        var restricted = self.topology(duplicates)
        if restricted.pairs(records.registers.map(\.rows.count)) == 0 {
            // One register has all records: as with a single one, it is duplicates that are looked for.
            duplicates = settings.duplicates
            restricted = topology
        }
        if restricted != looked { candidates = candidates.restricted(to: restricted, workers: workers) }
        if restricted != topology {
            topology = restricted
            if let evidence {
                let rest = evidence.restricted(to: topology)
                fit = try estimate(readyMade, compiled, candidates, topology, from: rest)
            }
        }
        let totals =
            fit?.totals
            ?? LevelTotals(
                compiled,
                records: records,
                topology: topology,
                seed: settings.seed,
                workers: workers
            )
        guard let model = settings.model ?? fit?.model else {
            throw LinkageError(.modelMismatch, "there is neither a model nor an estimate of one")
        }
        if settings.rules == nil && totals.pairs <= Double(Self.exhaustivePairs) {
            candidates = CandidatePairs(
                rules: [BlockingRule([])],
                records: records,
                keys: BlockKeys(records, parts: [], workers: workers),
                topology: topology,
                limit: .max,
                refinements: [],
                workers: workers
            )
        }
        onStep("score candidate pairs")
        let allowed = topology
        let terms = workers.map(pieces: compiled.comparisons.count) {
            TermFrequencies.adjustments(
                model,
                comparison: $0,
                records: records,
                topology: allowed,
                pairs: totals.totals[$0][1...].reduce(0, +)
            )
        }
        let (kept, scored) = score(model, terms, compiled, candidates)
        let matches = kept.weight.reduce(0.0) { $0 + probability(ofBits: Double($1)) }
        return LinkOutcome(
            model: model,
            compiled: compiled,
            kept: kept,
            chosen: chosen,
            candidates: candidates,
            scoredByRule: scored,
            topology: topology,
            duplicateFree: duplicates.map { $0 == .none },
            expectedDuplicates: expectedDuplicates,
            totals: totals,
            estimate: fit?.estimate,
            expectedMatches: max(matches, model.prior * totals.pairs),
            termAdjustments: terms,
            givenM: readyMade.map(\.givenM)
        )
    }

    /// Compiles the comparisons and, unless rules are given, chooses them: one knows nothing of the other.
    private func prepare(
        _ comparisons: [Comparison],
        _ topology: Topology,
        _ budget: Int
    ) throws(LinkageError) -> (CompiledComparisons, [ChosenRule]) {
        enum Prepared: Sendable {
            case comparisons(Result<CompiledComparisons, LinkageError>)
            case rules([ChosenRule])
        }
        let workers = settings.workers
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

    private func topology(_ duplicates: [Duplicates]) -> Topology {
        Topology(registers: records.registers.count) { a, b in
            if settings.forbidden.contains(where: { ($0 == a && $1 == b) || ($0 == b && $1 == a) }) {
                return false
            }
            return a != b || duplicates[a] != .none
        }
    }

    /// What large blocks are refined by: keys that errors seldom touch, the most telling first.
    private func refinements() -> [KeyPart] {
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

    // MARK: Scoring

    private func score(
        _ model: LinkageModel,
        _ terms: [[Float]],
        _ compiled: CompiledComparisons,
        _ candidates: CandidatePairs
    ) -> (KeptPairs, [Int]) {
        let table = ScoringTable(
            groups: model.groups,
            strangers: model.againstStrangers,
            likenesses: model.againstLikenesses,
            termAdjustments: terms,
            termShares: model.termShares,
            keep: settings.keep
        )
        let plan = ScoringPlan(table, for: compiled)
        let pieces = candidates.pieces()
        let done = Counter()
        var parts = settings.workers.map(pieces: pieces.count) { number -> (KeptPairs, Int) in
            var kept = KeptPairs()
            let compared = compiled.withWorker { worker in
                candidates.forEachBatch(
                    of: pieces[number],
                    lefts: worker.lefts,
                    rights: worker.rights,
                    capacity: PairWorker.capacity,
                    flush: {
                        worker.score(count: $0, with: plan, rule: UInt8(pieces[number].rule), into: &kept)
                    }
                )
                return worker.compared
            }
            onProgress(done.increment(), pieces.count)
            return (kept, compared)
        }
        var all = KeptPairs()
        var scored = [Int](repeating: 0, count: candidates.indexes.count)
        all.reserveCapacity(parts.reduce(0) { $0 + $1.0.count })
        for (place, piece) in pieces.enumerated() {
            all.append(parts[place].0)
            scored[piece.rule] += parts[place].1
            // Else all pairs would be there twice.
            parts[place].0 = KeptPairs()
        }
        return (all, scored)
    }
}
