import Columns

@testable import Blocking

/// Blocking written for clarity: texts instead of keys, all pairs instead of blocks.
struct BlockingTwin {
    let registers: RandomRegisters
    let topology: Topology
    let limit: Int
    let refinements: [KeyPart]
    /// The transformed texts of each part, by row.
    private let texts: [KeyPart: [String]]

    init(
        _ registers: RandomRegisters,
        rules: [[BlockingRule]] = BlockingCase.ruleLists,
        topology: Topology,
        limit: Int = .max,
        refinements: [KeyPart] = []
    ) {
        self.registers = registers
        self.topology = topology
        self.limit = limit
        self.refinements = refinements
        var texts: [KeyPart: [String]] = [:]
        for part in rules.joined().flatMap(\.parts) + refinements where texts[part] == nil {
            texts[part] = registers.texts[part.feature]?.map { part.transform.text(of: $0) }
        }
        self.texts = texts
    }

    struct Pair: Hashable, Comparable {
        let left: UInt32
        let right: UInt32
        static func < (a: Pair, b: Pair) -> Bool { (a.left, a.right) < (b.left, b.right) }
    }

    /// What one rule makes: blocks of rows, and what became of those too large.
    struct Outcome {
        var blocks: [[Int]] = []
        var oversized: [OversizedBlock] = []
    }

    func text(_ part: KeyPart, _ row: Int) -> String {
        texts[part]?[row] ?? ""
    }

    func allows(_ a: Int, _ b: Int) -> Bool {
        topology.allows(registers.registerOf[a], registers.registerOf[b])
    }

    func pairs(among rows: [Int]) -> [Pair] {
        var found: [Pair] = []
        for (position, a) in rows.enumerated() {
            for b in rows[(position + 1)...] where allows(a, b) {
                found.append(Pair(left: UInt32(a), right: UInt32(b)))
            }
        }
        return found
    }

    func outcome(of rule: BlockingRule) -> Outcome {
        var outcome = Outcome()
        let usable = refinements.filter { !rule.parts.contains($0) }
        let limit = rule.parts.isEmpty ? Int.max : limit
        for rows in classes(Array(0..<registers.records.count), by: rule.parts) {
            let pairs = pairs(among: rows).count
            if pairs == 0 { continue }
            if pairs <= limit {
                outcome.blocks.append(rows)
                continue
            }
            let (blocks, left, depth) = refine(rows, usable, limit)
            outcome.blocks += blocks
            outcome.oversized.append(
                OversizedBlock(
                    exampleRow: UInt32(rows[0]),
                    records: rows.count,
                    pairs: pairs,
                    refinedBy: Array(usable[..<depth]),
                    pairsKept: blocks.reduce(0) { $0 + self.pairs(among: $1).count },
                    pairsLeftOut: left
                )
            )
        }
        return outcome
    }

    /// The parts of a block that is too large, the pairs left out, and how many refinements were tried.
    private func refine(_ rows: [Int], _ parts: [KeyPart], _ limit: Int) -> ([[Int]], Int, Int) {
        guard let part = parts.first else { return ([], pairs(among: rows).count, 0) }
        var blocks: [[Int]] = []
        var left = 0
        var depth = 1
        for finer in classes(rows, by: [part]) {
            let count = pairs(among: finer).count
            if count == 0 { continue }
            if count <= limit {
                blocks.append(finer)
            } else {
                let inner = refine(finer, Array(parts.dropFirst()), limit)
                blocks += inner.0
                left += inner.1
                depth = max(depth, 1 + inner.2)
            }
        }
        return (blocks, left, depth)
    }

    /// Rows with equal, present texts.
    private func classes(_ rows: [Int], by parts: [KeyPart]) -> [[Int]] {
        var classes: [[String]: [Int]] = [:]
        for row in rows {
            let texts = parts.map { text($0, row) }
            if !texts.contains("") { classes[texts, default: []].append(row) }
        }
        return classes.values.sorted { $0[0] < $1[0] }
    }

    /// The pairs of each rule that no rule before it has, ascending.
    func pairsByRule(_ rules: [BlockingRule], withEarlier: Bool = false) -> [[Pair]] {
        var seen: Set<Pair> = []
        return rules.map { rule in
            let own = outcome(of: rule).blocks.flatMap { pairs(among: $0) }
            let new = withEarlier ? own : own.filter { !seen.contains($0) }
            seen.formUnion(own)
            return new.sorted()
        }
    }
}

extension CandidatePairs {
    /// All pairs by rule, in the order in which they come, and the sizes of the batches.
    func collect(
        pieceSize: Int = 1 << 17,
        capacity: Int = 16,
        withEarlier: Bool = false,
        sample: (UInt32) -> Bool = { _ in true }
    ) -> (pairs: [[BlockingTwin.Pair]], largestBatch: Int) {
        var pairs = [[BlockingTwin.Pair]](repeating: [], count: indexes.count)
        var largest = 0
        let lefts = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
        let rights = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
        defer {
            lefts.deallocate()
            rights.deallocate()
        }
        for piece in pieces(size: pieceSize) {
            forEachBatch(
                of: piece,
                lefts: lefts,
                rights: rights,
                capacity: capacity,
                withEarlier: withEarlier,
                sample: sample
            ) { count in
                largest = max(largest, count)
                for i in 0..<count {
                    pairs[piece.rule].append(BlockingTwin.Pair(left: lefts[i], right: rights[i]))
                }
            }
        }
        return (pairs, largest)
    }
}
