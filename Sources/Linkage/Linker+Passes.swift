import Blocking
import Columns
import Comparison

extension Linker {
    /// Records sorted into blocks by some rules, and the model that fits their pairs.
    struct Pass {
        /// The rules that were chosen; empty where they were given.
        var chosen: [ChosenRule]
        var candidates: CandidatePairs
        var topology: Topology
        var duplicates: [Duplicates]
        var expectedDuplicates: [Double?]
        /// What all pairs are like, whatever the rules; nil where the model is given.
        var statistics: PairStatistics?
        var fit: Fit?
        var model: LinkageModel
        var totals: LevelTotals
        /// Whether all pairs are candidates.
        var comparesAll = false
        /// Whether a rescue pass follows.
        var isRescued = false

        /// The number of the pairs of the rescue pass: behind the last rule.
        var rescueRule: UInt8 { UInt8(min(254, candidates.indexes.count)) }
        /// The number of pairs that were compared because they lie within one person.
        var withinPeopleRule: UInt8 { UInt8(min(255, candidates.indexes.count + (isRescued ? 1 : 0))) }

        /// The number of pairs that may be compared.
        var pairs: Double { totals.pairs }

        /// Makes all pairs candidates.
        mutating func compareAllPairs(_ records: Records, workers: Workers) {
            candidates = CandidatePairs(
                rules: [BlockingRule([])],
                records: records,
                keys: BlockKeys(records, parts: [], workers: workers),
                topology: topology,
                limit: .max,
                refinements: [],
                workers: workers
            )
            comparesAll = true
        }
    }

    /// Sorts records into blocks and fits the model.
    ///
    /// - Parameters:
    ///   - chosen: The rules that were chosen; of no account where rules are given.
    ///   - before: The pass before, whose findings on duplicates and on all pairs hold; nil for the first.
    func pass(
        _ setup: Setup,
        _ chosen: [ChosenRule],
        before: Pass?
    ) throws(LinkageError) -> Pass {
        let workers = settings.workers
        onStep("sort records into blocks")
        var chosen = chosen
        var rules = settings.rules ?? chosen.map(\.rule)
        let refinements = refinements()
        let limit = blockLimit
        let keys = BlockKeys(records, parts: rules.flatMap(\.parts) + refinements, workers: workers)
        let topology = before?.topology ?? setup.topology
        if settings.rules == nil {
            let choice = RuleChoice(records, topology: topology, budget: budget, seed: settings.seed)
            chosen = choice.worthwhile(chosen, keys: keys, limit: limit, workers: workers)
            rules = chosen.map(\.rule)
        }
        // Pairs within registers tell what non-matches look like, also where they are not to be linked.
        let looked = Topology(registers: topology.count) { a, b in
            topology.allows(a, b) || (a == b && settings.model == nil && topology.count > 1)
        }
        let candidates = CandidatePairs(
            rules: rules.isEmpty ? [BlockingRule([])] : rules,
            records: records,
            keys: keys,
            topology: looked,
            limit: limit,
            refinements: refinements,
            workers: workers
        )
        if let model = settings.model {
            return givenPass(model, setup, chosen, candidates, topology, before)
        }
        return try fittedPass(setup, chosen, candidates, looked, before)
    }

    /// A pass whose model is estimated.
    private func fittedPass(
        _ setup: Setup,
        _ chosen: [ChosenRule],
        _ candidates: CandidatePairs,
        _ looked: Topology,
        _ before: Pass?
    ) throws(LinkageError) -> Pass {
        onStep("estimate the model")
        var topology = before?.topology ?? setup.topology
        let found = evidence(setup.compiled, candidates, topology, statistics: before?.statistics)
        var fit = try estimate(
            setup.readyMade,
            setup.compiled,
            candidates,
            topology,
            from: found,
            before: before?.fit?.trained
        )
        var duplicates = before?.duplicates ?? settings.duplicates
        var expected = before?.expectedDuplicates ?? records.registers.map { _ in nil }
        if before == nil {
            let narrower = settle(&duplicates, &expected, fit.matchesByKind, topology)
            if narrower != topology {
                topology = narrower
                let rest = found.restricted(to: topology)
                fit = try estimate(setup.readyMade, setup.compiled, candidates, topology, from: rest)
            }
        }
        return Pass(
            chosen: chosen,
            candidates: looked == topology
                ? candidates : candidates.restricted(to: topology, workers: settings.workers),
            topology: topology,
            duplicates: duplicates,
            expectedDuplicates: expected,
            statistics: found.statistics,
            fit: fit,
            model: fit.model,
            totals: fit.totals
        )
    }

    /// A pass whose model is given.
    private func givenPass(
        _ model: LinkageModel,
        _ setup: Setup,
        _ chosen: [ChosenRule],
        _ candidates: CandidatePairs,
        _ before: Topology,
        _ pass: Pass?
    ) -> Pass {
        var topology = before
        var duplicates = pass?.duplicates ?? settings.duplicates
        var expected = pass?.expectedDuplicates ?? records.registers.map { _ in nil }
        if pass == nil {
            let found = expectedMatches(of: model, setup.compiled, candidates, topology)
            topology = settle(&duplicates, &expected, found, topology)
        }
        let totals =
            pass?.totals
            ?? LevelTotals(
                setup.compiled,
                records: records,
                topology: topology,
                seed: settings.seed,
                workers: settings.workers
            )
        return Pass(
            chosen: chosen,
            candidates: topology == before
                ? candidates : candidates.restricted(to: topology, workers: settings.workers),
            topology: topology,
            duplicates: duplicates,
            expectedDuplicates: expected,
            statistics: nil,
            fit: nil,
            model: model,
            totals: totals
        )
    }

    /// Registers that turn out to hold no duplicates are not compared with themselves.
    /// - Returns: Which registers may still be compared.
    private func settle(
        _ duplicates: inout [Duplicates],
        _ expected: inout [Double?],
        _ found: [Double],
        _ topology: Topology
    ) -> Topology {
        var settled = duplicates
        for (r, register) in records.registers.enumerated() where topology.allows(r, r) {
            expected[r] = found[r]
            let few = found[r] < max(1, Self.duplicateShare * Double(register.rows.count))
            if settled[r] == .auto && records.registers.count > 1 && few { settled[r] = .none }
        }
        let narrower = self.topology(settled)
        // One register has all records: as with a single one, it is duplicates that are looked for.
        if narrower.pairs(records.registers.map(\.rows.count)) == 0 { return topology }
        duplicates = settled
        return narrower
    }

    /// A register of which fewer records than these have a duplicate is taken for free of them.
    private static let duplicateShare = 0.002
}
