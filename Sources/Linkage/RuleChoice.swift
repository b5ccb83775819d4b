public import Blocking
import Columns

/// A blocking rule that was chosen, with what is expected of it.
public struct ChosenRule: Sendable {
    /// The rule.
    public let rule: BlockingRule
    /// The pairs it is expected to propose that no rule before it does.
    public let expectedPairs: Double
    /// The expected share of all matches that this rule or one before it proposes, in 0…1.
    public let expectedRecall: Double
}

/// Chooses blocking rules for the features at hand, under a budget of pairs.
///
/// Matched pairs are simulated: each feature keeps its value, suffers a small error, takes another
/// form, changes or is missing, at the rates usual for its role and the missing values of these
/// data. Who moves changes all that says where, at once. Rules are conjunctions of up to three keys of
/// different features; how many pairs each would propose is counted on a sample of the records.
/// ``RuleSelection`` then takes rules by the matches they add for the pairs they cost.
struct RuleChoice {
    private let records: Records
    private let topology: Topology
    private let budget: Double
    private let seed: UInt64

    /// The simulated matched pairs.
    private static let simulated = 8192
    /// The records on which pairs are counted: at least, at most, and so many that a rule which spends the
    /// budget proposes this number of their pairs.
    private static let sampleSize = (least: 6_000, most: 18_000, pairs: 20_000.0)
    /// Of the pairs of a rule about so many, at most, are compared with those of other rules.
    private static let listedPairs = 4_000.0
    /// So many pairs may be spent on finding one more match, of which there are about half as many as records:
    /// at least, and per million records.
    ///
    /// A rule's pairs grow with the square of the records, its matches with the records. A price that grows too
    /// keeps rules as wide as they are: otherwise fewer matches would be reached the larger the population.
    private static let pairsPerMatch = (least: 60.0, perMillion: 25.0)
    private var pairsPerMatch: Double {
        max(Self.pairsPerMatch.least, Self.pairsPerMatch.perMillion * Double(records.count) / 1e6)
    }

    /// So many pairs may be spent on one more match where it is known what matches are like: least, and by how many
    /// steps of half a doubling the price rises where records are few.
    private static let learnedPairsPerMatch = 120.0
    private static let worthSteps = 24
    /// Choices whose shares of covered matches differ by less cover as much.
    private static let leastDifference = 0.0002
    /// A key must find this share of likely matches more than a cheaper one of its feature.
    private static let leastCover = 0.005

    /// What it costs to sort one record by a rule, next to comparing one pair.
    private static let sortCost = 0.06
    /// With fewer records a rule costs too little time to be looked at again.
    private static let manyRecords = 500_000
    /// Only a rule that proposes alone less than this share of all pairs may be given up.
    private static let smallShare = 0.0005
    /// So many records of a rule's blocks are looked at to see which of its pairs no other rule proposes.
    private static let blockSample = 150_000.0
    /// The share of pairs with a careless record, and how many times more errors those have.
    private static let careless = (share: 0.15, errors: 4.0)
    /// The purpose of the draws that say who moves.
    private static let movePurpose: UInt32 = 0x6d6f_7665

    init(_ records: Records, topology: Topology, budget: Int, seed: UInt64) {
        self.records = records
        self.topology = topology
        self.budget = Double(budget)
        self.seed = seed
    }

