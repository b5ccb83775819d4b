package import Columns
package import Estimation
package import Population

/// People on two lists or more who count and should not, from all that tells of them.
///
/// G, crossings lost by direction (``ResidualOvercoverage``), is of people who keep a crossing. Of those without any,
/// T (``UnseenLeavers``) goes by lists and M (``UnattachedTravellers``) by travellers whom nobody is. Both count those
/// who left, and M those besides who are here at times: so max(T, M_left) + M_mobile, with the larger variance, and G.
/// Where nothing tells who left, a share is assumed (``SharePrior``).
package struct Overcoverage: Sendable {
    /// A part of the people who count and should not.
    package struct Part: Sendable, Equatable {
        /// Per stratum: expected people of whom the evidence says the wrong thing, either way; empty if there are none.
        package var byStratum: [Double] = []
        /// The variance of those who count and should not, less those who do not and should.
        package var variance = 0.0
        /// Expected people, all strata together.
        package var people: Double { byStratum.reduce(0, +) }

        /// The variance of a cell's part.
        ///
        /// People are mistaken one by one; what is not known of their number errs alike everywhere, and, but for the
        /// whole, by half of the cell's own people, as they may be of other cells than is thought.
        /// - Parameters:
        ///   - people: Those of the cell.
        ///   - spread: How far the cell's own people may be off, as a share of them (standard deviation).
        func variance(of people: Double, spread: Double) -> Double {
            let all = self.people
            if all <= 0 || people <= 0 { return 0 }
            let part = min(1, people / all)
            let own = spread * people
            return part * part * max(0, variance - all) + people + (1 - part) * own * own
        }
    }

    /// Per stratum: those who count and should not, less those who do not and should; empty if there are none.
    package private(set) var byStratum: [Double] = []
    /// Crossings lost and deaths that are late.
    package private(set) var evidence = Part()
    /// People without crossings who left, or are here at times.
    package private(set) var leavers = Part()
    /// Per stratum: people of whom nothing tells whether they left, times the share that may have.
    package private(set) var unchecked: [Double] = []
    /// What is assumed of all, where nothing tells who left; nil where something does.
    package private(set) var prior: SharePrior?
    /// Expected people on one list alone who count although they are not here.
    package private(set) var goneFromOneList = 0.0
    /// What was asked for.
    package private(set) var settings = Settings()
    /// What was found, for those who read it.
    package private(set) var findings = OvercoverageFindings()

    /// Nobody counts who should not.
    package static let none = Overcoverage()

    /// How far people of a cell may be off who left unseen, as a share of them (standard deviation).
    ///
    /// A half: which of the people of a cell have left is known by their lists alone.
    static let cellSpread = 0.5

    private init() {}

    /// What is asked for.
    package struct Settings: Sendable {
        /// What is assumed of people of whom nothing tells whether they left.
        package var prior = SharePrior.unchecked
        /// How people without crossings are compared with known leavers.
        package var leavers = UnseenLeavers.Settings()
        /// So often are crossings taken away.
        package var repetitions = ResidualOvercoverage.repetitions

        /// The default.
        package init() {}
    }

    /// Estimates who counts and should not.
    ///
    /// - Parameters:
    ///   - view: The people that accepted links make.
    ///   - lists: The number of lists.
    ///   - stratumOf: Per person: its stratum; -1 if a value that strata are made by is not known.
    ///   - strata: The number of strata.
    package init(
        _ builder: PeopleBuilder,
        _ view: PeopleView,
        lists: Int,
        stratumOf: [Int32],
        strata: Int,
        settings: Settings = Settings(),
        workers: Workers
    ) throws {
        self.settings = settings
        if builder.residence.isOvercoverageUnchecked {
            prior = settings.prior
        }
        let readsCrossings = builder.residence.readsCrossings
        let template =
            readsCrossings
            ? UnseenLeavers(
                builder,
                view,
                lists: (0..<lists).filter { $0 != builder.listOfCrossings },
                hasReturned: try builder.returnedAfterLong(view),
                settings: settings.leavers,
                workers: workers
            ) : .none(view.count)
        if builder.residence.covered != nil {
            let lost = try ResidualOvercoverage(
                builder,
                view,
                stratumOf: stratumOf,
                strata: strata,
                isTemplated: template.isTemplated,
                workers: workers,
                repetitions: settings.repetitions
            )
            byStratum = lost.byStratum
            evidence = Part(byStratum: lost.mistakenByStratum, variance: lost.variance)
            goneFromOneList = lost.goneFromOneList
            findings.lost = lost
        }
        if !readsCrossings { return }
        let travellers = try UnattachedTravellers(
            builder,
            view,
            isUnseen: template.isUnseen,
            stratumOf: stratumOf,
            strata: strata
        )
        findings.travellers = travellers
        findings.bands = template.bands
        findings.unseen = template.isUnseen.count { $0 }
        add(template, travellers, stratumOf, strata)
        addUnchecked(template, stratumOf, strata, settings.prior)
    }

    /// People without crossings who left: by lists or by travellers, whichever are more.
    private mutating func add(
        _ template: UnseenLeavers,
        _ travellers: UnattachedTravellers,
        _ stratumOf: [Int32],
        _ strata: Int
    ) {
        if byStratum.isEmpty { byStratum = [Double](repeating: 0, count: strata) }
        leavers.byStratum = [Double](repeating: 0, count: strata)
        var byLists = leavers.byStratum
        for (p, probability) in template.probability.enumerated() where probability > 0 && stratumOf[p] >= 0 {
            byLists[Int(stratumOf[p])] += probability
        }
        let isMatched = travellers.left.isUsable && travellers.left.expected > template.expected
        if isMatched {
            spread(travellers.left.expected, by: travellers.left.byStratum)
        } else {
            spread(template.expected, by: byLists)
        }
        leavers.variance = max(
            template.variance,
            travellers.left.isUsable ? travellers.left.variance : 0
        )
        if travellers.mobile.isUsable {
            spread(travellers.mobile.expected, by: travellers.mobile.byStratum)
            leavers.variance += travellers.mobile.variance
            findings.mobile = travellers.mobile.expected
        }
        findings.left = isMatched ? travellers.left.expected : template.expected
        findings.isMatched = isMatched
        findings.leaversError = leavers.variance.squareRoot()
    }

    /// Spreads people over strata in proportion to weights.
    private mutating func spread(_ people: Double, by weights: [Double]) {
        let sum = weights.reduce(0, +)
        if sum <= 0 || people <= 0 { return }
        for s in weights.indices {
            byStratum[s] += people * weights[s] / sum
            leavers.byStratum[s] += people * weights[s] / sum
        }
    }

    /// People of whom nothing tells whether they left: none is taken off, but the prior's share may have.
    private mutating func addUnchecked(
        _ template: UnseenLeavers,
        _ stratumOf: [Int32],
        _ strata: Int,
        _ prior: SharePrior
    ) {
        unchecked = [Double](repeating: 0, count: strata)
        // About none, as far as the prior reaches: the root of its mean square.
        let reach = (prior.share * prior.share + prior.deviation * prior.deviation).squareRoot()
        for (p, isUnchecked) in template.isUnchecked.enumerated() where isUnchecked && stratumOf[p] >= 0 {
            unchecked[Int(stratumOf[p])] += reach
            findings.unchecked += 1
        }
    }
}
