/// How far a model is from the count of one history.
public struct CellResidual: Sendable, Equatable {
    /// The history, as a set of lists.
    public let history: Int
    /// The count observed.
    public let observed: Int
    /// The count that the model expects.
    public let fitted: Double
    /// (y − μ)/√μ; 0 where both are 0.
    public let pearson: Double
    /// The signed root of the history's part of the deviance, ±√(2(y ln(y/μ) − y + μ)).
    public let deviance: Double

    /// The residuals of one history.
    ///
    /// - SeeAlso: McCullagh and Nelder (1989), Generalized Linear Models, section 2.4.
    init(history: Int, observed: Int, fitted: Double) {
        self.history = history
        self.observed = observed
        self.fitted = fitted
        let y = Double(observed)
        let part = (y > 0 && fitted > 0 ? y * Real.log(y / fitted) : 0) - (y - fitted)
        let root = max(0, 2 * part).squareRoot()
        deviance = y < fitted ? -root : root
        pearson = fitted > 0 ? (y - fitted) / fitted.squareRoot() : 0
    }

    /// The residuals of all histories but the one that no list caught.
    static func all(_ counts: CaptureCounts, fitted: [Double]) -> [CellResidual] {
        (1..<counts.counts.count).map {
            CellResidual(history: $0, observed: counts.counts[$0], fitted: fitted[$0])
        }
    }
}

extension LogLinearFit {
    /// The residuals of all histories, in the order of the histories.
    ///
    /// - Parameter counts: The counts that the model was fitted to.
    public func residuals(_ counts: CaptureCounts) -> [CellResidual] {
        guard counts.counts.count == fittedCounts.count else { return [] }
        return CellResidual.all(counts, fitted: fittedCounts)
    }
}
