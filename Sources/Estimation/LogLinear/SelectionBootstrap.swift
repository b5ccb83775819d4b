/// The bootstrap of a criterion's choice among log-linear models: the choice is part of the uncertainty.
///
/// Each draw distributes the observed cases anew among the histories seen, and chooses anew among the models that were
/// best on the counts themselves; so do the tables with one case left out, for the acceleration. Extended estimates take
/// part. Source: Silverman, Chan and Vincent (2024), Statistics and Computing 34, 44.
public struct SelectionBootstrap: Sendable, Equatable {
    /// A model and how often it was chosen.
    public struct Choice: Sendable, Equatable {
        /// The model.
        public let model: LogLinearModel
        /// The share of draws that chose it, 0…1.
        public let share: Double
    }

    /// The choice on the counts themselves.
    public let estimate: LogLinearFit
    /// How many models each draw chose from.
    public let modelCount: Int
    /// Draws without an estimate.
    public let failures: Int
    /// The models chosen, the most frequent first.
    public let choices: [Choice]
    private let limits: AcceleratedInterval

    /// Estimates on tables drawn anew, ascending (persons); draws without an estimate are left out.
    public var populations: [Double] { limits.populations }
    /// The acceleration: how the estimate's spread changes with the population.
    public var acceleration: Double { limits.acceleration }
    /// The normal quantile of the share of draws below the estimate.
    public var bias: Double { limits.bias }

    /// The BCa interval (bias-corrected and accelerated); Efron (1987).
    ///
    /// - Throws: ``EstimationError/Code/settingOutOfRange`` for a level outside 0…1.
    public func interval(level: Double = 0.95) throws(EstimationError) -> ConfidenceInterval {
        try limits.interval(level: level)
    }

    /// How many models Silverman, Chan and Vincent keep: all of up to three lists, 20 of four, 100 of more.
    public static func keptModels(listCount: Int) -> Int {
        listCount <= 3 ? .max : listCount == 4 ? 20 : 100
    }

    fileprivate init(
        estimate: LogLinearFit,
        modelCount: Int,
        draws: [LogLinearFit?],
        acceleration: Double
    ) {
        self.estimate = estimate
        self.modelCount = modelCount
        let found = draws.compactMap { $0 }
        failures = draws.count - found.count
        var counts: [LogLinearModel: Int] = [:]
        var order: [LogLinearModel] = []
        for fit in found {
            if counts[fit.model] == nil { order.append(fit.model) }
            counts[fit.model, default: 0] += 1
        }
        let places = order.indices.sorted {
            let (a, b) = (counts[order[$0]] ?? 0, counts[order[$1]] ?? 0)
            return a != b ? a > b : order[$0].name < order[$1].name
        }
        choices = places.map {
            Choice(model: order[$0], share: Double(counts[order[$0]] ?? 0) / Double(max(1, found.count)))
        }
        limits = AcceleratedInterval(
            found.map(\.population),
            estimate: estimate.population,
            acceleration: acceleration
        )
    }
}

extension LogLinearFamily {
    /// Bootstraps the choice of a criterion.
    ///
    /// - Parameters:
    ///   - counts: The counts that the family was fitted to.
    ///   - criterion: What the models are compared by.
    ///   - draws: Tables drawn, 1 or more; 1,000 for limits.
    ///   - kept: How many models, the best on the counts, each draw chooses from; nil for as many as
    ///     ``SelectionBootstrap/keptModels(listCount:)``.
    ///   - seed: The seed; each draw has a stream of its own.
    /// - Throws: ``EstimationError``: no estimate on the counts themselves, or on more than half of the draws.
    /// - Complexity: draws · kept fits.
    public func bootstrap(
        _ counts: CaptureCounts,
        by criterion: Criterion = .bic,
        draws: Int = 1000,
        kept: Int? = nil,
        seed: UInt64
    ) throws(EstimationError) -> SelectionBootstrap {
        guard draws >= 1, kept ?? 1 >= 1 else {
            throw EstimationError(.settingOutOfRange, at: "draws", "\(draws); expected at least 1")
        }
        let fits = fits(by: criterion)
        guard let estimate = fits.first else {
            throw EstimationError(
                .noMaximumLikelihoodEstimate,
                at: "bootstrap",
                "no model has an estimate on the counts themselves"
            )
        }
        // As the package of these authors: faces beyond those of empty overlaps are no estimates, unless one was chosen.
        let withFaces = estimate.extent == .face
        let models = fits.filter { withFaces || $0.extent != .face }
            .prefix(kept ?? SelectionBootstrap.keptModels(listCount: counts.listCount))
            .map(\.model)
        var left: [(weight: Double, population: Double)] = []
        for (history, count) in counts.counts.enumerated() where count > 0 && counts.observed > 1 {
            var fewer = counts.counts
            fewer[history] -= 1
            let table = try CaptureCounts(lists: counts.lists, counts: fewer)
            // A case without which there is no estimate tells nothing of the curvature.
            if let fit = Self.best(models, table, criterion, withFaces: withFaces) {
                left.append((Double(count), fit.population))
            }
        }
        var found: [LogLinearFit?] = []
        found.reserveCapacity(draws)
        let weights = counts.values
        for draw in 0..<draws {
            var generator = KeyedGenerator(seed: seed, purpose: .selectionBootstrap, entity: UInt64(draw))
            var drawn = [Int](repeating: 0, count: counts.counts.count)
            generator.multinomial(counts.observed, weights, addingTo: &drawn)
            let table = try CaptureCounts(lists: counts.lists, counts: drawn)
            found.append(Self.best(models, table, criterion, withFaces: withFaces))
        }
        let failures = found.count { $0 == nil }
        guard failures <= draws / 2, failures < draws else {
            throw EstimationError(
                .noMaximumLikelihoodEstimate,
                at: "bootstrap",
                "\(failures) of \(draws) draws have no estimate; the counts are too thin for a bootstrap"
            )
        }
        return SelectionBootstrap(
            estimate: estimate,
            modelCount: models.count,
            draws: found,
            acceleration: AcceleratedInterval.acceleration(left)
        )
    }

    /// The model with the least value; of equal ones the first.
    private static func best(
        _ models: [LogLinearModel],
        _ counts: CaptureCounts,
        _ criterion: Criterion,
        withFaces: Bool
    ) -> LogLinearFit? {
        var fitting = LogLinearFitting(counts)
        var best: LogLinearFit?
        for model in models {
            guard let fit = fitting.fit(model).estimate, withFaces || fit.extent != .face else { continue }
            if best.map({ value(fit, criterion) < value($0, criterion) }) ?? true { best = fit }
        }
        return best
    }
}
