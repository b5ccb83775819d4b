import Columns

/// Where people are now whose registers may not have been told of a move.
///
/// A share of people has moved, at some time of the years that registers remember. Each register hears of a move
/// after a delay, or never, and until then holds the place before. So those who moved last are those of whom
/// several registers have not heard. Who has not moved has one place in all registers; registers that disagree
/// tell of a move. Those who stayed, those who moved and where these came from may each be spread otherwise over
/// places. Where a person is decides how likely each register has it: who is a tenant of public housing does not
/// live where there is none. All is learnt from the records of people in several registers, without dates, by expectation and
/// maximisation. Of several moves the last two places count.
/// - SeeAlso: Dawid and Skene (1979), Applied Statistics 28, 20–28, for unreliable reports in general.
package struct PlaceModel: Sendable {
    /// The share of people who moved.
    private(set) var moved = 0.2
    /// Per register: how it hears of moves.
    private(set) var delays: [ReportingDelay]
    /// Per value: the share of it among people who have not moved.
    private(set) var stayed: [Double]
    /// Per value: the share of those who moved that are there now.
    private(set) var after: [Double]
    /// Per value: the share of those who moved that were there before.
    private(set) var before: [Double]
    /// Per register: the chance by value that it has a person who is there now.
    private(set) var coverage: PlaceCoverage
    /// How far the numbers of people at places may be off, as a share of them: see ``relativeError(_:)``.
    package private(set) var relativeError = 0.0
    /// Per record: the place of its value; ``Dimension/unknown`` if missing.
    let value: [UInt32]
    /// Per register and time since a move: the chance that it has not heard of it.
    private(set) var late: [Double] = []

    private static let purpose: UInt32 = 0x504c_4143
    private static let rounds = 100
    private static let tolerance = 1e-4
    /// Rounds that follow when readings were drawn anew.
    private static let furtherRounds = 20
    /// The chance that a register holds neither of a mover's last two places.
    private static let neither = 0.002

    /// Learns from people.
    ///
    /// - Parameters:
    ///   - value: Per record: the place of its value.
    ///   - values: The number of values.
    ///   - readings: What the people of the spine have.
    /// - Complexity: O(records + rounds · different readings).
    package init(_ value: [UInt32], values: Int, _ spine: Spine, _ readings: PlaceReadings) {
        self.value = value
        let registers = Int(spine.registerOf.max() ?? 0) + 1
        delays = [ReportingDelay](repeating: ReportingDelay(), count: registers)
        var share = [Double](repeating: 1, count: max(1, values))
        for v in value where v != Dimension.unknown { share[Int(v)] += 1 }
        let all = share.reduce(0, +)
        stayed = share.map { $0 / all }
        (after, before) = (stayed, stayed)
        late = delays.flatMap(\.chances)
        coverage = PlaceCoverage(registers: registers, values: stayed.count)
        for _ in 0..<Self.rounds where step(readings) > Self.tolerance {}
        relativeError = relativeError(readings)
    }

    /// The model that other readings of the same people would have led to, near this one.
    package func adapted(to readings: PlaceReadings) -> PlaceModel {
        var result = self
        for _ in 0..<Self.furtherRounds where result.step(readings) > Self.tolerance {}
        return result
    }

    /// One round; the greatest change of a chance.
    private mutating func step(_ readings: PlaceReadings) -> Double {
        var sums = PlaceSums(registers: delays.count, places: stayed.count)
        var factors = PlaceFactors()
        var reading = Reading()
        for (reports, count) in readings.all {
            reading.set(reports)
            weigh(&reading, &factors)
            // Nothing can explain it: not to be learnt from.
            if reading.sum > 0 { sums.add(reading, people: count) }
        }
        if sums.people == 0 { return 0 }
        sums.spreadElsewhere(before: before, after: after, coverage, &factors)
        coverage.learn(sums.hereNow)
        return improve(by: sums)
    }

    /// Makes chances fit expected people; the greatest change of one.
    private mutating func improve(by sums: PlaceSums) -> Double {
        let times = ReportingDelay.times.count
        let share = sums.movers / sums.people
        var change = abs(share - moved)
        moved = min(max(moved + ReportingDelay.stride * (share - moved), 1e-4), 0.9)
        for r in delays.indices {
            let range = (r * times)..<((r + 1) * times)
            delays[r].improve(late: sums.late[range], heard: sums.heard[range])
            let chances = delays[r].chances
            for i in 0..<times {
                change = max(change, abs(chances[i] - late[r * times + i]))
                late[r * times + i] = chances[i]
            }
        }
        stayed = Self.shares(sums.stayed, beyond: stayed)
        after = Self.shares(sums.after, beyond: after)
        before = Self.shares(sums.before, beyond: before)
        return change
    }

    private static func shares(_ people: [Double], beyond old: [Double]) -> [Double] {
        let all = people.reduce(0, +)
        let steps = zip(people, old).map { max(1e-9, $1 + ReportingDelay.stride * ($0 / all - $1)) }
        let sum = steps.reduce(0, +)
        return steps.map { $0 / sum }
    }

    /// The likeliest value of each person, ``Dimension/unknown`` if no record has one.
    package func likeliest(_ spine: Spine) -> [UInt32] {
        var stories = PlaceStories(self)
        return (0..<spine.count).map { stories.likeliest($0, spine) }
    }

    /// A value of each person, drawn from where it may be now; households are drawn together.
    ///
    /// - Parameter household: What stands for the household of a person.
    package func drawn(
        _ spine: Spine,
        seed: UInt64,
        draw: Int,
        household: (_ person: Int) -> UInt64
    ) -> [UInt32] {
        var stories = PlaceStories(self)
        let seed = Hash64.combine(seed, UInt64(draw))
        return (0..<spine.count).map { p in
            stories.drawn(p, spine) {
                KeyedRandom(seed: seed, purpose: Self.purpose, entity: household(p))
            }
        }
    }

    /// What may have happened to a person, with its weight.
    func weigh(_ reading: inout Reading, _ factors: inout PlaceFactors) {
        reading.guesses.removeAll(keepingCapacity: true)
        reading.chances.removeAll(keepingCapacity: true)
        reading.sum = 0
        // Of people in one register nothing was learnt about which registers have them.
        let factor = reading.reports.count > 1 ? factors.of(reading.set, coverage) : []
        func has(_ value: UInt32) -> Double { factor.isEmpty ? 1 : factor[Int(value)] }
        if reading.values.count == 1 {
            let v = reading.values[0]
            let (here, there) = (after[Int(v)], before[Int(v)])
            reading.add(.stayed(v), (1 - moved) * stayed[Int(v)] * has(v))
            reading.add(.movedWithin(v), moved * here * there * has(v))
            addByTime(.moved(v, nil), moved * here * (1 - there) * has(v), &reading)
            let elsewhere =
                factor.isEmpty ? 1 - here : factors.sum(of: reading.set, coverage, after) - here * has(v)
            addByTime(.movedUnheard(v), moved * there * max(0, elsewhere), &reading)
            return
        }
        for v in reading.values {
            for w in reading.values where w != v {
                var weight = moved * after[Int(v)] * before[Int(w)] * has(v)
                for report in reading.reports where report.value != v && report.value != w {
                    weight *= Self.neither * before[Int(report.value)]
                }
                addByTime(.moved(v, w), weight, &reading)
            }
        }
    }

    /// Adds a story of a move, its time not known.
    private func addByTime(_ story: Story, _ weight: Double, _ reading: inout Reading) {
        let times = ReportingDelay.times.count
        let place = reading.chances.count
        for i in 0..<times { reading.chances.append(ReportingDelay.shares[i]) }
        for report in reading.reports {
            guard let isLate = story.isLate(report.value) else { continue }
            let start = report.register * times
            for i in 0..<times {
                reading.chances[place + i] *= isLate ? late[start + i] : 1 - late[start + i]
            }
        }
        var sum = 0.0
        for i in 0..<times { sum += reading.chances[place + i] }
        reading.add(story, weight * sum, chances: place)
    }

    /// What may have happened to a person.
    enum Story {
        /// Here now as before.
        case stayed(UInt32)
        /// Here now and before the move.
        case movedWithin(UInt32)
        /// Here now; before there, as far as a register says so.
        case moved(UInt32, UInt32?)
        /// Somewhere now; here before, as all registers still have it.
        case movedUnheard(UInt32)

        /// Where the person is now, if a record says so.
        var now: UInt32? {
            switch self {
            case .stayed(let v), .movedWithin(let v), .moved(let v, _): v
            case .movedUnheard: nil
            }
        }

        /// Whether a register with this place has not heard of the move; nil if that says nothing about it.
        func isLate(_ value: UInt32) -> Bool? {
            switch self {
            case .stayed, .movedWithin: nil
            case .movedUnheard: true
            case .moved(let v, let w): value == v ? false : value == w ? true : nil
            }
        }
    }

    /// What one person's records say; its storage is used again and again.
    struct Reading {
        var reports: [PlaceReadings.Report] = []
        var values: [UInt32] = []
        /// The set of registers, register r being bit r.
        var set: UInt64 = 0
        /// Stories with their weights, and where the chances by time of a move start.
        var guesses: [(story: Story, weight: Double, chances: Int?)] = []
        /// Of each story of a move: the chance of the reports at each time since it, times the time's share.
        var chances: [Double] = []
        var sum = 0.0

        mutating func set(_ reports: [PlaceReadings.Report]) {
            self.reports = reports
            summarise()
        }

        /// What some of the records of a person say, who is in a set of registers.
        mutating func set(_ reports: [PlaceReadings.Report], set: UInt64) {
            self.set(reports)
            self.set = set
        }

        private mutating func summarise() {
            values.removeAll(keepingCapacity: true)
            set = 0
            for report in reports {
                set |= 1 << UInt64(report.register)
                if !values.contains(report.value) { values.append(report.value) }
            }
        }

        mutating func add(_ story: Story, _ weight: Double, chances: Int? = nil) {
            guesses.append((story, weight, chances))
            sum += weight
        }
    }
}
