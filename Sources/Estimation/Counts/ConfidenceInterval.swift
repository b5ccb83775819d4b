/// An interval that holds a population size with a given probability.
public struct ConfidenceInterval: Sendable, Equatable {
    /// The lower limit (persons).
    public let lower: Double
    /// The upper limit (persons); nil if the data set none.
    public let upper: Double?

    /// An interval from its limits.
    public init(lower: Double, upper: Double?) {
        self.lower = lower
        self.upper = upper
    }

    /// Twice the tail probability's normal quantile: 1.96 for 0.95.
    static func multiplier(_ level: Double) throws(EstimationError) -> Double {
        guard level > 0, level < 1 else {
            throw EstimationError(
                .settingOutOfRange,
                at: "level",
                "\(level); expected a probability between 0 and 1"
            )
        }
        return Real.normalQuantile(0.5 + level / 2)
    }

    /// How many standard errors an interval of the normal distribution reaches to either side.
    ///
    /// - Parameter level: The probability of the interval, above 0 and below 1.
    package static func normalReach(level: Double) -> Double { Real.normalQuantile(0.5 + level / 2) }

    /// The interval in which the unseen part is log-normal.
    ///
    /// With M seen, f = N̂ − M unseen and C = exp(z·√ln(1 + V/f²)): M + f/C to M + f·C. Source: Chao (1987),
    /// Biometrics 43, 783–791.
    /// - Parameters:
    ///   - estimate: The estimated persons N̂.
    ///   - variance: Its variance V.
    ///   - observed: The persons seen, M.
    ///   - level: The probability, for instance 0.95.
    /// - Throws: ``EstimationError/Code/settingOutOfRange`` for a level outside 0…1.
    public static func logNormal(estimate: Double, variance: Double, observed: Int, level: Double = 0.95)
        throws(EstimationError) -> ConfidenceInterval
    {
        let z = try multiplier(level)
        let unseen = estimate - Double(observed)
        guard unseen > 0 else { return ConfidenceInterval(lower: estimate, upper: estimate) }
        let factor = Real.exp(z * Real.log(1 + variance / (unseen * unseen)).squareRoot())
        let upper = Double(observed) + unseen * factor
        return ConfidenceInterval(
            lower: Double(observed) + unseen / factor,
            upper: upper.isFinite ? upper : nil
        )
    }
}
