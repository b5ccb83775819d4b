/// How sure a share is that was counted in replicates: the Monte Carlo error of coverage.
package struct CoverageInterval: Sendable, Equatable {
    /// The limits, as shares (0…1).
    package var lower: Double
    package var upper: Double

    /// The probability of these intervals, whatever that of the intervals they judge.
    package static let level = 0.95

    /// The exact interval of a share of independent trials.
    ///
    /// - Parameters:
    ///   - held: Trials that came true (0…trials); need not be whole.
    ///   - trials: All trials, above 0.
    /// - SeeAlso: Clopper and Pearson (1934).
    package init(held: Double, of trials: Double) {
        let tail = (1 - Self.level) / 2
        lower = held <= 0 ? 0 : Self.betaQuantile(tail, held, trials - held + 1)
        upper = held >= trials ? 1 : Self.betaQuantile(1 - tail, held + 1, trials - held)
    }

    /// The interval of a share over many cells in each of some replicates, where cells of a replicate go together.
    ///
    /// Clopper and Pearson's for as many independent trials as have the same variance between replicates, less
    /// what that variance is itself in doubt. Where it cannot be known (one replicate, or all trials alike) each
    /// replicate counts as one trial.
    /// - Parameters:
    ///   - shares: Per replicate: the share of its cells that held.
    ///   - held: Trials that held, over all replicates.
    ///   - trials: All trials.
    /// - SeeAlso: Korn and Graubard (1998), Survey Methodology 24, 193–201.
    package init(shares: [Double], held: Int, of trials: Int) {
        let share = Double(held) / Double(trials)
        let replicates = Double(shares.count)
        var effective = replicates
        if shares.count > 1, held > 0, held < trials {
            let mean = shares.reduce(0, +) / replicates
            let squares = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let variance = squares / (replicates - 1) / replicates
            effective = variance > 0 ? share * (1 - share) / variance : Double(trials)
            let p = 1 - (1 - Self.level) / 2
            let ratio = StudentT.quantile(p, Double(trials - 1)) / StudentT.quantile(p, replicates - 1)
            effective = max(1, min(Double(trials), effective * ratio * ratio))
        }
        self.init(held: share * effective, of: effective)
    }

    /// What coverage says of intervals that promise `nominal`.
    package func verdict(_ nominal: Double) -> CoverageVerdict {
        nominal > upper ? .tooSeldom : nominal < lower ? .tooOften : .compatible
    }

    /// The value that a share `p` of a beta distribution lies below.
    private static func betaQuantile(_ p: Double, _ a: Double, _ b: Double) -> Double {
        var (low, high) = (0.0, 1.0)
        for _ in 0..<100 {
            let middle = (low + high) / 2
            if middle == low || middle == high { break }
            if StudentT.incompleteBeta(middle, a, b) < p { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}

/// Whether intervals hold the truth as often as they promise.
package enum CoverageVerdict: String, Sendable {
    /// The promise lies within the Monte Carlo interval.
    case compatible
    /// They hold it less often: they are too narrow, or the estimate is biased.
    case tooSeldom = "too_seldom"
    /// They hold it more often: they are too wide.
    case tooOften = "too_often"

    /// The verdict in a sentence, after what was counted.
    package func text(_ nominal: String) -> String {
        switch self {
        case .compatible: "compatible with \(nominal)"
        case .tooSeldom: "less often than \(nominal) (too narrow, or biased)"
        case .tooOften: "more often than \(nominal) (too wide)"
        }
    }
}
