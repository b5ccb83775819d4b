import Blocking
import Columns
import Comparison

extension Linker {
    /// What agreement on each value adds, by comparison and code.
    func termAdjustments(_ setup: Setup, _ pass: Pass) -> [[Float]] {
        settings.workers.map(pieces: setup.compiled.comparisons.count) {
            TermFrequencies.adjustments(
                pass.model,
                comparison: $0,
                records: records,
                topology: pass.topology,
                pairs: pass.totals.totals[$0][1...].reduce(0, +)
            )
        }
    }

    /// How pairs are scored by a pass's model.
    func plan(_ setup: Setup, _ pass: Pass, _ terms: [[Float]], keep: Float) -> ScoringPlan {
        ScoringPlan(pass.model.scoringTable(terms: terms, keep: keep), for: setup.compiled)
    }

    /// Scores the candidates, each once.
    /// - Parameter share: The share of left records whose pairs are scored.
    /// - Returns: The pairs of at least the weight `keep`, and how many each rule proposed first.
    func score(
        _ setup: Setup,
        _ pass: Pass,
        _ terms: [[Float]],
        keep: Float,
        share: Double = 1
    ) -> (KeptPairs, [Int]) {
        let bound = share >= 1 ? UInt64.max : UInt64(share * 0x1p64)
        let seed = settings.seed
        let plan = plan(setup, pass, terms, keep: keep)
        let candidates = pass.candidates
        let pieces = candidates.pieces()
        let done = Counter()
        var parts = settings.workers.map(pieces: pieces.count) { number -> (KeptPairs, Int) in
            var kept = KeptPairs()
            let compared = setup.compiled.withWorker { worker in
                candidates.forEachBatch(
                    of: pieces[number],
                    lefts: worker.lefts,
                    rights: worker.rights,
                    capacity: PairWorker.capacity,
                    sample: { bound == .max || Hash64.mix(seed ^ UInt64($0) &<< 16) < bound },
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

    /// Scores listed pairs; of each the lower row stands first.
    func score(
        _ pairs: [(UInt32, UInt32)],
        with plan: ScoringPlan,
        rule: UInt8,
        _ compiled: CompiledComparisons
    ) -> KeptPairs {
        let pieceSize = 1 << 14
        let parts = settings.workers.map(pieces: (pairs.count + pieceSize - 1) / pieceSize) { piece in
            var kept = KeptPairs()
            compiled.withWorker { worker in
                var filled = 0
                for (left, right) in pairs[(piece * pieceSize)..<min(pairs.count, (piece + 1) * pieceSize)] {
                    worker.lefts[filled] = left
                    worker.rights[filled] = right
                    filled += 1
                    if filled == PairWorker.capacity {
                        worker.score(count: filled, with: plan, rule: rule, into: &kept)
                        filled = 0
                    }
                }
                if filled > 0 { worker.score(count: filled, with: plan, rule: rule, into: &kept) }
            }
            return kept
        }
        var all = KeptPairs()
        for part in parts { all.append(part) }
        return all
    }
}
