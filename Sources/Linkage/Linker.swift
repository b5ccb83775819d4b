public import Blocking
public import Columns
public import Comparison

/// What is known of duplicates within a register.
public enum Duplicates: String, Sendable, CaseIterable {
    /// To be found out from the data.
    case auto
    /// At most one record per person; records of the register are not compared with each other.
    case none
    /// A person may have several records.
    case allowed
}

/// How records are to be linked.
public struct LinkSettings: Sendable {
    /// The comparisons; nil chooses them by role.
    public var comparisons: [ReadyMadeComparison]?
    /// The blocking rules; nil chooses them by role.
    public var rules: [BlockingRule]?
    /// The most candidate pairs that chosen rules may propose; nil: by the number of records.
    public var pairBudget: Int?
    /// What is known of duplicates, register by register.
    public var duplicates: [Duplicates]
    /// Pairs of registers (as indices) that are not to be compared.
    public var forbidden: [(Int, Int)] = []
    /// Pairs of this match weight (bits) or more are kept.
    public var keep: Float = -6
    /// The seed of keyed random samples.
    public var seed: UInt64 = 1
    /// A fitted model to apply instead of fitting one.
    public var model: LinkageModel?
    /// What the keys of comparisons are made by.
    public var workers = Workers(threads: 1)

    /// Settings for so many registers, everything chosen from the data.
    public init(registers: Int) {
        duplicates = [Duplicates](repeating: .auto, count: registers)
    }
}

/// What a linkage found, up to scored pairs.
public struct LinkOutcome: Sendable {
    /// The model that scored the pairs.
    public let model: LinkageModel
    /// The compiled comparisons, for patterns and explanations.
    public let compiled: CompiledComparisons
    /// The pairs at or above the keep threshold.
    public let kept: KeptPairs
    /// The rules with what was expected of them; empty if they were given.
    public let chosen: [ChosenRule]
    /// The candidates by rule.
    public let candidates: CandidatePairs
    /// The pairs that were compared and scored, each once, by rule.
    public let scoredByRule: [Int]
    /// Which registers may be compared.
    public let topology: Topology
    /// The registers that hold at most one record per person.
    public let duplicateFree: [Bool]
    /// The expected pairs of duplicates within each register, by the model, where they were compared.
    public let expectedDuplicates: [Double?]
    /// How levels occur among all pairs.
    public let totals: LevelTotals
    /// How m was estimated; nil if the model was given.
    public let estimate: Estimate?
    /// The expected number of matches among all pairs that may be compared.
    public let expectedMatches: Double
    /// The term adjustments by comparison and code.
    public let termAdjustments: [[Float]]
}

/// Links records: chooses comparisons and rules, fits the model, scores all candidate pairs.
public struct Linker: Sendable {
    private let records: Records
    private let settings: LinkSettings
    private let registerOf: [UInt8]
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
        onStep("prepare comparisons")
        let readyMade = settings.comparisons ?? ReadyMadeComparison.suited(to: records)
        if readyMade.isEmpty {
            throw LinkageError(.noComparisons, "no column says anything about a person; give columns a role")
        }
        let compiled = try compile(readyMade.map(\.comparison))
        var duplicates = settings.duplicates
        var topology = topology(duplicates)
        let allPairs = topology.pairs(records.registers.map(\.rows.count))
        if allPairs == 0 {
            throw LinkageError(
                .noPairs,
                "no two records may be compared: a single register is declared free of duplicates"
            )
        }

        onStep("choose blocking rules")
        let budget = settings.pairBudget ?? max(5_000_000, 12 * records.count)
        let chosen =
            settings.rules == nil
            ? RuleChoice(records, topology: topology, budget: budget, seed: settings.seed).choose(
                workers: workers
            )
            : []
        let rules = settings.rules ?? chosen.map(\.rule)
        try check(rules)
        if rules.isEmpty && allPairs > Self.exhaustivePairs {
            throw LinkageError(
                .noPairs,
                "no blocking rule fits the budget of \(budget) pairs; give rules or a larger pair_budget"
            )
        }

        onStep("sort records into blocks")
        var keys = BlockKeys(records)
        let refinements = refinements()
        keys.prepare(rules.flatMap(\.parts) + refinements, workers: workers)
        let limit = max(20_000, budget / 100)
        var candidates = CandidatePairs(
            rules: rules.isEmpty ? [BlockingRule([])] : rules,
            records: records,
            keys: keys,
            topology: topology,
            limit: limit,
            refinements: refinements,
            workers: workers
        )

