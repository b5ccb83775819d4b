package import Population

/// What tells of people who count and should not, for those who read it.
package struct OvercoverageFindings: Sendable {
    /// What failed of the evidence, in the words of results.
    package enum Flag: String, Sendable, CaseIterable {
        /// Crossings of one direction are missing more often than of the other.
        case crossingsLostOneWay = "crossings_lost_one_way"
        /// Crossings of both directions are missing.
        case crossingsLost = "crossings_lost"
        /// Travellers whom nobody is are more than visitors explain.
        case travellersUnattached = "travellers_unattached"
        /// People without crossings have lists like those of people known to have left.
        case leaversUnseen = "leavers_unseen"
        /// Too few people are known to have left for those without crossings to be compared with.
        case leaversUnchecked = "leavers_unchecked"
    }

    /// A share of crossings missing that is flagged, and a difference between directions.
    ///
    /// At 2 % of departures lost the total is off by as much as its interval at 20,000 people.
    static let mostLost = 0.02
    static let mostDifference = 0.01
    /// A share of travellers that nobody is which is flagged: twice as many as visitors among residents' crossings.
    static let mostUnattached = 0.15
    /// Pairs beyond chance, in standard deviations, that are flagged.
    static let mostExcess = 3.0
    /// A share of people without crossings who cannot be compared that is flagged: those whose age is not known are fewer.
    static let mostUnchecked = 0.01
    /// Leavers unseen, in standard errors, that are flagged.
    static let mostLeavers = 2.0

    /// Crossings lost; nil without crossings.
    package internal(set) var lost: ResidualOvercoverage?
    /// Travellers that nobody is; nil where residence is not decided by crossings.
    package internal(set) var travellers: UnattachedTravellers?
    /// What known leavers say, by band of age.
    package internal(set) var bands: [UnseenLeavers.Band] = []
    /// People taken off who left, who are here at times, and the standard error of both.
    package internal(set) var left = 0.0
    package internal(set) var mobile = 0.0
    package internal(set) var leaversError = 0.0
    /// Whether those who left are those found among travellers.
    package internal(set) var isMatched = false
    /// People without crossings who count and are on two lists or more.
    package internal(set) var unseen = 0
    /// People without crossings of whom nothing tells whether they left.
    package internal(set) var unchecked = 0

    /// Nothing was looked at.
    init() {}

    /// People taken off by lists of known leavers alone, and their standard error.
    package var byLists: (expected: Double, error: Double) {
        (
            bands.reduce(0) { $0 + ($1.expected ?? 0) },
            bands.reduce(0) { $0 + $1.variance }.squareRoot()
        )
    }

    /// What failed.
    package var flags: [Flag] {
        var flags: [Flag] = []
        if let loss = lost?.loss {
            if abs(loss.departures - loss.arrivals) > Self.mostDifference {
                flags.append(.crossingsLostOneWay)
            } else if max(loss.departures, loss.arrivals) > Self.mostLost {
                flags.append(.crossingsLost)
            }
        }
        if let travellers {
            let isExcessive =
                travellers.left.excess > Self.mostExcess || travellers.mobile.excess > Self.mostExcess
            if travellers.unattachedShare > Self.mostUnattached || isExcessive {
                flags.append(.travellersUnattached)
            }
        }
        let byLists = byLists
        if byLists.error > 0 && byLists.expected > Self.mostLeavers * byLists.error {
            flags.append(.leaversUnseen)
        }
        if Double(unchecked) > Self.mostUnchecked * Double(unseen) { flags.append(.leaversUnchecked) }
        return flags
    }
}
