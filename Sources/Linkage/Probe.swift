import Blocking
import Columns
import Comparison

/// A few hundred records, compared with all others that share a value with them which is not too frequent.
///
/// What a probe meets does not depend on the blocking rules, so that it tells what they miss.
struct Probe: Sendable {
    /// A pair that a probe met.
    struct Meeting {
        /// The place of the probed record in the probe.
        let number: Int
        /// The probed record.
        let probe: UInt32
        /// The record met.
        let other: UInt32
        let weight: Float
        /// The chance that the pair was met, from either side.
        let chance: Double
    }

    /// Pairs of a probed record with some of the records that share no telling value with it.
    struct Rest {
        /// The other record.
        let other: UInt32
        let weight: Float
        /// How many pairs of the probed record it stands for.
        let times: Double
    }

    /// The probed records, ascending.
    let rows: [UInt32]
    /// The chance of each to be probed.
    let chance: [Double]
    private let records: Records
    private let topology: Topology
    private let workers: Workers
    private let registerOf: [UInt8]
    private let seed: UInt64
    private static let restPurpose: UInt32 = 0x7265_7374

    /// So many records are probed.
    private static let size = 600.0
    /// Half of them are records with few values, which are missed most often: this share of all records.
    private static let sparseShare = 0.35
    /// So many pairs are compared at most, with values that this share of records has at most.
    private static let mostPairs = 2_500_000
    private static let valueShares = [0.02, 0.01, 0.005, 0.002, 0.001, 0.0003]
    private static let purpose: UInt64 = 0x5052_4f42

    init(_ records: Records, topology: Topology, seed: UInt64, workers: Workers) {
        self.records = records
        self.topology = topology
        self.workers = workers
        self.seed = seed
        registerOf = records.registerOfRecord()
        let filled = Self.filledValues(records, workers)
        let (kinds, chances) = Self.strata(records, filled)
        var rows: [UInt32] = []
        var chance: [Double] = []
        for row in 0..<records.count {
            let share = chances[kinds[row]]
            let draw =
                Double(Hash64.mix(seed &* 0x9e37_79b9 ^ Self.purpose ^ UInt64(row) << 8) >> 11) * 0x1p-53
            if draw < share {
                rows.append(UInt32(row))
                chance.append(share)
            }
        }
        self.rows = rows
        self.chance = chance
        self.chanceOf = kinds.map { min(1, chances[$0]) }
        candidates = Self.candidates(of: rows, records, topology, registerOf, workers)
    }

    /// Per record: its chance to be probed.
    private let chanceOf: [Double]
    /// Per probed record: the records that share a value with it which is not too frequent, ascending.
    private let candidates: [[UInt32]]

    /// Per record: how many features it has a value of.
    private static func filledValues(_ records: Records, _ workers: Workers) -> [UInt8] {
        var filled = [UInt8](repeating: 0, count: records.count)
        for feature in records.features {
            for (row, code) in feature.codes.enumerated() where code != 0 { filled[row] &+= 1 }
        }
        return filled
    }

    /// Per record its stratum, a register and whether it has few values; and the chance of each stratum.
    private static func strata(_ records: Records, _ filled: [UInt8]) -> ([Int], [Double]) {
        var kinds = [Int](repeating: 0, count: records.count)
        var chances: [Double] = []
        for (number, register) in records.registers.enumerated() {
            var counts = [Int](repeating: 0, count: 256)
            for row in register.rows { counts[Int(filled[row])] += 1 }
            var bound = 0
            var sparse = 0
            while bound < 255, Double(sparse + counts[bound]) <= sparseShare * Double(register.rows.count) {
                sparse += counts[bound]
                bound += 1
            }
            for row in register.rows { kinds[row] = 2 * number + (Int(filled[row]) < bound ? 1 : 0) }
            let share = size * Double(register.rows.count) / Double(max(1, records.count))
            let full = register.rows.count - sparse
            let forSparse = sparse == 0 ? 0 : share / 2
            chances.append(full == 0 ? 0 : min(1, (share - forSparse) / Double(full)))
            chances.append(sparse == 0 ? 0 : min(1, forSparse / Double(sparse)))
        }
        return (kinds, chances)
    }

    /// The pairs of the probe that reach the plan's threshold.
    func meetings(with plan: ScoringPlan, _ compiled: CompiledComparisons) -> [Meeting] {
        let parts = workers.map(pieces: rows.count) { number -> [Meeting] in
            let row = rows[number]
            let kept = scored(row, candidates[number], with: plan, compiled)
            return (0..<kept.count).map { i in
                let other = kept.left[i] == row ? kept.right[i] : kept.left[i]
                let (a, b) = (chanceOf[Int(row)], chanceOf[Int(other)])
                return Meeting(
                    number: number,
                    probe: row,
                    other: other,
                    weight: kept.weight[i],
                    chance: 1 - (1 - a) * (1 - b)
                )
            }
        }
        return parts.flatMap { $0 }
    }

    /// So many records that share nothing telling with a probed one are drawn for it.
    private static let restDraws = 200

