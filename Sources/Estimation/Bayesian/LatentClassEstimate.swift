/// The population by a mixture of latent classes, within which lists are independent, sampled by Gibbs.
///
/// Manrique-Vallier (2016), Biometrics 72, 1246–1254: classes by truncated stick-breaking, V_k ~ Beta(1, α),
/// α ~ Gamma(a, b), chances of capture λ ~ Beta(1, 1), population with prior 1/N. Dependence between lists is that of
/// persons who are easy or hard to catch; lists that share sources are not described by it. Chains with different seeds
/// must agree: ``scaleReduction`` near 1.
public struct LatentClassEstimate: Sendable {
    /// How the sampler runs.
    public struct Settings: Sendable, Equatable {
        /// The greatest number of classes, K, 2 or more.
        public var classes = 10
        /// Shape a of the prior of α.
        public var shape = 0.25
        /// Rate b of the prior of α.
        public var rate = 0.25
        /// Draws kept per chain.
        public var draws = 5000
        /// Iterations before the first draw.
        public var burnIn = 5000
        /// Iterations per draw kept.
        public var thinning = 20
        /// Chains, each with a stream of its own: four tell modes apart that two may both miss.
        public var chains = 4

        /// The settings of the LCMCR package's example, but four chains: ten classes, 5,000 draws after 5,000 iterations.
        public init() {}
    }

    /// Draws of the population, chain after chain, in the order drawn.
    public let draws: [Int]
    /// The mean of the draws (persons).
    public let mean: Double
    /// Their standard deviation (persons).
    public let standardDeviation: Double
    /// The square root of total over within variance of half chains (R̂ of Gelman and Rubin): near 1 if they agree.
    public let scaleReduction: Double
    /// The same of the ranks of draws made normal, which long tails do not hide.
    ///
    /// Source: Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), Bayesian Analysis 16, 667–718, section 4.
    public let rankScaleReduction: Double
    /// The median of each chain (persons).
    public let chainMedians: [Double]
    /// Whether chains stay in different modes: the middle halves of two of them have nothing in common.
    public let hasSeparateModes: Bool
    private let sorted: [Double]

    /// A quantile of the draws.
    public func quantile(_ probability: Double) -> Double {
        StepwiseBootstrap.quantile(sorted, probability)
    }

    /// The median of the draws.
    public var median: Double { quantile(0.5) }

    /// The interval with equal tails.
    public func interval(level: Double = 0.95) throws(EstimationError) -> ConfidenceInterval {
        _ = try ConfidenceInterval.multiplier(level)
        return ConfidenceInterval(lower: quantile(0.5 - level / 2), upper: quantile(0.5 + level / 2))
    }

    /// Samples the population.
    ///
    /// - Parameters:
    ///   - counts: Counts of two lists or more; with fewer than three the answer is the prior's.
    ///   - settings: How the sampler runs.
    ///   - seed: The seed; same seed, same draws.
    ///   - stream: Which of several tables this is: each has draws of its own.
    /// - Throws: ``EstimationError/Code/settingOutOfRange`` for settings out of range.
    public init(_ counts: CaptureCounts, settings: Settings = Settings(), seed: UInt64, stream: UInt64 = 0)
        throws(EstimationError)
    {
        let isInRange =
            (2...100).contains(settings.classes) && settings.shape > 0 && settings.rate > 0
            && (4...10_000_000).contains(settings.draws) && (0...1_000_000_000).contains(settings.burnIn)
            && (1...1_000_000).contains(settings.thinning) && (1...64).contains(settings.chains)
        guard isInRange else {
            throw EstimationError(
                .settingOutOfRange,
                at: "settings",
                "\(settings); expected 2 to 100 classes, a positive prior, 4 draws or more and 1 to 64 chains"
            )
        }
        var draws: [Int] = []
        for chain in 0..<settings.chains {
            var sampler = LatentClassSampler(
                counts,
                settings,
                seed: seed,
                chain: stream << 32 | UInt64(chain)
            )
            for _ in 0..<settings.burnIn { sampler.iterate() }
            for _ in 0..<settings.draws {
                for _ in 0..<settings.thinning { sampler.iterate() }
                draws.append(counts.observed + sampler.unseen)
            }
        }
        self.draws = draws
        let values = draws.map(Double.init)
        let (mean, variance) = Self.moments(values[...])
        self.mean = mean
        standardDeviation = variance.squareRoot()
        sorted = values.sorted()
        scaleReduction = Self.scaleReduction(values, chainLength: settings.draws)
        rankScaleReduction = Self.scaleReduction(Self.normalRanks(values), chainLength: settings.draws)
        let chains = (0..<settings.chains).map { chain in
            values[(chain * settings.draws)..<((chain + 1) * settings.draws)].sorted()
        }
        chainMedians = chains.map { StepwiseBootstrap.quantile($0, 0.5) }
        let halves = chains.map {
            (StepwiseBootstrap.quantile($0, 0.25), StepwiseBootstrap.quantile($0, 0.75))
        }
        hasSeparateModes = (halves.map(\.0).max() ?? 0) > (halves.map(\.1).min() ?? 0)
    }

    /// Normal quantiles of the draws' ranks, equal draws sharing theirs: Φ⁻¹((r − 3/8)/(n + 1/4)).
    private static func normalRanks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var result = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
            let rank = Double(start + end) / 2 + 1
            let score = Real.normalQuantile((rank - 0.375) / (Double(values.count) + 0.25))
            for place in start...end { result[order[place]] = score }
            start = end + 1
        }
        return result
    }

    private static func moments(_ values: ArraySlice<Double>) -> (mean: Double, variance: Double) {
        let n = Double(values.count)
        let mean = values.reduce(0, +) / n
        let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (mean, values.count > 1 ? square / (n - 1) : 0)
    }

    private static func scaleReduction(_ values: [Double], chainLength: Int) -> Double {
        let half = chainLength / 2
        let parts = (0..<(values.count / chainLength)).flatMap { chain in
            [0, 1].map { part -> (mean: Double, variance: Double) in
                let start = chain * chainLength + part * half
                return moments(values[start..<(start + half)])
            }
        }
        let within = parts.reduce(0) { $0 + $1.variance } / Double(parts.count)
        let between = moments(parts.map(\.mean)[...]).variance
        guard within > 0 else { return between > 0 ? .infinity : 1 }
        return ((Double(half - 1) / Double(half)) + between / within).squareRoot()
    }
}
