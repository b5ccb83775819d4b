/// What one round of expectation adds up: people by what may have happened to them.
struct PlaceSums {
    /// Per register and time since a move: expected moves not heard of.
    private(set) var late: [Double]
    /// Per register and time since a move: expected moves heard of.
    private(set) var heard: [Double]
    /// Per place: people who have not moved.
    private(set) var stayed: [Double]
    /// Per place: people who moved and are there now.
    private(set) var after: [Double]
    /// Per place: people who moved and were there before.
    private(set) var before: [Double]
    /// People who moved.
    private(set) var movers = 0.0
    /// All people.
    private(set) var people = 0.0
    /// People by set of registers and the place where they are now.
    private(set) var hereNow: PlacesBySet
    /// Movers of whom one place is not known, by the other: their shares are spread at the end.
    private var cameFromElsewhere: [Double]
    private var wentElsewhere: PlacesBySet

    /// Nobody yet; one person stands at each place, so that none is empty.
    init(registers: Int, places: Int) {
        late = [Double](repeating: 0, count: registers * ReportingDelay.times.count)
        heard = late
        stayed = [Double](repeating: 1, count: places)
        after = stayed
        before = stayed
        cameFromElsewhere = [Double](repeating: 0, count: places)
        wentElsewhere = PlacesBySet(values: places)
        hereNow = PlacesBySet(values: places)
    }

    /// Adds people with one reading, by the weights of what may have happened to them.
    mutating func add(_ reading: PlaceModel.Reading, people count: Double) {
        people += count
        for guess in reading.guesses {
            let part = count * guess.weight / reading.sum
            if let v = guess.story.now { hereNow.add(part, at: v, set: reading.set) }
            switch guess.story {
            case .stayed(let v): stayed[Int(v)] += part
            case .movedWithin(let v):
                movers += part
                after[Int(v)] += part
                before[Int(v)] += part
            case .movedUnheard(let w):
                movers += part
                before[Int(w)] += part
                wentElsewhere.add(part, at: w, set: reading.set)
            case .moved(let v, let w):
                movers += part
                after[Int(v)] += part
                if let w { before[Int(w)] += part } else { cameFromElsewhere[Int(v)] += part }
            }
            if let place = guess.chances, part > 0 { addTimes(reading, guess.story, part, place) }
        }
    }

    /// Adds moves by the times at which they may have been.
    private mutating func addTimes(
        _ reading: PlaceModel.Reading,
        _ story: PlaceModel.Story,
        _ part: Double,
        _ place: Int
    ) {
        let times = ReportingDelay.times.count
        let scale = part / reading.chances[place..<(place + times)].reduce(0, +)
        for report in reading.reports {
            guard let isLate = story.isLate(report.value) else { continue }
            let start = report.register * times
            for i in 0..<times {
                let share = scale * reading.chances[place + i]
                if isLate { late[start + i] += share } else { heard[start + i] += share }
            }
        }
    }

    /// Spreads movers of whom one place is not known over the others, by their shares.
    ///
    /// - Parameters:
    ///   - before: Per place: the share of movers who were there before.
    ///   - after: Per place: the share of movers who are there now.
    mutating func spreadElsewhere(
        before shares: [Double],
        after: [Double],
        _ coverage: PlaceCoverage,
        _ factors: inout PlaceFactors
    ) {
        Self.spread(cameFromElsewhere, by: shares, into: &before)
        for (set, people) in wentElsewhere.all {
            // Nobody is where all registers still have him.
            var there = [Double](repeating: 0, count: after.count)
            Self.spread(people, by: factors.destinations(of: set, coverage, after), into: &there)
            for v in there.indices {
                self.after[v] += there[v]
                hereNow.add(there[v], at: UInt32(v), set: set)
            }
        }
    }

    /// Adds people who are not at each place to the others, by their shares.
    private static func spread(_ people: [Double], by share: [Double], into sums: inout [Double]) {
        // Per place: what those of other places add, as a multiple of its share.
        let scales = zip(people, share).map { $0 > 0 && $1 < 1 ? $0 / (1 - $1) : 0 }
        let all = scales.reduce(0, +)
        for place in sums.indices { sums[place] += share[place] * max(0, all - scales[place]) }
    }
}
