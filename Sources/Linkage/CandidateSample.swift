import Blocking
import Columns
import Comparison

/// Patterns counted on a sample of the candidate pairs, by kind of pair.
///
/// There is one kind per register for pairs within it, and a last for pairs between registers.
struct CandidateSample {
    /// The patterns of each rule's pairs of each kind, whichever other rules propose them too.
    private let ruleKinds: [[PatternCounts]]
    /// The kinds of pairs that may be compared; the others only tell of non-matches.
    let isCandidate: [Bool]
    /// The patterns of all candidates of each kind, each counted once and scaled to their number.
    let scaled: [[(pattern: UInt64, count: Double)]]

    /// About so many pairs are looked at for each rule.
    static let pairsPerRule = 40_000

    /// The patterns of a rule's pairs, whichever other rules propose them too.
    func patterns(ofRule rule: Int) -> PatternCounts {
        var all = PatternCounts()
        for (kind, counts) in ruleKinds[rule].enumerated() where isCandidate[kind] { all.add(counts) }
        return all
    }

    /// The same sample, of which the pairs that a topology rules out are no candidates.
    func restricted(to topology: Topology) -> CandidateSample {
        CandidateSample(self, isCandidate: Self.candidates(topology))
    }

    private init(_ other: CandidateSample, isCandidate: [Bool]) {
        ruleKinds = other.ruleKinds
        scaled = other.scaled
        self.isCandidate = isCandidate
    }

    private static func candidates(_ topology: Topology) -> [Bool] {
        (0...topology.count).map { $0 == topology.count || topology.allows($0, $0) }
    }

    init(
        _ candidates: CandidatePairs,
        compiled: CompiledComparisons,
        registerOf: [UInt8],
        topology: Topology,
        seed: UInt64,
        workers: Workers
    ) {
        let indexes = candidates.indexes
        let registers = topology.count
        let fractions = indexes.map { min(1, Double(Self.pairsPerRule) / Double(max(1, $0.pairs))) }
        let pieces = candidates.pieces()
        let parts = workers.map(pieces: pieces.count) {
            number -> (all: [PatternCounts], first: [PatternCounts]) in
            let piece = pieces[number]
            let none = [PatternCounts](repeating: PatternCounts(), count: registers + 1)
            var counts = (all: none, first: none)
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
                            let a = registerOf[Int(lefts[i])]
                            let kind = a == registerOf[Int(rights[i])] ? Int(a) : registers
                            counts.all[kind].add(pattern)
                            if !candidates.isProposed(lefts[i], rights[i], before: piece.rule) {
                                counts.first[kind].add(pattern)
                            }
                            i += 1
                        }
                    }
                )
            }
            return counts
        }
        let none = [[PatternCounts]](
            repeating: [PatternCounts](repeating: PatternCounts(), count: registers + 1),
            count: indexes.count
        )
        var all = none
        var first = none
        for (piece, part) in zip(pieces, parts) {
            for kind in 0...registers {
                all[piece.rule][kind].add(part.all[kind])
                first[piece.rule][kind].add(part.first[kind])
            }
        }
        ruleKinds = all
        isCandidate = Self.candidates(topology)
        scaled = (0...registers).map { kind in Self.scaled(first.map { $0[kind] }, fractions) }
    }

    /// Rules are sampled at different rates, so that sums over rules are scaled rule by rule.
    private static func scaled(
        _ byRule: [PatternCounts],
        _ fractions: [Double]
    ) -> [(pattern: UInt64, count: Double)] {
        var all: [(pattern: UInt64, count: Double)] = []
        for (rule, counts) in byRule.enumerated() {
            for (pattern, count) in counts.sorted() { all.append((pattern, Double(count) / fractions[rule])) }
        }
        return PatternCounts.joined(all)
    }
}
