internal import Columns
public import Resolution

/// People drawn from link probabilities, again and again.
///
/// A link that is true with probability ½ is there in half the draws. An estimate made on each draw and
/// combined by ``RepeatedEstimate`` then carries the error of linkage. Draws respect that a person has one
/// record per register without duplicates. They rest on the match weights: unless these mean what they
/// say, neither does the interval.
/// - SeeAlso: Sadinle (2018), “Bayesian propagation of record linkage uncertainty into population size
///   estimation”; Rubin (1987).
public struct LinkImputation: Sendable {
    /// How pairs become draws.
    public struct Settings: Sendable, Equatable {
        /// The number of draws, 2 at least.
        public var draws: Int
        /// Pairs of lower weight (log2 odds) join no records.
        public var floor: Float
        /// The most records of a component; beyond it nothing is drawn.
        public var componentLimit: Int

        /// Settings; 20 draws of pairs down to a probability of about a thousandth unless said otherwise.
        public init(draws: Int = 20, floor: Float = -10, componentLimit: Int = 20_000) {
            self.draws = draws
            self.floor = floor
            self.componentLimit = componentLimit
        }
    }

    /// The number of draws.
    public let drawCount: Int
    /// Components whose partitions were summed exactly.
    public let exactComponents: Int
    /// Components that were sampled; their draws are as good as the sampler has mixed.
    public let sampledComponents: Int
    /// The records in the largest component.
    public let largestComponent: Int

    private let recordCount: Int
    /// Rows of the records in components.
    private let members: [UInt32]
    /// Draw after draw, per record in a component: the lowest row of its person.
    private let people: [[UInt32]]

    /// The purpose of the random numbers.
    private static let purpose: UInt32 = 0x494d_5055
    /// Components per piece of work.
    private static let pieceSize = 1024
    private static let drawLimit = 10_000

    /// Draws people.
    ///
    /// - Parameters:
    ///   - pairs: Scored pairs, each once; weights are log2 posterior odds.
    ///   - rules: Registers, which of them have no duplicates, prior, doubt and verdicts, which hold in every draw;
    ///     threshold and method are not read.
    ///   - settings: How many draws, from which pairs.
    ///   - seed: Same seed, same draws, for any number of threads.
    ///   - threads: Threads to use.
    /// - Throws: ``PopulationError`` for pairs that do not fit the records or settings out of range.
    /// - Complexity: O(3^k) for components of k ≤ 12 records, O(rounds · records · person size²) beyond;
    ///   4 bytes per draw and record in a component.
    public init(
        pairs: ScoredPairs,
        rules: ResolutionRules,
        settings: Settings = Settings(),
        seed: UInt64,
        threads: Int = 1
    ) throws(PopulationError) {
        try Self.validate(pairs, rules, settings)
        let pairs = pairs.judged(by: rules.verdicts)
        let index = UncertainComponents(pairs, recordCount: rules.recordCount, floor: settings.floor)
        let sizes = (0..<index.count).map { Int(index.memberStart[$0 + 1] - index.memberStart[$0]) }
        let largest = sizes.max() ?? min(1, rules.recordCount)
        if largest > settings.componentLimit {
            throw PopulationError(
                .unsuitablePairs,
                at: "imputation",
                "found \(largest) records that pairs of weight \(settings.floor) and more join; expected at most "
                    + "\(settings.componentLimit); raise the weight from which pairs join records, or the limit"
            )
        }
        let pieces = (index.count + Self.pieceSize - 1) / Self.pieceSize
        let results = Workers(threads: threads).map(pieces: pieces) { piece in
            let range = piece * Self.pieceSize..<min(index.count, (piece + 1) * Self.pieceSize)
            return Self.draw(range, index, pairs, rules, settings.draws, seed)
        }
        drawCount = settings.draws
        recordCount = rules.recordCount
        members = index.members
        people = (0..<settings.draws).map { draw in results.flatMap { $0[draw] } }
        exactComponents = sizes.count { $0 <= ExactPartitions.limit }
        sampledComponents = sizes.count { $0 > ExactPartitions.limit }
        largestComponent = largest
    }

    /// The people of one draw: per record the lowest row of its person.
    public func people(draw: Int) -> [UInt32] {
        var result = (0..<UInt32(truncatingIfNeeded: recordCount)).map { $0 }
        for (slot, row) in members.enumerated() { result[Int(row)] = people[draw][slot] }
        return result
    }

