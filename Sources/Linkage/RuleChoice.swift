public import Blocking
import Columns

/// A blocking rule that was chosen, with what is expected of it.
public struct ChosenRule: Sendable {
    /// The rule.
    public let rule: BlockingRule
    /// The pairs it is expected to propose.
    public let expectedPairs: Double
    /// The expected share of all matches that this rule or one before it proposes, in 0…1.
    public let expectedRecall: Double
}

/// Chooses blocking rules for the features at hand, under a budget of pairs.
///
/// Matched pairs are simulated: each feature keeps its value, suffers a small error, takes another
/// form, changes or is missing, at the rates usual for its role and the missing values of these
/// data. Rules are conjunctions of up to three keys of different features; how many pairs each would
/// propose is counted on a sample of the records. Rules are then taken greedily, by the matches they
/// add for the pairs they cost (a weighted maximum-coverage problem; Nemhauser, Wolsey and Fisher 1978).
struct RuleChoice {
    private let records: Records
    private let topology: Topology
    private let budget: Double
    private let seed: UInt64

    /// The simulated matched pairs.
    private static let simulated = 8192
    /// The records on which pairs are counted.
    private static let sampleSize = 25_000
    /// The most rules taken.
    private static let maximumRules = 16
    /// A rule must add this share of matches.
    private static let leastGain = 0.0003
    /// What finding a match a second time is worth, next to finding it once: simulated errors are guesses,
    /// and a match found twice is found even if one of the guesses is wrong.
    private static let secondFinding = 0.15
    /// The share of pairs with a careless record, and how many times more errors those have.
    private static let careless = (share: 0.15, errors: 4.0)

    init(_ records: Records, topology: Topology, budget: Int, seed: UInt64) {
        self.records = records
        self.topology = topology
        self.budget = Double(budget)
        self.seed = seed
    }

    private struct Candidate {
        let rule: BlockingRule
        let covered: [UInt64]
        var pairs: Double
    }

    /// The rules, in the order in which they were taken.
    func choose(workers: Workers) -> [ChosenRule] {
        let sample = SampledRecords(records, topology: topology, size: Self.sampleSize, seed: seed)
        let keys = usableKeys(sample)
        let meetings = meetings()
        let simulated = keys.map { simulate($0, meetings) }
        var blockKeys = BlockKeys(sample.records)
        blockKeys.prepare(keys.map(\.part), workers: workers)

        var combinations: [[Int]] = keys.indices.map { [$0] }
        for a in keys.indices {
            for b in keys.indices where b > a && keys[a].part.feature != keys[b].part.feature {
                combinations.append([a, b])
            }
        }
        var candidates = measure(combinations, keys, simulated, blockKeys, sample, workers)
        // Pairs of keys that propose too much are narrowed by a third.
        var triples: [[Int]] = []
        for (index, combination) in combinations.enumerated() where combination.count == 2 {
            if candidates[index].pairs <= budget / 4 { continue }
            for c in keys.indices where c > combination[1] {
                let features = combination.map { keys[$0].part.feature }
                if !features.contains(keys[c].part.feature) { triples.append(combination + [c]) }
            }
        }
        if !triples.isEmpty {
            candidates += measure(triples, keys, simulated, blockKeys, sample, workers)
        }
        return take(candidates)
    }

    private func usableKeys(_ sample: SampledRecords) -> [KeyCandidate] {
        // Where whole addresses are at hand, their numbers alone say little.
        let hasAddress = sample.records.features.contains { $0.role == .address }
        return sample.records.features.flatMap { feature -> [KeyCandidate] in
            if hasAddress, [.unit, .floor, .streetNumber, .region].contains(feature.role) { return [] }
            let present = feature.codes.count { $0 != 0 }
            if present * 20 < sample.records.count || feature.values.count < 3 { return [] }
            return KeyCandidate.suited(to: feature)
        }
    }

    private func measure(
        _ combinations: [[Int]],
        _ keys: [KeyCandidate],
        _ simulated: [[UInt64]],
        _ blockKeys: BlockKeys,
        _ sample: SampledRecords,
        _ workers: Workers
    ) -> [Candidate] {
        let counts = workers.map(pieces: combinations.count) { number -> Double in
            let rule = BlockingRule(combinations[number].map { keys[$0].part })
            return sample.pairs(of: rule, keys: blockKeys, topology: topology) * sample.scale
        }
        return combinations.enumerated().map { number, combination in
            var covered = simulated[combination[0]]
            for k in combination.dropFirst() {
                for word in covered.indices { covered[word] &= simulated[k].isEmpty ? 0 : simulated[k][word] }
            }
            return Candidate(
                rule: BlockingRule(combination.map { keys[$0].part }),
                covered: covered,
                pairs: counts[number]
            )
        }
    }