    /// The rules, in the order in which they were taken.
    ///
    /// - Parameter likely: Likely matches of these data, whose agreements take the place of simulated ones; nil where
    ///   none are known yet.
    func choose(likely: LikelyMatches? = nil, workers: Workers) -> [ChosenRule] {
        let wanted = Double(records.count) * (Self.sampleSize.pairs / budget).squareRoot()
        let sampleSize = Int(min(Double(Self.sampleSize.most), max(Double(Self.sampleSize.least), wanted)))
        var sample = SampledKeys(
            records,
            topology: topology,
            size: sampleSize,
            seed: seed,
            workers: workers
        )
        let found =
            likely.map { triedKeys(&sample, $0, workers) } ?? assumedKeys(&sample, workers)
        var measured = Measurement(sample: sample, keys: found.keys, simulated: found.bits, workers: workers)
        measure(&measured, singles: found.singles)
        let matches = likely?.total ?? Double(records.count) / 2
        let worths = likely == nil ? [pairsPerMatch] : learnedWorths
        let candidates = measured.candidates
        let sampledPairs = measured.sampledPairs
        let scale = sample.scale / min(1, measured.share)
        let selections = workers.map(pieces: worths.count) { number -> [RuleSelection.Taken] in
            RuleSelection(
                candidates: candidates,
                sampledPairs: sampledPairs,
                scale: scale,
                budget: budget,
                ruleCost: Self.sortCost * Double(records.count),
                simulated: Self.simulated,
                worth: worths[number] * matches / Double(Self.simulated)
            ).select()
        }
        // The most that is covered; of what covers as much, what is worth the least and so proposes fewest pairs.
        var best = selections.first ?? []
        for taken in selections.dropFirst()
        where (taken.last?.recall ?? 0) > (best.last?.recall ?? 0) + Self.leastDifference { best = taken }
        return best.map { taken in
            ChosenRule(
                rule: BlockingRule(candidates[taken.candidate].parts.map { found.keys[$0].part }),
                expectedPairs: taken.newPairs,
                expectedRecall: taken.recall
            )
        }
    }

    /// Keys, whether each agrees in each simulated or likely match, and the pairs that each proposes alone.
    private typealias FoundKeys = (keys: [KeyCandidate], bits: [[UInt64]], singles: [Int])

    /// The keys usual for the roles, with what they are assumed to survive.
    private func assumedKeys(_ sample: inout SampledKeys, _ workers: Workers) -> FoundKeys {
        let keys = usableKeys(sample.records)
        let meetings = meetings()
        let places = PlaceFeatures(records, workers: workers)
        let simulated = workers.map(pieces: keys.count) { simulate(keys[$0], meetings, places) }
        sample.prepare(keys.map(\.part), workers: workers)
        let ready = sample
        let singles = workers.map(pieces: keys.count) { ready.pairs(agreeingOn: [$0], enough: .max) }
        return (keys, simulated, singles)
    }

    /// Many keys, tried on likely matches; of each feature those are kept that find more than cheaper ones do.
    private func triedKeys(_ sample: inout SampledKeys, _ likely: LikelyMatches, _ workers: Workers)
        -> FoundKeys
    {
        let parts = usable(sample.records).flatMap(KeyCandidate.tried)
        let trial = KeyTrial(likely, of: records, draws: Self.simulated, seed: seed, workers: workers)
        let bits = workers.map(pieces: parts.count) { trial.agreement(on: parts[$0]) }
        sample.prepare(parts, workers: workers)
        let ready = sample
        let singles = workers.map(pieces: parts.count) { ready.pairs(agreeingOn: [$0], enough: .max) }
        let covers = bits.map { $0.reduce(0) { $0 + $1.nonzeroBitCount } }
        var kept: [Int] = []
        for feature in usable(sample.records) {
            let own = parts.indices.filter { parts[$0].feature == feature.name }
            var most = 0
            for key in own.sorted(by: { (singles[$0], -covers[$0], $0) < (singles[$1], -covers[$1], $1) })
            where Double(covers[key] - most) > Self.leastCover * Double(Self.simulated) {
                kept.append(key)
                most = covers[key]
            }
        }
        kept.sort()
        sample.keep(kept)
        return (kept.map { KeyCandidate(parts[$0]) }, kept.map { bits[$0] }, kept.map { singles[$0] })
    }

