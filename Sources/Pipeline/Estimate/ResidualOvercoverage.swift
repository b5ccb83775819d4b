import Population

/// People who count although they left or died, because the evidence of it is lost or late.
///
/// Lost crossings: of the crossings of one traveller, two in a row in the same direction show that one is
/// missing; so often is a last departure missing, too. Late deaths: the register of deaths has fewer of the
/// last 30 days than of the 90 before them, day by day. Both are expectations, with the variance of counts.
struct ResidualOvercoverage: Sendable {
    /// The share of crossings that are missing.
    let lossRate: Double
    /// Expected people who left, but whose departure is lost.
    let lostDepartures: Double
    /// Expected people who died, but whose death is not registered yet.
    let lateDeaths: Double
    /// The variance of both together.
    let variance: Double

    /// Expected people who count and should not.
    var people: Double { lostDepartures + lateDeaths }

    /// Nothing is lost.
    static let none = ResidualOvercoverage(lossRate: 0, lostDepartures: 0, lateDeaths: 0, variance: 0)

    private static let recentDays: Int32 = 30
    private static let earlierDays: Int32 = 90

    private init(lossRate: Double, lostDepartures: Double, lateDeaths: Double, variance: Double) {
        self.lossRate = lossRate
        self.lostDepartures = lostDepartures
        self.lateDeaths = lateDeaths
        self.variance = variance
    }

    /// Estimates what is lost from what is there.
    ///
    /// - Parameter view: The people that accepted links make.
    init(_ builder: PeopleBuilder, _ view: PeopleView) {
        let travellers = builder.travellers
        var gaps = 0
        var neighbours = 0
        for t in 0..<travellers.count {
            for i in Int(
                travellers.start[t]
            )..<max(Int(travellers.start[t]), Int(travellers.start[t + 1]) - 1) {
                if travellers.day[i] == travellers.day[i + 1] { continue }
                neighbours += 1
                if travellers.isArrival[i] == travellers.isArrival[i + 1] { gaps += 1 }
            }
        }
        let rate = neighbours > 0 ? Double(gaps) / Double(neighbours) : 0
        // Who is known as gone was not here for a day; those on two lists would count if they were not.
        var gone = 0
        for p in 0..<view.count
        where view.verdicts.reasons[p] == .permanentStayedTooLittle && view.verdicts.evidence[p] == 0
            && view.lists[p].nonzeroBitCount >= 2
        {
            gone += 1
        }
        let lost = Double(gone) * rate / max(0.5, 1 - rate)
        var recent = 0.0
        var earlier = 0.0
        for day in builder.columns.death where day != Day.none && day <= builder.reference {
            let age = builder.reference - day
            if age < Self.recentDays {
                recent += 1
            } else if age < Self.recentDays + Self.earlierDays {
                earlier += 1
            }
        }
        let share = Double(Self.recentDays) / Double(Self.earlierDays)
        let late = max(0, earlier * share - recent)
        lossRate = rate
        lostDepartures = lost
        lateDeaths = late
        variance = lost + (earlier > 0 ? recent + earlier * share * share : 0)
    }
}
