import Blocking
import Columns
import Comparison

/// Patterns counted on a sample of the candidate pairs.
struct CandidateSample {
    /// The patterns of each rule's pairs, whichever other rules propose them too.
    var byRule: [PatternCounts]
    /// The share of each rule's pairs that was looked at.
    var fractions: [Double]
    /// The patterns of all candidates, each counted once and scaled to their number, by kind.
    ///
    /// One kind per register for pairs within it, and a last for pairs between registers.
    var scaled: [[(pattern: UInt64, count: Double)]]

    /// About so many pairs are looked at for each rule.
    static let pairsPerRule = 100_000

    init(
        _ candidates: CandidatePairs,
        compiled: CompiledComparisons,
        registerOf: [UInt8],
        registers: Int,
        seed: UInt64,
        workers: Workers
    ) {
        let indexes = candidates.indexes
        let fractions = indexes.map { min(1, Double(Self.pairsPerRule) / Double(max(1, $0.pairs))) }
        let pieces = candidates.pieces()
        let parts = workers.map(pieces: pieces.count) { number -> (PatternCounts, [PatternCounts]) in
            let piece = pieces[number]
            var all = PatternCounts()
            var kinds = [PatternCounts](repeating: PatternCounts(), count: registers + 1)
            let bound = fractions[piece.rule] >= 1 ? UInt64.max : UInt64(fractions[piece.rule] * 0x1p64)
            compiled.withWorker { worker in
                let lefts = worker.lefts
                let rights = worker.rights
                candidates.forEachBatch(
                    of: piece,
                    lefts: lefts,
                    rights: rights,
                    capacity: PairWorker.capacity,
                    withEarlier: true,
                    sample: {
                        bound == .max || Hash64.mix(seed ^ (UInt64($0) &<< 8) ^ UInt64(piece.rule)) < bound
                    },
                    flush: { count in
                        var i = 0
                        worker.comparePatterns(count: count) { pattern in
                            all.add(pattern)
                            if !candidates.isProposed(lefts[i], rights[i], before: piece.rule) {
                                let a = registerOf[Int(lefts[i])]
                                let kind = a == registerOf[Int(rights[i])] ? Int(a) : registers
                                kinds[kind].add(pattern)
                            }
                            i += 1
                        }
                    }
                )
            }
            return (all, kinds)
        }
        var byRule = [PatternCounts](repeating: PatternCounts(), count: indexes.count)
        var kindsByRule = [[PatternCounts]](
            repeating: [PatternCounts](repeating: PatternCounts(), count: registers + 1),
            count: indexes.count
        )
        for (piece, part) in zip(pieces, parts) {
            byRule[piece.rule].add(part.0)
            for kind in 0...registers { kindsByRule[piece.rule][kind].add(part.1[kind]) }
        }
        // Rules are sampled at different rates, so that sums over rules are scaled rule by rule.
        var scaled = [[(pattern: UInt64, count: Double)]](repeating: [], count: registers + 1)
        for kind in 0...registers {
            var all: [(pattern: UInt64, count: Double)] = []
            for rule in indexes.indices {
                for (pattern, count) in kindsByRule[rule][kind].sorted() {
                    all.append((pattern, Double(count) / fractions[rule]))
                }
            }
            all.sort { $0.pattern < $1.pattern }
            for entry in all {
                if let last = scaled[kind].last, last.pattern == entry.pattern {
                    scaled[kind][scaled[kind].count - 1].count += entry.count
                } else {
                    scaled[kind].append(entry)
                }
            }
        }
        self.byRule = byRule
        self.fractions = fractions
        self.scaled = scaled
    }
}
