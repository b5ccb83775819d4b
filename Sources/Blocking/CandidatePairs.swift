import CByteMask
public import Columns

/// All candidate pairs of a job, in an order that depends on the data alone, without storing one.
///
/// A pair belongs to the first rule that proposes it. For each record the number of its block under
/// each rule is kept (4 bytes per record and rule), so that a later rule can tell that an earlier one
/// has proposed a pair already.
public struct CandidatePairs: Sendable {
    /// The rules' blocks, in the order of the rules.
    public let indexes: [BlockIndex]
    private let topology: Topology
    /// The block of each record under each rule, counted from 1: record r has `indexes.count` entries.
    ///
    /// Three words behind the last can be read.
    private let blockOf: [UInt32]
    private let registerOf: [UInt8]
    /// One past the last row of each register.
    private let bounds: [Int]

    /// How many records ahead a record's blocks are fetched.
    private static let fetchDistance = 24

    /// A stretch of one rule's left records, small enough to be one piece of work.
    public struct Piece: Sendable {
        /// The rule.
        public let rule: Int
        /// The first block, and the position of the first left record in the rule's rows.
        let block: Int
        let start: Int
        /// One past the position of the last left record.
        let end: Int
    }

    /// Finds the blocks of all rules, rule by rule side by side.
    ///
    /// - Parameters:
    ///   - limit: The most pairs that a block may have before it is refined.
    ///   - refinements: The parts by which larger blocks are refined, in order.
    public init(
        rules: [BlockingRule],
        records: Records,
        keys: BlockKeys,
        topology: Topology,
        limit: Int,
        refinements: [KeyPart],
        workers: Workers
    ) {
        let registers = records.registers
        // What values were prepared in, and then what rules were sorted in, is of no use to what follows.
        bm_give_back_memory()
        let indexes = workers.map(pieces: rules.count) { rule in
            BlockIndex(
                rules[rule],
                keys: keys,
                registers: registers,
                topology: topology,
                limit: rules[rule].parts.isEmpty ? .max : limit,
                refinements: refinements
            )
        }
        self.topology = topology
        registerOf = records.registerOfRecord()
        bounds = registers.map(\.rows.upperBound)
        let ruleCount = rules.count
        bm_give_back_memory()
        let words = records.count * ruleCount + 3
        var blockOf = workers.fill(count: words, pieceSize: 1 << 20, with: UInt32(0)) { _, _ in }
        blockOf.withUnsafeMutableBufferPointer { buffer in
            // SAFETY: each rule writes its own entry of each record.
            nonisolated(unsafe) let shared = buffer
            workers.run(pieces: ruleCount) { rule in
                let index = indexes[rule]
                for block in 0..<index.count {
                    for position in Int(index.starts[block])..<Int(index.starts[block + 1]) {
                        shared[Int(index.rows[position]) &* ruleCount &+ rule] = UInt32(block + 1)
                    }
                }
            }
        }
        self.blockOf = blockOf
        self.indexes = indexes
    }

    /// Cuts the work into pieces of about `size` pairs; the cut depends on the data alone.
    public func pieces(size: Int = 1 << 17) -> [Piece] {
        var pieces: [Piece] = []
        for (rule, index) in indexes.enumerated() {
            var first = (block: 0, position: 0)
            var pending = 0
            for block in 0..<index.count {
                let start = Int(index.starts[block])
                let end = Int(index.starts[block + 1])
                let pairs = index.pairs(ofBlock: block)
                if pairs <= size {
                    pending += pairs
                    if pending >= size {
                        pieces.append(Piece(rule: rule, block: first.block, start: first.position, end: end))
                        first = (block + 1, end)
                        pending = 0
                    }
                } else {
                    if first.position < start {
                        pieces.append(
                            Piece(rule: rule, block: first.block, start: first.position, end: start)
                        )
                    }
                    // A large block is cut by its left records, each of which has at most as many pairs.
                    let step = max(1, size / (end - start))
                    for left in stride(from: start, to: end, by: step) {
                        pieces.append(
                            Piece(rule: rule, block: block, start: left, end: min(end, left + step))
                        )
                    }
                    first = (block + 1, end)
                    pending = 0
                }
            }
            if first.position < index.rows.count {
                pieces.append(
                    Piece(rule: rule, block: first.block, start: first.position, end: index.rows.count)
                )
            }
        }
        return pieces
    }

