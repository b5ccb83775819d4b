public import Blocking
import Columns
import Comparison

/// The blocks by which pairs of one rule that links were looked for.
public struct PairRuleSearch: Sendable {
    /// The rule, as an index into the run's rules on pairs.
    public let rule: Int
    /// The blocking rules that its levels imply; empty where only candidates could be asked.
    public let blocking: [BlockingRule]
    /// The pairs in their blocks.
    public let pairs: Int
    /// Blocks that were too large and were refined, and the pairs that this left out.
    public let oversized: (blocks: Int, pairs: Int)
    /// Pairs that fulfil it and that no blocking rule had proposed.
    public var newPairs = 0

    /// Whether only candidates could be asked, as no level asks for equality.
    public var isUnkeyed: Bool { blocking.isEmpty }
}

/// What was found of pairs that rules link.
struct LinkedByRules {
    /// How each rule's pairs were looked for.
    var searches: [PairRuleSearch] = []
    /// The pairs found that no blocking rule proposes.
    var unproposed: Set<UInt64> = []

    /// A pair of rows in one word, the lower row above.
    static func key(_ a: UInt32, _ b: UInt32) -> UInt64 { UInt64(min(a, b)) &<< 32 | UInt64(max(a, b)) }
}

extension Linker {
    /// Finds the pairs that rules link and that are not among the kept ones: those that no blocking rule proposed,
    /// and candidates that were abandoned for their weight.
    ///
    /// A rule whose levels ask for equality is turned into blocking rules of its own, so that no pair escapes it; one
    /// whose levels do not is asked of the candidates.
    func addLinked(
        _ kept: inout KeptPairs,
        _ rules: CompiledPairRules,
        _ setup: Setup,
        _ pass: Pass,
        _ terms: [[Float]]
    ) -> LinkedByRules {
        let comparisons = setup.compiled.comparisons
        var result = LinkedByRules()
        var keyed: [BlockingRule] = []
        var places: [(rule: Int, blocking: [BlockingRule])] = []
        for (index, rule) in rules.rules.enumerated() where rule.effect == .always {
            let blocking = rule.blockingRules(comparisons) ?? []
            places.append((index, blocking))
            for one in blocking where !keyed.contains(one) { keyed.append(one) }
        }
        var found: [UInt64] = []
        var indexes: [BlockIndex] = []
        if !keyed.isEmpty {
            let candidates = candidates(of: keyed, pass)
            indexes = candidates.indexes
            found += linked(rules, candidates, setup)
        }
        if places.contains(where: \.blocking.isEmpty) { found += linked(rules, pass.candidates, setup) }
        for (rule, blocking) in places {
            let own = indexes.filter { blocking.contains($0.rule) }
            let large = own.flatMap(\.oversized)
            result.searches.append(
                PairRuleSearch(
                    rule: rule,
                    blocking: blocking,
                    pairs: own.reduce(0) { $0 + $1.pairs },
                    oversized: (large.count, large.reduce(0) { $0 + $1.pairsLeftOut })
                )
            )
        }
        let missing = unkept(found, kept)
        let added = score(
            missing,
            with: plan(setup, pass, terms, keep: Self.lowestWeight),
            rule: pass.withinPeopleRule,
            setup.compiled
        )
        for i in 0..<added.count where !pass.candidates.proposes(added.left[i], added.right[i]) {
            let rule = rules.finding(added.pattern[i], added.left[i], added.right[i]).always
            if let place = result.searches.firstIndex(where: { $0.rule == rule }) {
                result.searches[place].newPairs += 1
            }
            result.unproposed.insert(LinkedByRules.key(added.left[i], added.right[i]))
        }
        kept.append(added)
        return result
    }

    /// The pairs that agree on the keys of some rules.
    private func candidates(of rules: [BlockingRule], _ pass: Pass) -> CandidatePairs {
        let workers = settings.workers
        let refinements = refinements()
        return CandidatePairs(
            rules: rules,
            records: records,
            keys: BlockKeys(records, parts: rules.flatMap(\.parts) + refinements, workers: workers),
            topology: pass.topology,
            limit: blockLimit,
            refinements: refinements,
            workers: workers
        )
    }

    /// The candidates that some rule links, lower row in the upper half; each once.
    private func linked(
        _ rules: CompiledPairRules,
        _ candidates: CandidatePairs,
        _ setup: Setup
    ) -> [UInt64] {
        let looked = rules.comparisons(of: .always)
        let pieces = candidates.pieces()
        return settings.workers.map(pieces: pieces.count) { number in
            var found: [UInt64] = []
            setup.compiled.withWorker { worker in
                let (lefts, rights) = (worker.lefts, worker.rights)
                candidates.forEachBatch(
                    of: pieces[number],
                    lefts: lefts,
                    rights: rights,
                    capacity: PairWorker.capacity,
                    flush: { count in
                        var place = 0
                        worker.comparePatterns(count: count, only: looked) { pattern in
                            let (a, b) = (lefts[place], rights[place])
                            place += 1
                            if rules.finding(pattern, a, b).always >= 0 {
                                found.append(LinkedByRules.key(a, b))
                            }
                        }
                    }
                )
            }
            return found
        }.flatMap { $0 }
    }

    /// The pairs that are not among the kept ones, in the order of their rows.
    private func unkept(_ found: [UInt64], _ kept: KeptPairs) -> [(UInt32, UInt32)] {
        var missing = Set(found)
        if missing.isEmpty { return [] }
        var isLeft = [Bool](repeating: false, count: records.count)
        for pair in missing { isLeft[Int(pair &>> 32)] = true }
        for i in 0..<kept.count where isLeft[Int(kept.left[i])] {
            missing.remove(LinkedByRules.key(kept.left[i], kept.right[i]))
        }
        return missing.sorted().map { (UInt32($0 &>> 32), UInt32(truncatingIfNeeded: $0)) }
    }
}
