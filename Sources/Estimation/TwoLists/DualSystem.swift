/// Estimates of a population that two lists saw, for lists that are linked without error.
///
/// All assume a closed population, independent lists, and that all persons of at least one list had the same chance of
/// being on it. Where chances differ between groups, estimate by ``PostStratification``.
extension TwoListCounts {
    /// The estimator of Lincoln and Petersen, n₁n₂/m, with the variance of Sekar and Deming.
    ///
    /// The variance is n₁n₂(n₁−m)(n₂−m)/m³. Biased upwards where matches are few: prefer ``chapman``.
    /// - Throws: ``EstimationError/Code/noOverlap`` when no person is on both lists.
    /// - SeeAlso: Sekar and Deming (1949), Journal of the American Statistical Association 44, 101–115.
    public func lincolnPetersen() throws(EstimationError) -> PopulationEstimate {
        guard both > 0 else {
            throw EstimationError(
                .noOverlap,
                at: "both",
                "nobody is on both lists; the population may have any size. Use Chapman's estimator as a lower "
                    + "bound, or another list"
            )
        }
        let (n1, n2, m) = (Double(first), Double(second), Double(both))
        return PopulationEstimate(
            population: n1 * n2 / m,
            variance: n1 * n2 * Double(onlyFirst) * Double(onlySecond) / (m * m * m),
            observed: observed
        )
    }

    /// Chapman's estimator, (n₁+1)(n₂+1)/(m+1) − 1, with the variance of Seber.
    ///
    /// Unbiased if n₁ + n₂ is at least the population, and nearly so if m is 7 or more. The variance is
    /// (n₁+1)(n₂+1)(n₁−m)(n₂−m)/((m+1)²(m+2)).
    /// - SeeAlso: Chapman (1951); Seber (1970), Biometrics 26, 313–318.
    public var chapman: PopulationEstimate {
        let (n1, n2, m) = (Double(first), Double(second), Double(both))
        return PopulationEstimate(
            population: (n1 + 1) * (n2 + 1) / (m + 1) - 1,
            variance: (n1 + 1) * (n2 + 1) * Double(onlyFirst) * Double(onlySecond)
                / ((m + 1) * (m + 1) * (m + 2)),
            observed: observed
        )
    }

    /// The profile-likelihood interval of the population, exact in that nothing is approximated but the χ² limit.
    ///
    /// ℓ(N) = ln Γ(N+1) − ln Γ(N−M+1) + (N−n₁) ln(N−n₁) + (N−n₂) ln(N−n₂) − 2N ln N: both capture chances at their
    /// best for each N. Holds its level better than normal limits where matches are few; where there are none the
    /// interval has no upper limit.
    /// - Parameter level: The probability, for instance 0.95.
    /// - Throws: ``EstimationError`` for a level outside 0…1, or `noMaximumLikelihoodEstimate` without matches.
    /// - SeeAlso: Cormack (1992), Biometrics 48, 567–576.
    public func profileInterval(level: Double = 0.95) throws(EstimationError) -> ProfileInterval {
        guard both > 0 else {
            throw EstimationError(
                .noMaximumLikelihoodEstimate,
                at: "both",
                "nobody is on both lists, and the likelihood grows with every population"
            )
        }
        let (n1, n2, seen) = (Double(first), Double(second), Double(observed))
        let search = ProfileSearch(
            observed: seen,
            logLikelihood: { (n) throws(EstimationError) in
                Real.logGamma(n + 1) - Real.logGamma(n - seen + 1) + Real.xlog(n - n1, n - n1)
                    + Real.xlog(n - n2, n - n2) - 2 * n * Real.log(n)
            },
            derivative: { (n) throws(EstimationError) in
                Real.digamma(n + 1) - Real.digamma(n - seen + 1)
                    + (Real.log(n - n1) - Real.log(n)) + (Real.log(n - n2) - Real.log(n))
            }
        )
        return try search.run(start: n1 * n2 / Double(both), level: level)
    }
}
