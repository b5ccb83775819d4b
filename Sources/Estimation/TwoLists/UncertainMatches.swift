/// What uncertain links add to the variance of a dual-system estimate, without draws.
///
/// Where the links of two registers are uncertain one by one, none competing with another, the number of
/// matches m has mean Σp and variance Σp(1 − p), and N̂ = n₁n₂/m moves by N̂/m per match. Where links
/// compete, draw them instead.
public struct UncertainMatches: Sendable, Equatable {
    /// Σp: the expected number of matches.
    public let expected: Double
    /// Σp(1 − p): its variance.
    public let variance: Double

    /// Sums up links' probabilities.
    ///
    /// - Throws: ``EstimationError`` for a number that is no probability.
    public init(probabilities: [Double]) throws(EstimationError) {
        var expected = 0.0
        var variance = 0.0
        for (i, p) in probabilities.enumerated() {
            if !(p >= 0 && p <= 1) {
                throw EstimationError(
                    .rateOutOfRange,
                    at: "probabilities[\(i)]",
                    "found \(p); expected a probability in 0…1"
                )
            }
            expected += p
            variance += p * (1 - p)
        }
        self.expected = expected
        self.variance = variance
    }

    /// (N̂/m)² Σp(1 − p), to be added to the sampling variance of a dual-system estimate N̂ on m = Σp matches.
    public func addedVariance(estimate: Double) -> Double {
        if expected == 0 { return variance > 0 ? .infinity : 0 }
        return (estimate / expected) * (estimate / expected) * variance
    }
}
