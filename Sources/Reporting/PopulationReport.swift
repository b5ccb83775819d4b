/// What a run says about the population, if it was estimated.
public struct PopulationReport: Sendable {
    /// An estimate and its interval.
    public struct Estimate: Sendable, Equatable {
        /// The values of its cell, in the order of the grouping; none for the total.
        public var labels: [String]
        /// What is estimated: population, people_found, undercount.
        public var measure: String
        /// The estimator.
        public var method: String
        /// The estimate; nil if it is withheld.
        public var value: Double?
        /// Its standard error.
        public var standardError: Double?
        /// The lower end of the interval.
        public var lower: Double?
        /// The upper end.
        public var upper: Double?
        /// What a reader must know.
        public var flag: String?

        /// An estimate from its parts.
        public init(
            labels: [String],
            measure: String,
            method: String,
            value: Double?,
            standardError: Double? = nil,
            lower: Double? = nil,
            upper: Double? = nil,
            flag: String? = nil
        ) {
            self.labels = labels
            self.measure = measure
            self.method = method
            self.value = value
            self.standardError = standardError
            self.lower = lower
            self.upper = upper
            self.flag = flag
        }
    }

    /// A grouping of the population, such as sex by age group, or district.
    public struct Grouping: Sendable, Equatable {
        /// The dimensions, in order.
        public var dimensions: [String]
        /// The population of its cells, in the order of their values.
        public var cells: [Estimate]

        /// A grouping and its cells.
        public init(dimensions: [String], cells: [Estimate]) {
            self.dimensions = dimensions
            self.cells = cells
        }
    }

    /// What one register holds of the population.
    public struct Coverage: Sendable, Equatable {
        /// The register.
        public var register: String
        /// People on it who count.
        public var people: Int
        /// The share of the population on it.
        public var share: Double
        /// The lower end of the share's interval.
        public var lower: Double?
        /// The upper end.
        public var upper: Double?

        /// The coverage of a register.
        public init(register: String, people: Int, share: Double, lower: Double?, upper: Double?) {
            self.register = register
            self.people = people
            self.share = share
            self.lower = lower
            self.upper = upper
        }
    }

    /// A part of the error.
    public struct ErrorPart: Sendable, Equatable {
        /// Where it comes from.
        public var component: String
        /// Its variance.
        public var variance: Double
        /// Its share of the whole variance, 0…1.
        public var share: Double
        /// What it means.
        public var note: String

        /// A part of the error.
        public init(component: String, variance: Double, share: Double, note: String) {
            self.component = component
            self.variance = variance
            self.share = share
            self.note = note
        }
    }

    /// The total under another choice.
    public struct Alternative: Sendable, Equatable {
        /// What was chosen differently.
        public var choice: String
        /// How.
        public var setting: String
        /// Whether it is what the estimate rests on.
        public var isUsed: Bool
        /// The total; nil if there is none.
        public var value: Double?
        /// The lower end of its interval.
        public var lower: Double?
        /// The upper end.
        public var upper: Double?
        /// The difference from the estimate.
        public var difference: Double?
        /// What a reader must know.
        public var flag: String?

        /// Whether it is a count that takes no account of what was missed.
        var isNaive: Bool { choice == "naive" }

        /// An alternative from its parts.
        public init(
            choice: String,
            setting: String,
            isUsed: Bool,
            value: Double?,
            lower: Double?,
            upper: Double?,
            difference: Double?,
            flag: String?
        ) {
            self.choice = choice
            self.setting = setting
            self.isUsed = isUsed
            self.value = value
            self.lower = lower
            self.upper = upper
            self.difference = difference
            self.flag = flag
        }
    }

    /// A model that was fitted.
    public struct Model: Sendable, Equatable {
        /// The stratum it was fitted to.
        public var stratum: String
        /// Its interactions.
        public var name: String
        /// Its parameters.
        public var parameters: Int
        /// Deviance.
        public var deviance: Double?
        /// Degrees of freedom.
        public var degreesOfFreedom: Int?
        /// Akaike's criterion.
        public var aic: Double?
        /// The Bayesian criterion.
        public var bic: Double?
        /// Its estimate; nil if there is none.
        public var value: Double?
        /// The standard error.
        public var standardError: Double?
        /// Its part in the average over models.
        public var weight: Double?
        /// Why it has no estimate.
        public var note: String?

