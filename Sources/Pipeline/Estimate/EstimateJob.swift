import Inference
import Population

/// What a job's `estimate` asks for.
struct EstimateJob: Sendable, Equatable {
    /// The keys of `estimate`.
    static let keys = [
        "by", "residence", "method", "lists", "strata", "smallest_stratum", "age_groups", "classes", "draws",
        "confidence", "small_areas", "known_totals", "activity", "residency_index",
    ]

    /// How small areas borrow strength.
    enum SmallAreas: String, Sendable, CaseIterable {
        /// An area has the coverage of its people's strata.
        case synthetic
        /// That, and as much of the area's own estimate as its precision deserves.
        case fayHerriot = "fay_herriot"
    }

    /// The constants of the residency index.
    struct IndexSettings: Sendable, Equatable {
        /// The keys of `estimate.residency_index`.
        static let keys = ["decay", "gain", "threshold", "weights", "years", "start"]

        /// What is kept of last year's index.
        var decay = 0.0
        /// What the year's signs add.
        var gain = 0.0
        /// The index above which a person is a resident.
        var threshold = 0.0
        /// The registers whose rows are signs of life, and their weights.
        var registers: [String] = []
        var weights: [Double] = []
        /// The years that are looked at.
        var years = 1
        /// The index before them.
        var start = 1.0
    }

    /// Totals known from elsewhere, that estimates are made to meet.
    struct KnownTotals: Sendable, Equatable {
        /// The dimension; nil for the total.
        var dimension: String?
        /// The totals, by value.
        var totals: [(value: String, people: Double)]

        static func == (a: KnownTotals, b: KnownTotals) -> Bool {
            a.dimension == b.dimension && a.totals.elementsEqual(b.totals) { $0 == $1 }
        }
    }

    /// The groupings, each a list of dimensions; the total comes always.
    var groupings: [[String]] = [["sex", "age_group"]]
    /// Who counts; nil for what the evidence allows.
    var residence: ResidenceRule?
    /// How many are estimated.
    var method = EstimationMethod.repeatedSightings
    /// The lists, by register; nil for all that can be lists.
    var lists: [String]?
    /// The dimensions within which lists are compared.
    var strata = ["sex", "age_group"]
    /// A stratum with fewer people on two lists is merged with its neighbour.
    var smallestStratum = 100
    /// The first age of each group, ascending from 0.
    var ageGroups = Array(stride(from: 0, through: 85, by: 5))
    /// The most classes of people.
    var classes = 3
    /// How often uncertain links are drawn.
    var draws = 20
    /// The probability of intervals.
    var confidence = 0.95
    /// How small areas borrow strength.
    var smallAreas = SmallAreas.synthetic
    /// The dimension of small areas.
    var area = "district"
    /// What is known from elsewhere.
    var knownTotals: [KnownTotals] = []
    /// In how many registers a sign of life is needed, for the rule of activity.
    var activity = 1
    /// The constants of the residency index; nil if the job has none.
    var residencyIndex: IndexSettings?

    /// The most lists, dimensions of a grouping, draws and cells of a grouping.
    static let listLimit = 12
    static let dimensionLimit = 4
    static let drawLimit = 1000
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
