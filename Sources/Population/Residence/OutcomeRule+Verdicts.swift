extension OutcomeRule {
    /// Decides who is a resident at the end of a day.
    ///
    /// The last crossing up to the day decides. Where its outcome was settled only after `dataEnd`, it rests
    /// on the assumption that the person stays on the present side, and the reason says that it is not final.
    /// - Parameters:
    ///   - referenceDate: Days since 1970; the moment is its end.
    ///   - lives: Births and deaths.
    ///   - crossings: The crossings of all people.
    ///   - initiallyResident: Per person, whether a resident without or before any crossing.
    ///   - dataEnd: The last day that the crossings cover; crossings after it are not read.
    /// - Returns: Per person the reason, and as evidence the days between the last crossing and the moment.
    /// - Throws: ``PopulationError`` for columns that do not fit or a reference date after the data's end.
    public func verdicts(
        referenceDate: Int32,
        lives: LifeSpans,
        crossings: BorderCrossings,
        initiallyResident: [Bool],
        dataEnd: Int32
    ) throws(PopulationError) -> ResidenceVerdicts {
        try Day.check(referenceDate, or: nil, at: "reference_date")
        try Day.check(dataEnd, or: nil, at: "movement.covered")
        try lives.check(crossings.personCount, "crossings")
        try lives.check(initiallyResident.count, "initiallyResident")
        if referenceDate > dataEnd {
            throw PopulationError(
                .referenceOutsideData,
                at: "reference_date",
                "found \(Day.text(referenceDate)); expected a day that the crossings cover, until "
                    + "\(Day.text(dataEnd)); choose an earlier date or supply more data"
            )
        }
        let known = crossings.until(dataEnd)
        let outcomes = try outcomes(of: known, initiallyResident: initiallyResident)
        var result = ResidenceVerdicts(
            reasons: [ResidenceReason](repeating: .residentAsBefore, count: lives.count),
            evidence: [Int32](repeating: 0, count: lives.count)
        )
        for person in 0..<lives.count {
            if let obstacle = lives.obstacle(person, moment: referenceDate + 1) {
                result.reasons[person] = obstacle
                continue
            }
            var last = -1
            for i in Int(known.start[person])..<Int(known.start[person + 1])
            where known.day[i] <= referenceDate { last = i }
            if last < 0 {
                result.reasons[person] =
                    initiallyResident[person] ? .residentAsBefore : .nonResidentAsBefore
                continue
            }
            result.evidence[person] = referenceDate - known.day[last]
            let isResident = outcomes.isResidentAfter[last]
            if outcomes.afterSettled[last] > dataEnd {
                result.reasons[person] = isResident ? .residentNotFinal : .nonResidentNotFinal
            } else if isResident != outcomes.isResidentBefore[last] {
                result.reasons[person] = isResident ? .residentSinceCrossing : .nonResidentSinceCrossing
            } else {
                result.reasons[person] = isResident ? .residentAsBefore : .nonResidentAsBefore
            }
        }
        return result
    }
}

extension BorderCrossings {
    /// The crossings up to a day.
    func until(_ last: Int32) -> BorderCrossings {
        if day.allSatisfy({ $0 <= last }) { return self }
        var start: [UInt32] = [0]
        var days: [Int32] = []
        var arrivals: [Bool] = []
        for person in 0..<personCount {
            for i in Int(self.start[person])..<Int(self.start[person + 1]) where day[i] <= last {
                days.append(day[i])
                arrivals.append(isArrival[i])
            }
            start.append(UInt32(truncatingIfNeeded: days.count))
        }
        return BorderCrossings(sorted: start, days, arrivals)
    }

    private init(sorted start: [UInt32], _ day: [Int32], _ isArrival: [Bool]) {
        self.start = start
        self.day = day
        self.isArrival = isArrival
    }
}