    /// Writes a piece's pairs into the two buffers and calls `flush` with their number when they are full.
    ///
    /// Pairs come grouped by their left record. `sample` says which left records take part; `withEarlier`
    /// keeps the pairs that an earlier rule has proposed already.
    public func forEachBatch(
        of piece: Piece,
        lefts: UnsafeMutablePointer<UInt32>,
        rights: UnsafeMutablePointer<UInt32>,
        capacity: Int,
        withEarlier: Bool = false,
        sample: (UInt32) -> Bool = { _ in true },
        flush: (Int) -> Void
    ) {
        let index = indexes[piece.rule]
        let ruleCount = indexes.count
        let rule = withEarlier ? 0 : piece.rule
        var filled = 0
        var block = piece.block
        index.rows.withUnsafeBufferPointer { rows in
            blockOf.withUnsafeBufferPointer { blockOf in
                registerOf.withUnsafeBufferPointer { registerOf in
                    topology.allowed.withUnsafeBufferPointer { allowed in
                        guard let blocks = blockOf.baseAddress else { return }
                        // SAFETY: positions stay inside the rule's rows, filled below `capacity`.
                        for position in piece.start..<piece.end {
                            while position >= Int(index.starts[block + 1]) { block += 1 }
                            let soon = Int(rows[min(position &+ Self.fetchDistance, rows.count &- 1)])
                            bm_prefetch(blocks + soon &* ruleCount)
                            bm_prefetch(blocks + (soon &* ruleCount &+ rule))
                            let left = rows[position]
                            if !sample(left) { continue }
                            let end = Int(index.starts[block + 1])
                            let own = Int(left) &* ruleCount
                            let allowedRow = Int(registerOf[Int(left)]) &* topology.count
                            for other in (position &+ 1)..<max(end, position &+ 1) {
                                let right = rows[other]
                                if !allowed[allowedRow &+ Int(registerOf[Int(right)])] { continue }
                                let its = Int(right) &* ruleCount
                                if bm_shares_word(blocks + own, blocks + its, UInt32(rule)) != 0 { continue }
                                lefts[filled] = left
                                rights[filled] = right
                                filled &+= 1
                                if filled == capacity {
                                    flush(filled)
                                    filled = 0
                                }
                            }
                        }
                    }
                }
            }
        }
        if filled > 0 { flush(filled) }
    }

    /// Whether some rule proposes a pair of records.
    public func proposes(_ a: UInt32, _ b: UInt32) -> Bool {
        if !topology.allows(Int(registerOf[Int(a)]), Int(registerOf[Int(b)])) || a == b { return false }
        return isProposed(a, b, before: indexes.count)
    }

    /// Whether one of the first `rule` rules puts two records into one block.
    public func isProposed(_ a: UInt32, _ b: UInt32, before rule: Int) -> Bool {
        blockOf.withUnsafeBufferPointer { blockOf in
            guard let blocks = blockOf.baseAddress else { return false }
            // SAFETY: rows are below the number of records, and three words behind the last can be read.
            return bm_shares_word(
                blocks + Int(a) &* indexes.count,
                blocks + Int(b) &* indexes.count,
                UInt32(rule)
            ) != 0
        }
    }
}

extension CandidatePairs {
    /// The same blocks, of which only the pairs that a narrower topology allows are candidates.
    public func restricted(to topology: Topology, workers: Workers) -> CandidatePairs {
        CandidatePairs(self, topology: topology, workers)
    }

    private init(_ other: CandidatePairs, topology: Topology, _ workers: Workers) {
        indexes = workers.map(pieces: other.indexes.count) { rule in
            other.indexes[rule].restricted(to: topology, bounds: other.bounds)
        }
        self.topology = topology
        blockOf = other.blockOf
        registerOf = other.registerOf
        bounds = other.bounds
    }
}