        /// A model from its parts.
        public init(
            stratum: String,
            name: String,
            parameters: Int,
            deviance: Double?,
            degreesOfFreedom: Int?,
            aic: Double?,
            bic: Double?,
            value: Double?,
            standardError: Double?,
            weight: Double?,
            note: String?
        ) {
            self.stratum = stratum
            self.name = name
            self.parameters = parameters
            self.deviance = deviance
            self.degreesOfFreedom = degreesOfFreedom
            self.aic = aic
            self.bic = bic
            self.value = value
            self.standardError = standardError
            self.weight = weight
            self.note = note
        }
    }

    /// How many people a reason of residence decided about.
    public struct Residence: Sendable, Equatable {
        /// The reason, in words.
        public var description: String
        /// resident, mobile_resident, not_resident.
        public var category: String
        /// People, from what was known on the reference date.
        public var provisional: Int
        /// People, at last.
        public var final: Int

        /// A reason and its people.
        public init(description: String, category: String, provisional: Int, final: Int) {
            self.description = description
            self.category = category
            self.provisional = provisional
            self.final = final
        }
    }

    /// What a register of evidence said about residence.
    public struct Evidence: Sendable, Equatable {
        /// The register.
        public var name: String
        /// movements, deaths, births.
        public var kind: String
        /// Its file.
        public var path: String
        /// The file's digest.
        public var sha256: String
        /// Rows that could be read.
        public var rows: Int
        /// Rows of a person found.
        public var attached: Int
        /// Rows that fit several people.
        public var ambiguous: Int
        /// Rows that fit nobody.
        public var unattached: Int
        /// Rows with nothing to find a person by.
        public var unusable: Int
        /// How rows were attached.
        public var rule: String
        /// Rows that would be attached if nothing failed.
        public var expected: Int?
        /// The shares of departures and arrivals missing.
        public var departuresLost: Double?
        /// The same of arrivals.
        public var arrivalsLost: Double?
        /// People whom the estimate has more, or fewer, for what the register lost.
        public var consequence: Double?
        /// What failed, by name.
        public var flag: String?

        /// Evidence from its parts.
        public init(
            name: String,
            kind: String,
            path: String,
            sha256: String,
            rows: Int,
            attached: Int,
            ambiguous: Int,
            unattached: Int,
            unusable: Int,
            rule: String,
            expected: Int? = nil,
            departuresLost: Double? = nil,
            arrivalsLost: Double? = nil,
            consequence: Double? = nil,
            flag: String? = nil
        ) {
            self.name = name
            self.kind = kind
            self.path = path
            self.sha256 = sha256
            self.rows = rows
            self.attached = attached
            self.ambiguous = ambiguous
            self.unattached = unattached
            self.unusable = unusable
            self.rule = rule
            self.expected = expected
            self.departuresLost = departuresLost
            self.arrivalsLost = arrivalsLost
            self.consequence = consequence
            self.flag = flag
        }
    }

    /// The estimates of the total: the population first, then other measures and simpler methods.
    public var totals: [Estimate] = []
    /// The groupings.
    public var groupings: [Grouping] = []
    /// Coverage of the whole population, by register.
    public var coverage: [Coverage] = []
    /// The parts of the total's error.
    public var errorBudget: [ErrorPart] = []
    /// The total under other choices.
    public var sensitivity: [Alternative] = []
    /// The models fitted.
    public var models: [Model] = []
    /// Models fitted but not shown.
    public var modelsLeftOut = 0
    /// Strata that were merged, and why.
    public var merged: [(stratum: String, why: String)] = []
    /// Registers of evidence.
    public var evidence: [Evidence] = []
    /// Why people count or do not.
    public var residence: [Residence] = []
    /// Whether disclosure control has gone over the figures.
    public var isPublished = true
    /// The probability of the intervals.
    public var confidence = 0.95

    /// The probability of the intervals in per cent: “95 %”.
    var level: String {
        let percent = (confidence * 1000).rounded() / 10
        return percent == percent.rounded() ? "\(Int(percent)) %" : "\(percent) %"
    }

    /// Nothing yet.
    public init() {}

    /// The population's total.
    var total: Estimate? { totals.first { $0.measure == "population" } }
}
