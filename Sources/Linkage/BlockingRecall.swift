import Columns

/// The share of matches that the blocking rules propose, measured on a probe of records.
public struct BlockingRecall: Sendable, Equatable {
    /// The share, 0…1.
    public var share: Double
    /// The lower end of its 95 % interval.
    public var lower: Double
    /// The upper end.
    public var upper: Double
    /// The records probed.
    public var probed: Int
    /// The matches expected among what the probe met, proposed or not.
    public var met: Int

    /// All pairs are compared: none is missed.
    public static let complete = BlockingRecall(share: 1, lower: 1, upper: 1, probed: 0, met: 0)

    /// What the odds of a pair may be off by, in bits, for the lower end, the share, and the upper end.
    ///
    /// The lower end believes unlikely pairs more than the model does: what rules miss has little in common, and the model
    /// knows least about it.
    static let doubts: [Float] = [2, 0, -3]
    /// Pairs below this weight, in bits, tell nothing.
    static let lowestWeight: Float = -5
    /// What no model sees: pairs that have next to nothing in common.
    static let unseen = 0.005
    private static let replicates = 400
    private static let bootstrapPurpose: UInt32 = 0x626f_6f74

    /// What a probed record met.
    struct Count {
        /// How many records it stands for.
        var weight: Double
        /// Its expected matches, and those of them that a rule proposes, by doubt.
        var all = [0.0, 0, 0]
        var proposed = [0.0, 0, 0]
    }

    init(share: Double, lower: Double, upper: Double, probed: Int, met: Int) {
        self.share = share
        self.lower = lower
        self.upper = upper
        self.probed = probed
        self.met = met
    }

    /// - Returns: Nil if no match was met.
    init?(_ counts: [Count], seed: UInt64) {
        probed = counts.count
        met = Int(counts.reduce(0) { $0 + $1.all[1] }.rounded())
        guard met > 0 else { return nil }
        func ratio(_ place: Int, _ weights: [Double]) -> Double {
            var all = 0.0
            var proposed = 0.0
            for (count, weight) in zip(counts, weights) where weight > 0 {
                all += weight * count.all[place]
                proposed += weight * count.proposed[place]
            }
            return Self.share(of: proposed, missing: all - proposed)
        }
        let weights = counts.map(\.weight)
        share = ratio(1, weights)
        var low: [Double] = []
        var high: [Double] = []
        for replicate in 0..<Self.replicates {
            var random = KeyedRandom(seed: seed, purpose: Self.bootstrapPurpose, entity: UInt64(replicate))
            var drawn = [Double](repeating: 0, count: counts.count)
            for _ in counts.indices {
                let pick = random.nextIndex(below: counts.count)
                drawn[pick] += weights[pick]
            }
            low.append(ratio(0, drawn))
            high.append(ratio(2, drawn))
        }
        low.sort()
        high.sort()
        let edge = Int(0.025 * Double(Self.replicates))
        // Where nothing was missed the bootstrap has no width; Wilson's bound for as many matches has.
        let wilson = Self.wilsonLower(share, Double(met))
        lower = max(0, min(low[edge], wilson, share - Self.unseen))
        upper = min(1, max(high[Self.replicates - 1 - edge], share))
    }

    /// The share of matches that are proposed, from how many of both the model expects.
    ///
    /// The model's prior is that of the matches that rules reach. If there are more, pairs that no rule proposes are as
    /// many times likelier, and this goes round: s = P / (P + M / s). A few rounds settle it where less is missed than
    /// found; where more is, no number of rounds would, and the first ones are what can be said.
    static func share(of proposed: Double, missing: Double) -> Double {
        guard proposed + missing > 0 else { return 1 }
        var share = proposed / (proposed + missing)
        for _ in 0..<rounds where share > 0 { share = proposed / (proposed + missing / share) }
        return share
    }

    private static let rounds = 3

    /// The lower end of Wilson's 95 % interval of a share among n.
    static func wilsonLower(_ share: Double, _ n: Double) -> Double {
        let z = 1.959_964
        let middle = share + z * z / (2 * n)
        let spread = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        return max(0, (middle - spread) / (1 + z * z / n))
    }
}
