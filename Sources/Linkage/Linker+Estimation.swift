import Blocking
import Columns
import Comparison

extension Linker {
    /// A fitted model and what it rests on.
    struct Fit {
        var model: LinkageModel
        var estimate: Estimate
        var totals: LevelTotals
        var matchesByKind: [Double]
        /// The candidates that M was taken from, and the rules that proposed them.
        var trained: Trained
    }

    /// Rules, and a sample of what they propose.
    struct Trained {
        var rules: [BlockingRule]
        var sample: CandidateSample
    }

    /// What estimation looks at: all pairs, by kind, and a sample of the candidates.
    struct Evidence {
        var statistics: PairStatistics
        var sample: CandidateSample

        /// What is left of it when fewer pairs may be compared.
        func restricted(to topology: Topology) -> Evidence {
            Evidence(statistics: statistics, sample: sample.restricted(to: topology))
        }
    }

    func evidence(
        _ compiled: CompiledComparisons,
        _ candidates: CandidatePairs,
        _ topology: Topology,
        statistics: PairStatistics? = nil
    ) -> Evidence {
        Evidence(
            statistics: statistics
                ?? PairStatistics(
                    compiled,
                    records: records,
                    topology: topology,
                    seed: settings.seed,
                    workers: settings.workers
                ),
            sample: sample(compiled, candidates, topology)
        )
    }

    private func sample(
        _ compiled: CompiledComparisons,
        _ candidates: CandidatePairs,
        _ topology: Topology
    ) -> CandidateSample {
        CandidateSample(
            candidates,
            compiled: compiled,
            registerOf: registerOf,
            topology: topology,
            seed: settings.seed,
            workers: settings.workers
        )
    }

