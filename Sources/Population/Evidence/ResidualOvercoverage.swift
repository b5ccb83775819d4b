package import Columns

/// People on two lists or more who count and should not, or should and do not, because evidence is lost or late.
///
/// **Lost crossings.** Of the crossings of one traveller, two in a row in the same direction show that one is
/// missing: so many departures and so many arrivals, see ``CrossingLoss``. As many of each are taken away once more,
/// at random, and residence is decided again: what that changes is, to first order and divided by the share of
/// departures that are left, what the loss has changed already. Who left and whose departure is lost counts; who
/// came back and whose return is lost does not. Who keeps no crossing at all, or came back after long, is left to
/// a template of known leavers where there is one. Likewise records of whose traveller the number says
/// nothing, it being wrong or missing: how often that is, records tell whose person is a traveller by others.
///
/// **Late deaths.** The register of deaths has fewer of the last 30 days than of the 90 before them, day by day.
/// - SeeAlso: Cook and Stefanski (1994), Journal of the American Statistical Association 89, 1314–1328:
///   extrapolation from errors added by simulation, here by its first step.
package struct ResidualOvercoverage: Sendable {
    /// Expected people who count although they are not here, a departure being lost.
    package let lostDepartures: Double
    /// Expected people who do not count although they are here, an arrival being lost.
    package let lostArrivals: Double
    /// The shares of crossings missing, by direction.
    package let loss: CrossingLoss
    /// Expected people on one list alone who count although they are not here; they are no part of the others.
    package let goneFromOneList: Double
    /// Expected people who died, but whose death is not registered yet.
    package let lateDeaths: Double
    /// The variance of those who count and should not, less those who do not and should.
    package let variance: Double
    /// Per stratum: expected people who count and should not, less those who do not and should; empty if nothing
    /// is lost.
    package let byStratum: [Double]
    /// Per stratum: its part of ``mistaken``.
    package let mistakenByStratum: [Double]

    /// Expected people of whom the evidence says the wrong thing, either way.
    package var mistaken: Double { lostDepartures + lostArrivals + lateDeaths }

    /// Nothing is lost.
    package static let none = ResidualOvercoverage()

    private static let recentDays: Int32 = 30
    private static let earlierDays: Int32 = 90
    /// So often are crossings taken away; the noise of their mean is part of the variance.
    package static let repetitions = 4
    /// What the first step of extrapolation may be off by, as a share of what it finds (standard deviation).
    static let extrapolationError = 1.0 / 3
    /// Of departures at least so many are taken to be left.
    private static let leastKept = 0.1

    private init() {
        (lostDepartures, lostArrivals, goneFromOneList, lateDeaths, variance) = (0, 0, 0, 0, 0)
        (byStratum, mistakenByStratum, loss) = ([], [], .none)
    }

    /// Estimates what is lost from what is there.
    ///
    /// - Parameters:
    ///   - view: The people that accepted links make.
    ///   - stratumOf: Per person: its stratum; -1 if a value that strata are made by is not known.
    ///   - strata: The number of strata.
    ///   - isTemplated: Per person: whether those of its kind who keep no crossing are estimated otherwise; empty if
    ///     nobody is.
    ///   - repetitions: How often crossings are taken away.
    package init(
        _ builder: PeopleBuilder,
        _ view: PeopleView,
        stratumOf: [Int32],
        strata: Int,
        isTemplated: [Bool] = [],
        workers: Workers,
        repetitions: Int = repetitions
    ) throws {
        let loss = CrossingLoss(builder.travellers)
        self.loss = loss
        let alone = Self.shareAlone(builder, view.spine)
        var (departures, arrivals, once, noise) = (0.0, 0.0, 0.0, 0.0)
        var net = [Double](repeating: 0, count: strata)
        var mistaken = net
        func add(_ person: Int, _ people: Double) {
            let stratum = Int(stratumOf[person])
            if stratum < 0 { return }
            net[stratum] += people
            mistaken[stratum] += abs(people)
        }
        if loss.neighbours > 0 {
            let changes = try workers.map(pieces: repetitions) { repetition throws(PopulationError) in
                try Self.changes(
                    builder,
                    view,
                    isTemplated: isTemplated,
                    crossings: loss,
                    records: alone,
                    repetition
                )
            }
            // What was taken away is a share of what is left, not of what was there.
            let n = Double(repetitions) * max(Self.leastKept, 1 - loss.departures)
            departures = Double(changes.reduce(0) { $0 + $1.more.count }) / n
            arrivals = Double(changes.reduce(0) { $0 + $1.fewer.count }) / n
            once = Double(changes.reduce(0) { $0 + $1.once }) / n
            for change in changes {
                for person in change.more { add(person, 1 / n) }
                for person in change.fewer { add(person, -1 / n) }
            }
            let sum = departures - arrivals
            // By chance in the people, in what was taken away, and in the gaps that tell how often.
            let extrapolation = sum * Self.extrapolationError
            noise =
                (departures + arrivals) * (1 + 1 / Double(repetitions))
                + sum * sum / Double(max(1, loss.gaps)) + extrapolation * extrapolation
        }
        let (recent, earlier, dead) = Self.deaths(builder, view)
        let share = Double(Self.recentDays) / Double(Self.earlierDays)
        let late = max(0, earlier * share - recent)
        // Who died late is of the ages of those whose deaths are known.
        for person in dead { add(person, late / Double(dead.count)) }
        lostDepartures = departures
        lostArrivals = arrivals
        goneFromOneList = once
        lateDeaths = late
        variance = noise + (earlier > 0 ? recent + earlier * share * share : 0)
        (byStratum, mistakenByStratum) = (net, mistaken)
    }

    /// Per register: the share of records that are not attached to the traveller that their person's others are.
    private static func shareAlone(_ builder: PeopleBuilder, _ spine: Spine) -> [Double] {
        let registers = builder.listOfRegister.count
        var alone = [Double](repeating: 0, count: registers)
        var all = [Double](repeating: 0, count: registers)
        for p in 0..<spine.count {
            let rows = spine.members[Int(spine.memberStart[p])..<Int(spine.memberStart[p + 1])]
            let attached = rows.count { builder.isTraveller(Int($0)) }
            for row in rows {
                let isAttached = builder.isTraveller(Int(row))
                if attached - (isAttached ? 1 : 0) == 0 { continue }
                let register = Int(spine.registerOf[Int(row)])
                all[register] += 1
                if !isAttached { alone[register] += 1 }
            }
        }
        return zip(alone, all).map { $1 > 0 ? $0 / $1 : 0 }
    }

    /// Who counts besides, on two lists (and how many on one), and who no longer does, once evidence is taken away.
    private static func changes(
        _ builder: PeopleBuilder,
        _ view: PeopleView,
        isTemplated: [Bool],
        crossings: CrossingLoss,
        records: [Double],
        _ repetition: Int
    ) throws(PopulationError) -> (more: [Int], once: Int, fewer: [Int]) {
        let loss = EvidenceLoss(
            builder,
            crossings: crossings,
            records: records,
            seed: Hash64.combine(builder.seed, UInt64(repetition))
        )
        let (isCounted, lists, isOpen) = try builder.counted(view, without: loss)
        var (more, fewer): ([Int], [Int]) = ([], [])
        var once = 0
        for p in 0..<view.count where isCounted[p] != view.isCounted[p] {
            let isElsewhere = !isTemplated.isEmpty && isTemplated[p] && isOpen[p]
            if isCounted[p] {
                if lists[p].nonzeroBitCount < 2 {
                    once += 1
                } else if !isElsewhere {
                    more.append(p)
                }
            }
            if view.isCounted[p] && view.lists[p].nonzeroBitCount >= 2 && !isElsewhere { fewer.append(p) }
        }
        return (more, once, fewer)
    }

    /// Deaths of the last days before the reference date, of those before them, and the people of both.
    private static func deaths(_ builder: PeopleBuilder, _ view: PeopleView)
        -> (recent: Double, earlier: Double, people: [Int])
    {
        var (recent, earlier) = (0.0, 0.0)
        for day in builder.columns.death where day != Day.none && day <= builder.reference {
            let age = builder.reference - day
            if age < recentDays {
                recent += 1
            } else if age < recentDays + earlierDays {
                earlier += 1
            }
        }
        let people = (0..<view.count).filter { p in
            let day = view.death[p]
            return day != Day.none && day <= builder.reference
                && builder.reference - day < recentDays + earlierDays && view.lists[p].nonzeroBitCount >= 2
        }
        return (recent, earlier, people)
    }
}
