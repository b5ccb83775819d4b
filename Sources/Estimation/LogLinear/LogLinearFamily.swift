/// Every model of a family fitted to the same counts, and which of them the criteria prefer.
public struct LogLinearFamily: Sendable {
    /// What the models are compared by.
    public enum Criterion: String, Sendable, CaseIterable {
        /// Akaike's criterion.
        case aic
        /// The Bayesian criterion.
        case bic
    }

    /// What a criterion says.
    public struct Choice: Sendable {
        /// The model with the least value among those with an estimate, extended ones included; nil if none has.
        public let best: LogLinearFit?
        /// Models without an estimate that would have a lower value, the lowest first.
        ///
        /// If there are some, the criterion's true choice has no estimate, and `best` is only the next best.
        public let preferredButRefused: [RefusedModel]

        /// Whether the criterion's choice would be an infinite or an open population: then `best` means nothing.
        public var isVoid: Bool {
            guard best != nil else { return true }
            switch preferredButRefused.first?.reason {
            case .populationInfinite, .populationUndetermined: return true
            default: return false
            }
        }
    }

    /// What became of each model, in the order of the family.
    public let outcomes: [LogLinearOutcome]

    /// Fits all models.
    ///
    /// - Parameters:
    ///   - models: Models of as many lists as the counts have, for instance `LogLinearModel.all(listCount:)`.
    ///   - counts: The counts.
    /// - Throws: ``EstimationError/Code/inconsistentCounts`` if a model is of another number of lists.
    public init(_ models: [LogLinearModel], counts: CaptureCounts) throws(EstimationError) {
        for model in models where model.listCount != counts.listCount {
            throw EstimationError(
                .inconsistentCounts,
                at: model.name,
                "a model of \(model.listCount) lists for counts of \(counts.listCount)"
            )
        }
        var fitting = LogLinearFitting(counts)
        var outcomes: [LogLinearOutcome] = []
        outcomes.reserveCapacity(models.count)
        for model in models { outcomes.append(fitting.fit(model)) }
        self.outcomes = outcomes
    }

    /// The fits, extended ones included, the least value of the criterion first; equal values in the family's order.
    public func fits(by criterion: Criterion) -> [LogLinearFit] {
        outcomes.compactMap(\.estimate).enumerated()
            .sorted {
                let (a, b) = (Self.value($0.element, criterion), Self.value($1.element, criterion))
                return a != b ? a < b : $0.offset < $1.offset
            }
            .map(\.element)
    }

    /// Models without an estimate, not even an extended one, in the order of the family.
    public var refused: [RefusedModel] {
        outcomes.compactMap { if case .refused(let model) = $0, model.extended == nil { model } else { nil } }
    }

    /// The model that a criterion prefers.
    public func choice(by criterion: Criterion) -> Choice {
        let best = fits(by: criterion).first
        let limit = best.map { Self.value($0, criterion) } ?? .infinity
        let preferred = refused.enumerated()
            .compactMap { (index, model) -> (value: Double, index: Int, model: RefusedModel)? in
                guard let value = criterion == .aic ? model.aicApproached : model.bicApproached else {
                    return nil
                }
                return value < limit - 1e-9 ? (value, index, model) : nil
            }
            .sorted { $0.value != $1.value ? $0.value < $1.value : $0.index < $1.index }
        return Choice(best: best, preferredButRefused: preferred.map(\.model))
    }

    /// The value of a criterion.
    static func value(_ fit: LogLinearFit, _ criterion: Criterion) -> Double {
        criterion == .aic ? fit.aic : fit.bic
    }
}