    /// Fits the model to the candidates.
    ///
    /// - Parameter before: What other rules proposed; M is taken from it as well. Rules that were learned may leave one
    ///   block alone, such as an address and a year, in which twins are as many as matches.
    func estimate(
        _ readyMade: [ReadyMadeComparison],
        _ compiled: CompiledComparisons,
        _ candidates: CandidatePairs,
        _ topology: Topology,
        from evidence: Evidence,
        before: Trained? = nil
    ) throws(LinkageError) -> Fit {
        let workers = settings.workers
        let totals = evidence.statistics.totals(topology)
        let sample = evidence.sample
        let layout = compiled.layout
        let relatives = Relatives(compiled.comparisons) { records.feature($0)?.role }
        let groups = GroupChoice.groups(
            for: compiled.comparisons,
            alone: readyMade.map { $0.givenM.contains { $0 != nil } },
            roles: { records.feature($0)?.role },
            totals: totals,
            records: records.count,
            isAlone: records.registers.count == 1,
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
            kinds.append(kind(evidence.statistics.within, Topology(registers: registers) { $0 == $1 }))
        }
        let mostMatches = mostMatches(topology)
        let nonMatches = NonMatches(kinds, groups: groups, mostMatches: mostMatches.once)
        let trained = Trained(rules: candidates.indexes.map(\.rule), sample: sample)
        var tables = trainingTables(compiled, trained, groups, leavingOut: true)
        if let before {
            let earlier = Trained(rules: before.rules, sample: before.sample.restricted(to: topology))
            tables += trainingTables(compiled, earlier, groups, leavingOut: true)
        }
        if tables.isEmpty { tables = trainingTables(compiled, trained, groups, leavingOut: false) }
        let expected = readyMade.map { [0] + $0.expectedM }
        let given = readyMade.map { [nil] + $0.givenM }
        let labelled = labelledPatterns(compiled)
        var model = LinkageModel(
            comparisons: compiled.comparisons,
            groups: groups,
            m: expected,
            u: expected,
            prior: 1 / totals.pairs
        )
        var matches = ClassDistribution(levels: expected, groups: groups)
        matches.hold(given, groups)
        var estimate: Estimate?
        var byKind: [Double] = []
        func mixture(
            _ patterns: [[(pattern: UInt64, count: Double)]],
            _ others: ClassDistribution
        ) -> CandidateMixture {
            CandidateMixture(
                patterns: patterns,
                layout: layout,
                groups: groups,
                expectedM: expected,
                given: given,
                isHeld: !labelled.isEmpty,
                others: others,
                relatives: relatives,
                pairs: totals.pairs,
                pairsByKind: evidence.statistics.pairs,
                workers: workers
            )
        }
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
                given: given,
                relatives: relatives
            )
            // Later rounds go on from where the best start came to rest.
            let shares =
                estimate.map { [$0.shares] }
                ?? Self.startShares.map { share in tables.map { _ in share } }
            guard var found = em.run(from: matches, shares: shares, workers: workers) else { break }
            if !labelled.isEmpty {
                // Labelled pairs say what matches are like; the blocks only how many there are.
                found.matches = mixture([labelled], others).matches()
            }
            estimate = found
            matches = found.matches
            model.m = expected.indices.map { matches.levels($0, groups) }
            model.jointM = matches.joint
            model.u = expected.indices.map { others.levels($0, groups) }
            model.jointU = others.joint
            (model.nearM, model.nearU) = (matches.near, others.near)
            (model.prior, byKind) = prior(model, sample, totals.pairs, layout)
            model.prior = min(model.prior, mostMatches.all / totals.pairs)
            if round < 3 { continue }
            let outcome = mixture(sample.scaled, others)
                .run(from: matches, matchCount: model.prior * totals.pairs)
            matches = outcome.matches
            byKind = outcome.matchesByKind.enumerated().map { sample.isCandidate[$0] ? $1 : 0 }
            model.m = expected.indices.map { matches.levels($0, groups) }
            model.jointM = matches.joint
            model.nearM = matches.near
            model.prior = min(0.5, max(0.5, min(mostMatches.all, byKind.reduce(0, +))) / totals.pairs)
            model.likenesses = outcome.likenesses.filter { $0.count >= 1 }.map { likeness in
                LinkageModel.Likeness(
                    share: likeness.count / totals.pairs,
                    levels: expected.indices.map { likeness.distribution.levels($0, groups) },
                    joint: likeness.distribution.joint,
                    near: likeness.distribution.near
                )
            }
            model.termShares = TermFrequencies.shares(model, kinds[0].groupTotals)
        }
        guard let estimate else {
            throw LinkageError(.notConverged, "there is nothing to estimate m from; fix m in the job file")
        }
        return Fit(
            model: model,
            estimate: estimate,
            totals: totals,
            matchesByKind: byKind,
            trained: trained
        )
    }

    /// The patterns of the pairs that are labelled as matches.
    private func labelledPatterns(_ compiled: CompiledComparisons) -> [(pattern: UInt64, count: Double)] {
        PatternCounts.joined(
            settings.labels.filter(\.isMatch).map { pair in
                (compiled.pattern(min(pair.left, pair.right), max(pair.left, pair.right)), 1)
            }
        )
    }

    /// A table for each rule that leaves at least two comparisons; of all rules where none of their features is left out.
    private func trainingTables(
        _ compiled: CompiledComparisons,
        _ trained: Trained,
        _ groups: ComparisonGroups,
        leavingOut: Bool
    ) -> [TrainingTable] {
        trained.rules.enumerated().compactMap { number, rule in
            let blocked = leavingOut ? rule.parts.map(\.feature) : []
            func isBlocked(_ k: Int) -> Bool {
                compiled.comparisons[k].features.contains { feature in
                    blocked.contains { FeatureKin.areKin($0, feature) }
                }
            }
            // What depends on a blocked feature agrees more often in the block than elsewhere.
            let used = groups.members.filter { !$0.contains(where: isBlocked) }.flatMap { $0 }.sorted()
            let patterns = trained.sample.patterns(ofRule: number).sorted()
            if (leavingOut && used.count < 2) || patterns.isEmpty { return nil }
            return TrainingTable(
                name: rule.description,
                comparisons: used,
                patterns: patterns,
                layout: compiled.layout,
                groups: groups
            )
        }
    }

    /// The matches of each kind of pair that a given model expects among the candidates.
    func expectedMatches(
        of model: LinkageModel,
        _ compiled: CompiledComparisons,
        _ candidates: CandidatePairs,
        _ topology: Topology
    ) -> [Double] {
        let sample = sample(compiled, candidates, topology)
        let sides = [model.againstStrangers] + model.againstLikenesses
        return patterns(of: sample).map { patterns in
            patterns.reduce(0.0) { sum, entry in
                let against = sides.reduce(0.0) { total, side in
                    let bits = weight(side, model.groups, entry.pattern, compiled.layout)
                    return total + powerOfTwo(-(bits + Double(side.prior)))
                }
                return sum + entry.count / (1 + min(against, 1e300))
            }
        }
    }

    /// The most matches there can be: if no person had two records in a register, and as far as is known.
    private func mostMatches(_ topology: Topology) -> (once: Double, all: Double) {
        let sizes = records.registers.map { Double($0.rows.count) }
        var once = 0.0
        var all = 0.0
        for a in sizes.indices {
            if topology.allows(a, a) { all = .infinity }
            for b in sizes.indices where b > a && topology.allows(a, b) {
                once += min(sizes[a], sizes[b])
                all += min(sizes[a], sizes[b])
            }
        }
        return (once, all)
    }

    /// By kind the patterns of the candidates; none of kinds that are only looked at.
    private func patterns(of sample: CandidateSample) -> [[(pattern: UInt64, count: Double)]] {
        sample.scaled.enumerated().map { sample.isCandidate[$0] ? $1 : [] }
    }

    /// What a pattern weighs against a side, without its prior, in bits.
    private func weight(
        _ side: ScoringTable.Side,
        _ groups: ComparisonGroups,
        _ pattern: UInt64,
        _ layout: PatternLayout
    ) -> Double {
        var total = 0.0
        for k in side.levelWeights.indices {
            total += Double(side.levelWeights[k][layout.level(k, in: pattern)])
        }
        for g in side.corrections.indices {
            let cell = groups.cell(g, in: pattern, layout)
            total += Double(side.corrections[g][cell])
            if side.near[g].isEmpty { continue }
            var place = cell * groups.levelWidth(g)
            for k in groups.members[g] {
                total += Double(side.near[g][place + layout.level(k, in: pattern)])
                place += groups.levelCounts[k]
            }
        }
        return total
    }

    /// The prior at which the expected matches among the candidates are what the prior says.
    private func prior(
        _ model: LinkageModel,
        _ sample: CandidateSample,
        _ pairs: Double,
        _ layout: PatternLayout
    ) -> (Double, [Double]) {
        let strangers = model.againstStrangers
        let ratios = patterns(of: sample).map { patterns in
            patterns.map { entry in
                (
                    ratio: powerOfTwo(weight(strangers, model.groups, entry.pattern, layout)),
                    count: entry.count
                )
            }
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
}