    /// Counts what conjunctions of keys propose.
    private func measure(_ measured: inout Measurement, singles: [Int]) {
        let (sample, keys) = (measured.sample, measured.keys)
        // What is beyond the budget is out, however far.
        measured.enough = Int(min(budget / sample.scale, 1e9)) + 1
        measured.share = Self.listedPairs / Double(measured.enough)
        // The most telling keys first: what agrees on one of them is soon looked through.
        let order = keys.indices.sorted { (singles[$0], $0) < (singles[$1], $1) }
        func others(than used: [Int], after place: Int) -> [Int] {
            let features = used.map { keys[$0].part.feature }
            return order[(place + 1)...].filter { !features.contains(keys[$0].part.feature) }
        }
        measured.add([([], Array(keys.indices))])
        measured.add(order.indices.map { ([order[$0]], others(than: [order[$0]], after: $0)) })
        // Pairs of keys that propose too much are narrowed by a third.
        let wide = measured.candidates.filter { $0.parts.count == 2 && $0.pairs > budget / 4 }
        measured.add(
            wide.map { candidate in
                let last = candidate.parts.compactMap { order.firstIndex(of: $0) }.max() ?? 0
                return (candidate.parts, others(than: candidate.parts, after: last))
            }
        )
    }

    /// The prices at which rules are chosen, where it is known what matches are like.
    ///
    /// Where all rules together cost little time, the price rises as long as more is found; with more records it
    /// is what one more match may cost.
    private var learnedWorths: [Double] {
        if records.count >= Self.manyRecords { return [max(pairsPerMatch, Self.learnedPairsPerMatch)] }
        return (0..<Self.worthSteps).map { Self.learnedPairsPerMatch * powerOfTwo(Double($0) / 2) }
    }

    /// The rules without those that do not pay: whose pairs other rules propose too, but for so few that the sort
    /// would cost more, were they all matches.
    ///
    /// Where all rules together propose few pairs, each stays. The choice rests on simulated errors, and on a
    /// sample of the records, in which a pair stands for thousands; here pairs are counted in the rules' own
    /// blocks. The last rules are looked at first.
    ///
    /// - Parameters:
    ///   - keys: The keys of all parts of the rules.
    ///   - limit: The most pairs that a block may have.
    func worthwhile(
        _ rules: [ChosenRule],
        keys: BlockKeys,
        limit: Int,
        manyRecords: Int = Self.manyRecords,
        workers: Workers
    ) -> [ChosenRule] {
        if records.count < manyRecords { return rules }
        let all = rules.reduce(0) { $0 + $1.expectedPairs }
        let least = min(Self.sortCost * Double(records.count) / pairsPerMatch, Self.smallShare * all)
        let share = min(1, Self.blockSample / Double(records.count))
        @Sendable func alone(_ place: Int, among rules: [ChosenRule]) -> Double {
            var others = rules.map(\.rule)
            let rule = others.remove(at: place)
            let pairs = keys.pairs(
                proposedBy: rule,
                butNotBy: others,
                topology: topology,
                limit: limit,
                share: share
            )
            return pairs ?? .infinity
        }
        // A pair that other rules propose while all are taken may be a rule's own once some are given up.
        let few = rules.indices.filter { rules[$0].expectedPairs < 10 * least }
        let counts = workers.map(pieces: few.count) { alone(few[$0], among: rules) }
        var kept = rules
        for (place, count) in zip(few, counts).reversed() where count < least && kept.count > 1 {
            // As counted, until a rule is given up.
            if kept.count < rules.count, alone(place, among: kept) >= least { continue }
            kept.remove(at: place)
        }
        return kept
    }

    private func usableKeys(_ sample: Records) -> [KeyCandidate] {
        usable(sample).flatMap(KeyCandidate.suited)
    }