    private func take(_ candidates: [Candidate]) -> [ChosenRule] {
        var once = [UInt64](repeating: 0, count: Self.simulated / 64)
        var twice = once
        var taken: [ChosenRule] = []
        var left = budget
        // A rule that proposes nothing on the sample finds nothing, whatever is expected of its keys.
        var used = candidates.map { $0.pairs <= 0 }
        // Even a rule that costs nothing costs a sort of all records.
        let fixedCost = budget / 60
        while taken.count < Self.maximumRules {
            var best: (index: Int, value: Double)?
            for (index, candidate) in candidates.enumerated() where candidate.pairs <= left && !used[index] {
                var first = 0
                var second = 0
                for word in candidate.covered.indices {
                    first += (candidate.covered[word] & ~once[word]).nonzeroBitCount
                    second += (candidate.covered[word] & once[word] & ~twice[word]).nonzeroBitCount
                }
                let gain = Double(first) + Self.secondFinding * Double(second)
                if gain < Self.leastGain * Double(Self.simulated) { continue }
                let value = gain / (candidate.pairs + fixedCost)
                if value > (best?.value ?? 0) { best = (index, value) }
            }
            guard let best else { break }
            let candidate = candidates[best.index]
            used[best.index] = true
            for word in once.indices {
                twice[word] |= once[word] & candidate.covered[word]
                once[word] |= candidate.covered[word]
            }
            left -= candidate.pairs
            taken.append(
                ChosenRule(
                    rule: candidate.rule,
                    expectedPairs: candidate.pairs,
                    expectedRecall: Double(once.reduce(0) { $0 + $1.nonzeroBitCount })
                        / Double(Self.simulated)
                )
            )
        }
        return taken
    }

    /// The registers of each simulated matched pair, drawn by the pairs that they make.
    private func meetings() -> [(Int, Int)] {
        var choices: [(pair: (Int, Int), upTo: Double)] = []
        let sizes = records.registers.map { Double($0.rows.count) }
        for a in sizes.indices {
            for b in a..<sizes.count where topology.allows(a, b) {
                let pairs = a == b ? sizes[a] * (sizes[a] - 1) / 2 : sizes[a] * sizes[b]
                if pairs > 0 { choices.append(((a, b), pairs + (choices.last?.upTo ?? 0))) }
            }
        }
        guard let last = choices.last else { return [] }
        return (0..<Self.simulated).map { pair in
            var random = KeyedRandom(seed: seed, purpose: 0, entity: UInt64(pair))
            let target = random.nextUnit() * last.upTo
            return (choices.first { target < $0.upTo } ?? last).pair
        }
    }

    /// One bit per simulated matched pair: whether the key agrees in it.
    ///
    /// Values are missing as often as in the registers that meet: what only one has brings no pair together.
    private func simulate(_ key: KeyCandidate, _ meetings: [(Int, Int)]) -> [UInt64] {
        guard let feature = records.feature(key.part.feature) else { return [] }
        let errors = ExpectedErrors.of(feature.role)
        let missing = records.registers.map { register in
            Double(register.rows.count { feature.codes[$0] == 0 }) / Double(max(1, register.rows.count))
        }
        var bits = [UInt64](repeating: 0, count: Self.simulated / 64)
        let purpose = UInt32(truncatingIfNeeded: Hash64.text(feature.name))
        for (pair, meeting) in meetings.enumerated() {
            var quality = KeyedRandom(seed: seed, purpose: 0x7175_616c, entity: UInt64(pair))
            let errorRate = quality.nextUnit() < Self.careless.share ? Self.careless.errors : 1
            let typo = min(0.45, errors.typo * errorRate)
            let other = min(0.45, (1 - errors.same - errors.typo) * errorRate)
            let variant = other * errors.variant / max(1e-9, 1 - errors.same - errors.typo)
            let same = 1 - typo - other
            // The same draws for all keys of a feature: an error that one survives, a laxer one survives.
            var random = KeyedRandom(seed: seed, purpose: purpose, entity: UInt64(pair))
            let present = random.nextUnit() >= missing[meeting.0] && random.nextUnit() >= missing[meeting.1]
            let outcome = random.nextUnit()
            let survival = random.nextUnit()
            if !present { continue }
            let agrees: Bool
            if outcome < same {
                agrees = true
            } else if outcome < same + typo {
                agrees = survival < key.survivesTypo
            } else {
                agrees = outcome < same + typo + variant && survival < key.survivesVariant
            }
            if agrees { bits[pair / 64] |= 1 << UInt64(pair % 64) }
        }
        return bits
    }
}

/// A sample of the records, on which the pairs of many rules are counted quickly.
private struct SampledRecords: Sendable {
    let records: Records
    /// How many pairs of all records stand behind each pair of the sample.
    let scale: Double

    init(_ all: Records, topology: Topology, size: Int, seed: UInt64) {
        let share = min(1, Double(size) / Double(max(1, all.count)))
        let bound = share >= 1 ? UInt64.max : UInt64(share * 0x1p64)
        var rows: [Int] = []
        var registers: [RegisterSpan] = []
        for register in all.registers {
            let start = rows.count
            for row in register.rows where bound == .max || Hash64.mix(seed ^ UInt64(row)) < bound {
                rows.append(row)
            }
            registers.append(RegisterSpan(name: register.name, rows: start..<rows.count))
        }
        let chosen = rows
        let features = all.features.map { feature -> Feature in
            var interner = ValueInterner(capacity: chosen.count / 4)
            var codes = [UInt32](repeating: 0, count: chosen.count)
            for (i, row) in chosen.enumerated() {
                codes[i] = feature.values.withBytes(feature.codes[row]) { interner.intern($0) }
            }
            return Feature(name: feature.name, role: feature.role, codes: codes, values: interner.finish())
        }
        let none = CodedColumn(
            name: "",
            codes: [UInt32](repeating: 0, count: chosen.count),
            values: ValueDictionary()
        )
        records = Records(registers: registers, identifiers: none, features: features)
        let here = topology.pairs(registers.map(\.rows.count))
        scale = Double(topology.pairs(all.registers.map(\.rows.count))) / Double(max(1, here))
    }

    func pairs(of rule: BlockingRule, keys: BlockKeys, topology: Topology) -> Double {
        let index = BlockIndex(
            rule,
            keys: keys,
            registers: records.registers,
            topology: topology,
            limit: .max
        )
        return Double(index.pairs)
    }
}
