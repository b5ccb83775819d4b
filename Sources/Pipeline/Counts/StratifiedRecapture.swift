public import Estimation

/// The estimates of each group of cases, and of all groups by adding up.
public struct StratifiedRecapture: Sendable {
    /// A group and its estimates.
    public struct Stratum: Sendable {
        /// The values of the columns of groups.
        public let values: [String]
        /// The estimates.
        public let result: CaptureRecapture

        /// The group in words.
        public var name: String { values.joined(separator: ", ") }
    }

    /// A sum over groups.
    public struct Total: Sendable {
        /// How the estimates were made.
        public let method: String
        /// Estimated persons; nil where a group has no estimate.
        public var population: Double?
        /// The variance of the sum (persons squared): groups are independent, so that theirs add up.
        public var variance: Double?
        /// The interval of the sum.
        public var interval: ConfidenceInterval?
        /// What to know before using it.
        public var note: String?

        /// The standard error (persons).
        public var standardError: Double? { variance.map { max(0, $0).squareRoot() } }
    }

    /// The columns that tell groups apart.
    public let columns: [String]
    /// The groups, in the order in which they occur.
    public let strata: [Stratum]
    /// Groups without a case.
    public let empty: [String]
    /// The sums, by method.
    public private(set) var totals: [Total] = []
    /// The sums of M0 to Mbh.
    public private(set) var chanceTotals: [Total] = []
    /// The sums of Chapman's estimates, by pair of lists.
    public private(set) var pairTotals: [Total] = []
    /// The named model with interactions common to all groups; nil if none was named or it has no estimate.
    public private(set) var common: CommonInteractions?
    /// The deviance and degrees of freedom of the named model fitted to each group by itself.
    public private(set) var separate: (deviance: Double, degreesOfFreedom: Int)?

    /// Computes the estimates of each group and adds them up.
    ///
    /// - Parameters:
    ///   - counts: Counts by group.
    ///   - settings: What to compute for each.
    ///   - path: The file of the counts, for messages.
    /// - Throws: ``EstimationError`` for settings out of range, ``PipelineError`` for a model or order that cannot be.
    public init(_ counts: StratifiedCounts, settings: CaptureRecapture.Settings, path: String) throws {
        columns = counts.columns
        empty = counts.strata.filter { $0.counts == nil }.map(\.name)
        var strata: [Stratum] = []
        for (place, stratum) in counts.strata.enumerated() {
            guard let table = stratum.counts else { continue }
            var own = settings
            own.stream = UInt64(place) + 1
            let result = try CaptureRecapture(table, settings: own, path: path)
            strata.append(Stratum(values: stratum.values, result: result))
        }
        self.strata = strata
        let level = settings.level
        totals = try Self.sums(
            strata,
            level: level,
            methods: Self.methods(strata.map { $0.result.lines.map(\.method) })
        ) {
            result,
            method in
            result.lines.first { $0.method == method }
                .map {
                    Part(
                        population: $0.population,
                        variance: $0.standardError.map { $0 * $0 },
                        observed: result.counts.observed,
                        draws: $0.draws,
                        hasLimits: $0.interval != nil
                    )
                }
        }
        let names = Self.methods(strata.map { $0.result.chances.map(\.name) })
        chanceTotals = try Self.sums(strata, level: level, methods: names) { result, name in
            result.chances.first { $0.name == name }
                .map {
                    Part(
                        population: $0.population,
                        variance: $0.deltaError.map { $0 * $0 },
                        observed: result.counts.observed
                    )
                }
        }
        if settings.model == nil { pairTotals = try Self.pairSums(strata, counts.whole, level: level) }
        if let model = settings.model { addCommon(model, counts) }
    }

    /// Chapman's estimates of each pair of lists, added up over groups.
    private static func pairSums(_ strata: [Stratum], _ whole: CaptureCounts, level: Double) throws -> [Total]
    {
        var totals: [Total] = []
        for first in whole.lists.indices {
            for second in whole.lists.indices.dropFirst(first + 1) {
                let name = whole.names(of: 1 << first | 1 << second)
                totals.append(
                    try sum(strata, level: level, method: name) { result, _ in
                        result.pairs.first { $0.lists == (first, second) }
                            .map {
                                Part(
                                    population: $0.chapman.population,
                                    variance: $0.chapman.variance,
                                    observed: $0.chapman.observed
                                )
                            }
                    }
                )
            }
        }
        return totals
    }

    /// The named model with common interactions, and the test against interactions of each group.
    private mutating func addCommon(_ text: String, _ counts: StratifiedCounts) {
        let fits = strata.compactMap(\.result.named)
        guard fits.count == strata.count, let model = try? LogLinearModel(text, lists: counts.whole.lists),
            model.generators.contains(where: { $0.nonzeroBitCount > 1 })
        else { return }
        common = try? CommonInteractions(model, strata.map(\.result.counts))
        separate = (fits.reduce(0) { $0 + $1.deviance }, fits.reduce(0) { $0 + $1.degreesOfFreedom })
    }

    /// What a group adds to a sum.
    private struct Part {
        let population: Double?
        let variance: Double?
        /// Cases seen by the lists that the estimate uses.
        let observed: Int
        var draws: [Double] = []
        /// Whether limits were given that neither variances nor draws stand behind.
        var hasLimits = false
    }

    /// The names that occur, each once, in the order in which they occur.
    private static func methods(_ names: [[String]]) -> [String] {
        var found: [String] = []
        for name in names.joined() where !found.contains(name) { found.append(name) }
        return found
    }

    private static func sums(
        _ strata: [Stratum],
        level: Double,
        methods: [String],
        part: (CaptureRecapture, String) -> Part?
    ) throws -> [Total] {
        try methods.map { try sum(strata, level: level, method: $0, part: part) }
    }

    private static func sum(
        _ strata: [Stratum],
        level: Double,
        method: String,
        part: (CaptureRecapture, String) -> Part?
    ) throws -> Total {
        var total = Total(method: method)
        let parts = strata.map { ($0.name, part($0.result, method)) }
        let missing = parts.filter { $0.1?.population == nil }.map(\.0)
        guard missing.isEmpty, !parts.isEmpty else {
            total.note = "no estimate for \(missing.joined(separator: "; "))"
            return total
        }
        let found = parts.compactMap(\.1)
        let draws = found.map(\.draws.count).min() ?? 0
        if draws > 0 {
            try total.use((0..<draws).map { place in found.reduce(0) { $0 + $1.draws[place] } }, level: level)
            return total
        }
        let population = found.reduce(0) { $0 + ($1.population ?? 0) }
        total.population = population
        let variances = found.compactMap(\.variance)
        guard variances.count == found.count else {
            if found.contains(where: \.hasLimits) { total.note = "limits of groups do not add up" }
            return total
        }
        let variance = variances.reduce(0, +)
        total.variance = variance
        total.interval = try ConfidenceInterval.logNormal(
            estimate: population,
            variance: variance,
            observed: found.reduce(0) { $0 + $1.observed },
            level: level
        )
        return total
    }
}

extension StratifiedRecapture.Total {
    /// Takes sums of posterior draws: their median, variance and quantiles.
    fileprivate mutating func use(_ draws: [Double], level: Double) throws {
        let sums = PosteriorDraws(draws)
        population = sums.median
        variance = sums.variance
        interval = try sums.interval(level: level)
        note = "median of summed draws"
    }
}