    /// Per probed record: a sample of the records that it did not meet.
    ///
    /// Many matches share too little to be told from strangers, where values are missing: each is unlikely, and there are
    /// many. How many matches are among them only a sample of all pairs tells.
    /// - Parameter plan: A plan that keeps pairs of any weight.
    func rest(with plan: ScoringPlan, _ compiled: CompiledComparisons) -> [[Rest]] {
        return workers.map(pieces: rows.count) { number in
            let row = rows[number]
            let own = Int(registerOf[Int(row)])
            var met = Set(candidates[number])
            met.insert(row)
            var random = KeyedRandom(seed: seed, purpose: Self.restPurpose, entity: UInt64(row))
            var drawn: [UInt32] = []
            for _ in 0..<Self.restDraws {
                let other = UInt32(random.nextIndex(below: records.count))
                if met.contains(other) || !topology.allows(own, Int(registerOf[Int(other)])) { continue }
                drawn.append(other)
            }
            // Each draw stands for as many records, whether it fell on one that counts or not.
            let times = Double(records.count) / Double(Self.restDraws)
            let kept = scored(row, drawn, with: plan, compiled)
            return (0..<kept.count).map { i in
                let other = kept.left[i] == row ? kept.right[i] : kept.left[i]
                return Rest(other: other, weight: kept.weight[i], times: times)
            }
        }
    }

    private func scored(
        _ row: UInt32,
        _ others: [UInt32],
        with plan: ScoringPlan,
        _ compiled: CompiledComparisons
    ) -> KeptPairs {
        var kept = KeptPairs()
        compiled.withWorker { worker in
            var filled = 0
            for other in others {
                worker.lefts[filled] = min(row, other)
                worker.rights[filled] = max(row, other)
                filled += 1
                if filled == PairWorker.capacity {
                    worker.score(count: filled, with: plan, rule: 0, into: &kept)
                    filled = 0
                }
            }
            if filled > 0 { worker.score(count: filled, with: plan, rule: 0, into: &kept) }
        }
        return kept
    }

    private static func candidates(
        of rows: [UInt32],
        _ records: Records,
        _ topology: Topology,
        _ registerOf: [UInt8],
        _ workers: Workers
    ) -> [[UInt32]] {
        let isLarge = records.count >= Linker.manyRecords
        let parts = records.features.flatMap {
            isLarge ? KeyCandidate.cheap(of: $0) : KeyCandidate.tried(on: $0)
        }
        let shared = workers.map(pieces: parts.count) { SharedKey(parts[$0], records: records, rows: rows) }
        // The most frequent values that the number of pairs allows.
        let bounds = valueShares.map { max(50, Int($0 * Double(records.count))) }
        let bound =
            bounds.first { bound in
                shared.reduce(0) { $0 + $1.pairs(upTo: bound) } <= (isLarge ? 1 : 2) * mostPairs
            }
            ?? bounds[bounds.count - 1]
        let lists = workers.map(pieces: shared.count) { shared[$0].lists(records: records, upTo: bound) }
        return workers.map(pieces: rows.count) { number -> [UInt32] in
            var all: [UInt32] = []
            for (key, list) in zip(shared, lists) {
                let slot = key.slotOfProbe[number]
                if slot >= 0 { all += list[slot] }
            }
            all.sort()
            let own = Int(registerOf[Int(rows[number])])
            var distinct: [UInt32] = []
            for row in all where row != distinct.last && row != rows[number] {
                if topology.allows(own, Int(registerOf[Int(row)])) { distinct.append(row) }
            }
            return distinct
        }
    }
}

/// The records that share a key with probed ones.
private struct SharedKey: Sendable {
    /// Per probed record: the slot of its key, −1 where it has none.
    let slotOfProbe: [Int]
    private let feature: Int
    /// Per code: the slot of its key, −1 where no probed record has it.
    private let slotOfCode: [Int32]
    /// Records per slot.
    private let counts: [Int]
    private let probesPerSlot: [Int]

    init(_ part: KeyPart, records: Records, rows: [UInt32]) {
        feature = records.features.firstIndex { $0.name == part.feature } ?? 0
        let own = records.features[feature]
        let keys = part.transform.keys(of: own.values)
        var slots: [UInt64: Int] = [:]
        var slotOfProbe: [Int] = []
        for row in rows {
            let key = keys[Int(own.codes[Int(row)])]
            if key == 0 {
                slotOfProbe.append(-1)
                continue
            }
            let slot = slots[key] ?? slots.count
            slots[key] = slot
            slotOfProbe.append(slot)
        }
        let known = slots
        slotOfCode = keys.map { key in key == 0 ? -1 : Int32(known[key] ?? -1) }
        var counts = [Int](repeating: 0, count: slots.count)
        for code in own.codes {
            let slot = slotOfCode[Int(code)]
            if slot >= 0 { counts[Int(slot)] += 1 }
        }
        self.counts = counts
        var probes = [Int](repeating: 0, count: slots.count)
        for slot in slotOfProbe where slot >= 0 { probes[slot] += 1 }
        probesPerSlot = probes
        self.slotOfProbe = slotOfProbe
    }

    /// The pairs of probed records and others whose key at most so many records have.
    func pairs(upTo bound: Int) -> Int {
        zip(counts, probesPerSlot).reduce(0) { $0 + ($1.0 <= bound ? $1.0 * $1.1 : 0) }
    }

    /// The records of each slot that at most so many have.
    func lists(records: Records, upTo bound: Int) -> [[UInt32]] {
        var lists = [[UInt32]](repeating: [], count: counts.count)
        for (row, code) in records.features[feature].codes.enumerated() {
            let slot = slotOfCode[Int(code)]
            if slot >= 0 && counts[Int(slot)] <= bound { lists[Int(slot)].append(UInt32(row)) }
        }
        return lists
    }
}
