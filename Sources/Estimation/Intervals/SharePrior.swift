/// What is assumed of a share that nothing measures: a beta distribution.
public struct SharePrior: Sendable, Equatable {
    /// The expected share, 0…1.
    public let share: Double
    /// The standard deviation of the share.
    public let deviation: Double

    /// A share of people on registers who do not live there, where nothing checks: Beta(2, 48).
    ///
    /// Mean 4 %, 95 % from 0.5 to 10.9 %. Registers without checks were too large by 2 to 3.5 % (New Zealand,
    /// Ireland, United States, by simulation) and by 8.6 % (England and Wales, Statistical Population Dataset 4.0).
    public static let unchecked = SharePrior(share: 0.04, deviation: 0.028)

    /// A prior from its mean and standard deviation.
    ///
    /// - Parameters:
    ///   - share: The mean, 0…1.
    ///   - deviation: The standard deviation, 0 or more; below √(m(1 − m)) for mean m.
    public init(share: Double, deviation: Double) {
        self.share = share
        self.deviation = deviation
    }

    /// Whether a beta distribution has such a mean and standard deviation.
    public var isPossible: Bool {
        share >= 0 && share < 1 && deviation >= 0
            && (deviation == 0 || deviation * deviation < share * (1 - share))
    }

    /// The share below which a probability lies.
    ///
    /// - Parameter p: The probability, above 0 and below 1.
    package func quantile(_ p: Double) -> Double {
        if deviation <= 0 || share <= 0 { return share }
        let size = share * (1 - share) / (deviation * deviation) - 1
        let (a, b) = (share * size, (1 - share) * size)
        var (low, high) = (0.0, 1.0)
        for _ in 0..<200 {
            let middle = (low + high) / 2
            if middle == low || middle == high { break }
            if StudentT.incompleteBeta(middle, a, b) < p { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// How far the share of a part of the whole may be off: a standard deviation.
    ///
    /// The whole's share and, of parts, a factor of their own besides, log-normal with ``partSpread``.
    /// - Parameter size: The part, as a share of the whole, 0…1.
    package func error(size: Double) -> Double {
        let square = deviation * deviation
        let own = (Real.exp(Self.partSpread * Self.partSpread) - 1) * (share * share + square)
        return (square + max(0, 1 - size) * own).squareRoot()
    }

    /// How unlike parts of a population are in who left (standard deviation of the logarithm).
    ///
    /// A half: those who left are 18 to 64 years old two times as often as others.
    static let partSpread = 0.5
}
