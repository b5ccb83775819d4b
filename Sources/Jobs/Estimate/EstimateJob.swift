package import Estimation
package import Inference
package import Population

/// What a job's `estimate` asks for.
package struct EstimateJob: Sendable, Equatable {
    /// The keys of `estimate`.
    package static let keys = [
        "by", "residence", "method", "lists", "strata", "smallest_stratum", "age_groups", "classes", "draws",
        "confidence", "small_areas", "known_totals", "activity", "residency_index", "overcoverage",
    ]

    /// How small areas borrow strength.
    package enum SmallAreas: String, Sendable, CaseIterable {
        /// An area has the coverage of its people's strata.
        case synthetic
        /// That, and as much of the area's own estimate as its precision deserves.
        case fayHerriot = "fay_herriot"
    }

    /// The constants of the residency index.
    package struct IndexSettings: Sendable, Equatable {
        /// The keys of `estimate.residency_index`.
        package static let keys = ["decay", "gain", "threshold", "weights", "years", "start"]

        /// What is kept of last year's index.
        package var decay = 0.0
        /// What the year's signs add.
        package var gain = 0.0
        /// The index above which a person is a resident.
        package var threshold = 0.0
        /// The registers whose rows are signs of life, and their weights.
        package var registers: [String] = []
        package var weights: [Double] = []
        /// The years that are looked at.
        package var years = 1
        /// The index before them.
        package var start = 1.0
    }

    /// Totals known from elsewhere, that estimates are made to meet.
    package struct KnownTotals: Sendable, Equatable {
        /// The dimension; nil for the total.
        package var dimension: String?
        /// The totals, by value.
        package var totals: [(value: String, people: Double)]

        package static func == (a: KnownTotals, b: KnownTotals) -> Bool {
            a.dimension == b.dimension && a.totals.elementsEqual(b.totals) { $0 == $1 }
        }
    }

    /// The groupings, each a list of dimensions; the total comes always.
    package var groupings: [[String]] = [["sex", "age_group"]]
    /// Who counts; nil for what the evidence allows.
    package var residence: ResidenceRule?
    /// How many are estimated.
    package var method = EstimationMethod.repeatedSightings
    /// The lists, by register; nil for all that can be lists.
    package var lists: [String]?
    /// The dimensions within which lists are compared.
    package var strata = ["sex", "age_group"]
    /// A stratum with fewer people on two lists is merged with its neighbour.
    package var smallestStratum = 100
    /// The first age of each group, ascending from 0.
    package var ageGroups = Array(stride(from: 0, through: 85, by: 5))
    /// The most classes of people.
    package var classes = 3
    /// How often uncertain links are drawn.
    package var draws = 20
    /// The probability of intervals.
    package var confidence = 0.95
    /// How small areas borrow strength.
    package var smallAreas = SmallAreas.synthetic
    /// The dimension of small areas.
    package var area = "district"
    /// What is known from elsewhere.
    package var knownTotals: [KnownTotals] = []
    /// In how many registers a sign of life is needed, for the rule of activity.
    package var activity = 1
    /// The constants of the residency index; nil if the job has none.
    package var residencyIndex: IndexSettings?

    /// What share of those who count is assumed not to live here, where nothing tells who left.
    package var overcoverage = SharePrior.unchecked

    /// The most lists, dimensions of a grouping, draws and cells of a grouping.
    package static let listLimit = 12
    static let dimensionLimit = 4
    package static let drawLimit = 1000
}

extension Job {
    /// Asks for so many draws, whatever the job says.
    public mutating func setDraws(_ draws: Int) {
        var entries: [JobSection.Entry] = []
        if case .mapping(let known) = estimate { entries = known.filter { $0.key != "draws" } }
        entries.append(JobSection.Entry("draws", .scalar("\(draws)")))
        estimate = .mapping(entries)
    }
}