    /// The people of some components' records, draw by draw.
    private static func draw(
        _ components: Range<Int>,
        _ index: UncertainComponents,
        _ pairs: ScoredPairs,
        _ rules: ResolutionRules,
        _ draws: Int,
        _ seed: UInt64
    ) -> [[UInt32]] {
        var result = [[UInt32]](repeating: [], count: draws)
        var problem = PartitionProblem(rules)
        for component in components {
            problem.load(component, index, pairs, rules)
            let first = Int(index.memberStart[component])
            let entity = UInt64(index.members[first])
            if problem.count == 2 {
                // Most components are one pair: there the link is drawn without more ado.
                let probability = problem.linkProbability
                for draw in 0..<draws {
                    var random = stream(seed, draw, entity)
                    let isLinked = random.nextBool(probability)
                    result[draw].append(index.members[first])
                    result[draw].append(index.members[isLinked ? first : first + 1])
                }
            } else if problem.count <= ExactPartitions.limit {
                let partitions = ExactPartitions(problem)
                for draw in 0..<draws {
                    var random = stream(seed, draw, entity)
                    let labels = partitions.draw(&random)
                    result[draw].append(contentsOf: labels.map { index.members[first + Int($0)] })
                }
            } else {
                var random = KeyedRandom(seed: seed, purpose: purpose, entity: entity)
                var partitions = SampledPartitions(problem)
                for _ in 0..<SampledPartitions.warmUp { partitions.round(&random) }
                for draw in 0..<draws {
                    for _ in 0..<SampledPartitions.spacing { partitions.round(&random) }
                    result[draw].append(contentsOf: partitions.labels.map { index.members[first + Int($0)] })
                }
            }
        }
        return result
    }

    /// Each draw has a stream of its own: more draws leave the first ones as they were.
    private static func stream(_ seed: UInt64, _ draw: Int, _ entity: UInt64) -> KeyedRandom {
        KeyedRandom(seed: Hash64.combine(seed, UInt64(draw)), purpose: purpose, entity: entity)
    }

    private static func validate(
        _ pairs: ScoredPairs,
        _ rules: ResolutionRules,
        _ settings: Settings
    ) throws(PopulationError) {
        if settings.draws < 2 || settings.draws > drawLimit || !settings.floor.isFinite {
            throw PopulationError(
                .valueOutOfRange,
                at: "imputation",
                "found \(settings.draws) draws from a weight of \(settings.floor); expected 2…\(drawLimit) draws and a "
                    + "finite weight"
            )
        }
        if pairs.right.count != pairs.count || pairs.weight.count != pairs.count {
            throw PopulationError(
                .unequalColumns,
                at: "pairs",
                "found \(pairs.count) left rows, \(pairs.right.count) right rows and \(pairs.weight.count) weights; "
                    + "expected as many of each"
            )
        }
        if !rules.verdicts.isEmpty && rules.verdicts.count != pairs.count {
            throw PopulationError(
                .unequalColumns,
                at: "rules.verdicts",
                "found \(rules.verdicts.count) verdicts for \(pairs.count) pairs; expected one per pair, or none"
            )
        }
        if rules.recordCount >= Int(UInt32.max) {
            throw PopulationError(
                .unsuitablePairs,
                at: "rules.registerOf",
                "found \(rules.recordCount) records; expected fewer than \(UInt32.max); impute parts of the registers"
            )
        }
        if let row = rules.registerOf.firstIndex(where: { Int($0) >= rules.duplicateFree.count }) {
            throw PopulationError(
                .valueOutOfRange,
                at: "rules.registerOf[\(row)]",
                "found register \(rules.registerOf[row]); expected below \(rules.duplicateFree.count)"
            )
        }
        for i in 0..<pairs.count
        where pairs.left[i] >= pairs.right[i] || Int(pairs.right[i]) >= rules.recordCount
            || !pairs.weight[i].isFinite
        {
            throw PopulationError(
                .unsuitablePairs,
                at: "pairs[\(i)]",
                "found rows \(pairs.left[i]) and \(pairs.right[i]) of weight \(pairs.weight[i]); expected ascending "
                    + "rows below \(rules.recordCount) and a finite weight"
            )
        }
    }
}