    /// The features that keys can be made of.
    private func usable(_ sample: Records) -> [Feature] {
        // Where whole addresses are at hand, their numbers alone say little.
        let hasAddress = sample.features.contains { $0.role == .address }
        return sample.features.filter { feature in
            if hasAddress, [.unit, .floor, .streetNumber, .region].contains(feature.role) { return false }
            let present = feature.codes.count { $0 != 0 }
            return present * 20 >= sample.count && feature.values.count >= 3
        }
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
    private func simulate(
        _ key: KeyCandidate,
        _ meetings: [(Int, Int)],
        _ places: PlaceFeatures
    ) -> [UInt64] {
        var bits = [UInt64](repeating: 0, count: Self.simulated / 64)
        guard let feature = records.feature(key.part.feature) else { return bits }
        let errors = ExpectedErrors.of(feature.role)
        let missing = records.registers.map { register in
            Double(register.rows.count { feature.codes[$0] == 0 }) / Double(max(1, register.rows.count))
        }
        let purpose = UInt32(truncatingIfNeeded: Hash64.text(feature.name))
        let changePurpose = places.contains(feature.name) ? Self.movePurpose : ~purpose
        for (pair, meeting) in meetings.enumerated() {
            var quality = KeyedRandom(seed: seed, purpose: 0x7175_616c, entity: UInt64(pair))
            let errorRate = quality.nextUnit() < Self.careless.share ? Self.careless.errors : 1
            let typo = min(0.45, errors.typo * errorRate)
            let other = min(0.45, (1 - errors.same - errors.typo) * errorRate)
            let variant = other * errors.variant / max(1e-9, 1 - errors.same - errors.typo)
            // The same draws for all keys of a feature: an error that one survives, a laxer one survives.
            var random = KeyedRandom(seed: seed, purpose: purpose, entity: UInt64(pair))
            let present = random.nextUnit() >= missing[meeting.0] && random.nextUnit() >= missing[meeting.1]
            let outcome = random.nextUnit()
            let survival = random.nextUnit()
            if !present { continue }
            var change = KeyedRandom(seed: seed, purpose: changePurpose, entity: UInt64(pair))
            let changed = other - variant
            if change.nextUnit() < changed { continue }
            let agrees: Bool
            if outcome * (1 - changed) < typo {
                agrees = survival < key.survivesTypo
            } else if outcome * (1 - changed) < typo + variant {
                agrees = survival < key.survivesVariant
            } else {
                agrees = true
            }
            if agrees { bits[pair / 64] |= 1 << UInt64(pair % 64) }
        }
        return bits
    }
}

/// Candidates for rules, with what they find among simulated matches and propose on the sample.
private struct Measurement {
    let sample: SampledKeys
    let keys: [KeyCandidate]
    let simulated: [[UInt64]]
    let workers: Workers
    var enough = Int.max
    var share = 1.0
    private(set) var candidates: [RuleSelection.Candidate] = []
    private var numbers = ValueInterner(capacity: 1 << 16)

    init(sample: SampledKeys, keys: [KeyCandidate], simulated: [[UInt64]], workers: Workers) {
        self.sample = sample
        self.keys = keys
        self.simulated = simulated
        self.workers = workers
    }

    /// How many different pairs were listed.
    var sampledPairs: Int { numbers.count }

    /// Adds the combinations of a base of keys and one more key.
    mutating func add(_ work: [(base: [Int], others: [Int])]) {
        let (sample, enough, share) = (sample, enough, share)
        let found = workers.map(pieces: work.count) { number in
            sample.meetings(on: work[number].base, and: work[number].others, enough: enough, share: share)
        }
        for (number, (base, others)) in work.enumerated() {
            for (other, meetings) in zip(others, found[number]) {
                var covered = simulated[other]
                for k in base { for word in covered.indices { covered[word] &= simulated[k][word] } }
                candidates.append(
                    RuleSelection.Candidate(
                        parts: (base + [other]).sorted(),
                        covered: covered,
                        pairs: Double(meetings.count) * sample.scale,
                        sampled: meetings.listed.map { pair in
                            withUnsafeBytes(of: pair) { numbers.intern($0.bindMemory(to: UInt8.self)) }
                        }
                    )
                )
            }
        }
    }
}
