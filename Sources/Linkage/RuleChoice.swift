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
        /// The keys, as indices in ascending order.
        let parts: [Int]
        let covered: [UInt64]
        var pairs: Double
    }

    /// The rules, in the order in which they were taken.
    func choose(workers: Workers) -> [ChosenRule] {
        var sample = SampledKeys(
            records,
            topology: topology,
            size: Self.sampleSize,
            seed: seed,
            workers: workers
        )
        let keys = usableKeys(sample.records)
        let meetings = meetings()
        let simulated = workers.map(pieces: keys.count) { simulate(keys[$0], meetings) }
        sample.prepare(keys.map(\.part), workers: workers)

        // What is beyond the budget is out, however far.
        let enough = Int(min(budget / sample.scale, 1e9)) + 1
        // The most telling keys first: what agrees on one of them is soon looked through.
        let singles = measure(keys.indices.map { ([], [$0]) }, keys, simulated, sample, .max, workers)
        let order = keys.indices.sorted { (singles[$0].pairs, $0) < (singles[$1].pairs, $1) }
        func others(than used: [Int], after place: Int) -> [Int] {
            let features = used.map { keys[$0].part.feature }
            return order[(place + 1)...].filter { !features.contains(keys[$0].part.feature) }
        }
        let doubles = measure(
            order.indices.map { ([order[$0]], others(than: [order[$0]], after: $0)) },
            keys,
            simulated,
            sample,
            enough,
            workers
        )
        // Pairs of keys that propose too much are narrowed by a third.
        let wide = doubles.filter { $0.pairs > budget / 4 }.map { candidate in
            let last = candidate.parts.compactMap { order.firstIndex(of: $0) }.max() ?? 0
            return (candidate.parts, others(than: candidate.parts, after: last))
        }
        return take(singles + doubles + measure(wide, keys, simulated, sample, enough, workers), keys)
    }

    private func usableKeys(_ sample: Records) -> [KeyCandidate] {
        // Where whole addresses are at hand, their numbers alone say little.
        let hasAddress = sample.features.contains { $0.role == .address }
        return sample.features.flatMap { feature -> [KeyCandidate] in
            if hasAddress, [.unit, .floor, .streetNumber, .region].contains(feature.role) { return [] }
            let present = feature.codes.count { $0 != 0 }
            if present * 20 < sample.count || feature.values.count < 3 { return [] }
            return KeyCandidate.suited(to: feature)
        }
    }

    /// Measures the combinations of a base of keys and one more key.
    private func measure(
        _ work: [(base: [Int], others: [Int])],
        _ keys: [KeyCandidate],
        _ simulated: [[UInt64]],
        _ sample: SampledKeys,
        _ enough: Int,
        _ workers: Workers
    ) -> [Candidate] {
        let counts = workers.map(pieces: work.count) { number in
            sample.pairs(agreeingOn: work[number].base, and: work[number].others, enough: enough)
        }
        var candidates: [Candidate] = []
        for (number, (base, others)) in work.enumerated() {
            for (other, pairs) in zip(others, counts[number]) {
                var covered = simulated[other]
                for k in base { for word in covered.indices { covered[word] &= simulated[k][word] } }
                candidates.append(
                    Candidate(
                        parts: (base + [other]).sorted(),
                        covered: covered,
                        pairs: Double(pairs) * sample.scale
                    )
                )
            }
        }
        return candidates
    }

    private func take(_ candidates: [Candidate], _ keys: [KeyCandidate]) -> [ChosenRule] {
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
                    rule: BlockingRule(candidate.parts.map { keys[$0].part }),
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
        var bits = [UInt64](repeating: 0, count: Self.simulated / 64)
        guard let feature = records.feature(key.part.feature) else { return bits }
        let errors = ExpectedErrors.of(feature.role)
        let missing = records.registers.map { register in
            Double(register.rows.count { feature.codes[$0] == 0 }) / Double(max(1, register.rows.count))
        }
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
