/// A dual system estimate by strata, thin strata merged with their neighbours.
///
/// N̂ = Σ N̂ₕ and V = Σ Vₕ, each by Chapman's estimator. Strata are given in an order in which neighbours are alike, as
/// ages are. A stratum with fewer matches than the rule asks for is merged with the neighbour of its group that has
/// fewer matches (the one before, if equal), thinnest stratum first, until all are thick enough.
/// Source: Sekar and Deming (1949) for the strata; the rule of ten matches is usual in coverage surveys.
public struct PostStratification: Sendable {
    /// Part of the population, estimated on its own if enough of it is on both lists.
    public struct Stratum: Sendable {
        /// Its name, for instance `male 20–24`.
        public let name: String
        /// Strata are merged only within a group, for instance a sex.
        public let group: String
        /// Who is on which list.
        public let counts: TwoListCounts

        /// A stratum.
        public init(name: String, group: String = "", counts: TwoListCounts) {
            self.name = name
            self.group = group
            self.counts = counts
        }
    }

    /// Strata that were estimated together.
    public struct Cell: Sendable {
        /// Their places among the strata given, ascending.
        public let strata: [Int]
        /// Their counts together.
        public let counts: TwoListCounts
        /// The estimate.
        public var estimate: PopulationEstimate { counts.chapman }
    }

    /// The strata given.
    public let strata: [Stratum]
    /// The cells estimated, in the order of their first strata.
    public let cells: [Cell]

    /// The estimate of all strata together.
    public var total: PopulationEstimate {
        PopulationEstimate(
            population: cells.reduce(0) { $0 + $1.estimate.population },
            variance: cells.reduce(0) { $0 + $1.estimate.variance },
            observed: cells.reduce(0) { $0 + $1.counts.observed }
        )
    }

    /// Estimates by strata.
    ///
    /// - Parameters:
    ///   - strata: The strata; those of a group in an order in which neighbours are alike.
    ///   - minimumMatches: The matches a stratum needs to stand alone, at least 0.
    /// - Throws: ``EstimationError``: no stratum; or `stratumTooThin` if a whole group has too few matches.
    public init(_ strata: [Stratum], minimumMatches: Int = 10) throws(EstimationError) {
        guard !strata.isEmpty else {
            throw EstimationError(.noData, at: "strata", "none given; expected at least one")
        }
        guard minimumMatches >= 0 else {
            throw EstimationError(
                .settingOutOfRange,
                at: "minimumMatches",
                "\(minimumMatches); expected 0 or more"
            )
        }
        var groups: [String] = []
        for stratum in strata where !groups.contains(stratum.group) { groups.append(stratum.group) }
        var cells: [Cell] = []
        for group in groups {
            var members: [Cell] = []
            for (place, stratum) in strata.enumerated() where stratum.group == group {
                members.append(Cell(strata: [place], counts: stratum.counts))
            }
            while let thin = Self.thinnest(members, below: minimumMatches) {
                guard members.count > 1 else {
                    let place = group.isEmpty ? strata[members[0].strata[0]].name : group
                    throw EstimationError(
                        .stratumTooThin,
                        at: place,
                        "\(members[0].counts.both) matches; expected at least \(minimumMatches). Merge the group "
                            + "with another, or ask for fewer matches"
                    )
                }
                let partner = Self.partner(of: thin, members)
                let (low, high) = (min(thin, partner), max(thin, partner))
                members[low] = Cell(
                    strata: members[low].strata + members[high].strata,
                    counts: try members[low].counts.adding(members[high].counts)
                )
                members.remove(at: high)
            }
            cells += members
        }
        self.strata = strata
        self.cells = cells.sorted { ($0.strata.first ?? 0) < ($1.strata.first ?? 0) }
    }

    /// The estimate of one stratum, and the strata it was merged with.
    ///
    /// A merged stratum takes the coverage of its cell: N̂ₕ = N̂·Mₕ/M, with M the persons seen (a synthetic estimate);
    /// its variance scales with the square, and says nothing of how strata of a cell differ.
    /// - Parameter place: The stratum's place.
    /// - Returns: The estimate, and the names of the other strata of its cell; nil for a place out of range.
    public func estimate(ofStratum place: Int) -> (estimate: PopulationEstimate, mergedWith: [String])? {
        guard let cell = cells.first(where: { $0.strata.contains(place) }) else { return nil }
        let others = cell.strata.filter { $0 != place }
        if others.isEmpty { return (cell.estimate, []) }
        let seen = strata[place].counts.observed
        let share = cell.counts.observed == 0 ? 0 : Double(seen) / Double(cell.counts.observed)
        let whole = cell.estimate
        return (
            PopulationEstimate(
                population: whole.population * share,
                variance: whole.variance * share * share,
                observed: seen
            ),
            others.map { strata[$0].name }
        )
    }

    private static func thinnest(_ cells: [Cell], below minimum: Int) -> Int? {
        var best: Int?
        for (place, cell) in cells.enumerated() where cell.counts.both < minimum {
            if best.map({ cell.counts.both < cells[$0].counts.both }) ?? true { best = place }
        }
        return best
    }

    private static func partner(of place: Int, _ cells: [Cell]) -> Int {
        if place == 0 { return 1 }
        if place == cells.count - 1 { return place - 1 }
        return cells[place + 1].counts.both < cells[place - 1].counts.both ? place + 1 : place - 1
    }
}