        var fit: Fit?
        if settings.model == nil {
            onStep("estimate the model")
            fit = try estimate(readyMade, compiled, candidates, topology)
        }
        // Registers that turn out to hold no duplicates are not compared with themselves.
        var expectedDuplicates: [Double?] = records.registers.map { _ in nil }
        if let found = fit {
            for (r, register) in records.registers.enumerated() where topology.allows(r, r) {
                expectedDuplicates[r] = found.matchesByKind[r]
                let few = found.matchesByKind[r] < max(1, 0.002 * Double(register.rows.count))
                if duplicates[r] == .auto && records.registers.count > 1 && few { duplicates[r] = .none }
            }
        }
        let restricted = self.topology(duplicates)
        if restricted != topology {
            topology = restricted
            candidates = candidates.restricted(to: topology)
            if settings.model == nil { fit = try estimate(readyMade, compiled, candidates, topology) }
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
        try check(model, compiled)

        if settings.rules == nil && totals.pairs <= Double(Self.exhaustivePairs) {
            candidates = CandidatePairs(
                rules: [BlockingRule([])],
                records: records,
                keys: keys,
                topology: topology,
                limit: .max,
                refinements: [],
                workers: workers
            )
        }
        onStep("score candidate pairs")
        let terms = compiled.comparisons.indices.map {
            TermFrequencies.adjustments(
                model,
                comparison: $0,
                records: records,
                topology: topology,
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
            termAdjustments: terms
        )
    }

    private func compile(_ comparisons: [Comparison]) throws(LinkageError) -> CompiledComparisons {
        let context = ComparisonContext { values, name in
            KeyTransform(parsing: name)?.keys(of: values)
        }
        do throws(ComparisonError) {
            return try CompiledComparisons(
                comparisons,
                records: records,
                context: context,
                workers: settings.workers
            )
        } catch { throw LinkageError(error) }
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

    // MARK: Estimation

    private struct Fit {
        var model: LinkageModel
        var estimate: Estimate
        var totals: LevelTotals
        var matchesByKind: [Double]
    }

    private func estimate(
        _ readyMade: [ReadyMadeComparison],
        _ compiled: CompiledComparisons,
        _ candidates: CandidatePairs,
        _ topology: Topology
    ) throws(LinkageError) -> Fit {
        let workers = settings.workers
        let totals = LevelTotals(
            compiled,
            records: records,
            topology: topology,
            seed: settings.seed,
            workers: workers
        )
        let sample = CandidateSample(
            candidates,
            compiled: compiled,
            registerOf: registerOf,
            registers: records.registers.count,
            seed: settings.seed,
            workers: workers
        )
        let layout = compiled.layout
        let groups = GroupChoice.groups(
            for: compiled.comparisons,
            roles: { records.feature($0)?.role },
            totals: totals,
            records: records.count,
            layout: layout
        )
        func kind(_ totals: LevelTotals, _ topology: Topology) -> NonMatches.Kind {
            NonMatches.Kind(
                totals: totals,
                groupTotals: GroupTotals(
                    groups,
                    compiled: compiled,
                    totals: totals,
                    records: records,
                    topology: topology,
                    seed: settings.seed,
                    workers: workers
                )
            )
        }
        var kinds = [kind(totals, topology)]
        let registers = records.registers.count
        if registers > 1 {
            let within = Topology(registers: registers) { $0 == $1 }
            let inside = LevelTotals(
                compiled,
                records: records,
                topology: within,
                seed: settings.seed,
                workers: workers
            )
            kinds.append(kind(inside, within))
        }
        let nonMatches = NonMatches(kinds, groups: groups)
        let tables = trainingTables(compiled, candidates, sample, groups)
        let expected = readyMade.map { [0] + $0.expectedM }
        var model = LinkageModel(
            comparisons: compiled.comparisons,
            groups: groups,
            m: expected,
            u: expected,
            prior: 1 / totals.pairs
        )
        var matches = ClassDistribution(levels: expected, groups: groups)
        var estimate: Estimate?
        var byKind: [Double] = []
        // Agreement among all pairs is partly that of matches; what is left to non-matches depends on the
        // model, which depends on it: a few rounds settle both.
        for round in 0..<4 {
            // Duplicates within registers are left in: to think namesakes duplicates would feed on itself.
            let others = nonMatches.distribution(without: matches, expected: [byKind.reduce(0, +), 0])
            let em = ExpectationMaximisation(
                tables: tables,
                groups: groups,
                expectedM: expected,
                others: others,
                fixed: expected.map { _ in false }
            )
            // Later rounds go on from where the best start came to rest.
            let shares =
                estimate.map { [$0.shares] }
                ?? Self.startShares.map { share in tables.map { _ in share } }
            guard let found = em.run(from: matches, shares: shares, workers: workers) else { break }
            estimate = found
            matches = found.matches
            model.m = expected.indices.map { matches.levels($0, groups) }
            model.jointM = matches.joint
            model.u = expected.indices.map { others.levels($0, groups) }
            model.jointU = others.joint
            (model.prior, byKind) = prior(model, sample, totals.pairs, layout)
            if round < 3 { continue }
            let mixture = CandidateMixture(
                patterns: sample.scaled,
                layout: layout,
                groups: groups,
                expectedM: expected,
                others: others,
                pairs: totals.pairs
            )
            let outcome = mixture.run(from: matches, matchCount: model.prior * totals.pairs)
            matches = outcome.matches
            byKind = outcome.matchesByKind
            model.m = expected.indices.map { matches.levels($0, groups) }
            model.jointM = matches.joint
            model.prior = min(0.5, max(0.5, outcome.matchCount) / totals.pairs)
            model.likenesses = outcome.likenesses.filter { $0.count >= 1 }.map { likeness in
                LinkageModel.Likeness(
                    share: likeness.count / totals.pairs,
                    levels: expected.indices.map { likeness.distribution.levels($0, groups) },
                    joint: likeness.distribution.joint
                )
            }
            model.termShares = TermFrequencies.shares(model, kinds[0].groupTotals)
        }
        guard let estimate, estimate.converged else {
            throw LinkageError(
                .notConverged,
                "the estimation of m did not come to rest within its iterations; "
                    + "use fewer levels, or fix m in the job file"
            )
        }
        return Fit(model: model, estimate: estimate, totals: totals, matchesByKind: byKind)
    }

    /// A table for each rule that leaves at least two factors to compare.
    private func trainingTables(
        _ compiled: CompiledComparisons,
        _ candidates: CandidatePairs,
        _ sample: CandidateSample,
        _ groups: ComparisonGroups
    ) -> [TrainingTable] {
        func tables(leavingOut: Bool) -> [TrainingTable] {
            candidates.indexes.enumerated().compactMap { rule, index in
                let blocked = leavingOut ? Set(index.rule.parts.map(\.feature)) : []
                // What depends on a blocked feature agrees more often in the block than elsewhere.
                let used = groups.members.filter { members in
                    !members.contains { k in
                        compiled.comparisons[k].features.contains { blocked.contains($0) }
                    }
                }.flatMap { $0 }.sorted()
                let patterns = sample.byRule[rule].sorted()
                if (leavingOut && used.count < 2) || patterns.isEmpty { return nil }
                return TrainingTable(
                    name: index.rule.description,
                    comparisons: used,
                    patterns: patterns,
                    layout: compiled.layout,
                    groups: groups
                )
            }
        }
        let telling = tables(leavingOut: true)
        return telling.isEmpty ? tables(leavingOut: false) : telling
    }

    /// The prior at which the expected matches among the candidates are what the prior says.
    private func prior(
        _ model: LinkageModel,
        _ sample: CandidateSample,
        _ pairs: Double,
        _ layout: PatternLayout
    ) -> (Double, [Double]) {
        let strangers = model.againstStrangers
        let weights = strangers.levelWeights
        let corrections = strangers.corrections
        var ratios: [[(ratio: Double, count: Double)]] = []
        for kind in sample.scaled {
            ratios.append(
                kind.map { entry in
                    var total = 0.0
                    for k in weights.indices {
                        total += Double(weights[k][layout.level(k, in: entry.pattern)])
                    }
                    for g in corrections.indices {
                        total += Double(corrections[g][model.groups.cell(g, in: entry.pattern, layout)])
                    }
                    return (powerOfTwo(total), entry.count)
                }
            )
        }
        var prior = max(model.prior, 1 / pairs)
        var byKind: [Double] = []
        for _ in 0..<200 {
            let odds = prior / (1 - prior)
            byKind = ratios.map { kind in
                kind.reduce(0.0) { sum, entry in
                    let ratio = min(entry.ratio * odds, 1e300)
                    return sum + entry.count * ratio / (1 + ratio)
                }
            }
            let next = min(0.5, max(0.5, byKind.reduce(0, +)) / pairs)
            if abs(next - prior) <= 1e-6 * prior {
                prior = next
                break
            }
            prior = next
        }
        return (prior, byKind)
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
        let parts = settings.workers.map(pieces: pieces.count) { number -> (KeptPairs, Int) in
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
        for (piece, part) in zip(pieces, parts) {
            all.append(part.0)
            scored[piece.rule] += part.1
        }
        return (all, scored)
    }
}
