public import Estimation

/// Every estimate that a table of capture histories allows, side by side.
public struct CaptureRecapture: Sendable {
    /// What to compute.
    public struct Settings: Sendable {
        /// The probability of intervals.
        public var level = 0.95
        /// The greatest number of lists in an interaction; nil for all of up to four lists, pairs of five or six.
        public var order: Int?
        /// The seed of bootstraps and of the sampler.
        public var seed: UInt64 = 1
        /// Bootstrap draws; 0 for none.
        public var bootstrapDraws = 1000
        /// Draws of latent classes per chain; 0 for none.
        public var latentClassDraws = 1000
        /// The greatest number of latent classes.
        public var classes = 10
        /// Chains of latent classes.
        public var chains = 4
        /// The prior cases per cell of the average over graphs; nil for 2⁻ᵗ.
        public var delta: Double?
        /// The prior of the population in the average over graphs.
        public var prior = GraphPrior.inverse
        /// Which of several groups the counts are of: each has random draws of its own.
        var stream: UInt64 = 0
        /// The one model to fit, such as `[12,3]` or `Mth Darroch`; nil for all methods side by side.
        public var model: String?
        /// The numbers of unseen that the average over graphs tries; nil for a range by the cases observed.
        public var unseen: ClosedRange<Int>?

        /// The defaults.
        public init() {}

        /// Takes the prior of a text such as `negative-binomial:13.14,55.17`; false if it is none.
        public mutating func usePrior(_ text: String) -> Bool {
            guard let prior = GraphPrior(text) else { return false }
            self.prior = prior
            return true
        }

        /// Takes the numbers of unseen of a text such as `1-250000`; false if it is no such range.
        public mutating func useUnseen(_ text: String) -> Bool {
            let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard ends.count == 2, let low = ends[0], let high = ends[1], low >= 0, high >= low,
                high < CaptureCounts.greatestCount / 8
            else { return false }
            unseen = low...high
            return true
        }
    }

    /// One estimate.
    public struct Line: Sendable {
        /// How it was made, in words.
        public let method: String
        /// The model, if there is one.
        public let model: String?
        /// Estimated persons; nil if there is no estimate.
        public let population: Double?
        /// The standard error (persons), if the method has one.
        public let standardError: Double?
        /// The interval.
        public let interval: ConfidenceInterval?
        /// What to know before using it.
        public let note: String?
        /// Whether the method's own check lets its estimate stand.
        public var isReliable = true
        /// Draws from the posterior, if the method is Bayesian: those of several groups are added up.
        var draws: [Double] = []
    }

    /// The counts.
    public let counts: CaptureCounts
    /// What was asked for.
    public let settings: Settings
    /// The estimates.
    public internal(set) var lines: [Line] = []
    /// The log-linear models; nil if there are too many to fit all.
    public internal(set) var family: LogLinearFamily?
    /// Models of how chances of capture vary: M0, Mt, Mh, Mth, Mb, Mbh.
    public internal(set) var chances: [ChanceModel] = []
    /// Lincoln–Petersen and Chapman for each pair of lists.
    public internal(set) var pairs: [Pair] = []
    /// The average over decomposable graphs; nil where it was not made.
    public internal(set) var graphs: GraphAveraging?
    /// The bootstrap of the lowest BIC; nil where there is none.
    public internal(set) var selection: SelectionBootstrap?
    /// The sampled latent classes, refused ones too; nil where none were sampled.
    public internal(set) var latentClasses: LatentClassEstimate?
    /// The model that was asked for by name.
    public internal(set) var named: NamedModel?
    /// What a reader must know.
    public internal(set) var warnings: [String] = []
    /// Why no estimate can be given; nil if one can.
    public internal(set) var refusal: PipelineError?

    /// Computes all estimates.
    ///
    /// - Parameters:
    ///   - counts: The counts.
    ///   - settings: What to compute.
    ///   - path: The file of the counts, for messages.
    /// - Throws: ``EstimationError`` for settings out of range, ``PipelineError`` for too great an order.
    public init(_ counts: CaptureCounts, settings: Settings, path: String) throws {
        self.counts = counts
        self.settings = settings
        let greatest = counts.listCount > 6 ? 1 : counts.listCount > 5 ? 2 : 8
        if let order = settings.order, order > greatest {
            throw PipelineError(
                .usage,
                at: "--order \(order)",
                "\(counts.listCount) lists have too many such models; expected at most \(greatest)"
            )
        }
        let empty = counts.lists.indices.filter { counts.total(of: $0) == 0 }
        guard empty.isEmpty else {
            refusal = PipelineError(
                .malformed,
                at: path,
                "nobody is on \(empty.map { counts.lists[$0] }.joined(separator: ", ")); leave the list out"
            )
            return
        }
        warnOfEmptyOverlaps()
        if let model = settings.model {
            try addNamedModel(model, path: path)
            return
        }
        addChanceModels()
        addPairs()
        if counts.listCount == 2 {
            try addTwoLists(path)
        } else {
            try addLogLinear(path)
            try addStepwise()
            addBounds()
            try addBayesian()
        }
    }

    private mutating func warnOfEmptyOverlaps() {
        var pairs: [String] = []
        for first in counts.lists.indices {
            for second in counts.lists.indices.dropFirst(first + 1)
            where counts.overlap(of: 1 << first | 1 << second) == 0 {
                pairs.append(counts.names(of: 1 << first | 1 << second))
            }
        }
        if !pairs.isEmpty { warnings.append("no case is on both lists of \(pairs.joined(separator: ", "))") }
    }

    private mutating func addTwoLists(_ path: String) throws {
        let pair = try counts.pair(0, 1)
        let chapman = pair.chapman
        guard pair.both > 0 else {
            refusal = PipelineError(
                .malformed,
                at: path,
                "nobody is on both lists, and the population may have any size; find more matches, or another list"
            )
            return
        }
        if pair.both < 7 {
            warnings.append("only \(pair.both) cases are on both lists; estimates are biased")
        }
        let plain = try pair.lincolnPetersen()
        lines.append(
            line("Lincoln–Petersen", nil, plain, try plain.logNormalInterval(level: settings.level))
        )
        lines.append(line("Chapman", nil, chapman, try chapman.logNormalInterval(level: settings.level)))
        let profile = try pair.profileInterval(level: settings.level)
        lines.append(
            Line(
                method: "profile likelihood",
                model: nil,
                population: profile.population,
                standardError: nil,
                interval: profile.interval,
                note: nil
            )
        )
        warnings.append("two lists cannot show whether they depend on each other; a third can")
    }

    private func line(
        _ method: String,
        _ model: String?,
        _ estimate: PopulationEstimate,
        _ interval: ConfidenceInterval
    )
        -> Line
    {
        Line(
            method: method,
            model: model,
            population: estimate.population,
            standardError: estimate.standardError,
            interval: interval,
            note: nil
        )
    }
}
