/// The dual system estimate while suspicious records are trimmed from a list.
///
/// The first list holds erroneous records: of people who left, died or never were. Records are trimmed by a score of
/// suspicion, k in all, k₁ of them matched: N̂ₖ = n(x−k)/(m−k₁), with x the list's and n the second list's records.
/// While trimming hits errors better than at random the estimate falls; when it levels, no more is gained. Trim no
/// more than there may be errors. Source: Zhang and Dunne (2017), “Trimmed dual system estimation”, in Böhning, van
/// der Heijden and Bunge (eds.), Capture-Recapture Methods for the Social and Medical Sciences.
public struct TrimmedDualSystem: Sendable {
    /// The estimate after trimming so far.
    public struct Step: Sendable, Equatable {
        /// Records trimmed, k.
        public let trimmed: Int
        /// Matched records among them, k₁.
        public let trimmedMatches: Int
        /// The estimate, by Lincoln and Petersen.
        public let estimate: PopulationEstimate
    }

    /// The steps, in order of trimming.
    public let steps: [Step]
    /// The step at which to stop: the first from which the estimate levels; nil if it never does.
    public let stop: Int?

    /// The curve of estimates.
    ///
    /// - Parameters:
    ///   - counts: The lists before trimming; the first is the one that is trimmed.
    ///   - trimmed: Records trimmed and matches among them so far, both not falling; a step with nothing trimmed is
    ///     put before them.
    ///   - window: Steps over which the estimate must not change by more than one standard error, at least 1.
    /// - Throws: ``EstimationError``: falling numbers, more trimmed than there is, no match left.
    public init(
        _ counts: TwoListCounts,
        trimmed: [(records: Int, matches: Int)],
        window: Int = 3
    ) throws(EstimationError) {
        guard window >= 1 else {
            throw EstimationError(.settingOutOfRange, at: "window", "\(window); expected at least 1 step")
        }
        var steps = [Step(trimmed: 0, trimmedMatches: 0, estimate: try counts.lincolnPetersen())]
        for (place, next) in trimmed.enumerated() {
            let (k, k1) = next
            let last = steps[steps.count - 1]
            guard k >= last.trimmed, k1 >= last.trimmedMatches, k <= counts.first, k1 <= counts.both,
                k - last.trimmed >= k1 - last.trimmedMatches, k - k1 <= counts.onlyFirst
            else {
                throw EstimationError(
                    .inconsistentCounts,
                    at: "trimmed[\(place)]",
                    "\(k) records with \(k1) matches; expected numbers that do not fall, and no more than there are"
                )
            }
            let rest = try TwoListCounts(
                first: counts.first - k,
                second: counts.second,
                matches: counts.both - k1
            )
            steps.append(Step(trimmed: k, trimmedMatches: k1, estimate: try rest.lincolnPetersen()))
        }
        self.steps = steps
        stop = steps.indices.first { start in
            guard start + window < steps.count else { return false }
            let here = steps[start].estimate
            return (1...window).allSatisfy {
                (steps[start + $0].estimate.population - here.population).magnitude <= here.standardError
            }
        }
    }
}

/// A register with over-coverage and a coverage survey beside it.
public struct CoverageSurvey: Sendable, Equatable {
    /// The estimate.
    public let estimate: PopulationEstimate
    /// The share of the register's records that are of residents.
    public let residentShare: ErrorRate

    /// The population from a register that holds people who are not of it and a survey that does not.
    ///
    /// N̂ = ρ·n_R·n_S/m, with ρ the share of the register's records found to be of residents. The relative variance is
    /// Var ρ/ρ² plus that of Sekar and Deming for the n_R ρ residents on the register.
    /// - Parameters:
    ///   - counts: The register first, the survey second, and the survey's persons found on the register.
    ///   - residents: The share ρ, for instance from following up a sample of the register's records.
    /// - Throws: ``EstimationError`` without matches, or with a share that leaves fewer residents than matches.
    public init(_ counts: TwoListCounts, residents: ErrorRate) throws(EstimationError) {
        let plain = try counts.lincolnPetersen()
        let (n1, n2, m) = (Double(counts.first) * residents.value, Double(counts.second), Double(counts.both))
        guard n1 >= m else {
            throw EstimationError(
                .inconsistentCounts,
                at: "residents",
                "a share of \(residents.value) leaves \(n1) residents on the register, fewer than its \(counts.both) "
                    + "matches with the survey"
            )
        }
        let n = plain.population * residents.value
        let sampling = n1 * n2 * (n1 - m) * (n2 - m) / (m * m * m)
        let share = residents.variance / (residents.value * residents.value)
        estimate = PopulationEstimate(
            population: n,
            variance: sampling + n * n * share,
            observed: counts.second
        )
        residentShare = residents
    }
}
